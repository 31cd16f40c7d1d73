"""Documents to passages."""

from corpus.document import Document, Translation
from corpus.errors import (
    CorpusError,
    MetadataError,
    ProjectError,
    SourceNotFoundError,
    UnreadableSourceError,
)
from corpus.language import Language
from corpus.passage import Passage, PassageKind, Sentence

__all__ = [
    "CorpusError",
    "Document",
    "Language",
    "MetadataError",
    "Passage",
    "PassageKind",
    "ProjectError",
    "Sentence",
    "SourceNotFoundError",
    "Translation",
    "UnreadableSourceError",
]
