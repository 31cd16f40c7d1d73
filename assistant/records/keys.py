"""API keys: made once, shown once, kept as a digest.

A secret is ``kzai_<id>_<256 random bits>``. So many bits cannot be guessed, whatever hash they are
kept under, so SHA-256 is enough; slow hashes are for passwords that people choose.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, insert, select, update

from assistant.errors import UnknownKeyError
from assistant.records.database import Database
from assistant.records.tables import api_keys

PREFIX = "kzai_"
_SECRET = re.compile(rf"{PREFIX}(?P<id>[0-9a-f]{{12}})_[A-Za-z0-9_-]{{43}}")


class Scope(StrEnum):
    """What a key allows."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


_IMPLIED = {
    Scope.READ: frozenset[Scope](),
    Scope.WRITE: frozenset({Scope.READ}),
    Scope.ADMIN: frozenset(Scope),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime | None
    revoked: datetime | None

    def allows(self, scope: Scope) -> bool:
        """Whether it allows ``scope``: who may write may read, who administers may do all."""
        return scope in self.scopes or any(scope in _IMPLIED[own] for own in self.scopes)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made: the only time that its secret is known."""

    key: Key
    secret: str


class Keys:
    """The keys of a database; a key made or revoked anywhere counts from the next request on."""

    def __init__(
        self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._now = now

    def create(
        self, name: str, scopes: Iterable[Scope], lifetime: timedelta | None = None
    ) -> NewKey:
        """Make a key.

        Raises:
            RecordsError: it cannot be kept.
        """
        key_id = secrets.token_hex(6)
        secret = f"{PREFIX}{key_id}_{secrets.token_urlsafe(32)}"
        created = self._now()
        expires = created + lifetime if lifetime is not None else None
        key = Key(key_id, name, frozenset(scopes), created, expires, None)
        with self._database.write() as connection:
            connection.execute(
                insert(api_keys).values(
                    id=key.id,
                    name=key.name,
                    scopes=",".join(sorted(key.scopes)),
                    secret_sha256=_digest(secret),
                    created=created,
                    expires=expires,
                )
            )
        return NewKey(key, secret)

    def list(self) -> list[Key]:
        """Every key, those revoked and expired too, oldest first.

        Raises:
            RecordsError: they cannot be read.
        """
        with self._database.read() as connection:
            rows = connection.execute(select(api_keys).order_by(api_keys.c.created)).all()
        return [_key(row) for row in rows]

    def revoke(self, key_id: str) -> None:
        """Make a key worthless, for good.

        Raises:
            UnknownKeyError: there is none of that id.
            RecordsError: it cannot be written.
        """
        with self._database.write() as connection:
            known = select(api_keys.c.id).where(api_keys.c.id == key_id)
            if connection.execute(known).one_or_none() is None:
                raise UnknownKeyError(f"no key has the id {key_id!r}; see: assistant keys list")
            unrevoked = api_keys.c.revoked.is_(None)
            connection.execute(
                update(api_keys)
                .where(api_keys.c.id == key_id, unrevoked)
                .values(revoked=self._now())
            )

    def check(self, secret: str) -> Key | None:
        """The key of that secret; None where it is unknown, expired or revoked.

        Raises:
            RecordsError: the keys cannot be read.
        """
        parts = _SECRET.fullmatch(secret)
        if parts is None:
            return None
        with self._database.read() as connection:
            row = connection.execute(
                select(api_keys).where(api_keys.c.id == parts["id"])
            ).one_or_none()
        if row is None or not hmac.compare_digest(row.secret_sha256, _digest(secret)):
            return None
        key = _key(row)
        expired = key.expires is not None and key.expires <= self._now()
        return None if expired or key.revoked else key


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> Key:
    scopes = frozenset(Scope(scope) for scope in row.scopes.split(","))
    return Key(row.id, row.name, scopes, row.created, row.expires, row.revoked)
