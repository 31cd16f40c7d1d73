"""What the model of small talk is believed, by hand-made probabilities and as shipped."""

import pytest

from assistant import intentverdict
from assistant.intent import QUESTION
from assistant.intentverdict import likely_kind

MESSAGE = "так себе денёк"


class Told:
    """A model that gives every message the same probabilities."""

    def __init__(self, shares: dict[str, float]) -> None:
        self._shares = shares

    def shares(self, _: str) -> dict[str, float]:
        return dict(self._shares)


@pytest.mark.parametrize(
    ("shares", "kind"),
    [
        ({"chatter": 0.7, "thanks": 0.1, QUESTION: 0.2}, "chatter"),
        # may ask something
        ({"chatter": 0.6, "thanks": 0.1, QUESTION: 0.3}, None),
        ({"abuse": 0.9, "chatter": 0.02, QUESTION: 0.08}, None),
        # no kind is likely, or none much more than another
        ({"chatter": 0.35, "thanks": 0.2, "abuse": 0.2, "greeting": 0.2, QUESTION: 0.05}, None),
        ({"chatter": 0.48, "thanks": 0.42, QUESTION: 0.1}, None),
        ({"chatter": 0.52, "thanks": 0.38, QUESTION: 0.1}, "chatter"),
        # abuse that is not sure is no reason to tell anybody off
        ({"abuse": 0.9, "chatter": 0.07, QUESTION: 0.03}, "abuse"),
        ({"abuse": 0.7, "chatter": 0.27, QUESTION: 0.03}, "chatter"),
    ],
)
def test_only_a_clear_word_is_believed(
    monkeypatch: pytest.MonkeyPatch, shares: dict[str, float], kind: str | None
) -> None:
    monkeypatch.setattr(intentverdict, "bundled_intent", lambda: Told(shares))
    assert likely_kind(MESSAGE) == kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("хочу грант", "identity"),
        # one word, more than twelve
        ("грант", None),
        ("ну да, грант", None),
        ("хочу " * 13, None),
        # names by their form
        ("хочу GPU", None),
        ("хочу eGov", None),
        ("хочу IPv6", None),
        ("хочу 5G", None),
        ("хочу TOP-500", None),
        ("want alem.ai", None),
        ("хочу token", None),
        # none: shouted, numbers, ends of sentences, a mocking face
        ("ХОЧУ ГРАНТ", "identity"),
        ("хочу 25 грантов", "identity"),
        ("хочу.грант", "identity"),
        ("so funny xD", "identity"),
        # the assistant by a name
        ("ты GPT-4?", "identity"),
        ("are you Gemini 2.5?", "identity"),
    ],
)
def test_what_is_named_is_asked_about(
    monkeypatch: pytest.MonkeyPatch, message: str, kind: str | None
) -> None:
    shares = {"identity": 0.9, "chatter": 0.05, QUESTION: 0.05}
    monkeypatch.setattr(intentverdict, "bundled_intent", lambda: Told(shares))
    assert likely_kind(message) == kind


def test_a_name_is_chattered_about_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = {"identity": 0.05, "chatter": 0.9, QUESTION: 0.05}
    monkeypatch.setattr(intentverdict, "bundled_intent", lambda: Told(shares))
    assert likely_kind("ты GPU видел") is None


def test_the_model_shipped() -> None:
    assert likely_kind("ты такой милый бот") == "chatter"
    assert likely_kind("Какое место занял Казахстан?") is None
