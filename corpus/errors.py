"""The root of the project's exceptions, and those of the corpus room.

ProjectError                    every error this project raises on purpose
├── CorpusError                 a source text cannot be used
│   ├── SourceNotFoundError     no such file, directory or match
│   ├── UnreadableSourceError   the bytes are not the text they claim to be
│   └── MetadataError           front matter is missing a key or holds a bad value
├── index.errors.IndexingError  (see index/errors.py)
└── assistant.errors.…          (see assistant/errors.py)

A message names the setting or file, what was received and what was expected. Library errors are
translated where they arise and chained with ``from``.
"""


class ProjectError(Exception):
    """Base of all errors raised on purpose; ``str(error)`` is one line fit to show a user."""


class CorpusError(ProjectError):
    """A source text cannot be used."""


class SourceNotFoundError(CorpusError):
    """No file, directory or glob match at the path given."""


class UnreadableSourceError(CorpusError):
    """The bytes of a source are not the text, or the format, they claim to be."""


class MetadataError(CorpusError):
    """A source's metadata lacks a key or holds a value of the wrong form."""
