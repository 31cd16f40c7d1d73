"""Where the words of a question are met in the sentences of the passages found for it.

A word is met as it stands, in another form or spelling, by a synonym or a translation, and softly,
by its embedding (Kusner et al., "From Word Embeddings to Document Distances", ICML 2015, relaxed to
the best match per word); and its tokens by those of the sentence, as both are read in their texts
(``index.tokenhead``).
"""

from collections.abc import Sequence, Set
from itertools import pairwise, zip_longest

import numpy as np

from assistant.columns import Matrix
from assistant.countries import countries_in
from assistant.mentions import fading, rivalled
from assistant.query import Query, Term
from assistant.reading import PassageReading, ReadSentence, ReadView
from assistant.spelling import closest, nearly_same
from assistant.words import sound_of, stems_of
from corpus import Language
from index import Vectors

_ASKERS_SHARE = 2.0
"""What a passage in the asker's language counts in a mean, beside each of its other views."""
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
        self.lately = fading(self.match, self.context, self.starts)
        within = np.maximum.reduceat(self.match, self.starts[:-1], axis=1)
        self.context = np.maximum(self.context, within)
        self.passage_of = np.repeat(np.arange(len(readings)), counts)
        self._dense(query)
        self.sentences: list[ReadSentence] = [s for v in self.views for s in v.sentences]
        self.rivalled = self._rivalled(query)
        self.language_of = [v.language for v in self.views for _ in v.sentences]
        countries = _countries(query)
        self.labels = np.array([_label(query, countries, reading) for reading in readings])

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

    def _rivalled(self, query: Query) -> Matrix:
        """1 for sentences after, or with, the name of another than the question's; 0 for all where
        the question names nothing."""
        names = [t for t, term in enumerate(query.terms) if term.is_name]
        if not names:
            return np.zeros(self.starts[-1])
        named = self.match[names].max(axis=0) > 0
        return rivalled(named, self.sentences, self.starts, query.text.casefold()).astype(float)

    def _dense(self, query: Query) -> None:
        """``dense`` and ``tokens`` by the likest view, ``dense_mean`` and ``tokens_mean`` by the
        mean of all: of sentences float64[sentences], and of each token of the question, the nearest
        one of each sentence, float64[tokens of the question, sentences]."""
        words = [(v.word_vectors, v.word_starts) for v in self.views]
        self.soft = np.maximum(_nearest(query.term_vectors, words), self.match)
        rounds, shares = self._rounds()
        alike = [np.concatenate([v.vectors @ query.vector for v in views]) for views in rounds]
        asked = query.tokens.vectors
        met = [_nearest(asked, [(v.tokens, v.token_starts) for v in views]) for views in rounds]
        self.dense = np.max(alike, axis=0).astype(float)
        self.dense_mean: Matrix = (shares * alike).sum(axis=0)
        self.tokens: Matrix = np.max(met, axis=0)
        self.tokens_mean: Matrix = (shares[:, None] * met).sum(axis=0)
        met_above = np.stack([self._above(reading, asked) for reading in self.readings], axis=1)
        self.tokens_context: Matrix = np.maximum(self.tokens, met_above[:, self.passage_of])
        self.new, self.new_mean = _new(asked, self.views)
        self._keys(query)
        self._meaning(query)

    @staticmethod
    def _above(reading: PassageReading, asked: Vectors) -> Matrix:
        """float64[tokens of the question]: the nearest of what stands above a passage; -1 where
        nothing does."""
        texts = [text for view in reading.views.values() for text in view.above]
        if not texts:
            return np.full(len(asked), -1.0)
        nearest: Matrix = (asked @ np.concatenate(texts).T).max(axis=1).astype(float)
        return nearest

    def _keys(self, query: Query) -> None:
        """``keys`` float64[sentences]: 1 where the question has all that the key of a sentence has,
        -1 where it has nothing of it, 0 for one without a key."""
        self.keys = np.zeros(self.starts[-1])
        if not len(query.term_vectors):
            return
        for number, view in enumerate(self.views):
            for i, sentence in enumerate(view.sentences):
                if sentence.key:
                    key = view.word_vectors[np.array(sentence.key) + view.word_starts[i]]
                    nearest = (key @ query.term_vectors.T).max(axis=1).clip(0.0, 1.0)
                    self.keys[self.starts[number] + i] = 2.0 * float(nearest.mean()) - 1.0

    def _rounds(self) -> tuple[list[tuple[ReadView, ...]], Matrix]:
        """A view of every passage at a time, the asker's first, until all were looked at, and what
        each says of its sentences, float64[rounds, sentences]. A passage that has no more views
        shows its first again, which says nothing then."""
        each = [[first, *(view for view in reading.views.values() if view is not first)]
                for first, reading in zip(self.views, self.readings, strict=True)]  # fmt: skip
        turns = list(zip_longest(*each))
        rounds = [
            tuple(view or first for view, first in zip(turn, self.views, strict=True))
            for turn in turns
        ]
        weights = np.array([[float(view is not None) for view in turn] for turn in turns])
        weights[0] = _ASKERS_SHARE
        shares: Matrix = (weights / weights.sum(axis=0))[:, self.passage_of]
        return rounds, shares

    def _meaning(self, query: Query) -> None:
        self.meaning = np.concatenate([v.meanings @ query.meanings[0] for v in self.views])
        self.meaning = self.meaning.astype(float)
        words = [(v.word_meanings, v.stem_starts) for v in self.views]
        self.meaning_soft = np.maximum(_nearest(query.meanings[1:], words), self.match)


def _new(asked: Vectors, views: Sequence[ReadView]) -> tuple[Matrix, Matrix]:
    """float64[sentences], twice: how far the tokens of each sentence are from the nearest of the
    question, in sum and on average: what it says beside what was asked."""
    tokens = np.concatenate([view.tokens for view in views])
    far = 1.0 - (asked @ tokens.T).max(axis=0).astype(float)
    starts: list[int] = []
    offset = 0
    for view in views:
        starts.extend(offset + start for start in view.token_starts)
        offset += len(view.tokens)
    total = np.add.reduceat(far, starts)
    return total, total / np.diff([*starts, offset])


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


def _countries(query: Query) -> Set[str]:
    """The countries that terms of the question name; one that was taken for wrong is no term."""
    words = {term.word for term in query.terms}
    named = countries_in(query.text, query.language)
    return {code for code, said in named.items() if not words.isdisjoint(said.split())}


def _label(query: Query, countries: Set[str], reading: PassageReading) -> float:
    """1 where the question names the label of a passage, or its country in another way («узбеки»),
    -1 where it does not, 0 without one."""
    labels = [view for view in reading.views.values() if view.label]
    if not labels:
        return 0.0
    named = any(
        all(any(_names(term, stem, view) for term in query.terms) for stem in view.label)
        or countries & view.label_countries
        for view in labels
    )
    return 1.0 if named else -1.0


def _names(term: Term, stem: str, view: ReadView) -> bool:
    own = term.stems[view.language]
    return stem in own or any(nearly_same(stem, other) for other in own)
