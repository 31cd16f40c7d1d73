"""Questions to cited answers, over the command line, HTTP and a chat page."""

from assistant.answer import (
    Answer,
    Citation,
    QuotedTranslation,
    RelatedPassage,
    Status,
    Turn,
)
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
