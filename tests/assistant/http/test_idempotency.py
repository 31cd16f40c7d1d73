"""Idempotency keys, without a server."""

import pytest
from fastapi import Request

from assistant.http.errors import ConflictError
from assistant.http.idempotency import IdempotencyError, IdempotencyStore
from assistant.http.jobs import Job, JobState


def _request(key: str | None = "k", path: str = "/v1/documents", host: str = "a") -> Request:
    headers = [(b"host", host.encode())]
    if key is not None:
        headers.append((b"idempotency-key", key.encode()))
    return Request({"type": "http", "method": "POST", "path": path, "headers": headers})


@pytest.fixture
def store() -> IdempotencyStore:
    return IdempotencyStore(capacity=10, ttl_s=60)


@pytest.mark.parametrize("state", list(JobState))
def test_a_key_leads_to_its_job_unless_that_failed(
    store: IdempotencyStore, state: JobState
) -> None:
    job = Job("add", "lakes")
    with store.begin(_request(), "client", b"lakes") as attempt:
        attempt.keep(job)
    job.state = state
    with store.begin(_request(), "client", b"lakes") as again:
        assert again.job is (None if state is JobState.FAILED else job)


def test_a_key_whose_job_failed_may_come_with_another_request(store: IdempotencyStore) -> None:
    failed, job = Job("add", "lakes", state=JobState.FAILED), Job("add", "seas")
    with store.begin(_request(), "client", b"lakes") as attempt:
        attempt.keep(failed)
    with store.begin(_request(), "client", b"seas") as attempt:
        attempt.keep(job)
    with pytest.raises(IdempotencyError, match="came with another request before"):
        store.begin(_request(), "client", b"lakes")


def test_a_key_is_that_of_a_client_and_a_path(store: IdempotencyStore) -> None:
    with store.begin(_request(), "client", b"") as attempt:
        attempt.keep(Job("add", "lakes"))
    with store.begin(_request(), "another", b"") as other:
        assert other.job is None
    with pytest.raises(IdempotencyError, match="another request"):
        store.begin(_request(path="/v1/documents/lakes"), "client", b"")
    assert store.begin(_request(host="b/c"), "client", b"").job is not None


def test_the_first_request_is_not_done_twice_at_once(store: IdempotencyStore) -> None:
    with (
        store.begin(_request(), "client", b""),
        pytest.raises(ConflictError, match="still being read"),
    ):
        store.begin(_request(), "client", b"")
    with store.begin(_request(), "client", b"") as attempt:
        assert attempt.job is None  # it was refused


@pytest.mark.parametrize("key", ["", "a b", "ключ", "x" * 256])
def test_a_malformed_key_is_refused(store: IdempotencyStore, key: str) -> None:
    with pytest.raises(IdempotencyError, match="1 to 255 visible ASCII"):
        store.begin(_request(key), "client", b"")
