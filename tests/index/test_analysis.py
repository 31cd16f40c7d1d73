import pytest

from corpus import Language
from index.analysis import (
    analyse,
    character_terms,
    compounds,
    content_terms,
    normalise,
    opening_runs,
    pair_terms,
    phonetic_terms,
    stem,
    words,
)

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ёлка", "елка"),
        ("за\u0301мок", "замок"),
        ("и\u0306", "й"),
        ("O’Neil", "o'neil"),
        ("пере\u00adнос", "перенос"),
        ("ҚАЗАҚ", "қазақ"),
    ],
)
def test_spellings_of_one_text_become_one(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_words_are_letters_and_names_with_digits_but_not_figures() -> None:
    text = "The 86th place of IPv6, 5G and Alem.Cloud: 86-е, 2025-те, 1990s"
    assert words(text) == ["the", "place", "of", "ipv6", "5g", "and", "alem", "cloud"]


def test_a_compound_name_is_also_one_term() -> None:
    assert compounds("Alem.Cloud, TOP-500 и Al-Farabium") == ["alemcloud", "top500", "alfarabium"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("школы", "школам", RU),
        ("schools", "school", EN),
        ("мектептерінде", "мектептен", KK),
        ("елка", "елки", RU),
        ("servers", "server", RU),
        ("школы", "школ", EN),
    ],
)
def test_forms_share_a_stem(one: str, other: str, language: Language) -> None:
    assert stem(one, language) == stem(other, language)


def test_content_terms_leave_out_stop_words_unless_nothing_else_is_there() -> None:
    assert content_terms("What is the place of schools?", EN) == ["place", "school"]
    assert content_terms("Кто он?", RU) == ["кто", "он"]
    assert content_terms("", RU) == []


def test_kazakh_stop_words_are_known_without_their_letters_too() -> None:
    assert content_terms("мектептер және қала", KK) == content_terms("мектептер жане кала", KK)
    assert content_terms("мектептер және қала", KK) == ["мектеп", "кала"]


def test_analyse_adds_names_and_numbers() -> None:
    terms = analyse("Alem.Cloud занял 86-е место", RU)
    assert terms == ["alem", "cloud", "заня", "мест", "alemcloud", "#86"]


@pytest.mark.parametrize(
    ("one", "one_language", "other", "other_language"),
    [
        ("Сатпаев", RU, "Satpayev", EN),
        ("алем клауд", RU, "Alem.Cloud", EN),
        ("аль-фарабиум", RU, "Al-Farabium", EN),
        ("президент", RU, "president", EN),
        ("Сәтбаевқа", KK, "Сатбаев", RU),
    ],
)
def test_a_name_keeps_a_key_across_languages(
    one: str, one_language: Language, other: str, other_language: Language
) -> None:
    assert set(phonetic_terms(one, one_language)) & set(phonetic_terms(other, other_language))


def test_character_runs_by_hand() -> None:
    assert character_terms("Үлкен су", KK) == ["_улк", "улке", "лкен", "кен_", "_су_"]
    assert opening_runs("школ") == ("_шко", "школ")


def test_pairs_do_not_depend_on_order_and_reach_three_terms() -> None:
    assert pair_terms("красный дом", RU) == pair_terms("дом красный", RU)
    assert len(pair_terms("один дом стоит тут рядом", RU)) == 3 + 3 + 2 + 1
    assert pair_terms("дом дом", RU) == []
