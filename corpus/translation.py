"""Translations: the sidecar files that lie beside a source.

``<stem>.<language>.txt`` beside ``<stem>.md`` or ``<stem>.txt`` is a translation of it: front
matter (``translation_of``, ``language``, ``title``, ``official``, ``note``), then one block for
each paragraph of the source, separated by blank lines, one line for each sentence.
"""

from pathlib import Path

from corpus.document import Translation
from corpus.errors import MetadataError
from corpus.language import Language
from corpus.metadata import TranslationMetadata, parse_metadata, split_front_matter
from corpus.paragraph import blocks, lines
from corpus.text import decode, normalise

_TRANSLATED_SUFFIXES = (".md", ".txt")
"""What a source with translations may be, in the order that decides between two of one stem."""


def source_of(path: Path) -> Path | None:
    """The source that ``path`` is a translation of, going by names; None if it is none."""
    stem, dot, language = path.stem.rpartition(".")
    if path.suffix.lower() != ".txt" or not dot or language not in set(Language):
        return None
    candidates = (path.with_name(stem + suffix) for suffix in _TRANSLATED_SUFFIXES)
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def sidecars(source: Path) -> list[Path]:
    """The translations beside ``source``, in the order of ``Language``."""
    candidates = (source.with_name(f"{source.stem}.{language}.txt") for language in Language)
    return [path for path in candidates if path.is_file() and source_of(path) == source]


def read_translation(data: bytes, path: Path, *, document_id: str, count: int) -> Translation:
    """The translation in ``data``, the content of ``path``, of a document of ``count`` paragraphs.

    Raises MetadataError, naming the file, if it is of another document, in another language than
    its name says, or has not ``count`` blocks; UnreadableSourceError if it is not a text.
    """
    text = normalise(decode(data, str(path)), str(path))
    mapping, body = split_front_matter(text, str(path))
    metadata = parse_metadata(mapping, TranslationMetadata, str(path))
    if metadata.translation_of != document_id:
        raise MetadataError(
            f"{path}: translation_of: got {metadata.translation_of!r}, expected {document_id!r}"
        )
    if path.stem != f"{path.stem.rpartition('.')[0]}.{metadata.language}":
        raise MetadataError(
            f"{path}: language: got {metadata.language.value!r}, expected the one in the file name"
        )
    found = blocks(body)
    if len(found) != count:
        raise MetadataError(
            f"{path}: has {len(found)} blocks, expected {count}, one for each paragraph of "
            f"{document_id}"
        )
    return Translation(
        language=metadata.language,
        title=metadata.title,
        official=metadata.official,
        note=metadata.note,
        paragraphs=tuple(
            tuple(body[line.start : line.end] for line in lines(body, block)) for block in found
        ),
    )
