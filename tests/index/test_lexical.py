import numpy as np
import pytest

from corpus import Language
from index.lexical import LexicalIndex, best_rows
from index.segment import Segment
from index.translation import TranslationTable

RU, KK, EN = Language.RU, Language.KK, Language.EN
NO_TRANSLATIONS = TranslationTable([])
TEXTS = [
    "Кластер Alem.Cloud занял 86-е место в TOP-500.",
    "Проект охватил 6,7 тыс. школ. Обеды получили дети.",
    "Академик Сатпаев изучал руды.",
    "Жоба 6,7 мың мектепті қамтыды.",
    "Newton studied light.",
]
LANGUAGES = [RU, RU, RU, KK, EN]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(TEXTS, LANGUAGES, NO_TRANSLATIONS)


@pytest.mark.parametrize(
    ("query", "language", "row"),
    [
        ("школы и обеды", RU, 1),
        ("Сколько школ: 6700?", RU, 1),
        ("6.7 thousand", EN, 3),
        ("алем клауд", RU, 0),
        ("alem cloud", EN, 0),
        ("AlemCloud", EN, 0),
        ("86th", EN, 0),
        ("Satpayev", EN, 2),
        ("Ньютон", RU, 4),
        ("мектептерде", KK, 3),
        ("мектептердин саны", KK, 3),
        ("Сатпаевв", RU, 2),
        ("кластре", RU, 0),
    ],
)
def test_the_row_meant_is_first(
    index: LexicalIndex, query: str, language: Language, row: int
) -> None:
    assert index.search(query, language, 3)[0][0] == row


def test_a_language_is_detected_where_none_is_given(index: LexicalIndex) -> None:
    assert index.search("школы и обеды", None, 3) == index.search("школы и обеды", RU, 3)


def test_rows_come_best_first_and_none_at_zero(index: LexicalIndex) -> None:
    found = index.search("проект школ Сатпаева", RU, 10)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert {row for row, _ in found} == {1, 2}
    assert index.search("жжж", RU, 10) == []


def test_translations_reach_rows_of_another_language_only() -> None:
    table = TranslationTable([(EN, "school", RU, "школ", 0.8)])
    index = LexicalIndex.build(TEXTS, LANGUAGES, table)
    assert index.search("schools", EN, 1)[0][0] == 1
    assert index.search("школа", RU, 5)[0][0] == 1


def test_the_score_of_one_row_by_hand() -> None:
    # One row, one sentence, one word: idf ln(1 + 0.5 / 1.5), tf 1, length the mean, so each field
    # gives idf / (1 + 0.9). «abc» is one stem (0.6 + 0.4), the key "abk" (0.2), and the runs
    # "_abc" and "abc_" (0.15 each); there are no pairs.
    index = LexicalIndex.build(["abc"], [EN], NO_TRANSLATIONS)
    idf = np.log(1 + 0.5 / 1.5)
    stems, runs = idf / 1.9, idf / 1.9
    [(row, score)] = index.search("abc", EN, 1)
    assert row == 0
    assert score == pytest.approx(1.2 * stems + 2 * 0.15 * runs)


def test_equal_scores_come_by_row_and_ties_at_the_cut_too() -> None:
    rows, scores = best_rows(np.array([1, 2, 0, 2, 1, 2], dtype=np.float32), 2)
    assert (rows.tolist(), scores.tolist()) == ([1, 3], [2.0, 2.0])
    rows, scores = best_rows(np.array([0, 0], dtype=np.float32), 3)
    assert (rows.tolist(), scores.tolist()) == ([], [])


def test_an_empty_index_finds_nothing() -> None:
    assert LexicalIndex.build([], []).search("школа", RU, 5) == []
    assert LexicalIndex([]).search("школа", RU, 5) == []
    assert LexicalIndex([]).views.tolist() == []


def test_a_removed_row_counts_for_nothing() -> None:
    # «суперкомпьютр» is near a word of a removed row alone, and Kazakh the language of one alone.
    texts = [*TEXTS, "Суперкомпьютер школы"]
    segment = Segment.build(np.arange(6) * 7, texts, [*LANGUAGES, RU])
    left = LexicalIndex([(segment, np.array([3, 5]))], NO_TRANSLATIONS)
    kept = [text for row, text in enumerate(texts) if row not in (3, 5)]
    fresh = LexicalIndex.build(kept, [RU, RU, RU, EN], NO_TRANSLATIONS)
    assert left.views.tolist() == [0, 7, 14, 28]
    assert len(left) == 4
    for query in ("суперкомпьютр школ", "школы и обеды", "6.7 thousand", "мектеп"):
        found = left.search(query, RU, 9)
        expected = [(left.views[row], score) for row, score in fresh.search(query, RU, 9)]
        assert found == expected


def test_a_large_index_passes_over_runs_of_letters_that_are_everywhere() -> None:
    # The word is in all rows but one: it is a stem, a sentence's and a key (0.6 + 0.4 + 0.2), and
    # three runs (0.15 each), which only the smaller index counts. Lengths are the mean but for
    # the other row.
    for rows, weight in ((10_000, 1.2), (9_999, 1.2 + 3 * 0.15)):
        texts = ["aaaa", *["bbcd"] * (rows - 1)]
        index = LexicalIndex.build(texts, [EN] * rows, NO_TRANSLATIONS)
        idf = np.log(1 + 1.5 / (rows - 0.5))
        assert index.search("bbcd", EN, 1)[0][1] == pytest.approx(weight * idf / 1.9, rel=1e-4)


def test_a_language_for_each_text_is_needed() -> None:
    with pytest.raises(ValueError, match="2 texts, but 1 languages"):
        LexicalIndex.build(["a", "b"], [RU])
