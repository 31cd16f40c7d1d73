"""What a row says of its question."""

import pytest

from tests.assistant.evaluation.samples import row


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "q2", "answer": "иное"},
        {"question": "какое  МЕСТО?"},
        {"question": " Какое\nместо? "},
    ],
)
def test_the_same_is_asked(changes: dict[str, object]) -> None:
    assert row(**changes).asked == row().asked


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "kk"},
        {"question": "Какое место"},
        {"history": ["user: Кто?", "assistant: Он."]},
    ],
)
def test_something_else_is_asked(changes: dict[str, object]) -> None:
    assert row(**changes).asked != row().asked
