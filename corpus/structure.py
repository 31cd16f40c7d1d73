"""Structure: what each part of a text is, told by rule from the text alone.

The rules, in the order they are tried on a unit (a paragraph, or a line of one that stands for
itself):

- furniture (``corpus.caption``): a lone caption word («Скрин»), a caption word with a short credit
  («Фото: …», "Photo by …", «Сурет: …»), a Markdown image, a line of nothing but rules and bullets;
- heading: Markdown ``#``; the header row of a table (``corpus.table``); or, with body text after it
  (``corpus.outline``), a short line without terminal punctuation, the title of a numbered part
  («Статья 2. Плата»), a question that stands alone or is labelled as one («В: … О: …»);
- list item: a bullet, a number or a letter with a bracket, a table row, and each line or paragraph
  of a run of two or more in the form «Россия: …»;
- paragraph: everything else. A line that opens with a long dash is direct speech, not a list item.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.caption import CAPTION_CHARS, is_furniture, states_fact
from corpus.heading import (
    could_be_heading,
    is_question,
    is_speech,
    is_table_row,
    markdown_level,
    numbered_level,
)
from corpus.label import answers, asks, has_label
from corpus.markdown import mark_code, mark_underlined
from corpus.outline import mark_headings
from corpus.paragraph import lines, paragraphs
from corpus.passage import PassageKind
from corpus.span import Span
from corpus.table import mark_table_headers
from corpus.unit import Unit

_FEWEST_LABELS = 2
_FEWEST_QUESTIONS = 2
"""Paragraphs that open with a question on a line of its own: fewer may be broken by chance."""
_BULLET = re.compile(
    r"(?:[-*+•‣◦▪▫■□●○·]|\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[^\W\d_]\))[^\S\n]+\S"
)


def units(text: str) -> list[Unit]:
    """The units of ``text``: in order, apart, trimmed, covering all but white space.

    No unit crosses a paragraph, so the units of a paragraph cover exactly that paragraph.
    """
    spans = paragraphs(text)
    rows = [lines(text, paragraph) for paragraph in spans]
    opened = sum(_opens_with_question(text, each) for each in rows)
    found = [
        Unit(start, end, _kind(text[start:end]), index, markdown_level(text[start:end]))
        for index, each in enumerate(rows)
        for start, end in _parts(text, each, asked=opened >= _FEWEST_QUESTIONS)
    ]
    mark_code(text, found)
    mark_underlined(text, found)
    _mark_label_runs(text, found, _labelled_facts(text, found))
    mark_table_headers(text, found)
    mark_headings(text, found)
    return found


def _parts(text: str, rows: list[Span], *, asked: bool) -> list[Span]:
    """A paragraph cut where one of its lines stands for itself; other lines are joined. In a text
    of questions and answers, ``asked``, so does a question that opens one."""
    if len(rows) == 1:
        return rows
    told = [text[row.start : row.end] for row in rows]
    labels = _are_labelled(told)
    parts: list[Span] = []
    closed = True
    for number, (row, line) in enumerate(zip(rows, told, strict=True)):
        alone = (
            labels
            or markdown_level(line) > 0
            or numbered_level(line) > 0
            or is_table_row(line)
            or is_furniture(line)
            or (asked and number == 0 and _opens_with_question(text, rows))
            or (_is_asked(line) and answers(told[min(number + 1, len(told) - 1)]))
        )
        answered = answers(line) and number > 0 and _is_asked(told[number - 1])
        if alone or closed or answered or _BULLET.match(line) or is_speech(line):
            parts.append(row)
        else:
            parts[-1] = Span(parts[-1].start, row.end)
        closed = alone
    return parts


def _are_labelled(told: Sequence[str]) -> bool:
    """Whether all lines have labels, or all below a title."""
    if all(map(has_label, told)):
        return True
    below = told[1:]
    return len(below) >= _FEWEST_LABELS and could_be_heading(told[0]) and all(map(has_label, below))


def _opens_with_question(text: str, rows: Sequence[Span]) -> bool:
    """Whether the first of several lines is a question, and the next begins a sentence."""
    if len(rows) == 1 or text[rows[1].start].islower():
        return False
    question, below = (text[row.start : row.end] for row in rows[:2])
    return is_question(question) and not is_question(below)


def _is_asked(line: str) -> bool:
    """Whether ``line`` is labelled as a question and is one."""
    return asks(line) and is_question(line)


def _kind(unit: str) -> PassageKind:
    if is_furniture(unit):
        return PassageKind.FURNITURE
    if markdown_level(unit):
        return PassageKind.HEADING
    if _BULLET.match(unit) or is_table_row(unit):
        return PassageKind.LIST_ITEM
    return PassageKind.PARAGRAPH


def _labelled_facts(text: str, found: Sequence[Unit]) -> set[int]:
    """Those that were taken for captions among two or more short lines that have labels."""
    facts: set[int] = set()
    run: list[int] = []
    for index in range(len(found) + 1):
        line = text[found[index].start : found[index].end] if index < len(found) else ""
        if len(line) <= CAPTION_CHARS and has_label(line):
            run.append(index)
            continue
        captions = [each for each in run if found[each].kind is PassageKind.FURNITURE]
        if len(run) - len(captions) >= _FEWEST_LABELS:
            facts.update(
                each for each in captions if states_fact(text[found[each].start : found[each].end])
            )
        run = []
    return facts


def _mark_label_runs(text: str, found: list[Unit], facts: set[int]) -> None:
    labelled = [
        (unit.kind is PassageKind.PARAGRAPH or index in facts)
        and text[unit.start].isupper()
        and has_label(text[unit.start : unit.end])
        for index, unit in enumerate(found)
    ]
    for index in range(1, len(found)):
        asked, answer = (text[unit.start : unit.end] for unit in found[index - 1 : index + 1])
        if _is_asked(asked) and answers(answer):
            labelled[index - 1 : index + 1] = False, False
    told = [
        index
        for index, unit in enumerate(found)
        if unit.kind is not PassageKind.FURNITURE or index in facts
    ]
    for place, index in enumerate(told):
        neighbours = told[max(place - 1, 0) : place] + told[place + 1 : place + 2]
        if labelled[index] and any(labelled[each] for each in neighbours):
            found[index] = replace(found[index], kind=PassageKind.LIST_ITEM)
