"""KazQAD's tab-separated lines."""

from pathlib import Path

from assistant.evaluation.sets.kazqad import read
from corpus import Language

LINES = (
    "1\tИтшабақ дегеніміз не?\tБақа\tИтшабақ — бақаның дернәсілі.\tбақаның дернәсілі",
    "2\tИтшабақ дегеніміз не?\tСу\tСуда итшабақ, яғни бақа баласы жүзеді.\tбақа баласы",
)


def test_lines(tmp_path: Path) -> None:
    file = tmp_path / "set.tsv"
    file.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    found = read(file)
    assert [one.id for one in found.questions] == ["1", "2"]
    assert found.questions[0].language is Language.KK
    assert found.questions[0].answers == ("бақаның дернәсілі", "бақа баласы")
    assert [document.title for document in found.documents] == ["Бақа", "Су"]
    piece = found.questions[1].evidence[1]
    assert found.documents[1].text[piece.start : piece.end] == "бақа баласы"


def test_an_answer_is_proven_wherever_it_stands_as_whole_words(tmp_path: Path) -> None:
    passage = "Кен орны 1986 жылы ашылды. Оның тереңдігі 6 километр, яғни 6 шақырым."
    file = tmp_path / "set.tsv"
    file.write_text(f"1\tҚанша?\tКашаган\t{passage}\t6\n", encoding="utf-8")
    [question] = read(file).questions
    [piece] = question.evidence
    assert (piece.start, piece.end, piece.others) == (42, 43, ((59, 60),))
    assert passage[42:52] == "6 километр"


def test_malformed_lines_are_numbered(tmp_path: Path) -> None:
    file = tmp_path / "set.tsv"
    bad = ("x\ty", "3\t\tт\tмәтін\tмәтін", "4\tс?\tт\tмәтін\tжоқ", LINES[0])
    file.write_text("\n".join(("id\tq\tt\tp\ta", LINES[0], *bad)), encoding="utf-8")
    found = read(file)
    assert len(found.questions) == 1
    assert [str(problem).split(":")[0] for problem in found.problems] == [
        "line 3", "line 4", "line 5", "line 6",
    ]  # fmt: skip
    assert "has 2 columns, expected 5" in found.problems[0].reason
