"""Slips."""

import pytest

from corpus import Language
from corpus.slip import is_slip, is_slip_of_source, is_sure_slip

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("сколкьо", "сколько"), ("интелект", "интеллект"), ("палиция", "полиция"),
     ("жывотное", "животное"), ("seperate", "separate")],
)  # fmt: skip
def test_sure_slips(typed: str, meant: str) -> None:
    assert all(is_sure_slip(typed, meant, language) for language in (RU, EN))
    assert all(is_slip(typed, meant, language) for language in (RU, EN))


@pytest.mark.parametrize(
    ("typed", "meant", "language", "expected"),
    [
        ("прцентов", "процентов", RU, True),
        ("docment", "document", EN, True),
        ("регионам", "регионах", RU, False),
        ("системно", "системное", RU, False),
        ("қзақстанда", "қазақстанда", KK, True),
        ("түседі", "түспеді", KK, False),
        ("қарбызды", "қарызды", KK, False),
        ("маратов", "муратов", RU, True),  # of names, sure slips alone are taken
        ("студентом", "студентам", RU, False),
        ("интелект", "интеллект", KK, True),
        ("үкіметті", "үкіметі", KK, False),
        ("киімдер", "кімдер", KK, False),
    ],
)
def test_slips(typed: str, meant: str, language: Language, expected: bool) -> None:
    assert is_slip(typed, meant, language) is expected


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("термирал", "терминал", True),
        ("въезда", "выезда", False),
        ("вынесение", "внесение", False),
        ("документу", "документов", False),
        ("выписать", "выпускать", False),
        ("терминла", "терминал", True),
    ],
)
def test_slips_of_words_of_the_sources(typed: str, meant: str, expected: bool) -> None:
    assert is_slip_of_source(typed, meant, RU) is expected
