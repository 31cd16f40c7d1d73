"""Formats are told by name and content, which must agree."""

import pytest

from corpus import UnreadableSourceError
from corpus.formats.format import Format, identify


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"text", Format.TEXT),
        ("A.MD", b"# text", Format.TEXT),
        ("a.html", b"<p>text", Format.HTML),
        ("a.htm", b"  <!doctype html>", Format.HTML),
        ("a.pdf", b"%PDF-1.7", Format.PDF),
        ("a.pdf", b"junk\n%PDF-1.7", Format.PDF),
        ("a.docx", b"PK\x03\x04", Format.DOCX),
        ("a.pdf", b"", Format.PDF),
        ("code.txt", b"<html>", Format.TEXT),
    ],
)
def test_agreement(name: str, data: bytes, expected: Format) -> None:
    assert identify(data, name) is expected


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"a,b", r"^a\.csv: unknown file type, expected \.md, \.txt, \.html"),
        ("a", b"text", r"^a: unknown file type"),
        ("a.pdf", b"text", r"^a\.pdf: the content is not PDF$"),
        ("a.pdf", b"PK\x03\x04", r"^a\.pdf: the content is not PDF$"),
        ("a.docx", b"%PDF-1.7", r"^a\.docx: the content is not DOCX$"),
        ("a.docx", b"text", r"^a\.docx: the content is not DOCX$"),
        ("a.txt", b"%PDF-1.7", r"^a\.txt: the content is not text$"),
        ("a.html", b"PK\x03\x04", r"^a\.html: the content is not HTML$"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"^a\.docx is an encrypted or old Office"),
    ],
)
def test_disagreement(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        identify(data, name)
