"""PDF to plain text."""

import pytest

from corpus import Limits, UnreadableSourceError
from corpus.formats.pdf import read_pdf
from tests.corpus.formats.samples import encrypted_pdf, pdf


def blocks(*pages: list[str]) -> list[str]:
    return read_pdf(pdf(pages), Limits()).text.split("\n\n")


def test_lines_are_joined_into_paragraphs() -> None:
    assert blocks(
        [
            "Заголовок",
            "Это длинная строка текста, которая пере-",
            "сится на следующую строку и кончается",
            "здесь.",
            "Второй абзац тоже длинный и начинается с",
            "заглавной буквы, как и положено.",
            "- пункт, который длиннее этой строки на",
            "несколько слов",
            "- пункт",
        ]
    ) == [
        "Заголовок",
        "Это длинная строка текста, которая пересится на следующую строку и кончается здесь.",
        "Второй абзац тоже длинный и начинается с заглавной буквы, как и положено.",
        "- пункт, который длиннее этой строки на несколько слов",
        "- пункт",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Запущены новые ИИ-", "модели."], "Запущены новые ИИ-модели."),
        (["Закон о тран\u00ad", "спорте."], "Закон о транспорте."),
        (["Выросло на 5 -", "не больше."], "Выросло на 5 - не больше."),
    ],
)
def test_hyphens_between_lines(lines: list[str], expected: str) -> None:
    assert blocks(lines) == [expected]


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    assert blocks(
        ["ОТЧЁТ", "Первый абзац здесь кончается.", "— 1 —"],
        ["ОТЧЁТ", "Второй абзац здесь кончается.", "2"],
        ["ОТЧЁТ", "В нём есть 5 и даже", "5", "И всё.", "3"],
    ) == [
        "Первый абзац здесь кончается.",
        "Второй абзац здесь кончается.",
        "В нём есть 5 и даже",
        "5",
        "И всё.",
    ]


def test_paragraph_goes_on_over_a_page() -> None:
    assert blocks(["Это начало абзаца, и он"], ["кончается здесь.", "Другой."]) == [
        "Это начало абзаца, и он кончается здесь.",
        "Другой.",
    ]


def test_hyphen_of_a_compound_stays() -> None:
    assert blocks(["Создан первый дата-", "Центр и ИИ-", "5 версии, длинная строка."])[
        0
    ].startswith("Создан первый дата-")


def test_pdf_encrypted_without_a_password_opens() -> None:
    assert read_pdf(encrypted_pdf(""), Limits()).text == "Закон принят."


@pytest.mark.parametrize(
    ("data", "limits", "message"),
    [
        (encrypted_pdf("secret"), Limits(), r"^is encrypted; expected a PDF without a password$"),
        (pdf([["а"]] * 3), Limits(max_pages=2), r"^has 3 pages, expected at most 2$"),
        (pdf([["текст"]] * 3), Limits(max_chars=12), r"^has more than 12 characters$"),
        (pdf([[], []]), Limits(), r"^holds no text; is it a scan\?$"),
    ],
    ids=["encrypted", "pages", "characters", "scan"],
)
def test_unreadable(data: bytes, limits: Limits, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        read_pdf(data, limits)
