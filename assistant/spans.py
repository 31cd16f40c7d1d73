"""What a text holds that can be the answer proper: numbers, dates, ranks, names.

Rules on form alone, for Russian, Kazakh and English, so that they work on texts never seen; the
kinds follow the coarse classes of Li and Roth, "Learning Question Classifiers" (COLING 2002).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class SpanKind(StrEnum):
    """What a span denotes."""

    RANK = "rank"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    QUANTITY = "quantity"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"


NUMERIC = frozenset(
    (SpanKind.RANK, SpanKind.PERCENT, SpanKind.MONEY, SpanKind.DATE, SpanKind.QUANTITY)
)


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """``text[start:end]`` is of ``kind``; ``unit`` is the word after a quantity, if any."""

    start: int
    end: int
    kind: SpanKind
    unit: str = ""


_UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
_LOWER = "a-zа-яёәіңғүұқөһ"
_SCALE = (
    r"(?:тыс(?:\.|яч\w*|\b)|млн\.?|млрд\.?|трлн\.?|миллион\w*|миллиард\w*|триллион\w*|мың\w*|"
    r"millions?\b|billions?\b|trillions?\b|thousands?\b|hundreds?\b|сот(?:ен|ни)\b|жүз\w*)"
)
_WORD_NUMBER = (
    r"(?:од(?:ин|на|но|ного|ной)|дв(?:а|е|ух|умя)|тр(?:и|ёх|ех|емя)|четыр(?:е|ёх|ех)|пят[ьи]|"
    r"шест[ьи]|сем[ьи]|вос(?:емь|ьми)|девят[ьи]|десят(?:ь|и|ки|ков)|двенадцат[ьи]|"
    r"пятнадцат[ьи]|двадцат[ьи]|тридцат[ьи]|сорок|пятьдесят|сто|двести|полтора|"
    r"один|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|жиырма|отыз|қырық|елу|алпыс|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|dozens?|half)\b"
)
_FIGURE = (
    r"\d+(?:[  .,]\d+)*(?:\s?[–—-]\s?\d+(?:[.,]\d+|(?<!\d{4})[\u00a0 ]\d{3}(?!\d))*)?(?![^\W\d_])"
)
_AMOUNT = rf"(?:{_FIGURE}(?:\s?{_SCALE})?|\b{_WORD_NUMBER}\s{_SCALE}|\b{_SCALE}|\b{_WORD_NUMBER})"
_MONTH = (
    r"(?:январ[ьяе]|феврал[ьяе]|марта?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|августа?|"
    r"сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]|қаңтар\w*|ақпан\w*|наурыз\w*|сәуір\w*|"
    r"мамыр\w*|маусым\w*|шілде\w*|тамыз\w*|қыркүйек\w*|қазан(?:да|ның|ы)?|қараша\w*|"
    r"желтоқсан\w*|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)"
)
_YEAR = r"(?:1\d{3}|20\d{2}|21\d{2})"
_CURRENCY = (
    r"(?:₸|\$|€|£|₽|тенге|теңге|руб(?:\.|л\w*)?|доллар\w*|евро|фунт\w*|dollars?|euros?|pounds?|"
    r"roubles?|rubles?|tenge|USD|EUR|KZT)"
)
_PATTERNS: tuple[tuple[SpanKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            SpanKind.RANK,
            (
                r"\d+[-‑]?(?:е|ое|ом|м|го|й|я|ую)?\s+(?:мест[оаеу]\w*|позици\w+|строчк\w+)"
                r"|(?:топ|top)[-‑ ]?\d+|\d+[-‑ ]?(?:ін|ын|н)?(?:ші|шы)?\s?орын\w*"
                r"|(?:the )?\d+(?:st|nd|rd|th)(?:\s(?:place|position|rank\w*))?"
                r"|rank(?:s|ed|ing)?\s(?:number\s|no\.\s)?\d+"
                r"|(?:перв|втор|треть|четв[её]рт|пят)\w+\s(?:мест\w+|позици\w+)"
                r"|(?:first|second|third|fourth|fifth)\s(?:place|position)"
            ),
        ),
        (
            SpanKind.PERCENT,
            rf"{_FIGURE}\s?(?:%|процент\w*|пайыз\w*|per\s?cent|percent\w*)(?:-?\w+)?",
        ),
        (
            SpanKind.MONEY,
            rf"(?:[$€£₸₽]\s?{_FIGURE}(?:\s?{_SCALE})?|{_AMOUNT}\s?{_CURRENCY})",
        ),
        (
            SpanKind.DATE,
            (
                rf"\d{{1,2}}(?:[-–]?\d{{1,2}})?\s{_MONTH}(?:\s{_YEAR}(?:\s?(?:г\.|год\w*|жыл\w*))?)?"
                rf"|{_YEAR}\s(?:жыл\w*|ж\.)\s?(?:\d{{1,2}}\s)?(?:{_MONTH})?"
                rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s{_YEAR})?|{_MONTH}\s{_YEAR}"
                rf"|{_YEAR}(?:\s?[–—-]\s?(?:{_YEAR}|\d\d))?(?!\d|[.,]\d|\s?%)"
                r"(?:[-‑]?(?:х|го|м|s))?(?:\s?(?:г\.|гг\.|год\w*|жыл\w*))?"
                r"|(?:X{0,2}(?:I[XV]|V?I{0,3}))(?<=[IVX])[-–]?(?:го|м)?\s(?:век\w*|в\.|ғасыр\w*)"
                r"|\d{1,2}(?:st|nd|rd|th)\scentur\w+|\d{1,2}[-‑ ]?(?:ші|шы|інші|й|м|го)?\s?"
                r"(?:ғасыр\w*|век\w*)"
            ),
        ),
        (SpanKind.QUANTITY, _AMOUNT),
    )
)
_NAME_WORD = rf"[{_UPPER}][{_LOWER}{_UPPER}\d]*(?:[-.’'][{_UPPER}{_LOWER}\d]+)*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s(?:of\s|the\s|де\s|van\s|фон\s)?{_NAME_WORD})*")
_PERSON = re.compile(
    rf"[{_UPPER}](?:[{_LOWER}]+|\.)(?:[ ](?:[{_UPPER}]\.|[{_UPPER}][{_LOWER}]+)){{1,2}}"
)
_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{2,80})[»”\"]")
_PLACE_BEFORE = re.compile(r"(?:\b(?:в|во|на|из|под|около|in|at|from|near|to)\s)$", re.IGNORECASE)
_PLACE_ENDING = re.compile(r"(?:[дт][ае](?:ғы|гі|н)?|н[ае]н?)$")
_UNIT = re.compile(r"[.\s–-]*([^\W\d_]{2,})")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[—–]\s+|\n)[«“\"(]?$")


@lru_cache(maxsize=8192)
def find_spans(text: str) -> tuple[TypedSpan, ...]:
    """Typed spans of ``text`` in order; numeric kinds do not overlap, names may hold persons."""
    taken = bytearray(len(text))
    found: list[TypedSpan] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            while end > start and text[end - 1] in "  ,.":
                end -= 1
            if start >= end or any(taken[start:end]) or _inside_word(text, start):
                continue
            taken[start:end] = b"\1" * (end - start)
            unit = _UNIT.match(text, end) if kind is SpanKind.QUANTITY else None
            found.append(TypedSpan(start, end, kind, unit.group(1) if unit else ""))
    found.extend(_names(text, taken))
    return tuple(sorted(found, key=lambda span: (span.start, span.end, span.kind)))


def _inside_word(text: str, start: int) -> bool:
    """Whether the span starts within a name such as TOP-500 or IPv6."""
    return start > 0 and (
        text[start - 1].isalnum()
        or (text[start - 1] in "-‑." and text[start - 2 : start - 1].isalnum())
    )


def _names(text: str, taken: bytearray) -> list[TypedSpan]:
    found = [TypedSpan(*match.span(1), SpanKind.NAME) for match in _QUOTED.finditer(text)]
    for match in _NAME.finditer(text):
        start, end = match.span()
        if _inside_word(text, start) or any(taken[start:end]):
            continue
        at_start = _SENTENCE_START.search(text, 0, start) is not None
        person = _person(match.group(), at_start)
        if person is not None:
            found.append(TypedSpan(start + person, end, SpanKind.PERSON))
            if not person:
                continue
            end = start + person - 1  # of «MNU Дана Утеген» the name before the person's
        name = text[start:end]
        if at_start and " " not in name and not _marked(name):
            continue
        place = _PLACE_BEFORE.search(text, 0, start) or _PLACE_ENDING.search(name)
        found.append(TypedSpan(start, end, SpanKind.PLACE if place else SpanKind.NAME))
    return found


def _person(name: str, at_start: bool) -> int | None:
    """Where the first and last name start in a run of capitalised words; None without them."""
    words = name.split(" ")
    for count in (3, 2):
        tail = " ".join(words[-count:])
        whole = len(words) == count
        if len(words) < count or not _PERSON.fullmatch(tail):
            continue
        if whole and at_start and count == 2 and len(words[0]) < 4:
            return None
        if whole and count == 3 and at_start:
            continue
        return len(name) - len(tail)
    return None


def _marked(word: str) -> bool:
    """Whether a word is a name by its form: inner capitals, digits, Latin in other text."""
    return any(c.isupper() for c in word[1:]) or not word.isalpha()
