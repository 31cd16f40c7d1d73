"""What the readers of question sets share: files, ids, languages, problems."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import Evidence, Problem, Question
from corpus import CorpusError, Document, Language, detect_language, document_from_text

_DOCUMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_ONE_LANGUAGE_SHARE = 0.95
_BEFORE = r"(?<![^\W_])(?<!\d[.,](?=\d))"
_AFTER = r"(?![^\W_])(?!(?<=\d)[.,]\d)"
"""Where a word or a number begins and ends: not at the 6 of 1986 or of 6,7."""


class BadRecordError(ValueError):
    """A record of a set cannot be used; the reader reports it as a problem."""


def read_text(path: Path) -> str:
    """The text of a file, in UTF-8.

    Raises:
        SetError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SetError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise SetError(
            f"{path}: byte 0x{error.object[error.start]:02x} at offset {error.start} is not UTF-8"
        ) from error


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, numbered from 1; only a line feed ends a line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.removesuffix("\r")


def parse_json(text: str) -> Any:
    """The value that ``text`` is the JSON of.

    Raises:
        ValueError: it is not JSON, is nested too deeply, or holds a lone surrogate.
    """
    try:
        value = json.loads(text)
        if "\\ud" in text.lower():  # an escape of half a character, or of both halves
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate") from error
    return value


def nfc(text: str) -> str:
    """``text`` as a document holds it: NFC, ``\\n`` line ends, without byte order marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return unicodedata.normalize("NFC", text)


class Documents:
    """The documents of a set: one for each distinct text, in order."""

    def __init__(self) -> None:
        self._by_key: dict[str, Document] = {}

    def add(self, text: str, title: str, id: str | None = None) -> Document:  # noqa: A002
        """The document of ``text``; without an ``id``, texts that are equal are one document.

        Raises:
            BadRecordError: it is no text.
        """
        text = nfc(text)
        key = id or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if key not in self._by_key:
            name = " ".join(title.split()) or key
            try:
                document = document_from_text(text, id=document_id(key), title=name)
            except CorpusError as error:
                raise BadRecordError(f"context is not a text: {error}") from error
            self._by_key[key] = document
        elif id is not None:
            raise BadRecordError(f"document id {id!r} is not unique")
        return self._by_key[key]

    def all(self) -> tuple[Document, ...]:
        return tuple(self._by_key.values())


def document_id(key: str) -> str:
    """``key`` where it can be a document's id, else an id made of its digest."""
    if _DOCUMENT_ID.fullmatch(key):
        return key
    return "d-" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def span(document: Document, context: str, answer: str, start: int) -> Evidence:
    """The place of ``answer`` in a document made of ``context``.

    ``start`` counts code points of ``context``; where the answer is not there (offsets in other
    units), the nearest occurrence is taken.

    Raises:
        BadRecordError: the context does not hold the answer.
    """
    answer = nfc(answer)
    expected = len(nfc(context[:start]))
    if not answer:
        raise BadRecordError("an answer is empty")
    places = [match.start() for match in re.finditer(re.escape(answer), document.text)]
    if not places:
        raise BadRecordError(f"the context does not hold the answer {answer[:60]!r}")
    at = min(places, key=lambda place: abs(place - expected))
    return Evidence(answer, document.id, at, at + len(answer))


def anywhere(document: Document, answers: Sequence[str]) -> Evidence:
    """The places of ``answers`` in a document whose set does not say which is meant: one piece of
    evidence, which any of them proves.

    An answer counts where it stands as whole words and numbers, in any case; where it nowhere
    does, as the beginning of words, else as any part of the text.

    Raises:
        BadRecordError: the document holds none of them.
    """
    wanted = [nfc(answer) for answer in answers]
    if not all(wanted):
        raise BadRecordError("an answer is empty")
    for before, after in ((_BEFORE, _AFTER), (_BEFORE, ""), ("", "")):
        found = dict.fromkeys(
            match.span()
            for answer in wanted
            for match in _pattern(answer, before, after).finditer(document.text)
        )
        if found:
            (start, end), *others = found
            text = document.text[start:end]
            return Evidence(text, document.id, start, end, tuple(others))
    shown = " | ".join(wanted)[:60]
    raise BadRecordError(f"the context does not hold the answer {shown!r}")


def _pattern(answer: str, before: str, after: str) -> re.Pattern[str]:
    """``answer`` with what has to stand before and after it where it has a letter or a digit."""
    before = before if answer[0].isalnum() else ""
    after = after if answer[-1].isalnum() else ""
    return re.compile(before + re.escape(answer) + after, re.IGNORECASE)


def with_languages(questions: Sequence[Question]) -> list[Question]:
    """Questions of detected language, all of one where nearly all are."""
    found = [detect_language(question.text) for question in questions]
    if found:
        language, count = Counter(found).most_common(1)[0]
        if count >= _ONE_LANGUAGE_SHARE * len(found):
            found = [language] * len(found)
    return [
        replace(question, language=language)
        for question, language in zip(questions, found, strict=True)
    ]


def pooled(questions: Iterable[Question]) -> list[Question]:
    """Questions asked in the same words share their accepted answers and evidence."""
    questions = list(questions)
    answers: dict[str, dict[str, None]] = {}
    evidence: dict[str, dict[Evidence, None]] = {}
    for question in questions:
        answers.setdefault(question.text, {}).update(dict.fromkeys(question.answers))
        evidence.setdefault(question.text, {}).update(dict.fromkeys(question.evidence))
    return [
        replace(
            question,
            answers=tuple(answers[question.text]),
            evidence=tuple(evidence[question.text]),
        )
        if question.answerable
        else question
        for question in questions
    ]


def unique(
    questions: Iterable[tuple[str, Question]], problems: list[Problem]
) -> Iterator[Question]:
    """Questions whose id came first; another of the same id is a problem at its place, and so is
    one that no encoding can carry."""
    seen: set[str] = set()
    for where, question in questions:
        turns = (turn.content for turn in question.history)
        if not _is_text("".join((question.id, question.text, *question.answers, *turns))):
            problems.append(Problem(where, "holds NUL or a lone surrogate"))
            continue
        if question.id in seen:
            problems.append(Problem(where, f"id {question.id!r} is not unique"))
            continue
        seen.add(question.id)
        yield question


def _is_text(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def language_of(value: str) -> Language:
    """The language of a code such as ``ru``, ``kk-KZ`` or ``EN``.

    Raises:
        BadRecordError: it is none of ours.
    """
    try:
        return Language(value.strip().lower().split("-")[0].split("_")[0])
    except ValueError as error:
        known = ", ".join(Language)
        raise BadRecordError(f"language: got {value!r}, expected one of {known}") from error


def kind_of(answers: Sequence[str], *, answerable: bool) -> str:
    """A kind for sets that have none: whether a number, words, or a refusal is expected."""
    if not answerable:
        return "unanswerable"
    return "number" if any(c.isdigit() for answer in answers for c in answer) else "words"
