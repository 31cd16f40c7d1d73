"""Follow-up questions: «А второй?», «Ал Ресейде ше?», "And who said that?".

A follow-up is told by its form (an opening conjunction, a pronoun, a question particle, too few
words of its own) and resolved against the last turns by rule: a new name takes the place of the
old one of the same kind, other words are added to the previous question, and a question about a
statement ("who said that") gets the statement. Nothing is kept between calls: whether an earlier
question was answered with the topic before it, or without, its reply tells.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.answertype import expected_answer
from assistant.message import asked_in
from assistant.pronoun import before_pronoun, is_pronoun, leans, named
from assistant.replacement import (
    asks,
    country_alone,
    expected_question_word,
    names_in,
    replace_country,
    replace_name,
)
from assistant.smalltalk import recognise
from assistant.words import stems_of, words_of
from corpus import Language


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question in full; ``rule`` says how it was made, None when it stands alone.

    ``otherwise`` is the other reading: the question as it was put, or with the topic of the one
    before it. ``reply`` is what was told last, where the question may lean on it: not where it asks
    about the statement itself. ``named`` is a third reading, which stands alone: what was named
    before, ``about``, is put in the place of its pronoun.
    """

    question: str
    rule: str | None = None
    otherwise: str | None = None
    reply: str | None = None
    about: tuple[str, ...] = ()
    named: str | None = None


_WHOLE = r"\b(?!-\w)"
"""The end of a word that is no part of a longer one: «Well-known»."""
_SURE_HEARD = (
    r"ок|окей|ладно|ясно|понятно|понял|поняла|ага|угу|спасибо|жарайды|түсіндім|рахмет|мейлі|"
    r"ok|okay|gotcha|got it|i see|alright|thanks|hm+|nope"
)
_MAYBE_HEARD = r"хорошо|нет|жақсы|түсінікті|болды|жоқ|right|all right|fine|well|no(?!\.?\s*\d)"
"""Words that may as well open a question: "Fine for deepfakes?", «Нет ли данных?»."""


def _heard(maybe: str) -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:(?:{_SURE_HEARD}){_WHOLE}(?!\s+(?:ли|ма|ме|ба|бе|to)\b)"
        rf"|(?:{maybe})\b(?=\s*(?:[,!…—–]|\.(?!\w)|-\s)))[\s,.!…—–-]+)+(?=\w)",
        re.IGNORECASE,
    )


_HEARD: Mapping[Language, re.Pattern[str]] = {
    Language.RU: _heard(f"{_MAYBE_HEARD}|не"),
    Language.KK: _heard(_MAYBE_HEARD),
    Language.EN: _heard(_MAYBE_HEARD),
}
"""What acknowledges the reply before the question proper; «не» is "what" in Kazakh."""
_LINK = r"ну а|ну и|а|и|ал енді|ал|және|онда|сонда|сонымен|то есть|значит|тогда|and|but|so|then"
_ABOUT = r"(?:(?:как|что) )?насч[её]т|(?:what|how) about"
_OPENING = re.compile(
    rf"^(?:(?:(?:{_LINK}){_WHOLE}[\s,]+)?(?:{_ABOUT})|{_LINK}){_WHOLE}[\s,]*", re.IGNORECASE
)
_CLOSING = re.compile(r"\b(?:ше|шы|тоже|too|as well)\b\s*[?.!]*$", re.IGNORECASE)
_THAT = re.compile(
    r"\b(?:это|этого|об этом|так|мұны|бұны|осыны|оны|бұлай|олай|this|that|it|so)\b", re.IGNORECASE
)
_QUOTE = re.compile(r"[«“\"]([^»”\"]{15,400})[»”\"]")
_DEFINITION = re.compile(
    r"\b(?:кто|что) так(?:ой|ая|ое|ие)\s+(?P<ru>.+)|^(?P<kk>.+?)\sдеген(?:іміз)?\s+(?:не|к[іи]м)\b"
    r"|^(?:who|what)(?:['’]s|\s(?:is|are|was|were))\s+(?P<en>.+)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!…]\s")
_SET_APART = re.compile(r"^[\w.-]+\s*[,:—–-]\s")
"""A word that opens a question and may be what it is about: «Питолин: что он сказал?»."""
_MAX_OWN_TERMS = 3
_NAME_REPLACED = "name replaced"
_TOPIC_ADDED = "topic added"


