"""Collections of texts as lessons."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import Language
from index.train.encoder.collections import (
    COLLECTIONS,
    UNSEEN,
    collection_lesson,
    collection_lessons,
)

TEXTS = {
    "fee": "---\nid: fee\ntitle: Плата\nlanguage: ru\nurl: null\n---\n"
    "# Плата\n\nВход стоит 300 тенге. Детям бесплатно.\n\n## Касса\n\n- до 18:00\n- без обеда\n",
    "park": "---\nid: park\ntitle: Саябақ\nlanguage: ru\nurl: null\n---\nСаябақ күнде ашық.\n",
    "zoo": "---\nid: zoo\ntitle: Zoo\nlanguage: en\nurl: null\n---\nThe zoo is closed.\n",
}


def write(folder: Path, *rows: dict[str, Any]) -> Path:
    (folder / "texts").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "texts" / f"{name}.md").write_text(text, encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_all_texts_are_one_lesson_and_a_piece_is_where_it_stands(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "one",
        {"lang": "kk", "question": "Балаларға ше?", "evidence": ["Детям бесплатно"]},
        {"lang": "ru", "question": "До скольких касса?", "evidence": ["до 18:00"]},
        {"lang": "en", "question": "Is the zoo open?", "evidence": ["closed", "күнде ашық"]},
        {"lang": "en", "question": "Who feeds the bear?", "evidence": []},
        {"lang": "en", "question": "And him?", "evidence": [], "history": []},
    )
    [lesson] = collection_lessons(folder.parent)
    [(language, paragraphs)] = lesson.paragraphs.items()
    assert language is Language.RU
    told = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    assert told[:2] == ["Вход стоит 300 тенге.", "Детям бесплатно."]
    assert {p.heading for p in paragraphs if "до 18:00" in " ".join(p.sentences)} == {
        "Плата\nКасса"
    }
    answers = [[told[i] for i in question.answers] for question in lesson.questions]
    assert answers == [
        ["Детям бесплатно."],
        [one for one in told if "до 18:00" in one],
        ["Саябақ күнде ашық.", "The zoo is closed."],
        [],
    ]


def test_evidence_must_be_in_the_texts(tmp_path: Path) -> None:
    folder = write(tmp_path / "one", {"lang": "ru", "question": "?", "evidence": ["500 тенге"]})
    with pytest.raises(ValueError, match="not in the texts: '500 тенге'"):
        collection_lesson(folder)


@pytest.mark.parametrize(("directory", "count"), [(COLLECTIONS, 40), (UNSEEN, 128)])
def test_the_collections_of_the_package_are_lessons(directory: Path, count: int) -> None:
    lessons = collection_lessons(directory)
    assert len(lessons) == count
    for lesson in lessons:
        [paragraphs] = lesson.paragraphs.values()
        told = sum(len(paragraph.sentences) for paragraph in paragraphs)
        assert all(number < told for question in lesson.questions for number in question.answers)
        asked = [question for question in lesson.questions if question.answers]
        assert 0.5 < len(asked) / len(lesson.questions) < 0.7
