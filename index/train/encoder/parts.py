"""The parts that the layers of the bundled model are cut into."""

from collections.abc import Iterable

import torch
from torch import Tensor


class Part(torch.nn.Module):
    """Some layers in a row, for texts without padding."""

    def __init__(self, layers: Iterable[torch.nn.Module]) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
            if isinstance(x, tuple):
                x = x[0]
        return x
