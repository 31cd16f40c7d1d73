"""Conversations kept for clients that send an id rather than the history."""

import threading
from collections.abc import Sequence

from cachetools import TTLCache

from assistant.answer import Turn
from assistant.redaction import redact

_Key = tuple[str | None, str]


class Conversations:
    """A bounded store of the last turns of each conversation, in memory, with expiry.

    The oldest conversation goes first when ``capacity`` is reached; each ends ``ttl_s`` seconds
    after its last turn. Clients choose the ids, so that each ``audience`` (``Engine.ask``) has its
    own. Personal data is redacted before a turn is kept.
    """

    def __init__(self, *, capacity: int, ttl_s: float, turns: int) -> None:
        self._turns = turns
        self._store: TTLCache[_Key, tuple[Turn, ...]] = TTLCache(capacity, ttl_s)
        self._lock = threading.Lock()

    def history(self, conversation_id: str, audience: str | None = None) -> Sequence[Turn]:
        """The last turns, oldest first; none for an id that is new or has expired."""
        with self._lock:
            return self._store.get((audience, conversation_id), ())

    def add(
        self, conversation_id: str, question: str, answer: str, audience: str | None = None
    ) -> None:
        """Append a question and its answer; without ``turns`` nothing is kept."""
        if not self._turns:
            return
        new = (
            Turn(role="user", content=redact(question)),
            Turn(role="assistant", content=redact(answer)),
        )
        with self._lock:
            key = audience, conversation_id
            self._store[key] = (*self._store.get(key, ()), *new)[-self._turns :]

    def __len__(self) -> int:
        with self._lock:
            return len(self._store)
