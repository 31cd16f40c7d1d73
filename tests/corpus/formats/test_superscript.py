"""Superscripts as plain text."""

import pytest

from corpus.formats.superscript import superscript


@pytest.mark.parametrize("text", ["[3]", "[1], [2]", "[прим. 1]", "(3)", "3)", " *) "])
def test_bracketed_mark_of_a_note_is_dropped(text: str) -> None:
    assert superscript(text, is_reference=False) == ""


@pytest.mark.parametrize("text", ["3", "1, 2", "1–3", "*", "†"])
def test_mark_that_is_a_reference_is_dropped(text: str) -> None:
    assert superscript(text, is_reference=True) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6", "⁶"),
        ("-12", "⁻¹²"),
        ("2–3", "²⁻³"),
        ("1, 2", "¹, ²"),
        ("*", "*"),
        ("th", "th"),
        ("-го", "-го"),
        ("2 изд.", " 2 изд."),
        ("³", "³"),
        ("", ""),
    ],
)
def test_other_figures_are_raised_and_letters_stay(text: str, expected: str) -> None:
    assert superscript(text, is_reference=False) == expected


def test_letters_of_a_link_stay() -> None:
    assert superscript("th", is_reference=True) == "th"
