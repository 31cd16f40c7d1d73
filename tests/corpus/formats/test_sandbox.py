"""Files read in a process of their own, and what stops a hostile one."""

import time

import pytest

from corpus import Limits, UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.format import Format
from corpus.formats.sandbox import read_apart
from tests.corpus.formats.samples import archive, docx_file, pdf

_XML = b'<?xml version="1.0"?>'
_LAUGHS = (
    _XML
    + b'<!DOCTYPE a [<!ENTITY b0 "ha">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n + 1, b"&b%d;" % n * 10) for n in range(12))
    + b"]><a>&b12;</a>"
)


def refused(data: bytes, kind: Format, limits: Limits = Limits()) -> str:  # noqa: B008
    start = time.perf_counter()
    with pytest.raises(UnreadableSourceError) as caught:
        read_apart(data, kind, "a", limits)
    assert time.perf_counter() - start < 60
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_each_format_is_read() -> None:
    assert read_apart(pdf([["Закон."]]), Format.PDF, "a", Limits()) == Content("Закон.")
    assert read_apart(docx_file(), Format.DOCX, "a", Limits()).title == "Отчёт за год"
    assert read_apart(b"<title>T</title><p>a", Format.HTML, "a", Limits()) == Content("a", "T")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 nothing", Format.PDF),
        (pdf([["Закон."]])[:300], Format.PDF),
        (archive({"word/document.xml": b"<a>", "[Content_Types].xml": b"<a>"}), Format.DOCX),
        (
            archive({"word/document.xml": _LAUGHS, "[Content_Types].xml": _LAUGHS}),
            Format.DOCX,
        ),
    ],
    ids=["pdf", "cut", "xml", "entities"],
)
def test_damaged_file(data: bytes, kind: Format) -> None:
    assert refused(data, kind).startswith(f"a is not a sound {kind}")


def test_what_the_reader_found_is_told_with_the_name() -> None:
    assert refused(pdf([[]]), Format.PDF) == "a holds no text; is it a scan?"


def test_text_over_the_limit() -> None:
    assert refused(b"<p>" + b"a" * 100, Format.HTML, Limits(max_chars=99)) == (
        "a has more than 99 characters"
    )


def test_time_is_limited() -> None:
    message = refused(b"<p>word</p>" * 1_000_000, Format.HTML, Limits(max_seconds=1))
    assert message == "a: could not be read within 1 seconds and 1500000000 bytes of memory"


def test_memory_is_limited() -> None:
    limits = Limits(max_memory_bytes=200_000_000)
    assert "200000000 bytes of memory" in refused(b"<p>word</p>" * 1_000_000, Format.HTML, limits)


def test_deep_nesting_ends_in_a_plain_error() -> None:
    refused(b"<div>" * 100_000 + b"text", Format.HTML, Limits(max_seconds=3))
