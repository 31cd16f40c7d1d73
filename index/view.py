"""Views: the texts a passage can be found by, its own and its translations.

The 64-bit id of a view is made of the row of its passage in the catalog and the number of its
language, so neither search engine needs a table to lead back to the passage.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import (
    Document,
    Language,
    Passage,
    PassageKind,
    heading_title,
    leads,
    telling_title,
)

Ids = NDArray[np.int64]

SLOTS = 8
"""Ids set aside for each passage: how many languages there can be."""
_NUMBERS: Mapping[Language, int] = {Language.RU: 0, Language.KK: 1, Language.EN: 2}
_LANGUAGES: Mapping[int, Language] = {number: language for language, number in _NUMBERS.items()}

INDEXED_KINDS = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
"""Passages that can be found; the others are stored alone."""

_CARD_CHARS = 1_200
"""Longest text all of whose passages are found by its title: of a longer one each passage has a
subject of its own, and what they share would hide it."""
_UNTITLED: Mapping[Language, str] = {}


@dataclass(frozen=True, slots=True)
class View:
    """A text to index. ``text`` is what is searched by words; ``embedded`` is what the embedder
    gets: the document's title where it is a card (``card_titles``), the headings above the passage,
    then the text, a line each. ``spans`` are the places of
    the passage's sentences in ``embedded``, the first from the heading on that leads it
    (``corpus.leads``); none where a sentence is not in this language."""

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
    passage: Passage,
    headings: Mapping[str, Mapping[Language, str]],
    titles: Mapping[Language, str] = _UNTITLED,
) -> Iterator[View]:
    """The views of a passage: its own text first, then its translations.

    ``headings`` is what ``heading_translations`` gives for its document, ``titles`` what
    ``card_titles`` does; a heading without a translation is left out of a translated view.
    """
    if passage.kind not in INDEXED_KINDS:
        return
    own = [sentence.text for sentence in passage.sentences]
    path = passage.heading_path
    led = bool(path) and leads(path[-1], passage.text)
    above = titled(titles.get(passage.language, ""), path)
    yield _view(passage.language, passage.text, above, own, led=led)
    for language, text in sorted(passage.translations.items()):
        found = [headings.get(title, {}).get(language, "") for title in path]
        translated = [sentence.translations.get(language, "") for sentence in passage.sentences]
        above = titled(titles.get(language, ""), [title for title in found if title])
        yield _view(language, text, above, translated, led=led and bool(found[-1]))


def card_titles(document: Document) -> Mapping[Language, str]:
    """The title of a short document, and its translations; none of a longer one, nor where it
    tells nothing."""
    if len(document.text) > _CARD_CHARS:
        return {}
    titles = {translation.language: translation.title for translation in document.translations}
    titles[document.language] = document.title
    told = {language: telling_title(title, document.id) for language, title in titles.items()}
    return {language: title for language, title in told.items() if title}


def titled(title: str, path: Sequence[str]) -> list[str]:
    """What is embedded above a passage, a line each: the headings under its document's title, which
    is left out where it is empty or one of them."""
    return [*([title] if title and title not in path else []), *path]


def heading_translations(passages: Iterable[Passage]) -> dict[str, Mapping[Language, str]]:
    """Translations of the headings among a document's passages, by the heading's bare text."""
    return {
        heading_title(passage.text): {
            lang: heading_title(text) for lang, text in passage.translations.items()
        }
        for passage in passages
        if passage.kind is PassageKind.HEADING
    }


def _view(
    language: Language, text: str, path: Sequence[str], sentences: Sequence[str], *, led: bool
) -> View:
    embedded = "\n".join((*path, text))
    spans = _places(sentences, text, len(embedded) - len(text))
    if led and spans:
        heading = len(embedded) - len(text) - len(path[-1]) - 1
        spans = ((heading, spans[0][1]), *spans[1:])
    return View(language, text, embedded, spans)


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
