"""Word-by-word translation of English passages, to teach questions about passages across languages.

No question-answering set has English questions with Russian or Kazakh passages. A static embedding
does not see word order, so a passage whose words are replaced by dictionary translations serves:
the idea of Conneau et al., "Word Translation Without Parallel Data", ICLR 2018, turned to making
training text. A word the dictionary lacks is kept when it looks like a name, and dropped otherwise.
"""

import random
import re
from collections.abc import Iterable, Iterator

import Stemmer

Pair = tuple[str, str]
TOKEN = re.compile(r"\w+")
PHRASE = 3
"""Words of the longest phrase looked up."""
SHARE = 0.5
"""Passages with fewer of their content words translated are left out."""


class Glossary:
    """Translations of English words and short phrases, looked up by their stems."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._stem = Stemmer.Stemmer("english").stemWord
        self._known: dict[tuple[str, ...], list[str]] = {}
        for english, other in pairs:
            key = self._key(english)
            if 0 < len(key) <= PHRASE and len(other.split()) <= PHRASE + 1:
                self._known.setdefault(key, []).append(other)

    def __len__(self) -> int:
        return len(self._known)

    def _key(self, text: str) -> tuple[str, ...]:
        return tuple(self._stem(word.lower()) for word in TOKEN.findall(text))

    def translate(self, text: str, chance: random.Random) -> str:
        """The passage word by word, or nothing when too little of it is known."""
        words = TOKEN.findall(text)
        key = self._key(text)
        out: list[str] = []
        at, missed = 0, 0
        while at < len(words):
            for length in range(min(PHRASE, len(words) - at), 0, -1):
                found = self._known.get(key[at : at + length])
                if found:
                    out.append(chance.choice(found))
                    at += length
                    break
            else:
                if words[at][0].isupper() or words[at].isdigit():
                    out.append(words[at])
                else:
                    missed += 1
                at += 1
        return " ".join(out) if missed <= (1 - SHARE) * len(words) else ""


def glossed(pairs: list[Pair], glossary: Glossary, seed: int) -> Iterator[Pair]:
    """Questions and passages, one or both of them translated."""
    chance = random.Random(seed)
    passages: dict[str, str] = {}
    for question, passage in pairs:
        if passage not in passages:
            passages[passage] = glossary.translate(passage, chance)
        translated = passages[passage]
        if translated:
            yield question, translated
        asked = glossary.translate(question, chance)
        if asked:
            yield asked, passage
            if translated:
                yield asked, translated
