from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant import AnswerSettings
from assistant.composer import Material
from assistant.engine import Engine
from assistant.features import build_pool
from assistant.premise import Contradiction
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.selection import Choice, select
from corpus import Language
from tests.assistant.texts import document, open_index

TEXT = """Рост ограничен. Причины — цены и кадры, сырьё и дороги.

Музей открыли в мае. В нём много залов и картин."""


def choice_of(
    directory: Path, question: str, best: str, scores: dict[str, float], confidence: float
) -> tuple[Material, Choice]:
    """A choice of the candidate ``best``; candidates that ``scores`` does not name score -9."""
    index = open_index(directory, document(TEXT))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = index.search("рост музей", 5, Language.RU)
    readings = Reader(index).read([hit.passage for hit in hits])
    pool = build_pool(query, hits, readings)
    texts = [TEXT[c.start : c.end] for c in pool.candidates]
    values = np.array([scores.get(text, -9.0) for text in texts])
    material = Material(query, hits, readings, {"text": index.document("text")})
    return material, Choice(pool, values, texts.index(best), confidence)


def told(material: Material, choice: Choice, room: int = 350) -> list[str]:
    settings = AnswerSettings(sure_confidence=0.6, close_margin=1.0)
    selection = select(material, choice, settings, room)
    return [TEXT[c.start : c.end] for c in selection.told]


def test_sure_answer_is_told_alone(tmp_path: Path) -> None:
    scores = {"Музей открыли в мае.": 3.0, "В нём много залов и картин.": 2.9}
    found = choice_of(tmp_path, "Какой музей?", "Музей открыли в мае.", scores, 0.9)
    assert told(*found) == ["Музей открыли в мае."]


@pytest.mark.parametrize(("second", "both"), [(2.5, True), (1.5, False)])
def test_close_runner_up_is_told_too(tmp_path: Path, second: float, both: bool) -> None:
    other = "Причины — цены и кадры, сырьё и дороги."
    scores = {"Музей открыли в мае.": 3.0, other: second}
    found = choice_of(tmp_path, "Какой музей?", "Музей открыли в мае.", scores, 0.4)
    assert told(*found) == [*([other] if both else []), "Музей открыли в мае."]
    assert told(*found, room=40) == ["Музей открыли в мае."]


@pytest.mark.parametrize(("second", "both"), [(2.6, True), (2.4, False)])
def test_a_runner_up_of_another_document_must_be_closer(
    tmp_path: Path, second: float, both: bool
) -> None:
    best, other = "Музей открыли в мае.", "Музей у реки открыли в июне."
    index = open_index(tmp_path, document(best), document(other, "other"))
    query = analyse_query("Какой музей?", Language.RU, index.embedder, Rarity({}))
    hits = index.search("музей", 5, Language.RU)
    readings = Reader(index).read([hit.passage for hit in hits])
    pool = build_pool(query, hits, readings)
    texts = [candidate.text for candidate in pool.candidates]
    values = np.array([{best: 3.0, other: second}[text] for text in texts])
    documents = {name: index.document(name) for name in ("text", "other")}
    choice = Choice(pool, values, texts.index(best), 0.4)
    settings = AnswerSettings(sure_confidence=0.6, close_margin=1.0)
    selection = select(Material(query, hits, readings, documents), choice, settings, 350)
    assert [c.text for c in selection.cited] == [best, *([other] if both else [])]


def test_a_runner_up_is_told_where_it_stands_and_cited_second(tmp_path: Path) -> None:
    best, other = "Музей открыли в мае.", "Рост ограничен."
    found = choice_of(tmp_path, "Какой музей?", best, {best: 3.0, other: 2.9}, 0.4)
    assert told(*found) == [other, best]
    settings = AnswerSettings(sure_confidence=0.6, close_margin=1.0)
    cited = select(*found, settings, 350).cited
    assert [TEXT[c.start : c.end] for c in cited] == [best, other]


def test_the_gap_before_a_runner_up_needs_room(tmp_path: Path) -> None:
    best, other = "Музей открыли в мае.", "Рост ограничен."
    found = choice_of(tmp_path, "Какой музей?", best, {best: 3.0, other: 2.9}, 0.4)
    needed = len(f"{other} … {best}")
    assert told(*found, room=needed) == [other, best]
    assert told(*found, room=needed - 1) == [best]


def test_sentence_that_repeats_the_question_is_followed_by_the_next(tmp_path: Path) -> None:
    found = choice_of(tmp_path, "Чем рост ограничен?", "Рост ограничен.", {}, 0.9)
    assert told(*found) == ["Рост ограничен. Причины — цены и кадры, сырьё и дороги."]


def test_one_sentence_is_told_of_a_pair_that_does_not_fit(tmp_path: Path) -> None:
    pair = "Музей открыли в мае. В нём много залов и картин."
    scores = {pair: 3.0, "В нём много залов и картин.": 2.0, "Музей открыли в мае.": 1.0}
    material, choice = choice_of(tmp_path, "Какие картины и залы в музее?", pair, scores, 0.9)
    assert told(material, choice) == [pair]
    assert told(material, choice, room=30) == ["В нём много залов и картин."]
    [cited] = select(material, choice, AnswerSettings(), 30).cited
    assert TEXT[cited.start : cited.end] == pair


def test_of_a_repetition_that_does_not_fit_the_next_sentence_is_told(tmp_path: Path) -> None:
    found = choice_of(tmp_path, "Чем рост ограничен?", "Рост ограничен.", {}, 0.9)
    assert told(*found, room=45) == ["Причины — цены и кадры, сырьё и дороги."]


