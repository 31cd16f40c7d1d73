"""Choosing an embedder by what lies in the directory."""

from pathlib import Path

import pytest
from sentence_transformers import SentenceTransformer

from index import BUNDLED_MODEL, WORD_MODEL, ModelError, load_embedder, loading
from index.contextual import ContextualEmbedder
from index.static import StaticEmbedder
from index.transformer import SentenceTransformerEmbedder
from tests.index.models import sentence_transformer
from tests.index.test_static import static_model


def test_static_models_are_read_without_torch(tmp_path: Path) -> None:
    directory = static_model(tmp_path / "tiny", normalize=True, prompts={})
    embedder = load_embedder(directory)
    assert isinstance(embedder, StaticEmbedder)
    assert embedder.name == str(directory)


def test_other_models_are_loaded_by_sentence_transformers(tmp_path: Path) -> None:
    embedder = load_embedder(str(sentence_transformer(tmp_path)))
    assert isinstance(embedder, SentenceTransformerEmbedder)
    assert embedder.encode_queries(["озеро"]).shape == (1, 16)


@pytest.mark.parametrize("name", [None, BUNDLED_MODEL])
def test_the_bundled_model_knows_three_languages(name: str | None) -> None:
    embedder = load_embedder(name)
    assert isinstance(embedder, ContextualEmbedder)
    assert embedder.name == BUNDLED_MODEL
    ru, kk, en, far = embedder.encode_queries(["озеро", "көл", "lake", "бюджет банка"])
    assert min(ru @ kk, ru @ en, kk @ en) > max(ru @ far, kk @ far, en @ far)


def test_the_model_of_words_is_one_of_sentence_transformers() -> None:
    texts = ["Балхаш наполовину пресный.", "Балқаш көлі", "Lake Balkhash is half fresh, 605 km."]
    theirs = SentenceTransformer(str(loading.MODELS / WORD_MODEL), device="cpu").encode(
        texts, normalize_embeddings=True
    )
    assert load_embedder(WORD_MODEL).encode_passages(texts) == pytest.approx(theirs, abs=1e-3)


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="allow downloads, give the path of a directory"):
        load_embedder("owner/model")


def test_a_missing_bundled_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MODELS", tmp_path)
    with pytest.raises(ModelError, match="the bundled model is not in"):
        load_embedder()
