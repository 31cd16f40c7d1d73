"""Exceptions of the index room; the root is ``corpus.ProjectError``.

IndexingError                   building, opening or searching an index failed
├── IndexMissingError           there is no built index at the directory
├── IndexDamagedError           a file is missing, truncated or does not match its digest
├── IndexMismatchError          built with another model, splitter, source or schema version
├── IndexLockedError            another process is writing
├── IndexWriteError             the data directory cannot be written (permissions, disk full)
├── StoreUnavailableError       the server that holds the vectors does not answer
├── ModelError                  an embedding model or reranker cannot be loaded or used
└── UnknownDocumentError        no document of that id
"""

from corpus import ProjectError


class IndexingError(ProjectError):
    """Building, opening or searching an index failed."""


class IndexMissingError(IndexingError):
    """There is no built index at the directory given."""


class IndexDamagedError(IndexingError):
    """A file of the index is missing, truncated or does not match its digest."""


class IndexMismatchError(IndexingError):
    """The index was built with another model, splitter, source or schema version."""


class IndexLockedError(IndexingError):
    """Another process is writing the index."""


class IndexWriteError(IndexingError):
    """The data directory cannot be written."""


class StoreUnavailableError(IndexingError):
    """The server that holds the vectors is out of reach, refuses, or does not answer in time."""


class ModelError(IndexingError):
    """A model cannot be loaded or used."""


class UnknownDocumentError(IndexingError):
    """No document has the id asked for."""
