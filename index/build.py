"""One build, opened: its catalog, its vectors and its words, checked against its manifest."""

from dataclasses import dataclass
from pathlib import Path

from index.catalog import Catalog
from index.errors import IndexDamagedError
from index.files import FileDigest
from index.layout import REBUILD, BuildLayout
from index.lexical import LexicalIndex
from index.manifest import Manifest
from index.sentences import SentenceVectors
from index.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class Build:
    """The parts of a build; ``sentences`` where its model gives vectors of them."""

    manifest: Manifest
    catalog: Catalog
    store: VectorStore
    lexical: LexicalIndex
    sentences: SentenceVectors | None

    @classmethod
    def open(cls, layout: BuildLayout, manifest: Manifest, store: VectorStore) -> "Build":
        """Open every part but the ``store`` and compare its size with the manifest.

        Raises:
            IndexDamagedError: a part cannot be read, or a count disagrees.
        """
        try:
            lexical = LexicalIndex.load(layout.lexical)
        except Exception as error:  # json and numpy raise what their parsers raise
            cause = (str(error) or type(error).__name__).splitlines()[0]
            message = f"the words in {layout.directory} cannot be read ({cause}); {REBUILD}"
            raise IndexDamagedError(message) from error
        there = layout.sentences.is_file()
        sentences = SentenceVectors(layout.sentences) if there else None
        build = cls(manifest, Catalog(layout.catalog), store, lexical, sentences)
        build._check(layout.directory)
        return build

    def close(self) -> None:
        """Release the files; also done when the last reference goes."""
        self.catalog.close()
        if self.sentences is not None:
            self.sentences.close()

    def _check(self, directory: Path) -> None:
        expected = self.manifest.counts
        documents, passages, views = self.catalog.counts()
        for what, found, wanted in (
            ("documents", documents, expected.documents),
            ("passages", passages, expected.passages),
            ("views", views, expected.views),
            ("rows of words", len(self.lexical), expected.views),
        ):
            if found != wanted:
                raise IndexDamagedError(
                    f"{directory} holds {found} {what}, expected {wanted}; {REBUILD}"
                )


def check_files(layout: BuildLayout, manifest: Manifest, *, digests: bool) -> list[str]:
    """What is wrong with the files of a build, a line each: presence, size and, where asked for,
    SHA-256."""
    problems = []
    for name, expected in manifest.files.items():
        path = layout.directory / name
        try:
            size = path.stat().st_size
            if size != expected.size:
                problems.append(f"{path} has {size} bytes, expected {expected.size}; {REBUILD}")
            elif digests and FileDigest.of(path) != expected:
                problems.append(f"{path} does not match its digest; {REBUILD}")
        except OSError as error:
            problems.append(f"{path} cannot be read ({error.strerror or error}); {REBUILD}")
    return problems
