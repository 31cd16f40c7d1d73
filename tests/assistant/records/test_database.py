"""One database, made and migrated by whoever comes first."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import insert, select

from assistant.errors import RecordsError
from assistant.records import Database
from assistant.records.tables import api_keys, metadata
from assistant.settings import Settings

ROW = {
    "id": "0" * 12,
    "name": "n",
    "scopes": "read",
    "secret_sha256": "0" * 64,
    "created": datetime(2026, 1, 17, tzinfo=UTC),
}


def test_the_migrations_make_the_tables(database: Database) -> None:
    with database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_it_is_made_when_first_used_and_for_its_owner_alone(
    database: Database, tmp_path: Path
) -> None:
    assert not list(tmp_path.iterdir())
    assert database.migrate() == "0001"
    [path] = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_several_may_migrate_at_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    databases = [Database.of(settings) for _ in range(6)]
    with ThreadPoolExecutor(len(databases)) as threads:
        assert set(threads.map(Database.migrate, databases)) == {"0001"}
    for database in databases:
        database.close()


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    failed = pytest.raises(RecordsError, match=r"records\.sqlite: UNIQUE constraint failed")
    with failed, database.write() as connection:
        connection.execute(insert(api_keys).values(ROW))
        connection.execute(insert(api_keys).values(ROW))
    with database.read() as connection:
        assert connection.execute(select(api_keys)).all() == []


def test_an_error_holds_no_value(database: Database) -> None:
    row = {**ROW, "name": "a secret", "secret_sha256": None}
    with pytest.raises(RecordsError, match="NOT NULL") as raised, database.write() as connection:
        connection.execute(insert(api_keys).values(row))
    assert "a secret" not in str(raised.value)


def test_a_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordsError, match=r"file/data/records\.sqlite: Not a directory"):
        Database.of(Settings(data_dir=tmp_path / "file" / "data")).migrate()


def test_a_file_that_is_no_database(database: Database, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_text("no database" * 100)
    with pytest.raises(RecordsError, match="file is not a database"):
        database.migrate()


def test_a_database_of_a_later_version(database: Database, tmp_path: Path) -> None:
    database.migrate()
    database.close()
    with sqlite3.connect(tmp_path / "records.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(RecordsError, match=r"made by another version: .*9999"):
        database.migrate()


def test_a_url_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="ASSISTANT_DATABASE_URL: expected a URL such as"):
        Database.of(Settings(data_dir=tmp_path, database_url=SecretStr("secret")))


@pytest.mark.parametrize("url", ["nothing://user:secret@host/name", "postgresql+no://u:secret@h/n"])
def test_a_url_of_no_known_database_is_told_without_its_password(tmp_path: Path, url: str) -> None:
    database = Database.of(Settings(data_dir=tmp_path, database_url=SecretStr(url)))
    with pytest.raises(RecordsError, match="Can't load plugin") as raised:
        database.migrate()
    assert "secret" not in str(raised.value)


def test_a_transaction_looks_at_no_migration(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.migrate()
    monkeypatch.setattr("assistant.records.migration._MIGRATIONS", Path("/nowhere"))
    with database.read() as connection:
        assert connection.execute(select(api_keys)).all() == []
