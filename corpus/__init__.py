"""Documents to passages."""

from corpus.detection import detect_language
from corpus.document import Document, Translation, document_from_text
from corpus.errors import (
    CorpusError,
    MetadataError,
    ProjectError,
    SourceNotFoundError,
    UnreadableSourceError,
)
from corpus.formats.limits import Limits
from corpus.heading import heading_title, is_table_row, leads
from corpus.keyboard import retyped
from corpus.language import Language
from corpus.loader import load_bytes, load_source, load_sources
from corpus.paragraph import paragraphs
from corpus.passage import Passage, PassageKind, Sentence
from corpus.respelling import is_spelt, respelt
from corpus.sentence import sentences
from corpus.span import Span
from corpus.splitter import SplitSettings, passages
from corpus.table import row_cells
from corpus.title import telling_title
from corpus.wordlists import fold_letters

__all__ = [
    "CorpusError",
    "Document",
    "Language",
    "Limits",
    "MetadataError",
    "Passage",
    "PassageKind",
    "ProjectError",
    "Sentence",
    "SourceNotFoundError",
    "Span",
    "SplitSettings",
    "Translation",
    "UnreadableSourceError",
    "detect_language",
    "document_from_text",
    "fold_letters",
    "heading_title",
    "is_spelt",
    "is_table_row",
    "leads",
    "load_bytes",
    "load_source",
    "load_sources",
    "paragraphs",
    "passages",
    "respelt",
    "retyped",
    "row_cells",
    "sentences",
    "telling_title",
]
