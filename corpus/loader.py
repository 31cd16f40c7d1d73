"""Loading: documents from files, directories, globs, standard input and uploads."""

import datetime
import os
import re
import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path, PurePosixPath

from corpus.document import Document, Translation, document_from_text
from corpus.errors import MetadataError, SourceNotFoundError, UnreadableSourceError
from corpus.formats.format import SUFFIXES, Format, identify
from corpus.formats.limits import Limits
from corpus.language import Language
from corpus.metadata import Metadata, slug
from corpus.paragraph import paragraphs
from corpus.reader import read_source
from corpus.translation import read_translation, sidecars, source_of

STANDARD_INPUT = "-"

_LIMITS = Limits()
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def load_source(path: str | Path, limits: Limits = _LIMITS) -> Document:
    """The document in one file, with the translations that lie beside it.

    A text (``.md``, ``.txt``) may open with YAML front matter: ``id`` (without it: made from the
    file's name), ``title`` (the file's name), ``language`` (detected), ``date``, ``url`` and
    ``publisher``. An HTML page or a DOCX brings its own title.

    Raises SourceNotFoundError, UnreadableSourceError (not UTF-8, empty, of no known format, over
    ``limits``) or MetadataError (front matter or a translation is not as expected; ``path`` is
    itself a translation).
    """
    path = Path(path)
    if not path.exists():
        raise SourceNotFoundError(f"{path}: no such file")
    original = source_of(path)
    if original is not None:
        raise MetadataError(f"{path} is a translation of {original}; load that instead")
    data = _read(path, limits)
    metadata, text = read_source(data, str(path), identify(data, str(path)), limits)
    document_id = metadata.id or _id_from(path.stem, data)
    count = len(paragraphs(text))
    translations = tuple(
        read_translation(_read(beside, limits), beside, document_id=document_id, count=count)
        for beside in sidecars(path)
    )
    return _document(text, document_id, path.stem, metadata, translations)


def load_sources(path: str | Path, limits: Limits = _LIMITS) -> list[Document]:
    """The documents at ``path``: a file, a directory, a glob (``**`` goes deep), or ``-``.

    A directory is read with all below it, in sorted order, without hidden files, ``README.md``,
    translations and files of an unknown type; a glob likewise. ``-`` is one text from standard
    input. Raises what ``load_source`` does, SourceNotFoundError if there is nothing to load, and
    MetadataError, naming both files, if two documents have one id.
    """
    if str(path) == STANDARD_INPUT:
        data = sys.stdin.buffer.read(limits.max_bytes + 1)
        metadata, text = read_source(data, "standard input", Format.TEXT, limits)
        return [_document(text, metadata.id or "stdin", "stdin", metadata)]
    expected = f"sources ({', '.join(SUFFIXES)})"
    if Path(path).is_dir():
        files = _sources(_below(Path(path)))
        missing = f"{path}: no {expected} in this directory"
    elif has_magic(str(path)) and not Path(path).exists():
        files = _sources(map(Path, glob(str(path), recursive=True)))
        missing = f"{path}: no {expected} match"
    else:
        return [load_source(path, limits)]
    if not files:
        raise SourceNotFoundError(missing)
    return list(_distinct((file, load_source(file, limits)) for file in files))


def load_bytes(
    data: bytes,
    *,
    filename: str,
    id: str | None = None,  # noqa: A002
    title: str | None = None,
    language: Language | None = None,
    date: datetime.date | None = None,
    url: str | None = None,
    publisher: str | None = None,
    limits: Limits = _LIMITS,
) -> Document:
    """The document in ``data``, an uploaded file called ``filename``.

    Its format is told by the name's ending and must be that of the content. What is given here
    goes before what the file says of itself. Raises UnreadableSourceError and MetadataError as
    ``load_source`` does.
    """
    name = PurePosixPath(_CONTROL.sub("", filename).replace("\\", "/")).name or "the file"
    metadata, text = read_source(data, name, identify(data, name), limits)
    given: dict[str, object] = {
        "id": id,
        "title": title,
        "language": language,
        "date": date,
        "url": url,
        "publisher": publisher,
    }
    metadata = metadata.model_copy(update={k: v for k, v in given.items() if v is not None})
    stem = PurePosixPath(name).stem
    return _document(text, metadata.id or _id_from(stem, data), stem, metadata)


def _document(
    text: str,
    document_id: str,
    stem: str,
    metadata: Metadata,
    translations: tuple[Translation, ...] = (),
) -> Document:
    return document_from_text(
        text,
        id=document_id,
        title=metadata.title or stem,
        language=metadata.language,
        date=metadata.date,
        url=metadata.url,
        publisher=metadata.publisher,
        translations=translations,
    )


def _id_from(stem: str, data: bytes) -> str:
    return slug(stem) or f"document-{sha256(data).hexdigest()[:12]}"


def _below(directory: Path) -> Iterator[Path]:
    """The files in ``directory`` and below, but for hidden ones."""
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _sources(files: Iterable[Path]) -> list[Path]:
    return sorted(
        file
        for file in files
        if file.suffix.lower() in SUFFIXES
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


def _read(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.max_bytes + 1)
    except OSError as error:
        raise UnreadableSourceError(f"{path}: cannot be read ({error.strerror})") from error
