"""Keys: shown once, kept as a digest, worthless when revoked or expired."""

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.errors import UnknownKeyError
from assistant.records import Database, Keys, Scope
from tests.assistant.records.conftest import Clock


@pytest.fixture
def keys(database: Database, clock: Clock) -> Keys:
    return Keys(database, clock)


def test_a_key_is_known_by_its_secret_alone(keys: Keys) -> None:
    made = keys.create("portal", [Scope.READ])
    other = keys.create("other", [Scope.READ])
    assert keys.check(made.secret) == made.key
    assert keys.check(other.secret) == other.key
    mixed = f"kzai_{made.key.id}_{other.secret.split('_', 2)[2]}"
    assert keys.check(mixed) is None


@pytest.mark.parametrize("secret", ["", "kzai_", "Bearer", "kzai_0123456789ab_short", "é" * 61])
def test_other_texts_are_no_keys(keys: Keys, secret: str) -> None:
    assert keys.check(secret) is None


def test_the_secret_is_not_kept(keys: Keys, tmp_path: Path) -> None:
    made = keys.create("portal", [Scope.READ])
    random_part = made.secret.split("_", 2)[2]
    assert random_part.encode() not in (tmp_path / "records.sqlite").read_bytes()
    assert len(random_part) == 43  # 256 bits in base64


@pytest.mark.parametrize(
    ("scopes", "allowed"),
    [
        ([Scope.READ], {Scope.READ}),
        ([Scope.WRITE], {Scope.READ, Scope.WRITE}),
        ([Scope.ADMIN], set(Scope)),
    ],
)
def test_scopes(keys: Keys, scopes: list[Scope], allowed: set[Scope]) -> None:
    key = keys.check(keys.create("k", scopes).secret)
    assert key is not None
    assert {scope for scope in Scope if key.allows(scope)} == allowed


def test_a_key_expires(keys: Keys, clock: Clock) -> None:
    made = keys.create("k", [Scope.READ], timedelta(days=1))
    clock.forward(hours=23)
    assert keys.check(made.secret) is not None
    clock.forward(hours=1)
    assert keys.check(made.secret) is None


def test_a_revoked_key_counts_no_more_elsewhere_either(
    keys: Keys, database: Database, clock: Clock
) -> None:
    made = keys.create("k", [Scope.READ])
    elsewhere = Keys(database, clock)
    assert elsewhere.check(made.secret) is not None
    keys.revoke(made.key.id)
    assert elsewhere.check(made.secret) is None


def test_revoking_again_keeps_the_first_time(keys: Keys, clock: Clock) -> None:
    made = keys.create("k", [Scope.READ])
    keys.revoke(made.key.id)
    first = clock.time
    clock.forward(days=1)
    keys.revoke(made.key.id)
    assert [key.revoked for key in keys.list()] == [first]


def test_revoking_an_unknown_key(keys: Keys) -> None:
    with pytest.raises(UnknownKeyError, match="no key has the id 'nope'"):
        keys.revoke("nope")


def test_the_list_is_in_the_order_of_making(keys: Keys, clock: Clock) -> None:
    made = []
    for name in ("b", "a"):
        made.append(keys.create(name, [Scope.READ], timedelta(days=1)).key)
        clock.forward(seconds=1)
    assert keys.list() == made
