"""Subjects: the passages that tell of what a follow-up's pronoun stands for.

«Что он сказал?» fits whoever is quoted best. He is told of where he is named, in what was told
last, in what that introduces, and in a paragraph that goes on after it («Он …», «— …»).
"""

from collections.abc import Mapping, Sequence, Set

from assistant.focus import Focus
from assistant.introduction import is_quotation
from assistant.pronoun import before_pronoun
from assistant.reading import PassageReading
from assistant.spelling import nearly_same
from assistant.words import script_of, sound_of, stems_of, words_of
from corpus import Document, Language, Passage

_COMMON = 0.5
"""Share of the passages found that name what tells none of them apart."""
_OPENING = 1
"""Words before a pronoun that opens a passage: «По его словам», «А он»."""


def about(
    names: Sequence[str],
    readings: Sequence[PassageReading],
    focus: Focus | None,
    documents: Mapping[str, Document],
    language: Language,
) -> list[int]:
    """The numbers of the ``readings`` that tell of one of ``names``, as written in ``language``; of
    all of them where most have one of the names, which may then be the one that is meant, wherever
    it goes unsaid."""
    everything = list(range(len(readings)))
    held = [_words(reading, documents, language) for reading in readings]
    named: set[int] = set()
    for name in names:
        found = {i for i in everything if _names(name, held[i])}
        if len(found) > _COMMON * len(readings):
            return everything
        named |= found
    told = {*focus.told, *focus.part} if focus is not None else set()
    direct = [r.passage for i, r in enumerate(readings) if i in named or r.passage.id in told]
    known = {passage.id for passage in direct}
    following = {(passage.document_id, passage.ordinal + 1) for passage in direct}
    return [i for i in everything if _tells(readings[i], known, following)]


def _tells(reading: PassageReading, known: Set[str], following: Set[tuple[str, int]]) -> bool:
    passage = reading.passage
    introduced = reading.introduction is not None and reading.introduction[0].id in known
    goes_on = (passage.document_id, passage.ordinal) in following and _goes_on(passage)
    return passage.id in known or introduced or goes_on


def _goes_on(passage: Passage) -> bool:
    """Whether a passage opens with a pronoun for what is named before it, or quotes."""
    before = before_pronoun(passage.text)
    return is_quotation(passage.text) or (before is not None and len(words_of(before)) <= _OPENING)


def _words(
    reading: PassageReading, documents: Mapping[str, Document], language: Language
) -> Mapping[Language, frozenset[str]]:
    """The words of a passage, of what stands above it and of its document's title, in its own
    language and in ``language``."""
    document = documents[reading.passage.document_id]
    titles = ((translation.language, translation.title) for translation in document.translations)
    held: dict[Language, set[str]] = {reading.passage.language: set(words_of(document.title))}
    for spoken, text in (*reading.texts(), *titles):
        if spoken in (language, reading.passage.language):
            held.setdefault(spoken, set()).update(words_of(text))
    return {spoken: frozenset(words) for spoken, words in held.items()}


def _names(name: str, held: Mapping[Language, frozenset[str]]) -> bool:
    """Whether a word of ``name`` is among the words ``held``, in any form or in either script; with
    a capital, where it has one: «Дана» is not in «данные»."""
    return any(
        _same(word, other, language)
        for word in words_of(name)
        for language, words in held.items()
        for other in words
        if word.islower() or not other.islower()
    )


def _same(word: str, other: str, language: Language) -> bool:
    # the last stem is that of a word as a whole: «AI» is not in «Alem.ai»
    if stems_of(word, language)[-1:] == stems_of(other, language)[-1:] != ():
        return True
    one, two = word.casefold(), other.casefold()
    sound = sound_of(one)
    return nearly_same(one, two) or (
        script_of(one) != script_of(two) and bool(sound) and sound_of(two)[1:] == sound[1:]
    )
