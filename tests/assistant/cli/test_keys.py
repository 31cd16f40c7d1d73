"""``assistant keys``."""

import json
from pathlib import Path

from assistant.records import Database, Keys
from assistant.settings import Settings
from tests.conftest import Command


def test_a_key_is_made_listed_and_revoked(command: Command, tmp_path: Path) -> None:
    made = command("keys", "create", "portal", "--scope", "write", data_dir=tmp_path)
    secret = made.out.strip()
    assert made.status == 0
    assert secret.startswith("kzai_")
    assert "this once" in made.err

    database = Database.of(Settings(data_dir=tmp_path))
    key = Keys(database).check(secret)
    assert key is not None

    listed = command("keys", "list", data_dir=tmp_path).out
    assert listed == f"{key.id}  write  valid  portal\n"
    assert command("keys", "revoke", key.id, data_dir=tmp_path).status == 0
    assert Keys(database).check(secret) is None
    database.close()
    [record] = json.loads(command("keys", "list", "--json", data_dir=tmp_path).out)
    assert record["revoked"] is not None
    assert "secret" not in record


def test_a_key_may_expire(command: Command, tmp_path: Path) -> None:
    ran = command("keys", "create", "k", "--expires-days", "30", "--json", data_dir=tmp_path)
    record = json.loads(ran.out)
    assert (record["scopes"], record["name"]) == (["read"], "k")
    assert record["expires"] > record["created"]
    assert "until" in command("keys", "list", data_dir=tmp_path).out


def test_an_unknown_scope_and_an_unknown_key(command: Command, tmp_path: Path) -> None:
    ran = command("keys", "create", "k", "--scope", "all", data_dir=tmp_path)
    assert ran.status == 2
    assert "expected read, write, admin" in ran.err
    ran = command("keys", "revoke", "none", data_dir=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "no key has the id 'none'" in ran.err
