"""How the common words are chosen."""

from collections import Counter

from corpus import Language
from corpus.train.commonwords import common, mistakable


def test_words_stand_by_the_logarithm_of_their_count() -> None:
    # 1 is too few; 2 and 3 are level 1, 8 is level 3
    counts = Counter({"дом": 1, "год": 2, "час": 3, "век": 8})
    assert common(counts, counts) == {1: ["год", "час"], 3: ["век"]}


def test_a_word_of_questions_alone_must_stand_often_and_be_no_folded_one() -> None:
    counts = Counter({"скажи": 12, "скажы": 11, "кашан": 40, "қашан": 90})
    assert common(counts, Counter({"қашан": 50})) == {3: ["скажи"], 6: ["қашан"]}


def test_forms_that_would_be_taken_for_slips_are_found() -> None:
    forms = dict.fromkeys(["переходов", "переводам", "пиреводов", "переводов", "бабушка"], False)
    # «переводам» differs by its ending, «пиреводов» sounds alike
    assert mistakable(forms, {"переводов"}, Language.RU) == {"переходов"}
    usual = {"шкала": True, "школо": True, "кокая": False}
    assert mistakable(usual, {"школа", "какая"}, Language.RU) == {"шкала"}
