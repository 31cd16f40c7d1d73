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
    "data",
    [
        "<p>Закон".encode(),
        b"\xef\xbb\xbf" + "<p>Закон".encode(),
        '<meta charset="utf-8"><p>Закон'.encode(),
        '<meta charset="windows-1251"><p>Закон'.encode("cp1251"),
    ],
    ids=["none", "bom", "utf-8", "cp1251"],
)
def test_declared_encoding_is_used(data: bytes) -> None:
    assert read_html(data).text == "Закон"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<p>Закон".encode("cp1251"), r"byte 0xc7 at offset 3 is not UTF-8"),
        (b'<meta charset="koi8-x"><p>a', r"is not in 'koi8-x', the encoding it declares"),
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
