"""Doubts in an answer that its models do not have: another country or year, no name, another post.

To the models a name or a number is missing, whatever it is. That one year is not as good as
another, and that a question after a name is answered by one, is said here, and taken off the
log-odds of the answer. Measured on 23,835 questions about the articles that train those models,
and about others, with the models before those shipped (``assistant.train`` reports it for those it
makes); of the answers with a confidence of 0.1 and more, mean confidence -> share right:

- the passage is about other countries than the question (96 questions): 0.38 -> 0.15; about none
  (83): 0.33 -> 0.23; about the same (450): 0.64 -> 0.61;
- it names other years than a question that does not take its year for granted (61): 0.20 -> 0.03;
- a person's name is asked for and none told that the question does not have (46): 0.50 -> 0.04; a
  thing's (54): 0.38 -> 0, but of 12 in the Russian XQuAD five are right, by common words;
- who said it is asked, and neither the passage nor what introduces it tells of a speaker: not
  measured, no question of the development sets is such a one;
- whose post it is is asked, and the sentence has it as another's (``assistant.posts``): not
  measured, of the 1,497 questions after a person in those articles 100 name whose he is.

With the models shipped, on those questions of most of the articles that number something or take a
figure for granted:

- another one is told of than the one asked about (``assistant.contrast``; 26): 0.62 -> 0;
- a figure is taken for granted, none to compare is told, and nothing is corrected
  (``assistant.assertion``; 3): 0.70 -> 0; one that mostly measures something else (6): 0.94 -> 1,
  because such sentences correct the question without its words («деньги освоили на 84 процента?»);
- what answers a follow-up was told in the reply before (38 of 503 follow-ups): with a confidence of
  0.9 and more 13 of 15 are right, with less 2 of 23, as the topic's own words are all there again;
  where that says who speaks it is left alone («Кто такой …?» and then «Что он сказал?»).
"""

import re

from assistant.assertion import unheld_share
from assistant.candidate import Candidate
from assistant.clause import introductions
from assistant.contrast import tells_another
from assistant.elsewhere import asked_and_told
from assistant.features import Pool
from assistant.firstname import single_names
from assistant.matching import view_for
from assistant.naming import asks_name, asks_persons_name, asks_place_name
from assistant.posts import is_anothers
from assistant.query import Query
from assistant.reading import PassageReading
from assistant.spans import NUMERIC, SpanKind
from assistant.words import stems_of
from corpus import Passage, PassageKind

_OTHER_COUNTRY = 2.0
"""More than was measured: who asks of Uzbekistan is misled by what is true of Kazakhstan."""
_NO_COUNTRY = 0.6
_OTHER_YEAR = 2.0
_NO_PERSON = 4.0
"""Nor is a person named by a sentence without a name, however sure it seems; measured was 3.2."""
_NO_NAME = 1.5
_OTHERS_POST = 6.0
"""More than any confidence: no other president is of this country."""
_NO_SPEAKER = 6.0
"""More than any confidence: the text's own words are nobody's."""
_ANOTHER = 6.0
"""More than any confidence: what is true of the first group is not of the second."""
_NO_FIGURE = 5.0
_OTHERS_FIGURE = 2.0
"""More than was measured, and none of those is refused for it: «рост экспорта 30%?» is not surely
answered by the growth of anything else."""
_REPEATED = 2.5
"""What takes 0.9 to 0.42, and 0.8 to 0.25."""
_MOSTLY = 0.5
"""Share of what a figure is claimed of that makes a figure of the rest another's."""
_START = 5
"""Letters that a name shares with a word of the question when it is no new one («Министерство» for
«министр»)."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def doubts(query: Query, pool: Pool, best: int) -> dict[str, float]:
    """What to take off the log-odds that the candidate ``best`` answers ``query``, by its cause."""
    candidate = pool.candidates[best]
    found = {
        "country": _country(query, pool, best),
        "year": _year(query, candidate),
        "name": _name(query, candidate),
        "post": _post(query, candidate),
        "speaker": _speaker(query, candidate),
        "another": _ANOTHER if tells_another(query, candidate) else 0.0,
        "figure": _figure(query, candidate),
        "repeated": _REPEATED * _is_repeated(pool, best),
    }
    return {cause: doubt for cause, doubt in found.items() if doubt}


def _country(query: Query, pool: Pool, best: int) -> float:
    asked, told = asked_and_told(query, pool, best)
    if not asked or asked & told:
        return 0.0
    return _OTHER_COUNTRY if told else _NO_COUNTRY


def _year(query: Query, candidate: Candidate) -> float:
    asked = set(_YEAR.findall(query.text))
    if not asked or query.expected.asserts:
        return 0.0
    told = {year for _, text in candidate.reading.texts() for year in _YEAR.findall(text)}
    return _OTHER_YEAR if told and not asked & told else 0.0


def _name(query: Query, candidate: Candidate) -> float:
    if not asks_name(query.text, query.language):
        return 0.0
    view = view_for(candidate.reading, query.language)
    others = NUMERIC if asks_place_name(query.text) else {*NUMERIC, SpanKind.PLACE}
    known = {stem[:_START] for term in query.terms for stem in term.stems[view.language]}
    for sentence in view.sentences[candidate.first : candidate.last + 1]:
        names = [sentence.text[s.start : s.end] for s in sentence.spans if s.kind not in others]
        for name in (*names, *single_names(sentence.text, view.language)):
            stems = stems_of(name, view.language)
            if known.isdisjoint(stem[:_START] for stem in stems):
                return 0.0
    return _NO_PERSON if asks_persons_name(query.text) else _NO_NAME


def _post(query: Query, candidate: Candidate) -> float:
    view = view_for(candidate.reading, query.language)
    sentences = view.sentences[candidate.first : candidate.last + 1]
    return _OTHERS_POST if is_anothers(query, sentences, view.language) else 0.0


def _is_repeated(pool: Pool, best: int) -> bool:
    """Whether a follow-up is answered with what was just told; not if that says who speaks, which
    answers after him, and after what he said."""
    return bool(pool.column("told")[best]) and not tells_speaker(pool.candidates[best].reading)


def tells_speaker(reading: PassageReading) -> bool:
    """Whether a passage, or what stands above it, says who speaks."""
    return reading.introduction is not None or any(
        introductions(text) for _, text in reading.texts()
    )


def _figure(query: Query, candidate: Candidate) -> float:
    share = unheld_share(query, candidate)
    if share == 1.0:
        return _NO_FIGURE
    return _OTHERS_FIGURE if share > _MOSTLY else 0.0


def _speaker(query: Query, candidate: Candidate) -> float:
    introduction = candidate.reading.introduction
    if not query.expected.attribution or (introduction is not None and not _heads(introduction[0])):
        return 0.0
    asked = query.text.casefold()
    for sentence in view_for(candidate.reading, query.language).sentences:
        if introductions(sentence.text):
            return 0.0
        for span in sentence.spans:
            name = sentence.text[span.start : span.end].casefold()
            if span.kind is SpanKind.PERSON or (span.kind is SpanKind.NAME and name not in asked):
                return 0.0
    return _NO_SPEAKER


def _heads(introduction: Passage) -> bool:
    """Whether it is the header row of a table, which tells of no speaker."""
    return introduction.kind is PassageKind.HEADING
