"""False premises: a number or a country in the question that the cited sentence contradicts.

A figure of the question is contradicted when the candidate holds none equal to it but one sentence
of it holds one of the same kind and unit, measures or counts the same with it, and tells most of
what else the question claims, no less than better candidates do: where the one that tells the claim
best has no figure, the source has none. A country is contradicted when the candidate tells the same
of another one, and of what only that one has: a name or a number («Почему Узбекистан запустил
Alem.Cloud?»), or all that is claimed; a ministry or a strategy several countries may have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.candidate import Candidate
from assistant.claim import (
    Claim,
    about,
    asks_existence,
    claim_of,
    is_said,
    places_of,
    views_of,
    whole,
)
from assistant.countries import countries_in
from assistant.measured import admits, is_joined, measured_by
from assistant.query import Query, Term
from assistant.reading import PassageReading
from assistant.words import stems_of, words_of
from corpus import Language
from index import Quantity, QuantityKind, numbers


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the question takes for granted, and what the source has instead, in its words."""

    asked: str
    found: str


_TOLERANCE = 1e-9
_SHORT = 3
"""Letters of a name, or digits, that many things have (AI, 2): too little for a country that stands
in another sentence."""
_LEAST_TOLD = 0.5
"""Share of the claim that a sentence tells which contradicts it."""
_FAR = 5
"""Words beside a figure of the question that may say what it is of: it is in free order."""
_WHOLE = 0.7
_WHOLE_TERMS = 3
"""Share and number of the terms of a claim without a name of its own that are all of it."""


def asserts_numbers(query: Query) -> bool:
    """Whether the question takes a number for granted."""
    return query.expected.asserts and any(term.is_number for term in query.terms)


def holds_numbers(query: Query, candidate: Candidate) -> bool:
    """Whether every figure of the question stands in the candidate."""
    held = numbers(candidate.text, candidate.reading.passage.language)
    asked = numbers(query.text, query.language)
    return all(any(_equal(quantity, other) for other in held) for quantity in asked)


def contradicted(
    query: Query, candidate: Candidate, better: Sequence[Candidate] = ()
) -> Contradiction | None:
    """The first figure of the question that ``candidate`` contradicts and no ``better`` candidate
    holds; None when there is none, or when the candidate tells of other countries."""
    claim = claim_of(query)
    told_of = about(candidate.reading, _sentences(candidate))
    others = bool(claim.countries and told_of) and claim.countries.keys().isdisjoint(told_of)
    if not query.expected.asserts or others:
        return None
    asked = numbers(query.text, query.language)
    everything = [
        quantity
        for passage in (other.reading.passage for other in (*better, candidate))
        for quantity in numbers(passage.text, passage.language)
    ]
    least = max((_told(claim, other) for other in better), default=0.0)
    shares = {i: claim.told(candidate.reading, (i,)) for i in _sentences(candidate)}
    telling = [i for i, share in shares.items() if share > _LEAST_TOLD and share >= least]
    for quantity in asked:
        if any(_equal(quantity, other) for other in everything):
            continue
        rival = _rival(query, claim, candidate.reading, telling, quantity)
        if rival is not None:
            return Contradiction(query.text[quantity.start : quantity.end], rival)
    return None


def misplaced(query: Query) -> Query | None:
    """The question without its country, to find whose the fact is; None where it names none or
    several, or neither a name nor a number beside it."""
    named = countries_in(query.text, query.language)
    if len(named) != 1 or not query.expected.asserts:
        return None
    [said] = named.values()
    theirs = {stem for word in words_of(said) for stem in stems_of(word, query.language)}
    kept = [i for i, term in enumerate(query.terms) if not term.stems[query.language] & theirs]
    if not any(query.terms[i].is_name or query.terms[i].is_number for i in kept):
        return None
    return query.keeping(kept, query.text.replace(said, " "))


def of_another_country(
    query: Query,
    candidate: Candidate,
    better: Sequence[Candidate] = (),
    readings: Sequence[PassageReading] = (),
) -> Contradiction | None:
    """The country of the question against the one that the candidate, or else its passage, names
    instead. None when there is no such contradiction: a ``better`` candidate names the country of
    the question, or ``readings`` have what the candidate tells as not that country's alone."""
    [(asked, said)] = countries_in(query.text, query.language).items()
    passage = candidate.reading.passage
    around = countries_in(passage.text, passage.language)
    own = countries_in(candidate.text, passage.language)
    held = own or around
    owner = about(candidate.reading, _sentences(candidate))
    affirmed = any(asked in about(c.reading, _sentences(c)) for c in better)
    if len(held) != 1 or held.keys() != owner or asked in around or affirmed:
        return None
    readings = [reading for reading in readings if reading.passage.sentences]
    claim = replace(claim_of(query), countries={})
    names = [whole(term) for term in claim.terms if _names_one(term, query)]
    claims = not asks_existence(query)
    counted = _counted(query) if claims else ()
    claim = replace(claim, terms=(*claim.terms, *counted))
    if _told(claim, candidate) < _LEAST_TOLD:
        return None
    single = any(
        _is_single(term, candidate, readings, query.language)
        for term in (*names, *counted)
        if own or len(term.word) > _SHORT
    )
    all_of_it = claims and holds_numbers(query, candidate)
    if single or (all_of_it and _is_single_claim(claim, candidate, readings)):
        return Contradiction(said, *held.values())
    return None


