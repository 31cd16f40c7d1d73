"""What a question is taken apart into."""

import pytest

from assistant.query import Query, _merged, analyse_query
from assistant.rarity import Rarity
from assistant.words import stems_of
from corpus import Language
from index import FakeEmbedder


def analysed(question: str, language: Language) -> Query:
    return analyse_query(question, language, FakeEmbedder(), Rarity({}))


@pytest.mark.parametrize("word", ["ИИ", "ии"])
def test_a_russian_word_of_a_kazakh_question_has_its_translations(word: str) -> None:
    [term, *_] = analysed(f"{word} заңы", Language.KK).terms
    assert {"жи"} <= term.related[Language.KK].keys()
    assert {"ai"} <= term.related[Language.EN].keys()


def test_so_has_one_with_a_kazakh_suffix() -> None:
    [term] = analysed("видеокарталардың", Language.KK).terms
    assert "видеокарт" in term.related[Language.RU]
    assert "gpu" in term.related[Language.EN]


def test_a_word_that_the_thesaurus_has_is_read_as_kazakh_alone() -> None:
    [term] = analysed("сан", Language.KK).terms  # number; in Russian, a sleigh's
    assert "number" in term.related[Language.EN]
    assert not {"сан", "санк"} & term.related[Language.RU].keys()


def test_other_questions_are_not_read_as_russian() -> None:
    [term] = analysed("видеокарта", Language.EN).terms
    assert term.related == {}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("өзбектер не істейді", Language.KK),
        ("что у узбеков", Language.RU),
        ("Uzbeks there", Language.EN),
    ],
)
def test_a_people_stands_for_its_country(question: str, language: Language) -> None:
    terms = analysed(question, language).terms
    [related] = [term.related for term in terms if term.word in question.split()
                 and "uzbekistan" in term.related.get(Language.EN, ())]  # fmt: skip
    for other, name in ((Language.RU, "Узбекистан"), (Language.KK, "Өзбекстан")):
        assert set(stems_of(name, other)) <= related[other].keys()


@pytest.mark.parametrize(
    ("question", "legible"),
    [
        ("哈萨克斯坦 人工智能", False),
        ("哈萨克斯坦的 GPU", True),
        ("한국 2026", True),
        ("суперкомпьютер", True),
    ],
)
def test_a_question_of_other_scripts_alone_is_not_legible(question: str, legible: bool) -> None:
    query = analysed(question, Language.EN)
    assert query.terms
    assert query.is_legible is legible


def test_what_may_stand_for_a_word_does_not_hang_on_the_order_of_its_stems() -> None:
    one = {Language.RU: {"дом": 0.4, "изб": 0.9}}
    other = {Language.RU: {"дом": 0.7}, Language.EN: {"hous": 0.5}}
    merged = {Language.RU: {"дом": 0.7, "изб": 0.9}, Language.EN: {"hous": 0.5}}
    assert _merged([one, other]) == _merged([other, one]) == merged
