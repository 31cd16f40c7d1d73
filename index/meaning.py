"""What words mean, as vectors: a static table for stems of three languages in one space.

Made by ``python -m index.train.meaning``: the sum of a text's stem vectors was fitted to the
embedding of its English translation by a sentence transformer (knowledge distillation across
languages, Reimers and Gurevych, EMNLP 2020, with a table of words as the student). It tells that
«опасаться» is near to «риск», which translation alone does not.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus import Language
from index.embedder import Vectors

DIRECTORY = "meaning-ru-kk-en"
WEIGHTS_FILE, VOCABULARY_FILE = "model.safetensors", "vocabulary.txt"


class MeaningTable:
    """Vectors of stems, eight bits a number; ``vectors[i] * scales[i]`` is that of key i."""

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        vectors: NDArray[np.int8],
        scales: NDArray[np.float32],
    ) -> None:
        """``vocabulary`` maps ``key`` of a stem to its row."""
        self._vocabulary = vocabulary
        self._vectors = vectors
        self._scales = scales

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read what ``index.train.meaning`` wrote."""
        from safetensors.numpy import load_file

        weights = load_file(directory / WEIGHTS_FILE)
        keys = (directory / VOCABULARY_FILE).read_text(encoding="utf-8").splitlines()
        rows = {name: row for row, name in enumerate(keys)}
        return cls(rows, weights["vectors"], weights["scales"])

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._vectors.shape[1])

    def of(self, stems: Sequence[str], language: Language) -> Vectors:
        """float32[n, dimension]: the vector of each stem; zero where it is not known. Its length
        is its weight in a text."""
        found = np.zeros((len(stems), self.dimension), dtype=np.float32)
        for place, stem in enumerate(stems):
            row = self._vocabulary.get(key(stem, language))
            if row is not None:
                found[place] = self._vectors[row] * self._scales[row]
        return found


def key(stem: str, language: Language) -> str:
    """How a stem is listed: a Latin one is the same word in a text of any language."""
    return f"{Language.EN if stem.isascii() else language}:{stem}"


@cache
def bundled_meanings() -> MeaningTable:
    """The table that ships with the package, read once."""
    with as_file(files("index") / "models" / DIRECTORY) as directory:
        return MeaningTable.load(directory)
