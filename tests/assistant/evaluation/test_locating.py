"""Where evidence is, and what a span proves."""

from assistant.evaluation.fake import FakeAnswerer
from assistant.evaluation.locating import Sources, pieces, proven
from assistant.evaluation.question import Evidence
from tests.assistant.evaluation.samples import TEXT, question

SOURCES = {"d": TEXT, "e": "Совсем о другом. 86-е место."}


def sources() -> Sources:
    return Sources(FakeAnswerer(documents=SOURCES))


def test_a_piece_is_wherever_it_stands_verbatim() -> None:
    places = sources().places
    assert places(Evidence("86-е место"), "d") == [(20, 30)]
    assert places(Evidence("86-е место"), "e") == [(17, 27)]
    assert places(Evidence("место 86"), "d") == []
    assert places(Evidence("86-е место"), "no such document") == []


def test_a_piece_with_a_place_is_there_alone() -> None:
    piece = Evidence("86-е место", "e", 17, 27)
    assert sources().places(piece, "e") == [(17, 27)]
    assert sources().places(piece, "d") == []


def test_any_place_of_a_piece_proves_it_and_all_of_them_only_once() -> None:
    asked = question(evidence=(Evidence("86", "d", 0, 2, ((20, 22), (40, 42))),))
    assert sources().places(asked.evidence[0], "d") == [(0, 2), (20, 22), (40, 42)]
    assert sources().places(asked.evidence[0], "e") == []
    assert proven(asked, sources(), "d", 21, 31, TEXT[21:31]) == {0: 1}
    assert proven(asked, sources(), "d", 0, 60, TEXT[:60]) == {0: 1}
    assert proven(asked, sources(), "d", 22, 40, TEXT[22:40]) == {}
    assert pieces(asked) == {0: 1}


def test_overlap_is_at_least_one_character() -> None:
    asked = question(evidence=(Evidence("86-е место"), Evidence("51,5 млн")))
    assert proven(asked, sources(), "d", 0, 20, TEXT[:20]) == {}
    assert proven(asked, sources(), "d", 0, 21, TEXT[:21]) == {0: 1}
    assert proven(asked, sources(), "d", 0, len(TEXT), TEXT) == {0: 1, 1: 1}
    assert pieces(asked) == {0: 1, 1: 1}


def test_relevant_documents_are_graded() -> None:
    asked = question(relevant={"e": 2, "d": 1})
    assert proven(asked, sources(), "e", 0, 5, "") == {1: 2}
    assert proven(asked, sources(), "f", 0, 5, "") == {}
    assert pieces(asked) == {0: 1, 1: 2}


def test_without_evidence_an_accepted_string_proves() -> None:
    asked = question(answers=("86-е место",))
    assert proven(asked, sources(), "d", 0, 31, TEXT[:31]) == {0: 1}
    assert proven(asked, sources(), "d", 31, 60, TEXT[31:60]) == {}
    assert pieces(question(answers=())) == {}


def test_home_is_the_sets_word_or_where_evidence_is() -> None:
    asked = question(evidence=(Evidence("51,5 млн"),))
    assert sources().home(asked, ["e", "d"]) == "d"
    assert sources().home(question(document="x"), ["e", "d"]) == "x"
    assert sources().home(question(), ["e", "d"]) is None


def test_documents_are_listed_where_gold_has_to_be_looked_for_in_them() -> None:
    placed = question(evidence=(Evidence("86", "d", 0, 2),))
    assert sources().listed([placed, question()]) == []
    assert sources().listed([placed, question(evidence=(Evidence("86"),))]) == ["d", "e"]
    assert sources().listed([question(relevant={"x": 1})]) == ["d", "e"]


def test_unplaced_evidence_is_told() -> None:
    asked = question(evidence=(Evidence("51,5 млн"), Evidence("нигде")))
    assert sources().unplaced(asked, ["d", "e"]) == ["нигде"]
    assert sources().unplaced(question(evidence=(Evidence("86", "d", 20, 22),)), []) == []
