import json
import random
from pathlib import Path

import pytest

from corpus import Language
from index.train.encoder.lessons import (
    ARTICLES,
    article_lessons,
    as_typed,
    public_lesson,
    public_paragraphs,
)

ARTICLE = {
    "id": "port",
    "title": {"ru": "Порт", "kk": "Порт", "en": "Port"},
    "paragraphs": [
        [["Порт открыт.", "Порт ашық.", "The port is open."]],
        [["Цифры", "Сандар", "Figures"]],
        [
            ["Он вырос вдвое.", "Ол екі есе өсті.", "It doubled."],
            ["Грузов стало больше.", "Жүк көбейді.", "There is more cargo."],
        ],
    ],
    "questions": [
        {"lang": "ru", "question": "Насколько вырос порт?", "evidence": ["вырос вдвое"]},
        {"lang": "en", "question": "Who owns the port?", "evidence": []},
        {"lang": "en", "question": "And now?", "evidence": [], "history": []},
    ],
}


def test_an_article_is_a_lesson_in_three_languages(tmp_path: Path) -> None:
    (tmp_path / "port.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    [lesson] = article_lessons(tmp_path)
    assert [p.heading for p in lesson.paragraphs[Language.KK]] == ["", "Сандар"]
    assert lesson.paragraphs[Language.EN][1].sentences == ("It doubled.", "There is more cargo.")
    assert lesson.paragraph_of() == [0, 1, 1]
    assert [(q.text, q.answers) for q in lesson.questions] == [
        ("Насколько вырос порт?", (1,)),
        ("Who owns the port?", ()),
    ]


def test_evidence_must_be_in_the_article(tmp_path: Path) -> None:
    wrong = [{"lang": "ru", "question": "?", "evidence": ["упал вдвое"]}]
    article = {**ARTICLE, "questions": wrong}
    (tmp_path / "port.json").write_text(json.dumps(article), encoding="utf-8")
    with pytest.raises(ValueError, match="not in the article port: 'упал вдвое'"):
        article_lessons(tmp_path)


def test_the_articles_of_the_package_are_lessons() -> None:
    lessons = article_lessons(ARTICLES)
    assert len(lessons) >= 40
    for lesson in lessons:
        counts = {sum(len(p.sentences) for p in each) for each in lesson.paragraphs.values()}
        assert len(counts) == 1
        assert len(lesson.questions) > 50


def test_public_paragraphs_know_the_answering_sentence(tmp_path: Path) -> None:
    context = "The lake is big. It is 605 km long."
    rows = [
        {"lang": "en", "context": context, "question": "How long is it?",
         "answers": [{"text": "605 km", "start": context.index("605")}], "answerable": True},
        {"lang": "en", "context": context, "question": "Who?", "answers": [], "answerable": False},
    ]  # fmt: skip
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    [paragraph] = public_paragraphs(tmp_path / "x.jsonl")
    assert paragraph.sentences == ("The lake is big.", "It is 605 km long.")
    assert paragraph.questions == (("How long is it?", 1),)
    lesson = public_lesson([paragraph, paragraph], random.Random(0), 2, 4)
    assert [question.answers for question in lesson.questions] == [(1,), (3,)]
    assert lesson.paragraph_of() == [0, 0, 1, 1]


def test_questions_as_typed_are_never_far_from_those_asked() -> None:
    chance = random.Random(1)
    asked = "Когда открыли порт, и кто его построил?"
    typed = [as_typed(asked, chance) for _ in range(200)]
    assert asked in typed
    assert "когда открыли порт и кто его построил" in typed
    assert all(abs(len(text) - len(asked)) <= 3 for text in typed)
    assert as_typed("Кто?", random.Random(3)) in {"Кто?", "кто"}
