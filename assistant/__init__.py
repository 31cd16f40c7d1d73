"""Questions to cited answers, over the command line, HTTP and a chat page.

The names are imported when first used: the command line starts in this package, and `--help` needs
none of numpy, FAISS or FastAPI.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation, QuotedTranslation, RelatedPassage, Status, Turn
    from assistant.answersettings import AnswerSettings
    from assistant.composer import Composer, Composition, Material
    from assistant.errors import (
        AssistantError,
        ComposerError,
        InvalidQuestionError,
        InvalidSettingError,
        ServerStartError,
    )
    from assistant.pipeline import Assistant
    from assistant.redaction import redact

_MODULES = {
    "answer": ("Answer", "Citation", "QuotedTranslation", "RelatedPassage", "Status", "Turn"),
    "answersettings": ("AnswerSettings",),
    "composer": ("Composer", "Composition", "Material"),
    "errors": (
        "AssistantError",
        "ComposerError",
        "InvalidQuestionError",
        "InvalidSettingError",
        "ServerStartError",
    ),
    "pipeline": ("Assistant",),
    "redaction": ("redact",),
}
_HOMES = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}

__all__ = [
    "Answer",
    "AnswerSettings",
    "Assistant",
    "AssistantError",
    "Citation",
    "Composer",
    "ComposerError",
    "Composition",
    "InvalidQuestionError",
    "InvalidSettingError",
    "Material",
    "QuotedTranslation",
    "RelatedPassage",
    "ServerStartError",
    "Status",
    "Turn",
    "redact",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
