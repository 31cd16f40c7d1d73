"""Whose the answer is: the countries of the question, and those of the passage that answers."""

from collections import Counter

from assistant.countries import countries_in
from assistant.features import Pool
from assistant.query import Query
from assistant.reading import PassageReading

_LEAST_OFTEN = 2


def asked_and_told(query: Query, pool: Pool, best: int) -> tuple[set[str], set[str]]:
    """The countries that the question names, and those that the passage of the candidate ``best``
    is about: those it names, or the one that most of its document's passages do."""
    asked = set(countries_in(query.text, query.language))
    if not asked:
        return asked, set()
    reading = pool.candidates[best].reading
    return asked, _countries(reading) or _most_named(pool, reading.passage.document_id)


def _countries(reading: PassageReading) -> set[str]:
    return {code for language, text in reading.texts() for code in countries_in(text, language)}


def _most_named(pool: Pool, document_id: str) -> set[str]:
    readings = {c.reading.passage.id: c.reading for c in pool.candidates}
    counts = Counter(
        country
        for reading in readings.values()
        if reading.passage.document_id == document_id
        for country in _countries(reading)
    )
    return {country for country, count in counts.most_common(1) if count >= _LEAST_OFTEN}