def _counted(query: Query) -> tuple[Term, ...]:
    """The numbers of a question that are no part of a name."""
    values = {
        f"#{quantity.value:.12g}"
        for quantity in numbers(query.text, query.language)
        if not is_joined(query.text, quantity)
    }
    return tuple(
        term for term in query.terms if term.is_number and term.stems[query.language] & values
    )


def _names_one(term: Term, query: Query) -> bool:
    """Whether a term is a name, not an abbreviation: those are of unions and of kinds of things,
    which several countries have (ЕАЭС, GPU)."""
    return term.is_name and (query.text.isupper() or not term.word.isupper())


def _is_single(
    term: Term, candidate: Candidate, readings: Sequence[PassageReading], language: Language
) -> bool:
    """Whether the candidate holds ``term``, and all ``readings`` that do have it as the same
    country's."""
    owner = about(candidate.reading, _sentences(candidate))
    here = places_of(term, views_of(candidate.reading, language))
    places = ((reading, places_of(term, views_of(reading, language))) for reading in readings)
    return not here.isdisjoint(_sentences(candidate)) and all(
        about(reading, held) == owner for reading, held in places if held
    )


def _is_single_claim(
    claim: Claim, candidate: Candidate, readings: Sequence[PassageReading]
) -> bool:
    """Whether the candidate tells the whole claim, and of the ``readings`` none that is not of the
    same country tells as much."""
    owner = about(candidate.reading, _sentences(candidate))
    most = _told(claim, candidate)
    return (
        len(claim.terms) >= _WHOLE_TERMS
        and most >= _WHOLE
        and all(
            about(reading, ()) == owner
            or claim.told(reading, range(len(reading.passage.sentences))) < most
            for reading in readings
        )
    )


def _rival(
    query: Query,
    claim: Claim,
    reading: PassageReading,
    sentences: Iterable[int],
    quantity: Quantity,
) -> str | None:
    """The figure of ``sentences``, as written, that stands where ``quantity`` is claimed to: the
    one that shares most with it; None where there is none, or two are as good."""
    asked = numbers(query.text, query.language)
    found: list[tuple[float, str]] = []
    for i in sentences:
        text = reading.passage.sentences[i].text
        for other in numbers(text, reading.passage.language):
            alike = other.kind is quantity.kind and other.unit == quantity.unit
            if not alike or any(_equal(one, other) for one in asked):
                continue
            shared = _shared(query, claim, quantity, reading, i, other)
            if shared and not admits(query.text, quantity, other):
                found.append((shared, text[other.start : other.end]))
    found.sort(reverse=True)
    clear = len(found) == 1 or (len(found) > 1 and found[0][0] > found[1][0])
    return found[0][1] if clear else None


def _shared(
    query: Query,
    claim: Claim,
    quantity: Quantity,
    reading: PassageReading,
    i: int,
    other: Quantity,
) -> float:
    """The weight of what both ``quantity`` of the question and ``other``, a figure of sentence
    ``i`` of a passage, measure or count, by the words beside them in the passage's language or the
    question's; 1 for dates, which are those of their sentences."""
    if quantity.kind in (QuantityKind.YEAR, QuantityKind.DAY):
        return 1.0
    beside = _stems(measured_by(query.text, quantity, query.language, _FAR), query.language)
    terms = [term for term in claim.terms if term.stems[query.language] & beside]
    shared = 0.0
    for view in views_of(reading, query.language):
        text = view.sentences[i].text
        for figure in numbers(text, view.language):
            if _equal(other, figure):
                words = _stems(measured_by(text, figure, view.language), view.language)
                said = (term.weight for term in terms if is_said(term, words, view.language))
                shared = max(shared, sum(said))
    return shared


def _equal(one: Quantity, other: Quantity) -> bool:
    if one.kind is not other.kind and QuantityKind.NUMBER not in (one.kind, other.kind):
        return False
    values = (other.value, other.upper if other.upper is not None else other.value)
    return any(abs(one.value - value) <= _TOLERANCE * max(1.0, abs(value)) for value in values)


def _sentences(candidate: Candidate) -> range:
    return range(candidate.first, candidate.last + 1)


def _told(claim: Claim, candidate: Candidate) -> float:
    return claim.told(candidate.reading, _sentences(candidate))


def _stems(words: Iterable[str], language: Language) -> set[str]:
    return {stem for word in words for stem in stems_of(word, language)}
