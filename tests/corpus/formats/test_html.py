"""HTML to structured plain text."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from bs4 import BeautifulSoup

from corpus import UnreadableSourceError
from corpus.formats.html import read_html
from corpus.formats.rendering import rendered

TraceFunction = Callable[[FrameType, str, Any], Any]

PAGE = """<!doctype html><html lang="en"><head><title> Сайт —
Закон </title><style>p{}</style><script>var a</script></head><body>
<nav><a href="/">меню</a></nav><main>
<h1>Закон <em>об ИИ</em></h1>
<p>Первый
   абзац.<br>Его <b>вторая</b> строка.
<p>Он &amp; «они» <script>x</script>
<ul><li>один<li><p>два</p><li></li><li>три <ul><li>вложен</ul></ul>
<table><tr><th>Страна<th>Место<tr><td>РК<td><p>86</p></table>
<div style="color:red; display: none">скрыто</div><p hidden>тоже</p><p aria-hidden="true">и это</p>
<!-- комментарий -->
<figure><img><figcaption>подпись</figcaption></figure>
<blockquote>Цитата</blockquote>голый текст<h2></h2>
</main><footer>низ</footer></body></html>"""


def blocks(html: str) -> list[str]:
    return read_html(html.encode()).text.split("\n\n")


def test_page() -> None:
    content = read_html(PAGE.encode())
    assert content.title == "Сайт — Закон"
    assert content.text.split("\n\n") == [
        "# Закон об ИИ",
        "Первый абзац.\nЕго вторая строка.",
        "Он & «они»",
        "- один",
        "- два",
        "- три",
        "- вложен",
        "| Страна | Место |",
        "| --- | --- |",
        "| РК | 86 |",
        "Цитата",
        "голый текст",
    ]


def test_only_article_is_taken_and_several_are_not() -> None:
    one = "<div>баннер</div><article><h2>Тема</h2><p>Текст.</article>"
    assert blocks(one) == ["## Тема", "Текст."]
    assert blocks(one + "<article>Ещё.</article>") == ["баннер", "## Тема", "Текст.", "Ещё."]


def test_layout_tables_are_read_as_blocks() -> None:
    nested = "<table><tr><td><table><tr><td>а<td>б</table><td>в</table>"
    assert blocks(nested) == ["а", "б", "в"]
    long = "слово " * 60
    assert blocks(f"<table><tr><td>{long}<td>б</table>") == [long.strip(), "б"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("10<sup>6</sup> тонн", "10⁶ тонн"),
        ("10<sup>−6</sup>", "10⁻⁶"),
        ("в 2025<sup>3</sup> году", "в 2025³ году"),
        ("в 2025<sup><a href='#n'>3</a></sup> году", "в 2025 году"),
        ("в 2025<a href='#n'><sup>3</sup></a> году", "в 2025 году"),
        ("2025<sup><a href='#n'><span>[</span>3<span>]</span></a></sup>.", "2025."),
        ("в 2025<sup>[3]</sup><sup>[4]</sup> году", "в 2025 году"),
        ("<a href='/a'>45 м<sup>2</sup></a>", "45 м²"),
        ("1<sup>st</sup>, CO<sub>2</sub>", "1st, CO2"),
        ("20<sup>2025 <b>жыл</b></sup>", "20 2025 жыл"),
        ("10<span style='vertical-align: super'><sup>6</sup></span>", "10⁶"),
        ("<table><tr><td>10<sup>6</sup>,<td>т</table>", "| 10⁶, | т |"),
        ("<pre>10<sup>6</sup>\n  т</pre>", "10⁶\nт"),
    ],
)
def test_superscripts(html: str, expected: str) -> None:
    assert blocks(html) == [expected]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Охвачено <del>5</del> 100 школ.", "Охвачено 100 школ."),
        ("Цена <s>700</s> <strike>600</strike> 500 тенге.", "Цена 500 тенге."),
        ("<span style='text-decoration: line-through red'>700</span> 500", "500"),
        ("<del>Старое <b>всё</b></del><p>Новое", "Новое"),
        ("<table><tr><td>Цена<td><s>700</s> 500</table>", "| Цена | 500 |"),
        ("Цена<s>700</s>500 тенге", "Цена 500 тенге"),
        ("700<s>600</s>.", "700."),
        ("школ<del>а</del><ins>ы</ins>, 1<del>5</del><ins>7</ins>", "школы, 17"),
        ("<ins>Новое</ins> <u>слово</u>", "Новое слово"),
    ],
)
def test_struck_text_is_dropped(html: str, expected: str) -> None:
    assert blocks(html) == [expected]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<dt>Директор<dd>Омаров<dt>Телефон:<dd>1414", ["Директор: Омаров", "Телефон: 1414"]),
        ("<dt>CO<sub>2</sub><dd><p>Газ.<p>Он есть.", ["CO2: Газ.", "Он есть."]),
        ("<dt>а</dt><dt>б</dt><dd>в<dd>г", ["а, б: в", "а, б: г"]),
        ("<div><dt>а<dd>б</div><div><dt>в<dd>г</div>", ["а: б", "в: г"]),
        ("<dt>Как быть?<dd>Звонить.", ["Как быть?", "Звонить."]),
        ("<dt>а<dd><ul><li>б<li>в</ul>", ["а:", "- б", "- в"]),
        ("<dt>а<dd><table><tr><td>б<td>в</table>", ["а:", "| б | в |"]),
        ("<dt>а<dd><dl><dt>б<dd>в</dl>", ["а:", "б: в"]),
        ("<dt>а<dd> </dd><dt>б", ["а:", "б"]),
        ("<dd>без термина", ["без термина"]),
        ("<dt><dd>б", ["б"]),
    ],
)
def test_a_term_stands_with_its_definition(html: str, expected: list[str]) -> None:
    assert blocks(f"<dl>{html}</dl>") == expected


def test_a_cell_stands_in_each_row_and_column_that_it_spans() -> None:
    table = (
        "<thead><tr><th rowspan=2>Регион<th colspan=2>Школ<tr><th>2024<th>2025</thead>"
        "<tbody><tr><td rowspan='2'>Алматы<td>210<td>230<tr><td>211<td>231"
        "<tr><td colspan=3>Прочие</tbody><tbody><tr><td>Шымкент<td>140<td>155</tbody>"
    )
    assert blocks(f"<table>{table}</table>") == [
        "| Регион | Школ | Школ |",
        "| Регион | 2024 | 2025 |",
        "| --- | --- | --- |",
        "| Алматы | 210 | 230 |",
        "| Алматы | 211 | 231 |",
        "Прочие",
        "| Шымкент | 140 | 155 |",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><th>Отдел<th>Глава<tr><td>Архив<td>Ким", ["Отдел | Глава", "-", "Архив | Ким"]),
        ("<tr><td>Отдел<td>Глава<tr><td>Архив<td>Ким", ["Отдел | Глава", "Архив | Ким"]),
        ("<tr><th>Отдел<td>Глава<tr><th>Архив<td>Ким", ["Отдел | Глава", "Архив | Ким"]),
        ("<tr><th scope=row>а<th>б<tr><td>в<td>г", ["а | б", "в | г"]),
        ("<tr><td>а<td>б<tr><th>в<th>г<tr><td>д<td>е", ["а | б", "в | г", "д | е"]),
        ("<tr><th colspan=2>Штат<tr><th>а<th>б<tr><td>в<td>г", ["Штат", "а | б", "-", "в | г"]),
        ("<thead><tr><th>а<th>б</thead><tbody><tr><td>в<td>г", ["а | б", "-", "в | г"]),
    ],
)
def test_a_header_is_parted_from_its_rows(rows: str, expected: list[str]) -> None:
    bars = {text: f"| {text} |" for text in expected if "|" in text}
    wanted = ["| --- | --- |" if text == "-" else bars.get(text, text) for text in expected]
    assert blocks(f"<table>{rows}</table>") == wanted


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td rowspan=0>а<td>б<tr><td>в<tr><td>г", ["| а | б |", "| а | в |", "| а | г |"]),
        ("<tr><td rowspan=x>а<td>б<tr><td>в", ["| а | б |", "в"]),
        ("<tr><td rowspan=-2 colspan=0>а<td>б", ["| а | б |"]),
        ("<tbody><tr><td rowspan=9>а<td>б<tbody><tr><td>в", ["| а | б |", "в"]),
        ("<tr><td rowspan=2>а<td rowspan=2>б<tr><tr><td>в<td>г", ["| а | б |", "| в | г |"]),
        ("<tr><td> <td> <tr><td>в<td>г", ["| в | г |"]),
    ],
)
def test_odd_spans(rows: str, expected: list[str]) -> None:
    assert blocks(f"<table>{rows}</table>") == expected


def test_empty_blocks_part_what_is_about_them() -> None:
    assert blocks("слово<hr>слово<p></p>слово<h2> </h2>слово") == ["слово"] * 4


def test_cells_keep_words_whole_and_part_their_blocks() -> None:
    row = "<table><tr><td>Alem<b>.Cloud</b><td><p>а</p><p>б</p>в<br>г</table>"
    assert blocks(row) == ["| Alem.Cloud | а б в г |"]


@pytest.mark.parametrize(
    "piece",
    [
        "слово<br>",
        "10<sup>6</sup> ",
        "<a href=a>10<sup>6</sup></a> ",
        "<script>a</script>б ",
        "<!-- а -->б ",
        "<s>а</s>б ",
        "<p>слово</p>",
        "<table><tr><td rowspan=2>а<td>б</table>",
        "<dt>а",
    ],
)
def test_work_grows_with_the_length_of_the_page(piece: str) -> None:
    def work(times: int) -> int:
        root = BeautifulSoup(f"<dl>{piece * times}</dl>", "lxml")
        steps = 0

        def count(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
            nonlocal steps
            steps += event == "line"
            return count

        before = sys.gettrace()
        sys.settrace(count)
        try:
            rendered(root)
        finally:
            sys.settrace(before)
        return steps

    assert work(400) < 2.2 * work(200)


def test_a_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match=r"^is nested too deeply to read$"):
        read_html(b"<div>" * 10_001 + b"text")
    assert read_html(b"<div>" * 9_000 + b"text").text == "text"


def test_only_controls_of_a_form_are_dropped() -> None:
    page = (
        "<form><input type=hidden value=a><h1>Закон</h1><p>Принят в 2025 г.</p>"
        "<select><option>ru</select><button>Найти</button><textarea>т</textarea></form>конец"
    )
    assert blocks(page) == ["# Закон", "Принят в 2025 г.", "конец"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Закон".encode(),
        b"\xef\xbb\xbf" + "<p>Закон".encode(),
        '<meta charset="utf-8"><p>Закон'.encode(),
        '<meta charset="windows-1251"><p>Закон'.encode("cp1251"),
        b"\xef\xbb\xbf" + '<meta charset="windows-1251"><p>Закон'.encode(),
        '<meta charset="windows-1251"><p>Закон'.encode("utf-16"),
        '<meta charset="utf-16"><p>Закон'.encode(),
    ],
    ids=["none", "bom", "utf-8", "cp1251", "bom-first", "utf-16-bom", "utf-16"],
)
def test_declared_encoding_is_used(data: bytes) -> None:
    assert read_html(data).text == "Закон"


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii"])
def test_latin_1_means_windows_1252(label: str) -> None:
    page = f'<meta charset="{label}"><p>“5 €” – 2025'
    assert read_html(page.encode("cp1252")).text == "“5 €” – 2025"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<p>Закон".encode("cp1251"), r"byte 0xc7 at offset 3 is not UTF-8"),
        (b'<meta charset="koi8-x"><p>a', r"is not in 'koi8-x', the encoding it declares"),
        (b'<meta charset="latin-1"><p>\x81', r"is not in 'latin-1', the encoding it declares"),
        (b'<meta charset="hex"><p>a', r"is not in 'hex', the encoding it declares"),
        (b"<script>a</script>", r"holds no text"),
        (b"<!-- a -->", r"holds no text"),
    ],
)
def test_unreadable_page(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        read_html(data)


def test_page_without_title() -> None:
    assert read_html(b"<title> </title><p>a").title is None
    assert read_html(b"plain text").title is None
