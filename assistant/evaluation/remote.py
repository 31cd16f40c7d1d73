"""Evaluating a running deployment over HTTP: this one, or any that answers the same schema.

Connection failures, 429, 502, 503 and 504 are tried again, with a growing wait; what the server
says of one question (400, 413, 422, or 5xx in the end) is that question's error, of one search its
refusal; anything else means that the address is not such a deployment, and ends the run.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ValidationError

from assistant.evaluation.answerer import Asking, SourceText
from assistant.evaluation.errors import AnswererError, RefusedSearchError
from assistant.evaluation.outcome import Found, Outcome, failed
from assistant.evaluation.question import Question
from corpus import Language

_AGAIN = frozenset({429, 502, 503, 504})
_OF_THE_QUESTION = frozenset({400, 413, 422, 500, 504})
_LONGEST_WAIT_S = 20.0
_MOST_LISTED = 500
_Model = TypeVar("_Model", bound=BaseModel)


class RemoteAnswerer:
    """A deployment at ``url``. ``headers`` go with every request and are never reported."""

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        timeout_s: float = 30.0,
        retries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Raises AnswererError if ``url`` or a header is no such thing."""
        try:
            base = httpx.URL(url)
            if base.scheme not in ("http", "https") or not base.host or base.query or base.fragment:
                raise AnswererError(f"--url: got {url!r}, expected http:// or https:// and a host")
            self._client = httpx.Client(
                base_url=base, headers=dict(headers or {}), timeout=timeout_s
            )
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise AnswererError(f"--url {url!r} or a header is malformed: {error}") from error
        self.url = str(base.copy_with(username=None, password=None))
        self._retries = retries
        self._sleep = sleep
        self._documents: dict[str, SourceText | None] = {}
        self._searches = True
        self._took_ms: float | None = None

    @property
    def took_ms(self) -> float | None:
        return self._took_ms

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> "RemoteAnswerer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def describe(self) -> Mapping[str, Any]:
        """With what ``/readyz`` says of the build, where there is one.

        Raises:
            AnswererError: nothing answers at the address.
        """
        response = self._send("GET", "/readyz")
        build: dict[str, Any] = {}
        if response.status_code == 200:
            try:
                body = response.json()
            except (ValueError, RecursionError):
                body = None
            if isinstance(body, dict):
                build = {
                    key: body[key]
                    for key in ("build", "model", "documents", "passages")
                    if isinstance(body.get(key), str | int)
                }
        return {"mode": "http", "url": self.url, "build": build}

    def ask(self, question: Question, asking: Asking) -> Outcome:
        body: dict[str, Any] = {"question": question.text, "top_k": asking.top_k}
        if question.history:
            body["history"] = [
                {"role": turn.role, "content": turn.content} for turn in question.history
            ]
        if asking.explain:
            body["explain"] = True
        response = self._send("POST", "/v1/ask", body)
        self._took_ms = response.elapsed.total_seconds() * 1000
        if response.status_code in _OF_THE_QUESTION:
            return failed(f"HTTP {response.status_code}: {_detail(response)}", question.language)
        outcome = self._read(response, Outcome)
        if not asking.explain and _kept(outcome):
            self._took_ms = None
        return outcome

    def search(self, query: str, language: Language | None, depth: int) -> list[Found] | None:
        if not self._searches:
            return None
        body: dict[str, Any] = {"query": query, "top_k": depth}
        if language is not None:
            body["language"] = language
        response = self._send("POST", "/v1/search", body)
        if response.status_code in (404, 405, 501):
            self._searches = False
            return None
        if response.status_code in _OF_THE_QUESTION:
            raise RefusedSearchError(f"HTTP {response.status_code}: {_detail(response)}")
        return [
            Found(
                passage_id=hit.passage.id,
                document_id=hit.passage.document_id,
                start=hit.passage.start,
                end=hit.passage.end,
                score=hit.score,
                text=hit.passage.text,
            )
            for hit in self._read(response, _Hits).hits
        ]

    def document(self, document_id: str) -> SourceText | None:
        if document_id not in self._documents:
            response = self._send("GET", f"/v1/documents/{quote(document_id, safe='')}")
            if response.status_code in (404, 422):
                self._documents[document_id] = None
            else:
                found = self._read(response, _Document)
                self._documents[document_id] = SourceText(found.text, found.sha256)
        return self._documents[document_id]

    def document_ids(self) -> list[str] | None:
        ids: list[str] = []
        path = "/v1/documents"
        while path and len(ids) <= _MOST_LISTED:
            response = self._send("GET", path)
            if not ids and response.status_code in (404, 405, 501):
                return None
            page = self._read(response, _Documents)
            ids += [one.id for one in page.documents]
            path = _next_page(page)
        return ids if len(ids) <= _MOST_LISTED else None

    def _send(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> httpx.Response:
        """The response, after as many attempts as are allowed; any status may come back."""
        failure = ""
        for attempt in range(self._retries + 1):
            try:
                response = self._client.request(method, path, json=body)
            except (httpx.TransportError, httpx.InvalidURL) as error:
                failure = str(error) or type(error).__name__
                wait = _backoff(attempt, None)
            except httpx.HTTPError as error:
                raise AnswererError(f"{self.url}{path}: {error or type(error).__name__}") from error
            else:
                if response.status_code not in _AGAIN or attempt == self._retries:
                    return response
                wait = _backoff(attempt, response.headers.get("retry-after"))
            if attempt < self._retries:
                self._sleep(wait)
        raise AnswererError(
            f"{self.url} cannot be reached: {failure.splitlines()[0]}"
            f" ({self._retries + 1} attempts)"
        )

    def _read(self, response: httpx.Response, model: type[_Model]) -> _Model:
        where = f"{self.url} {response.request.method} {response.request.url.path}"
        if response.status_code != 200:
            raise AnswererError(f"{where} answered {response.status_code}: {_detail(response)}")
        try:
            return model.model_validate(response.json())
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            key = ".".join(map(str, first["loc"])) or "body"
            raise AnswererError(f"{where}: {key}: {first['msg']}; not this schema") from error
        except (ValueError, RecursionError) as error:
            kind = response.headers.get("content-type", "no type")
            raise AnswererError(f"{where} answered {kind} that is not JSON") from error


class _Passage(BaseModel):
    id: str
    document_id: str
    start: int
    end: int
    text: str


class _Hit(BaseModel):
    score: float
    passage: _Passage


class _Hits(BaseModel):
    hits: list[_Hit]


class _Document(BaseModel):
    text: str
    sha256: str | None = None


class _Listed(BaseModel):
    id: str


class _Documents(BaseModel):
    documents: list[_Listed]
    next: str | None = None


def _next_page(page: _Documents) -> str:
    """Where the page after this one is, empty after the last.

    Only the query is taken over: the deployment may be under a path that it does not know of, and
    the headers are for its host alone.
    """
    query = (page.next or "").partition("?")[2]
    return f"/v1/documents?{query}" if page.documents and query else ""


def _kept(outcome: Outcome) -> bool:
    """Whether an answer came without a search: one kept from before (with a trace none is)."""
    timings = outcome.timings_ms
    return timings.get("search") == 0 and timings.get("compose") == 0


def _backoff(attempt: int, retry_after: str | None) -> float:
    if retry_after is not None and retry_after.isdigit():
        return min(float(retry_after), _LONGEST_WAIT_S)
    return min(0.5 * 2.0**attempt, _LONGEST_WAIT_S)


def _detail(response: httpx.Response) -> str:
    """What a problem response says, in a line."""
    try:
        body = json.loads(response.text)
    except (ValueError, RecursionError):
        body = None
    said = body.get("detail") if isinstance(body, dict) else None
    return " ".join(str(said or response.text or response.reason_phrase).split())[:160]
