"""The question log, kept only where the deployment has chosen to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from assistant.records.database import Database
from assistant.records.privacy import fit_to_keep, purge
from assistant.records.tables import questions
from corpus import Language


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """A question as it was answered; ``status`` is that of the answer."""

    question: str
    language: Language
    status: str
    confidence: float
    build: str
    request_id: str | None = None
    asked: datetime | None = None


class QuestionLog:
    """The questions in a database, redacted."""

    def __init__(
        self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._now = now

    def add(self, asked: LoggedQuestion) -> None:
        """Keep a question, redacted.

        Raises:
            RecordsError: it cannot be kept.
        """
        kept = replace(asked, question=fit_to_keep(asked.question) or "", asked=self._now())
        with self._database.write() as connection:
            connection.execute(
                insert(questions).values(
                    asked=kept.asked,
                    request_id=kept.request_id,
                    question=kept.question,
                    language=kept.language,
                    status=kept.status,
                    confidence=kept.confidence,
                    build=kept.build,
                )
            )

    def all(self) -> list[LoggedQuestion]:
        """Everything kept, oldest first.

        Raises:
            RecordsError: it cannot be read.
        """
        with self._database.read() as connection:
            rows = connection.execute(select(questions).order_by(questions.c.id)).all()
        return [
            LoggedQuestion(
                question=row.question,
                language=Language(row.language),
                status=row.status,
                confidence=row.confidence,
                build=row.build,
                request_id=row.request_id,
                asked=row.asked,
            )
            for row in rows
        ]

    def purge(self, keep: timedelta) -> int:
        """Delete what is older than ``keep``; how many there were.

        Raises:
            RecordsError: the database cannot be written.
        """
        return purge(self._database, questions, questions.c.asked, now=self._now(), keep=keep)
