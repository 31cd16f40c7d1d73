"""DOCX to structured plain text."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.styles.styles import Styles

from corpus import Limits, UnreadableSourceError
from corpus.formats.docx import read_docx
from tests.corpus.formats.samples import archive, docx_file, saved


def read(*blocks: str) -> str:
    """The text of a document of these elements of WordprocessingML."""
    document = docx.Document()
    for place, block in enumerate(blocks):
        element = parse_xml(f"<w:body {nsdecls('w')}>{block}</w:body>")[0]
        document.element.body.insert(place, element)
    return read_docx(saved(document), Limits()).text


def run(text: str, properties: str = "", mark: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{mark}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def raised(text: str, mark: str = "") -> str:
    return run(text, "<w:vertAlign w:val='superscript'/>", mark)


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


def test_hyphens_and_breaks() -> None:
    hyphen = "<w:r><w:noBreakHyphen/></w:r>"
    text = read(
        f"<w:p>{run('В 2025')}{hyphen}{run('2026 годах')}<w:r><w:cr/></w:r>{run('15')}{hyphen}"
        f"{run('20 школ, транс')}<w:r><w:softHyphen/></w:r>{run('порт')}</w:p>"
    )
    assert text == "В 2025-2026 годах 15-20 школ, транспорт"


def test_moved_and_deleted_text_is_left_out() -> None:
    move = "w:id='1' w:author='a'"
    assert (
        read(
            f"<w:p><w:moveFrom {move}>{run('Закон принят.')}</w:moveFrom>{run('Итоги.')}"
            f"<w:del {move}><w:r><w:noBreakHyphen/></w:r></w:del></w:p>",
            f"<w:p><w:moveTo {move}>{run('Закон принят.')}</w:moveTo></w:p>",
        )
        == "Итоги.\n\nЗакон принят."
    )


def test_rows_and_cells_in_content_controls() -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"

    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{cell('Астана')}{control(cell('1,5 млн'))}</w:tr>"
    nested = f"<w:tbl><w:tr>{cell('а')}</w:tr><w:tr>{cell('б')}</w:tr></w:tbl>"
    assert read(
        f"<w:tbl><w:tr>{cell('Город')}{cell('Жителей')}</w:tr>{control(row + control(row))}"
        f"<w:tr><w:tc>{nested}<w:p/></w:tc>{cell('в')}</w:tr></w:tbl>"
    ).split("\n\n") == [
        "| Город | Жителей |",
        "| Астана | 1,5 млн |",
        "| Астана | 1,5 млн |",
        "| а б | в |",
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ((0,), ["| Отдел | Глава |", "| --- | --- |", "| Архив | Ким |", "| Кадры | Ли |"]),
        ((), ["| Отдел | Глава |", "| Архив | Ким |", "| Кадры | Ли |"]),
        ((1,), ["| Отдел | Глава |", "| Архив | Ким |", "| Кадры | Ли |"]),
    ],
)
def test_a_row_repeated_on_each_page_heads_its_table(
    marked: tuple[int, ...], expected: list[str]
) -> None:
    rows = [("Отдел", "Глава"), ("Архив", "Ким"), ("Кадры", "Ли")]
    table = ""
    for place, texts in enumerate(rows):
        repeated = "<w:trPr><w:tblHeader/></w:trPr>" if place in marked else ""
        cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)
        table += f"<w:tr>{repeated}{cells}</w:tr>"
    assert read(f"<w:tbl>{table}</w:tbl>").split("\n\n") == expected


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (run("10") + raised("6") + run(" тонн"), "10⁶ тонн"),
        (run("10") + raised("-") + raised("6"), "10⁻⁶"),
        (run("В 2025") + raised("3") + run(" году"), "В 2025³ году"),
        (run("В 2025") + raised("[3]") + run("."), "В 2025."),
        (run("В 2025") + raised("3", "<w:footnoteReference w:id='1'/>") + run("."), "В 2025."),
        (
            f"{run('В 2025')}<w:hyperlink w:anchor='a'>{raised('3')}</w:hyperlink>{run('.')}",
            "В 2025.",
        ),
        (f"<w:hyperlink w:anchor='a'>{run('45 м')}{raised('2')}</w:hyperlink>", "45 м²"),
        (run("1") + raised("st"), "1st"),
        (run("CO") + run("2", "<w:vertAlign w:val='subscript'/>"), "CO2"),
        (run("10") + run("6", "<w:rStyle w:val='Up'/>"), "10⁶"),
        (run("10") + run("6", "<w:rStyle w:val='Up'/><w:vertAlign w:val='baseline'/>"), "106"),
    ],
)
def test_superscripts(runs: str, expected: str) -> None:
    document = docx.Document()
    style = document.styles.add_style("Up", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    assert read_docx(saved(document), Limits()).text == expected


def test_cells_that_were_merged_stand_in_each_place() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    top, below = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    pair, three = "<w:gridSpan w:val='2'/>", "<w:gridSpan w:val='3'/>"
    rows = [
        cell("Регион", top) + cell("Школ", pair),
        cell("", below) + cell("2024") + cell("2025"),
        cell("Прочие", three),
        cell("Алматы", top) + cell("210") + cell("230"),
        cell("", below) + cell("211") + cell("231"),
        cell("", below) + cell("") + cell(""),
        cell("Шымкент") + cell("140") + cell("155"),
        cell("один", "<w:gridSpan w:val='x'/>") + cell("два", "<w:gridSpan w:val='99999'/>"),
        cell("", below) + cell("три"),
    ]
    assert read(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>").split(
        "\n\n"
    ) == [
        "| Регион | Школ | Школ |",
        "| Регион | 2024 | 2025 |",
        "| Прочие |",
        "| Алматы | 210 | 230 |",
        "| Алматы | 211 | 231 |",
        "| Шымкент | 140 | 155 |",
        "| один | два |",
        "|  | три |",
    ]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (run("Цена ") + run("700", "<w:strike/>") + run(" 500 тенге"), "Цена 500 тенге"),
        (run("Цена ") + run("700", "<w:dstrike w:val='1'/>") + run(" 500"), "Цена 500"),
        (run("Цена") + run("700", "<w:strike/>") + run("500"), "Цена 500"),
        (run("700") + run("600", "<w:strike/>") + run("500", "<w:strike/>") + run("."), "700."),
        (run("Пароль: ") + run("скрыто", "<w:vanish/>") + run("нет"), "Пароль: нет"),
        (run("Цена ") + run("700", "<w:strike w:val='0'/>"), "Цена 700"),
        (run("Цена ") + run("700", "<w:rStyle w:val='Old'/>") + run(" 500"), "Цена 500"),
        (run("Цена ") + run("700", "<w:rStyle w:val='Older'/>") + run(" 500"), "Цена 500"),
        (run("700", "<w:rStyle w:val='Old'/><w:strike w:val='false'/>"), "700"),
        (run("10") + run("6", "<w:vertAlign w:val='superscript'/><w:strike/>") + run(" т"), "10 т"),
    ],
)
def test_struck_and_hidden_runs_are_left_out(runs: str, expected: str) -> None:
    document = docx.Document()
    document.styles.add_style("Old", WD_STYLE_TYPE.CHARACTER).font.strike = True
    older = document.styles.add_style("Older", WD_STYLE_TYPE.CHARACTER)
    older.base_style = document.styles["Old"]
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    assert read_docx(saved(document), Limits()).text == expected


def test_paragraphs_of_a_hidden_style_are_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("Hidden", WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    document.add_paragraph("Видно.")
    hidden = document.add_paragraph("Не видно.", style="Hidden")
    hidden.add_run("Видно и это.").font.hidden = False
    document.add_paragraph("Совсем не видно.", style="Hidden")
    assert read_docx(saved(document), Limits()).text == "Видно.\n\nВидно и это."


def test_styles_that_are_based_on_each_other_end() -> None:
    document = docx.Document()
    for name, other in (("A", "B"), ("B", "A")):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.element.append(parse_xml(f"<w:basedOn {nsdecls('w')} w:val='{other}'/>"))
    runs = run("Цена", "<w:rStyle w:val='A'/>")
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    assert read_docx(saved(document), Limits()).text == "Цена"


def test_styles_are_not_looked_up_for_each_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str | None] = []
    find = Styles.get_by_id

    def counted(self: Any, style_id: str | None, kind: Any) -> Any:
        looked_up.append(style_id)
        return find(self, style_id, kind)

    document = docx.Document()
    for _ in range(50):
        document.add_paragraph("Пункт", style="List Bullet")
    data = saved(document)
    monkeypatch.setattr(Styles, "get_by_id", counted)
    assert read_docx(data, Limits()).text.count("- Пункт") == 50
    assert len(looked_up) < 5


def test_a_style_that_is_not_defined_is_the_default_one() -> None:
    assert read(f"<w:p><w:pPr><w:pStyle w:val='None'/></w:pPr>{run('Текст')}</w:p>") == "Текст"


def test_document_without_properties_has_no_title() -> None:
    with ZipFile(BytesIO(docx_file())) as sound:
        files = {name: sound.read(name) for name in sound.namelist()}
    del files["docProps/core.xml"]
    for name in ("_rels/.rels", "[Content_Types].xml"):
        files[name] = re.sub(rb"<(?:Relationship|Override) [^>]*core[^>]*>", b"", files[name])
    content = read_docx(archive(files), Limits())
    assert content.title is None
    assert content.text.startswith("# Отчёт")


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
