"""What happens to a user's text before it is kept, and for how long it is."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete
from sqlalchemy import Table as SqlTable

from assistant.records.database import Database
from assistant.redaction import redact


def fit_to_keep(text: str | None) -> str | None:
    """``text`` without personal data, and without what a database cannot hold; None where empty."""
    if text is None or not text.strip():
        return None
    storable = text.encode("utf-8", "replace").decode().replace("\0", "")
    return redact(storable)


def purge(
    database: Database,
    table: SqlTable,
    when: ColumnElement[datetime],
    *,
    now: datetime,
    keep: timedelta,
) -> int:
    """Delete the rows of ``table`` that are older than ``keep``; how many there were.

    Raises:
        RecordsError: the database cannot be written.
    """
    with database.write() as connection:
        return connection.execute(delete(table).where(when < now - keep)).rowcount
