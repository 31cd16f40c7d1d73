"""Answers kept for questions that are asked again.

A cache belongs to one build and one composer: whoever takes up a newer build begins another one, so
that an answer ends with the build it quotes. Nothing in it tells what was asked: a key is a digest
under a secret of this cache, and an answer quotes the sources.
"""

import hashlib
import json
import secrets
import threading
from collections.abc import Sequence

from cachetools import LRUCache

from assistant.answer import Answer, Status, Turn
from corpus import Language


class AnswerCache:
    """The last ``capacity`` answers; the one not asked for longest goes first.

    Safe to share between threads.
    """

    def __init__(self, capacity: int) -> None:
        self._answers: LRUCache[bytes, Answer] | None = LRUCache(capacity) if capacity else None
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()

    def key(
        self,
        question: str,
        language: Language | None,
        history: Sequence[Turn],
        top_k: int,
        audience: str,
        conversation_id: str | None,
    ) -> bytes:
        """A digest of all that an answer depends on, and of those it may be given to."""
        turns = [(turn.role, turn.content) for turn in history]
        asked = json.dumps([question, language, turns, top_k, audience, conversation_id])
        return hashlib.blake2b(asked.encode(), key=self._secret, digest_size=16).digest()

    def get(self, key: bytes) -> Answer | None:
        """The answer kept under ``key``, its lists its own; None where there is none."""
        if self._answers is None:
            return None
        with self._lock:
            found = self._answers.get(key)
        return found and _copy(found)

    def keep(self, key: bytes, answer: Answer) -> None:
        """Keep an answer, without its timings; not one with a trace, which holds the question, nor
        a quote that stands in for a chat model, which may be back the next time."""
        stands_in = answer.status is Status.ANSWERED and answer.reason is not None
        if self._answers is None or answer.trace is not None or stands_in:
            return
        with self._lock:
            self._answers[key] = _copy(answer)

    def __len__(self) -> int:
        with self._lock:
            return len(self._answers or ())


def _copy(answer: Answer) -> Answer:
    own = {"citations": [*answer.citations], "related": [*answer.related], "timings_ms": {}}
    return answer.model_copy(update=own)
