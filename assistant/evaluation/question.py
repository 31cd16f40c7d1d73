"""Questions with what is known of their answers, and sets of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from corpus import Document, Language


class SetFormat(StrEnum):
    """How a question set is written."""

    JSONL = "jsonl"
    """The project's own: one JSON object a line (``id``, ``lang``, ``question``, …)."""
    SQUAD = "squad"
    """SQuAD, XQuAD, KazQAD: contexts with questions, nested or one flat record a question."""
    KAZQAD_TSV = "kazqad-tsv"
    """Tab-separated ``id``, question, title, passage, answer, perhaps under that header."""
    BEIR = "beir"
    """A directory of ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv``."""
    TABLE = "table"
    """CSV or TSV with a header that has ``question`` and ``answer``, perhaps a ``context``."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of a source that proves an answer.

    Without a ``document_id`` it is wherever ``text`` stands verbatim; with one, it is the span
    ``start`` to ``end`` of that document. Where nobody said which of several places is meant, any
    of the ``others`` proves as much.
    """

    text: str
    document_id: str | None = None
    start: int = 0
    end: int = 0
    others: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A message said before the question."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its gold.

    Any one of ``answers`` is right. ``relevant`` grades whole documents (BEIR); ``document`` is
    the one the question was written over, where known.
    """

    id: str
    language: Language
    kind: str
    text: str
    answerable: bool
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    history: tuple[PastTurn, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    document: str | None = None

    def without_places(self) -> "Question":
        """The same, for sources other than the set's own: places of evidence mean nothing there."""
        kept = tuple(piece for piece in self.evidence if piece.document_id is None)
        return replace(self, evidence=kept, document=None)


@dataclass(frozen=True, slots=True)
class Problem:
    """What was skipped in a set, and where: a line, or a path into the JSON."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question set as read. ``documents`` is its own corpus, empty where it has none."""

    name: str
    format: SetFormat
    questions: tuple[Question, ...]
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of the questions and the documents; layout of the file does not matter."""
        digest = hashlib.sha256()
        for question in self.questions:
            values = asdict(question)
            for piece in values["evidence"]:
                if not piece["others"]:  # so that the digest of a set without is what it was
                    del piece["others"]
            record = json.dumps(values, ensure_ascii=False, sort_keys=True)
            digest.update(record.encode("utf-8", "surrogatepass") + b"\n")
        for document in self.documents:
            digest.update(f"{document.id} {document.sha256}\n".encode())
        return digest.hexdigest()
