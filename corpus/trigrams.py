"""What the letters of a word tell of its language: weights of its sequences of three letters."""

from collections.abc import Sequence

from corpus import cyrillictrigrams, latintrigrams


def trigrams_of(word: str) -> list[str]:
    """The sequences of three letters in ``word``, a lower-case one; «_» stands at its ends."""
    padded = f"_{word}_"
    return [padded[start : start + 3] for start in range(len(padded) - 2)]


class Trigrams:
    """Weights of trigrams, one for each of some languages.

    ``table`` has lines of weights, one for each language, and the trigrams they are of: "2,-2 ова".
    A weight is the logarithm (base 2) of how frequent the trigram is in that language over the
    mean of all of them, in halves: a word whose weights for two languages sum to 10 apart is
    thirty-two times as likely in one as in the other.
    """

    def __init__(self, table: str) -> None:
        self._weights: dict[str, tuple[int, ...]] = {}
        for line in table.strip().splitlines():
            weights, *trigrams = line.split()
            self._weights.update(
                dict.fromkeys(trigrams, tuple(int(part) for part in weights.split(",")))
            )
        self._nothing = (0,) * len(next(iter(self._weights.values()), ()))

    def weigh(self, word: str) -> Sequence[int]:
        """The sum of the weights of ``word``'s trigrams, for each language."""
        found = [self._weights.get(trigram, self._nothing) for trigram in trigrams_of(word)]
        return [sum(column) for column in zip(*found, strict=True)]

    def known(self, word: str) -> int:
        """How many of ``word``'s trigrams are frequent in one of the languages."""
        return sum(trigram in self._weights for trigram in trigrams_of(word))


CYRILLIC = Trigrams(cyrillictrigrams.TABLE)
"""Of Russian and Kazakh words, folded."""
LATIN = Trigrams(latintrigrams.TABLE)
"""Of Russian, Kazakh and English words in Latin letters."""
