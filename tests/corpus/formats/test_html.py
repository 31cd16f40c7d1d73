"""HTML to structured plain text."""

import pytest

from corpus import UnreadableSourceError
from corpus.formats.html import read_html

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
