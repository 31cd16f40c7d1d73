"""Where answers stand in the contexts of a set."""

import pytest

from assistant.evaluation.question import Evidence
from assistant.evaluation.sets.reading import BadRecordError, anywhere
from corpus import document_from_text


def places(text: str, *answers: str) -> list[tuple[int, int]]:
    piece = anywhere(document_from_text(text, id="d", title="D"), answers)
    assert piece.document_id == "d"
    return [(piece.start, piece.end), *piece.others]


def test_a_number_inside_another_is_not_the_answer() -> None:
    text = "1986 жылы ашылды. Оның тереңдігі 6 километр, ені 6,5 немесе 2,6 метр."
    assert places(text, "6") == [(33, 34)]
    assert text[33:43] == "6 километр"


def test_every_place_as_whole_words_is_one_piece() -> None:
    text = "бақа, бақаның, құрбақа. Бақа емес, бақа!"
    assert places(text, "бақа") == [(0, 4), (24, 28), (35, 39)]
    piece = anywhere(document_from_text(text[24:], id="d", title="D"), ["бақа"])
    assert (piece.text, piece.start, piece.others) == ("Бақа", 0, ((11, 15),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Каспийде, Каспийден", [(0, 6), (10, 16)]),  # no whole word: beginnings
        ("жалған және алғанда, жалған", [(12, 16)]),  # beginnings before middles
        ("жалған түбіртек", [(1, 5)]),  # neither: any place
    ],
)
def test_else_beginnings_of_words_else_any_place(
    text: str, expected: list[tuple[int, int]]
) -> None:
    assert places(text, "Каспий" if "Каспий" in text else "алға") == expected


def test_any_of_several_answers_is_the_piece() -> None:
    document = document_from_text("всего 6700 школ, то есть 6,7 тыс.", id="d", title="D")
    assert anywhere(document, ["6,7 тыс", "6700", "7000"]) == Evidence(
        "6,7 тыс", "d", 25, 32, ((6, 10),)
    )


def test_punctuation_at_the_ends_of_an_answer_needs_no_border() -> None:
    assert places("ол (бақа) еді", "(бақа)") == [(3, 9)]


def test_none_of_them() -> None:
    document = document_from_text("мәтін", id="d", title="D")
    with pytest.raises(BadRecordError, match=r"does not hold the answer 'жоқ \| бар'"):
        anywhere(document, ["жоқ", "бар"])
    with pytest.raises(BadRecordError, match="an answer is empty"):
        anywhere(document, ["\ufeff"])
