"""When an answer text holds an accepted string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.matching import contains, f1, normalise, tokens
from corpus import Language


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("Ещё 15–30% роста", "еще 15-30%"),
        ("рост на 15 %", "15%"),
        ("Программа «Цифровая Беларусь» принята", "Цифровая Беларусь"),
        ("программа Цифровая Беларусь", "«Цифровая Беларусь»"),
        ("в рейтинге TOP\u00a0500", "TOP-500"),
        ("51.5 млн услуг", "51,5 млн"),
        ("всего 6\u00a0700 школ", "6700"),
        ("всего 6700 школ", "6 700"),
        ("86-е место", "86"),
        ("заня́л 24-е", "занял"),
        ("ҰЛТТЫҚ платформа", "ұлттық"),
        ("Kazakhstan’s plan", "kazakhstan's"),
        ("й в конце: Алтай", "Алтаи\u0306"),
        ("подписан 17.01.2026 в Астане", "2026"),
        ("подписан 17.1.2026.", "2026"),
        ("подписан 17.01.2026", "17.01"),
        ("подписан 17.01.2026", "17.01.2026"),
        ("подписан 2026.01.17", "2026"),
        ("The programme covered 1,520 rural schools", "1520"),
        ("covered 1520 rural schools", "1,520"),
        ("всего 1 520 школ", "1,520"),
        ("1,234,567.5 tenge", "1 234 567,5"),
        ("рост на 0,125", "0.125"),
        ("доля 12,5", "12.5"),
        ("всего 6\u2009700 школ", "6700"),
        ("Нет, не появился", "нет"),
        ("отвечает «нет»", "нет"),
        ("помощник ИИ-класса", "ИИ"),
        ("технологии ИИ", "ИИ"),
        ("карты (200 штук)", "200"),
        ("карты №200", "200"),
        ("веб-портал", "портал"),
        ("Каспийде орналасқан", "Каспий"),
        ("в школах", "школ"),
    ],
)
def test_holds(text: str, accepted: str) -> None:
    assert contains(text, accepted)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("в 2024 году", "24"),
        ("51,5 млн", "5 млн"),
        ("51,5 млн", "51"),
        ("240 школ", "24"),
        ("15-40%", "15-30%"),
        ("ничего", ""),
        ("ничего", "«»"),
        ("отказ", "ответ"),
        ("появился интернет", "нет"),
        ("организации внедряют", "ИИ"),
        ("H200 cards", "200"),
        ("сеть 5G", "G"),
        ("подписан 17.01.2026", "17"),
        ("подписан 17.01.2026", "01"),
        ("версия 45.01.2026", "2026"),
        ("версия 1.17.01.2026", "2026"),
        ("0,520 доли", "520"),
        ("1,520 rural schools", "520"),
        ("1,5200 rural", "15200"),
        ("1,52 rural", "152"),
    ],
)
def test_does_not_hold(text: str, accepted: str) -> None:
    assert not contains(text, accepted)


def test_tokens_leave_out_english_articles_and_punctuation() -> None:
    assert tokens("The 86th place, a first.", Language.EN) == ["86", "th", "place", "first"]
    assert tokens("The", Language.EN) == ["the"]
    assert tokens("а 6,7 тыс. (15 %)", Language.RU) == ["а", "6.7", "тыс", "15%"]


def test_f1_by_hand() -> None:
    # Two of three words shared with two of four: 2·2 / (3 + 4).
    assert f1(["в", "2025", "году"], ["2025", "году", "или", "позже"]) == pytest.approx(4 / 7)
    assert f1(["да", "да"], ["да"]) == pytest.approx(2 / 3)
    assert f1([], ["да"]) == 0
    assert f1([], []) == 0


@given(st.lists(st.text("abc", max_size=2)), st.lists(st.text("abc", max_size=2)))
def test_f1_is_symmetric_and_bounded(one: list[str], other: list[str]) -> None:
    assert f1(one, other) == f1(other, one)
    assert 0 <= f1(one, other) <= 1
    assert f1(one, one) == (1 if one else 0)


@given(st.text(max_size=40))
def test_a_text_holds_itself_and_normalising_settles(text: str) -> None:
    assert contains(text, text) == bool(normalise(text))
    assert normalise(normalise(text)) == normalise(text)
