"""``/v1/documents``: what answers are drawn from, read and changed."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from assistant.engine import Engine
from assistant.http.access import KEY_NEEDED, require_scope
from assistant.http.errors import ConflictError
from assistant.http.etags import check_conditions, tagged_response
from assistant.http.jobs import Job, Report
from assistant.http.problems import problem_responses
from assistant.http.runtime import Runtime, RuntimeDep
from assistant.http.schemas import (
    DocumentResponse,
    DocumentsResponse,
    DocumentView,
    JobView,
)
from assistant.http.uploads import FileUpload, TextUpload, read_upload
from corpus import Document
from index import Manifest, UnknownDocumentError

router = APIRouter(tags=["documents"])
_TEXT = {"schema": {"type": "string"}}
WriterDep = Annotated[str, Depends(require_scope("write"))]
_ETAG = {"ETag": {"description": "Tag of this state", "required": True, **_TEXT}}
_LOCATION = {"Location": {"description": "Where the job is", "required": True, **_TEXT}}
_READ_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"headers": _ETAG},
    304: {"description": "As the client has it", "headers": _ETAG},
    **problem_responses(422),
}
_WRITE_RESPONSES: dict[int | str, dict[str, Any]] = {
    202: {"headers": _LOCATION},
    **problem_responses(401, 403, 409, 422),
}
_BODY_RESPONSES = {**_WRITE_RESPONSES, **problem_responses(400, 413, 415, 504)}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "A write sent again with the same key is done once",
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that was read: 412 where the document has changed since",
    **_TEXT,
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "ETags that the document must not have, or *: 412 where there is one",
    **_TEXT,
}
_HAVE_ALREADY = {
    **_IF_NONE_MATCH,
    "description": "ETags that the client has: 304 where one of them is this",
}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a body that FastAPI does not read; what it names is among the components."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return schema


_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": _schema(TextUpload),
            "example": {"id": "lakes", "title": "Озёра", "text": "Длина Балхаша — 605 км."},
        },
        "multipart/form-data": {"schema": _schema(FileUpload)},
    },
}


@router.get(
    "/v1/documents",
    response_model=DocumentsResponse,
    responses=_READ_RESPONSES,
    openapi_extra={"parameters": [_HAVE_ALREADY]},
)
def documents(
    request: Request,
    runtime: RuntimeDep,
    limit: Annotated[int, Query(ge=1, le=1_000, description="Most documents to return")] = 100,
    offset: Annotated[int, Query(ge=0, le=2**31, description="Documents to leave out first")] = 0,
) -> Response:
    """The documents in the order of their ids, a page of them; `next` leads to the one after."""
    found = runtime.engine.documents()
    after = offset + limit
    page = DocumentsResponse(
        documents=[DocumentView.model_validate(one) for one in found[offset:after]],
        total=len(found),
        limit=limit,
        offset=offset,
        next=f"/v1/documents?limit={limit}&offset={after}" if after < len(found) else None,
    )
    return tagged_response(request, page)


@router.get(
    "/v1/documents/{document_id}",
    response_model=DocumentResponse,
    responses={**_READ_RESPONSES, **problem_responses(404)},
    openapi_extra={"parameters": [_HAVE_ALREADY]},
)
def document(request: Request, document_id: str, runtime: RuntimeDep) -> Response:
    """A document's text and its passages; `If-None-Match` with its `ETag` gives 304."""
    return tagged_response(request, _read(runtime.engine, document_id))


@router.post(
    "/v1/documents",
    status_code=202,
    responses=_BODY_RESPONSES,
    openapi_extra={
        "requestBody": _BODY,
        "parameters": [_IDEMPOTENCY_KEY],
        "security": KEY_NEEDED,
    },
)
async def add(
    request: Request, response: Response, client: WriterDep, runtime: RuntimeDep
) -> JobView:
    """Add a document, as JSON or as a file; its job is at the address in `Location`."""
    engine = runtime.engine

    def check(document_id: str) -> None:
        if _exists(engine, document_id):
            raise ConflictError(f"there is a document {document_id!r}: replace it with PUT")

    return await _write(request, response, client, runtime, "add", None, check)


