"""A written model read back says what it said before it was written."""

from pathlib import Path

import numpy as np
import pytest
import torch

from index.contextual import HEAD_FILE
from index.embedder import unit
from index.states import States
from index.train.encoder.export import bert_of
from index.train.encoder.interaction import Head, write_head
from index.train.encoder.restored import restored
from tests.index.encoders import HEADS, HIDDEN, LAYERS, PIECES, tiny_origin, write_tiny

WORDS = "мост в озеро"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model")
    write_tiny(path)
    return path


def test_the_layers_are_those_written_but_for_eight_bits(directory: Path) -> None:
    student, *_ = restored(directory)
    assert student.model.config.num_attention_heads == HEADS
    assert len(student.model.encoder.layer) == LAYERS
    written, found = (
        dict(model.named_parameters())
        for model in (bert_of(tiny_origin(), range(len(PIECES))), student.model)
    )
    assert written.keys() == found.keys()
    for name in written.keys() - {"embeddings.token_type_embeddings.weight"}:
        before, after = (one[name].detach().numpy() for one in (written, found))
        if name == "embeddings.position_embeddings.weight":
            before = before + written["embeddings.token_type_embeddings.weight"][0].detach().numpy()
        assert np.abs(before - after).max() <= 0.02 * np.abs(before).max() + 1e-6, name


def test_it_reads_a_text_as_the_written_one_does(directory: Path) -> None:
    student, *_ = restored(directory)
    states = States(directory)
    [encoding] = states.encoded([f"query: {WORDS}"])
    lower = states.lower(encoding.ids)
    with torch.no_grad():
        [found] = student.eval().states([student.encoded(WORDS)])
    for expected, read in zip((lower, states.upper(lower)), found, strict=True):
        cosines = (unit(expected) * unit(read.numpy())).sum(axis=1)
        assert cosines.min() > 0.99


def test_the_head_and_the_means_are_those_written(directory: Path) -> None:
    torch.manual_seed(1)
    head = Head(torch.randn(8, 2 * HIDDEN).half().float())
    with torch.no_grad():
        head.weigher.normal_()
        head.bias.fill_(0.25)
    centre = np.linspace(-1, 1, HIDDEN, dtype=np.float32)
    write_head(head, centre, directory / HEAD_FILE)
    _, found, (query, passage), own = restored(directory)
    assert found.projection.equal(head.projection)
    assert found.weigher.detach().numpy() == pytest.approx(head.weigher.detach().numpy())
    assert found.bias.item() == 0.25
    assert own == pytest.approx(centre)
    table = States(directory).table
    assert query == pytest.approx(table.query_centre)
    assert passage == pytest.approx(table.passage_centre)
