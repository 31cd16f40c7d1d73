"""DOCX to structured plain text."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus import Limits, UnreadableSourceError
from corpus.formats.docx import read_docx
from tests.corpus.formats.samples import archive, docx_file, saved


def test_document() -> None:
    content = read_docx(docx_file(), Limits())
    assert content.title == "Отчёт за год"
    assert content.text.split("\n\n") == [
        "# Отчёт",
        "# Итоги",
        "В 2025 г. запущен Alem.Cloud.",
        "- Первый пункт",
        "- Второй пункт",
        "| Страна | Место |",
        "| Казахстан | 86 |",
        "Конец отчёта.",
    ]


def test_changes_are_accepted_and_content_controls_read() -> None:
    document = docx.Document()
    document.add_paragraph("Цель — ")._p.append(
        parse_xml(
            f"<w:ins {nsdecls('w')} w:id='1' w:author='a'><w:r><w:t>$5 млрд</w:t></w:r></w:ins>"
        )
    )
    document.paragraphs[0]._p.append(
        parse_xml(
            f"<w:del {nsdecls('w')} w:id='2' w:author='a'>"
            "<w:r><w:delText>$4 млрд</w:delText></w:r></w:del>"
        )
    )
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>К 2029</w:t><w:br/>"
            "<w:t>году</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert read_docx(saved(document), Limits()).text == "Цель — $5 млрд\n\nК 2029 году"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 nothing", r"is a damaged archive"),
        (archive({"a.txt": b"a"}), r"is a ZIP archive, but not a DOCX"),
        (saved(docx.Document()), r"holds no text"),
    ],
    ids=["damaged", "zip", "empty"],
)
def test_unreadable(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        read_docx(data, Limits())


def test_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = archive({"word/document.xml": b"0" * 2_000_000})
    assert len(bomb) < 5_000
    with pytest.raises(UnreadableSourceError, match=r"unpacks to 2000000 bytes in 1 files"):
        read_docx(bomb, Limits(max_unpacked_bytes=1_000_000))
    many = archive({f"word/{number}": b"" for number in range(10_001)})
    with pytest.raises(UnreadableSourceError, match=r"in 10001 files, expected at most"):
        read_docx(many, Limits())
