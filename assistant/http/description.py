"""The OpenAPI description: what is so of every call, beside what each route says of itself."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.http.access import GUARDED, KEY_NEEDED
from assistant.http.chat import PATHS
from assistant.http.chatschemas import ErrorResponse
from assistant.http.problem import PROBLEM_JSON, Problem
from assistant.http.problems import DESCRIPTIONS

_KEY_POSSIBLE: list[dict[str, list[str]]] = [{}, *KEY_NEEDED]
_SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key made with `assistant keys create`",
}
_OF_PROBLEMS = (PROBLEM_JSON, Problem)
_OF_OPENAI = ("application/json", ErrorResponse)
_TEXT = {"schema": {"type": "string"}}
_REQUEST_ID = {"description": "Yours where you sent one", "required": True, **_TEXT}
_CHALLENGE = {"description": "Always Bearer", "required": True, **_TEXT}
_RETRY_AFTER = {
    "description": "Seconds to wait",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}
_LIMITS = {
    "RateLimit": {"description": "Calls left, where they are limited", **_TEXT},
    "RateLimit-Policy": {"description": "Calls in a time, where they are limited", **_TEXT},
}


def install(app: FastAPI, *, require_key: bool) -> None:
    """Replace the app's description; FastAPI puts every model under ``application/json``."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            described = get_openapi(
                title=app.title, summary=app.summary, version=app.version, routes=app.routes
            )
            described["components"]["securitySchemes"] = {"key": _SCHEME}
            for path, operations in described["paths"].items():
                for operation in operations.values():
                    _complete(path, operation, require_key=require_key)
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]  # FastAPI's documented way


def _complete(path: str, operation: dict[str, Any], *, require_key: bool) -> None:
    responses = operation["responses"]
    guarded = path.startswith(GUARDED)
    if guarded:
        operation.setdefault("security", KEY_NEEDED if require_key else _KEY_POSSIBLE)
    of_openai = path.startswith(PATHS)
    if of_openai:
        responses.pop("422", None)  # FastAPI's; here it is 400
    media_type, model = _OF_OPENAI if of_openai else _OF_PROBLEMS
    for status in (401, 429, 500, 503) if guarded else (500,):
        schema = {"$ref": f"#/components/schemas/{model.__name__}"}
        added = {"description": DESCRIPTIONS[status], "content": {media_type: {"schema": schema}}}
        responses.setdefault(str(status), added)
    for status, response in responses.items():
        content = response.get("content", {})
        if PROBLEM_JSON in content and "application/json" in content:
            content[PROBLEM_JSON] = content.pop("application/json")
        headers = response["headers"] = {**response.get("headers", {}), "X-Request-ID": _REQUEST_ID}
        if guarded:
            headers |= _LIMITS
        if status == "401":
            headers["WWW-Authenticate"] = _CHALLENGE
        if guarded and status in ("429", "503"):
            headers["Retry-After"] = _RETRY_AFTER
