"""Hyphens at the end of a line."""

import pytest

from corpus.formats.hyphens import Hyphens


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["пере-", "сится"], "пересится"),
        (["тран\u00ad", "спорте"], "транспорте"),
        (["раз-", "ви-", "тие."], "развитие."),
        (["«пере-", "сится»"], "«пересится»"),
        (["по-", "следний"], "последний"),
        (["экс-", "порт"], "экспорт"),
        (["на 5 -", "не больше"], "на 5 - не больше"),
        (["слово", "слово"], "слово слово"),
        (["один"], "один"),
    ],
)
def test_a_word_is_made_whole(lines: list[str], expected: str) -> None:
    assert Hyphens(lines).join(lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["онлайн-", "услуги"], "онлайн-услуги"),
        (["Интернет-", "портал"], "Интернет-портал"),
        (["(веб-", "сайт)"], "(веб-сайт)"),
        (["e-", "government"], "e-government"),
        (["ИИ-", "модели"], "ИИ-модели"),
        (["Алма-", "Ата"], "Алма-Ата"),
        (["5-", "летний"], "5-летний"),
        (["2025-", "2026 годы"], "2025-2026 годы"),
        (["2025–", "2026 годы"], "2025–2026 годы"),
    ],
)
def test_the_hyphen_of_a_compound_stays(lines: list[str], expected: str) -> None:
    assert Hyphens(lines).join(lines) == expected


def test_the_rest_of_the_text_tells() -> None:
    hyphens = Hyphens(["Оңтүстік-шығыс облыстары.", "Новый Бизнесплан принят."])
    assert hyphens.join(["оңтүстік-", "шығыс"]) == "оңтүстік-шығыс"
    assert hyphens.join(["бизнес-", "план"]) == "бизнесплан"
    both = Hyphens(["экс-порт", "экспорт"])
    assert both.join(["экс-", "порт"]) == "экспорт"


def test_a_word_of_any_length_is_joined_in_time() -> None:
    lines = ["а-" * 200_000, "б"]
    assert Hyphens(lines).join(lines) == "а-" * 199_999 + "аб"
