"""The database: SQLite in the data directory by default, PostgreSQL by URL.

Tables are made and changed by Alembic's migrations, shipped in ``migrations/`` and run when the
database is first used. Every process that starts may run them: they hold a lock meanwhile.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import RecordsError
from assistant.settings import Settings

_SQLITE_WAIT_S = 10.0


class Database:
    """Transactions over the tables of ``assistant.records.tables``; safe to share by threads.

    Nothing is opened before it is used, so that a server without feedback starts without it.
    """

    def __init__(self, url: URL) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The database of the settings.

        Raises:
            RecordsError: its URL cannot be read.
        """
        if settings.database_url is None:
            path = settings.data_dir / "records.sqlite"
            return cls(URL.create("sqlite", database=str(path)))
        try:
            return cls(make_url(settings.database_url.get_secret_value()))
        except SQLAlchemyError as error:
            raise RecordsError(
                "setting ASSISTANT_DATABASE_URL: expected a URL such as"
                " postgresql+psycopg://user:password@host/name"
            ) from error

    @property
    def place(self) -> str:
        """Where it is, without its password."""
        return self._url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that changes nothing.

        Raises:
            RecordsError: the database cannot be opened or read.
        """
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, committed at the end.

        Raises:
            RecordsError: the database cannot be opened or written; nothing of it is kept.
        """
        with self._transaction(writes=True) as connection:
            yield connection

    def migrate(self) -> str:
        """Bring the tables to the newest revision, where they are not; the revision.

        Raises:
            RecordsError: the database cannot be opened or changed, or is newer than this program.
        """
        from assistant.records import migration

        self._opened()
        return migration.head()

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        with self._translated(), self._opened().connect() as connection:
            options = connection.execution_options(sqlite_immediate=writes)
            with options.begin():
                yield options

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self._open()
            return self._engine

    def _open(self) -> Engine:
        from assistant.records import migration

        with self._translated():
            engine = self._create()
            try:
                with engine.connect() as connection:
                    locked = connection.execution_options(sqlite_immediate=True)
                    with locked.begin():
                        migration.upgrade(locked)
            except migration.CommandError as error:
                engine.dispose()
                raise RecordsError(f"{self.place} was made by another version: {error}") from error
            except BaseException:
                engine.dispose()
                raise
            return engine

    def _create(self) -> Engine:
        if self._url.get_backend_name() != "sqlite":
            return create_engine(self._url, pool_pre_ping=True)
        path = Path(self._url.database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # it holds what people wrote
        engine = create_engine(self._url, connect_args={"timeout": _SQLITE_WAIT_S})
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Errors of the libraries as RecordsError; never with the values of a statement."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise RecordsError(f"{self.place}: {str(cause).strip().splitlines()[0]}") from error
        except OSError as error:
            raise RecordsError(f"{self.place}: {error.strerror or error}") from error
        except ModuleNotFoundError as error:
            raise RecordsError(
                f"{self.place} needs the package {error.name}:"
                " pip install kz-ai-assistant[postgres]"
            ) from error


def _leave_transactions_to_us(connection: Any, _: object) -> None:
    """Python's sqlite3 begins no transaction before it changes tables; ``_begin`` does."""
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first could not wait for another.
    writes = connection.get_execution_options().get("sqlite_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
