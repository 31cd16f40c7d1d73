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
        (["Развиваются онлайн-", "услуги."], "Развиваются онлайн-услуги."),
        (["Запущен в конце 2025-", "2026 годов."], "Запущен в конце 2025-2026 годов."),
    ],
)
def test_hyphens_between_lines(lines: list[str], expected: str) -> None:
    assert blocks(lines) == [expected]


BODY = [
    "Суперкомпьютерный кластер «Арай» размещён в городе",
    "Караганда и принадлежит национальной компании",
    "Самрук Цифра, которую возглавляет Данияр Омаров.",
    "На строительство кластера из бюджета направлено",
    "48 млрд тенге, а обслуживать его будут",
    "120 инженеров.",
]
NOTE = (
    "* Примечание к таблице: значения округлены, сумма долей может не равняться ста процентам, "
    "источник — расчёты авторов отчёта."
)


@pytest.mark.parametrize(
    "pages",
    [[BODY], [[*BODY, NOTE]], [BODY, [NOTE]], [[NOTE], BODY], [[*BODY, NOTE, NOTE]]],
)
def test_a_few_long_lines_do_not_tear_up_the_text(pages: list[list[str]]) -> None:
    text = " ".join(BODY)
    assert [block for block in blocks(*pages) if block != NOTE] == [text]


def test_short_lines_stay_apart_beside_prose_and_without_it() -> None:
    rows = ["Астана 1 500 000", "Алматы 2 200 000", "Шымкент 1 200 000", "Семей 320 000"]
    assert blocks([*rows, NOTE]) == [*rows, NOTE]
    prose = ["Население городов растёт быстрее, чем", "ожидалось, и это хорошо видно по таблице"]
    below = "ниже: в ней четыре города."
    assert blocks([*prose, below, *rows]) == [" ".join([*prose, below]), *rows]


def test_a_narrow_column_goes_on_where_no_sentence_ends() -> None:
    wide = [
        "Этот абзац набран во всю ширину страницы, и потому его строки намного длиннее тех,",
        "что стоят в узкой колонке рядом с таблицей, где слова переносятся гораздо чаще, чем",
        "здесь, а строк поэтому больше, хотя сам текст короче и прочитать его можно быстрее,",
        "чем этот.",
    ]
    narrow = [
        "Кластер «Арай» размещён",
        "в городе на севере и в",
        "столице, где Самрук и",
        "Цифра.",
    ]
    assert blocks(wide, narrow) == [" ".join(wide), " ".join(narrow)]


def test_a_line_where_a_sentence_ends_may_be_the_last_though_it_is_rather_long() -> None:
    first = [
        "Алдын ала есеп бойынша шығын 1,7 млрд теңгені құрады. Зардап шеккен",
        "отбасыларға 100 АЕК мөлшерінде біржолғы төлем беріледі.",
    ]
    second = [
        "Құтқару жұмыстарына 540 адам, 96 техника және 3 тікұшақ тартылды.",
        "жұмысты департамент басшысы басқарды.",
    ]
    assert blocks([*first, *second]) == [" ".join(first), " ".join(second)]


def test_a_full_line_goes_on_over_a_page() -> None:
    pages = [[*BODY[:4], "Страница 1 из 2"], [*BODY[4:], "Страница 2 из 2"]]
    assert blocks(*pages) == [" ".join(BODY)]
    title = "Как кластер помогает учёным"
    assert blocks(BODY, [title, "Он считает."]) == [" ".join(BODY), title, "Он считает."]


def test_a_figure_in_the_last_line_is_no_page_number() -> None:
    first = ["Население региона по данным бюро национальной статистики", "выросло до", "1000"]
    second = ["и это рекорд за всю историю наблюдений в стране."]
    assert blocks(first, second)[-1].endswith(
        "1000 и это рекорд за всю историю наблюдений в стране."
    )


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
