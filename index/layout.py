"""Names of the files of an index on disk.

::

    <directory>/
      current            one line: the build in use and the SHA-256 of its manifest
      write.lock         held by the process that is writing
      milvus-scope       what begins the names of this index's collections, where Milvus has them
      builds/
        00000007-5f3a9c1d/
          manifest.json    what the build was made from, and the size and digest of every file
          catalog.sqlite   documents, passages and the keys of their views
          sentences.sqlite vectors of sentences and their tokens, where the model gives them
          dense/           the vector store
          lexical/         the segments of the BM25 index, shared with other builds by hard links
        .draft-…         a build being written, or left by a crash: the next build removes it
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Names:
    """Every file name of the layout, once."""

    current: str = "current"
    lock: str = "write.lock"
    scope: str = "milvus-scope"
    builds: str = "builds"
    draft_prefix: str = ".draft-"
    manifest: str = "manifest.json"
    catalog: str = "catalog.sqlite"
    sentences: str = "sentences.sqlite"
    dense: str = "dense"
    lexical: str = "lexical"


NAMES = Names()

REBUILD = "run `assistant index build`"
"""What every message about an unusable index tells the user to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths under the directory of an index."""

    directory: Path

    @property
    def current(self) -> Path:
        return self.directory / NAMES.current

    @property
    def lock(self) -> Path:
        return self.directory / NAMES.lock

    @property
    def scope(self) -> Path:
        return self.directory / NAMES.scope

    @property
    def builds(self) -> Path:
        return self.directory / NAMES.builds

    def build(self, build_id: str) -> "BuildLayout":
        return BuildLayout(self.builds / build_id)

    def draft(self, build_id: str) -> "BuildLayout":
        return BuildLayout(self.builds / f"{NAMES.draft_prefix}{build_id}")


@dataclass(frozen=True, slots=True)
class BuildLayout:
    """Paths under the directory of one build."""

    directory: Path

    @property
    def manifest(self) -> Path:
        return self.directory / NAMES.manifest

    @property
    def catalog(self) -> Path:
        return self.directory / NAMES.catalog

    @property
    def sentences(self) -> Path:
        return self.directory / NAMES.sentences

    @property
    def dense(self) -> Path:
        return self.directory / NAMES.dense

    @property
    def lexical(self) -> Path:
        return self.directory / NAMES.lexical
