"""Evaluations from beginning to end, over fakes: determinism, resuming, comparing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.answerer import Answerer
from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.errors import FloorError, MissingExtraError, ReportError, SetError
from assistant.evaluation.fake import FakeAnswerer
from assistant.evaluation.floors import broken, parse_floor
from assistant.evaluation.page import render
from assistant.evaluation.plan import Opening, Plan, evaluate
from assistant.evaluation.question import QuestionSet
from assistant.evaluation.report import all_metrics, dump
from assistant.evaluation.runner import Progress
from assistant.settings import Settings
from corpus import Language
from tests.assistant.evaluation.samples import TEXT, cited, found, outcome

SOURCES = {"d": TEXT}
OUTCOMES = {
    "Какое место?": outcome("86-е место", citations=[cited(0, 31)], trace={"timings_ms": {"a": 1}}),
    "Сколько услуг?": outcome("86", citations=[cited(0, 31)], confidence=0.5),
}
LINES: list[dict[str, Any]] = [
    {"id": "a", "lang": "ru", "kind": "plain", "question": "Какое место?", "answerable": True,
     "answers": ["86-е"], "evidence": ["86-е место"]},
    {"id": "b", "lang": "ru", "kind": "plain", "question": "Сколько услуг?", "answerable": True,
     "answers": ["51,5 млн"], "evidence": ["51,5 млн", "нет такого"]},
    {"id": "c", "lang": "kk", "kind": "far", "question": "Ауа райы?", "answerable": False},
]  # fmt: skip
FAST = Resampling(100)


def answerer(**changes: Any) -> FakeAnswerer:
    values: dict[str, Any] = {
        "documents": SOURCES,
        "outcomes": OUTCOMES,
        "found": {"Какое место?": [found(0, 31)], "Сколько услуг?": [found(32, 53)]},
    }
    return FakeAnswerer(**values | changes)


def opening(answers: FakeAnswerer) -> Opening:
    @contextmanager
    def opened(
        plan: Plan, questions: QuestionSet, settings: Settings, progress: Progress | None
    ) -> Iterator[Answerer]:
        del plan, questions, settings, progress
        yield answers

    return opened


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def untimed(report: dict[str, Any]) -> dict[str, Any]:
    return {key: report[key] for key in report if key not in ("created", "timings")}


def ran(plan: Plan, settings: Settings, fake: FakeAnswerer | None = None) -> dict[str, Any]:
    return evaluate(plan, settings, opening=opening(fake or answerer()), notify=lambda _: None)


def test_a_report(questions: Path, settings: Settings) -> None:
    report = ran(Plan(questions, resampling=FAST), settings)
    values = report["metrics"]["all"]
    assert values["answer.recall"] == {"value": 0.5, "low": None, "high": None, "n": 2}
    assert values["abstention.recall"]["value"] == 1
    assert values["retrieval.recall@1"]["value"] == 0.5
    assert values["citation.precision"]["value"] == 0.5
    assert report["metrics"]["language"].keys() == {"ru", "kk"}
    assert report["metrics"]["kind"].keys() == {"plain", "far"}
    assert report["metrics"]["document"].keys() == {"d", "unknown"}
    assert report["failures"] == {"not_retrieved": 1}
    assert report["set"]["evidence_not_in_sources"] == [{"id": "b", "evidence": "нет такого"}]
    assert [row["failure"] for row in report["rows"]] == [None, "not_retrieved", None]
    assert report["timings"]["wall_ms"].keys() == {"a", "b", "c"}
    assert json.loads(json.dumps(report, allow_nan=False)).keys() == report.keys()


def test_two_runs_give_the_same_report(questions: Path, settings: Settings) -> None:
    first, second = (ran(Plan(questions, resampling=FAST), settings) for _ in range(2))
    assert untimed(first) == untimed(second)


@pytest.mark.parametrize("report", [None, "report"])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_interrupted_run_gives_the_same_report(
    questions: Path, settings: Settings, tmp_path: Path, report: str | None, after: int
) -> None:
    plan = Plan(questions, resampling=FAST, report=tmp_path / report if report else None)
    whole = ran(plan, settings)
    with pytest.raises(KeyboardInterrupt):
        ran(plan, settings, answerer(fail_after=after))
    rest = answerer()
    told: list[str] = []
    again = evaluate(plan, settings, opening=opening(rest), notify=told.append)
    assert untimed(again) == untimed(whole)
    assert len(rest.asked) == 1 + 3 - (after - 1)
    expected = [f"going on after {after - 1} answers of an interrupted run"] if after > 1 else []
    assert told == expected
    assert list(tmp_path.glob("*/**/*journal*")) == []


def test_another_system_is_not_resumed(questions: Path, settings: Settings) -> None:
    plan = Plan(questions, resampling=FAST)
    with pytest.raises(KeyboardInterrupt):
        ran(plan, settings, answerer(fail_after=3))
    other = answerer(documents=SOURCES | {"e": "Иное."})
    ran(plan, settings, other)
    assert len(other.asked) == 4


def test_fresh_starts_over(questions: Path, settings: Settings) -> None:
    with pytest.raises(KeyboardInterrupt):
        ran(Plan(questions, resampling=FAST), settings, answerer(fail_after=3))
    rest = answerer()
    ran(Plan(questions, resampling=FAST, fresh=True), settings, rest)
    assert len(rest.asked) == 4


def test_limit_and_language(questions: Path, settings: Settings) -> None:
    report = ran(Plan(questions, resampling=FAST, limit=1), settings)
    assert [row["id"] for row in report["rows"]] == ["a"]
    assert report["settings"]["limit"] == 1
    report = ran(Plan(questions, resampling=FAST, language=Language.KK), settings)
    assert [row["id"] for row in report["rows"]] == ["c"]
    with pytest.raises(SetError, match="no question in en"):
        ran(Plan(questions, resampling=FAST, language=Language.EN), settings)


def test_malformed_lines_are_told_and_counted(questions: Path, settings: Settings) -> None:
    with questions.open("a", encoding="utf-8") as file:
        file.write("\n{" * 7)
    told: list[str] = []
    report = evaluate(
        Plan(questions, resampling=FAST), settings, opening=opening(answerer()), notify=told.append
    )
    assert told[0].startswith("set: skipped line 4: not JSON")
    assert told[-1] == "set: 7 malformed in all"
    assert len(told) == 6
    assert len(report["set"]["malformed"]) == 7
    with pytest.raises(SetError, match="line 4"):
        ran(Plan(questions, strict=True), settings)


def told_of(plan: Plan, settings: Settings, fake: FakeAnswerer) -> tuple[dict[str, Any], list[str]]:
    told: list[str] = []
    return evaluate(plan, settings, opening=opening(fake), notify=told.append), told


def test_refused_searches_count_in_no_figure_and_are_told(
    questions: Path, settings: Settings
) -> None:
    refused = {"Сколько услуг?": "HTTP 422: top_k: at most 8"}
    plan = Plan(questions, resampling=FAST)
    report, told = told_of(plan, settings, answerer(refused=refused))
    # Of the two questions with evidence only the first was searched for, and found.
    assert report["metrics"]["all"]["retrieval.recall@1"]["value"] == 1
    assert report["metrics"]["all"]["retrieval.recall@1"]["n"] == 1
    assert report["rows"][1]["ranking"] is None
    assert report["searches_refused"] == [{"id": "b", "reason": "HTTP 422: top_k: at most 8"}]
    assert told == [
        "searches refused, which count in no figure: 1 of 3 (HTTP 422: top_k: at most 8)"
    ]
    assert "count in no figure: <b>1</b> of 3 (HTTP 422: top_k: at most 8)" in render(report)


def test_answers_without_a_time_are_told(questions: Path, settings: Settings) -> None:
    report, told = told_of(Plan(questions, resampling=FAST), settings, answerer(took_ms=None))
    assert report["timings"]["wall_ms"] == {"a": None, "b": None, "c": None}
    assert report["timings"]["metrics"]["all"]["latency.p50"]["value"] is None
    assert told == ["answers without a search, as kept ones are, whose times are left out: 3"]
    assert "Time for a question" not in render(report)


class Unlisted(FakeAnswerer):
    """Its documents cannot be listed."""

    def document_ids(self) -> list[str] | None:
        return None


def test_evidence_that_was_not_checked_is_not_said_to_be_there(
    questions: Path, settings: Settings
) -> None:
    report, told = told_of(Plan(questions, resampling=FAST), settings, Unlisted(SOURCES, OUTCOMES))
    assert report["set"]["evidence_not_in_sources"] is None
    assert report["set"]["documents_not_in_sources"] is None
    assert told == [
        "the documents cannot be listed: whether they hold the evidence was not checked"
    ]
    assert "<b>not checked</b>" in render(report)


def test_sources_without_documents_hold_no_evidence(questions: Path, settings: Settings) -> None:
    report, _ = told_of(Plan(questions, resampling=FAST), settings, FakeAnswerer())
    assert [one["id"] for one in report["set"]["evidence_not_in_sources"]] == ["a", "b", "b"]


def test_judged_documents_that_the_sources_do_not_hold_are_told(
    tmp_path: Path, settings: Settings
) -> None:
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": "d", "text": TEXT}, {"_id": "e", "text": "Иное."}]
    queries = [{"_id": "1", "text": "Какое место?"}, {"_id": "2", "text": "Сколько услуг?"}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), "utf-8")
    (folder / "qrels" / "test.tsv").write_text("1\te\t1\n2\te\t1\n2\td\t1\n", "utf-8")
    plan = Plan(folder, resampling=FAST, source=tmp_path)
    report, told = told_of(plan, settings, answerer())
    assert report["set"]["documents_not_in_sources"] == [
        {"id": "1", "document": "e"}, {"id": "2", "document": "e"},
    ]  # fmt: skip
    assert report["set"]["evidence_not_in_sources"] == []
    assert told == ["documents judged relevant that the sources do not hold: 1"]
    assert "so that no search finds them: <b>1</b>." in render(report)
    whole = answerer(documents=SOURCES | {"e": "Иное."})
    report, told = told_of(plan, settings, whole)
    assert (report["set"]["documents_not_in_sources"], told) == ([], [])


@pytest.mark.parametrize("group", ["d", "unknown", "ru", "far"])
def test_a_floor_of_a_group_that_the_report_will_have(
    questions: Path, settings: Settings, group: str
) -> None:
    floor = parse_floor(f"abstention.accuracy.{group}=0.5")
    report = ran(Plan(questions, resampling=FAST, floors=(floor,)), settings)
    assert broken([floor], all_metrics(report)) == []


def test_a_floor_of_a_document_without_questions(questions: Path, settings: Settings) -> None:
    fake = answerer(documents=SOURCES | {"e": "Иное."})
    floor = parse_floor("answer.recall.e=1")
    with pytest.raises(FloorError, match=r"no group 'e' in this set, it has d, far, kk, plain, ru"):
        ran(Plan(questions, floors=(floor,)), settings, fake)
    assert fake.asked == []


def test_a_floor_of_an_unknown_group_stops_before_asking(
    questions: Path, settings: Settings
) -> None:
    fake = answerer()
    with pytest.raises(FloorError, match="no group 'en' in this set"):
        ran(Plan(questions, floors=(parse_floor("answer.recall.en=1"),)), settings, fake)
    assert fake.asked == []


def test_a_report_is_written_and_compared_with(
    questions: Path, settings: Settings, tmp_path: Path
) -> None:
    ran(Plan(questions, resampling=FAST, report=tmp_path / "r"), settings)
    text = (tmp_path / "r" / "evaluation.json").read_text(encoding="utf-8")
    written = json.loads(text)
    assert written == json.loads(dump(written))
    assert sum(line.startswith('  {"id": ') for line in text.splitlines()) == 3
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == [
        "evaluation.html",
        "evaluation.json",
    ]
    better = answerer(outcomes=OUTCOMES | {"Сколько услуг?": outcome("51,5 млн")})
    plan = Plan(questions, resampling=FAST, compare=tmp_path / "r" / "evaluation.json")
    comparison = ran(plan, settings, better)["comparison"]
    assert comparison["differences"]["all"]["answer.recall"]["difference"] == 0.5
    assert comparison["flips"] == []  # right now, but without a citation


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not JSON"),
        (b"[]", "not a report of this command"),
        (b'{"schema": "kz-ai-assistant/evaluation", "schema_version": 99}', "schema version 99"),
        (b'{"schema": "kz-ai-assistant/evaluation", "schema_version": 1}', "damaged"),
        (b'{"schema": "kz-ai-assistant/evaluation", "schema_version": 1, "rows": [{}]}', "damaged"),
    ],
)
def test_what_is_no_report_to_compare_with(
    questions: Path, settings: Settings, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=message):
        ran(Plan(questions, compare=path), settings)


def test_a_missing_package_is_named_with_the_extra(
    questions: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "assistant.evaluation.plan.find_spec", lambda name: None if name == "matplotlib" else 1
    )
    ran(Plan(questions, resampling=FAST), settings)
    with pytest.raises(MissingExtraError, match=r"needs matplotlib, .*kz-ai-assistant\[eval\]"):
        ran(Plan(questions, report=tmp_path), settings)
