"""The parts that the layers of the bundled model are cut into."""

from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import functional

_ALIKE, _BIAS = 20.0, -17.0
"""What likeness counts before anything is learned, and what a likeness of 0.85 comes to nothing
by."""


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


class JudgePart(torch.nn.Module):
    """The last layers over a question and a text together, and what is told from them: for each
    sentence the log-odds that it answers the question, a weighted likeness of the mean state of its
    tokens to that of the question's, and a linear function of it."""

    def __init__(self, layers: Iterable[torch.nn.Module], hidden: int) -> None:
        super().__init__()
        self.part = Part(layers)
        self.side = torch.nn.Parameter(torch.zeros(hidden))
        self.alike = torch.nn.Parameter(torch.full((hidden,), _ALIKE))
        self.linear = torch.nn.Parameter(torch.zeros(hidden))
        self.bias = torch.nn.Parameter(torch.tensor(_BIAS))

    def forward(self, question: Tensor, text: Tensor, shares: Tensor) -> Tensor:
        """float[sentences] of float[1, tokens, hidden] each and of float[sentences, tokens of the
        text], rows that sum to one."""
        states = self.part(torch.cat([question, text + self.side], dim=1))[0]
        asked = states[: question.shape[1]].mean(0)
        told = shares @ states[question.shape[1] :]
        alike = functional.normalize(told, dim=-1) * functional.normalize(asked, dim=-1)
        # Sums rather than products of matrices, which would be put into eight bits.
        found: Tensor = (alike * self.alike).sum(-1) + (told * self.linear).sum(-1) + self.bias
        return found
