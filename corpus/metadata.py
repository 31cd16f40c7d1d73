"""Metadata: the YAML front matter of a source text, checked key by key."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.errors import MetadataError
from corpus.language import Language

_FENCE = re.compile(r"---[^\S\n]*\n(.*?)(?:(?<=\n)|\n)---[^\S\n]*(?:\n|\Z)", re.DOTALL)
_OPENING = re.compile(r"---[^\S\n]*\n\s*(?:\w+:|---[^\S\n]*(?:\n|\Z))")
_PLAIN_VALUE = re.compile(r"^(\w+:[^\S\n]+)(?![\"'\[{&*!|>%@`#])(\S[^\n]*)$", re.MULTILINE)
_COLON = re.compile(r":(?:\s|$)")
_MAX_CHARS = 4_000
_MAX_SLUG_CHARS = 100
_MAX_SHOWN_CHARS = 60
_TAG_ERRORS = (AttributeError, IndexError, KeyError, TypeError)
"""What PyYAML raises for ``!!timestamp x``, ``!!int ""`` and ``!!bool x``."""

_LATIN = str.maketrans(
    "абвгдеёзийклмнопрстуфыэәғқңөұүһі", "abvgdeeziyklmnoprstufyeagqnouuhi", "ъь"
) | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
)


def _iso_date(value: object) -> object:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


DocumentId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]
Line = Annotated[str, Field(pattern=r"^[^\n]*\S[^\n]*$")]
KnownLanguage = Annotated[Language, Field(strict=False)]


class _Loader(yaml.SafeLoader):
    """YAML without aliases: a few lines of them stand for a mapping of any size."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(problem="an alias")
        return super().compose_node(parent, index)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Metadata(_Strict):
    """What is said of a document beside its text; None is for what is not said.

    ``id`` is 1 to 128 ASCII letters, digits, dots, underscores and hyphens (it stands in addresses
    and in passage ids); ``url`` is http or https, since a page may link to it.
    """

    id: DocumentId | None = None
    title: Line | None = None
    language: KnownLanguage | None = None
    date: Annotated[datetime.date | None, BeforeValidator(_iso_date)] = None
    url: Annotated[str, Field(pattern=r"^https?://[^\s/]\S*$")] | None = None
    publisher: Line | None = None


class TranslationMetadata(_Strict):
    """What the front matter of a translation says; ``translation_of`` is a document's id."""

    translation_of: DocumentId
    language: KnownLanguage
    title: Line
    official: bool
    note: str


_Model = TypeVar("_Model", bound=_Strict)


def split_front_matter(text: str, name: str) -> tuple[dict[str, object], str]:
    """The mapping between two ``---`` lines at the top of ``text``, and the text after it.

    ``text`` has ``\\n`` line ends. Without front matter (a ``---`` that no ``key:`` follows is a
    rule of the text): an empty mapping and ``text`` as it is; otherwise the blank lines between it
    and the body go. A value in which a colon stands unquoted («title: Отчёт: итоги») is the rest of
    its line. Raises MetadataError, naming ``name`` and the line where it is known, if the front
    matter is not closed, is too long, or is not a YAML mapping.
    """
    if _OPENING.match(text) is None:
        return {}, text
    match = _FENCE.match(text)
    if match is None:
        raise MetadataError(f"{name}: front matter is not closed; expected a line of ---")
    if len(match[1]) > _MAX_CHARS:
        raise MetadataError(
            f"{name}: front matter has {len(match[1])} characters, expected at most {_MAX_CHARS}"
        )
    try:
        mapping = _mapping(match[1])
        if mapping is None:
            mapping = {}
        if not isinstance(mapping, dict):
            raise MetadataError(
                f"{name}: front matter is a {type(mapping).__name__}, expected lines of key: value"
            )
        named = {str(key): value for key, value in mapping.items()}
    except (yaml.YAMLError, ValueError, RecursionError, *_TAG_ERRORS) as error:
        reason = getattr(error, "problem", None) or type(error).__name__
        mark = getattr(error, "problem_mark", None)
        if mark is not None:
            # counted from the opening line of dashes
            reason += f", line {mark.line + 2}; put the value in quotes"
        raise MetadataError(f"{name}: front matter is not YAML ({reason})") from error
    return named, text[match.end() :].lstrip("\n")


def _mapping(lines: str) -> object:
    """What YAML makes of ``lines``: as they are, else with quotes about values that hold a colon.

    Raises what PyYAML does of ``lines`` as they are.
    """
    try:
        return yaml.load(lines, _Loader)
    except yaml.scanner.ScannerError as error:
        quoted = _PLAIN_VALUE.sub(_in_quotes, lines)
        try:
            return yaml.load(quoted, _Loader)
        except yaml.YAMLError:
            raise error from None


def _in_quotes(line: re.Match[str]) -> str:
    value = line[2].rstrip()
    if _COLON.search(value) is None:
        return line[0]
    doubled = value.replace("'", "''")
    return f"{line[1]}'{doubled}'"


def parse_metadata(mapping: Mapping[str, object], model: type[_Model], name: str) -> _Model:
    """``mapping`` as a ``model``.

    Raises MetadataError, naming ``name`` and the key, for a key that is unknown, missing or holds
    a value of the wrong form. A null is the same as no key.
    """
    try:
        return model.model_validate({k: v for k, v in mapping.items() if v is not None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = first["loc"][0]
        if first["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields)
            raise MetadataError(f"{name}: unknown key {key!r}, expected {known}") from error
        if first["type"] == "missing":
            raise MetadataError(f"{name}: key {key!r} is missing") from error
        received = _shown(first["input"])
        raise MetadataError(f"{name}: {key}: got {received}; {first['msg']}") from error


def _shown(value: object) -> str:
    try:
        return repr(value)[:_MAX_SHOWN_CHARS]
    except ValueError:  # Python writes no number of more than 4,300 digits
        return f"a long {type(value).__name__}"


def slug(name: str) -> str:
    """``name`` as a document id: lower-case Latin letters and digits joined by hyphens.

    Russian and Kazakh letters are transliterated, alike in NFC and in NFD, in which macOS names
    files; empty if nothing of ``name`` is left.
    """
    latin = unicodedata.normalize("NFC", name).lower().translate(_LATIN)
    return re.sub(r"[^a-z0-9]+", "-", latin)[:_MAX_SLUG_CHARS].strip("-")
