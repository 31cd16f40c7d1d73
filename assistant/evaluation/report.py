"""The report: one JSON document that holds all figures and the rows they are computed from.

Two runs over the same input give the same document but for ``created`` and ``timings``.
"""

import dataclasses
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.evaluation.answerer import Answerer
from assistant.evaluation.bootstrap import LEAST_ROWS, LEVEL, Resampling
from assistant.evaluation.environment import versions
from assistant.evaluation.errors import ReportError
from assistant.evaluation.judging import Failure, judge
from assistant.evaluation.locating import Sources
from assistant.evaluation.matching import ACCEPTED_RULE, EXACT_RULE
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.metrics.abstention import coverage_error
from assistant.evaluation.metrics.calibration import reliability
from assistant.evaluation.outcome import Reply
from assistant.evaluation.question import Question, QuestionSet
from assistant.evaluation.row import Row
from assistant.evaluation.stems import STEMMED_RULE
from assistant.evaluation.summary import summarise, summarise_latency

SCHEMA = "kz-ai-assistant/evaluation"
SCHEMA_VERSION = 1
JSON_NAME, HTML_NAME = "evaluation.json", "evaluation.html"

Report = dict[str, Any]

RETRIEVAL_RULE = (
    "A passage is relevant when it overlaps a piece of evidence that no better ranked passage "
    "overlaps; for sets without evidence, when it is of a document judged relevant, or else holds "
    "an accepted string. Where a set has contexts but does not say which place in one is meant, "
    "all places where the answer stands as whole words are one piece, and any of them is enough. "
    "Passages are searched for with the question as the trace says it was resolved against the "
    "conversation, else as asked; a search that was refused counts in no figure. A citation is "
    "right by the same rule, whatever its rank."
)
LATENCY_RULE = (
    "One question at a time, after one that is not measured. Over HTTP a time is that of the "
    "attempt that was answered: attempts that failed and the waits after them are left out, and so "
    "are answers that came without a search where no trace was asked for, since a server may have "
    "kept those from before."
)
CONFIDENCE_RULE = (
    "A refusal's confidence is that of the answer that was withheld; refusals that look at the "
    "question alone (unclear, blocked) count as 0."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Lost:
    """Gold that the sources do not hold, with the ids of its questions: pieces of evidence, and
    whole documents judged relevant. None where their documents cannot be listed."""

    evidence: list[dict[str, str]] | None
    documents: list[dict[str, str]] | None


def judge_all(
    questions: Sequence[Question], replies: Sequence[Reply], answerer: Answerer
) -> tuple[list[Row], Lost]:
    """The rows, and the gold that is nowhere in the sources.

    Raises:
        AnswererError: the sources cannot be read.
    """
    sources = Sources(answerer)
    ids = sources.listed(questions)
    rows = [
        judge(question, reply, sources, sources.home(question, ids or []))
        for question, reply in zip(questions, replies, strict=True)
    ]
    return rows, Lost(None, None) if ids is None else _lost(questions, sources, ids)


def _lost(questions: Sequence[Question], sources: Sources, ids: Sequence[str]) -> Lost:
    known = set(ids)
    return Lost(
        [
            {"id": question.id, "evidence": text}
            for question in questions
            for text in sources.unplaced(question, ids)
        ],
        [
            {"id": question.id, "document": name}
            for question in questions
            for name in sorted(question.relevant.keys() - known)
        ],
    )


def make_report(
    found: QuestionSet,
    questions: Sequence[Question],
    replies: Sequence[Reply],
    answerer: Answerer,
    system: Mapping[str, Any],
    settings: Mapping[str, Any],
    resampling: Resampling,
) -> Report:
    """The report of a run over ``questions`` of the set ``found``, asked as ``settings`` say of
    what ``system`` describes.

    Raises:
        AnswererError: the sources cannot be read.
    """
    rows, lost = judge_all(questions, replies, answerer)
    times = [reply.wall_ms for reply in replies]
    failures = Counter(row.failure for row in rows if row.failure)
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "set": {
            "name": found.name,
            "format": found.format,
            "sha256": found.sha256,
            "questions": len(found.questions),
            "evaluated": len(rows),
            "documents": len(found.documents),
            "malformed": [dataclasses.asdict(problem) for problem in found.problems],
            "evidence_not_in_sources": lost.evidence,
            "documents_not_in_sources": lost.documents,
        },
        "system": dict(system),
        "settings": {**settings, **dataclasses.asdict(resampling)},
        "packages": versions(),
        "rules": {
            "accepted": ACCEPTED_RULE,
            "stemmed": STEMMED_RULE,
            "exact": EXACT_RULE,
            "retrieval": RETRIEVAL_RULE,
            "confidence": CONFIDENCE_RULE,
            "latency": LATENCY_RULE,
            "interval": f"Brackets hold the {LEVEL:.0%} bootstrap interval over questions, those "
            "that ask the same (in one language, with the same history, but for case and white "
            f"space) drawn together. Fewer than {LEAST_ROWS} different ones get none, and of what "
            "compares two classes the smaller one counts.",
        },
        "definitions": {
            name: {"meaning": metric.meaning, "better": metric.better, "unit": metric.unit}
            for name, metric in METRICS.items()
        },
        "metrics": summarise(rows, resampling),
        "curves": {
            "coverage_error": {
                "all": coverage_error(rows),
                **{
                    language: coverage_error([row for row in rows if row.language == language])
                    for language in sorted({row.language for row in rows})
                },
            },
            "reliability": [dataclasses.asdict(one) for one in reliability(rows)],
        },
        "failures": {kind: failures[kind] for kind in Failure if failures[kind]},
        "searches_refused": [
            {"id": reply.id, "reason": reply.refused} for reply in replies if reply.refused
        ],
        "comparison": None,
        "rows": [row.model_dump(mode="json") for row in rows],
        "timings": {
            "metrics": summarise_latency(rows, times, resampling),
            "wall_ms": {reply.id: reply.wall_ms for reply in replies},
            "server_ms": {reply.id: reply.outcome.timings_ms for reply in replies},
        },
    }


def all_metrics(report: Mapping[str, Any]) -> dict[str, Any]:
    """The metrics of a report with those of latency among them, in the shape of ``metrics``."""
    plain, timed = report["metrics"], report["timings"]["metrics"]
    merged: dict[str, Any] = {"all": plain["all"] | timed["all"]}
    for dimension, found in plain.items():
        if dimension != "all":
            merged[dimension] = {
                name: values | timed[dimension][name] for name, values in found.items()
            }
    return merged


def read_report(path: Path) -> Report:
    """A report written before.

    Raises:
        ReportError: it cannot be read, or is no report of this schema version.
    """
    try:
        report = json.loads(path.read_bytes())
    except OSError as error:
        raise ReportError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path}: not JSON ({str(error)[:80]})") from error
    if not isinstance(report, dict) or report.get("schema") != SCHEMA:
        raise ReportError(f"{path}: not a report of this command")
    if report.get("schema_version") != SCHEMA_VERSION:
        raise ReportError(
            f"{path}: schema version {report.get('schema_version')!r}, expected {SCHEMA_VERSION}"
        )
    try:
        for row in report["rows"]:
            Row.model_validate(row)
        str(report["created"] + report["set"]["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(f"{path}: damaged ({str(error).splitlines()[0][:80]})") from error
    return report


def dump(report: Mapping[str, Any]) -> str:
    """The report as JSON: indented, but for the rows, of which each is a line."""
    parts = []
    for key, value in report.items():
        if key == "rows":
            lines = ",\n".join(f"  {_json(row)}" for row in value)
            text = f"[\n{lines}\n ]"
        else:
            text = _json(value, indent=1).replace("\n", "\n ")
        parts.append(f" {_json(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)


def write(directory: Path, name: str, text: str) -> Path:
    """Put a file of the report in place in one step.

    Raises:
        ReportError: it cannot be written.
    """
    path = directory / name
    draft = directory / f"{name}.new"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", errors="replace")
        os.replace(draft, path)
    except OSError as error:
        raise ReportError(f"{path}: cannot be written ({error.strerror})") from error
    return path
