"""Grounding: does a cited passage hold what a generated sentence claims?

A sentence is held by passages when every number, every name, every quoted string and every address
in it stands in them, in the original or a translation, and most of its content words do where one
of those is in the sentence's language. Where none is, each of its content words must be met by one
that may stand for it (``index.related_stems``): such a meeting says less. Absence of a
contradiction cannot be proved this way, so a sentence that turns a statement round (a negation the
passage lacks) is refused as well, and so is one in another language than the asker's.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.words import script_of, stems_of, words_of
from corpus import Language, Passage, detect_language, sentences
from index import Quantity, numbers, related_stems, skeleton

_QUOTED = re.compile('[«“„"]([^«»“”„"]{2,})[»”"]')
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\+\d[\d ()-]{8,}")
_NEGATION = {
    Language.RU: re.compile(r"\b(?:не|нет|ни|нельзя|без)\b", re.IGNORECASE),
    Language.KK: re.compile(
        # Not «қамау», «демеуші», «жебеу», whose stems end so; nor «бағдарламасы», «its programme».
        r"\b(?:емес|жоқ)\b|\b(?!қама|деме|жебе)\w+(?:ма|ме|ба|бе|па|пе)"
        r"(?:(?:й|ды|ді|ған|ген|у)\w*|с(?:[ае]\w*|т[ае]н\w*|[пс][ыі]\w*)?)\b",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(r"\b(?:not|no|never|without|cannot|\w+n['’ʼ]t)\b", re.IGNORECASE),
}
_MIN_COVERAGE = 0.5
_CROSSED_COVERAGE = 1.0
"""Shares of a sentence's content words that must be met in its own language, and across."""
_MAX_RUN = 3
_TOLERANCE = 1e-9

