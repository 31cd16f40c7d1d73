"""Paragraphs."""

import pytest

from corpus import paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Один.\n\nДва.", ["Один.", "Два."]),
        ("\n\n  Один.  \n \t\u00a0\n\n\n Два.\n", ["Один.", "Два."]),
        ("Строка\nи ещё.\n\nДва.", ["Строка\nи ещё.", "Два."]),
        ("Один.\nДва.\nТри.", ["Один.", "Два.", "Три."]),
        ("Текст, который\nперенесён по\nширине.", ["Текст, который\nперенесён по\nширине."]),
        ("Один", ["Один"]),
        (" \n \n", []),
        ("", []),
    ],
    ids=["blank", "spaces", "lines", "line-each", "wrapped", "one", "space", "empty"],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected
