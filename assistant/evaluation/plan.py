"""An evaluation from beginning to end: read, ask, judge, compare, write."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.evaluation.answerer import Answerer, Asking
from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.errors import MissingExtraError, SetError
from assistant.evaluation.floors import Floor, check_groups
from assistant.evaluation.journal import Journal, key_of
from assistant.evaluation.locating import Sources
from assistant.evaluation.question import Question, QuestionSet, SetFormat
from assistant.evaluation.runner import Progress, run
from assistant.evaluation.sets import load_set
from assistant.evaluation.summary import UNKNOWN
from assistant.settings import Settings
from corpus import Language, ProjectError

_JOURNAL = "journal.jsonl"
_DEPTH, _DEPTH_OF_DOCUMENTS = 10, 50
"""Passages searched for; more where whole documents are ranked, since they share documents."""

Notify = Callable[[str], None]
Opening = Callable[
    ["Plan", QuestionSet, Settings, Progress | None], AbstractContextManager[Answerer]
]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to evaluate, and how.

    Questions go to the deployment at ``url``; else to an engine over ``source``, over the set's
    own documents, or over the index of the settings, the first there is. ``floors`` are only
    checked to name groups of the set; see ``floors.broken``.
    """

    set: Path
    format: SetFormat | None = None
    strict: bool = False
    limit: int | None = None
    language: Language | None = None
    source: Path | None = None
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout_s: float = 30.0
    retries: int = 4
    top_k: int = 5
    explain: bool = True
    report: Path | None = None
    compare: Path | None = None
    floors: tuple[Floor, ...] = ()
    resampling: Resampling = field(default_factory=Resampling)
    fresh: bool = False


def evaluate(
    plan: Plan,
    settings: Settings,
    *,
    progress: Progress | None = None,
    notify: Notify = print,
    opening: Opening | None = None,
) -> dict[str, Any]:
    """The report of a plan, also written to ``plan.report`` where there is one.

    ``notify`` is told in a line what was skipped or taken over. ``opening`` takes the place of
    ``open_answerer``.

    Raises:
        EvaluationError: the set, the floors, the other report or the deployment are no good, or
            the report cannot be written.
        ProjectError: the engine cannot be opened.
    """
    _require(plan)
    from assistant.evaluation import report as reports
    from assistant.evaluation.comparison import compare

    before = reports.read_report(plan.compare) if plan.compare else None
    found = load_set(plan.set, plan.format, strict=plan.strict)
    _tell(found, notify)
    questions = _chosen(found, plan)
    depth = _DEPTH_OF_DOCUMENTS if any(one.relevant for one in questions) else _DEPTH
    asking = Asking(plan.top_k, depth, plan.explain)
    with (opening or open_answerer)(plan, found, settings, progress) as answerer:
        _check_floors(plan.floors, questions, answerer)
        system = answerer.describe()
        how = {**asdict(asking), "own_documents": plan.url is None and plan.source is None}
        key = key_of({"set": found.sha256, "system": system, "asking": how})
        directory = plan.report or settings.data_dir / "evaluation"
        name = _JOURNAL if plan.report else f"{key[:16]}.jsonl"
        with Journal(directory / name, key, fresh=plan.fresh) as journal:
            if journal.replies:
                notify(f"going on after {len(journal.replies)} answers of an interrupted run")
            try:
                replies = run(questions, answerer, journal, asking, progress)
            except (KeyboardInterrupt, ProjectError):
                notify(f"{len(journal.replies)} answers are kept; the same command goes on there")
                raise
            how |= {"limit": plan.limit, "language": plan.language}
            report = reports.make_report(
                found, questions, replies, answerer, system, how, plan.resampling
            )
            if before is not None and plan.compare is not None:
                report["comparison"] = compare(before, plan.compare.name, report, plan.resampling)
            if plan.report is not None:
                reports.write(plan.report, reports.JSON_NAME, reports.dump(report))
                from assistant.evaluation.page import render

                reports.write(plan.report, reports.HTML_NAME, render(report))
            journal.remove()
    _tell_of(report, notify)
    return report


def _require(plan: Plan) -> None:
    """Raises MissingExtraError before anything is asked that could not be reported."""
    needed = ["ir_measures"]
    needed += ["matplotlib", "jinja2"] if plan.report else []
    for name in needed:
        if find_spec(name) is None:
            raise MissingExtraError(
                f"evaluation needs {name}, which is not installed:"
                " pip install 'kz-ai-assistant[eval]'"
            )


def _tell(found: QuestionSet, notify: Notify) -> None:
    for problem in found.problems[:5]:
        notify(f"{found.name}: skipped {problem}")
    if len(found.problems) > 5:
        notify(f"{found.name}: {len(found.problems)} malformed in all")


def _tell_of(report: Mapping[str, Any], notify: Notify) -> None:
    """Say what a figure alone would hide."""
    refused, lost = report["searches_refused"], report["set"]["documents_not_in_sources"]
    if refused:
        asked, reason = len(report["rows"]), refused[0]["reason"]
        notify(f"searches refused, which count in no figure: {len(refused)} of {asked} ({reason})")
    if lost is None:
        notify("the documents cannot be listed: whether they hold the evidence was not checked")
    elif lost:
        judged = len({one["document"] for one in lost})
        notify(f"documents judged relevant that the sources do not hold: {judged}")
    untimed = sum(took is None for took in report["timings"]["wall_ms"].values())
    if untimed:
        notify(f"answers without a search, as kept ones are, whose times are left out: {untimed}")


def _chosen(found: QuestionSet, plan: Plan) -> list[Question]:
    questions = [one for one in found.questions if plan.language in (None, one.language)]
    if not questions:
        raise SetError(f"{plan.set}: no question in {plan.language}")
    if plan.url is not None or plan.source is not None:
        questions = [one.without_places() for one in questions]
    return questions[: plan.limit]


def _check_floors(
    floors: Sequence[Floor], questions: Sequence[Question], answerer: Answerer
) -> None:
    """Raises FloorError where one names no group that the report will have."""
    known: set[str] = set()
    for question in questions:
        known |= {question.language, question.kind, *filter(None, (question.document,))}
    if any(floor.group is not None and floor.group not in known for floor in floors):
        sources = Sources(answerer)
        ids = sources.listed(questions) or []
        known |= {sources.home(question, ids) or UNKNOWN for question in questions}
    check_groups(floors, known)


@contextmanager
def open_answerer(
    plan: Plan, found: QuestionSet, settings: Settings, progress: Progress | None
) -> Iterator[Answerer]:
    """What the plan says is to be evaluated.

    Raises:
        AnswererError: the address of the deployment is malformed.
        ProjectError: the engine cannot be opened.
    """
    if plan.url is not None:
        from assistant.evaluation.remote import RemoteAnswerer

        with RemoteAnswerer(
            plan.url, headers=plan.headers, timeout_s=plan.timeout_s, retries=plan.retries
        ) as remote:
            yield remote
        return
    from assistant.evaluation.local import open_local

    documents = () if plan.source is not None else found.documents
    with open_local(settings, documents=documents, source=plan.source, progress=progress) as local:
        yield local
