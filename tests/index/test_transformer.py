"""Any sentence-transformers model: its prompts, its pooling, and errors that say what to do."""

import shutil
from pathlib import Path

import huggingface_hub.constants
import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from index import Embedder, ModelError, Prompts
from index.transformer import SentenceTransformerEmbedder
from tests.index.models import sentence_transformer

TEXTS = ["озеро", "lake city lake", "город " * 99]


@pytest.mark.parametrize("pooling", ["mean", "cls"])
@pytest.mark.parametrize("prompts", [None, {"query": "query: ", "document": "город "}])
def test_vectors_are_those_of_the_model(
    tmp_path: Path, pooling: str, prompts: dict[str, str] | None
) -> None:
    directory = sentence_transformer(tmp_path, pooling=pooling, prompts=prompts)
    reference = SentenceTransformer(str(directory), device="cpu")
    embedder = SentenceTransformerEmbedder(str(directory))
    assert isinstance(embedder, Embedder)
    assert embedder.dimension == 16
    for ours, theirs in (
        (embedder.encode_queries(TEXTS), reference.encode_query(TEXTS, normalize_embeddings=True)),
        (
            embedder.encode_passages(TEXTS),
            reference.encode_document(TEXTS, normalize_embeddings=True),
        ),
    ):
        assert ours == pytest.approx(theirs, abs=1e-5)
        assert np.linalg.norm(ours, axis=1) == pytest.approx(np.ones(3))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sentence_transformer(tmp_path_factory.mktemp("model"))


def test_pooling_changes_vectors_and_digest(model: Path, tmp_path: Path) -> None:
    mean = SentenceTransformerEmbedder(str(model))
    cls = SentenceTransformerEmbedder(str(sentence_transformer(tmp_path, pooling="cls")))
    assert not np.allclose(mean.encode_queries(TEXTS), cls.encode_queries(TEXTS))
    assert mean.digest != cls.digest


def test_given_prompts_win(model: Path) -> None:
    plain = SentenceTransformerEmbedder(str(model))
    prompted = SentenceTransformerEmbedder(str(model), prompts=Prompts(query="query: "))
    expected = plain.encode_queries([f"query: {text}" for text in TEXTS])
    assert prompted.encode_queries(TEXTS) == pytest.approx(expected)
    assert prompted.encode_passages(TEXTS) == pytest.approx(plain.encode_passages(TEXTS))
    assert prompted.digest != plain.digest


def test_no_texts_give_no_vectors(model: Path) -> None:
    assert SentenceTransformerEmbedder(str(model)).encode_queries([]).shape == (0, 16)


def test_a_hub_name_that_is_not_here_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="not on this machine: allow downloads, give the path"):
        SentenceTransformerEmbedder("intfloat/multilingual-e5-small")


@pytest.mark.parametrize("allow_download", [False, True])
def test_a_model_in_the_cache_of_the_hub_is_found(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allow_download: bool
) -> None:
    repository = tmp_path / "models--sentence-transformers--tiny"
    shutil.copytree(model, repository / "snapshots" / "abc")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    embedder = SentenceTransformerEmbedder("tiny", allow_download=allow_download)
    assert embedder.name == "tiny"
    assert embedder.digest == SentenceTransformerEmbedder(str(model)).digest


def test_a_hub_that_cannot_be_reached_is_named() -> None:
    with pytest.raises(ModelError, match=r"'intfloat/x' cannot be fetched: "):
        SentenceTransformerEmbedder("intfloat/x", allow_download=True)


@pytest.mark.parametrize("name", ["/no/such/place", "three/part/name", "a b"])
def test_what_is_neither_path_nor_name_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match="no such directory, and not a name on the hub"):
        SentenceTransformerEmbedder(name)


def test_a_directory_without_a_model_is_refused(tmp_path: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(tmp_path))
    with pytest.raises(ModelError, match="holds no model"):
        _ = embedder.digest
    with pytest.raises(ModelError, match="cannot be loaded: "):
        embedder.encode_queries(["озеро"])


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    directory = sentence_transformer(tmp_path)
    [weights] = directory.rglob("model.safetensors")
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(ModelError, match="cannot be loaded: "):
        SentenceTransformerEmbedder(str(directory)).encode_queries(["озеро"])
