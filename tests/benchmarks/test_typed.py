"""Questions as people type them."""

import json
import random

import pytest

from benchmarks.typed.__main__ import table, typed
from benchmarks.typed.variants import in_latin, slip, with_slips, without_letters
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


def test_latin_letters_are_those_of_one_spelling() -> None:
    found = {in_latin("Ещё щука?", RU, random.Random(seed)) for seed in range(20)}
    assert found == {"esche schuka?", "eshchyo shchuka?", "eshio shuka?"}
    assert in_latin("Қай ел?", KK, random.Random(0)) in {"qai el?", "kay el?"}
    assert in_latin("Who?", EN, random.Random(0)) is None


def test_kazakh_loses_its_letters() -> None:
    assert without_letters("Қандай заң?", KK, random.Random(0)) == "кандай зан?"
    assert without_letters("Какой закон?", RU, random.Random(0)) is None


@pytest.mark.parametrize("seed", range(30))
def test_a_slip_is_one_slip_after_the_first_letter(seed: int) -> None:
    word = slip("школа", RU, random.Random(seed))
    assert word[0] == "ш"
    assert word == "школа" or len(word) == 4 or sorted(word) == sorted("школа") or sum(
        a != b for a, b in zip(word, "школа", strict=True)
    ) == 1  # fmt: skip


def test_long_words_get_slips_and_the_rest_stays() -> None:
    text = with_slips("Сколько школ в Казахстане за 2025 год?", RU, random.Random(1))
    first, *middle, last, za, year, god = text.split()
    assert (middle, [za, year, god]) == (["школ", "в"], ["за", "2025", "год"])
    assert (first, last) != ("сколько", "казахстане")


def test_rows_are_typed_and_small_talk_left_out() -> None:
    lines = [
        json.dumps({"lang": "kk", "question": "Неше ғимарат?", "kind": "plain", "id": "1"}),
        json.dumps({"lang": "kk", "question": "Сәлем", "kind": "smalltalk", "id": "2"}),
        json.dumps({"lang": "en", "question": "How many?", "kind": "plain", "id": "3"}),
    ]
    assert list(typed(lines, without_letters)) == [
        {"lang": "kk", "question": "неше гимарат?", "kind": "plain", "id": "1"}
    ]


def test_a_table_counts_by_language() -> None:
    row = {"language": "ru", "answerable": True, "correct": True, "status": "answered"}
    rows = [
        row,
        {**row, "correct": False},
        {**row, "language": "en", "answerable": False, "correct": None},
        {**row, "language": "en", "answerable": False, "status": "not_in_sources"},
    ]
    assert list(table({"as written": rows}))[2:] == ["| as written | 1/2 |  |  |  |  | 1/2 |"]
