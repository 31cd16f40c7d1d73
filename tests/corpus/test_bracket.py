"""Brackets: which pairs there are."""

import pytest

from corpus.bracket import bracketed
from corpus.span import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a (b) [c]", ["(b)", "[c]"]),
        ("a (b (c) d) e", ["(b (c) d)"]),
        ("a (b [c) d] e", ["(b [c)"]),
        ("a (b (c) d", ["(c)"]),
        ("1) a (b)", ["(b)"]),
        ("a :( b ;-) c (d)", ["(d)"]),
        (f"({'a' * 198})", [f"({'a' * 198})"]),
        (f"({'a' * 199})", []),
        (f"({'a' * 199} (b))", ["(b)"]),
        ("", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    found = bracketed(text, Span(0, len(text)))
    assert [text[start:end] for start, end in found] == expected


def test_only_those_within_the_span() -> None:
    assert bracketed("(a) (b) (c)", Span(1, 7)) == [Span(4, 7)]
