"""What is kept of a conversation."""

import pytest

from assistant.conversations import Conversations


@pytest.mark.parametrize(
    ("turns", "kept"),
    [(0, []), (2, ["В3", "О3"]), (4, ["В2", "О2", "В3", "О3"])],
)
def test_the_last_turns_are_kept(turns: int, kept: list[str]) -> None:
    conversations = Conversations(capacity=10, ttl_s=60, turns=turns)
    for number in (1, 2, 3):
        conversations.add("a", f"В{number}", f"О{number}")
    assert [turn.content for turn in conversations.history("a")] == kept
    assert len(conversations) == bool(kept)
    assert conversations.history("b") == ()


def test_an_id_is_its_audiences_own() -> None:
    conversations = Conversations(capacity=10, ttl_s=60, turns=2)
    conversations.add("session-1", "Вопрос?", "Ответ.", "key:1")
    assert conversations.history("session-1", "key:2") == ()
    assert conversations.history("session-1") == ()
    assert [turn.content for turn in conversations.history("session-1", "key:1")] == [
        "Вопрос?",
        "Ответ.",
    ]
