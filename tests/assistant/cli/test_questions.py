"""``assistant ask``, ``search`` and ``chat``."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.engine import Engine
from tests.conftest import Command

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"


def test_an_answer_is_printed_with_its_quotes(command: Command) -> None:
    ran = command("ask", QUESTION)
    assert (ran.status, ran.err) == (0, "")
    assert "86-е место" in ran.out
    assert "[1] " in ran.out
    assert "kazinform-2026-01-17" in ran.out


def test_json_is_the_answer_and_its_citations_are_exact(command: Command, engine: Engine) -> None:
    answer = Answer.model_validate_json(command("ask", QUESTION, "--json").out)
    assert answer.citations
    for citation in answer.citations:
        text = engine.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote


def test_explain_shows_every_step(command: Command) -> None:
    assert '"passages"' in command("ask", QUESTION, "--explain").out
    assert Answer.model_validate_json(command("ask", QUESTION, "--explain", "--json").out).trace


def test_a_refusal_is_status_0_and_shows_what_is_near(command: Command) -> None:
    ran = command("ask", "Сколько стоит билет в музей?")
    assert ran.status == 0
    assert "~ " in ran.out


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "the question is empty"),
        ("  ", "the question is empty"),
        ("а" * 100_000, "the question has 100000 characters, at most 2000 are read"),
        ("что\0", "the question holds a NUL character"),
        ("\udcff", "the question is empty"),
    ],
)
@pytest.mark.parametrize("name", ["ask", "search"])
def test_a_bad_question_is_one_line(
    command: Command, name: str, question: str, message: str
) -> None:
    ran = command(name, question)
    assert (ran.status, ran.out, ran.err) == (1, "", f"assistant: {message}\n")


@pytest.mark.parametrize("top_k", ["0", "-1", "1000000000", "many"])
@pytest.mark.parametrize("name", ["ask", "search"])
def test_a_bad_top_k_is_status_2(command: Command, name: str, top_k: str) -> None:
    ran = command(name, "Что?", "--top-k", top_k)
    assert (ran.status, ran.out) == (2, "")
    assert "--top-k" in ran.err
    assert "Traceback" not in ran.err


def test_emoji_alone_are_unclear(command: Command) -> None:
    answer = Answer.model_validate_json(command("ask", "😀😀", "--json").out)
    assert (answer.status, answer.citations) == ("unclear", [])


def test_a_question_from_standard_input(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(QUESTION.encode()), "utf-8"))
    assert "86-е место" in command("ask", "-").out


@pytest.mark.parametrize("given", [b"\xff\xfe\x00", b""])
def test_standard_input_that_is_no_question(
    command: Command, monkeypatch: pytest.MonkeyPatch, given: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
    ran = command("ask", "-")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


def test_a_search_prints_places_and_scores(command: Command) -> None:
    ran = command("search", "Alem.Cloud TOP-500", "--top-k", "2")
    assert ran.status == 0
    assert ran.out.startswith("1. ")
    hits = json.loads(command("search", "Alem.Cloud TOP-500", "--top-k", "2", "--json").out)["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2]


def test_a_chat_goes_on_after_a_bad_question_and_ends_with_the_input(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([QUESTION, "", "\0", "А когда?"])

    def speak(_: str) -> str:
        try:
            return next(said)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", speak)
    ran = command("chat")
    assert ran.status == 0
    assert "86-е место" in ran.out
    assert ran.err == "assistant: the question holds a NUL character\n"


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_line_of_a_chat_that_is_no_text_is_told_and_passed_over(
    command: Command, monkeypatch: pytest.MonkeyPatch, errors: str
) -> None:
    asked: list[str] = []

    def ask(question: str, **_: Any) -> SimpleNamespace:
        asked.append(question)
        return SimpleNamespace(answer="Да.", citations=[], related=[], trace=None)

    @contextmanager
    def opened(_: object) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(ask=ask)

    given = "Что?\n".encode() + b"\xcf\xf0\xe8?\n" + "Кто?\n".encode()
    monkeypatch.setattr("assistant.cli.opening.open_engine", opened)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8", errors))
    ran = command("chat")
    assert (ran.status, asked) == (0, ["Что?", "Кто?"])
    assert ran.err == "assistant: the line is not text in utf-8\n"
