"""What kind of answer a question expects, by its question words, in Russian, Kazakh and English.

The classes follow Li and Roth, "Learning Question Classifiers" (COLING 2002), kept to those that
can be told by form in all three languages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.measures import units_of
from assistant.spans import NUMERIC, SpanKind
from corpus import Language, fold_letters


class AnswerType(StrEnum):
    """Expected answer."""

    RANK = "rank"
    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    AMOUNT = "amount"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    DEFINITION = "definition"
    REASON = "reason"
    MANNER = "manner"
    YES_NO = "yes_no"
    THING = "thing"


KINDS: Mapping[AnswerType, frozenset[SpanKind]] = {
    AnswerType.RANK: frozenset({SpanKind.RANK}),
    AnswerType.PERCENT: frozenset({SpanKind.PERCENT}),
    AnswerType.MONEY: frozenset({SpanKind.MONEY}),
    AnswerType.COUNT: frozenset({SpanKind.QUANTITY}),
    AnswerType.AMOUNT: NUMERIC - {SpanKind.DATE, SpanKind.RANK},
    AnswerType.DATE: frozenset({SpanKind.DATE}),
    AnswerType.PERSON: frozenset({SpanKind.PERSON, SpanKind.NAME}),
    AnswerType.PLACE: frozenset({SpanKind.PLACE, SpanKind.NAME}),
    AnswerType.ORGANISATION: frozenset({SpanKind.NAME, SpanKind.PLACE}),
}
"""Kinds of spans that can be the answer; a type that is not here can be any text."""


_ASSERTING = frozenset({AnswerType.REASON, AnswerType.YES_NO, AnswerType.MANNER})


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """The expected type; ``focus`` is what is counted, up to three words («школ»), ``units`` words
    for the units of what is measured («мощность»: «флопс квт …»)."""

    type: AnswerType
    focus: str = ""
    units: str = ""
    attribution: bool = False
    """Whether it asks for the speaker of a statement: «Кто сказал …»."""

    @property
    def asserts(self) -> bool:
        """Whether what the question states is taken for granted: «Почему заняли 15-е место?» does
        that, while in «Сколько школ открыли в 2015 году?» the year narrows what is asked for."""
        return self.type in _ASSERTING

    @property
    def kinds(self) -> frozenset[SpanKind]:
        """Kinds of spans that can be the answer; empty when any text can."""
        return KINDS.get(self.type, frozenset())


_W = r"([\w-]+(?: [\w-]+){0,2})"
_PATTERNS: tuple[tuple[AnswerType, str], ...] = (
    (
        AnswerType.RANK,
        (
            r"как\w+ (?:\w+ )?(?:мест\w|позици\w|строчк\w)|на как\w+ (?:мест|позици)"
            r"|котор\w+ по счету"
            r"|нешінші|қандай орын|қай орын|қанша\w* орын"
            r"|(?:what|which) (?:place|rank|position|ranking)"
            r"|how (?:high(?:ly)? )?(?:does|did|do|is)"
            r"\b.*\brank|where (?:does|did|is)\b.*\brank|what(?:'?s| is| was)\b.{0,40}\brank"
        ),
    ),
    (
        AnswerType.PERCENT,
        (
            r"сколько процент|как\w+ (?:\w+ )?(?:процент|дол[яюией]\b)"
            r"|на сколько процент|какова доля"
            r"|(?:неше|қанша) пайыз|қандай (?:үлес|пайыз)|үлесі (?:қанша|қандай|неше)"
            r"|пайызы (?:қанша|неше)"
            r"|what (?:share|percent\w*|proportion|fraction|part) of|how many percent"
            r"|what (?:is|was) the (?:share|percentage|proportion)"
        ),
    ),
    (
        AnswerType.MONEY,
        (
            r"сколько (?:стоит|стоил\w*|стоят|денег|заплат\w+|потрат\w+)"
            r"|какова? (?:цена|стоимость"
            r"|сумма|зарплата)|по какой цене|как\w+ (?:сумм|зарплат|стоимост|цен"
            r"|бюджет)\w+|почем\b"
            r"|(?:бағасы|құны|жалақысы|сомасы|бюджеті) (?:қанша|қандай|неше)"
            r"|қанша (?:тұрады|ақша|қаржы)"
            r"|қанша (?:теңге|доллар)|how much (?:\w+ )?(?:money|cost|funding)"
            r"|how much (?:does|did|do|"
            r"will|would)\b.*\b(?:cost|pay|spend|earn)|what (?:is|was) the (?:price|cost"
            r"|salary|budget)"
        ),
    ),
    (
        AnswerType.DATE,
        (
            r"\bкогда\b|в как(?:ом|ие) (?:году|месяце|день|веке|годы)|как(?:ого|ой"
            r"|ая) (?:числа|год|дата|"
            r"дат\w+)|к как(?:ому|ой) (?:году|дате|сроку)|с какого (?:года|времени)"
            r"|до какого (?:года|срока)"
            r"|на какой год|какова дата"
            r"|\bқашан\w*|(?:қай|неше|қандай|нешінші) (?:жыл|күн|ай|ғасыр|уақыт)\w*"
            r"|\bwhen\b|(?:what|which) (?:year|date|month|day|century|time|decade)"
            r"|by what (?:year|date)"
            r"|in what (?:year|century)|since when"
        ),
    ),
    (
        AnswerType.COUNT,
        (
            rf"\b(?:сколько|скольких|скольким\w?)(?: всего| именно)? {_W}|каково (?:число"
            rf"|количество) {_W}"
            rf"|какое (?:число|количество) {_W}|\bсколько\b"
            rf"|(?:қанша|неше) {_W}|\bнеше\b"
            rf"|how many (?:of (?:the )?|different |more |other )?{_W}|what (?:is"
            rf"|was) the number of {_W}"
            rf"|number of {_W}|how old\b"
        ),
    ),
    (
        AnswerType.AMOUNT,
        (
            r"насколько|на сколько|во сколько|как(?:ов|ова|ово|ой|ая|ую|ого"
            r"|им) (?:\w+ )?(?:объ[её]м|размер|"
            r"рост|мощност|производительност|площад|дефицит|скорост|длин|высот|температур|возраст|вес|населени)\w*"
            r"|\bқанша\w*|қаншалықты|көлемі (?:қандай|қанша)|how (?:much|far|long|large"
            r"|big|tall|fast|high|"
            r"heavy|deep|wide|powerful|hot|cold)|what (?:is|was) the (?:size|volume|amount|rate"
            r"|length|height|area|population|speed|weight|temperature|power|capacity|performance)"
            r"|by how much|(?:қуаты|өнімділігі|ұзындығы|биіктігі|салмағы|жылдамдығы|аумағы"
            r"|температурасы) (?:қандай|қанша|неше)"
        ),
    ),
    (
        AnswerType.YES_NO,
        (
            r"^(?:[\w-]+ ){0,3}ли\b|\b(?:правда|верно) ли|правда,? что"
            r"|,\s*(?:верно|правда|так|да|right|correct|дұрыс па|солай ма)\s*\?+$"
            r"|,\s(?:is|are|was|were|does|do|did|can|will|has|have)\s(?:it|he|she|they|the|there)\b"
            r"|\b(?:ма|ме|ба|бе|па|пе)\s*[?.!]*$|рас па"
            r"|^(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|had"
            r"|must|may)\b"
        ),
    ),
    (
        AnswerType.PERSON,
        (
            r"\b(?:кто|кого|кому|кем|чей|чья|чьё|чье|чьи)\b|о ком|как зовут"
            r"|как\w+ (?:человек|учен\w+|"
            r"президент|директор|автор|эксперт|юрист|министр|певиц\w*|король|импера\w+"
            r"|писател\w+)\b"
            r"|\bкім\w*|аты кім|who(?:se|m)?\b|what (?:is|was) the name of the (?:person"
            r"|man|woman|"
            r"president|director|author|expert|minister)|which (?:person|expert"
            r"|president|author|king)"
        ),
    ),
    (
        AnswerType.PLACE,
        (
            r"\bгде\b|\bкуда\b|\bоткуда\b|в как(?:ом|ой) (?:город|стран|мест|област"
            r"|регион|штат)\w*"
            r"|как(?:ая|ой|ие) (?:город|стран|област|регион|штат)\w*"
            r"|\bқайда\w*|қай (?:жер|ел|қала|облыс|мемлекет|аймақ|өңір)\w*|қандай (?:ел"
            r"|қала|мемлекет)\w*"
            r"|\bwhere\b|(?:what|which) (?:city|country|countries|state|region|place"
            r"|town|location)"
        ),
    ),
    (
        AnswerType.ORGANISATION,
        (
            r"\b(?:как|котор)(?:ой|ая|ое|ую|ом|ого|ому|им|ие|их) (?:\w+ )?"
            r"(?:организаци|компани|фирм|вуз|университет|институт|академи|ведомств"
            r"|министерств|агентств|фонд|банк|корпораци|учреждени)\w*"
            r"|\b(?:қай|қандай) (?:\w+ )?(?:ұйым|компани|фирма|университет|институт"
            r"|академи|ведомств|министрлі|агентті|қоры?\b|банк|корпораци|мекеме|оқу орн"
            r"|жоо\b)\w*"
            r"|\b(?:what|which) (?:\w+ )?(?:organi[sz]ation|compan|firm|universit|institut"
            r"|academ|agenc|ministr|department|foundation|fund|bank|corporation"
            r"|authorit)\w*"
        ),
    ),
    (
        AnswerType.REASON,
        (
            r"\b(?:почему|зачем|отчего)\b|по как(?:ой|им) причин\w+|из-за чего"
            r"|в чем причин|чем вызван"
            r"|\b(?:неге|неліктен|не үшін|не себепті)\b|себебі (?:не|қандай)|\bwhy\b"
            r"|what (?:is|was) the reason"
            r"|what caused|for what reason"
        ),
    ),
    (
        AnswerType.DEFINITION,
        (
            r"что так(?:ое|ие)|кто так(?:ой|ая)|что значит|что означает|что собой представляет"
            r"|деген(?:іміз)? не\b|дегені не\b|не дегенді|^what(?:'s| is| are"
            r"| was) (?:an? |the )?[\w.-]+"
            r"(?: [\w.-]+)?\s*\?*$|what does \w+ mean|define\b|\bкімдер\b"
        ),
    ),
    (AnswerType.MANNER, r"\b(?:как|каким образом)\b|\bқалай\b|\bhow\b"),
)
_COMPILED = tuple(
    (kind, re.compile(pattern, re.IGNORECASE), re.compile(fold_letters(pattern), re.IGNORECASE))
    for kind, pattern in _PATTERNS
)
_OPEN = re.compile(
    r"\b(?:что|чего|чему|чем|чём|как\w*|котор\w+|назов\w+|перечисл\w+|расскаж\w+|чё|че|шо"
    r"|не|нені|неде|немен|нелер\w*|ненің|неге|қай\w*|қандай\w*|қан\w+|ше|айт\w*"
    r"|what\w*|which|whatever|name|list|tell|describe|explain|about)\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"кто так(?:ой|ая|ие)|^who (?:is|was|are) |деген кім|\bкім (?:ол)?\s*[?.!]*$", re.I
)
_SPEECH = tuple(
    (re.compile(rf"\b(?:{who})\b", re.IGNORECASE), re.compile(said, re.IGNORECASE))
    for who, said in (
        (
            r"кто|кому|чь[яеиё]\w*|чей",
            (
                r"\b(?:(?:вы)?сказал|говор|заяв|счита|отме[чт]|подчерк|утвержда[ле]|слов|мнени|цитат"
                r"|сравни|дума|поясн|рассказ|сообщ)"
            ),
        ),
        (r"кім\w*", r"\b(?:айт|деді|деген|атап|санай|пікір|сөз|салыстыр|мәлімд|ойлай)"),
        (
            r"who(?:se)?",
            (
                r"\b(?:(?:claim|believ|think|stress|emphasi[sz]|quot|opinion|compar|argu|explain)"
                r"|(?:said|says?|stat(?:ed|ing)|note[sd]?|words?|point(?:s|ed)|told)\b)"
            ),
        ),
    )
)
"""Who is asked for, and what he does, anywhere after that."""


def expected_answer(question: str, language: Language) -> ExpectedAnswer:
    """The kind of answer that ``question`` asks for; THING when nothing tells.

    All three languages' question words are looked for whatever ``language`` says: mixed questions
    are common, and the words do not collide.
    """
    text = question.casefold().replace("ё", "е").strip()
    if any((asked := who.search(text)) and said.search(text, asked.end()) for who, said in _SPEECH):
        return ExpectedAnswer(AnswerType.PERSON, attribution=True)
    if _WHO_IS.search(text):
        return ExpectedAnswer(AnswerType.DEFINITION)
    best: tuple[int, int, ExpectedAnswer] | None = None
    plain = fold_letters(text) if language is Language.KK else ""
    for order, (kind, pattern, plain_pattern) in enumerate(_COMPILED):
        if language is Language.EN and kind is AnswerType.YES_NO and " or " in text:
            continue
        match = pattern.search(text) or (plain_pattern.search(plain) if plain else None)
        if match is None:
            continue
        focus = next((group for group in match.groups() if group), "")
        key = (_bucket(kind), match.start() if _bucket(kind) else 0)
        found = (key[0] * 10_000 + key[1], order, ExpectedAnswer(kind, focus))
        if best is None or found[:2] < best[:2]:
            best = found
    if best is not None:
        expected = best[2]
        measured = expected.type in (AnswerType.AMOUNT, AnswerType.COUNT)
        return replace(expected, units=units_of(text)) if measured else expected
    states = text.endswith("?") and len(text.split()) > 2 and _OPEN.search(text) is None
    return ExpectedAnswer(AnswerType.YES_NO if states else AnswerType.THING)


def _bucket(kind: AnswerType) -> int:
    """Numeric classes are told by fuller patterns, so they win wherever they stand."""
    numeric = {AnswerType.RANK, AnswerType.PERCENT, AnswerType.MONEY, AnswerType.COUNT}
    return 0 if kind in numeric else 2 if kind is AnswerType.MANNER else 1
