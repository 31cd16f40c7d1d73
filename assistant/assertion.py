"""Whether an answer lacks the figure that its question takes for granted, and none corrects it.

To the models a number is missing, whatever it is of.
"""

import re

from assistant.answertype import AnswerType
from assistant.candidate import Candidate
from assistant.claim import claim_of, is_said, views_of
from assistant.measured import admits, is_joined, measured_by
from assistant.query import Query
from assistant.words import stems_of
from corpus import Language
from index import Quantity, QuantityKind, numbers

_CLAIMING = (AnswerType.YES_NO, AnswerType.REASON)
_COUNTABLE = 10
"""So many may be counted in what an answer lists."""
_TOLERANCE = 1e-9
_FAR = 5
"""Words beside a figure of the question that may say what it is of."""
_OTHERWISE = frozenset({QuantityKind.YEAR, QuantityKind.DAY, QuantityKind.ORDINAL})
"""Kinds of numbers that are no figures."""
_PART = re.compile(
    r"\b(?:половин\w+|(?:треть|четверть)(?:ю|и)?|жарты\w*|(?:үш|төрт)тен (?:бір|екі|үш)\w*"
    r"|half|(?:a|one|two) thirds?|(?:a|one|three) quarters?)\b",
    re.IGNORECASE,
)
"""What says a share without a figure."""
_SUPPOSED = re.compile(
    r"\b(?:можно|нельзя|мо(?:гу|жет|гут|жем)|смо(?:гу|жет|гут|жем)|если|нужно|надо|долж\w+"
    r"|обязан\w*|положен\w*|хват\w+|дадут|будет ли"
    r"|егер|болса|бола(?:ды|мын)?\s?[мб]а|ала(?:мын|мыз|ды|сыз)?\s?[мб]а|бере\s?ме|керек|тиіс\w*"
    r"|жете\s?ме|can|could|may|might|if|should|must|need|allowed|enough|eligible|entitled|would)\b",
    re.IGNORECASE,
)
"""What a figure may be only supposed with: «Можно ли поступить с 50 баллами?»"""


def unheld_share(query: Query, candidate: Candidate) -> float:
    """How far from what is told the figures are that a question after yes or no, or after a reason,
    takes for granted, and that the passage of the candidate does not hold, nor one that it admits
    («более 50%»): 1 where the candidate has no figure to compare, or one of something else alone;
    else the share of what the figure is claimed of («рост экспорта») that stands nowhere near its
    figures («рост грузоперевозок»); 0 where it was not asserted."""
    if query.expected.type not in _CLAIMING or _SUPPOSED.search(query.text):
        return 0.0
    told = [
        figure for language, text in candidate.reading.texts() for figure in numbers(text, language)
    ]
    return max(
        (
            _distance(query, figure, candidate)
            for figure in numbers(query.text, query.language)
            if _is_asserted(query.text, figure)
            and not any(_holds(query.text, figure, other) for other in told)
        ),
        default=0.0,
    )


def _distance(query: Query, figure: Quantity, candidate: Candidate) -> float:
    """Of a ``figure`` that is not told, as ``unheld_share``. Counts, and what is told in another
    language, are too often told in other words for a share to mean anything."""
    language, views = query.language, views_of(candidate.reading, query.language)
    words = " ".join(measured_by(query.text, figure, language, _FAR))
    beside = set(stems_of(words, language))
    terms = [term for term in claim_of(query).terms if term.stems[language] & beside]
    weight = sum(term.weight for term in terms)
    compared, nearest = False, 0.0
    for view in views:
        for i in range(candidate.first, candidate.last + 1):
            if _compares(figure, view.sentences[i].text, view.language):
                compared = True
                near = " ".join(view.sentences[j].text for j in range(max(0, i - 1), i + 1))
                stems = set(stems_of(near, view.language))
                said = (term.weight for term in terms if is_said(term, stems, view.language))
                nearest = max(nearest, sum(said) / weight if weight else 1.0)
    if not compared:
        return 1.0
    known = figure.unit is not None and views[-1].language is language
    return 1.0 - nearest if known else 0.0


def _is_asserted(text: str, figure: Quantity) -> bool:
    if figure.kind in _OTHERWISE or is_joined(text, figure):
        return False
    return figure.unit is not None or figure.value > _COUNTABLE


def _compares(figure: Quantity, text: str, language: Language) -> bool:
    """Whether ``text`` has a figure that may be in the place of ``figure``."""
    return (figure.unit == "%" and _PART.search(text) is not None) or any(
        other.kind not in _OTHERWISE and (figure.unit is None or other.unit in (None, figure.unit))
        for other in numbers(text, language)
    )


def _holds(text: str, figure: Quantity, other: Quantity) -> bool:
    """Whether the ``figure`` of ``text`` is told by ``other``."""
    ends = (other.value, other.value if other.upper is None else other.upper)
    if any(abs(figure.value - end) <= _TOLERANCE * max(1.0, abs(end)) for end in ends):
        return True
    alike = figure.kind is other.kind and figure.unit == other.unit
    return alike and admits(text, figure, other)
