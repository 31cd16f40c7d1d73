"""A question as features see it: its content words with weights, its names and numbers."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answertype import ExpectedAnswer, expected_answer
from assistant.countries import countries_in, country_names
from assistant.measures import units_of
from assistant.rarity import Rarity
from assistant.words import stems_of, word_vectors, words_of
from corpus import Language
from index import (
    Embedder,
    QuestionTokens,
    SentenceEmbedder,
    Vectors,
    bundled_meanings,
    related_stems,
    unit,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question; ``stems`` are its stems as a word of each language, and those
    of the units of a property; ``related`` what may stand for it (``index.related_stems``).

    ``is_asked`` marks what is asked for: «штраф» of «Какой штраф …».
    """

    word: str
    stems: Mapping[Language, frozenset[str]]
    weight: float
    is_name: bool
    is_number: bool
    is_asked: bool = False
    related: Mapping[Language, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """A resolved question, analysed. ``vector`` and ``tokens`` are what the embedding model makes
    of it, as ``encode`` does of any wording. ``term_vectors`` has the vectors of its terms as words
    alone (``reading.word_vectors``); ``meanings`` has the question's in row 0, then the terms', by
    ``index.MeaningTable``, rows of length one or zero.
    """

    text: str
    language: Language
    expected: ExpectedAnswer
    terms: tuple[Term, ...]
    weights: NDArray[np.float64]
    vector: Vectors
    tokens: QuestionTokens
    term_vectors: Vectors
    meanings: Vectors
    encode: Callable[[str], tuple[Vectors, QuestionTokens]]

    @property
    def is_legible(self) -> bool:
        """Whether a number or a word in a script of the three languages is in it."""
        return any(
            term.is_number or _LATIN.search(term.word) or _CYRILLIC.search(term.word)
            for term in self.terms
        )

    def without_numbers(self) -> "Query":
        """The question with its numbers taken for wrong."""
        kept = [i for i, term in enumerate(self.terms) if not term.is_number]
        return self.keeping(kept, _DIGITS.sub(" ", self.text))

    def keeping(self, kept: Sequence[int], wording: str) -> "Query":
        """The question with these of its terms only, by the vectors of ``wording``."""
        vector, tokens = self.encode(wording)
        return replace(
            self,
            vector=vector,
            tokens=tokens,
            terms=tuple(self.terms[i] for i in kept),
            weights=self.weights[kept],
            term_vectors=self.term_vectors[kept],
            meanings=self.meanings[[0, *(i + 1 for i in kept)]],
        )


_FILLERS = frozenset(
    re.findall(
        r"\w+",
        """
        каков какова каково каковы насколько зачем отчего назовите назови расскажи расскажите
        объясни опиши укажите подскажите именно данный данная статья статье статьи статью текст
        тексте согласно автор говорится сказано написано
        айтыңыз түсіндір мақала мақалада мақалаға мәтін мәтінде сәйкес
        according article text tell explain describe name give say said mentioned
        """,
    )
)
_QUESTION_WORD = re.compile(
    r"\b(?:как(?:ой|ая|ое|ие|им|ими|ую|ого|ом|ова?|ово|овы)|сколько|скольк\w+|котор\w+|чей|чья|чьё"
    r"|қандай|кандай|қай|кай|неше|қанша|канша|нешінші"
    r"|what(?:'s)?|which|whose|how (?:many|much))\b",
    re.IGNORECASE,
)
_ASKED_WORDS = 2
_DIGITS = re.compile(r"\d[\d.,]*")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def analyse_query(question: str, language: Language, embedder: Embedder, rarity: Rarity) -> Query:
    """``question`` analysed in its language, and as words of the other two for mixed texts. A word
    of a Kazakh question that the thesaurus lacks is looked up as a Russian one: «ИИ» for «ЖИ»."""
    expected = expected_answer(question, language)
    kept = set(stems_of(question, language))
    mixed = _CYRILLIC.search(question) is not None
    asked = _asked_words(question, language, kept)
    thesaurus = related_stems(question, language)
    countries = _countries(question, language)
    borrowed = _as_russian(question, kept) if language is Language.KK else {}
    terms: list[Term] = []
    seen: set[frozenset[str]] = set()
    for position, word in enumerate(words_of(question)):
        stems = {
            lang: frozenset(s for s in stems_of(word, lang) if not s.startswith("#"))
            for lang in Language
        }
        own = stems[language] & kept
        if not own or word.casefold().replace("ё", "е") in _FILLERS or own in seen:
            continue
        seen.add(own)
        if expected.units and (units := units_of(word)):
            stems = {lang: stems[lang].union(stems_of(units, lang)) for lang in Language}
        is_name = (position > 0 and word[0].isupper()) or any(c.isupper() for c in word[1:])
        is_name = is_name or (mixed and _LATIN.search(word) is not None)
        weight = min(rarity.weight(stem, language) for stem in own)
        is_asked = word in asked and not is_name
        related = _merged([thesaurus[stem] for stem in own if stem in thesaurus])
        if not related:
            russian = sorted({*stems[Language.RU], *stems_of(" ".join(sorted(own)), Language.RU)})
            related = _merged([borrowed[stem] for stem in russian if stem in borrowed])
        if word in countries:
            related = _merged([related, countries[word]])
        terms.append(Term(word, stems, weight, is_name, False, is_asked, related))
    for stem in sorted(s for s in kept if s.startswith("#")):
        numbers = {lang: frozenset((stem,)) for lang in Language}
        terms.append(Term(stem[1:], numbers, rarity.unseen, False, True))

    def encode(wording: str) -> tuple[Vectors, QuestionTokens]:
        vector: Vectors = embedder.encode_queries([wording])[0]
        if isinstance(embedder, SentenceEmbedder):
            return vector, embedder.encode_tokens(wording)
        return vector, QuestionTokens(vector[None], np.ones(1, dtype=np.float32))

    term_vectors = word_vectors([term.word.casefold() for term in terms], embedder)
    weights = np.array([term.weight for term in terms] or [0.0])[: len(terms)]
    meanings = _meanings(question, terms, language)
    vector, tokens = encode(question)
    return Query(
        question,
        language,
        expected,
        tuple(terms),
        weights,
        vector,
        tokens,
        term_vectors,
        meanings,
        encode,
    )


def _countries(
    question: str, language: Language
) -> Mapping[str, Mapping[Language, Mapping[str, float]]]:
    """By each word that names a country, or its people, the stems of the country's names."""
    return {
        word: {
            other: dict.fromkeys(stems_of(name, other), 1.0)
            for other, name in country_names(code).items()
        }
        for code, said in countries_in(question, language).items()
        for word in said.split()
    }


def _as_russian(
    question: str, stems: Iterable[str]
) -> Mapping[str, Mapping[Language, Mapping[str, float]]]:
    """What words of a Kazakh question, with and without their suffixes, may be said as if they were
    Russian."""
    return related_stems(" ".join((question, *sorted(stems))), Language.RU)


def _meanings(question: str, terms: Sequence[Term], language: Language) -> Vectors:
    table = bundled_meanings()
    texts = [stems_of(question, language), *(sorted(term.stems[language]) for term in terms)]
    return unit(np.stack([table.of(stems, language).sum(axis=0) for stems in texts]))


def _merged(
    found: Sequence[Mapping[Language, Mapping[str, float]]],
) -> Mapping[Language, Mapping[str, float]]:
    merged: dict[Language, dict[str, float]] = {}
    for one in found:
        for language, stems in one.items():
            own = merged.setdefault(language, {})
            for stem, weight in stems.items():
                own[stem] = max(weight, own.get(stem, 0.0))
    return merged


def _asked_words(question: str, language: Language, kept: set[str]) -> set[str]:
    """The first content words after the question word."""
    match = _QUESTION_WORD.search(question)
    if match is None:
        return set()
    words = words_of(question[match.end() :])
    content = [word for word in words if kept.intersection(stems_of(word, language))]
    return set(content[:_ASKED_WORDS])


def softened(count: int, total: int) -> float:
    """Inverse document frequency, ln((N + 1) / (n + 0.5)), never below zero."""
    return max(0.0, math.log((total + 1) / (count + 0.5)))
