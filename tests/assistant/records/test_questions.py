"""The question log: redacted, gone in time."""

from dataclasses import replace
from datetime import timedelta

from assistant.records import Database, LoggedQuestion, QuestionLog
from corpus import Language
from tests.assistant.records.conftest import Clock

ASKED = LoggedQuestion("Что?", Language.RU, "answered", 0.9, "b1", "r1")


def test_a_question_is_kept_redacted(database: Database, clock: Clock) -> None:
    log = QuestionLog(database, clock)
    log.add(replace(ASKED, question="ИИН 900101350013, что делать?"))
    assert log.all() == [replace(ASKED, question="ИИН [IIN], что делать?", asked=clock.time)]


def test_a_card_beside_its_date_is_not_kept(database: Database, clock: Clock) -> None:
    log = QuestionLog(database, clock)
    log.add(replace(ASKED, question="С карты 4111 1111 1111 1111 12/27 сняли 6 700 тенге?"))
    assert [kept.question for kept in log.all()] == ["С карты [CARD] 12/27 сняли 6 700 тенге?"]


def test_what_is_old_is_deleted(database: Database, clock: Clock) -> None:
    log = QuestionLog(database, clock)
    log.add(ASKED)
    clock.forward(days=2)
    log.add(replace(ASKED, request_id="r2"))
    assert log.purge(timedelta(days=1)) == 1
    assert [one.request_id for one in log.all()] == ["r2"]
