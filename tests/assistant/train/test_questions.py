import json
import random
from pathlib import Path

from assistant.train.pools import other_name, other_number
from assistant.train.questions import Paragraph, blocks, read_paragraphs, sample
from corpus import Language


def write(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_questions_are_grouped_by_paragraph(tmp_path: Path) -> None:
    common = {"lang": "en", "context": "It has 7 halls.", "source": "x"}
    answer = [{"text": "7", "start": 7}]
    path = write(
        tmp_path / "a.jsonl",
        {**common, "question": "How many?", "answers": answer, "answerable": True},
        {**common, "question": "Why?", "answers": [], "answerable": False},
        {**common, "question": "Bad?", "answers": [], "answerable": True},
    )
    [paragraph] = read_paragraphs(path)
    assert [(q.text, q.answers) for q in paragraph.questions] == [
        ("How many?", ((7, 8),)),
        ("Why?", ()),
    ]
    assert [q.text for q in sample(paragraph, 5, random.Random(1))] == ["How many?"]


def test_a_short_last_block_is_left_out() -> None:
    paragraphs = [Paragraph(Language.EN, str(i), ()) for i in range(9)]
    assert [len(block) for block in blocks(paragraphs, 4)] == [4, 4]


def test_other_name_is_not_in_the_paragraph() -> None:
    rng = random.Random(1)
    assert (
        other_name(
            "What did Newton write?", "Newton wrote it. Euler read.", ["Euler", "Gauss"], rng
        )
        == "What did Gauss write?"
    )
    assert other_name("what did he write?", "", ["Gauss"], rng) is None


def test_other_number() -> None:
    rng = random.Random(1)
    assert other_number("What happened in 1990?", Language.EN, rng) != "What happened in 1990?"
    assert "году" in other_number("Что произошло?", Language.RU, rng)
