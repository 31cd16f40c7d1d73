"""Facts: short lines that tell something and head nothing, though no full stop ends them.

«Контакт-центр: 1414» and «Приём граждан проходит с 15 до 18 часов» are worth nothing above other
text; «Экспорт вырос на 5 %» may head it.
"""

import re

from corpus.label import has_label

_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b(?!-\d)")
_LABELLED_FIGURE = re.compile(r"[^:\d]{2,60}:\s+[^:]*\d")
_CONTACT = re.compile(
    r"[\w.-]+@[\w-]+\.\w"
    r"|\b(?:тел(?:ефон\w*)?|факс|call|phone|fax|қоңырау)\b\W*(?:[^\W\d_]+\W+){0,3}\+?\d"
    r"|(?<!\d)\+?\d[\d()]*(?:[\s()-]+\d{2,4}){3,}(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d.,:])(?:[01]?\d|2[0-3])[:.][0-5]\d\s*[-–—]\s*\d{1,2}[:.][0-5]\d(?![\d.,:]|\s*%)"
    r"|\b(?:с|from)\s\d{1,2}(?:[:.]\d\d)?\s(?:до|to|till|until)\s\d{1,2}(?:[:.]\d\d)?\b(?!\s*(?:лет|год))"
    r"|\b\d{1,2}(?:[:.]\d\d)?\s?(?:-?(?:ден|дан|тен|тан|нен))\s\d{1,2}(?:[:.]\d\d)?\s?-?(?:ге|ға|ке|қа)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"\S\s[—–-]\s(?:это|бұл)\s\S")
_VERB = re.compile(
    r"\b[а-яё]{3,}(?:[аяуюе]ет|[аяуюе]ют|[еи]тся|[уюая]тся)\b"
    r"|\b(?:проход[ия]т|приход[ия]т|нужн[аоы]|нужен|можно|нельзя|будет|будут|был[аои]?|бесплатн[аоы]"
    r"|сто[ия]т|длится|должн[аоы]|должен|обязан[аы]?)\b"
    r"|\w{2,}(?:[аеы]ды|[аеі]ді|йды|йді|лды|лді|тты|тті)$|\b(?:болады|керек|қажет|тегін)$"
    r"|\b(?:is|are|was|were|will|has|have|can|must|opens?|closes?|works|costs|starts|takes)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\w-])\d")
_ASKS = re.compile(
    r"(?:как|кто|что|где|когда|куда|откуда|сколько|почему|зачем|чем|кому|how|what|who|when|where|why"
    r"|which)\b|.*\b(?:қалай|қашан|қанша|неше|қайда|қайдан|кім|кімге|не|неге|қандай)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d\s?(?:%|₸|\$|€|(?:тенге|теңге|тг|мрп|аек|руб\w*|долл\w*|euros?|tenge|hours?|days?|час\w*"
    r"|сағат\w*|дн[яе]\w*|дней|күн\w*|минут\w*)\b)",
    re.IGNORECASE,
)


def is_fact(line: str) -> bool:
    """Whether ``line`` tells a fact whatever stands below it: a label with a figure, whom to call,
    when to come, what a word means, or a verb with a figure that is no year."""
    if _ASKS.match(line):
        return False
    bare = _YEAR.sub("", line)
    return (
        _LABELLED_FIGURE.match(bare) is not None
        or _CONTACT.search(bare) is not None
        or _TIME.search(bare) is not None
        or _DEFINITION.search(line) is not None
        or (_VERB.search(line) is not None and _FIGURE.search(bare) is not None)
    )


def could_be_fact(line: str) -> bool:
    """Whether ``line`` may be one where it has no text of its own below: it has a verb, an amount
    or a label that counts nothing («Режим: ежедневно», but «Урок 3: Дроби»)."""
    labelled = has_label(line) and not any(map(str.isdigit, line.split(":")[0]))
    told = labelled or _VERB.search(line) is not None or _AMOUNT.search(line) is not None
    return told and not _ASKS.match(line)
