"""Headings: which lines can head what is below them, and at what level.

The levels, from the highest: Markdown's ``#`` to ``######``, plain lines, the numbered parts of a
law or a contract («Глава 2. Права», «5-бап. Төлем», "Section 3"), questions, header rows of tables.
"""

import re

from corpus.label import without_asker

PLAIN_HEADING_LEVEL = 7
"""Headings without ``#`` stand below the six levels of Markdown."""
QUESTION_LEVEL = 20
TABLE_LEVEL = 30

_HEADING_CHARS = 100
_NUMBERED_CHARS = 300
_QUESTION_CHARS = 200
_TITLE_CHARS = 300
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[^\S\n]+\S")
_SPEECH = re.compile(r"[—–―]\s*\S")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)][^\S\n]+")
_TERMINAL = tuple(".!?…:;,")
_CLOSERS = "\"'»”’)]*_"
_QUOTES = tuple("«\"“'‘„([")
_SENTENCE_INSIDE = re.compile(r"[.!…][\"'»”’)\]]*\s")
_FIGURE = r"(?:\d{1,4}(?:[-–.]\d{1,3})?|[IVXLC]{1,7})"
_NUMBERED_LEVELS = (
    (10, r"раздел|часть|приложение|part|annex|appendix", r"бөлім|қосымша"),
    (12, r"глава|chapter", r"тарау"),
    (14, r"параграф|§", r"параграф"),
    (16, r"статья|article|section", r"бап"),
)
_NUMBERED = tuple(
    (
        level,
        re.compile(
            rf"(?:(?:{before})\s*(?<![^\W\d_]){_FIGURE}|{_FIGURE}\s?[-–]?\s?(?:{after}))"
            r"(?:[.:]|(?=\s*$))",
            re.IGNORECASE,
        ),
    )
    for level, before, after in _NUMBERED_LEVELS
)


def heading_title(text: str) -> str:
    """The text of a heading without its marks: those of Markdown, the bars of a table row, the
    label of a question. At most 300 characters: it goes into the path of every passage below."""
    bare = text.strip("#").strip().strip("*_").strip()
    if is_table_row(bare):
        bare = bare.strip("|").strip()
    return without_asker(bare)[:_TITLE_CHARS].strip()


def markdown_level(unit: str) -> int:
    """The level of a Markdown heading; 0 for anything else."""
    match = _MARKDOWN_HEADING.match(unit)
    return len(match[1]) if match else 0


def is_speech(unit: str) -> bool:
    """Whether ``unit`` opens with a long dash, as direct speech does."""
    return _SPEECH.match(unit) is not None


def is_table_row(line: str) -> bool:
    """Whether ``line`` stands between bars."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|") and "\n" not in line


def could_be_heading(unit: str) -> bool:
    """Whether ``unit`` is a short line without terminal punctuation."""
    return len(unit) <= _HEADING_CHARS and _is_title(unit)


def numbered_level(unit: str) -> int:
    """The level of the title of a numbered part: «Статья 2. Плата», «Глава 1.»; else 0."""
    level, end = _numbering(unit)
    title = unit[end:].strip()
    return level if not title or (len(unit) <= _NUMBERED_CHARS and _is_title(title)) else 0


def part_level(unit: str) -> int:
    """The level of the numbered part that ``unit`` opens, whatever follows its number; else 0."""
    return _numbering(unit)[0]


def is_numbering(text: str) -> bool:
    """Whether ``text`` is the number of such a part and nothing else: «Статья 2.», «5-бап.»."""
    return _numbering(text)[1] == len(text) > 0


def is_question(unit: str) -> bool:
    """Whether ``unit`` is a line that asks and tells nothing, its label or number aside."""
    line = _NUMBER.sub("", without_asker(unit), count=1)
    return (
        len(line) <= _QUESTION_CHARS
        and any(map(str.isalpha, line))
        and "\n" not in line
        and not line[0].islower()
        and not line.startswith(_QUOTES)
        and not is_speech(line)
        and line.rstrip("*_").endswith(("?", "?!"))
        and _SENTENCE_INSIDE.search(line) is None
    )


def leads(title: str, text: str) -> bool:
    """Whether what stands below the heading ``title`` is incomplete without it: the answer to a
    question, the text of an article, the row ``text`` of a table with a header row."""
    of_table = is_table_row(text) and "|" in title
    return of_table or is_question(title) or numbered_level(title) > 0


def _numbering(unit: str) -> tuple[int, int]:
    """The level of a numbered part and where its number ends; zeros without one."""
    for level, pattern in _NUMBERED:
        match = pattern.match(unit)
        if match is not None:
            return level, match.end()
    return 0, 0


def _is_title(line: str) -> bool:
    return (
        "\n" not in line
        and not line[0].islower()
        and not is_speech(line)
        and any(map(str.isalpha, line))
        and not line.rstrip(_CLOSERS).endswith(_TERMINAL)
    )
