"""Text typed with the keyboard set to English."""

import pytest

from corpus.keyboard import retyped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("crjkmrj irjk j[dfnbk cjwbfkmysq rjitktr", "сколько школ охватил социальный кошелек"),
        ("rnj nfrfz lfyf entuty", "кто такая дана утеген"),
        ("Rfpf[cnfy", "Казахстан"),
        ("CRJKMRJ IRJK", "СКОЛЬКО ШКОЛ"),
        ("'rcgjhn", "экспорт"),
        ("yt nhjufq tuj", "не трогай его"),
        ("vtrntgnth cfys", "мектептер саны"),
    ],
)
def test_letters_on_the_same_keys(typed: str, meant: str) -> None:
    assert retyped(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0fpf0cnfylf 0fylfq ;j,fkfh ,fh", "қазақстанда қандай жобалар бар"),
        ("pf4 0fify 0f,sklfyls", "заң қашан қабылданды"),
        ("2025 ;sks 0fylfq pf4", "2025 жылы қандай заң"),
        ("0fylfq 0fpf0", "қандай қазақ"),
    ],
)
def test_kazakh_letters_on_the_row_of_digits(typed: str, meant: str) -> None:
    assert retyped(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("crjkmrj irjk?", "сколько школ?"),
        ("crjkmrj irjk&", "сколько школ?"),
        ("crjkmrj irjk/", "сколько школ."),
        ("crjkmrj irjk, j[dfnbk", "сколько школ, охватил"),
        ("crjkmrj cnjbn (dctuj)", "сколько стоит (всего)"),
        ("gjxtve jcj,sq", "почему особый"),
    ],
)
def test_punctuation_stays_where_its_key_is_no_letter_of_the_word(typed: str, meant: str) -> None:
    assert retyped(typed) == meant


def test_digits_are_letters_only_of_a_text_that_needs_them() -> None:
    assert retyped("rfrjt vtcnj d njg-500 pf 2025 ujl") == "какое место в топ-500 за 2025 год"
    assert retyped("jrjkj 5vky xtkjdtr") == "около 5млн человек"


def test_name_that_reads_as_english_stays() -> None:
    assert retyped("rfrjt vtcnj pfybvftn Cloud") == "какое место занимает Cloud"


def test_white_space_stays() -> None:
    assert retyped("  crjkmrj\tirjk \n") == "  сколько\tшкол \n"


@pytest.mark.parametrize(
    "text",
    [
        "How many schools?",
        "don't you know, it's new",
        "skolko shkol ohvatil proekt",
        "qazaqstanda qanday zhobalar bar",
        "GPU", "XML HTML PDF NFC", "html http pdf", "5 GHz / 6 GHz", "PalmPay MyID", "IPv6",
        "what is NVIDIA DGX H200", "fifty", "genre", "strengths", "https://egov.kz", "qwerty",
        "сколько школ", "crjkmrj школ", "", "2025", "...", "🙂",
    ],
)  # fmt: skip
def test_what_was_typed_as_meant_stays(text: str) -> None:
    assert retyped(text) == text
