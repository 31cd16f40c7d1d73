"""The documents and passages of one build, in a SQLite file that is never changed once published.

Rows are read one at a time, so a collection need not fit in memory; passages read lately are kept.
"""

import shutil
import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Self

import numpy as np

from corpus import Document, Passage
from index.database import Database, begin
from index.errors import IndexDamagedError, UnknownDocumentError
from index.files import writing
from index.layout import REBUILD
from index.records import (
    DocumentSummary,
    dump_document,
    dump_passage,
    fingerprint,
    load_document,
    load_passage,
    load_summary,
)
from index.view import (
    SLOTS,
    Ids,
    View,
    card_titles,
    heading_translations,
    passage_views,
    view_id,
)

_SCHEMA = """
CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL,
    record TEXT NOT NULL,
    text TEXT NOT NULL,
    characters INTEGER NOT NULL,
    passages INTEGER NOT NULL
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_of_document ON passages (document, ordinal);
CREATE TABLE views (id INTEGER PRIMARY KEY, key BLOB NOT NULL);
CREATE INDEX views_by_key ON views (key);
"""

_PASSAGE = """
SELECT passages.row, passages.id, documents.id, ordinal, start, "end", language, kind,
       passages.text, passages.record
FROM passages JOIN documents ON documents.row = passages.document
"""

_CACHED_PASSAGES = 4096


class Catalog:
    """Read access to a catalog file; safe to share between threads.

    Raises:
        IndexDamagedError: from every method, where the file is not a sound SQLite database.
    """

    def __init__(self, path: Path) -> None:
        database = Database(path)
        self._all = database.all
        self.passage_at = lru_cache(maxsize=_CACHED_PASSAGES)(partial(_passage_at, database))
        """The passage at a catalog row, which must exist."""
        self.close = weakref.finalize(self, database.close)
        """Release the file; done on its own when the last reference goes."""

    def documents(self) -> list[DocumentSummary]:
        """Every document, without its text, in the order of their ids."""
        rows = self._all("SELECT id, record, characters, passages FROM documents ORDER BY id")
        return [load_summary(*row) for row in rows]

    def document(self, identifier: str) -> Document:
        """One document.

        Raises:
            UnknownDocumentError: there is none of that id.
        """
        rows = self._all("SELECT id, record, text FROM documents WHERE id = ?", identifier)
        if not rows:
            raise UnknownDocumentError(f"no document has the id {identifier!r}")
        return load_document(*rows[0])

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of one document in order, headings and furniture included.

        Raises:
            UnknownDocumentError: there is no document of that id.
        """
        documents = self._all("SELECT row FROM documents WHERE id = ?", document_id)
        if not documents:
            raise UnknownDocumentError(f"no document has the id {document_id!r}")
        rows = self._all(f"{_PASSAGE} WHERE passages.document = ? ORDER BY ordinal", *documents[0])
        return [load_passage(*row[1:]) for row in rows]

    def passage(self, identifier: str) -> Passage | None:
        """The passage of that id, if there is one."""
        rows = self._all(f"{_PASSAGE} WHERE passages.id = ?", identifier)
        return load_passage(*rows[0][1:]) if rows else None

    def row(self, passage_id: str) -> int | None:
        """The row of the passage of that id, if there is one."""
        rows = self._all("SELECT row FROM passages WHERE id = ?", passage_id)
        return rows[0][0] if rows else None

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of every document, by its id."""
        return dict(self._all("SELECT id, fingerprint FROM documents"))

    def view_ids(self) -> Ids:
        """The id of every view, ascending."""
        rows = self._all("SELECT id FROM views ORDER BY id")
        return np.fromiter((identifier for (identifier,) in rows), np.int64, len(rows))

    def view_of_key(self, key: bytes) -> int | None:
        """A view whose embedded text has this key, if there is one."""
        rows = self._all("SELECT id FROM views WHERE key = ? LIMIT 1", key)
        return rows[0][0] if rows else None

    def counts(self) -> tuple[int, int, int]:
        """Numbers of documents, passages and views."""
        [row] = self._all(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM passages),"
            " (SELECT count(*) FROM views)"
        )
        return row[0], row[1], row[2]

    def views(self, after: int = 0) -> Iterator[tuple[int, View]]:
        """Every view of the documents whose rows come after ``after``, with its id; ids ascend."""
        for (document,) in self._all("SELECT row FROM documents WHERE row > ? ORDER BY row", after):
            rows = self._all(f"{_PASSAGE} WHERE documents.row = ? ORDER BY ordinal", document)
            passages = [load_passage(*row[1:]) for row in rows]
            headings = heading_translations(passages)
            titles = card_titles(self.document(passages[0].document_id)) if passages else {}
            for row, passage in zip(rows, passages, strict=True):
                found = [
                    (view_id(row[0], view.language), view)
                    for view in passage_views(passage, headings, titles)
                ]
                yield from sorted(found, key=lambda each: each[0])

    def last_row(self) -> int:
        """The last document's row; 0 where there is none."""
        [(row,)] = self._all("SELECT coalesce(max(row), 0) FROM documents")
        return int(row)


