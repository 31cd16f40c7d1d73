"""Follow-up questions: «А второй?», «Ал Ресейде ше?», "And who said that?".

A follow-up is told by its form (an opening conjunction, a pronoun, a question particle, too few
words of its own) and resolved against the last turns by rule: a new name takes the place of the
old one of the same kind, other words are added to the previous question, and a question about a
statement ("who said that") gets the statement. Nothing is kept between calls.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.answertype import AnswerType, expected_answer
from assistant.countries import countries_in
from assistant.smalltalk import recognise
from assistant.words import stems_of, words_of
from corpus import Language


@dataclass(frozen=True, slots=True)
class Resolved:
    """The question in full; ``rule`` says how it was made, None when it stands alone.

    ``otherwise`` is the other reading: the question as it was put, or with the topic of the one
    before it. ``reply`` is what was told last, where the question may lean on it: not where it asks
    about the statement itself.
    """

    question: str
    rule: str | None = None
    otherwise: str | None = None
    reply: str | None = None


_HEARD = re.compile(
    r"^(?:(?:ок|окей|ладно|ясно|понятно|понял|поняла|хорошо|ага|угу|спасибо|нет|не|"
    r"жарайды|жақсы|түсінікті|түсіндім|болды|рахмет|жоқ|мейлі|"
    r"ok|okay|gotcha|got it|i see|right|alright|all right|fine|thanks|hm+|well|no|nope)\b"
    r"[\s,.!…—–-]+)+(?=\w)",
    re.IGNORECASE,
)
"""What acknowledges the reply before the question proper."""
_OPENING = re.compile(
    r"^(?:а|и|ну а|а как насчет|а что насчет|что насчет|как насчет|а что|а как|ал|ал енді|және|"
    r"онда|сонда|сонымен|то есть|значит|тогда|"
    r"and|but|and what about|what about|how about|and how about|and in|so|then)\b[\s,]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*\b(?:ше|ше\?|шы|тоже|too|as well)\b\s*[?.!]*$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:он|она|оно|они|его|её|ее|их|ему|ей|им|ней|нем|нём|ним|них|этот|эта|это|этого|этой|этом|"
    r"эти|этих|там|тогда|такой|"
    r"ол|оның|оны|оған|онда|одан|олар|олардың|бұл|бұның|осы|сол|мұны|мұның|оларды|"
    r"he|she|it|they|him|her|his|its|their|them|this|that|these|those|there)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"\b(?:это|этого|об этом|так|мұны|бұны|осыны|оны|бұлай|олай|this|that|it|so)\b", re.IGNORECASE
)
_QUOTE = re.compile(r"[«“\"]([^»”\"]{15,400})[»”\"]")
_PREPOSITION = r"\b(?:в|во|на|у|in|at|for|of)\s+"
_SHORT = 3
"""Letters of a word that may stand beside a name and mean nothing."""
_MAX_OWN_TERMS = 3
_NAME_REPLACED = "name replaced"


def resolve(question: str, history: Sequence[Turn], language: Language) -> Resolved:
    """``question`` with what it leaves out taken from ``history``, oldest turn first."""
    asked = [
        turn.content
        for place, turn in enumerate(history)
        if turn.role == "user" and recognise(turn.content, opens=place == 0) is None
    ]
    if not asked:
        return Resolved(question)
    question = _HEARD.sub("", question)
    previous = _unfold(asked, language)
    if not is_follow_up(question, language):
        own = set(stems_of(question, language))
        topic = _topic(previous, own, language)
        if not topic or len(own) > _MAX_OWN_TERMS + 2:
            return Resolved(question)
        longer = f"{question.rstrip(' ?!.')} {topic}?"
        return Resolved(question, None, longer, _last_reply(history))
    replies = [t.content for t in history if t.role == "assistant"]
    if expected_answer(question, language).attribution and _THAT.search(question) and replies:
        statement = _statement(replies[-1])
        return Resolved(f"{_without(question, _THAT)}: {statement}", "statement", question)
    full, rule = _complete(question, previous, language)
    return Resolved(full, rule, question, _last_reply(history))


def _last_reply(history: Sequence[Turn]) -> str:
    """What the assistant said last; empty when it has not spoken."""
    return next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")


def _complete(question: str, previous: str, language: Language) -> tuple[str, str]:
    """A follow-up with what it leaves out of the previous question, and by which rule."""
    opened = _OPENING.sub("", question).strip(" ?!.")
    rest = _CLOSING.sub("", opened).strip(" ?!.")
    elsewhere = _replace_country(previous, rest, language)
    if elsewhere is not None:
        return elsewhere
    replaced = _replace_name(previous, rest, language)
    if replaced is not None:
        return replaced, _NAME_REPLACED
    own = set(stems_of(rest, language))
    if _PRONOUN.search(question) or _asks(rest, language) or len(own) > 1:
        return f"{rest} {_topic(previous, own, language)}?", "topic added"
    return _continued(previous, rest)


def _continued(previous: str, rest: str) -> tuple[str, str]:
    return f"{previous.rstrip(' ?!.')}, {rest}?", "question continued"


def is_follow_up(question: str, language: Language) -> bool:
    """Whether a question leans on what was said before it."""
    count = len(stems_of(question, language))
    if _CLOSING.search(question) or _OPENING.match(question):
        return count <= _MAX_OWN_TERMS + 2
    if _PRONOUN.search(question):
        return count <= _MAX_OWN_TERMS + 1
    return count <= 1 and len(words_of(question)) <= 2


def _unfold(asked: Sequence[str], language: Language) -> str:
    """The last question, itself resolved against those before it."""
    full = asked[0]
    for question in asked[1:]:
        full = (
            _complete(question, full, language)[0] if is_follow_up(question, language) else question
        )
    return full


def _statement(reply: str) -> str:
    quotes = _QUOTE.findall(reply)
    return (max(quotes, key=len) if quotes else reply)[:300].strip(" .")


def _without(question: str, pattern: re.Pattern[str]) -> str:
    text = pattern.sub("", _OPENING.sub("", question))
    return " ".join(text.split()).strip(" ?!.")


def _replace_country(previous: str, rest: str, language: Language) -> tuple[str, str] | None:
    """``previous`` asked of the country that ``rest`` consists of, and by which rule."""
    named = list(countries_in(rest, language).values())
    if len(named) != 1 or any(len(w) > _SHORT for w in words_of(rest.replace(named[0], " "))):
        return None
    old = list(countries_in(previous, language).values())
    if not old:
        return _continued(previous, rest)
    with_preposition = _after_preposition(old[-1])
    if re.match(_PREPOSITION, rest, re.IGNORECASE) and with_preposition.search(previous):
        return with_preposition.sub(lambda _: rest, previous, count=1), _NAME_REPLACED
    return previous.replace(old[-1], named[0], 1), _NAME_REPLACED


def _after_preposition(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_PREPOSITION}{re.escape(name)}", re.IGNORECASE)


def _names(text: str) -> list[str]:
    """Capitalised words, the first of the sentence too."""
    return [word for word in words_of(text) if word[0].isupper()]


def _replace_name(previous: str, rest: str, language: Language) -> str | None:
    """``previous`` with its name in place of the one that ``rest`` consists of."""
    new = _names(rest)
    words = words_of(rest)
    others = [w for w in words if w not in new and len(w) > _SHORT]
    if not new or others or _asks(rest, language):
        return None
    old = [name for name in _names(previous) if name in words_of(previous)[1:]]
    old = old or [name for name in _names(previous) if len(name) > _SHORT]
    old = [name for name in old if not expected_question_word(name, language)]
    if not old:
        return None
    target = next((name for name in reversed(old) if name.istitle() == new[-1].istitle()), old[-1])
    preposition = _after_preposition(target)
    if preposition.search(previous) and len(words) > 1:
        return preposition.sub(lambda _: rest, previous, count=1)
    return re.sub(rf"\b{re.escape(target)}", new[-1], previous, count=1)


def expected_question_word(word: str, language: Language) -> bool:
    """Whether a capitalised word only opens a question: «Какая», What."""
    return expected_answer(word, language).type is not AnswerType.THING or word.casefold() in {
        "что", "какой", "какая", "какое", "какие", "каков", "какова", "не", "қандай",
        "what", "which", "the", "is",
    }  # fmt: skip


def _asks(text: str, language: Language) -> bool:
    return expected_answer(text, language).type is not AnswerType.THING


def _topic(previous: str, own: set[str], language: Language) -> str:
    """The content words of the previous question that are not yet said."""
    kept = set(stems_of(previous, language))
    return " ".join(
        word
        for word in words_of(previous)
        if (stems := set(stems_of(word, language))) & kept and not stems & own
    )