@router.put(
    "/v1/documents/{document_id}",
    status_code=202,
    responses={**_BODY_RESPONSES, **problem_responses(412)},
    openapi_extra={
        "requestBody": _BODY,
        "parameters": [_IDEMPOTENCY_KEY, _IF_MATCH, _IF_NONE_MATCH],
        "security": KEY_NEEDED,
    },
)
async def replace(
    request: Request, response: Response, document_id: str, client: WriterDep, runtime: RuntimeDep
) -> JobView:
    """Replace a document, or add it under this id."""
    engine = runtime.engine

    def check(document_id: str) -> None:
        check_conditions(
            request,
            lambda: _read(engine, document_id) if _exists(engine, document_id) else None,
        )

    return await _write(request, response, client, runtime, "replace", document_id, check)


@router.delete(
    "/v1/documents/{document_id}",
    status_code=202,
    responses={**_WRITE_RESPONSES, **problem_responses(404, 412)},
    openapi_extra={
        "parameters": [_IDEMPOTENCY_KEY, _IF_MATCH, _IF_NONE_MATCH],
        "security": KEY_NEEDED,
    },
)
async def delete(
    request: Request, response: Response, document_id: str, client: WriterDep, runtime: RuntimeDep
) -> JobView:
    """Remove a document; answers stop citing it when the job is done."""
    engine = runtime.engine

    def check(document_id: str) -> None:
        found = _read(engine, document_id)
        check_conditions(request, lambda: found)

    with runtime.idempotency.begin(request, client, b"") as attempt:
        job = attempt.job
        if job is None:
            await anyio.to_thread.run_sync(check, document_id)
            job = _submit(
                runtime, "delete", document_id, check, partial(engine.remove, [document_id])
            )
            attempt.keep(job)
    return _accepted(response, job)


@router.get(
    "/v1/jobs/{job_id}",
    responses=problem_responses(401, 403, 404, 422),
    dependencies=[Depends(require_scope("write"))],
    openapi_extra={"security": KEY_NEEDED},
)
async def job(job_id: str, runtime: RuntimeDep) -> JobView:
    """How far a change is; jobs that are over are kept for a while."""
    return JobView.model_validate(runtime.jobs.get(job_id))


async def _write(
    request: Request,
    response: Response,
    client: str,
    runtime: Runtime,
    action: str,
    document_id: str | None,
    check: Callable[[str], None],
) -> JobView:
    """Read the document that was sent and queue its job; ``check`` raises where it may not be."""
    engine = runtime.engine
    body = await request.body()
    upload = await anyio.to_thread.run_sync(
        read_upload, request, body, runtime.upload_limits, document_id
    )
    with runtime.idempotency.begin(request, client, upload.fingerprint) as attempt:
        if attempt.job is not None:
            return _accepted(response, attempt.job)

        def read_and_check() -> Document:
            document = upload.read()
            check(document.id)
            return document

        sent = await runtime.upload_gate.run(read_and_check)
        job = _submit(runtime, action, sent.id, check, partial(engine.add, [sent]))
        attempt.keep(job)
    return _accepted(response, job)


def _submit(
    runtime: Runtime,
    action: str,
    document_id: str,
    check: Callable[[str], None],
    change: Callable[[Report], Manifest],
) -> Job:
    """Queue a change, which is made if ``check`` still lets it pass when its turn comes."""
    engine = runtime.engine

    def work(report: Report) -> str:
        engine.refresh()  # another process may have published
        check(document_id)  # another job may have come first
        return change(report).build_id

    return runtime.jobs.submit(action, document_id, work)


def _accepted(response: Response, job: Job) -> JobView:
    response.headers["location"] = f"/v1/jobs/{job.id}"
    return JobView.model_validate(job)


def _read(engine: Engine, document_id: str) -> DocumentResponse:
    return DocumentResponse.of(engine.document(document_id), engine.passages(document_id))


def _exists(engine: Engine, document_id: str) -> bool:
    try:
        engine.document(document_id)
    except UnknownDocumentError:
        return False
    return True
