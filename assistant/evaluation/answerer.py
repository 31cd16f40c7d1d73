"""The contract of what is evaluated: an engine in this process, a deployment, or a fake."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.evaluation.errors import AnswererError
from assistant.evaluation.outcome import Found, Outcome
from assistant.evaluation.question import Question
from corpus import Language


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as the system holds it; a citation is checked against this."""

    text: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions are put. ``depth`` is how many passages a search is asked for."""

    top_k: int = 5
    depth: int = 10
    explain: bool = True


class Answerer(Protocol):
    """Answers questions, searches, and shows its sources."""

    @property
    def took_ms(self) -> float | None:
        """How long the last question took: the attempt that was answered, without those before it
        and the waits between them. None where its answer was kept from before, or none was asked.
        """
        ...

    def describe(self) -> Mapping[str, Any]:
        """What is evaluated: mode, build, model, settings. Equal descriptions answer alike."""
        ...

    def ask(self, question: Question, asking: Asking) -> Outcome:
        """The outcome of a question, its history sent along.

        Raises:
            AnswererError: it cannot be reached, or does not speak the schema.
        """
        ...

    def search(self, query: str, language: Language | None, depth: int) -> list[Found] | None:
        """The best passages for a query; None where there is no search.

        Raises:
            RefusedSearchError: this query, or so many passages, are not searched for.
            AnswererError: as ``ask``.
        """
        ...

    def document(self, document_id: str) -> SourceText | None:
        """A document's text; None where there is no such document.

        Raises:
            AnswererError: as ``ask``.
        """
        ...

    def document_ids(self) -> list[str] | None:
        """The ids of all documents; None where they cannot be listed.

        Raises:
            AnswererError: as ``ask``.
        """
        ...


def parse_headers(lines: Sequence[str]) -> dict[str, str]:
    """Headers of ``Name: value`` lines.

    Raises:
        AnswererError: one is not such a line; its value is not shown.
    """
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or not value.strip():
            raise AnswererError("--header: expected 'Name: value'")
        headers[name.strip()] = value.strip()
    return headers
