"""Interpretations: what a message may ask, of which the surest is answered.

A follow-up is read with what it leaves out and as it was put, and with a name for its pronoun as a
question that stands alone. In a message of several sentences
those that ask are read alone as well, or with the sentence before where they lean on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.countries import countries_in
from assistant.followup import Resolved, is_follow_up, resolve
from assistant.message import Asked, asked_in
from assistant.pronoun import is_pronoun
from assistant.replacement import expected_question_word, names_in
from assistant.words import stems_of, words_of
from corpus import Language

_MOST = 4
"""Searches that one message is worth: as a whole, and three of its sentences."""
_SHORT = 3
"""Letters of a name that every country has: «ИИ», IT."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A ``question`` in full, and how it was made of what the user ``said``: by which ``rule``,
    after which ``reply``, and ``about`` which names (``followup.Resolved``). ``place`` numbers the
    sentence of the message that it is of; None for the message as a whole. A ``spare`` one is tried
    where no other is answered."""

    question: str
    said: str
    rule: str | None = None
    reply: str | None = None
    about: tuple[str, ...] = ()
    place: int | None = None
    spare: bool = False


def interpretations(
    message: str, history: Sequence[Turn], language: Language
) -> list[Interpretation]:
    """What ``message`` may ask after ``history``: one to four questions, no two of the same
    wording, the message as a whole first."""
    whole = resolve(message, history, language)
    asked = asked_in(message, language)
    found = [_interpreted(whole, message), *_of_sentences(asked, history, language)]
    if whole.otherwise and not asked:
        found.append(_interpreted(whole, message, whole.otherwise))
    if whole.named:
        found.append(
            Interpretation(whole.named, message, "name for pronoun", about=whole.about, spare=True)
        )
    different: dict[str, Interpretation] = {}
    for one in found:
        different.setdefault(one.question, one)
    return list(different.values())[:_MOST]


def _interpreted(
    resolved: Resolved, said: str, question: str | None = None, place: int | None = None
) -> Interpretation:
    return Interpretation(
        question or resolved.question,
        said,
        resolved.rule,
        resolved.reply,
        resolved.about,
        place,
    )


def _of_sentences(
    asked: Sequence[Asked], history: Sequence[Turn], language: Language
) -> Iterator[Interpretation]:
    """Each sentence alone, or with what it leans on, the one before it or the conversation; then
    those that lean in the other ways."""
    others: list[Interpretation] = []
    for place, one in enumerate(asked):
        if not is_follow_up(one.text, language):
            resolved = resolve(one.text, history, language)
            placed = _placed(resolved.question, one.states, language)
            yield _interpreted(resolved, one.text, placed, place)
            continue
        before = [Turn(role="user", content=one.before)] if one.before else []
        if not before and _is_bare(one.text, language):
            continue
        beside, after = (resolve(one.text, context, language) for context in (before, history))
        read = [_interpreted(way, one.text, place=place) for way in (beside, after) if way.rule]
        if after.otherwise:
            read.append(_interpreted(after, one.text, after.otherwise, place))
        yield from read[:1]
        others.extend(read[1:])
    yield from others


def _placed(question: str, states: str, language: Language) -> str:
    """``question`` of the country that is stated before or after it, where it names nothing of its
    own: «Речь об Узбекистане. Какие есть проекты ИИ?»."""
    named = any(len(name) > _SHORT for name in names_in(question, language))
    if named or countries_in(question, language):
        return question
    stated = list(countries_in(states, language).values())
    return f"{question.rstrip(' ?!.')}, {stated[0]}?" if len(stated) == 1 else question


def _is_bare(question: str, language: Language) -> bool:
    """Whether ``question`` has no words but those that ask, or stand for others: «Это как?»."""
    return all(
        is_pronoun(word) or expected_question_word(word, language) or not stems_of(word, language)
        for word in words_of(question)
    )
