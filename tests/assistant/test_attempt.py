from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant import AnswerSettings, Assistant, Citation, Composition, Material, Status
from assistant.attempt import Attempt, Attempts, best_of, joined
from assistant.endpoint import FakeChatModel
from assistant.engine import Engine
from assistant.extractive import ExtractiveComposer
from assistant.generative import GenerativeComposer
from assistant.interpretation import Interpretation
from assistant.reader import Reader
from corpus import Language
from tests.assistant.texts import CITY, document, open_index, weights


def citation(start: int) -> Citation:
    """One of ten characters."""
    return Citation(
        document_id="text", title="", publisher=None, date=None, url=None, start=start,
        end=start + 10, quote=CITY[start : start + 10], sha256="", passage_id="", score=1.0,
    )  # fmt: skip


def told(text: str, confidence: float, *starts: int) -> Composition:
    """An answer with citations from ``starts``."""
    return Composition(Status.ANSWERED, confidence, text, tuple(citation(at) for at in starts))


def refused(confidence: float) -> Composition:
    return Composition(Status.NOT_IN_SOURCES, confidence)


class Scripted:
    """Composes what it was given for each question; keeps the passages it was shown."""

    def __init__(self, compositions: Mapping[str, Composition]) -> None:
        self.compositions = compositions
        self.shown: dict[str, list[str]] = {}

    def compose(self, material: Material) -> Composition:
        question = material.query.text
        self.shown[question] = [hit.passage.text for hit in material.hits]
        return self.compositions[question]


@pytest.fixture
def attempts(tmp_path: Path) -> Attempts:
    index = open_index(tmp_path, document(CITY))
    return Attempts(index, AnswerSettings(), Reader(index))


def made(
    attempts: Attempts, places: Mapping[str, int | None], compositions: Mapping[str, Composition]
) -> list[Attempt]:
    """An attempt for each question, of the sentence at its place."""
    asked = [Interpretation(question, question, place=place) for question, place in places.items()]
    return attempts.at(asked, Language.RU, 5, Scripted(compositions))


def questions(found: list[Attempt]) -> list[str]:
    return [attempt.interpretation.question for attempt in found]


def test_the_surest_of_several_is_the_best(attempts: Attempts) -> None:
    found = made(
        attempts,
        {"все": None, "одно": 0},
        {"все": told("а", 0.5, 0), "одно": told("б", 0.9, 10)},
    )
    assert questions(best_of(found)) == ["одно"]


def test_the_first_of_equals_is_the_best_and_a_refusal_may_be(attempts: Attempts) -> None:
    found = made(attempts, {"а": None, "б": 0}, {"а": refused(0.1), "б": refused(0.1)})
    assert questions(best_of(found)) == ["а"]


@pytest.mark.parametrize(
    ("plain", "spare", "best"),
    [
        (told("а", 0.4, 0), told("б", 0.9, 10), "а"),
        (refused(0.2), told("б", 0.9, 10), "б"),
        (refused(0.2), refused(0.1), "а"),
    ],
)
def test_a_spare_way_counts_where_no_other_is_answered(
    attempts: Attempts, plain: Composition, spare: Composition, best: str
) -> None:
    asked = [Interpretation("а", "а"), Interpretation("б", "а", spare=True)]
    found = attempts.at(asked, Language.RU, 5, Scripted({"а": plain, "б": spare}))
    assert questions(best_of(found)) == [best]


def test_a_spare_way_is_not_answered_with_what_was_just_said(attempts: Attempts) -> None:
    said = CITY[:40]
    asked = [Interpretation("а", "а", reply=said), Interpretation("б", "а", spare=True)]
    for start, best in ((5, "а"), (60, "б")):  # in what was said, and beyond it
        script = Scripted({"а": refused(0.2), "б": told("б", 0.9, start)})
        assert questions(best_of(attempts.at(asked, Language.RU, 5, script))) == [best]


def test_sentences_that_are_answered_are_told_in_their_order(attempts: Attempts) -> None:
    found = made(
        attempts,
        {"все": None, "одно": 0, "другое": 1, "третье": 2, "иначе": 1},
        {
            "все": told("а", 0.99, 0),
            "одно": told("б", 0.4, 10),
            "другое": told("в", 0.5, 20),
            "третье": refused(0.1),
            "иначе": told("г", 0.6, 30),
        },
    )
    assert questions(best_of(found)) == ["одно", "иначе"]


