"""The bundled model's kind, against PyTorch on a tiny model, and the bundled one itself."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from index import (
    BUNDLED_MODEL,
    ModelError,
    Prompts,
    SentenceEmbedder,
    WordEmbedder,
    load_embedder,
)
from index.contextual import ASKED_TOKENS, ContextualEmbedder, is_contextual
from index.embedder import unit
from index.loading import MODELS, WORD_MODEL
from index.modelfiles import model_digest
from index.static import StaticEmbedder
from index.tokenhead import TokenHead
from index.train.encoder.export import UPPER_LAYERS
from tests.index.encoders import HIDDEN, write_tiny

TEXTS = ["мост в озеро", "он вырос вдвое. lake bridge.", "the город"]


@pytest.fixture(scope="module")
def words() -> StaticEmbedder:
    return StaticEmbedder(MODELS / WORD_MODEL)


Written = tuple[Path, BertModel]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A directory with a tiny model, and the model itself."""
    directory = tmp_path_factory.mktemp("tiny")
    return directory, write_tiny(directory)


@pytest.fixture(scope="module")
def tiny(written: Written) -> Path:
    return written[0]


@pytest.fixture
def own_tiny(tiny: Path, tmp_path: Path) -> Path:
    """A copy of ``tiny`` that a test may damage."""
    return Path(shutil.copytree(tiny, tmp_path / "tiny"))


def states(
    model: torch.nn.Module, directory: Path, text: str
) -> tuple[np.ndarray, list[tuple[int, int]]]:
    encoding = Tokenizer.from_file(str(directory / "tokenizer.json")).encode(text)
    with torch.no_grad():
        found = model(torch.tensor([encoding.ids])).last_hidden_state[0].numpy()
    return found, encoding.offsets


def layers(
    model: BertModel, directory: Path, text: str
) -> tuple[np.ndarray, np.ndarray, list[tuple[int, int]]]:
    """What half of the layers and all of them make of a text, and its tokens' places."""
    encoding = Tokenizer.from_file(str(directory / "tokenizer.json")).encode(text)
    with torch.no_grad():
        found = model(torch.tensor([encoding.ids]), output_hidden_states=True).hidden_states
    half, end = found[len(found) - 1 - UPPER_LAYERS][0].numpy(), found[-1][0].numpy()
    return half, end, encoding.offsets


def test_vectors_are_those_of_the_model(written: Written, words: StaticEmbedder) -> None:
    tiny, model = written
    embedder = ContextualEmbedder(tiny, words)
    assert embedder.dimension == HIDDEN
    expected = [states(model, tiny, f"passage: {text}")[0].mean(axis=0) for text in TEXTS]
    found = embedder.encode_passages(TEXTS)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0)
    assert (found * unit(np.array(expected))).sum(axis=1).min() > 0.97  # eight bits
    query = states(model, tiny, f"query: {TEXTS[0]}")[0].mean(axis=0, keepdims=True)
    assert (embedder.encode_queries(TEXTS[:1]) @ unit(query).T).item() > 0.97


def test_a_sentence_is_the_mean_of_its_tokens_in_the_passage(
    written: Written, words: StaticEmbedder
) -> None:
    tiny, model = written
    embedder = ContextualEmbedder(tiny, words)
    text = "город\nмост вырос. он вырос вдвое."
    spans = [(6, 17), (18, 33)]
    assert [text[a:b] for a, b in spans] == ["мост вырос.", "он вырос вдвое."]
    whole, [parts] = embedder.encode_in_context([text], [spans])
    assert whole == pytest.approx(embedder.encode_passages([text]))
    found, offsets = states(model, tiny, f"passage: {text}")
    first = len("passage: ")
    for part, (start, end) in zip(parts.vectors, spans, strict=True):
        inside = [i for i, (a, b) in enumerate(offsets)
                  if a < b and a < end + first and b > start + first]  # fmt: skip
        assert part @ unit(found[inside].mean(axis=0, keepdims=True))[0] > 0.97
    alone = embedder.encode_passages(["он вырос вдвое."])[0]
    assert alone @ parts.vectors[1] < 0.999  # what stands before it is heard


def test_a_span_without_tokens_gives_zeros(tiny: Path, words: StaticEmbedder) -> None:
    _, [parts] = ContextualEmbedder(tiny, words).encode_in_context(["мост"], [[(4, 4), (0, 4)]])
    assert not parts.vectors[0].any()
    assert np.linalg.norm(parts.vectors[1]) == pytest.approx(1.0)
    assert parts.counts[0] == 1
    assert not parts.tokens[0].any()
    assert np.linalg.norm(parts.tokens[1:], axis=1) == pytest.approx(1.0)


def test_the_centre_is_taken_from_each_kind(
    tiny: Path, tmp_path: Path, words: StaticEmbedder
) -> None:
    plain = ContextualEmbedder(tiny, words)
    centres = (plain.encode_queries(TEXTS).mean(axis=0), plain.encode_passages(TEXTS).mean(axis=0))
    write_tiny(tmp_path, centres)
    centred = ContextualEmbedder(tmp_path, words)
    queries = unit(plain.encode_queries(TEXTS) - centres[0])
    passages = unit(plain.encode_passages(TEXTS) - centres[1])
    assert centred.encode_queries(TEXTS) == pytest.approx(queries, abs=1e-4)
    assert centred.encode_passages(TEXTS) == pytest.approx(passages, abs=1e-4)


