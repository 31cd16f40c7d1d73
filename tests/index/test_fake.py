"""The fake embedder computes what its description says."""

import numpy as np
import pytest

from index import Embedder, FakeEmbedder


def test_counts_letters() -> None:
    embedder = FakeEmbedder("аб")
    assert isinstance(embedder, Embedder)
    vectors = embedder.encode_queries(["Баба", "а!", "?"])
    assert vectors == pytest.approx(np.array([[0.7071, 0.7071], [1, 0], [0, 0]]), abs=1e-4)


def test_remembers_its_calls() -> None:
    embedder = FakeEmbedder()
    embedder.encode_queries(["один"])
    embedder.encode_passages(["два", "три"])
    assert (embedder.queries, embedder.passages) == (["один"], ["два", "три"])


def test_the_letters_are_in_the_digest() -> None:
    assert FakeEmbedder("аб").digest != FakeEmbedder("ба").digest
