"""Static embeddings: the vectors of sentence-transformers, without it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Normalize
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import Whitespace

from index import Embedder, ModelError, Prompts
from index.static import StaticEmbedder, is_static

WORDS = ["озеро", "город", "lake", "city", "көл", "қала", "##лар", "##s", "query", ":", "605"]
TEXTS = [
    "озеро озеро город",
    "lakes of the city",
    "көллар",
    "605",
    "",
    "неизвестное",
    "city " * 999,
]


def static_model(directory: Path, *, normalize: bool, prompts: dict[str, str]) -> Path:
    """A StaticEmbedding with random weights, saved by sentence-transformers itself."""
    vocabulary = {word: number for number, word in enumerate(["[UNK]", *WORDS])}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.random.default_rng(0).normal(size=(len(vocabulary), 8)).astype(np.float32)
    modules: list[Any] = [StaticEmbedding(tokenizer, embedding_weights=weights)]
    modules += [Normalize()] if normalize else []
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(directory))
    return directory


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return static_model(tmp_path_factory.mktemp("static"), normalize=True, prompts={})


@pytest.fixture
def copy(model: Path, tmp_path: Path) -> Path:
    """The model, to be harmed."""
    return Path(shutil.copytree(model, tmp_path / "copy"))


def weights_file(directory: Path) -> Path:
    [path] = directory.rglob("model.safetensors")
    return path


@pytest.mark.parametrize("normalize", [True, False])
@pytest.mark.parametrize("prompts", [{}, {"query": "query: ", "document": "lake "}])
def test_vectors_are_those_of_sentence_transformers(
    normalize: bool, prompts: dict[str, str], tmp_path: Path
) -> None:
    directory = static_model(tmp_path / "model", normalize=normalize, prompts=prompts)
    reference = SentenceTransformer(str(directory), device="cpu")
    embedder = StaticEmbedder(directory)
    for ours, theirs in (
        (embedder.encode_queries(TEXTS), reference.encode_query(TEXTS, normalize_embeddings=True)),
        (
            embedder.encode_passages(TEXTS),
            reference.encode_document(TEXTS, normalize_embeddings=True),
        ),
    ):
        assert ours.dtype == np.float32
        assert ours == pytest.approx(theirs, abs=1e-3)


def test_half_precision_weights_are_close(copy: Path) -> None:
    exact = StaticEmbedder(copy).encode_queries(TEXTS)
    path = weights_file(copy)
    save_file({key: value.astype(np.float16) for key, value in load_file(path).items()}, path)
    assert StaticEmbedder(copy).encode_queries(TEXTS) == pytest.approx(exact, abs=1e-3)


def test_is_an_embedder_of_unit_vectors(model: Path) -> None:
    embedder = StaticEmbedder(model)
    assert isinstance(embedder, Embedder)
    assert embedder.dimension == 8
    lengths = np.linalg.norm(embedder.encode_passages(TEXTS), axis=1)
    assert lengths == pytest.approx(np.array([1, 1, 1, 1, 0, 1, 1]), abs=1e-5)
    assert embedder.encode_passages([]).shape == (0, 8)


def test_the_digest_covers_files_and_prompts(model: Path, copy: Path) -> None:
    digest = StaticEmbedder(model).digest
    assert StaticEmbedder(copy).digest == digest
    (copy / "README.md").write_text("notes")
    assert StaticEmbedder(copy).digest == digest
    assert StaticEmbedder(copy, prompts=Prompts(query="q: ")).digest != digest
    path = weights_file(copy)
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")
    assert StaticEmbedder(copy).digest != digest


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("harm", ["missing", "truncated"])
def test_a_damaged_file_is_named(copy: Path, name: str, harm: str) -> None:
    [path] = copy.rglob(name)
    path.write_bytes(path.read_bytes()[:20])
    if harm == "missing":
        path.unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read"):
        StaticEmbedder(copy)


def test_weights_without_the_expected_name_are_refused(copy: Path) -> None:
    save_file({"other": np.ones((12, 8), dtype=np.float32)}, weights_file(copy))
    with pytest.raises(ModelError, match=r"model\.safetensors cannot be read"):
        StaticEmbedder(copy)


def test_fewer_weights_than_tokens_are_refused(copy: Path) -> None:
    save_file({"embedding.weight": np.ones((3, 8), dtype=np.float32)}, weights_file(copy))
    with pytest.raises(ModelError, match=r"weights of shape \(3, 8\) for a vocabulary of 12"):
        StaticEmbedder(copy)


def test_models_of_other_kinds_are_refused(copy: Path) -> None:
    path = copy / "modules.json"
    modules = json.loads(path.read_text())
    modules[0]["type"] = "sentence_transformers.models.Transformer"
    path.write_text(json.dumps(modules))
    assert not is_static(copy)
    with pytest.raises(ModelError, match="not a static embedding model"):
        StaticEmbedder(copy)


def test_a_broken_list_of_modules_is_named(copy: Path) -> None:
    (copy / "modules.json").write_text("{")
    with pytest.raises(ModelError, match=r"modules\.json is not a list of modules"):
        is_static(copy)


def test_does_not_import_torch(model: Path) -> None:
    code = (
        "import sys; from index import load_embedder;"
        f"load_embedder({str(model)!r}).encode_queries(['озеро']);"
        "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
