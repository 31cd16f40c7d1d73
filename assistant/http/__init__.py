"""The HTTP surface: ``create_app`` builds it, ``run`` serves it."""

from assistant.http.app import create_app
from assistant.http.server import run

__all__ = ["create_app", "run"]
