import numpy as np
import pytest
import torch

from index.train.encoder.export import UPPER_LAYERS, bert_of, cut
from index.train.encoder.smoothing import Smoothed, smoothed
from tests.index.encoders import HIDDEN, PIECES, tiny_origin


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
    lower, upper = cut(model)
    assert (len(lower.layers), len(upper.layers)) == (2, UPPER_LAYERS)
    chance = torch.Generator().manual_seed(0)
    samples = [(torch.randn(1, tokens, HIDDEN, generator=chance),) for tokens in (5, 4)]
    even = smoothed(upper, samples)
    assert len([m for m in even.modules() if isinstance(m, Smoothed)]) == UPPER_LAYERS * 6
    with torch.no_grad():
        x = torch.randn(1, 6, HIDDEN, generator=chance)
        one, other = (part(x).numpy() for part in (upper, even))
    np.testing.assert_allclose(one, other, atol=1e-4)
