from pathlib import Path

from assistant import Answer, Status
from assistant.dialogues import Dialogues, Service
from assistant.extractive import ExtractiveComposer
from assistant.settings import Settings
from tests.assistant.texts import CITY, document, open_index, weights


def dialogues(directory: Path) -> Dialogues:
    settings = Settings(data_dir=directory)
    composer = ExtractiveComposer(settings.answer, weights())
    return Dialogues(
        settings, Service.over(open_index(directory, document(CITY)), settings, composer)
    )


def test_an_answer_is_kept_for_its_audience(tmp_path: Path) -> None:
    over = dialogues(tmp_path)
    heard: list[tuple[str, Status, bool]] = []

    def listen(question: str, answer: Answer, kept: bool) -> None:
        heard.append((question, answer.status, kept))

    over.listen(listen)
    question = "Сколько залов в музее?"
    assert over.recall(question, audience="a") is None
    first = over.ask(question, audience="a")
    again = over.recall(question, audience="a")
    assert again is not None
    assert again.answer == first.answer
    assert "12 залов" in first.answer
    assert over.recall(question, audience="b") is None
    assert heard == [(question, Status.ANSWERED, False), (question, Status.ANSWERED, True)]


def test_a_conversation_is_told_apart_by_its_id(tmp_path: Path) -> None:
    over = dialogues(tmp_path)
    over.ask("Сколько залов в музее?", conversation_id="one", audience="a")
    leaning = over.ask("А картин?", conversation_id="one", audience="a", explain=True)
    alone = over.ask("А картин?", conversation_id="other", audience="a", explain=True)
    assert leaning.trace is not None
    assert alone.trace is not None
    assert len(leaning.trace["readings"]) == 2
    assert len(alone.trace["readings"]) == 1
