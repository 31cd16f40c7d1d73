"""Cross-encoders: scored pair by pair, in order."""

from pathlib import Path

import pytest
from sentence_transformers import CrossEncoder

from index import CrossEncoderReranker, ModelError, Reranker
from tests.index.models import cross_encoder

PASSAGES = ["озеро lake", "город", "city city"]


def test_scores_are_those_of_the_model(tmp_path: Path) -> None:
    directory = cross_encoder(tmp_path)
    reranker = CrossEncoderReranker(str(directory))
    assert isinstance(reranker, Reranker)
    expected = CrossEncoder(str(directory), device="cpu").predict(
        [("озеро", passage) for passage in PASSAGES]
    )
    assert reranker.score("озеро", PASSAGES) == pytest.approx(expected, abs=1e-6)
    assert reranker.score("озеро", []).shape == (0,)


def test_more_than_one_number_a_passage_is_refused(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(str(cross_encoder(tmp_path, labels=3)))
    with pytest.raises(ModelError, match=r"gives \(3,\) numbers a passage, expected one"):
        reranker.score("озеро", PASSAGES)


def test_the_digest_follows_the_weights(tmp_path: Path) -> None:
    one = CrossEncoderReranker(str(cross_encoder(tmp_path / "one")))
    two = CrossEncoderReranker(str(cross_encoder(tmp_path / "two", labels=2)))
    assert one.digest != two.digest


def test_a_directory_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded: "):
        CrossEncoderReranker(str(tmp_path)).score("озеро", PASSAGES)


def test_a_model_that_is_not_here_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="not on this machine"):
        CrossEncoderReranker("cross-encoder/mmarco-mMiniLMv2-L12-H384-v1")