def test_a_vector_does_not_depend_on_its_company(tiny: Path, words: StaticEmbedder) -> None:
    embedder = ContextualEmbedder(tiny, words)
    together = embedder.encode_passages(TEXTS * 5)
    alone = np.concatenate([embedder.encode_passages([text]) for text in TEXTS * 5])
    assert np.array_equal(together, alone)


def test_no_texts_no_rows(tiny: Path, words: StaticEmbedder) -> None:
    embedder = ContextualEmbedder(tiny, words)
    assert embedder.encode_queries([]).shape == (0, HIDDEN)
    assert embedder.encode_passages([]).shape == (0, HIDDEN)
    assert embedder.encode_passages([""]).shape == (1, HIDDEN)


def test_a_long_text_is_read_to_its_end(tiny: Path, words: StaticEmbedder) -> None:
    embedder = ContextualEmbedder(tiny, words)
    text = "мост " * 600 + "озеро."
    _, [parts] = embedder.encode_in_context([text], [[(0, 4), (3000, 3006)]])
    assert np.linalg.norm(parts.vectors, axis=1) == pytest.approx(1.0)


def test_the_digest_knows_files_and_prompts(own_tiny: Path, words: StaticEmbedder) -> None:
    digest = ContextualEmbedder(own_tiny, words).digest
    assert ContextualEmbedder(own_tiny, words, prompts=Prompts("q: ", "p: ")).digest != digest
    layers = own_tiny / "upper.onnx"
    layers.write_bytes(layers.read_bytes() + b"\0")
    assert model_digest(own_tiny, "query: ", "passage: ") != digest


@pytest.mark.parametrize(
    "name",
    ["lower.onnx", "upper.onnx", "interaction.safetensors", "tokens.safetensors", "tokenizer.json"],
)
def test_a_damaged_file_is_named(own_tiny: Path, words: StaticEmbedder, name: str) -> None:
    (own_tiny / name).write_bytes((own_tiny / name).read_bytes()[:50])
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        ContextualEmbedder(own_tiny, words)


def test_a_table_smaller_than_the_vocabulary_is_refused(
    own_tiny: Path, words: StaticEmbedder
) -> None:
    path = own_tiny / "tokenizer.json"
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"].append(["▁лишнее", -9.0])
    path.write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(ModelError, match=r"vectors of \d+ tokens for a vocabulary of \d+"):
        ContextualEmbedder(own_tiny, words)


def test_kinds_of_directories(tiny: Path, tmp_path: Path) -> None:
    assert is_contextual(tiny)
    assert not is_contextual(tmp_path)
    embedder = load_embedder(tiny)
    assert isinstance(embedder, SentenceEmbedder)
    assert isinstance(embedder, WordEmbedder)


def test_tokens_are_those_of_the_layers(written: Written, words: StaticEmbedder) -> None:
    tiny, model = written
    embedder = ContextualEmbedder(tiny, words)
    head = TokenHead.load(tiny / "interaction.safetensors", HIDDEN)
    text, spans = "мост вырос. он вырос вдвое.", [(0, 11), (12, 27)]
    _, [read] = embedder.encode_in_context([text], [spans])
    lower, upper, offsets = layers(model, tiny, f"passage: {text}")
    first, expected = len("passage: "), head.vectors(lower, upper)
    held = [
        [i for i, (a, b) in enumerate(offsets) if a < b and a < end + first and b > start + first]
        for start, end in spans
    ]
    assert read.counts.tolist() == [len(rows) for rows in held]
    rows = [i for part in held for i in part]
    assert (read.tokens * expected[rows]).sum(axis=1).min() > 0.9  # eight bits
    asked = embedder.encode_tokens("мост в году")
    question = head.question(*layers(model, tiny, "query: мост в году")[:2])
    assert (asked.vectors * question.vectors).sum(axis=1).min() > 0.9
    assert asked.weights == pytest.approx(question.weights, abs=0.05)
    assert asked.weights.sum() == pytest.approx(1.0)


def test_the_beginning_of_a_long_question_is_compared(tiny: Path, words: StaticEmbedder) -> None:
    embedder = ContextualEmbedder(tiny, words)
    long = "мост " * 600
    assert len(embedder.encode_tokens(long).vectors) == ASKED_TOKENS
    assert len(embedder.encode_tokens("мост").vectors) < 12


def test_the_bundled_model_hears_what_stands_before() -> None:
    embedder = load_embedder(BUNDLED_MODEL)
    assert isinstance(embedder, ContextualEmbedder)
    text = "Порт Актау расширяют второй год. Он стоил семь миллиардов."
    place = text.index("Он")
    _, [read] = embedder.encode_in_context([text], [[(place, len(text))]])
    [part] = read.vectors
    [question] = embedder.encode_queries(["Сколько потратили на порт Актау?"])
    [alone] = embedder.encode_passages(["Он стоил семь миллиардов."])
    assert question @ part > question @ alone


def test_words_alone_are_those_of_the_table(words: StaticEmbedder) -> None:
    embedder = load_embedder()
    assert isinstance(embedder, WordEmbedder)
    assert np.array_equal(embedder.encode_words(["мост"]), words.encode_words(["мост"]))
