"""Whether an answer tells of another one of several: of the first group, not of the second.

To the models a number is missing, whatever it numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answertype import AnswerType
from assistant.candidate import Candidate
from assistant.claim import is_said
from assistant.ordinal import Value, is_kind, numbered
from assistant.query import Query, Term
from assistant.reading import PassageReading
from assistant.words import stems_of
from corpus import Language

_Text = tuple[Language, str]
_UNCONTRASTED = (AnswerType.RANK, AnswerType.YES_NO, AnswerType.REASON)
"""Types that ask for the number, or claim it («Почему заняли 15-е место?»): another one answers."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """By what a question in ``language`` numbers something, and the stems and terms of that."""

    values: frozenset[Value]
    stems: frozenset[str]
    terms: tuple[Term, ...]
    language: Language


def tells_another(query: Query, candidate: Candidate) -> bool:
    """Whether the question numbers something («второй группы») which the candidate numbers
    otherwise («первой группы»), or, where that does not tell of it, what stands before and above
    it; while nothing in its passage or above has the number of the question. A first is told from
    a second only of kinds (``is_kind``): elsewhere a text may leave the first without a number."""
    if query.expected.type in _UNCONTRASTED:
        return False
    asked = _asked(query)
    reading = candidate.reading
    everything = list(reading.texts())
    if not asked.stems or any(
        one.value in asked.values
        for language, text in everything
        for one in numbered(text, language)
    ):
        return False
    own = _sentences(reading, candidate.first, candidate.last + 1)
    if any(_says(asked, text, language) for language, text in own):
        return _numbers_otherwise(asked, own)
    inside = sum(len(view.sentences) for view in reading.views.values())
    before = [*_sentences(reading, 0, candidate.first), *everything[inside:]]
    return _numbers_otherwise(asked, before)


def _asked(query: Query) -> _Asked:
    language = query.language
    values: set[Value] = set()
    stems: set[str] = set()
    for one in numbered(query.text, language):
        values.add(one.value)
        for noun in one.nouns:
            if is_kind(noun, language) or not (one.value == 1 or query.expected.asserts):
                stems.update(stems_of(noun, language))
    terms = tuple(term for term in query.terms if stems & term.stems[language])
    return _Asked(frozenset(values), frozenset(stems), terms, language)


def _sentences(reading: PassageReading, first: int, end: int) -> list[_Text]:
    return [
        (view.language, sentence.text)
        for view in reading.views.values()
        for sentence in view.sentences[first:end]
    ]


def _numbers_otherwise(asked: _Asked, texts: Iterable[_Text]) -> bool:
    kinds = {type(value) for value in asked.values}
    return any(
        type(one.value) in kinds and _says(asked, " ".join(one.nouns), language)
        for language, text in texts
        for one in numbered(text, language)
    )


def _says(asked: _Asked, text: str, language: Language) -> bool:
    stems = set(stems_of(text, language))
    same = language is asked.language and not stems.isdisjoint(asked.stems)
    return same or any(is_said(term, stems, language) for term in asked.terms)
