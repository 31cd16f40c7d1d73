"""Feedback: redacted before it is kept, one rating a request, gone in time."""

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.records import Database, Feedback, FeedbackLog, Rating, Reason
from corpus import Language
from tests.assistant.records.conftest import Clock


@pytest.fixture
def log(database: Database, clock: Clock) -> FeedbackLog:
    return FeedbackLog(database, clock)


def test_what_is_given_is_kept(log: FeedbackLog, clock: Clock) -> None:
    kept = log.add(
        Feedback(
            "r1",
            Rating.DOWN,
            answered=True,
            reason=Reason.WRONG,
            comment="Не то",
            question="Что?",
            language=Language.RU,
            evidence=("одна цитата", "ещё одна"),
        )
    )
    assert kept.received == clock.time
    assert log.all() == [kept]


def test_personal_data_never_reaches_the_file(log: FeedbackLog, tmp_path: Path) -> None:
    log.add(
        Feedback(
            "r1",
            Rating.DOWN,
            answered=False,
            comment="мой ИИН 900101350013",
            question="звоните +7 701 234 56 78, a.b@example.kz, 4111 1111 1111 1111",
        )
    )
    [kept] = log.all()
    assert kept.comment == "мой ИИН [IIN]"
    assert kept.question == "звоните [PHONE], [EMAIL], [CARD]"
    written = (tmp_path / "records.sqlite").read_bytes()
    for secret in (b"900101350013", b"701", b"example.kz", b"4111"):
        assert secret not in written


def test_personal_data_over_line_breaks_never_reaches_the_file(
    log: FeedbackLog, tmp_path: Path
) -> None:
    comment = (
        "8 701\n123 45 67, карта 4111 1111\n1111 1111, ИИН 900101\n350013,"
        " счёт KZ86 125K ZT50\n0410 0100, ivan\u00ad@mail.ru"
    )
    log.add(Feedback("r1", Rating.DOWN, answered=False, comment=comment))
    [kept] = log.all()
    assert kept.comment == "[PHONE], карта [CARD], ИИН [IIN], счёт [IBAN], [EMAIL]"
    written = (tmp_path / "records.sqlite").read_bytes()
    for secret in (b"701", b"4111", b"900101", b"KZ86", b"0410", b"ivan"):
        assert secret not in written


def test_a_second_rating_of_a_request_replaces_the_first(log: FeedbackLog) -> None:
    log.add(Feedback("r1", Rating.UP, answered=True))
    log.add(Feedback("r2", Rating.UP, answered=True))
    log.add(Feedback("r1", Rating.DOWN, answered=True))
    assert {one.request_id: one.rating for one in log.all()} == {"r1": "down", "r2": "up"}


@pytest.mark.parametrize(
    ("text", "kept"), [("", None), (" \n", None), ("a\0b", "ab"), ("a\ud800b", "a?b")]
)
def test_odd_texts(log: FeedbackLog, text: str, kept: str | None) -> None:
    assert log.add(Feedback("r1", Rating.UP, answered=True, comment=text)).comment == kept
    assert log.all()[0].comment == kept


def test_what_is_old_is_deleted(log: FeedbackLog, clock: Clock) -> None:
    log.add(Feedback("old", Rating.UP, answered=True))
    clock.forward(days=2)
    log.add(Feedback("new", Rating.UP, answered=True))
    clock.forward(days=1)
    assert log.purge(timedelta(days=2)) == 1
    assert [one.request_id for one in log.all()] == ["new"]
