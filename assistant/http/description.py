"""The OpenAPI description, with errors under the media type they are sent in."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.http.chat import PATHS
from assistant.http.problem import PROBLEM_JSON


def install(app: FastAPI) -> None:
    """Replace the app's description; FastAPI puts every model under ``application/json``."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            described = get_openapi(
                title=app.title, summary=app.summary, version=app.version, routes=app.routes
            )
            for path, operations in described["paths"].items():
                for operation in operations.values():
                    _correct(operation["responses"])
                    if path.startswith(PATHS):
                        operation["responses"].pop("422", None)  # FastAPI's; here it is 400
            app.openapi_schema = described
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]  # FastAPI's documented way


def _correct(responses: dict[str, Any]) -> None:
    for response in responses.values():
        content = response.get("content", {})
        if PROBLEM_JSON in content:
            content[PROBLEM_JSON] = content.pop("application/json")
