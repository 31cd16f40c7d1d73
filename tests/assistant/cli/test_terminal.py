"""Control characters on a terminal: shown, never obeyed."""

import json

import pytest

from assistant.cli.terminal import escaped, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Закон №1 — «да»\n\tнет", "Закон №1 — «да»\n\tнет"),
        ("\x1b[31mкрасный", "␛[31mкрасный"),
        ("\x1b]0;имя\x07", "␛]0;имя␇"),
        ("a\rb\x08\x7f", "a␍b␈␡"),
        ("\x9b2J\x85\u2028", "\ufffd2J\ufffd\ufffd"),
        ("\u202eтелевс\u202c\u2066\u200f", "\ufffdтелевс\ufffd\ufffd\ufffd"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_control_characters_become_pictures(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert len(visible(text)) == len(text)


def test_one_line_shows_line_ends() -> None:
    assert one_line("a\r\nb") == "a␍␊b"


def test_json_says_the_same_without_control_characters() -> None:
    value = {"a\x9b": "\x1b[31m\x7f\u202eё"}
    text = escaped(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value
    assert visible(text) == text
    assert "ё" in text