def test_answers_are_joined_with_their_citations_as_sure_as_the_least(attempts: Attempts) -> None:
    found = made(
        attempts, {"а": 0, "б": 1}, {"а": told("Первое.", 0.9, 0), "б": told("Второе.", 0.4, 20)}
    )
    composition, kept = joined(found, 16)
    assert composition.text == "Первое.\n\nВторое."
    assert [c.start for c in composition.citations] == [0, 20]
    assert composition.confidence == 0.4
    assert questions(kept) == ["а", "б"]


def test_an_answer_without_room_is_left_out_whole(attempts: Attempts) -> None:
    found = made(
        attempts, {"а": 0, "б": 1}, {"а": told("Первое.", 0.9, 0), "б": told("Второе.", 0.4, 20)}
    )
    composition, kept = joined(found, 15)
    assert composition.text == "Первое."
    assert composition.confidence == 0.9
    assert questions(kept) == ["а"]


def test_the_same_quote_is_not_told_twice(attempts: Attempts) -> None:
    found = made(
        attempts, {"а": 0, "б": 1}, {"а": told("Первое.", 0.9, 0), "б": told("Первое.", 0.4, 0)}
    )
    composition, kept = joined(found, 350)
    assert composition.text == "Первое."
    assert questions(kept) == ["а"]


def test_an_answer_that_holds_the_first_takes_its_place(attempts: Attempts) -> None:
    found = made(
        attempts,
        {"а": 0, "б": 1},
        {"а": told("Первое.", 0.9, 0), "б": told("Первое. … Второе.", 0.4, 0, 20)},
    )
    composition, kept = joined(found, 350)
    assert composition.text == "Первое. … Второе."
    assert [c.start for c in composition.citations] == [0, 20]
    assert questions(kept) == ["а", "б"]


def test_nothing_follows_a_note(attempts: Attempts) -> None:
    noted = Composition(Status.ANSWERED, 0.9, "А.", (citation(0),), reason="model_unavailable")
    found = made(attempts, {"а": 0, "б": 1}, {"а": noted, "б": told("Б.", 0.4, 20)})
    composition, _ = joined(found, 350)
    assert composition.text == "А."


def test_only_passages_about_who_is_meant_may_answer(attempts: Attempts) -> None:
    plain = Interpretation("Кто рад?", "Кто рад?")
    meant = Interpretation("Что он отмечает?", "Что он отмечает?", about=("Пётр Ильин",))
    composer = Scripted({"Кто рад?": refused(0.1), "Что он отмечает?": refused(0.1)})
    both = attempts.at([plain, meant], Language.RU, 9, composer)
    assert len(composer.shown["Кто рад?"]) == len(both[0].hits) == 7
    assert composer.shown["Что он отмечает?"] == [
        "Директор Пётр Ильин отмечает, что билет стоит 500 тенге.",
        "— Детям вход бесплатный, — пояснил эксперт.",
    ]
    assert len(both[1].hits) == 7


def test_two_questions_in_one_message_are_both_answered(engine: Engine) -> None:
    asked = ("Кто президент TSARKA?", "Где создается Alem.ai?")
    one, two = (engine.ask(question) for question in asked)
    both = engine.ask(" ".join(asked), explain=True)
    assert both.answer == f"{one.answer}\n\n{two.answer}"
    assert [c.quote for c in both.citations] == [c.quote for c in (*one.citations, *two.citations)]
    assert both.confidence == min(one.confidence, two.confidence)
    assert both.trace is not None
    assert [r["question"] for r in both.trace["readings"] if r["told"]] == list(asked)
    assert len(both.trace["readings"]) == 3


def test_of_two_questions_without_room_for_both_the_first_is_answered(engine: Engine) -> None:
    first = "Alem.Cloud TOP-500 тізімінде нешінші орында?"
    both = engine.ask(f"{first} Alem.ai қайда құрылып жатыр?", explain=True)
    assert both.answer == engine.ask(first).answer
    assert both.trace is not None
    assert both.trace["question"] == first
    assert [r["told"] for r in both.trace["readings"]] == [True, False, False]


def test_a_chat_model_words_one_of_two_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.extractive.bundled_weights", weights)
    model = FakeChatModel("В музее 12 залов и 340 картин [1].")
    settings = AnswerSettings(threshold_ru=0.4)
    composer = GenerativeComposer(model, ExtractiveComposer(settings, weights()), settings)
    index = open_index(tmp_path, document(CITY))
    message = "Сколько залов в музее? Какой парк в городе Шымкент?"
    answer = Assistant(index, settings, composer).ask(message)
    assert len(model.sent) == 1
    assert answer.answer == (
        "В музее 12 залов и 340 картин.\n\nШымкент: Парк площадью 40 гектаров."
    )
