"""Embedding: which texts the model is given, and which vectors are taken over."""

import dataclasses
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, document_from_text
from index import (
    FakeEmbedder,
    IndexSettings,
    SearchIndex,
    StoreKind,
    StoreSettings,
    add_documents,
    build_index,
    remove_documents,
    verify,
)
from index.faiss_store import FaissStore
from index.layout import Layout
from index.publication import read_pointer
from tests.index.conftest import VIEWS, changed


def vectors(directory: Path) -> list[tuple[float, ...]]:
    """The vectors of the current build, sorted."""
    layout = Layout(directory)
    store = FaissStore.load(layout.build(read_pointer(layout).build_id).dense)
    return sorted(tuple(row) for row in store.fetch(store.ids).tolist())


def test_every_view_is_embedded_once(built: Path, embedder: FakeEmbedder) -> None:
    assert len(embedder.passages) == VIEWS
    assert "Озёра\nАлаколь солёный." in "\n".join(embedder.passages).replace("- ", "")
    assert not any("Фото" in text for text in embedder.passages)
    with closing(SearchIndex.open(built, embedder)) as index:
        counts = index.manifest.counts
        assert (counts.documents, counts.passages, counts.views) == (2, 7, VIEWS)


def test_an_unchanged_set_embeds_nothing(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    before = vectors(built)
    build_index([cities, lakes], built, embedder)
    assert len(embedder.passages) == VIEWS
    assert vectors(built) == before


def test_only_changed_passages_are_embedded(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    embedder.passages.clear()
    build_index([lakes, changed(cities, "на Ишиме", "на реке Ишим")], built, embedder)
    assert embedder.passages == ["Города\nАстана стоит на реке Ишим."]
    fresh = FakeEmbedder()
    other = built.parent / "fresh"
    build_index([lakes, changed(cities, "на Ишиме", "на реке Ишим")], other, fresh)
    assert vectors(built) == vectors(other)
    assert verify(built).ok


def test_changed_metadata_embeds_nothing_but_is_stored(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    embedder.passages.clear()
    build_index([lakes, dataclasses.replace(cities, publisher="Вестник")], built, embedder)
    assert embedder.passages == []
    with closing(SearchIndex.open(built, embedder)) as index:
        assert index.document("cities").publisher == "Вестник"


def test_a_title_is_read_with_a_short_text(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    embedder.passages.clear()
    build_index([lakes, dataclasses.replace(cities, title="Столицы")], built, embedder)
    assert embedder.passages
    assert all(text.startswith("Столицы\n") for text in embedder.passages)
    with closing(SearchIndex.open(built, embedder)) as index:
        assert index.document("cities").title == "Столицы"


def test_another_model_embeds_everything(built: Path, lakes: Document, cities: Document) -> None:
    other = FakeEmbedder("абвг")
    build_index([lakes, cities], built, other)
    assert len(other.passages) == VIEWS
    assert verify(built).ok


@pytest.mark.parametrize("kind", list(StoreKind))
def test_every_kind_of_store_can_be_grown_and_shrunk(
    kind: StoreKind, tmp_path: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    settings = IndexSettings(store=StoreSettings(kind=kind, lists=1))
    directory = tmp_path / "index"
    build_index([lakes], directory, embedder, settings=settings)
    add_documents([cities], directory, embedder, settings=settings)
    assert len(embedder.passages) == VIEWS
    before = vectors(directory)
    remove_documents(["lakes"], directory, embedder, settings=settings)
    add_documents([lakes], directory, embedder, settings=settings)
    assert vectors(directory) == before
    assert verify(directory).ok


def test_another_kind_of_store_embeds_nothing(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    before = vectors(built)
    settings = IndexSettings(store=StoreSettings(kind=StoreKind.HNSW))
    manifest = build_index([lakes, cities], built, embedder, settings=settings)
    assert manifest.store["kind"] == "hnsw"
    assert len(embedder.passages) == VIEWS
    assert vectors(built) == before


def test_a_text_without_letters_has_a_zero_vector(tmp_path: Path, embedder: FakeEmbedder) -> None:
    document = document_from_text("Слово.\n\n☃ ☃ ☃", id="snow", title="snow")
    build_index([document], tmp_path, embedder)
    assert verify(tmp_path).ok
    assert np.array(vectors(tmp_path)).any(axis=1).tolist() == [False, True]
