"""The same comparisons where words are inflected."""

import pytest

from assistant.evaluation import matching
from assistant.evaluation.stems import contains, f1, terms
from corpus import Language


@pytest.mark.parametrize(
    ("text", "accepted", "language"),
    [
        ("по словам сопредседателя Комитета безопасности", "сопредседатель комитета", "ru"),
        ("получили виртуального помощника", "виртуальный помощник", "ru"),
        ("охватил 6,7 тыс. школ", "6700 школ", "ru"),
        ("60 тысяч камер", "60 тыс. камеры", "ru"),
        ("Ұлттық платформада жұмыс істейді", "ұлттық платформасы", "kk"),
        ("it covers 6.7 thousand schools", "6700 school", "en"),
        ("ответ о виртуальном помощнике", "виртуальный помощник", "kk"),
    ],
)
def test_inflected_forms_are_the_same(text: str, accepted: str, language: str) -> None:
    assert not matching.contains(text, accepted)
    assert contains(text, accepted, Language(language))


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("помощник получил виртуальный приз", "виртуальный помощник"),
        ("7,6 тыс. школ", "6,7 тыс. школ"),
        ("рост 15%", "рост 51%"),
        ("что угодно", ""),
        ("", "школа"),
    ],
)
def test_other_words_order_and_numbers_are_not(text: str, accepted: str) -> None:
    assert not contains(text, accepted, Language.RU)


@pytest.mark.parametrize(
    ("text", "accepted", "language"),
    [
        ("Регистрация обязательна", "не обязательна", "ru"),
        ("It is allowed", "not allowed", "en"),
        ("Участие бесплатно для школы", "без школ", "ru"),
        ("Рұқсат етіледі", "рұқсат етілмейді", "kk"),
        ("Рұқсат етіледі", "рұқсат етілген емес", "kk"),
        ("Ол барды", "бармаған", "kk"),
        ("Закон принят", "закон не принят", "ru"),
        ("Закон не принят", "закон приняли", "ru"),
    ],
)
def test_what_is_denied_is_not_what_is_not(text: str, accepted: str, language: str) -> None:
    assert not contains(text, accepted, Language(language))


@pytest.mark.parametrize(
    ("text", "accepted", "language"),
    [
        ("Регистрации не обязательны", "не обязательна", "ru"),
        ("It isn't allowed", "is not allowed", "en"),
        ("It is not allowed", "isn’t allowed", "en"),
        ("They cannot attend", "not attending", "en"),
        ("Рұқсат етілмеген", "рұқсат етілмейді", "kk"),
        ("Order No. 5 of the minister", "orders No 5", "en"),
        ("Order No. 5 of the minister", "orders 5", "en"),
    ],
)
def test_what_is_denied_in_other_words_is_found(text: str, accepted: str, language: str) -> None:
    assert not matching.contains(text, accepted)
    assert contains(text, accepted, Language(language))


def test_the_year_of_a_date_is_a_number() -> None:
    assert terms("17.01.2026", Language.RU)[-1] == "#2026"


def test_what_stands_exactly_is_always_held() -> None:
    assert contains("они и мы", "и мы", Language.RU)


def test_terms_are_in_the_order_of_the_text() -> None:
    found = terms("в 2025 году 6,7 тыс. школ", Language.RU)
    assert (found[0], found[2]) == ("#2025", "#6700")
    assert found[3] == terms("школа", Language.RU)[0]


def test_f1_over_terms_by_hand() -> None:
    # Terms of the text: виртуальн, помощник, запущ(ен); of the string: виртуальн, помощник.
    text, accepted = "виртуального помощника запустили", "виртуальный помощник"
    assert len(terms(text, Language.RU)) == 3
    assert f1(text, accepted, Language.RU) == pytest.approx(4 / 5)


def test_f1_without_terms_is_over_words() -> None:
    assert f1("да", "да", Language.RU) == 1
    assert f1("", "да", Language.RU) == 0
