"""Where the words of a question are met in the sentences of the passages found for it.

A word is met as it stands, in another form or spelling, by a synonym or a translation, and softly,
by its embedding (Kusner et al., "From Word Embeddings to Document Distances", ICML 2015, relaxed to
the best match per word); and its tokens by those of the sentence, as both are read in their texts
(``index.tokenhead``).
"""

from collections.abc import Sequence
from itertools import pairwise
from operator import is_not

import numpy as np

from assistant.columns import Matrix
from assistant.query import Query, Term
from assistant.reading import PassageReading, ReadSentence, ReadView
from assistant.spelling import closest, nearly_same
from assistant.words import sound_of, stems_of
from corpus import Language
from index import Vectors

_OTHER_FORM = 0.9
_MISSPELT = 0.75
_RELATED = 0.7
"""What a match is worth that is not one of stems."""


def view_for(reading: PassageReading, language: Language) -> ReadView:
    """The view of a passage that a question in ``language`` is compared with first."""
    return reading.views.get(language) or reading.views[reading.passage.language]


class Matches:
    """Matches of question terms with the sentences of a pool, a column a sentence."""

    def __init__(self, query: Query, readings: Sequence[PassageReading]) -> None:
        self.readings = readings
        self.views = [view_for(r, query.language) for r in readings]
        counts = [len(r.passage.sentences) for r in readings]
        self.starts = [0, *np.cumsum(counts).tolist()]
        total, terms = self.starts[-1], len(query.terms)
        self.match: Matrix = np.zeros((terms, total))
        self.context: Matrix = np.zeros((terms, len(readings)))
        self.pairs = np.zeros(total)
        self.pair_total = 0
        for number, reading in enumerate(readings):
            first = self.starts[number]
            for view in self._views(reading, query.language):
                for t, term in enumerate(query.terms):
                    for stem in term.stems[view.language]:
                        for i in view.where.get(stem, ()):
                            self.match[t, first + i] = 1.0
                        if stem in view.context or stem in view.label:
                            self.context[t, number] = 1.0
        self._respelled(query)
        self._related(query)
        self._neighbours(query)
        within = np.maximum.reduceat(self.match, self.starts[:-1], axis=1)
        self.context = np.maximum(self.context, within)
        self.passage_of = np.repeat(np.arange(len(readings)), counts)
        self._dense(query)
        self.sentences: list[ReadSentence] = [s for v in self.views for s in v.sentences]
        self.language_of = [v.language for v in self.views for _ in v.sentences]
        self.labels = np.array([_label(query, reading) for reading in readings])

    @staticmethod
    def _views(reading: PassageReading, language: Language) -> list[ReadView]:
        own = reading.views[reading.passage.language]
        translated = reading.views.get(language)
        return [own] if translated is None or translated is own else [own, translated]

    def _respelled(self, query: Query) -> None:
        """Match words that no sentence holds as they stand: written in the other script, misspelt,
        or of another form than the stemmer knows; and names in any form, for stemmers often part
        the cases of a name."""
        for t, term in enumerate(query.terms):
            matched = self.match[t].any() or self.context[t].any()
            if term.is_number or (matched and not term.is_name):
                continue
            other = sound_of(term.word.casefold())
            other = other and ("l" if other[0] == "c" else "c") + other[1:]
            for number, reading in enumerate(self.readings):
                for view in self._views(reading, query.language):
                    stems = term.stems[view.language]
                    found = () if matched else view.sounds.get(other, ())
                    value = _OTHER_FORM
                    if not found:
                        found = closest(stems, view, same_start=matched)
                        value = _OTHER_FORM if term.is_name else _MISSPELT
                    columns = [self.starts[number] + i for i in found]
                    self.match[t, columns] = np.maximum(self.match[t, columns], value)
                    if term.is_name and any(
                        nearly_same(stem, held)
                        for stem in stems
                        for held in (*view.context, *view.label)
                    ):
                        self.context[t, number] = max(self.context[t, number], value)

    def _related(self, query: Query) -> None:
        """Match words by their synonyms and translations."""
        for number, reading in enumerate(self.readings):
            for view in self._views(reading, query.language):
                for t, term in enumerate(query.terms):
                    related = term.related.get(view.language)
                    if not related:
                        continue
                    for stem in related.keys() & view.where.keys():
                        value = _RELATED * related[stem]
                        for i in view.where[stem]:
                            column = self.starts[number] + i
                            self.match[t, column] = max(self.match[t, column], value)
                    for stem in related.keys() & (view.context | view.label):
                        value = _RELATED * related[stem]
                        self.context[t, number] = max(self.context[t, number], value)

    def _neighbours(self, query: Query) -> None:
        for number, view in enumerate(self.views):
            stems = stems_of(query.text, view.language)
            pairs = set(pairwise(stems))
            self.pair_total = max(self.pair_total, len(pairs))
            for pair in pairs:
                for i in view.pairs.get(pair, ()):
                    self.pairs[self.starts[number] + i] += 1

    def _dense(self, query: Query) -> None:
        self.dense = np.concatenate([v.vectors @ query.vector for v in self.views]).astype(float)
        words = [(v.word_vectors, v.word_starts) for v in self.views]
        self.soft = np.maximum(_nearest(query.term_vectors, words), self.match)
        for number, reading in enumerate(self.readings):
            own = reading.views[reading.passage.language]
            if self.views[number] is not own:
                part = slice(self.starts[number], self.starts[number + 1])
                self.dense[part] = np.maximum(self.dense[part], own.vectors @ query.vector)
        self._meaning(query)
        self._tokens(query)

    def _tokens(self, query: Query) -> None:
        """``tokens`` float64[tokens of the question, sentences]: how near the nearest token of each
        sentence is, the mean of a text and its translation."""
        asked = query.tokens.vectors
        own = [reading.views[reading.passage.language] for reading in self.readings]
        texts = (self.views, own) if any(map(is_not, self.views, own)) else (self.views,)
        found = [_nearest(asked, [(v.tokens, v.token_starts) for v in views]) for views in texts]
        self.tokens: Matrix = np.mean(found, axis=0)

    def _meaning(self, query: Query) -> None:
        self.meaning = np.concatenate([v.meanings @ query.meanings[0] for v in self.views])
        self.meaning = self.meaning.astype(float)
        words = [(v.word_meanings, v.stem_starts) for v in self.views]
        self.meaning_soft = np.maximum(_nearest(query.meanings[1:], words), self.match)


def _nearest(terms: Vectors, views: Sequence[tuple[Vectors, Sequence[int]]]) -> Matrix:
    """float64[terms, sentences]: how near the nearest word of each sentence is; of each view the
    vectors of its words, and where its sentences start among them."""
    starts: list[int] = []
    offset = 0
    for vectors, first in views:
        starts.extend(offset + start for start in first)
        offset += len(vectors)
    similar = terms @ np.concatenate([vectors for vectors, _ in views]).T
    return np.maximum.reduceat(similar, starts, axis=1).astype(float)


def _label(query: Query, reading: PassageReading) -> float:
    """1 where the question names the label of a passage, -1 where it does not, 0 without one."""
    labels = [view for view in reading.views.values() if view.label]
    if not labels:
        return 0.0
    named = any(
        all(any(_names(term, stem, view) for term in query.terms) for stem in view.label)
        for view in labels
    )
    return 1.0 if named else -1.0


def _names(term: Term, stem: str, view: ReadView) -> bool:
    own = term.stems[view.language]
    return stem in own or any(nearly_same(stem, other) for other in own)
