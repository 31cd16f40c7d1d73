"""What a question claims beside its numbers, and how much of that the sentences of a text tell.

A figure or a country that stands elsewhere contradicts the question only where the same is told of
it: «рост грузоперевозок» for «рост грузоперевозок», not for «рост экспорта».
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from assistant.countries import countries_in
from assistant.matching import view_for
from assistant.measures import units_of
from assistant.query import Query, Term
from assistant.reading import PassageReading, ReadView
from assistant.spans import SpanKind
from assistant.spelling import closest, nearly_same
from assistant.words import sound_of, words_of
from corpus import Language
from index import QuantityKind, numbers

_FRAMES = frozenset(
    re.findall(
        r"\w+",
        """
        правда верно да так ведь лишь аж целых именно рас дұрыс солай иә ғой дегені екені екенін
        небәрі ғана тек true right correct really yes fact already since
        """,
    )
)
"""Words that ask whether the rest is true, or call a number small or large."""
_LINKS = re.compile(
    r"состав(?:ля|и)\w+|занима\w+|равн\w+|достиг\w*|удал\w+|должн?[аоы]?|құра\w+|amount\w*"
    r"|totall?\w*|equal\w*"
)
"""Words that only link a number with what it is of."""
_REFERS = re.compile(
    r"\b(?:он[аио]?|е[её]|его|ему|ей|ими?|их|н[её]м|не[её]|него|ней|нему|ними?|них|эт[аоиу]|этот"
    r"|так(?:ой|ая|ое|их?|ие|им)|ол(?:ар)?|он(?:ы|да|дай|ан|ың)|оған|одан|онымен|ондай\w*"
    r"|олар\w+|бұл|мұн\w+|its?|they|them|their|this|these|those|such|he|she|his|hers?|him)\b",
    re.IGNORECASE,
)
"""Words for what the sentence before has named."""
_EXISTS = re.compile(
    r"\b(?:есть|имеется|имеются|существу[ею]т) ли\b|\bли (?:есть|имеется|имеются)\b"
    r"|\bбар (?:ма|ме)\b|\b(?:is|are|was|were) there\b|\b(?:does|do|did)\b.*\bhave\b",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"\s(?:г\.|год\w*|жыл\w*)")
_COMPOUND = re.compile(r"[^\W_][-.’'][^\W_]")
_RELATED = 0.5
"""Least likeness of a word that may stand for another one."""
_SAME_START = 5
"""Letters that two forms of a word share at least."""
_NAMES = frozenset({SpanKind.NAME, SpanKind.PERSON, SpanKind.PLACE})


@dataclass(frozen=True, slots=True)
class Claim:
    """Terms of a question in ``language``, and the weights of the countries it names, by their ISO
    3166 codes."""

    terms: tuple[Term, ...]
    countries: Mapping[str, float]
    language: Language

    def told(self, reading: PassageReading, sentences: Sequence[int]) -> float:
        """The share of the claim that the ``sentences`` of a passage hold, in its own language or
        the question's: of its weight or of its number of words, whichever is less; 0 of an empty
        claim. What they refer to may stand in the sentence before («Оно стоит 5%»), a name in any
        before them where they name nothing."""
        views = views_of(reading, self.language)
        first = min(sentences, default=0)
        last_view = views[-1]
        texts = [last_view.sentences[i] for i in sentences]
        refers = any(_REFERS.search(sentence.text) for sentence in texts)
        named = any(span.kind in _NAMES for sentence in texts for span in sentence.spans)
        near = {*sentences, *(range(max(0, first - 1), first) if refers else ())}
        before = near if named else {*near, *range(first)}
        held = [self.countries[code] for code in self.countries.keys() & about(reading, sentences)]
        held += [
            term.weight
            for term in self.terms
            if places_of(term, views) & (before if term.is_name else near)
        ]
        weights = [*(term.weight for term in self.terms), *self.countries.values()]
        return min(sum(held) / sum(weights), len(held) / len(weights)) if any(weights) else 0.0


def claim_of(query: Query) -> Claim:
    """What a question claims beside its numbers with their units and the property that those
    measure («мощность» with «EFlops»), without what only frames it («правда ли»)."""
    named = countries_in(query.text, query.language)
    countries = {
        code: max((term.weight for term in query.terms if term.word in said.split()), default=0.0)
        for code, said in named.items()
    }
    left_out = {word for said in named.values() for word in said.split()}
    units: set[str] = set()
    for quantity in numbers(query.text, query.language):
        if quantity.kind is not QuantityKind.ORDINAL:  # «24-орын» says what is counted
            year = _YEAR_WORD.match(query.text, quantity.end)
            end = year.end() if year else quantity.end
            said = words_of(query.text[quantity.start : end])
            left_out.update(said)
            units.update(word.casefold() for word in said)
    kept = tuple(
        term
        for term in query.terms
        if not term.is_number
        and term.word not in left_out
        and not _says_nothing(term.word.casefold())
        and units.isdisjoint(units_of(term.word).split())
    )
    return Claim(kept, countries, query.language)


def _says_nothing(word: str) -> bool:
    return word in _FRAMES or _LINKS.fullmatch(word) is not None


def asks_existence(query: Query) -> bool:
    """Whether it is asked if there is such a thing, which claims nothing: «Есть ли …»."""
    return _EXISTS.search(query.text) is not None


def about(reading: PassageReading, sentences: Iterable[int]) -> Set[str]:
    """ISO 3166 codes of the countries that ``sentences`` of a passage and its label name, or else
    the passage."""
    passage = reading.passage
    text = " ".join(passage.sentences[i].text for i in sentences)
    own = countries_in(text, passage.language).keys()
    label = reading.views[passage.language].label_countries
    return own | label or countries_in(passage.text, passage.language).keys()


def views_of(reading: PassageReading, language: Language) -> list[ReadView]:
    """The views in which a question in ``language`` may meet a passage: its own, and then that in
    the question's language."""
    own = reading.views[reading.passage.language]
    asked = view_for(reading, language)
    return [own] if asked is own else [own, asked]


def places_of(term: Term, views: Iterable[ReadView]) -> set[int]:
    """The sentences of ``views`` of a passage that hold a term: in any form, in the other script,
    or by a word that may stand for it."""
    found: set[int] = set()
    sound = sound_of(term.word.casefold())
    if sound:
        sound = ("l" if sound[0] == "c" else "c") + sound[1:]
    for view in views:
        found.update(closest(term.stems[view.language], view, same_start=True))
        found.update(view.sounds.get(sound, ()))
        for stem in _stems_for(term, view.language):
            found.update(view.where.get(stem, ()))
    return found


def whole(term: Term) -> Term:
    """A compound name as one word: «Alem.ai» without «AI»."""
    if not _COMPOUND.search(term.word):
        return term
    stems = {language: frozenset({max(own, key=len)}) for language, own in term.stems.items()}
    return replace(term, stems=stems, related={})


def is_said(term: Term, stems: Set[str], language: Language) -> bool:
    """Whether a term is among ``stems`` of a text in ``language``: itself, in another form, or by
    a word that may stand for it."""
    return not stems.isdisjoint(_stems_for(term, language)) or any(
        own[:_SAME_START] == stem[:_SAME_START] and nearly_same(own, stem)
        for own in term.stems[language]
        for stem in stems
    )


def _stems_for(term: Term, language: Language) -> Set[str]:
    related = term.related.get(language, {})
    return term.stems[language] | {stem for stem, value in related.items() if value >= _RELATED}
