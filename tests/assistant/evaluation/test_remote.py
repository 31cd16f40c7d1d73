"""Talking to a deployment."""

import json
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from assistant.evaluation.answerer import Asking, SourceText, parse_headers
from assistant.evaluation.errors import AnswererError, RefusedSearchError
from assistant.evaluation.question import PastTurn
from assistant.evaluation.remote import RemoteAnswerer
from corpus import Language
from tests.assistant.evaluation.samples import outcome, question
from tests.assistant.evaluation.servers import Reply, scripted


def reply(value: object, status: int = 200, **headers: str) -> Reply:
    return status, headers, value if isinstance(value, bytes) else json.dumps(value).encode()


ANSWER: dict[str, Any] = {
    "status": "answered", "answer": "86-е место", "language": "ru", "confidence": 0.9,
    "citations": [{"document_id": "d", "start": 0, "end": 1, "quote": "A", "publisher": None}],
    "related": [], "reason": None, "timings_ms": {"total": 2.5}, "something_new": {"a": 1},
}  # fmt: skip


class Waits(list[float]):
    """Seconds that were waited, without waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def remote(
    url: str, waits: Callable[[float], None] | None = None, **options: Any
) -> RemoteAnswerer:
    return RemoteAnswerer(url, sleep=Waits() if waits is None else waits, **options)


def test_ask_sends_the_question_the_history_and_the_headers() -> None:
    asked = question(history=(PastTurn("user", "А?"), PastTurn("assistant", "Б.")))
    with (
        scripted(ask=[reply(ANSWER)]) as server,
        remote(server.url, headers={"X-API-Key": "secret"}) as answerer,
    ):
        came = answerer.ask(asked, Asking(top_k=3))
    assert came.answer == "86-е место"
    assert came.citations[0].quote == "A"
    assert came.timings_ms == {"total": 2.5}
    [(method, path, headers, body)] = server.seen
    assert (method, path, headers["X-API-Key"]) == ("POST", "/v1/ask", "secret")
    assert json.loads(body) == {
        "question": "Какое место?", "top_k": 3, "explain": True,
        "history": [{"role": "user", "content": "А?"}, {"role": "assistant", "content": "Б."}],
    }  # fmt: skip


def test_a_path_of_the_address_is_kept() -> None:
    with scripted() as server, remote(server.url + "/api/") as answerer:
        assert answerer.search("x", None, 1) is None
    assert server.seen[0][1] == "/api/v1/search"


@pytest.mark.parametrize("status", [429, 502, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    waits = Waits()
    busy = [reply({}, status), (status, {"retry-after": "7"}, b"{}"), reply(ANSWER)]
    with scripted(ask=busy) as server, remote(server.url, waits) as answerer:
        assert answerer.ask(question(), Asking()).answered
    assert waits == [0.5, 7]


@pytest.mark.parametrize("status", [400, 413, 422, 500, 504])
def test_what_is_wrong_with_one_question_is_its_error(status: int) -> None:
    problem = reply({"detail": "too\nlong"}, status)
    with scripted(ask=[problem]) as server, remote(server.url, retries=1) as answerer:
        came = answerer.ask(question(), Asking())
    assert (came.status, came.reason) == ("error", f"HTTP {status}: too long")


@pytest.mark.parametrize(
    ("answered", "message"),
    [
        (reply({}, 401), "answered 401"),
        (reply({"detail": "no"}, 404), "answered 404: no"),
        (reply({}, 302, location="/elsewhere"), "answered 302"),
        (reply({}, 503), "answered 503"),
        ((200, {"content-type": "text/html"}, b"<html>hello"), "text/html that is not JSON"),
        (reply(b"\xff\xfe\x00"), "not JSON"),
        (reply([]), "not this schema"),
        (reply({"status": "answered"}), "answer: Field required; not this schema"),
        (reply(ANSWER | {"confidence": 7}), "confidence: Input should be less than or equal to 1"),
        (reply(ANSWER | {"citations": [{}]}), "citations.0.document_id: Field required"),
        (reply(b"[" * 100_000), "not JSON"),
    ],
)
def test_what_is_no_such_deployment_ends_the_run_in_a_line(answered: Reply, message: str) -> None:
    with (
        scripted(ask=[answered]) as server,
        remote(server.url, retries=0) as answerer,
        pytest.raises(AnswererError) as caught,
    ):
        answerer.ask(question(), Asking())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nothing_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    waits = Waits()
    with (
        remote(url, waits, retries=2) as answerer,
        pytest.raises(AnswererError, match=r"cannot be reached: .* \(3 attempts\)"),
    ):
        answerer.describe()
    assert waits == [0.5, 1.0]


def test_an_answer_too_late_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}"
        with (
            remote(url, retries=1, timeout_s=0.1) as answerer,
            pytest.raises(AnswererError, match=r"timed out \(2 attempts\)"),
        ):
            answerer.ask(question(), Asking())


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8000", "ftp://host", "http://", "http://[::1", "http://a/?b=c", "http://a/#b"],
)
def test_no_address(url: str) -> None:
    with pytest.raises(AnswererError, match="--url"):
        RemoteAnswerer(url)


def test_search_documents_and_text() -> None:
    passage = {"id": "p", "document_id": "d", "start": 0, "end": 4, "text": "Алма", "kind": "x"}
    with (
        scripted(
            search=[reply({"hits": [{"rank": 1, "score": 0.5, "passage": passage}]})],
            documents=[reply({"documents": [{"id": "d", "title": "Д"}]})],
            document=[reply({"id": "d", "text": "Алма-Ата", "sha256": "00"})],
        ) as server,
        remote(server.url) as answerer,
    ):
        hits = answerer.search("алма", Language.KK, 7)
        assert hits is not None
        assert (hits[0].passage_id, hits[0].end, hits[0].text) == ("p", 4, "Алма")
        assert json.loads(server.seen[0][3]) == {"query": "алма", "top_k": 7, "language": "kk"}
        assert answerer.document_ids() == ["d"]
        assert answerer.document("d") == SourceText("Алма-Ата", "00")
        assert answerer.document("d") == SourceText("Алма-Ата", "00")
        assert answerer.document("no/such") is None
    assert [seen[1] for seen in server.seen[2:]] == ["/v1/documents/d", "/v1/documents/no%2Fsuch"]


def page(ids: list[str], after: str | None) -> Reply:
    return reply({"documents": [{"id": one} for one in ids], "total": 9, "next": after})


def listed(pages: dict[str, list[str]], nexts: list[str]) -> tuple[list[str] | None, list[str]]:
    """What a deployment under ``/api`` that lists ``pages`` is read to have, and the paths that
    were asked for; each page but the last says where the next one is."""
    with scripted() as server, remote(server.url + "/api/") as answerer:
        for (path, ids), after in zip(pages.items(), [*nexts, None], strict=True):
            server.replies[path] = [page(ids, after)]
        return answerer.document_ids(), [seen[1] for seen in server.seen]


@pytest.mark.parametrize("origin", ["", "/api", "http://elsewhere.example/api"])
def test_every_page_of_documents_is_read(origin: str) -> None:
    pages = {
        "/api/v1/documents": ["a", "b"],
        "/api/v1/documents?limit=2&offset=2": ["c", "d"],
        "/api/v1/documents?limit=2&offset=4": ["e"],
    }
    nexts = [f"{origin}/v1/documents?limit=2&offset={offset}" for offset in (2, 4)]
    assert listed(pages, nexts) == (["a", "b", "c", "d", "e"], list(pages))


@pytest.mark.parametrize(("last", "count"), [(100, 500), (101, None)])
def test_so_many_documents_are_not_listed(last: int, count: int | None) -> None:
    sizes = [100, 100, 100, 100, last]
    pages = {
        "/api/v1/documents" + (f"?offset={100 * number}" if number else ""): ["d"] * size
        for number, size in enumerate(sizes)
    }
    found, seen = listed(pages, [f"/v1/documents?offset={100 * n}" for n in range(1, 5)])
    assert (None if found is None else len(found)) == count
    assert seen == list(pages)


@pytest.mark.parametrize(
    "pages", [[page(["a"], "/v1/documents?offset=1")], [page([], "/v1/documents?offset=0")]]
)
def test_pages_without_an_end_are_not_read_for_ever(pages: list[Reply]) -> None:
    with scripted(documents=pages) as server, remote(server.url) as answerer:
        server.replies["/v1/documents?offset=1"] = pages
        found = answerer.document_ids()
        assert not found
        assert len(server.seen) <= 501


def test_a_deployment_without_search_is_not_asked_for_it_again() -> None:
    with scripted(search=[reply({}, 404)]) as server, remote(server.url) as answerer:
        assert answerer.search("x", None, 10) is None
        assert answerer.search("x", None, 10) is None
        assert len(server.seen) == 1
        assert answerer.document_ids() is None


@pytest.mark.parametrize("status", [400, 413, 422, 500, 504])
def test_a_search_that_is_refused_is_not_one_that_finds_nothing(status: int) -> None:
    problem = reply({"detail": "top_k: at most 8"}, status)
    with (
        scripted(search=[problem]) as server,
        remote(server.url, retries=0) as answerer,
        pytest.raises(RefusedSearchError, match=f"^HTTP {status}: top_k: at most 8$"),
    ):
        answerer.search("x", None, 10)


def test_the_time_is_of_the_attempt_that_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = iter([(429, 9000), (503, 8000), (200, 7)])

    def request(*_: object, **__: object) -> httpx.Response:
        status, took = next(attempts)
        response = httpx.Response(status, json=ANSWER, request=httpx.Request("POST", "http://a"))
        response.elapsed = timedelta(milliseconds=took)
        return response

    monkeypatch.setattr(httpx.Client, "request", request)
    with remote("http://a") as answerer:
        assert answerer.took_ms is None
        assert answerer.ask(question(), Asking()).answered
        assert answerer.took_ms == 7


def test_a_question_that_is_asked_takes_time() -> None:
    with scripted(ask=[reply(ANSWER)]) as server, remote(server.url) as answerer:
        answerer.ask(question(), Asking())
        assert answerer.took_ms is not None
        assert answerer.took_ms > 0


@pytest.mark.parametrize(
    ("timings", "explain", "timed"),
    [
        ({"search": 0.0, "compose": 0.0, "total": 0.1}, False, False),
        ({"search": 0.0, "compose": 0.0, "total": 0.1}, True, True),
        ({"search": 1.5, "compose": 0.0, "total": 2.5}, False, True),
        ({}, False, True),
    ],
)
def test_an_answer_kept_from_before_has_no_time(
    timings: dict[str, float], explain: bool, timed: bool
) -> None:
    answer = reply(ANSWER | {"timings_ms": timings})
    with scripted(ask=[answer]) as server, remote(server.url) as answerer:
        answerer.ask(question(), Asking(explain=explain))
        assert (answerer.took_ms is not None) is timed


@pytest.mark.parametrize(
    ("answered", "build"),
    [
        (
            reply({"ready": True, "build": "b1", "passages": 5, "x": []}),
            {"build": "b1", "passages": 5},
        ),
        (reply([1]), {}),
        (reply(b"OK"), {}),
        (reply({}, 404), {}),
    ],
)
def test_describe(answered: Reply, build: dict[str, object]) -> None:
    with scripted(readyz=[answered]) as server:
        url = server.url.replace("://", "://user:password@")
        with remote(url) as answerer:
            described = answerer.describe()
        assert described == {"mode": "http", "url": server.url, "build": build}


def test_headers_are_name_and_value() -> None:
    assert parse_headers(["X-Key: a:b", "B:c"]) == {"X-Key": "a:b", "B": "c"}
    for line in ("secret", "X-Key:", ": v"):
        with pytest.raises(AnswererError, match=r"expected 'Name: value'$"):
            parse_headers([line])


def test_a_header_that_cannot_be_sent() -> None:
    with pytest.raises(AnswererError, match="header"):
        RemoteAnswerer("http://localhost", headers={"X": "ё"})


def test_the_sample_outcome_is_what_a_reply_parses_to() -> None:
    with scripted(ask=[reply(outcome().model_dump())]) as server, remote(server.url) as answerer:
        assert answerer.ask(question(), Asking()) == outcome()
