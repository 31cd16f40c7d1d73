"""Forms (``multipart/form-data``, RFC 7578): the parts of a body that is in memory.

Starlette's own parser takes what is not UTF-8 for Latin-1, and leaves out what a part says of its
encoding: a title in windows-1251 would become another text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from assistant.http.errors import HTTPError

_MAX_FIELDS = 10
_MAX_FILES = 1
_MAX_FIELD_BYTES = 16_384
_UTF_8 = "utf-8"


class FormError(HTTPError):
    """A form is malformed or cut short, has too many parts, or a name that is not UTF-8."""

    status = HTTPStatus.BAD_REQUEST
    kind = "bad-request"
    title = "Bad Request"


class UndecodableError(ValueError):
    """What a part holds is no text of the encoding it should be in."""


@dataclass
class Part:
    """A field of a form, or a file where it has a ``filename``."""

    name: str
    filename: str | None
    charset: str
    data: bytes = b""

    @property
    def text(self) -> str:
        """The value of a field.

        Raises:
            UndecodableError: it is no text of the part's encoding, which is UTF-8 if it says none.
        """
        return _decoded(self.data, self.charset)


@dataclass
class _Reading:
    """The parts of a form as the parser tells of them."""

    default_charset: str
    parts: list[Part] = field(default_factory=list)
    ended: bool = False
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _name: bytes = b""
    _value: bytes = b""
    _pieces: list[bytes] = field(default_factory=list)
    _length: int = 0

    def begin(self) -> None:
        self._headers, self._pieces, self._length = {}, [], 0

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def headers_end(self) -> None:
        _, told = parse_options_header(self._headers.get(b"content-disposition"))
        _, of_content = parse_options_header(self._headers.get(b"content-type"))
        charset = of_content.get(b"charset", b"").decode("latin-1") or self.default_charset
        if b"name" not in told:
            raise FormError("a part of the form has no name")
        filename = told.get(b"filename")
        self.parts.append(
            Part(
                _decoded_name(told[b"name"], charset),
                None if filename is None else _decoded_name(filename, charset),
                charset,
            )
        )
        files = sum(part.filename is not None for part in self.parts)
        if files > _MAX_FILES or len(self.parts) - files > _MAX_FIELDS:
            raise FormError(f"expected {_MAX_FILES} file and {_MAX_FIELDS} fields at most")

    def content(self, data: bytes, start: int, end: int) -> None:
        self._pieces.append(data[start:end])
        self._length += end - start
        if self.parts[-1].filename is None and self._length > _MAX_FIELD_BYTES:
            raise FormError(f"a field of the form has more than {_MAX_FIELD_BYTES} bytes")

    def part_end(self) -> None:
        self.parts[-1].data = b"".join(self._pieces)

    def end(self) -> None:
        self.ended = True


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """The parts of a form.

    Raises:
        FormError: it is none that is read here.
    """
    _, told = parse_options_header(content_type)
    reading = _Reading(told.get(b"charset", b"").decode("latin-1") or _UTF_8)
    if not told.get(b"boundary"):
        raise FormError("the Content-Type has no boundary")
    try:
        parser = MultipartParser(
            told[b"boundary"],
            {
                "on_part_begin": reading.begin,
                "on_header_field": reading.header_name,
                "on_header_value": reading.header_value,
                "on_header_end": reading.header_end,
                "on_headers_finished": reading.headers_end,
                "on_part_data": reading.content,
                "on_part_end": reading.part_end,
                "on_end": reading.end,
            },
        )
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise FormError("the body is no form") from error
    if not reading.ended:
        raise FormError("the form is cut short")
    return reading.parts


def digest(parts: Sequence[Part]) -> bytes:
    """Tells forms apart by what they say: the boundary between parts is another each time."""
    found = sha256()
    for part in parts:
        for piece in (part.name.encode(), (part.filename or "").encode(), part.data):
            found.update(len(piece).to_bytes(8, "big") + piece)
    return found.digest()


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, ValueError) as error:
        raise UndecodableError(f"expected text in {charset}") from error


def _decoded_name(data: bytes, charset: str) -> str:
    """A name in a header, which is UTF-8 whatever the content is; clients that write it as they
    write the content say so there."""
    for encoding in (_UTF_8, charset):
        try:
            return _decoded(data, encoding)
        except UndecodableError as error:
            failed = error
    raise FormError("a name in the form is not in UTF-8") from failed
