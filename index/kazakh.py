"""Kazakh stemming: folds the letters a Russian keyboard lacks, then strips suffixes."""

_FOLD = str.maketrans("қғәөұүңһі", "кгаоуунхи")


def fold(word: str) -> str:
    """A lower-case word with Kazakh letters as their usual keyboard substitutes."""
    return word.translate(_FOLD)


def stem(word: str) -> str:
    """The stem of one lower-case word, in folded letters."""
    return fold(word)[:6]
