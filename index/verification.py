"""Verification: is everything in a published build what was published, and does it fit together?"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus import Document, Passage, Sentence
from index.build import Build, check_files
from index.errors import IndexDamagedError, IndexMismatchError, StoreUnavailableError
from index.files import files_under
from index.layout import REBUILD, BuildLayout, Layout
from index.manifest import Manifest
from index.milvus import MilvusSettings
from index.publication import read_manifest, read_pointer
from index.records import fingerprint, sources_digest_of
from index.settings import IndexSettings
from index.stores import Stores

_UNIT = 1e-3
_BATCH = 4096


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found: ``problems`` is empty where all is well. Each is one line that
    names the file, what is wrong with it, and the command that mends it."""

    directory: Path
    build_id: str | None
    files: int
    bytes: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def verify(directory: Path, *, milvus: MilvusSettings | None = None) -> Report:
    """Check the current build: every digest, count, offset and vector. Reads all of it; from Milvus
    too, where the vectors are there.

    Raises:
        IndexMissingError: the directory has no index.
    """
    layout = Layout(directory)
    try:
        pointer = read_pointer(layout)
        manifest = read_manifest(layout, pointer)
    except (IndexDamagedError, IndexMismatchError) as error:
        return Report(directory, None, 0, 0, (str(error),))
    where = layout.build(pointer.build_id)
    problems = check_files(where, manifest, digests=True)
    known = {where.directory / name for name in manifest.files} | {where.manifest}
    problems += [
        f"{path} is not a file of the build; {REBUILD}"
        for path in files_under(where.directory)
        if path not in known
    ]
    if not problems:
        problems += _contents(where, manifest, Stores(layout, IndexSettings(milvus=milvus)))
    size = sum(file.size for file in manifest.files.values())
    return Report(directory, manifest.build_id, len(manifest.files), size, tuple(problems))


def _contents(where: BuildLayout, manifest: Manifest, stores: Stores) -> list[str]:
    problems: list[str] = []
    try:
        build = Build.open(where, manifest, stores.open(where.dense, manifest))
        build.store.check(contents=True)
        for check in (_views, _vectors, _sentences, _documents):
            problems += check(where, build)
        build.close()
    except (IndexDamagedError, IndexMismatchError, StoreUnavailableError) as error:
        problems.append(str(error))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        problems.append(_wrong(where, f"a record of the catalog cannot be read: {error!r}"))
    return problems


def _views(where: BuildLayout, build: Build) -> Iterator[str]:
    ids = build.catalog.view_ids()
    try:
        build.lexical.check()
    except (ValueError, TypeError) as error:
        yield _wrong(where, f"the words do not fit together: {error}")
    if not np.array_equal(ids, build.lexical.views):
        yield _wrong(where, "the words are not those of the catalog's views")
    expected = [identifier for identifier, _ in build.catalog.views()]
    if not np.array_equal(ids, np.sort(np.array(expected, dtype=np.int64))):
        yield _wrong(where, "the catalog's views are not those of its passages")


def _vectors(where: BuildLayout, build: Build) -> Iterator[str]:
    ids = build.catalog.view_ids()
    for start in range(0, len(ids), _BATCH):
        try:
            vectors = build.store.fetch(ids[start : start + _BATCH])
        except KeyError:
            yield _wrong(where, "the vectors are not those of the catalog's views")
            return
        lengths = np.linalg.norm(vectors, axis=1)
        if not (np.isclose(lengths, 1.0, atol=_UNIT) | (lengths == 0.0)).all():
            yield _wrong(where, "a vector is not of unit length")
            return


def _sentences(where: BuildLayout, build: Build) -> Iterator[str]:
    if build.sentences is None:
        return
    expected = {view: len(each.spans) for view, each in build.catalog.views() if each.spans}
    if build.sentences.counts() != expected:
        yield _wrong(where, "the vectors of sentences are not those of the catalog's passages")
        return
    build.sentences.fetch(expected)  # raises for a row that is not vectors


def _documents(where: BuildLayout, build: Build) -> Iterator[str]:
    stored = build.catalog.fingerprints()
    if sources_digest_of(stored) != build.manifest.sources:
        yield _wrong(where, "the documents are not those of the manifest")
    for identifier, digest in stored.items():
        document = build.catalog.document(identifier)
        if fingerprint(document) != digest:
            yield _wrong(where, f"document {identifier!r} does not match its fingerprint")
        if sha256(document.text.encode()).hexdigest() != document.sha256:
            yield _wrong(where, f"the text of document {identifier!r} does not match its SHA-256")
        for ordinal, passage in enumerate(build.catalog.passages(identifier)):
            if not _exact(document, passage) or passage.ordinal != ordinal:
                yield _wrong(where, f"passage {passage.id!r} is not where it says it is")


def _exact(document: Document, passage: Passage) -> bool:
    spans: tuple[Passage | Sentence, ...] = (passage, *passage.sentences)
    return all(document.text[span.start : span.end] == span.text for span in spans)


def _wrong(where: BuildLayout, what: str) -> str:
    return f"{where.directory}: {what}; {REBUILD}"
