"""Decoding and normalisation."""

import pytest

from corpus import UnreadableSourceError
from corpus.text import decode, normalise


def test_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbf\xd0\x98\xd0\x98", "a.txt") == "ИИ"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Закон".encode("cp1251"), r"^a\.txt: byte 0xc7 at offset 0 is not UTF-8; expected"),
        ("Закон".encode("utf-16"), r"^a\.txt: byte 0xff at offset 0 is not UTF-8"),
        (b"ok \xd0", r"^a\.txt: byte 0xd0 at offset 3 is not UTF-8"),
    ],
    ids=["cp1251", "utf-16", "cut"],
)
def test_other_encodings_are_refused_with_the_offset(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        decode(data, "a.txt")


def test_line_ends_become_newlines_before_nfc() -> None:
    assert normalise("a\r\nb\rc\nи\u0306", "a.txt") == "a\nb\nc\nй"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ab\0c", r"^a\.txt: NUL character at offset 2"),
        ("ab\ud800", r"^a\.txt: lone surrogate at offset 2"),
        ("", r"^a\.txt is empty"),
        (" \n\t\u00a0\r\n", r"^a\.txt is empty"),
        ("a\n" * 400_001, r"^a\.txt: has 400001 lines, expected at most 400000"),
        ("бы" + "\u0301\u0316" * 501, r"^a\.txt: more than 1000 combining marks in a row"),
        ("-" * 1_999 + "\u0301" * 1_001 + "а", r"^a\.txt: more than 1000 combining marks"),
        ("бы" + "\u0f73" * 1_001, r"^a\.txt: more than 1000 combining marks in a row"),
    ],
    ids=["nul", "surrogate", "empty", "blank", "lines", "marks", "marks inside", "vowels"],
)
def test_what_is_no_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        normalise(text, "a.txt")


def test_many_marks_are_text_where_letters_part_them() -> None:
    stacked = ("з" + "\u0301" * 999) * 20
    assert normalise(stacked, "a.txt") == stacked


def test_ten_megabytes_of_marks_are_refused_before_they_are_sorted() -> None:
    with pytest.raises(UnreadableSourceError, match="combining marks in a row"):
        normalise("a" + "\u0301\u0316" * 2_500_000, "a.txt")
