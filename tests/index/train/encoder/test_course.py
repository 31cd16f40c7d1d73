"""How questions are dealt out to be learned."""

import random

from corpus import Language
from index.train.encoder.course import Course, dealt
from index.train.encoder.lessons import Question


def test_every_question_is_dealt_once_with_a_text_of_its_source() -> None:
    ru, kk, en = Language
    asked = [Question(language, f"{language} {i}", ()) for language in (ru, en) for i in range(5)]
    alone = [Question(en, "alone", ())]
    sources = [({ru: "мост", kk: "көпір", en: "bridge"}, asked), ({ru: "озеро"}, alone)]
    own = dealt(sources, Course(2, 1.0, 1), random.Random(0))
    assert sorted(text for text, _ in own) == ["bridge"] * 3 + ["мост"] * 3 + ["озеро"]
    for text, questions in own:
        languages = {question.language for question in questions}
        assert languages == {"мост": {ru}, "bridge": {en}, "озеро": {en}}[text]
        assert len(questions) <= 2
    assert sorted(q.text for _, some in own for q in some) == sorted(
        question.text for question in (*asked, *alone)
    )
    assert {text for text, _ in dealt(sources, Course(2, 0.0, 1), random.Random(0))} > {
        "көпір",
        "озеро",
    }
