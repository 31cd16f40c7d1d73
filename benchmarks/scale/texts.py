"""Passages that cost what real ones do, in any number: recombined sentences and rare words.

Sentences of the training lexicon are drawn at random, and every seventh word is replaced by an
invented one of Zipf's distribution, so that the vocabulary grows with the number of passages as it
does in real collections (Heaps' law) and most words stay as frequent as they are in real text.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import numpy as np

from corpus import Document, Language, document_from_text

_SHARES = {Language.RU: 0.6, Language.KK: 0.2, Language.EN: 0.2}
"""Of the documents, by language."""
_COLUMNS = {Language.RU: 0, Language.KK: 1, Language.EN: 2}
_SYLLABLES = {
    Language.RU: "ба ве го ду жи за ко лу ма не по ра су та ур фе хо це ша ил ор",
    Language.KK: "ба де ғы жұ за кө қа лы ма не өр ра сү та ұл ші ыр ой ән",
    Language.EN: "ba de go fi ha ju ka lo mi ne pu ra so ta ur ve wi ze",
}
_INVENTED = 1 / 7
_ZIPF = 1.3
_COMMON = 400
"""Rank of the first invented word: those before it are the real words."""
_SENTENCES = 3
"""In a passage."""
PASSAGES = 10
"""In a document."""


def documents(count: int, seed: int = 0, prefix: str = "d") -> Iterator[Document]:
    """``count`` documents of ``PASSAGES`` passages each; equal arguments, equal documents."""
    random = np.random.default_rng(seed)
    languages = random.choice(len(_SHARES), size=count, p=list(_SHARES.values()))
    for number, choice in enumerate(languages.tolist()):
        language = list(_SHARES)[choice]
        text = "\n\n".join(_passage(random, language) for _ in range(PASSAGES))
        name = f"{prefix}{number}"
        yield document_from_text(text, id=name, title=name, language=language)


def questions(count: int, seed: int = 1) -> list[tuple[str, Language]]:
    """Opening words of sentences, the length of a question, in the same proportions."""
    random = np.random.default_rng(seed)
    languages = random.choice(len(_SHARES), size=count, p=list(_SHARES.values()))
    asked = []
    for choice in languages.tolist():
        language = list(_SHARES)[choice]
        words = _sentence(random, language).split()
        asked.append((" ".join(words[:8]), language))
    return asked


def _passage(random: np.random.Generator, language: Language) -> str:
    return " ".join(_sentence(random, language) for _ in range(_SENTENCES))


def _sentence(random: np.random.Generator, language: Language) -> str:
    lines = real_sentences(language)
    words = lines[int(random.integers(len(lines)))].split()
    invented = random.random(len(words)) < _INVENTED
    return " ".join(
        _word(int(random.zipf(_ZIPF)) + _COMMON, language) if new and word.isalpha() else word
        for word, new in zip(words, invented.tolist(), strict=True)
    )


def _word(rank: int, language: Language) -> str:
    """An invented word: the number ``rank`` written in syllables."""
    syllables = _SYLLABLES[language].split()
    word = ""
    while rank:
        rank, digit = divmod(rank, len(syllables))
        word += syllables[digit]
    return word


@cache
def real_sentences(language: Language) -> list[str]:
    """The sentences of the training lexicon in one language."""
    folder = files("index") / "train" / "lexicon"
    tables = sorted(
        (path for path in folder.iterdir() if path.name.startswith("sentences-")),
        key=lambda path: path.name,
    )
    rows = [
        line.split("\t")
        for path in tables
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [row[_COLUMNS[language]] for row in rows if len(row) > _COLUMNS[language]]
