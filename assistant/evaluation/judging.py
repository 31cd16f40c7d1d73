"""From a question and its reply to a row: every comparison with the gold, and the failure's kind.

Kinds of failure, the first that applies:

- ``invalid_citation``: a citation is not exactly what the document holds there.
- ``error``: the question could not be asked.
- ``wrongly_answered``: answered, though the sources do not hold an answer.
- ``not_retrieved``: wrong or refused, and no passage found proves an answer.
- ``wrongly_refused``: refused, though a passage found proves the answer, or none was looked for.
- ``not_chosen``: a passage found proves the answer, but another answer was given, or none was
  looked for.
- ``wrong_citation``: the answer is right, but no citation overlaps the evidence.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from assistant.evaluation import matching, stems
from assistant.evaluation.locating import Sources, pieces, proven
from assistant.evaluation.outcome import ERROR, Cited, Found, Outcome, Reply
from assistant.evaluation.question import Question
from assistant.evaluation.row import JudgedCitation, JudgedPassage, Ranking, Row

_DIGITS, _TRACE_DIGITS = 6, 4
_SHOWN_PASSAGES = 3
_SHOWN_CHARS = 400


class Failure(StrEnum):
    """Why a row is wrong; see the module."""

    INVALID_CITATION = "invalid_citation"
    ERROR = "error"
    WRONGLY_ANSWERED = "wrongly_answered"
    NOT_RETRIEVED = "not_retrieved"
    WRONGLY_REFUSED = "wrongly_refused"
    NOT_CHOSEN = "not_chosen"
    WRONG_CITATION = "wrong_citation"


def judge(question: Question, reply: Reply, sources: Sources, home: str | None) -> Row:
    """The row of one question; ``home`` is the document it is counted under."""
    outcome = reply.outcome
    citations, cited = _citations(question, outcome, sources)
    ranking, passages = _retrieval(question, reply.found, sources)
    scores = _scores(question, outcome)
    row = Row(
        id=question.id,
        language=question.language,
        kind=question.kind,
        document=home,
        question=question.text,
        history=[f"{turn.role}: {turn.content}" for turn in question.history],
        answerable=question.answerable,
        expected=list(question.answers),
        evidence=[piece.text for piece in question.evidence],
        status=outcome.status,
        answer=outcome.answer,
        answer_language=outcome.language,
        confidence=round(outcome.answer_confidence, _DIGITS),
        reason=outcome.reason,
        **scores,
        citations=citations,
        evidence_pieces=len(_citable(question)),
        evidence_cited=cited,
        ranking=ranking,
        passages=passages,
        failure=None,
    )
    failure = _failure(row)
    update: dict[str, Any] = {"failure": failure}
    if failure is None:
        short = [passage.model_copy(update={"text": ""}) for passage in passages]
        update["passages"] = short
    else:
        update["trace"] = _settled(outcome.trace)
    return row.model_copy(update=update)


def _citations(
    question: Question, outcome: Outcome, sources: Sources
) -> tuple[list[JudgedCitation], int]:
    """The citations checked, and how many pieces of evidence they overlap."""
    judged: list[JudgedCitation] = []
    found: set[int] = set()
    for citation in outcome.citations:
        overlapped = proven(
            question, sources, citation.document_id, citation.start, citation.end, citation.quote
        )
        found |= overlapped.keys()
        judged.append(
            JudgedCitation(
                document_id=citation.document_id,
                title=citation.title,
                start=citation.start,
                end=citation.end,
                quote=citation.quote,
                valid=_valid(citation, sources),
                right=bool(overlapped) if _citable(question) else None,
            )
        )
    return judged, len(found)


def _citable(question: Question) -> dict[int, int]:
    return pieces(question) if question.answerable else {}


def _valid(citation: Cited, sources: Sources) -> bool:
    source = sources.document(citation.document_id)
    return (
        source is not None
        and 0 <= citation.start < citation.end <= len(source.text)
        and source.text[citation.start : citation.end] == citation.quote
        and (citation.sha256 is None or source.sha256 is None or citation.sha256 == source.sha256)
    )


def _retrieval(
    question: Question, found: Sequence[Found] | None, sources: Sources
) -> tuple[Ranking | None, list[JudgedPassage]]:
    """A passage gains what no passage before it proved: evidence is found once."""
    gold = _citable(question)
    seen: set[int] = set()
    documents: set[str] = set()
    gains: list[int] = []
    counts: list[int] = []
    judged: list[JudgedPassage] = []
    for passage in found or ():
        proof = proven(
            question, sources, passage.document_id, passage.start, passage.end, passage.text
        )
        new = [value for piece, value in proof.items() if piece not in seen]
        gain = max(new, default=0)
        seen |= proof.keys()
        judged.append(
            JudgedPassage(
                passage_id=passage.passage_id,
                document_id=passage.document_id,
                start=passage.start,
                end=passage.end,
                gain=gain,
                text=passage.text[:_SHOWN_CHARS] if len(judged) < _SHOWN_PASSAGES else "",
            )
        )
        if question.relevant and passage.document_id in documents:
            continue  # whole documents are ranked: the second passage of one takes no rank
        documents.add(passage.document_id)
        gains.append(gain)
        counts.append(len(new))
    if found is None or not gold:
        return None, judged
    missed = [value for piece, value in gold.items() if piece not in seen]
    return Ranking(gains=gains, missed=missed, pieces=counts), judged


def _scores(question: Question, outcome: Outcome) -> dict[str, Any]:
    """Comparisons of the text with the accepted answers; a refusal is wrong, whatever it says."""
    names = ("correct", "correct_stemmed", "exact_match", "f1", "f1_stemmed",
             "span_exact_match", "span_f1")  # fmt: skip
    if not question.answerable or not question.answers:
        return dict.fromkeys(names)
    language = question.language
    text = outcome.answer if outcome.answered else ""
    spans = _spans(outcome)
    got = matching.tokens(text, language)
    accepted = [matching.tokens(answer, language) for answer in question.answers]
    proper = [matching.tokens(span, language) for span in spans]
    return {
        "correct": any(matching.contains(text, answer) for answer in question.answers),
        "correct_stemmed": any(
            stems.contains(text, answer, language) for answer in question.answers
        ),
        "exact_match": bool(got) and got in accepted,
        "f1": _best([matching.f1(got, one) for one in accepted]),
        "f1_stemmed": _best([stems.f1(text, one, language) for one in question.answers]),
        "span_exact_match": any(bool(span) and span in accepted for span in proper),
        "span_f1": _best([matching.f1(span, one) for span in proper for one in accepted]),
    }


def _best(values: Sequence[float]) -> float:
    return round(max(values, default=0.0), _DIGITS)


def _spans(outcome: Outcome) -> list[str]:
    """The texts highlighted as the answer proper."""
    return [
        citation.quote[start - citation.start : end - citation.start]
        for citation in outcome.citations
        for start, end in citation.highlights
        if citation.start <= start < end <= citation.end
    ] if outcome.answered else []  # fmt: skip


def _failure(row: Row) -> Failure | None:
    if any(not citation.valid for citation in row.citations):
        return Failure.INVALID_CITATION
    if row.status == ERROR:
        return Failure.ERROR
    if not row.answerable:
        return Failure.WRONGLY_ANSWERED if row.answered else None
    if not row.answered or row.right is False:
        if row.ranking is not None and not any(row.ranking.gains):
            return Failure.NOT_RETRIEVED
        return Failure.NOT_CHOSEN if row.answered else Failure.WRONGLY_REFUSED
    judged = [citation.right for citation in row.citations]
    if row.evidence_pieces and not any(judged):
        return Failure.WRONG_CITATION
    return None


def _settled(trace: Any) -> Any:
    """A trace without what differs from run to run: timings, and the last digits of sums."""
    if isinstance(trace, dict):
        return {key: _settled(value) for key, value in trace.items() if key != "timings_ms"}
    if isinstance(trace, list):
        return [_settled(value) for value in trace]
    return round(trace, _TRACE_DIGITS) if isinstance(trace, float) else trace
