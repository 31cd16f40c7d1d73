"""Making layers fit for eight bits: SmoothQuant (Xiao et al., ICML 2023).

A few of the numbers that go into a matrix are a hundred times the others, and in eight bits with
one scale the others are lost. Dividing each by the root of its largest value, and multiplying its
row of the matrix by the same, changes nothing but how even they are.
"""

import copy
from collections.abc import Sequence
from typing import TypeVar

import torch
from torch import Tensor

_LEAST = 1e-3
_Module = TypeVar("_Module", bound=torch.nn.Module)


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


def smoothed(layers: _Module, samples: Sequence[tuple[Tensor, ...]]) -> _Module:
    """A copy of ``layers`` with smoothed matrices, by what goes into them for ``samples``, each
    what the layers are called with."""
    largest = _largest_inputs(layers, samples)
    found = copy.deepcopy(layers)
    found.train(False)
    for name, module in list(found.named_modules()):
        if isinstance(module, torch.nn.Linear):
            parent, _, attribute = name.rpartition(".")
            scale = largest[name].clamp(min=_LEAST).sqrt()
            setattr(found.get_submodule(parent), attribute, Smoothed(module, scale / scale.mean()))
    return found


def _largest_inputs(
    layers: torch.nn.Module, samples: Sequence[tuple[Tensor, ...]]
) -> dict[str, Tensor]:
    largest: dict[str, Tensor] = {}
    hooks = []
    for name, module in layers.named_modules():
        if isinstance(module, torch.nn.Linear):

            def look(_: torch.nn.Module, inputs: tuple[Tensor, ...], name: str = name) -> None:
                [x] = inputs
                found = x.detach().abs().flatten(0, -2).max(0).values
                largest[name] = torch.maximum(largest.get(name, found), found)

            hooks.append(module.register_forward_pre_hook(look))
    layers.train(False)
    with torch.no_grad():
        for sample in samples:
            layers(*sample)
    for hook in hooks:
        hook.remove()
    return largest
