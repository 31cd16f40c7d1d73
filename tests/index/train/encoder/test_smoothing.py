import numpy as np
import pytest
import torch

from index.train.encoder.export import bert_of
from index.train.encoder.smoothing import Smoothed, smoothed
from tests.index.encoders import PIECES, tiny_origin


def test_inputs_are_evened_and_nothing_else_changes() -> None:
    linear = torch.nn.Linear(2, 1, bias=False)
    linear.weight.data = torch.tensor([[1.0, 2.0]])
    layer = Smoothed(linear, torch.tensor([10.0, 0.5]))
    assert layer.linear.weight.tolist() == [[10.0, 1.0]]
    assert layer(torch.tensor([[100.0, 3.0]])).item() == pytest.approx(106.0)
    assert linear.weight.tolist() == [[1.0, 2.0]]


def test_a_smoothed_model_says_the_same() -> None:
    model = bert_of(tiny_origin(), range(len(PIECES)))
    model.train(False)
    even = smoothed(model, [[0, 5, 6, 7, 2], [0, 9, 10, 2]])
    layers = [m for m in even.encoder.modules() if isinstance(m, Smoothed)]
    assert len(layers) == 2 * 6
    with torch.no_grad():
        ids = torch.tensor([[0, 8, 7, 6, 5, 2]])
        one, other = (m(ids).last_hidden_state.numpy() for m in (model, even))
    np.testing.assert_allclose(one, other, atol=1e-4)
