"""What a sentence holds of what a question expects: spans of the kind, a definition, a reason.

The expected kind against the kinds in a sentence (Li and Roth, "Learning Question Classifiers",
COLING 2002).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.answertype import AnswerType
from assistant.columns import Matrix
from assistant.query import Query
from assistant.reading import ReadSentence
from assistant.spans import NUMERIC, TypedSpan
from assistant.words import stems_of
from corpus import Language

_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_SPOKE = re.compile(
    r"(?:сказа|отме[тч]|подч[её]рк|счита|поясн|добав|заяв|увер|утвержд|рассказ|сообщ|пиш|дум|полага"
    r"|слова[мх]|said|says|not(?:es|ed)|believ|add(?:s|ed)|explain|stress|argu)\w*\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_SPOKE_AFTER = re.compile(
    r"(?:\s\w+)?,?\s(?:сказа|отме[тч]|подч[её]рк|счита|поясн|said|says|believ|not(?:es|ed)|деді"
    r"|айт|атап|санай)",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"[»\"]?(?:\s\w+)?"
    r"(?:\s?[(—–]|,\s(?:\w+[- ]){0,2}\w+|\s(?:это|является|стал|is|was|are|деген)\b)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:[^\W\d_]{4,})\s(?:[«\"]|[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+\s)?$")
_REASON = frozenset(
    {
        *("потому", "поскольку", "поэтому", "причин", "вследств", "связ", "позволя", "позвол"),
        *("себеб", "сондыктан", "сондык", "ойткени", "салдар", "ушин"),
        *("becaus", "due", "reason", "caus", "therefor", "thus", "enabl", "allow"),
    }
)


def answer_spans(query: Query, sentence: ReadSentence) -> list[tuple[TypedSpan, bool]]:
    """Spans of ``sentence`` of the expected kind that the question does not hold itself.

    The flag tells whether what is counted is what the question counts.
    """
    kinds = query.expected.kinds
    if not kinds:
        return []
    asked = query.text.casefold()
    wanted = _stems_in_all(f"{query.expected.focus} {query.expected.units}")
    found = []
    for span, near in zip(sentence.spans, sentence.near, strict=True):
        if span.kind not in kinds or sentence.text[span.start : span.end].casefold() in asked:
            continue
        found.append((span, bool(wanted & near)))
    return found


@lru_cache(maxsize=64)  # every sentence of a question's passages asks for the same
def _stems_in_all(words: str) -> frozenset[str]:
    """The stems of ``words`` as words of each language."""
    return frozenset(stem for language in Language for stem in stems_of(words, language))


def defines(query: Query, text: str, language: Language) -> float:
    """1 where ``text`` says what the question's subject is, -1 where it only names who spoke.

    What defines stands beside the subject: a title before it («юрист …»), or a clause in brackets,
    after a dash, a comma or a verb of being.
    """
    subject = {stem for term in query.terms for stem in term.stems[language]}
    found = 0.0
    places = [
        m for m in _WORD.finditer(text) if subject.intersection(stems_of(m.group(), language))
    ]
    for match in places:
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 16]
        if _SPOKE.search(before):
            found = -1.0
        elif _BEING.match(after) or _TITLE.search(before):
            return 1.0
        elif _SPOKE_AFTER.match(after):
            found = -1.0
    return found


def sentence_types(
    query: Query, sentences: Sequence[ReadSentence], languages: Sequence[Language]
) -> Matrix:
    """Per sentence: type match, focus match, their count, new numbers, new names, markers."""
    asked = query.text.casefold()
    found = np.zeros((len(sentences), 7))
    for i, sentence in enumerate(sentences):
        spans = answer_spans(query, sentence)
        found[i, 0] = bool(spans)
        found[i, 1] = any(focused for _, focused in spans)
        found[i, 2] = min(3, len(spans))
        new = [s for s in sentence.spans if sentence.text[s.start : s.end].casefold() not in asked]
        numeric = sum(s.kind in NUMERIC for s in new)
        found[i, 3] = min(4, numeric)
        found[i, 4] = min(4, len(new) - numeric)
        if query.expected.type is AnswerType.DEFINITION:
            found[i, 5] = defines(query, sentence.text, languages[i])
        found[i, 6] = not _REASON.isdisjoint(sentence.stems)
    return found
