"""Asking every question of a set, once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.evaluation.answerer import Answerer, Asking
from assistant.evaluation.errors import RefusedSearchError
from assistant.evaluation.journal import Journal
from assistant.evaluation.outcome import Outcome, Reply
from assistant.evaluation.question import Question
from corpus import Language

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


def run(
    questions: Sequence[Question],
    answerer: Answerer,
    journal: Journal,
    asking: Asking,
    progress: Progress | None = None,
) -> list[Reply]:
    """A reply to each question, in their order; those the journal holds are not asked again.

    One question is asked beforehand and not measured, so that what is loaded at the first question
    does not count as its latency. It is none of theirs, lest the answer be kept for the first.

    Raises:
        AnswererError: what is evaluated cannot be reached, or does not speak the schema; what was
            answered until then is in the journal.
    """
    waiting = [question for question in questions if question.id not in journal.replies]
    if waiting:
        answerer.ask(_another(waiting[0]), asking)
    done = len(questions) - len(waiting)
    for question in waiting:
        journal.add(_reply(question, answerer, asking))
        done += 1
        if progress is not None:
            progress("questions", done, len(questions))
    return [journal.replies[question.id] for question in questions]


def _reply(question: Question, answerer: Answerer, asking: Asking) -> Reply:
    outcome = answerer.ask(question, asking)
    took = answerer.took_ms
    query, language = _query(question, outcome)
    found, refused = None, None
    try:
        found = answerer.search(query, language, asking.depth)
    except RefusedSearchError as error:
        refused = str(error)
    return Reply(
        id=question.id,
        outcome=outcome,
        found=found,
        refused=refused,
        wall_ms=None if took is None else round(took, 3),
    )


def _another(question: Question) -> Question:
    """A question of the same words, in an order in which nobody asks it."""
    return replace(question, text=" ".join([*reversed(question.text.split()), "?"]))


def _query(question: Question, outcome: Outcome) -> tuple[str, Language]:
    """What is searched for: the question as the trace says it was resolved, else as asked."""
    trace = outcome.trace or {}
    query = trace.get("question")
    language = trace.get("language")
    return (
        query if isinstance(query, str) and query.strip() else question.text,
        Language(language) if language in set(Language) else question.language,
    )
