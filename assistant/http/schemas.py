"""Requests and responses of the HTTP API other than the answer itself."""

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Turn
from assistant.http.jobs import JobState
from corpus import Document, Language, Passage
from index import Hit


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AskRequest(_Request):
    """A question, with the conversation it belongs to where there is one."""

    question: str = Field(description="The question, in Russian, Kazakh or English")
    language: Annotated[
        Language | None, Field(description="Language of the answer; by default the question's")
    ] = None
    history: Annotated[
        list[Turn],
        Field(max_length=50, description="Earlier messages of the conversation, oldest first"),
    ] = []
    conversation_id: Annotated[
        str | None,
        Field(
            pattern=r"^[A-Za-z0-9._-]{8,64}$",
            description="Lets the server keep the history; ignored where history is sent",
        ),
    ] = None
    top_k: Annotated[int, Field(ge=1, description="Passages to search for")] = 5
    explain: Annotated[bool, Field(description="Return the trace of every step")] = False


class SearchRequest(_Request):
    """A search for passages."""

    query: str
    language: Language | None = None
    top_k: Annotated[int, Field(ge=1)] = 5


class PassageView(BaseModel):
    """A passage and its place in its document, in code points."""

    id: str
    document_id: str
    kind: str
    start: int
    end: int
    text: str
    language: Language
    heading_path: list[str]
    translations: dict[Language, str]

    @classmethod
    def of(cls, passage: Passage) -> "PassageView":
        return cls(
            id=passage.id,
            document_id=passage.document_id,
            kind=passage.kind,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            language=passage.language,
            heading_path=list(passage.heading_path),
            translations=dict(passage.translations),
        )


class HitView(BaseModel):
    """A ranked passage; a part that did not return it has null for its score and rank."""

    rank: int
    score: float
    view: Language
    dense_score: float | None
    dense_rank: int | None
    lexical_score: float | None
    lexical_rank: int | None
    passage: PassageView

    @classmethod
    def of(cls, hit: Hit) -> "HitView":
        return cls(
            rank=hit.rank,
            score=hit.score,
            view=hit.view,
            dense_score=hit.dense_score,
            dense_rank=hit.dense_rank,
            lexical_score=hit.lexical_score,
            lexical_rank=hit.lexical_rank,
            passage=PassageView.of(hit.passage),
        )


class SearchResponse(BaseModel):
    hits: list[HitView]


class _Metadata(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    language: Language
    date: datetime.date | None
    publisher: str | None
    url: str | None
    sha256: str


class DocumentView(_Metadata):
    """A document's metadata; ``characters`` counts code points of its text."""

    characters: int
    passages: int


class DocumentsResponse(BaseModel):
    """A page of documents; ``next`` is the path of the one after, null on the last."""

    documents: list[DocumentView]
    total: int
    limit: int
    offset: int
    next: str | None


class DocumentResponse(_Metadata):
    """A document whole: ``text[start:end]`` is what a citation or a passage quotes."""

    text: str
    passages: list[PassageView]

    @classmethod
    def of(cls, document: Document, passages: list[Passage]) -> "DocumentResponse":
        metadata = _Metadata.model_validate(document)
        return cls(
            **dict(metadata),
            text=document.text,
            passages=[PassageView.of(passage) for passage in passages],
        )


class JobView(BaseModel):
    """A change to the documents: its progress, and the index build that came of it."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    action: str
    document_id: str
    state: JobState
    stage: str | None
    done: int
    total: int
    build: str | None
    error: str | None
    created: datetime.datetime
    finished: datetime.datetime | None


class Health(BaseModel):
    status: str


class Readiness(BaseModel):
    """Whether questions can be answered, and if not, why."""

    ready: bool
    reason: str | None = None
    build: str | None = None
    model: str | None = None
    documents: int | None = None
    passages: int | None = None
