"""Exceptions of the assistant room; the root is ``corpus.ProjectError``.

AssistantError
├── InvalidQuestionError     the question is empty, too long or holds no words
├── InvalidSettingError      a setting holds a value of the wrong form
├── MissingExtraError        a package of an extra that is needed is not installed
├── ServerStartError         the HTTP server cannot start (port in use, address unknown)
├── ComposerError            a composer cannot answer (a model endpoint is down or misbehaves)
└── RecordsError             the database of keys, feedback and questions fails
    └── UnknownKeyError      no API key has that id
"""

from corpus import ProjectError


class AssistantError(ProjectError):
    """Asking, answering or serving failed."""


class InvalidQuestionError(AssistantError):
    """The question cannot be asked as it stands."""


class InvalidSettingError(AssistantError):
    """A setting holds a value of the wrong form."""


class MissingExtraError(AssistantError):
    """A package that comes with an extra is not installed."""


class ServerStartError(AssistantError):
    """The HTTP server cannot start."""


class ComposerError(AssistantError):
    """A composer cannot answer."""


class RecordsError(AssistantError):
    """The database of keys, feedback and questions cannot be read or written."""


class UnknownKeyError(RecordsError):
    """No API key has that id."""
