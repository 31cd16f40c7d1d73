"""Old records are deleted without being asked for."""

from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from assistant.records import Database, Feedback, FeedbackLog, QuestionLog, Rating, Retention
from tests.assistant.records.conftest import Clock


def _run_once(database: Database, clock: Clock) -> None:
    keep = timedelta(days=90)
    retention = Retention(FeedbackLog(database, clock), QuestionLog(database, clock), keep)
    retention.start()
    retention.close()


def test_it_deletes_when_it_starts(database: Database, clock: Clock) -> None:
    log = FeedbackLog(database, clock)
    log.add(Feedback("old", Rating.UP, answered=True))
    clock.forward(days=91)
    log.add(Feedback("new", Rating.UP, answered=True))
    _run_once(database, clock)
    assert [one.request_id for one in log.all()] == ["new"]


def test_a_database_that_fails_is_logged(database: Database, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_text("no database" * 100)
    with structlog.testing.capture_logs() as lines:
        _run_once(database, clock)
    [line] = lines
    assert (line["event"], line["log_level"]) == ("records_not_purged", "warning")


def test_it_goes_on_until_it_is_closed(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.records.retention._INTERVAL_S", 0.001)
    log = FeedbackLog(database, clock)
    retention = Retention(log, QuestionLog(database, clock), timedelta(days=90))
    retention.start()
    log.add(Feedback("old", Rating.UP, answered=True))
    clock.forward(days=91)
    while log.all():
        pass
    retention.close()
