"""Conditions of RFC 9110: lists of entity tags, ``*``, and several lines of one header."""

from collections.abc import Sequence

import pytest
from fastapi import Request
from pydantic import BaseModel

from assistant.http.errors import PreconditionFailedError
from assistant.http.etags import check_conditions, etag_of, tagged_response


class Lake(BaseModel):
    name: str


BALKHASH = Lake(name="Балхаш")
TAG = etag_of(BALKHASH.model_dump_json().encode())


def _request(header: str, lines: Sequence[str]) -> Request:
    headers = [(header.encode(), line.encode("latin-1")) for line in lines]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def _let_pass(header: str, lines: Sequence[str], model: BaseModel | None) -> bool:
    try:
        check_conditions(_request(header, lines), lambda: model)
    except PreconditionFailedError:
        return False
    return True


NAMED = [[TAG], [f"W/{TAG}"], [f'"a", {TAG}'], [f'"a,b" ,{TAG},'], ['"a"', TAG], ["*"], [" * "]]
NOT_NAMED = [['"a"'], ['"*"'], ['"a,*,b"'], ['"a", "*"'], [f'"a{TAG[1:]}'], ['""'], ['"a"', '"b"']]
UNREADABLE = [[""], ["a"], [TAG.strip('"')], ["*, *"], [f"*, {TAG}"], ["*", TAG], [f'{TAG} "a"'],
              [f"w/{TAG}"], ['"'], ['"a b"']]  # fmt: skip


@pytest.mark.parametrize("lines", NAMED)
def test_a_condition_that_names_what_is_there(lines: list[str]) -> None:
    assert _let_pass("if-match", lines, BALKHASH)
    assert not _let_pass("if-none-match", lines, BALKHASH)
    assert tagged_response(_request("if-none-match", lines), BALKHASH).status_code == 304


@pytest.mark.parametrize("lines", NOT_NAMED)
def test_a_condition_that_names_others(lines: list[str]) -> None:
    assert not _let_pass("if-match", lines, BALKHASH)
    assert _let_pass("if-none-match", lines, BALKHASH)
    assert tagged_response(_request("if-none-match", lines), BALKHASH).status_code == 200


@pytest.mark.parametrize("lines", UNREADABLE)
def test_a_condition_that_cannot_be_read_lets_nothing_be_changed(lines: list[str]) -> None:
    assert not _let_pass("if-match", lines, BALKHASH)
    assert not _let_pass("if-none-match", lines, BALKHASH)
    assert tagged_response(_request("if-none-match", lines), BALKHASH).status_code == 200


@pytest.mark.parametrize("lines", [[TAG], ["*"]])
def test_where_nothing_is(lines: list[str]) -> None:
    assert not _let_pass("if-match", lines, None)
    assert _let_pass("if-none-match", lines, None)


def test_without_a_condition_nothing_is_read() -> None:
    def read() -> BaseModel:
        raise AssertionError

    check_conditions(_request("accept", ["*"]), read)


def test_a_long_list_is_read_once() -> None:
    assert not _let_pass("if-match", [", " * 50_000 + "x"], BALKHASH)
    assert not _let_pass("if-match", ['"a", ' * 10_000 + "x"], BALKHASH)
