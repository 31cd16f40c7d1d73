"""What an answer of translated sentences says when they do not all fit."""

import re
from pathlib import Path

import numpy as np
import pytest

from assistant import AnswerSettings, wording
from assistant.candidate import Candidate
from assistant.composer import Material
from assistant.features import build_pool
from assistant.query import analyse_query
from assistant.quoting import LEAST_ORIGINAL, in_reading_order, phrase, translated
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.selection import Choice, select
from corpus import Document, Language, Translation, document_from_text
from index import FakeEmbedder, SearchIndex, build_index

PARK = "Парк у большой старой реки открыли весной после долгого ремонта всех дорожек и скамеек."
BRIDGE = "Мост через эту реку закрыли осенью, чтобы заменить опоры и поручни."
RULE = "По словам мэра Азата Перуашева, вход в парк останется бесплатным для всех жителей и гостей."
PARK_EN = "The park by the old river was opened in spring."
BRIDGE_EN = "The bridge over the river was closed in autumn."
RULE_EN = (
    "According to Mayor Azat Peruashev, entry to the park will stay free for all, who have walked"
    " there for a century, and for guests of the town, whom it has always been glad to see at its"
    " river."
)
FRAME = len(wording.translated("", "", Language.EN, official=False))


def source() -> Document:
    paragraphs = ((PARK_EN,), (BRIDGE_EN,), (RULE_EN,))
    translation = Translation(
        language=Language.EN, title="Park", official=False, note="", paragraphs=paragraphs
    )
    text = f"{PARK}\n\n{BRIDGE}\n\n{RULE}"
    return document_from_text(
        text, id="park", title="Парк", language=Language.RU, translations=(translation,)
    )


def asked(directory: Path, question: str, language: Language) -> tuple[Material, dict[str, int]]:
    """The material of a question, and the candidates' numbers by their text."""
    embedder = FakeEmbedder()
    document = source()
    build_index([document], directory, embedder)
    index = SearchIndex.open(directory, embedder)
    query = analyse_query(question, language, embedder, Rarity({}))
    hits = index.search("парк река мост", 5)
    readings = Reader(index).read([hit.passage for hit in hits])
    material = Material(query, hits, readings, {"park": document})
    pool = build_pool(query, hits, readings)
    return material, {document.text[c.start : c.end]: i for i, c in enumerate(pool.candidates)}


def candidates(material: Material, *texts: str) -> list[Candidate]:
    pool = build_pool(material.query, material.hits, material.readings)
    document = material.documents["park"]
    by_text = {document.text[c.start : c.end]: c for c in pool.candidates}
    return [by_text[text] for text in texts]


def test_a_translation_is_told_whole_and_its_original_as_far_as_it_goes(tmp_path: Path) -> None:
    material, _ = asked(tmp_path, "When was the park opened?", Language.EN)
    park = candidates(material, PARK)
    whole = phrase(material.query, park, material.documents, 350)
    assert whole == f"{PARK_EN[:-1]} (unofficial translation). Original: «{PARK}»"
    room = FRAME + len(PARK_EN) + LEAST_ORIGINAL
    told = phrase(material.query, park, material.documents, room)
    assert told.startswith(f"{PARK_EN[:-1]} (unofficial translation)")
    quote = told[told.index("«") + 1 : -1].strip("…")
    assert len(told) <= room
    assert quote
    assert quote in PARK


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Is entry to the park free for guests?", False),
        ("Who says that entry is free?", True),
        ("Who is Azat Peruashev?", True),
        ("Who is the mayor?", True),
        ("What post does Peruashev hold?", True),
        ("Does the mayor want free entry for guests?", True),
    ],
)
def test_what_is_left_of_a_translation_is_the_claim_unless_it_is_about_the_speaker(
    tmp_path: Path, question: str, speaker: bool
) -> None:
    material, _ = asked(tmp_path, question, Language.EN)
    told = phrase(material.query, candidates(material, RULE), material.documents, FRAME + 200)
    assert told.split(" (unofficial")[0].startswith("According to Mayor Azat Peruashev") == speaker
    assert "entry to the park will stay free" in told


@pytest.mark.parametrize(
    ("language", "question"),
    [(Language.EN, "What of the river?"), (Language.RU, "Что с рекой?")],
)
def test_a_runner_up_is_told_where_both_can_be_read_whole(
    tmp_path: Path, language: Language, question: str
) -> None:
    material, number = asked(tmp_path, question, language)
    pool = build_pool(material.query, material.hits, material.readings)
    scores = np.full(len(pool.candidates), -9.0)
    scores[number[PARK]], scores[number[BRIDGE]] = 3.0, 2.9
    choice = Choice(pool, scores, number[PARK], 0.3)
    both = candidates(material, PARK, BRIDGE)
    needed = {
        Language.EN: FRAME + len(translated(both, Language.EN)) + LEAST_ORIGINAL,
        Language.RU: len(f"{PARK} {BRIDGE}"),
    }[language]
    settings = AnswerSettings(sure_confidence=0.6, close_margin=1.0)
    assert len(select(material, choice, settings, needed).told) == 2
    assert len(select(material, choice, settings, needed - 1).told) == 1
    told = phrase(material.query, both, material.documents, needed)
    assert translated(both, language).rstrip(".") in told
    assert len(told) <= needed


def test_what_has_no_translation_is_empty(tmp_path: Path) -> None:
    material, _ = asked(tmp_path, "Саябақ қашан ашылды?", Language.KK)
    assert translated(candidates(material, PARK), Language.KK) == ""
    assert translated(candidates(material, PARK, BRIDGE), Language.RU) == f"{PARK} {BRIDGE}"


@pytest.mark.parametrize(
    ("language", "question", "between"),
    [
        (Language.RU, "Что с парком?", "{park} … {rule}"),
        (Language.KK, "Саябақ туралы не белгілі?", "Дереккөзде: «{park}» … «{rule}»"),
        (
            Language.EN,
            "What of the park?",
            "{park_en} … {rule_en} (unofficial translation). Original: «{park}» … «{rule}»",
        ),
    ],
)
def test_what_is_left_out_between_two_sentences_is_marked(
    tmp_path: Path, language: Language, question: str, between: str
) -> None:
    material, _ = asked(tmp_path, question, language)
    both = candidates(material, PARK, RULE)
    expected = between.format(park=PARK, rule=RULE, park_en=PARK_EN, rule_en=RULE_EN[:-1])
    assert phrase(material.query, both, material.documents, len(expected)) == expected
    for room in range(FRAME + 20, len(expected)):
        told = phrase(material.query, both, material.documents, room)
        assert len(told) <= room
        assert told.count("«") == told.count("»")
        assert all(
            quote.strip("…") in f"{PARK}\n{RULE}"
            for quote in re.findall("«([^»]*)»", told.partition("Original: ")[2])
        )


def test_neighbours_are_told_as_one(tmp_path: Path) -> None:
    material, _ = asked(tmp_path, "Что с парком и мостом?", Language.KK)
    told = phrase(material.query, candidates(material, PARK, BRIDGE), material.documents, 350)
    assert told == f"Дереккөзде: «{PARK} {BRIDGE}»"


def test_reading_order_is_that_of_the_document(tmp_path: Path) -> None:
    material, _ = asked(tmp_path, "Что с парком?", Language.RU)
    rule, park, bridge = candidates(material, RULE, PARK, BRIDGE)
    assert in_reading_order((rule, park, bridge)) == (park, bridge, rule)
