"""Uploads: a document sent as JSON, or as a file in a form."""

import datetime
import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException

from assistant.http.form import Part, UndecodableError, digest, parts_of
from corpus import (
    Document,
    Language,
    Limits,
    UnreadableSourceError,
    document_from_text,
    load_bytes,
)

_NOT_IN_A_LINE = frozenset({"Cc", "Zl", "Zp"})
"""Categories of characters: controls, NUL and line breaks among them, and separators of lines."""


def _one_line(value: str) -> str:
    if any(unicodedata.category(character) in _NOT_IN_A_LINE for character in value):
        raise PydanticCustomError("one_line", "expected one line without control characters")
    return value


_Line = Annotated[
    str,
    AfterValidator(_one_line),
    Field(json_schema_extra={"pattern": r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"}),
]


class UploadMetadata(BaseModel):
    """What may be said of a document beside its text; what is not said is found or left out."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[
        str | None,
        Field(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
            description="Stands in addresses; without it, one is made",
        ),
    ] = None
    title: Annotated[_Line, Field(min_length=1, max_length=500)] | None = None
    language: Language | None = None
    date: datetime.date | None = None
    url: Annotated[_Line, Field(max_length=2_000)] | None = None
    publisher: Annotated[_Line, Field(max_length=500)] | None = None


class TextUpload(UploadMetadata):
    """A document whose text is sent as it is to be quoted; blank lines part its paragraphs."""

    title: Annotated[_Line, Field(min_length=1, max_length=500)]
    text: str


class FileUpload(UploadMetadata):
    """A document in a file: .txt, .md, .html, .pdf or .docx."""

    file: Annotated[str, Field(json_schema_extra={"format": "binary"})]


_Upload = TypeVar("_Upload", bound=UploadMetadata)


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent, its fields checked.

    ``fingerprint`` is the same where the same is sent again. ``read`` reads the document; it
    blocks, so it is to be called in a thread, and raises CorpusError.
    """

    fingerprint: bytes
    read: Callable[[], Document]


def read_upload(request: Request, body: bytes, limits: Limits, id: str | None) -> Upload:  # noqa: A002
    """The upload in ``body``; it blocks as long as a large body takes to be parsed.

    ``id`` is that of the address, where it has one; another one in the body is refused.

    Raises:
        RequestValidationError: a field is missing or not acceptable.
        HTTPException, FormError: the body is of another type, or not what its type says.
    """
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == "application/json":
        upload = _parse(TextUpload, _json(body), id)
        return Upload(sha256(body).digest(), lambda: _text_document(upload, limits))
    if media_type == "multipart/form-data":
        parts = parts_of(body, content_type)
        file, metadata = _file(parts)
        given = _parse(UploadMetadata, metadata, id)
        fields = {name: value for name, value in given if value is not None}
        name = file.filename or ""
        return Upload(
            digest(parts), lambda: load_bytes(file.data, filename=name, limits=limits, **fields)
        )
    raise HTTPException(415, "expected application/json or multipart/form-data")


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "expected a JSON object in UTF-8") from error


def _file(parts: Sequence[Part]) -> tuple[Part, dict[str, str]]:
    """The file of a form and its other fields; an empty field is one that was not filled in."""
    named = {part.name: part for part in parts}
    file = named.pop("file", None)
    if file is None or file.filename is None:
        raise _refused("missing", "file", "expected a file")
    fields = {}
    for name, part in named.items():
        if part.filename is not None:
            raise _refused("value_error", name, "expected a field, not a file")
        try:
            text = part.text
        except UndecodableError as error:
            raise _refused("value_error", name, str(error)) from error
        if text:
            fields[name] = text
    return file, fields


def _refused(kind: str, name: str, message: str) -> RequestValidationError:
    return RequestValidationError([{"type": kind, "loc": ("body", name), "msg": message}])


def _parse(model: type[_Upload], fields: Any, id: str | None) -> _Upload:  # noqa: A002
    try:
        upload = model.model_validate(fields)
    except ValidationError as error:
        errors = [{**item, "loc": ("body", *item["loc"])} for item in error.errors()]
        raise RequestValidationError(errors) from error
    if id is None:
        return upload
    if upload.id not in (None, id):
        raise _refused("value_error", "id", f"expected {id!r} or none")
    return upload.model_copy(update={"id": id})


def _text_document(upload: TextUpload, limits: Limits) -> Document:
    encoded = upload.text.encode("utf-8", "replace")
    document = document_from_text(
        upload.text,
        id=upload.id or f"text-{sha256(encoded).hexdigest()[:16]}",
        title=upload.title,
        language=upload.language,
        date=upload.date,
        url=upload.url,
        publisher=upload.publisher,
    )
    if len(document.text) > limits.max_chars:
        raise UnreadableSourceError(f"{document.id}: has more than {limits.max_chars} characters")
    return document
