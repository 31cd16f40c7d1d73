"""Follow-up questions: «А второй?», «Ал Ресейде ше?», "And who said that?".

A follow-up is told by its form (an opening conjunction, a pronoun, a question particle, too few
words of its own) and resolved against the last turns by rule: a new name takes the place of the
old one of the same kind, other words are added to the previous question, and a question about a
statement ("who said that") gets the statement. Nothing is kept between calls.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from assistant.answertype import AnswerType, expected_answer
from assistant.countries import countries_in
from assistant.smalltalk import recognise
from assistant.words import stems_of, word_places, words_of
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
    heard = _HEARD[language]
    asked = [
        heard.sub("", turn.content)
        for place, turn in enumerate(history)
        if turn.role == "user" and recognise(turn.content, opens=place == 0) is None
    ]
    if not asked:
        return Resolved(question)
    question = heard.sub("", question)
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
        return Resolved(f"{_without(question, _THAT)}: {statement}", "statement")
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
    target = rf"\b{re.escape(old[-1])}\b"
    with_preposition = re.compile(_PREPOSITION + target, re.IGNORECASE)
    if re.match(_PREPOSITION, rest, re.IGNORECASE) and with_preposition.search(previous):
        return with_preposition.sub(lambda _: rest, previous, count=1), _NAME_REPLACED
    return re.sub(target, lambda _: named[0], previous, count=1), _NAME_REPLACED


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and its place in a text; ``acronym`` where it is written in capitals, as «ЭЦП»."""

    start: int
    end: int
    acronym: bool
    opens: bool
    """Whether it is the first word of the text, whose capital tells nothing."""


def _names(text: str, language: Language) -> list[_Name]:
    """Runs of capitalised words, those in capitals apart; none of what only opens a sentence."""
    kept = set(stems_of(text, language))
    found: list[_Name] = []
    for number, (start, end) in enumerate(word_places(text)):
        word = text[start:end]
        if not word[0].isupper():
            continue
        if number == 0 and (
            expected_question_word(word, language) or kept.isdisjoint(stems_of(word, language))
        ):
            continue
        last = found[-1] if found else None
        if last and last.acronym == word.isupper() and text[last.end : start].isspace():
            found[-1] = _Name(last.start, end, last.acronym, opens=False)
        else:
            found.append(_Name(start, end, word.isupper(), opens=number == 0))
    return found


def _replace_name(previous: str, rest: str, language: Language) -> str | None:
    """``previous`` with the name that ``rest`` consists of in place of its last one of the kind."""
    new = _names(rest, language)
    if not new or _asks(rest, language):
        return None
    start, end = new[0].start, new[-1].end
    if any(len(w) > _SHORT for w in words_of(f"{rest[:start]} {rest[end:]}")):
        return None
    old = _names(previous, language)
    old = [name for name in old if not name.opens] or [
        name for name in old if name.end - name.start > _SHORT
    ]
    if not old:
        return None
    alike = [name for name in old if name.acronym == new[-1].acronym]
    target = (alike or old)[-1]
    before, after = previous[: target.start], previous[target.end :]
    preposition = re.search(rf"{_PREPOSITION}$", before, re.IGNORECASE)
    if preposition and rest[:start].strip():
        return before[: preposition.start()] + rest + after
    return before + rest[start:end] + after


def expected_question_word(word: str, language: Language) -> bool:
    """Whether a capitalised word only opens a question: «Какая», What."""
    return expected_answer(word, language).type is not AnswerType.THING or word.casefold() in {
        "что", "какой", "какая", "какое", "какие", "каков", "какова", "не", "қандай",
        "назови", "опиши", "объясни", "сравни",
        "what", "which", "the", "is", "name", "describe", "explain", "compare",
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
