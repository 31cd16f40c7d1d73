"""Views: the texts a passage can be found by, its own and its translations.

The 64-bit id of a view is made of the row of its passage in the catalog and the number of its
language, so neither search engine needs a table to lead back to the passage.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import Language, Passage, PassageKind

Ids = NDArray[np.int64]

SLOTS = 8
"""Ids set aside for each passage: how many languages there can be."""
_NUMBERS: Mapping[Language, int] = {Language.RU: 0, Language.KK: 1, Language.EN: 2}
_LANGUAGES: Mapping[int, Language] = {number: language for language, number in _NUMBERS.items()}

INDEXED_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
"""Passages that can be found; the others are stored alone."""


@dataclass(frozen=True, slots=True)
class View:
    """A text to index. ``text`` is what is searched by words; ``embedded`` is what the embedder
    gets: the headings above the passage, then the text, a line each. ``spans`` are the places of
    the passage's sentences in ``embedded``; none where a sentence is not in this language."""

    language: Language
    text: str
    embedded: str
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> bytes:
        """16 bytes that are equal when the embedded texts and their sentences are."""
        whole = f"{self.embedded}\0{self.spans}"
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()[:16]


def view_id(row: int, language: Language) -> int:
    """The id of the view of the passage at catalog row ``row`` in ``language``."""
    return row * SLOTS + _NUMBERS[language]


def row_of(view: int) -> int:
    """The catalog row of the passage of a view."""
    return view // SLOTS


def language_of(view: int) -> Language:
    """The language of a view."""
    return _LANGUAGES[view % SLOTS]


def passage_views(
    passage: Passage, headings: Mapping[str, Mapping[Language, str]]
) -> Iterator[View]:
    """The views of a passage: its own text first, then its translations.

    ``headings`` is what ``heading_translations`` gives for its document; a heading without a
    translation is left out of a translated view.
    """
    if passage.kind not in INDEXED_KINDS:
        return
    own = [sentence.text for sentence in passage.sentences]
    yield _view(passage.language, passage.text, passage.heading_path, own)
    for language, text in sorted(passage.translations.items()):
        titles = (headings.get(_bare(title), {}).get(language) for title in passage.heading_path)
        translated = [sentence.translations.get(language, "") for sentence in passage.sentences]
        yield _view(language, text, (title for title in titles if title), translated)


def heading_translations(passages: Iterable[Passage]) -> dict[str, Mapping[Language, str]]:
    """Translations of the headings among a document's passages, by the heading's bare text."""
    return {
        _bare(passage.text): {lang: _bare(text) for lang, text in passage.translations.items()}
        for passage in passages
        if passage.kind is PassageKind.HEADING
    }


def _view(language: Language, text: str, path: Iterable[str], sentences: Sequence[str]) -> View:
    embedded = "\n".join((*path, text))
    return View(language, text, embedded, _places(sentences, text, len(embedded) - len(text)))


def _places(sentences: Sequence[str], text: str, first: int) -> tuple[tuple[int, int], ...]:
    """Where ``sentences`` are, one after the other, in ``text``, which begins at ``first``; nothing
    where one of them is not there."""
    found = []
    place = 0
    for sentence in sentences:
        start = text.find(sentence, place) if sentence else -1
        if start < 0:
            return ()
        place = start + len(sentence)
        found.append((first + start, first + place))
    return tuple(found)


def _bare(heading: str) -> str:
    """A heading without the marks of Markdown."""
    return heading.strip("#*_ \t\n")
