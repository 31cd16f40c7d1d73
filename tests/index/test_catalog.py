"""The catalog: rows that stay, and threads that share it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus import Document, Passage, passages
from index import IndexDamagedError
from index.catalog import Catalog, CatalogWriter
from index.view import row_of


def write(path: Path, documents: list[Document], previous: Path | None = None) -> Catalog:
    with CatalogWriter(path, previous) as writer:
        for document in documents:
            writer.add(document, passages(document))
    return Catalog(path)


def test_kept_rows_keep_their_numbers(tmp_path: Path, lakes: Document, cities: Document) -> None:
    old = write(tmp_path / "old", [lakes, cities])
    with CatalogWriter(tmp_path / "new", tmp_path / "old") as writer:
        writer.add(lakes, passages(lakes))
    new = Catalog(tmp_path / "new")
    kept = set(old.view_ids().tolist()) & set(new.view_ids().tolist())
    assert [new.passage_at(row_of(view)).document_id for view in sorted(kept)] == ["cities"] * 2
    added = set(new.view_ids().tolist()) - kept
    assert min(added) > max(old.view_ids())
    assert new.document("cities") == cities
    assert new.document("lakes") == lakes
    assert new.counts() == old.counts() == (2, 7, 8)


def test_kept_views_keep_their_keys(tmp_path: Path, lakes: Document) -> None:
    old = write(tmp_path / "old", [lakes])
    with CatalogWriter(tmp_path / "new", tmp_path / "old") as writer:
        writer.drop([])
    new = Catalog(tmp_path / "new")
    for identifier, view in old.views():
        assert new.view_of_key(view.key) == identifier
    assert new.view_of_key(b"0" * 16) is None
    assert new.fingerprints() == old.fingerprints()


def test_what_is_dropped_is_gone(tmp_path: Path, lakes: Document, cities: Document) -> None:
    write(tmp_path / "old", [lakes, cities])
    with CatalogWriter(tmp_path / "new", tmp_path / "old") as writer:
        writer.drop(["lakes"])
    new = Catalog(tmp_path / "new")
    assert new.counts() == (1, 2, 2)
    assert new.fingerprints().keys() == {"cities"}
    assert [identifier for identifier, _ in new.views()] == new.view_ids().tolist()
    assert write(tmp_path / "old-again", [lakes, cities]).counts() == (2, 7, 8)


def test_a_file_of_which_little_is_left_shrinks(tmp_path: Path, lakes: Document) -> None:
    long = Document("long", "Long", lakes.language, "Слово. " * 20_000, "0" * 64)
    write(tmp_path / "old", [lakes, long])
    with CatalogWriter(tmp_path / "new", tmp_path / "old") as writer:
        writer.drop(["long"])
    assert 2 * (tmp_path / "new").stat().st_size < (tmp_path / "old").stat().st_size
    assert Catalog(tmp_path / "new").document("lakes") == lakes


def test_views_come_in_the_order_of_their_ids(
    tmp_path: Path, lakes: Document, cities: Document
) -> None:
    catalog = write(tmp_path / "catalog", [lakes, cities])
    assert [identifier for identifier, _ in catalog.views()] == catalog.view_ids().tolist()
    later = [view for view, _ in catalog.views(after=1)]
    assert {catalog.passage_at(row_of(view)).document_id for view in later} == {"cities"}
    assert catalog.last_row() == 2
    assert list(catalog.views(after=2)) == []


def test_odd_text_comes_back(tmp_path: Path, lakes: Document) -> None:
    odd = "Смайлы 😀👩‍👩‍👧, é, \u00a0, \u200f и \u0001.\tКонец"
    document = Document("a:'\";--", odd, lakes.language, odd, "0" * 64)
    catalog = write(tmp_path / "catalog", [document])
    assert catalog.document("a:'\";--") == document
    assert catalog.passages("a:'\";--") == passages(document)


def test_threads_share_a_catalog(tmp_path: Path, lakes: Document, cities: Document) -> None:
    catalog = write(tmp_path / "catalog", [lakes, cities])
    expected = passages(lakes)

    def read(number: int) -> tuple[list[Passage], Passage | None]:
        return catalog.passages("lakes"), catalog.passage(expected[number % 5].id)

    with ThreadPoolExecutor(8) as pool:
        for number, found in enumerate(pool.map(read, range(400))):
            assert found == (expected, expected[number % 5])


def test_a_file_of_another_kind_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "catalog").write_bytes(b"not a database " * 999)
    with pytest.raises(IndexDamagedError, match=r"catalog cannot be read \(file is not a database"):
        Catalog(tmp_path / "catalog").counts()
    with pytest.raises(IndexDamagedError, match=r"nothing cannot be read \(unable to open"):
        Catalog(tmp_path / "nothing").counts()


def test_a_row_that_is_not_there_is_damage(tmp_path: Path, lakes: Document) -> None:
    catalog = write(tmp_path / "catalog", [lakes])
    with pytest.raises(IndexDamagedError, match="has no passage at row 99"):
        catalog.passage_at(99)
