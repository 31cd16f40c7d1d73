"""An answerer for tests, shipped beside the real ones."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.evaluation.answerer import Asking, SourceText
from assistant.evaluation.errors import RefusedSearchError
from assistant.evaluation.outcome import Found, Outcome
from assistant.evaluation.question import Question
from corpus import Language


@dataclass(slots=True)
class FakeAnswerer:
    """Replies what ``outcomes`` and ``found`` hold under a question's text; the rest is refused.

    ``asked`` lists the questions that were asked, in order. After ``fail_after`` of them it raises
    ``error``. Searches for the queries of ``refused`` are refused, for the reason there.
    """

    documents: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    found: Mapping[str, Sequence[Found]] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    took_ms: float | None = 1.0
    fail_after: int | None = None
    error: BaseException = field(default_factory=KeyboardInterrupt)
    asked: list[Question] = field(default_factory=list)

    def describe(self) -> Mapping[str, Any]:
        return {"mode": "fake", "build": {"documents": len(self.documents)}}

    def ask(self, question: Question, asking: Asking) -> Outcome:
        del asking
        if self.fail_after is not None and len(self.asked) >= self.fail_after:
            raise self.error
        self.asked.append(question)
        refusal = Outcome(
            status="not_in_sources",
            answer="—",
            language=question.language,
            confidence=0.1,
            citations=[],
        )
        return self.outcomes.get(question.text, refusal)

    def search(self, query: str, language: Language | None, depth: int) -> list[Found] | None:
        del language
        if query in self.refused:
            raise RefusedSearchError(self.refused[query])
        return list(self.found.get(query, ()))[:depth]

    def document(self, document_id: str) -> SourceText | None:
        text = self.documents.get(document_id)
        if text is None:
            return None
        return SourceText(text, hashlib.sha256(text.encode()).hexdigest())

    def document_ids(self) -> list[str] | None:
        return list(self.documents)
