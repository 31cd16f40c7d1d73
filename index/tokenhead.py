"""Late interaction of tokens: what stands for the tokens of a question and of a text.

After ColBERT (Khattab and Zaharia, SIGIR 2020): a question is met by a sentence as well as each of
its tokens is by the nearest of the sentence's, here a weighted mean of cosines. A token's vector is
a linear function of what a transformer says of it half way and at the end, both at length one and
the end without the mean of all; how much a token of a question counts is another.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.embedder import QuestionTokens, Vectors, centred, unit
from index.errors import ModelError


@dataclass(frozen=True, slots=True, eq=False)
class TokenHead:
    """``projection`` float32[width, 2 dimension] makes vectors, ``weigher`` float32[2 dimension]
    and ``bias`` weights; ``centre`` float32[dimension] is the mean of unit states at the end."""

    projection: Vectors
    weigher: Vectors
    bias: float
    centre: Vectors

    @classmethod
    def load(cls, path: Path, dimension: int) -> Self:
        """Read a head for states of ``dimension`` numbers.

        Raises:
            ModelError: the file cannot be read, or is for others.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            tensors: dict[str, NDArray[Any]] = load_file(path)
            names = ("projection", "weigher", "bias", "centre")
            projection, weigher, bias, centre = (tensors[k].astype(np.float32) for k in names)
        except (OSError, SafetensorError, KeyError) as error:
            raise ModelError(f"{path} cannot be read: {error}") from error
        if (projection.shape[1:], weigher.shape, bias.shape, centre.shape) != (
            *((2 * dimension,),) * 2,
            (1,),
            (dimension,),
        ):
            raise ModelError(f"{path} is not for states of {dimension} numbers")
        return cls(projection, weigher, float(bias[0]), centre)

    @property
    def width(self) -> int:
        """Numbers of a token's vector."""
        return len(self.projection)

    def vectors(self, lower: Vectors, upper: Vectors) -> Vectors:
        """float32[tokens, width], unit rows, of states float32[tokens, dimension] half way and at
        the end."""
        return unit(self._read(lower, upper) @ self.projection.T)

    def question(self, lower: Vectors, upper: Vectors) -> QuestionTokens:
        """The tokens of a question, with their weights."""
        read = self._read(lower, upper)
        weights = np.logaddexp(0.0, read @ self.weigher + self.bias)
        return QuestionTokens(unit(read @ self.projection.T), weights / weights.sum())

    def _read(self, lower: Vectors, upper: Vectors) -> Vectors:
        return side_by_side(lower, upper, self.centre)


def side_by_side(lower: Vectors, upper: Vectors, centre: Vectors) -> Vectors:
    """float32[tokens, 2 dimension]: what a head is given of states half way and at the end."""
    return np.concatenate([unit(lower), centred(upper, centre)], axis=1)
