"""What people thought of answers. Their words are redacted before anything is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, insert, select

from assistant.records.database import Database
from assistant.records.privacy import fit_to_keep, purge
from assistant.records.tables import feedback
from corpus import Language


class Rating(StrEnum):
    """A thumb."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """Why a thumb was down."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OFF_QUESTION = "off_question"
    NOT_ANSWERED = "not_answered"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A rating of one answer, known by the id of its request.

    ``evidence`` are the quotes that it cited, word for word from the sources; a refusal
    (``answered`` false) has none. ``question`` is there where the user sent it along.
    """

    request_id: str
    rating: Rating
    answered: bool
    reason: Reason | None = None
    comment: str | None = None
    question: str | None = None
    language: Language | None = None
    evidence: Sequence[str] = ()
    received: datetime | None = None


class FeedbackLog:
    """The feedback in a database."""

    def __init__(
        self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._now = now

    def add(self, given: Feedback) -> Feedback:
        """Keep it, redacted, in place of what was said of the same request before; what was kept.

        Raises:
            RecordsError: it cannot be kept.
        """
        kept = replace(
            given,
            comment=fit_to_keep(given.comment),
            question=fit_to_keep(given.question),
            received=self._now(),
        )
        with self._database.write() as connection:
            same = feedback.c.request_id == kept.request_id
            connection.execute(delete(feedback).where(same))
            connection.execute(
                insert(feedback).values(
                    request_id=kept.request_id,
                    received=kept.received,
                    rating=kept.rating,
                    reason=kept.reason,
                    comment=kept.comment,
                    question=kept.question,
                    language=kept.language,
                    answered=kept.answered,
                    evidence=list(kept.evidence),
                )
            )
        return kept

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first.

        Raises:
            RecordsError: it cannot be read.
        """
        with self._database.read() as connection:
            rows = connection.execute(
                select(feedback).order_by(feedback.c.received, feedback.c.request_id)
            ).all()
        return [
            Feedback(
                request_id=row.request_id,
                rating=Rating(row.rating),
                answered=row.answered,
                reason=Reason(row.reason) if row.reason else None,
                comment=row.comment,
                question=row.question,
                language=Language(row.language) if row.language else None,
                evidence=tuple(row.evidence),
                received=row.received,
            )
            for row in rows
        ]

    def purge(self, keep: timedelta) -> int:
        """Delete what is older than ``keep``; how many there were.

        Raises:
            RecordsError: the database cannot be written.
        """
        return purge(self._database, feedback, feedback.c.received, now=self._now(), keep=keep)