def resolve(question: str, history: Sequence[Turn], language: Language) -> Resolved:
    """``question`` with what it leaves out taken from ``history``, oldest turn first."""
    history = _about_texts(history)
    asked = _asked(history, language)
    if not asked:
        return Resolved(question)
    question = _HEARD[language].sub("", question)
    previous = _unfold(asked, language)
    about = _about(question, previous, language)
    if _defines_a_name(question, language):
        return Resolved(question, reply=_last_reply(history))
    if not is_follow_up(question, language):
        own = set(stems_of(question, language))
        topic = _topic(previous, own, language)
        if not topic or len(own) > _MAX_OWN_TERMS + 2:
            return Resolved(question)
        longer = f"{question.rstrip(' ?!.')} {topic}?"
        return Resolved(question, None, longer, _last_reply(history), about)
    replies = [t.content for t in history if t.role == "assistant"]
    if expected_answer(question, language).attribution and _THAT.search(question) and replies:
        statement = _statement(replies[-1])
        return Resolved(f"{_without(question, _THAT)}: {statement}", "statement")
    full, rule = _complete(question, previous, language)
    alone = named(_OPENING.sub("", question), " ".join(about)) if about else None
    return Resolved(full, rule, question, _last_reply(history), about, alone)


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What was asked, and the ``reply`` to it; empty where there is none."""

    question: str
    reply: str = ""


def _about_texts(history: Sequence[Turn]) -> list[Turn]:
    """The turns without small talk and the replies to it."""
    kept: list[Turn] = []
    talk = False
    for place, turn in enumerate(history):
        if turn.role == "user":
            talk = recognise(turn.content, opens=place == 0) is not None
        if not talk:
            kept.append(turn)
    return kept


def _asked(history: Sequence[Turn], language: Language) -> list[_Exchange]:
    """What was asked so far, oldest first, without what stood around it."""
    found: list[_Exchange] = []
    for place, turn in enumerate(history):
        if turn.role == "user":
            found.append(_Exchange(_question_in(turn.content, language)))
        elif found and history[place - 1].role == "user":
            found[-1] = _Exchange(found[-1].question, turn.content)
    return found


def _question_in(message: str, language: Language) -> str:
    """The sentences of ``message`` that ask, each after the one that it leans on."""
    parts: dict[str, None] = {}
    for one in asked_in(message, language):
        if one.before and is_follow_up(one.text, language):
            parts[one.before] = None
        parts[one.text] = None
    return _HEARD[language].sub("", " ".join(parts) or message)


def _last_reply(history: Sequence[Turn]) -> str:
    """What the assistant said last; empty when it has not spoken."""
    return next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")


def _complete(question: str, previous: str, language: Language) -> tuple[str, str]:
    """A follow-up with what it leaves out of the previous question, and by which rule."""
    opened = _OPENING.sub("", question).strip(" ?!.")
    rest = _CLOSING.sub("", opened).strip(" ?!.")
    continued = f"{previous.rstrip(' ?!.')}, {rest}?", "question continued"
    country = country_alone(rest, language)
    if country is not None:
        replaced = replace_country(previous, rest, country, language)
        return continued if replaced is None else (replaced, _NAME_REPLACED)
    replaced = replace_name(previous, rest, language)
    if replaced is not None:
        return replaced, _NAME_REPLACED
    own = set(stems_of(rest, language))
    if leans(question) or asks(rest, language) or len(own) > 1:
        return f"{rest} {_topic(previous, own, language)}?", _TOPIC_ADDED
    return continued


def is_follow_up(question: str, language: Language) -> bool:
    """Whether a question leans on what was said before it; «А кто такой X?» does not."""
    if _defines_a_name(question, language):
        return False
    count = len(stems_of(question, language))
    if _CLOSING.search(question) or _OPENING.match(question):
        return count <= _MAX_OWN_TERMS + 2
    if leans(question):
        return count <= _MAX_OWN_TERMS + 1
    return count <= 1 and len(words_of(question)) <= 2


def _definition(question: str) -> re.Match[str] | None:
    return _DEFINITION.search(_OPENING.sub("", question).strip(" ?!."))


def _defines_a_name(question: str, language: Language) -> bool:
    """Whether ``question`` asks who or what somebody or something is that it names itself; in
    English by its capitals: "And what is the goal?" asks of the topic."""
    found = _definition(question)
    if found is None:
        return False
    subject = found[found.lastgroup or 0]
    named = found["en"] is None or all(not word[0].islower() for word in words_of(subject))
    return named and not leans(subject) and bool(stems_of(subject, language))


def _about(question: str, previous: str, language: Language) -> tuple[str, ...]:
    """What ``previous`` names, in capitals or by asking who or what it is, where a pronoun of
    ``question`` may stand for it: «Кто его создал?», but not «Кто создал PalmPay, и где он?»."""
    before = before_pronoun(question)
    if before is None:
        return ()
    sentence = _SENTENCE_END.split(before)[-1]
    if _SET_APART.match(sentence) or names_in(sentence, language):
        return ()
    found = _definition(previous)
    defined = (found[found.lastgroup or 0],) if found else ()
    return tuple(names_in(previous, language)) or defined


def _unfold(asked: Sequence[_Exchange], language: Language) -> str:
    """The last question, itself resolved against those before it."""
    full = asked[0].question
    for exchange in asked[1:]:
        question = exchange.question
        if is_follow_up(question, language):
            longer, rule = _complete(question, full, language)
            if rule != _TOPIC_ADDED or not _told_alone(exchange, full, language):
                question = longer
        full = question
    return full


def _told_alone(exchange: _Exchange, previous: str, language: Language) -> bool:
    """Whether a question that may stand alone was answered so: the reply has words of it, and none
    of the topic that it would have taken from the ``previous`` question."""
    question, reply = exchange.question, exchange.reply
    asking = any(expected_question_word(word, language) for word in words_of(question))
    if leans(question) or not asking:
        return False
    topic = _topic(previous, set(stems_of(question, language)), language)
    return _shared(question, reply) and not _shared(topic, reply)


def _shared(text: str, reply: str) -> bool:
    """Whether a word of ``text`` is in ``reply``, in whichever language they are."""
    return any(
        not set(stems_of(text, language)).isdisjoint(stems_of(reply, language))
        for language in Language
    )


def _statement(reply: str) -> str:
    quotes = _QUOTE.findall(reply)
    return (max(quotes, key=len) if quotes else reply)[:300].strip(" .")


def _without(question: str, pattern: re.Pattern[str]) -> str:
    text = pattern.sub("", _OPENING.sub("", question))
    return " ".join(text.split()).strip(" ?!.")


def _topic(previous: str, own: set[str], language: Language) -> str:
    """The content words of the previous question that are not yet said."""
    kept = set(stems_of(previous, language))
    return " ".join(
        word
        for word in words_of(previous)
        if (stems := set(stems_of(word, language))) & kept
        and not stems & own
        and not is_pronoun(word)
    )
