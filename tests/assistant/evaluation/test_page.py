"""The HTML report: whole, escaped, and loading nothing."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.page import render
from assistant.evaluation.plan import Plan
from assistant.settings import Settings
from tests.assistant.evaluation.samples import cited, outcome
from tests.assistant.evaluation.test_plan import LINES, OUTCOMES, answerer, ran

NASTY = "<script>alert('я')</script>\"&"


class Tags(HTMLParser):
    """Tags and attributes, and whether every tag is closed."""

    VOID = frozenset({"meta", "br", "link", "img", "wbr"})

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A report with every kind of thing in it, a comparison too, all text nasty."""
    lines = [line | {"question": line["question"], "kind": NASTY} for line in LINES]
    lines += [
        {"id": f"x{NASTY}", "lang": "ru", "question": NASTY, "answerable": True, "answers": [NASTY],
         "evidence": [NASTY], "history": [{"role": "user", "content": NASTY}]},
        {"id": "y", "lang": "en", "question": "Refuse me", "answerable": False},
    ]  # fmt: skip
    tmp_path = tmp_path_factory.mktemp("page")
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    bad = cited(0, 5, quote=NASTY, title=NASTY)
    outcomes = OUTCOMES | {
        NASTY: outcome(NASTY, citations=[bad], reason=NASTY, trace={NASTY: NASTY}),
        "Refuse me": outcome("no", citations=[cited(0, 5)]),
    }
    settings = Settings(data_dir=tmp_path / "data")
    plan = Plan(path, resampling=Resampling(100), report=tmp_path / "r")
    ran(plan, settings, answerer(outcomes=outcomes))
    plan = Plan(path, resampling=Resampling(100), compare=tmp_path / "r" / "evaluation.json")
    turned = {"Refuse me": OUTCOMES["Какое место?"], "Какое место?": outcome(NASTY)}
    return ran(plan, settings, answerer(outcomes=outcomes | turned))


@pytest.fixture(scope="module")
def page(report: dict[str, Any]) -> str:
    return render(report)


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not {"script", "iframe", "link", "img", "object", "image"} & set(tags.names)
    for name, value in tags.attributes:
        assert not name.startswith("on")
        if name in ("src", "href", "xlink:href"):
            assert value.startswith("#")
    urls = set(re.findall(r"https?://[^\"'<>\s]+", page))
    assert all(url.startswith("http://www.w3.org/") for url in urls)
    assert "default-src 'none'" in page


def test_text_is_escaped(page: str) -> None:
    assert NASTY not in page
    assert "&lt;script&gt;alert(" in page


def test_what_is_shown(page: str) -> None:
    assert page.count("<svg") == 4
    for kind in ("Invalid citation: 1", "Wrongly answered: 1", "Not retrieved: 1"):
        assert kind in page
    for text in ("answer.<wbr>recall", "51,5 млн", "not in the document", "Against evaluation.json",
                 "No longer right: 1", "pieces of evidence"):  # fmt: skip
        assert text in page


def test_ids_are_unique(page: str) -> None:
    tags = Tags()
    tags.feed(page)
    ids = [value for name, value in tags.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_the_same_report_gives_the_same_page(report: dict[str, Any], page: str) -> None:
    assert render(report) == page


def test_who_answered_is_named(report: dict[str, Any], page: str) -> None:
    assert "chat model" not in page
    assert "reranker" not in page
    system = {
        "mode": "in-process",
        "reranker": {"name": "cross/encoder", "digest": "0123456789abcdef"},
        "generation": {"base_url": "http://host/v1", "model": "talker"},
    }
    named = render(report | {"system": system})
    assert "reranker cross/encoder 0123456789ab" in named
    assert "chat model talker" in named
    assert "generation.model" in named
    assert "chat model" not in render(report | {"system": {**system, "generation": None}})


def test_other_rules_are_told_beside_a_comparison(report: dict[str, Any], page: str) -> None:
    assert "by other rules" not in page
    changed = report["comparison"] | {"rules_changed": ["accepted", "stemmed"]}
    told = render(report | {"comparison": changed})
    assert "Answers were judged by other rules then (accepted, stemmed)" in told


def test_nothing_but_refusals(tmp_path: Path) -> None:
    path = tmp_path / "set.csv"
    path.write_text("question,answer\nWho?,\n", encoding="utf-8")
    plan = Plan(path, resampling=Resampling(100))
    report = ran(plan, Settings(data_dir=tmp_path / "data"), answerer())
    page = render(report)
    assert "<p>None.</p>" in page
