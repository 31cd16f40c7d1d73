"""Conversations kept for clients that send an id rather than the history."""

import threading
from collections.abc import Sequence

from cachetools import TTLCache

from assistant.answer import Turn
from assistant.redaction import redact


class Conversations:
    """A bounded store of the last turns of each conversation, in memory, with expiry.

    The oldest conversation goes first when ``capacity`` is reached; each ends ``ttl_s`` seconds
    after its last turn. Personal data is redacted before a turn is kept.
    """

    def __init__(self, *, capacity: int, ttl_s: float, turns: int) -> None:
        self._turns = turns
        self._store: TTLCache[str, tuple[Turn, ...]] = TTLCache(capacity, ttl_s)
        self._lock = threading.Lock()

    def history(self, conversation_id: str) -> Sequence[Turn]:
        """The last turns, oldest first; none for an id that is new or has expired."""
        with self._lock:
            return self._store.get(conversation_id, ())

    def add(self, conversation_id: str, question: str, answer: str) -> None:
        """Append a question and its answer; without ``turns`` nothing is kept."""
        if not self._turns:
            return
        new = (
            Turn(role="user", content=redact(question)),
            Turn(role="assistant", content=redact(answer)),
        )
        with self._lock:
            kept = (*self._store.get(conversation_id, ()), *new)[-self._turns :]
            self._store[conversation_id] = kept

    def __len__(self) -> int:
        with self._lock:
            return len(self._store)
