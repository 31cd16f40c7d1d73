"""Small files of each format, made here so that a reader sees what is in them."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from pypdf import PdfReader, PdfWriter

_IDENTITY_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages; each code of its font is a code point."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [
        b"""<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H
        /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>""",
        b"""<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 500
        /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>""",
        _stream(_IDENTITY_CMAP),
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"<%s> Tj 0 -20 Td " % line.encode("utf-16-be").hex().encode() for line in lines
        )
        objects.append(_stream(b"BT /F1 10 Tf 50 780 Td " + shown + b"ET"))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def encrypted_pdf(password: str) -> bytes:
    """A PDF of one line, encrypted with AES; it opens with ``password``."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([["Закон принят."]]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_file() -> bytes:
    """A DOCX with a title, headings, a list, a table and a paragraph of two runs."""
    document = docx.Document()
    document.core_properties.title = "Отчёт за год"
    document.add_heading("Отчёт", level=0)
    document.add_heading("Итоги", level=1)
    paragraph = document.add_paragraph("В 2025 г. запущен ")
    paragraph.add_run("Alem.Cloud").bold = True
    paragraph.add_run(".")
    document.add_paragraph("")
    document.add_paragraph("Первый пункт", style="List Bullet")
    document.add_paragraph("Второй пункт", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Страна", "Место", "Казахстан", "86"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Конец отчёта.")
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    """The bytes of a document of python-docx."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP archive of these files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()
