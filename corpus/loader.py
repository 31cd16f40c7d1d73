"""Loading: documents from files, directories, globs and standard input."""

import os
import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from corpus.document import Document, document_from_text
from corpus.errors import MetadataError, SourceNotFoundError, UnreadableSourceError
from corpus.metadata import Metadata, parse_metadata, slug, split_front_matter
from corpus.paragraph import paragraphs
from corpus.text import decode, normalise
from corpus.translation import SOURCE_SUFFIXES, read_translation, sidecars, source_of

STANDARD_INPUT = "-"


def load_source(path: str | Path) -> Document:
    """The document in one file, with the translations that lie beside it.

    A text (``.md``, ``.txt``) may open with YAML front matter: ``id`` (without it: made from the
    file's name), ``title`` (the file's name), ``language`` (detected), ``date``, ``url`` and
    ``publisher``.

    Raises SourceNotFoundError, UnreadableSourceError (not UTF-8, empty, of no known format) or
    MetadataError (front matter or a translation is not as expected; ``path`` is a translation).
    """
    path = Path(path)
    if not path.exists():
        raise SourceNotFoundError(f"{path}: no such file")
    if path.suffix.lower() not in SOURCE_SUFFIXES:
        raise UnreadableSourceError(
            f"{path}: unknown file type, expected {', '.join(SOURCE_SUFFIXES)}"
        )
    original = source_of(path)
    if original is not None:
        raise MetadataError(f"{path} is a translation of {original}; load that instead")
    return _document(_read(path), str(path), path)


def load_sources(path: str | Path) -> list[Document]:
    """The documents at ``path``: a file, a directory, a glob (``**`` goes deep), or ``-``.

    A directory is read with all below it, in sorted order, without hidden files, ``README.md``,
    translations and files of an unknown type; a glob likewise. ``-`` is one text from standard
    input. Raises what ``load_source`` does, SourceNotFoundError if there is nothing to load, and
    MetadataError, naming both files, if two documents have one id.
    """
    if str(path) == STANDARD_INPUT:
        return [_document(sys.stdin.buffer.read(), "standard input", None)]
    expected = f"sources ({', '.join(SOURCE_SUFFIXES)})"
    if Path(path).is_dir():
        files = _sources(_below(Path(path)))
        missing = f"{path}: no {expected} in this directory"
    elif has_magic(str(path)) and not Path(path).exists():
        files = _sources(map(Path, glob(str(path), recursive=True)))
        missing = f"{path}: no {expected} match"
    else:
        return [load_source(path)]
    if not files:
        raise SourceNotFoundError(missing)
    return list(_distinct((file, load_source(file)) for file in files))


def _below(directory: Path) -> Iterator[Path]:
    """The files in ``directory`` and below, but for hidden ones."""
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _sources(files: Iterable[Path]) -> list[Path]:
    return sorted(
        file
        for file in files
        if file.suffix.lower() in SOURCE_SUFFIXES
        and file.name.lower() != "readme.md"
        and file.is_file()
        and source_of(file) is None
    )


def _distinct(loaded: Iterable[tuple[Path, Document]]) -> Iterator[Document]:
    files: dict[str, Path] = {}
    for file, document in loaded:
        if document.id in files:
            raise MetadataError(
                f"{file}: id {document.id!r} is already that of {files[document.id]}"
            )
        files[document.id] = file
        yield document


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(f"{path}: cannot be read ({error.strerror})") from error


def _document(data: bytes, name: str, path: Path | None) -> Document:
    text = normalise(decode(data, name), name)
    mapping, body = split_front_matter(text, name)
    metadata = parse_metadata(mapping, Metadata, name)
    stem = path.stem if path else "stdin"
    document_id = metadata.id or slug(stem)
    if not document_id:
        raise MetadataError(f"{name}: no id can be made from the file's name; give it an id")
    body = normalise(body, name)
    count = len(paragraphs(body))
    return document_from_text(
        body,
        id=document_id,
        title=metadata.title or stem,
        language=metadata.language,
        date=metadata.date,
        url=metadata.url,
        publisher=metadata.publisher,
        translations=tuple(
            read_translation(_read(sidecar), sidecar, document_id=document_id, count=count)
            for sidecar in (sidecars(path) if path else ())
        ),
    )
