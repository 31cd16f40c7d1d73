"""A database of the test's own, and a clock that a test sets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.records import Database
from assistant.settings import Settings


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    time: datetime = datetime(2026, 1, 17, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.of(Settings(data_dir=tmp_path))
    yield opened
    opened.close()
