import pytest

from assistant import InvalidQuestionError
from assistant.question import has_words, normalise


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("  Что   такое\teGov AI?\n", "Что такое eGov AI?"),
        ("и\u0306", "й"),
        ("eGov\u200b AI\u202e?", "eGov AI?"),
        ("два\r\nряда", "два ряда"),
    ],
)
def test_normalise(question: str, expected: str) -> None:
    assert normalise(question, 100) == expected


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u200b"])
def test_empty_question_is_an_error(question: str) -> None:
    with pytest.raises(InvalidQuestionError, match="empty"):
        normalise(question, 100)


def test_long_question_is_an_error() -> None:
    assert normalise("а" * 100, 100) == "а" * 100
    with pytest.raises(InvalidQuestionError, match="101 characters, at most 100"):
        normalise("а" * 101, 100)


def test_nul_is_an_error() -> None:
    with pytest.raises(InvalidQuestionError, match="NUL"):
        normalise("Что\0такое", 100)


def test_has_words() -> None:
    assert has_words("2025?")
    assert has_words("Әлем")
    assert not has_words("🙂🙂 ?!")
