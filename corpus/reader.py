"""Reading: from the bytes of a file to its text and what it says of itself."""

from corpus.errors import UnreadableSourceError
from corpus.formats.format import Format
from corpus.formats.limits import Limits
from corpus.formats.sandbox import read_apart
from corpus.metadata import Metadata, parse_metadata, split_front_matter
from corpus.text import decode, normalise


def read_source(data: bytes, name: str, kind: Format, limits: Limits) -> tuple[Metadata, str]:
    """The metadata and the normalised text in ``data``, a file of format ``kind``.

    A text may open with front matter; an HTML page or a DOCX may say its title. Raises
    UnreadableSourceError, naming ``name``, if the file is empty, over ``limits`` or not sound, and
    MetadataError if its front matter is not as expected.
    """
    if len(data) > limits.max_bytes:
        raise UnreadableSourceError(f"{name}: has more than {limits.max_bytes} bytes")
    if not data:
        raise UnreadableSourceError(f"{name} is empty; expected a {kind.value}")
    if kind is not Format.TEXT:
        content = read_apart(data, kind, name, limits)
        metadata = parse_metadata({"title": content.title}, Metadata, name)
        return metadata, normalise(content.text, name)
    mapping, body = split_front_matter(normalise(decode(data, name), name), name)
    if len(body) > limits.max_chars:
        raise UnreadableSourceError(f"{name}: has more than {limits.max_chars} characters")
    return parse_metadata(mapping, Metadata, name), normalise(body, name)
