"""What the OpenAI-compatible routes take and give.

A request may hold anything a client of that API sends; what has no meaning here (temperature,
tools, system messages) is ignored. ``citations`` and ``status`` are this service's own fields.
"""

import time
from typing import Annotated, Any, Literal
from uuid import uuid4

from pydantic import BaseModel, Field, field_validator

from assistant.answer import Answer, Citation, Status, Turn
from assistant.errors import InvalidQuestionError
from assistant.http.notes import with_notes

MODEL = "kz-ai-assistant"
_MAX_TURN_CHARS = 20_000


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    type: Literal["text"]
    text: str


class ChatMessage(BaseModel):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class StreamOptions(BaseModel):
    include_usage: bool = False


class ChatRequest(BaseModel):
    """A conversation whose last message is the question."""

    model: str
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=1_000)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: Annotated[int | None, Field(ge=1, le=1, description="Only one answer is given")] = None
    response_format: Annotated[
        dict[str, Any] | None, Field(description="Only {'type': 'text'}: an answer is prose")
    ] = None

    @field_validator("response_format")
    @classmethod
    def _prose(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value is not None and value.get("type") != "text":
            raise ValueError("only the type 'text' is supported")
        return value

    def conversation(self) -> tuple[str, list[Turn]]:
        """The question, and the turns before it, the last fifty.

        Raises:
            InvalidQuestionError: the last message is not the user's.
        """
        *earlier, last = self.messages
        if last.role != "user":
            raise InvalidQuestionError(f"the last message is of the {last.role}, not of the user")
        turns = [
            Turn(role=message.role, content=message.text[:_MAX_TURN_CHARS])
            for message in earlier
            if message.role in ("user", "assistant")
        ]
        return last.text, turns[-50:]


class Usage(BaseModel):
    """Words, counted between spaces: no tokens are spent here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, prompt: str, completion: str) -> "Usage":
        asked, answered = len(prompt.split()), len(completion.split())
        return cls(prompt_tokens=asked, completion_tokens=answered, total_tokens=asked + answered)


class CompletionMessage(BaseModel):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class CompletionChoice(BaseModel):
    index: Literal[0] = 0
    message: CompletionMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class _Completion(BaseModel):
    id: str = Field(default_factory=lambda: f"chatcmpl-{uuid4().hex}")
    created: int = Field(default_factory=lambda: int(time.time()))
    model: str = MODEL


class ChatCompletion(_Completion):
    """An answer, with numbered notes in its text and the citations beside it."""

    object: Literal["chat.completion"] = "chat.completion"
    choices: list[CompletionChoice]
    usage: Usage
    status: Annotated[Status, Field(description="Extension: what became of the question")]
    citations: Annotated[
        list[Citation], Field(description="Extension: note [1] is the first of them")
    ]

    @classmethod
    def of(cls, question: str, answer: Answer) -> "ChatCompletion":
        text, notes = with_notes(answer)
        content = f"{text}\n\n{notes}" if notes else text
        return cls(
            choices=[CompletionChoice(message=CompletionMessage(content=content))],
            usage=Usage.of(question, content),
            status=answer.status,
            citations=answer.citations,
        )


class Delta(BaseModel):
    role: Literal["assistant"] | None = None
    content: str | None = None


class ChunkChoice(BaseModel):
    index: Literal[0] = 0
    delta: Delta
    logprobs: None = None
    finish_reason: Literal["stop"] | None = None


class ChatChunk(_Completion):
    """A piece of a streamed answer; the one that ends it carries the extensions."""

    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    choices: list[ChunkChoice]
    usage: Usage | None = None
    status: Status | None = None
    citations: list[Citation] | None = None


class Model(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str = MODEL


class Models(BaseModel):
    object: Literal["list"] = "list"
    data: list[Model]


class ErrorBody(BaseModel):
    message: str
    type: str
    param: str | None
    code: str


class ErrorResponse(BaseModel):
    """An error as clients of that API expect it."""

    error: ErrorBody
