"""The sets about texts of a portal's kinds: well formed, true to their texts, apart from one
another."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.matching import contains
from corpus import Document, load_sources
from tests.evaluation.test_sets import KEYS, LANGUAGES, too_alike, words

Question = dict[str, Any]

HERE = Path(__file__).parent
SETS = ("portal-dev", "portal-test")
LEAST_UNANSWERABLE = 40
UNANSWERABLE_KINDS = {"unanswerable_near", "unanswerable_far"}
KINDS = {"plain", "paraphrase", "false_premise", "typo", "slang", *UNANSWERABLE_KINDS}

each_set = pytest.mark.parametrize("name", SETS)


@cache
def questions(name: str) -> list[Question]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def texts(name: str) -> list[Document]:
    return list(load_sources(HERE / name))


@each_set
def test_questions_are_well_formed(name: str) -> None:
    rows = questions(name)
    assert Counter(row["lang"] for row in rows) == dict.fromkeys(LANGUAGES, 50)
    assert len({row["id"] for row in rows}) == len({row["question"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == KEYS, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert row["answerable"] is (row["kind"] not in UNANSWERABLE_KINDS), row["id"]
        assert bool(row["answers"]) is bool(row["evidence"]) is row["answerable"], row["id"]
    assert sum(not row["answerable"] for row in rows) >= LEAST_UNANSWERABLE


@each_set
def test_evidence_is_in_the_texts_and_holds_an_answer(name: str) -> None:
    held = [document.text for document in texts(name)]
    for row in questions(name):
        assert all(any(piece in text for text in held) for piece in row["evidence"]), row["id"]
        if row["answerable"]:
            told = " ".join(row["evidence"])
            assert any(contains(told, answer) for answer in row["answers"]), row["id"]


def test_the_sets_are_apart() -> None:
    dev, test = (texts(name) for name in SETS)
    assert {d.id for d in dev}.isdisjoint(d.id for d in test)
    assert {d.title for d in dev}.isdisjoint(d.title for d in test)
    for one in questions("portal-dev"):
        for other in questions("portal-test"):
            assert not too_alike(words(one), words(other)), (one["id"], other["id"])
