"""Retention: what is older than it may be is deleted while a server runs."""

import threading
from datetime import timedelta

import structlog

from assistant.errors import RecordsError
from assistant.records.feedback import FeedbackLog
from assistant.records.questions import QuestionLog

_INTERVAL_S = 3_600.0
_log = structlog.get_logger("assistant.records")


class Retention:
    """Purges feedback and questions at once, which makes the tables too, then every hour."""

    def __init__(self, feedback: FeedbackLog, questions: QuestionLog, keep: timedelta) -> None:
        self._logs = (feedback, questions)
        self._keep = keep
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="retention", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """End, after the deletion in work."""
        self._closing.set()
        self._thread.join()

    def _work(self) -> None:
        while True:
            try:
                deleted = sum(log.purge(self._keep) for log in self._logs)
            except RecordsError as error:
                _log.warning("records_not_purged", reason=str(error))
            else:
                _log.debug("records_purged", rows=deleted)
            if self._closing.wait(_INTERVAL_S):
                return
