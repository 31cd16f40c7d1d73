"""Uploads: a document sent as JSON, or as a file in a form."""

import datetime
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from corpus import (
    Document,
    Language,
    Limits,
    UnreadableSourceError,
    document_from_text,
    load_bytes,
)


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
    title: Annotated[str | None, Field(min_length=1, max_length=500)] = None
    language: Language | None = None
    date: datetime.date | None = None
    url: Annotated[str | None, Field(max_length=2_000)] = None
    publisher: Annotated[str | None, Field(max_length=500)] = None


class TextUpload(UploadMetadata):
    """A document whose text is sent as it is to be quoted; blank lines part its paragraphs."""

    title: Annotated[str, Field(min_length=1, max_length=500)]
    text: str


class FileUpload(UploadMetadata):
    """A document in a file: .txt, .md, .html, .pdf or .docx."""

    file: Annotated[str, Field(json_schema_extra={"format": "binary"})]


_Upload = TypeVar("_Upload", bound=UploadMetadata)
Reader = Callable[[], Document]
"""Reads a document; blocking, so it is to be called in a thread."""


async def reader_of(request: Request, body: bytes, limits: Limits, id: str | None) -> Reader:  # noqa: A002
    """What reads the document in ``body``; the reader raises CorpusError.

    ``id`` is that of the address, where it has one; another one in the body is refused.

    Raises:
        RequestValidationError: a field is missing or not acceptable.
        HTTPException: the body is of another type, or not what its type says.
    """
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "application/json":
        upload = _parse(TextUpload, _json(body), id)
        return lambda: _text_document(upload, limits)
    if content_type == "multipart/form-data":
        async with request.form(max_files=1, max_fields=10) as form:
            file, metadata = _file(form)
            given = _parse(UploadMetadata, metadata, id)
            data, filename = await file.read(), file.filename or ""
        fields = {name: value for name, value in given if value is not None}
        return lambda: load_bytes(data, filename=filename, limits=limits, **fields)
    raise HTTPException(415, "expected application/json or multipart/form-data")


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "expected a JSON object in UTF-8") from error


def _file(form: FormData) -> tuple[UploadFile, dict[str, Any]]:
    """The file of a form and its other fields; an empty field is one that was not filled in."""
    fields = {name: value for name, value in form.multi_items() if value != ""}
    file = fields.pop("file", None)
    if not isinstance(file, UploadFile):
        problem = {"type": "missing", "loc": ("body", "file"), "msg": "expected a file"}
        raise RequestValidationError([problem])
    return file, fields


def _parse(model: type[_Upload], fields: Any, id: str | None) -> _Upload:  # noqa: A002
    try:
        upload = model.model_validate(fields)
    except ValidationError as error:
        errors = [{**item, "loc": ("body", *item["loc"])} for item in error.errors()]
        raise RequestValidationError(errors) from error
    if id is None:
        return upload
    if upload.id not in (None, id):
        problem = {"type": "value_error", "loc": ("body", "id"), "msg": f"expected {id!r} or none"}
        raise RequestValidationError([problem])
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
