"""The tables, as the last migration leaves them; a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes, kept in UTC without a zone: SQLite has no type for one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("scopes", String(64), nullable=False),
    Column("secret_sha256", String(64), nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime),
    Column("revoked", UtcDateTime),
)

feedback = Table(
    "feedback",
    metadata,
    Column("request_id", String(64), primary_key=True),
    Column("received", UtcDateTime, nullable=False, index=True),
    Column("rating", String(8), nullable=False),
    Column("reason", String(32)),
    Column("comment", Text),
    Column("question", Text),
    Column("language", String(2)),
    Column("answered", Boolean, nullable=False),
    Column("evidence", JSON, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asked", UtcDateTime, nullable=False, index=True),
    Column("request_id", String(64)),
    Column("question", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("status", String(32), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("build", String(32), nullable=False),
)
