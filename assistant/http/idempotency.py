"""Idempotency keys: a write that is sent twice is done once.

A key whose write was refused, or whose job failed, is free: the write was not done.
"""

import re
import threading
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

from cachetools import TTLCache
from fastapi import Request

from assistant.http.errors import ConflictError, HTTPError
from assistant.http.jobs import Job, JobState

_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class IdempotencyError(HTTPError):
    """The ``Idempotency-Key`` is malformed, or came with another request before."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    kind = "idempotency-key"
    title = "The idempotency key cannot be used"


@dataclass
class _Entry:
    request: bytes
    job: Job | None = None

    @property
    def failed(self) -> bool:
        return self.job is not None and self.job.state is JobState.FAILED


class Attempt:
    """One write under a key: either it was done before (``job``), or its job is to be ``keep``-ed.

    Where the write fails before it has a job, leaving the ``with`` block frees the key.
    """

    def __init__(self, store: "IdempotencyStore", key: str | None, entry: _Entry) -> None:
        self._store = store
        self._key = key
        self._entry = entry

    @property
    def job(self) -> Job | None:
        """The job that the first request made."""
        return self._entry.job

    def keep(self, job: Job) -> None:
        """Remember the job for the requests that follow."""
        self._entry.job = job

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(self, *_: object) -> None:
        if self._key is not None and self._entry.job is None:
            self._store.free(self._key)


class IdempotencyStore:
    """The last ``capacity`` keys, for ``ttl_s`` seconds each."""

    def __init__(self, capacity: int, ttl_s: float) -> None:
        self._entries: TTLCache[str, _Entry] = TTLCache(capacity, ttl_s)
        self._lock = threading.Lock()

    def begin(self, request: Request, client: str, fingerprint: bytes) -> Attempt:
        """An attempt at a write of ``client``; ``fingerprint`` tells its content from others.

        Raises:
            IdempotencyError: the key is malformed, or came with another request before.
            ConflictError: the first request with this key is still being read.
        """
        given = request.headers.get("idempotency-key")
        parts = (request.method, request.scope["path"])
        told = sha256("\0".join(parts).encode("utf-8", "replace") + b"\0" + fingerprint).digest()
        if given is None:
            return Attempt(self, None, _Entry(told))
        if not _KEY.fullmatch(given):
            raise IdempotencyError("expected 1 to 255 visible ASCII characters")
        key = f"{client}\0{given}"
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or entry.failed:
                entry = self._entries[key] = _Entry(told)
                return Attempt(self, key, entry)
        if entry.request != told:
            raise IdempotencyError("the key came with another request before; use a new one")
        if entry.job is None:
            raise ConflictError("the first request with this key is still being read")
        return Attempt(self, None, entry)

    def free(self, key: str) -> None:
        """Let the key be used anew."""
        with self._lock:
            self._entries.pop(key, None)