class CatalogWriter:
    """Makes the catalog of a new build, from scratch or of a copy of the ``previous`` one's file.

    Rows that are added get numbers which the previous catalog does not use.

    Raises:
        IndexWriteError: from every method, where the file cannot be written.
    """

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        self._directory = path.parent
        with writing(self._directory):
            if previous is not None:
                shutil.copyfile(previous, path)
            self._connection = begin(path)
            execute = self._connection.execute
            for statement in _SCHEMA.split(";") if previous is None else ():
                execute(statement)
            query = "SELECT coalesce(max(row), 0) + 1 FROM"
            [self._next_document] = execute(f"{query} documents").fetchone()
            [self._next_passage] = execute(f"{query} passages").fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        try:
            if kind is None:
                with writing(self._directory):
                    self._connection.execute("COMMIT")
                    self._compact()
        finally:
            self._connection.close()

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """Store a document, its passages and the keys of their views, in place of one of its id."""
        headings = heading_translations(passages)
        titles = card_titles(document)
        stored = (
            self._next_document,
            document.id,
            fingerprint(document),
            dump_document(document),
            document.text,
            len(document.text),
            len(passages),
        )
        with writing(self._directory):
            execute = self._connection.execute
            self._remove(document.id)
            execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", stored)
            for row, passage in enumerate(passages, self._next_passage):
                columns = (
                    row,
                    passage.id,
                    self._next_document,
                    passage.ordinal,
                    passage.start,
                    passage.end,
                    passage.language,
                    passage.kind,
                    passage.text,
                    dump_passage(passage),
                )
                execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
                for view in passage_views(passage, headings, titles):
                    identifier = view_id(row, view.language)
                    execute("INSERT INTO views VALUES (?, ?)", (identifier, view.key))
        self._next_document += 1
        self._next_passage += len(passages)

    def drop(self, documents: Iterable[str]) -> None:
        """Leave out documents of the previous catalog, with their passages and views."""
        with writing(self._directory):
            for identifier in documents:
                self._remove(identifier)

    def _remove(self, identifier: str) -> None:
        execute = self._connection.execute
        found = execute("SELECT row FROM documents WHERE id = ?", (identifier,)).fetchone()
        if found is None:
            return
        [document] = found
        execute(
            "DELETE FROM views WHERE id IN"
            " (SELECT views.id FROM passages JOIN views"
            "  ON views.id BETWEEN passages.row * ?1 AND passages.row * ?1 + ?1 - 1"
            "  WHERE passages.document = ?2)",
            (SLOTS, document),
        )
        execute("DELETE FROM passages WHERE document = ?", (document,))
        execute("DELETE FROM documents WHERE row = ?", (document,))

    def _compact(self) -> None:
        """Give back the pages of what was removed, where they are more than half of all."""
        execute = self._connection.execute
        [free], [pages] = (
            execute(f"PRAGMA {what}").fetchone() for what in ("freelist_count", "page_count")
        )
        if 2 * free > pages:
            execute("VACUUM")


def _passage_at(database: Database, row: int) -> Passage:
    rows = database.all(f"{_PASSAGE} WHERE passages.row = ?", row)
    if not rows:
        raise IndexDamagedError(f"{database.path} has no passage at row {row}; {REBUILD}")
    return load_passage(*rows[0][1:])
