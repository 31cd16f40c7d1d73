"""Feedback as a question set: the JSONL that ``assistant evaluate`` reads."""

import json
from collections.abc import Iterable, Iterator

from assistant.records.feedback import Feedback, Rating
from corpus import Language, detect_language


def question_set(kept: Iterable[Feedback], *, unlabelled: bool = False) -> Iterator[str]:
    """A line for each rating whose question was kept.

    A thumb up vouches for what was shown: an answer by its quotes, a refusal by there being none.
    A thumb down proves no other answer, so those lines come only with ``unlabelled``, their
    ``answerable`` null until someone who knows fills it in; the evaluation names and skips them.
    """
    for one in kept:
        if one.question is None:
            continue
        vouched = one.rating is Rating.UP and bool(one.evidence) == one.answered
        if vouched or unlabelled:
            language = one.language or detect_language(one.question)
            yield json.dumps(_record(one, language, vouched=vouched), ensure_ascii=False)


def _record(one: Feedback, language: Language, *, vouched: bool) -> dict[str, object]:
    record: dict[str, object] = {
        "id": f"feedback-{one.request_id}",
        "lang": language,
        "kind": "feedback",
        "question": one.question,
        "answerable": one.answered if vouched else None,
        "answers": [],
        "evidence": list(one.evidence) if vouched else [],
    }
    if not vouched:
        record |= {"rating": one.rating, "reason": one.reason, "comment": one.comment}
    return record
