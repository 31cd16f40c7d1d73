"""False premises: a number or a country in the question that the cited sentence contradicts.

A figure of the question is contradicted when the candidate holds none equal to it but holds one of
the same kind and unit in its place (a rank against a rank, a year against a year); a country, when
the candidate tells the same of another one, and of something that has a name or a number of its own
(«Почему Узбекистан запустил Alem.Cloud?»): a ministry or a strategy several countries may have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.countries import countries_in
from assistant.features import Candidate
from assistant.query import Query
from assistant.words import stems_of, words_of
from corpus import Language
from index import Quantity, QuantityKind, numbers


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the question takes for granted, and what the source has instead."""

    asked: str
    found: str


_TOLERANCE = 1e-9
_SHORT = 3
"""Letters of a name, or digits, that many things have («ИИ», AI, 2): too little for a country that
stands in another sentence."""


def asserts_numbers(query: Query) -> bool:
    """Whether the question takes a number for granted."""
    return query.expected.asserts and any(term.is_number for term in query.terms)


def holds_numbers(query: Query, candidate: Candidate) -> bool:
    """Whether every figure of the question stands in the candidate."""
    held = numbers(candidate.text, candidate.reading.passage.language)
    asked = numbers(query.text, query.language)
    return all(any(_equal(quantity, other) for other in held) for quantity in asked)


def contradicted(query: Query, candidate: Candidate) -> Contradiction | None:
    """The first contradicted figure of the question; None when there is none."""
    if not query.expected.asserts:
        return None
    asked = numbers(query.text, query.language)
    passage = candidate.reading.passage
    text = candidate.text
    everything = numbers(passage.text, passage.language)
    held = numbers(text, passage.language)
    for quantity in asked:
        if any(_equal(quantity, other) for other in everything):
            continue
        rival = _rival(query, candidate, quantity, asked, held)
        if rival is not None:
            return Contradiction(
                query.text[quantity.start : quantity.end], text[rival.start : rival.end]
            )
    return None


def misplaced(query: Query) -> Query | None:
    """The question without its country, to find whose the fact is; None where it names none or
    several, or nothing that there is only one of."""
    named = countries_in(query.text, query.language)
    if len(named) != 1 or not query.expected.asserts:
        return None
    [said] = named.values()
    theirs = {stem for word in words_of(said) for stem in stems_of(word, query.language)}
    kept = [i for i, term in enumerate(query.terms) if not term.stems[query.language] & theirs]
    if not any(query.terms[i].is_name or query.terms[i].is_number for i in kept):
        return None
    return query.keeping(kept, query.text.replace(said, " "))


def of_another_country(query: Query, candidate: Candidate) -> Contradiction | None:
    """The country of the question against the one that the candidate, or else its passage, names
    instead; the candidate must also name what there is only one of; None when there is no such
    contradiction."""
    [(asked, said)] = countries_in(query.text, query.language).items()
    passage = candidate.reading.passage
    text = candidate.text
    around = countries_in(passage.text, passage.language)
    own = countries_in(text, passage.language)
    held = own or around
    if len(held) != 1 or asked in around:
        return None
    view = candidate.reading.views[passage.language]
    sentences = range(candidate.first, candidate.last + 1)
    for term in query.terms:
        single = term.is_number or (term.is_name and said != term.word)
        if single and (own or len(term.word) > _SHORT):
            stems = term.stems[passage.language]
            if any(set(view.where.get(stem, ())) & set(sentences) for stem in stems):
                return Contradiction(said, *held.values())
    return None


def _equal(one: Quantity, other: Quantity) -> bool:
    if one.kind is not other.kind and QuantityKind.NUMBER not in (one.kind, other.kind):
        return False
    values = (other.value, other.upper if other.upper is not None else other.value)
    return any(abs(one.value - value) <= _TOLERANCE * max(1.0, abs(value)) for value in values)


def _rival(
    query: Query,
    candidate: Candidate,
    quantity: Quantity,
    asked: Sequence[Quantity],
    held: Sequence[Quantity],
) -> Quantity | None:
    """The one figure of ``held`` that stands where ``quantity`` is claimed to.

    Plain numbers must count the same thing: the words after them share a stem.
    """
    passage = candidate.reading.passage
    text = passage.text[candidate.start - passage.start :]
    rivals = [
        other
        for other in held
        if other.kind is quantity.kind
        and other.unit == quantity.unit
        and not any(_equal(one, other) for one in asked)
    ]
    if quantity.kind is QuantityKind.NUMBER and quantity.unit is None:
        counted = _counted(query.text, quantity, query.language)
        rivals = [r for r in rivals if counted & _counted(text, r, passage.language)]
    return rivals[0] if len(rivals) == 1 else None


def _counted(text: str, quantity: Quantity, language: Language) -> set[str]:
    """Stems of the two words after a number."""
    words = words_of(text[quantity.end : quantity.end + 40])[:2]
    return {stem for word in words for stem in stems_of(word, language)}