def test_a_row_is_told_with_the_header_of_its_table(tmp_path: Path) -> None:
    rows = ["| Район | 2023 | 2024 |", "| Есиль | 4 | 7 |", "| Нура | 5 | 8 |"]
    text = "Центры по районам.\n\n" + "\n\n".join(rows)
    index = open_index(tmp_path, document(text))
    query = analyse_query("Сколько центров в Нуре?", Language.RU, index.embedder, Rarity({}))
    hits = index.search("центры район Есиль Нура", 5, Language.RU)
    readings = Reader(index).read([hit.passage for hit in hits])
    pool = build_pool(query, hits, readings)
    texts = [candidate.text for candidate in pool.candidates]
    choice = Choice(pool, np.zeros(len(texts)), texts.index(rows[2]), 0.99)
    material = Material(query, hits, readings, {"text": index.document("text")})
    selection = select(material, choice, AnswerSettings(), 350)
    assert [candidate.text for candidate in selection.told] == [rows[0], rows[2]]
    assert [candidate.text for candidate in selection.cited] == [rows[2], rows[0]]
    alone = select(material, choice, AnswerSettings(), len(rows[2]))
    assert [candidate.text for candidate in alone.told] == [rows[2]]


def test_a_correction_is_told_alone(tmp_path: Path) -> None:
    best, other = "Музей открыли в мае.", "Рост ограничен."
    material, choice = choice_of(tmp_path, "Какой музей?", best, {best: 3.0, other: 2.9}, 0.4)
    assert told(material, choice) == [other, best]
    assert told(material, replace(choice, correction=Contradiction("в июне", "мае"))) == [best]


@pytest.mark.parametrize(
    ("found", "half"),
    [("мае", "Музей открыли в мае."), ("много", "В нём много залов и картин.")],
)
def test_of_a_correction_that_does_not_fit_the_half_that_contradicts_is_told(
    tmp_path: Path, found: str, half: str
) -> None:
    pair = "Музей открыли в мае. В нём много залов и картин."
    scores = {pair: 3.0, "В нём много залов и картин.": 2.0, "Музей открыли в мае.": 1.0}
    material, choice = choice_of(tmp_path, "Какие картины и залы в музее?", pair, scores, 0.9)
    choice = replace(choice, correction=Contradiction("?", found))
    assert told(material, choice) == [pair]
    assert told(material, choice, room=30) == [half]


def test_the_sentence_with_what_the_source_has_goes_before_a_correction(tmp_path: Path) -> None:
    best = "В нём много залов и картин."
    material, choice = choice_of(tmp_path, "Какой музей?", best, {best: 3.0}, 0.9)
    choice = replace(choice, correction=Contradiction("июне", "мае"))
    assert told(material, choice) == ["Музей открыли в мае.", best]
    assert told(material, choice, room=40) == [best]
    cited = select(material, choice, AnswerSettings(), 350).cited
    assert [TEXT[c.start : c.end] for c in cited] == [best, "Музей открыли в мае."]


LISTED = """Город растёт. Эксперт сравнил города:

Алматы: Новый театр. На 800 мест.

Шымкент: Новый парк.

Тараз: Новый мост.

Итог таков: город растёт."""
OPENER, FIRST, SECOND = "Эксперт сравнил города:", "Алматы: Новый театр.", "Шымкент: Новый парк."


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (350, [OPENER, FIRST, SECOND]),
        (len(f"{OPENER} {FIRST} … {SECOND}"), [OPENER, FIRST, SECOND]),
        (len(f"{OPENER} {FIRST} … {SECOND}") - 1, [OPENER, FIRST]),
        (len(f"{OPENER} {FIRST}") - 1, [OPENER]),
    ],
)
def test_a_colon_is_followed_by_the_first_items_that_it_opens(
    tmp_path: Path, room: int, expected: list[str]
) -> None:
    index = open_index(tmp_path, document(LISTED))
    query = analyse_query("Что сравнил эксперт?", Language.RU, index.embedder, Rarity({}))
    hits = index.search("эксперт сравнил", 1, Language.RU)
    readings = Reader(index).read([hit.passage for hit in hits])
    pool = build_pool(query, hits, readings)
    texts = [LISTED[c.start : c.end] for c in pool.candidates]
    values = np.array([3.0 if text == OPENER else -9.0 for text in texts])
    material = Material(query, hits, readings, {"text": index.document("text")})
    choice = Choice(pool, values, texts.index(OPENER), 0.9)
    selection = select(material, choice, AnswerSettings(sure_confidence=0.6), room)
    assert [LISTED[c.start : c.end] for c in selection.told] == expected
    assert selection.cited == selection.told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Какие стратегии сравнил эксперт?", ["Казахстан: Министерство ИИ", "Россия: Технолог"]),
        ("Что сравнил Питолин?", ["Казахстан: Министерство ИИ", "Россия: Технолог"]),
        ("What did the expert compare?", ["Казахстан: Министерство ИИ"]),
        ("Сарапшы нені салыстырды?", ["Казахстан: Министерство ИИ"]),
    ],
)
def test_a_colon_is_no_answer(engine: Engine, question: str, expected: list[str]) -> None:
    answer = engine.ask(question)
    opener, *items = [citation.quote for citation in answer.citations]
    assert opener == "Эксперт сравнил развитие региональных стратегий искусственного интеллекта:"
    assert [item[: len(start)] for item, start in zip(items, expected, strict=True)] == expected
    assert all(item[:30] in answer.answer for item in items)
    assert len(answer.answer) <= 350
