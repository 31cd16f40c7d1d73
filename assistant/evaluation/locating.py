"""Where evidence stands in the documents, and whether a span overlaps it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.evaluation import matching
from assistant.evaluation.answerer import Answerer, SourceText
from assistant.evaluation.question import Evidence, Question


@dataclass(slots=True)
class Sources:
    """The documents of what is evaluated, each read once."""

    answerer: Answerer
    _texts: dict[str, SourceText | None] = field(default_factory=dict)
    _places: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=dict)

    def document(self, document_id: str) -> SourceText | None:
        """A document, None where there is no such one."""
        if document_id not in self._texts:
            self._texts[document_id] = self.answerer.document(document_id)
        return self._texts[document_id]

    def places(self, piece: Evidence, document_id: str) -> list[tuple[int, int]]:
        """The spans of a piece of evidence in one document."""
        if piece.document_id is not None:
            every = [(piece.start, piece.end), *piece.others]
            return every if piece.document_id == document_id else []
        key = (document_id, piece.text)
        if key not in self._places:
            source = self.document(document_id)
            self._places[key] = [
                match.span() for match in re.finditer(re.escape(piece.text), source.text)
            ] if source else []  # fmt: skip
        return self._places[key]

    def home(self, question: Question, document_ids: Sequence[str]) -> str | None:
        """The document a question was written over: the set's word, else where its evidence is."""
        if question.document is not None:
            return question.document
        return next(
            (
                document_id
                for piece in question.evidence
                for document_id in document_ids
                if self.places(piece, document_id)
            ),
            None,
        )

    def unplaced(self, question: Question, document_ids: Sequence[str]) -> list[str]:
        """Pieces of evidence that none of the documents holds; one with a place is in its own."""
        return [
            piece.text
            for piece in question.evidence
            if piece.document_id is None
            and not any(self.places(piece, document_id) for document_id in document_ids)
        ]

    def listed(self, questions: Sequence[Question]) -> list[str] | None:
        """The ids of the documents that the gold of some question has to be looked for in, empty
        where each says itself where it stands; None where they cannot be listed."""
        sought = any(
            question.relevant or any(piece.document_id is None for piece in question.evidence)
            for question in questions
        )
        return self.answerer.document_ids() if sought else []


def proven(
    question: Question, sources: Sources, document_id: str, start: int, end: int, text: str
) -> dict[int, int]:
    """Which pieces of a question's gold the span ``start`` to ``end`` proves, and their gains.

    Pieces are numbered: evidence by its place in the question; a whole relevant document, or an
    accepted answer in ``text`` where there is no evidence, as one piece of its own.
    """
    if question.evidence:
        return {
            number: 1
            for number, piece in enumerate(question.evidence)
            if any(
                first < end and start < last for first, last in sources.places(piece, document_id)
            )
        }
    if question.relevant:
        graded = sorted(question.relevant)
        if document_id not in question.relevant:
            return {}
        return {graded.index(document_id): question.relevant[document_id]}
    if any(matching.contains(text, answer) for answer in question.answers):
        return {0: 1}
    return {}


def pieces(question: Question) -> dict[int, int]:
    """All pieces of a question's gold and their gains; empty where it has none."""
    if question.evidence:
        return dict.fromkeys(range(len(question.evidence)), 1)
    if question.relevant:
        return {
            number: question.relevant[name] for number, name in enumerate(sorted(question.relevant))
        }
    return {0: 1} if question.answers else {}
