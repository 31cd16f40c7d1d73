"""Names replaced: a question asked again of another country, person or thing («А у Беларуси?»)."""

import re
from dataclasses import dataclass

from assistant.answertype import AnswerType, expected_answer
from assistant.countries import countries_in
from assistant.words import stems_of, word_places, words_of
from corpus import Language

_PREPOSITION = r"\b(?:в|во|на|у|in|at|for|of)\s+"
_SENTENCE_END = re.compile(r"[.?!…]")
_SHORT = 3
"""Letters of a word that may stand beside a name and mean nothing."""


def country_alone(text: str, language: Language) -> str | None:
    """The country that ``text`` consists of, as it is written there («в узбекистане»)."""
    named = list(countries_in(text, language).values())
    if len(named) != 1 or any(len(w) > _SHORT for w in words_of(text.replace(named[0], " "))):
        return None
    return named[0]


def replace_country(previous: str, rest: str, country: str, language: Language) -> str | None:
    """``previous`` asked of ``country``, of which ``rest`` consists, in place of its last one; None
    where it names none."""
    old = list(countries_in(previous, language).values())
    if not old:
        return None
    target = rf"\b{re.escape(old[-1])}\b"
    with_preposition = re.compile(_PREPOSITION + target, re.IGNORECASE)
    if re.match(_PREPOSITION, rest, re.IGNORECASE) and with_preposition.search(previous):
        return with_preposition.sub(lambda _: rest, previous, count=1)
    return re.sub(target, lambda _: country, previous, count=1)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and its place in a text; ``acronym`` where it is written in capitals, as «ЭЦП»."""

    start: int
    end: int
    acronym: bool
    opens: bool
    """Whether it is the first word of a sentence, whose capital tells nothing."""


def _names(text: str, language: Language) -> list[_Name]:
    """Runs of capitalised words, those in capitals apart; none of what only opens a sentence."""
    kept = set(stems_of(text, language))
    found: list[_Name] = []
    before = 0
    for start, end in word_places(text):
        word = text[start:end]
        opens = before == 0 or _SENTENCE_END.search(text, before, start) is not None
        before = end
        if word.islower() or word[0].isdigit():
            continue
        if opens and (
            expected_question_word(word, language) or kept.isdisjoint(stems_of(word, language))
        ):
            continue
        last = found[-1] if found else None
        if last and last.acronym == word.isupper() and text[last.end : start].isspace():
            found[-1] = _Name(last.start, end, last.acronym, opens=False)
        else:
            found.append(_Name(start, end, word.isupper(), opens))
    return found


def names_in(text: str, language: Language) -> list[str]:
    """The names of ``text``; a word that opens a sentence is one where it has more capitals."""
    found = [(text[name.start : name.end], name.opens) for name in _names(text, language)]
    return [name for name, opens in found if not opens or any(map(str.isupper, name[1:]))]


def replace_name(previous: str, rest: str, language: Language) -> str | None:
    """``previous`` with the name that ``rest`` consists of in place of its last one of the kind."""
    new = _names(rest, language)
    if not new or asks(rest, language):
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
        "назови", "опиши", "объясни", "сравни", "расскажи", "расскажите", "скажи", "скажите",
        "what", "which", "the", "is", "name", "describe", "explain", "compare", "tell",
    }  # fmt: skip


def asks(text: str, language: Language) -> bool:
    """Whether the words of ``text`` tell what kind of answer it asks for."""
    return expected_answer(text, language).type is not AnswerType.THING
