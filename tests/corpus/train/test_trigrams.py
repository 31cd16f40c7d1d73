"""How the tables of trigrams are made."""

import json
from collections import Counter
from pathlib import Path

from corpus import Language
from corpus.train.trigrams import count_words, module, spelt, table, texts
from corpus.trigrams import Trigrams


def test_texts_are_read_with_their_languages(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("дом\tүй\thouse\n", encoding="utf-8")
    article = {
        "title": {"ru": "Город", "kk": "Қала", "en": "City"},
        "paragraphs": [[["Один.", "Бір.", "One."]]],
        "questions": [{"lang": "kk", "question": "Неше?"}],
    }
    (tmp_path / "a.json").write_text(json.dumps(article), encoding="utf-8")
    assert list(texts([tmp_path])) == [
        (Language.RU, "дом"), (Language.KK, "үй"), (Language.EN, "house"),
        (Language.RU, "Город"), (Language.KK, "Қала"), (Language.EN, "City"),
        (Language.RU, "Один."), (Language.KK, "Бір."), (Language.EN, "One."),
        (Language.KK, "Неше?"),
    ]  # fmt: skip


def test_abbreviations_and_other_alphabets_are_left_out() -> None:
    counts = count_words([(Language.RU, "Я и GPU, ЦОН и Cloud"), (Language.EN, "a Дом is")])
    assert counts == {
        Language.RU: Counter({"я": 1, "и": 2}),
        Language.KK: Counter(),
        Language.EN: Counter({"a": 1, "is": 1}),
    }


def test_weight_is_twice_the_logarithm_over_the_mean() -> None:
    # «_а_» makes up all of the one and «_б_» of the other: 1,000,005 against 5 in a million,
    # 17.6 in powers of two, is cut at 6 halves; «_в_», as frequent in both, has none
    weights = table([{"а": 50, "в": 50}, {"б": 50, "в": 50}], least=1)
    assert weights == {"_а_": [6, -6], "_б_": [-6, 6], "_в_": [0, 0]}
    # 600,005 against 300,005 in a million: half of one power of two to each side, a half weight
    # of 1 rounds to the even step, 0; 800,005 against 200,005: a whole one, 2
    assert table([{"а": 8, "б": 2}, {"а": 2, "б": 8}], least=1) == {"_а_": [2, -2], "_б_": [-2, 2]}


def test_rare_trigrams_are_dropped() -> None:
    assert set(table([{"а": 5, "б": 4}, {"а": 1, "б": 1}], least=5)) == {"_а_"}


def test_spellings_share_the_weight_of_a_word() -> None:
    # four times: the square root of it, a half for each of two spellings
    assert spelt(Counter({"хо": 4}), ({"х": "h", "о": "o"}, {"х": "kh", "о": "o"})) == {
        "ho": 1.0,
        "kho": 1.0,
    }


def test_module_holds_what_is_read_from_it() -> None:
    written = module("Words.", {"_ов": [2, -2], "ова": [2, -2], "вал": [-4, 4]})
    names: dict[str, str] = {}
    exec(written, names)
    assert names["TABLE"] == "\n-4,4 вал\n2,-2 _ов ова\n"
    assert Trigrams(names["TABLE"]).weigh("овал") == [0, 0]
