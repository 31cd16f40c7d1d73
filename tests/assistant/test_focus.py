from pathlib import Path

from assistant.focus import Focus, focus_of
from assistant.reader import Reader
from assistant.reading import PassageReading
from tests.assistant.texts import document, open_index

TEXT = """Музей открыли в 2019 году. В нём 12 залов и 340 картин. Билет стоит 500 тенге.

Театр построили в Шымкенте."""


def readings(directory: Path) -> list[PassageReading]:
    index = open_index(directory, document(TEXT))
    return Reader(index).read(index.passages("text"))


def test_a_sentence_told_in_full_is_found(tmp_path: Path) -> None:
    first, _ = found = readings(tmp_path)
    focus = focus_of("В нём 12 залов и 340 картин.", found)
    assert focus == Focus({first.passage.id: frozenset({1})}, {})


def test_a_fragment_is_part_of_the_sentence_that_holds_it(tmp_path: Path) -> None:
    first, _ = found = readings(tmp_path)
    assert focus_of("340 картин", found) == Focus({}, {first.passage.id: frozenset({1})})


def test_a_reply_from_elsewhere_tells_nothing(tmp_path: Path) -> None:
    found = readings(tmp_path)
    assert not focus_of("К сожалению, в источниках нет ответа.", found)
    assert not focus_of("", found)
