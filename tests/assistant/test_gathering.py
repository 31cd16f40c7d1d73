from pathlib import Path

from assistant.gathering import gather, told_passages
from corpus import Language
from tests.assistant.texts import document, open_index

TEXTS = {"museum": "Музей открыли в 2019 году.", "park": "Парк занимает сорок гектаров."}


def test_the_passages_of_the_reply_come_behind(tmp_path: Path) -> None:
    index = open_index(tmp_path, *(document(text, name) for name, text in TEXTS.items()))
    alone = gather(index, "Когда открыли музей?", Language.RU, 1)
    assert [hit.passage.document_id for hit in alone] == ["museum"]
    beside = told_passages(index, "Парк занимает сорок гектаров.", Language.RU)
    both = gather(index, "Когда открыли музей?", Language.RU, 1, beside)
    assert [hit.passage.document_id for hit in both] == ["museum", "park"]
    assert [hit.rank for hit in both] == [1, 2]
    assert both[0].score >= both[1].score


def test_a_passage_found_twice_is_there_once(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(TEXTS["museum"]))
    beside = told_passages(index, TEXTS["museum"], Language.RU)
    assert len(beside) == 1
    assert len(gather(index, "Когда открыли музей?", Language.RU, 5, beside)) == 1


def test_nothing_told_nothing_beside(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(TEXTS["museum"]))
    assert told_passages(index, None, Language.RU) == ()
    assert told_passages(index, "", Language.RU) == ()
