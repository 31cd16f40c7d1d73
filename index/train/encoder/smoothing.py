"""Making a transformer fit for eight bits: SmoothQuant (Xiao et al., ICML 2023).

A few of the numbers that go into a matrix are a hundred times the others, and in eight bits with
one scale the others are lost. Dividing each by the root of its largest value, and multiplying its
row of the matrix by the same, changes nothing but how even they are.
"""

import copy
from collections.abc import Sequence

import torch
from torch import Tensor
from transformers import BertModel

_LEAST = 1e-3


class Smoothed(torch.nn.Module):
    """A linear layer whose inputs are divided, and whose weights are multiplied, by ``scale``."""

    inverse: Tensor

    def __init__(self, linear: torch.nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.linear = copy.deepcopy(linear)
        self.linear.weight.data *= scale
        self.register_buffer("inverse", 1 / scale)

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self.linear(x * self.inverse)
        return found


def smoothed(model: BertModel, samples: Sequence[Sequence[int]]) -> BertModel:
    """A copy of ``model`` with smoothed layers, by what goes into them for ``samples``, the tokens
    of texts."""
    largest = _largest_inputs(model, samples)
    found: BertModel = copy.deepcopy(model)
    found.train(False)
    for name, module in list(found.encoder.named_modules()):
        if isinstance(module, torch.nn.Linear):
            parent, _, attribute = name.rpartition(".")
            scale = largest[name].clamp(min=_LEAST).sqrt()
            holder = found.encoder.get_submodule(parent)
            setattr(holder, attribute, Smoothed(module, scale / scale.mean()))
    return found


def _largest_inputs(model: BertModel, samples: Sequence[Sequence[int]]) -> dict[str, Tensor]:
    largest: dict[str, Tensor] = {}
    hooks = []
    for name, module in model.encoder.named_modules():
        if isinstance(module, torch.nn.Linear):

            def look(_: torch.nn.Module, inputs: tuple[Tensor, ...], name: str = name) -> None:
                [x] = inputs
                found = x.detach().abs().flatten(0, -2).max(0).values
                largest[name] = torch.maximum(largest.get(name, found), found)

            hooks.append(module.register_forward_pre_hook(look))
    model.train(False)
    with torch.no_grad():
        for ids in samples:
            model(torch.tensor([list(ids)]))
    for hook in hooks:
        hook.remove()
    return largest
