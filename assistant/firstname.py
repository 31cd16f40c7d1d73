"""Names of one word, which ``assistant.spans`` takes for no names («Водитель – Болат») or, by how
they end, for places («Ирина», «Мәдина»). They say only that a name may be told."""

import re
from collections.abc import Iterator

from assistant.countries import countries_in
from assistant.naming import asks_place_name
from assistant.spans import SpanKind, TypedSpan, find_spans
from corpus import Language

_UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
_LOWER = "a-zа-яёәіңғүұқөһ"
_NAME = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
_AND = r"и|или|және|мен|бен|пен|and|or"
_AFTER_DASH = re.compile(rf"(?<=[\w»”\"),])\s*[—–]\s+({_NAME})(?!\w)")
_AFTER_COLON = re.compile(
    rf"(?<=[\w»”\")]):\s+({_NAME})(?=\s*(?:[.,;!?()|/—–]|$|(?:{_AND})\s+[{_UPPER}]|[{_UPPER}]))"
)
"""There a sentence may begin as well («График: Назначается министром»): what ends a name follows
it, or another name."""
_IN_PLACE = re.compile(r"\b(?:в|во|на|из|под|около|in|at|from|near|to)\s$", re.IGNORECASE)
_CITIES = frozenset({"астана", "караганда", "кызылорда", "қызылорда", "astana", "karaganda"})
"""Of Kazakhstan, which no form tells from a name («Мадина»)."""
_WORD_BEFORE = re.compile(r"[^\W\d_]+\s$")
_LOCATIVE = re.compile(r"[дт][ае](?:ғы|гі|н)?$")


def single_names(text: str, language: Language) -> Iterator[str]:
    """The words of the sentence ``text``, in ``language``, that may be such names: no countries,
    nor what a preposition, a noun or a Kazakh case makes a place («город Мирена», «Шуда»)."""
    found = [
        match.group(1) for after in (_AFTER_DASH, _AFTER_COLON) for match in after.finditer(text)
    ]
    for span in find_spans(text):
        name = text[span.start : span.end]
        if span.kind is SpanKind.PLACE and not _is_place(text, span, language):
            found.append(name)
    return (
        name
        for name in found
        if name.casefold() not in _CITIES and not countries_in(name, language)
    )


def _is_place(text: str, span: TypedSpan, language: Language) -> bool:
    before = _WORD_BEFORE.search(text, 0, span.start)
    return (
        _IN_PLACE.search(text, 0, span.start) is not None
        or (before is not None and asks_place_name(before.group().casefold()))
        or (language is Language.KK and _LOCATIVE.search(text, span.start, span.end) is not None)
    )