_Related = Mapping[Language, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive sentences of a passage, ``first`` to ``last``: what one citation quotes."""

    passage: Passage
    first: int
    last: int

    def views(self) -> list[tuple[Language, str]]:
        """The run in the original and in each language all of it is translated to."""
        sentences = self.passage.sentences[self.first : self.last + 1]
        found = [(self.passage.language, " ".join(sentence.text for sentence in sentences))]
        for language in Language:
            texts = [sentence.translations.get(language, "") for sentence in sentences]
            if all(texts):
                found.append((language, " ".join(texts)))
        return found


def ground(sentence: str, language: Language, passages: Sequence[Passage]) -> tuple[Run, ...]:
    """The shortest runs of ``passages`` that hold what ``sentence`` claims; none where none do.

    One run of one passage is tried first, then one run of each passage together.
    """
    best: list[Run] = []
    for passage in passages:
        runs = _runs(passage)
        runs.sort(key=lambda run: (run.first - run.last, _overlap(sentence, language, run)))
        runs.reverse()
        for run in runs:
            if not missing(sentence, language, run.views()):
                return (run,)
        if runs:
            best.append(max(runs, key=lambda run: _overlap(sentence, language, run)))
    if len(best) > 1:
        views = [view for run in best for view in run.views()]
        if not missing(sentence, language, views):
            return tuple(best)
    return ()


def _runs(passage: Passage) -> list[Run]:
    count = len(passage.sentences)
    return [
        Run(passage, first, first + length - 1)
        for length in range(1, _MAX_RUN + 1)
        for first in range(count - length + 1)
    ]


def _overlap(sentence: str, language: Language, run: Run) -> int:
    return max(len(_stems(sentence, language, lang) & set(stems_of(text, lang)))
               for lang, text in run.views())  # fmt: skip


def _stems(sentence: str, language: Language, view: Language) -> set[str]:
    """Stems to look for in a view: all in the sentence's own language, else figures and names."""
    stems = set(stems_of(sentence, view))
    if view == language:
        return stems
    return {stem for stem in stems if stem.startswith("#") or stem.isascii()}


def missing(
    sentence: str, language: Language, views: Sequence[tuple[Language, str]]
) -> tuple[str, ...]:
    """What ``sentence`` claims and no view holds; empty when it is held."""
    texts = [text for _, text in views]
    return tuple(
        dict.fromkeys(
            [
                *_missing_language(sentence, language),
                *_missing_numbers(sentence, language, views),
                *_missing_strings(sentence, texts),
                *_missing_names(sentence, texts),
                *_missing_meaning(sentence, language, views),
            ]
        )
    )


def _missing_language(sentence: str, language: Language) -> list[str]:
    """Judged by its own words: names and quoted strings may be in any language."""
    own = [word for word in words_of(_QUOTED.sub(" ", sentence)) if word.islower()]
    spoken = detect_language(" ".join(own), default=language)
    return [] if spoken is language else ["the asker's language"]


def _missing_numbers(
    sentence: str, language: Language, views: Sequence[tuple[Language, str]]
) -> list[str]:
    held = [quantity for lang, text in views for quantity in numbers(text, lang)]
    return [
        sentence[claimed.start : claimed.end]
        for claimed in numbers(sentence, language)
        if not any(_same(claimed, other) for other in held)
    ]


def _same(one: Quantity, other: Quantity) -> bool:
    """Equal values, and equal units where both are known."""
    if one.unit is not None and other.unit is not None and one.unit != other.unit:
        return False
    if one.upper is not None and other.upper is not None and not _near(one.upper, other.upper):
        return False
    return _near(one.value, other.value) or (
        one.upper is None and other.upper is not None and _near(one.value, other.upper)
    )


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(1.0, abs(other))


def _missing_strings(sentence: str, texts: Sequence[str]) -> list[str]:
    held = [_plain(text) for text in texts]
    claimed = [match[1] for match in _QUOTED.finditer(sentence)]
    claimed += _ADDRESS.findall(sentence)
    return [string for string in claimed if not any(_plain(string) in text for text in held)]


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(re.sub(r"[^\w%$€₸]+", " ", text).split())


def _missing_names(sentence: str, texts: Sequence[str]) -> list[str]:
    """Capitalised words, the first one excepted, and words in the other script; a name may be
    inflected or transliterated, so it is matched by its stem or by how it sounds."""
    held = [word for text in texts for word in words_of(text)]
    stems = {stem for word in held for lang in Language for stem in stems_of(word, lang)}
    script = script_of(sentence)
    claimed = []
    for position, word in enumerate(words_of(sentence)):
        capital = any(c.isupper() for c in word[1:]) or (position > 0 and word[0].isupper())
        if not (capital or (script_of(word) != script and not word.isdigit())):
            continue
        known = any(stem in stems for lang in Language for stem in stems_of(word, lang))
        if not known and not _is_heard(word, held):
            claimed.append(word)
    return claimed


def _is_heard(name: str, words: Sequence[str]) -> bool:
    """Whether a name sounds like one of ``words``; letter case tells vowels of one script apart."""
    script, key, folded = script_of(name), skeleton(name), skeleton(name.casefold())
    return bool(key) and any(
        skeleton(word) == key if script_of(word) == script else skeleton(word.casefold()) == folded
        for word in words
    )


def _missing_meaning(
    sentence: str, language: Language, views: Sequence[tuple[Language, str]]
) -> list[str]:
    own = [view for view in views if view[0] == language]
    share = _MIN_COVERAGE if own else _CROSSED_COVERAGE
    said = [
        (lang, text[span.start : span.end])
        for lang, text in own or views
        for span in sentences(text, lang)
    ]
    met = [_met(sentence, language, lang, text) for lang, text in said]
    found = []
    if len(set().union(*met)) < share * len(_content(sentence, language)):
        found.append("most of its words")
    closest = max(range(len(said)), key=lambda i: len(met[i]), default=None)
    told = closest is not None and _is_negated(*said[closest])
    if _is_negated(language, sentence) != told:
        found.append("its negation")
    return found


def _is_negated(language: Language, text: str) -> bool:
    return _NEGATION[language].search(text) is not None


def _content(sentence: str, language: Language) -> set[str]:
    if language is Language.EN:  # «doesn't» would be a content word
        sentence = _NEGATION[language].sub(" ", sentence)
    return {stem for stem in stems_of(sentence, language) if not stem.startswith("#")}


def _met(sentence: str, language: Language, other: Language, text: str) -> set[str]:
    """Content stems of ``sentence`` that ``text``, in the language ``other``, holds: as they are,
    or across languages by what may stand for them, and names by how they sound."""
    claimed, held = _content(sentence, language), set(stems_of(text, other))
    if other == language:
        return claimed & held
    words = words_of(text)
    names = [word for word in words_of(sentence) if word[0].isupper() and _is_heard(word, words)]
    held.update(stem for name in names for stem in stems_of(name, language))
    related = _related(sentence, language)
    return {
        stem
        for stem in claimed
        if stem in held or not held.isdisjoint(related.get(stem, {}).get(other, {}))
    }


@lru_cache(maxsize=64)
def _related(sentence: str, language: Language) -> Mapping[str, _Related]:
    """``index.related_stems``, kept while a sentence is held against one run after another."""
    return related_stems(sentence, language)
