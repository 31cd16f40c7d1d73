"""Alembic's migrations of the tables, shipped in ``migrations/``.

Loading Alembic takes as long as loading FastAPI: import this where a database is first used.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

__all__ = ["CommandError", "head", "upgrade"]

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6B7A6169  # any number that other users of the same PostgreSQL do not take


def head() -> str:
    """The newest revision."""
    revision = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    assert revision is not None
    return revision


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision, where they are not.

    Raises:
        CommandError: they are of a revision that is not known here.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if MigrationContext.configure(connection).get_current_revision() == head():
        return
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
