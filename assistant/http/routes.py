"""Questions, searches and the health checks."""

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Body, Request, Response
from fastapi.sse import EventSourceResponse

from assistant.answer import Answer
from assistant.engine import Asking
from assistant.http.access import audience
from assistant.http.errors import NotReadyError
from assistant.http.events import EVENT_STREAM, event_response, wants_events
from assistant.http.examples import ANSWERS, ASK_REQUESTS, SEARCH_REQUESTS
from assistant.http.problems import QUESTION_PROBLEMS
from assistant.http.runtime import RuntimeDep
from assistant.http.schemas import (
    AskRequest,
    Health,
    HitView,
    Readiness,
    SearchRequest,
    SearchResponse,
)
from assistant.question import normalise
from index import IndexingError

router = APIRouter()


@router.post(
    "/v1/ask",
    response_model=Answer,
    responses={
        200: {"content": {"application/json": {"examples": ANSWERS}, **EVENT_STREAM}},
        **QUESTION_PROBLEMS,
    },
    tags=["questions"],
)
async def ask(
    body: Annotated[AskRequest, Body(openapi_examples=ASK_REQUESTS)],
    runtime: RuntimeDep,
    request: Request,
    response: Response,
) -> Answer | EventSourceResponse:
    """Answer a question with the passages that prove it, or say that the sources do not.

    A client that accepts `text/event-stream` gets the events status, citation (for each), answer
    (the same object) and done; or error, with problem details, where no answer comes of it.
    """
    runtime.check_top_k(body.top_k)
    normalise(body.question, runtime.settings.answer.max_question_chars)
    engine = runtime.engine
    asking: Asking = {
        "language": body.language,
        "history": body.history,
        "conversation_id": body.conversation_id,
        "top_k": body.top_k,
        "audience": audience(request),
    }
    kept = None if body.explain else runtime.recall(body.question, **asking)

    async def answer() -> Answer:
        if kept is not None:
            return kept
        return await runtime.gate.run(
            lambda: engine.ask(body.question, explain=body.explain, **asking)
        )

    if wants_events(request):
        if kept is None:
            runtime.gate.check()
        return event_response(request, answer)
    response.headers["vary"] = "Accept"
    return await answer()


@router.post("/v1/search", responses=QUESTION_PROBLEMS, tags=["questions"])
async def search(
    body: Annotated[SearchRequest, Body(openapi_examples=SEARCH_REQUESTS)], runtime: RuntimeDep
) -> SearchResponse:
    """Rank the passages of the sources for a query."""
    runtime.check_top_k(body.top_k)
    engine = runtime.engine
    hits = await runtime.gate.run(
        lambda: engine.search(body.query, top_k=body.top_k, language=body.language)
    )
    return SearchResponse(hits=[HitView.of(hit) for hit in hits])


@router.get("/healthz", tags=["operations"])
async def healthz() -> Health:
    """The process is alive; answers from its first moment."""
    return Health(status="alive")


@router.get(
    "/readyz",
    responses={
        503: {
            "model": Readiness,
            "description": "Still loading, loading failed, or Milvus does not answer",
        }
    },
    tags=["operations"],
)
async def readyz(runtime: RuntimeDep, response: Response) -> Readiness:
    """The models and the index are loaded and questions can be answered."""
    try:
        engine = runtime.engine
    except NotReadyError as error:
        response.status_code = 503
        return Readiness(ready=False, reason=str(error))
    try:
        await anyio.to_thread.run_sync(engine.index.check)
    except IndexingError as error:
        response.status_code = 503
        return Readiness(ready=False, reason=str(error))
    manifest = engine.manifest
    return Readiness(
        ready=True,
        build=manifest.build_id,
        model=manifest.embedder.name,
        documents=manifest.counts.documents,
        passages=manifest.counts.passages,
    )
