"""Features of answer candidates, none of them about a particular language.

Sources: coverage weighted by inverse document frequency (Spärck Jones 1972); soft alignment of
question words to a sentence's words by embedding (Kusner et al., "From Word Embeddings to Document
Distances", ICML 2015, relaxed to the best match per word); expected answer type against the types
in the sentence (Li and Roth 2002).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.answertype import AnswerType
from assistant.focus import Focus
from assistant.query import Query, Term, softened
from assistant.reading import PassageReading, ReadSentence, ReadView, sound_of, stems_of
from assistant.spans import NUMERIC, TypedSpan
from assistant.spelling import closest, nearly_same
from corpus import Language
from index import Hit

Matrix = NDArray[np.float64]

NAMES: tuple[str, ...] = (
    "coverage", "coverage_local", "coverage_near", "coverage_context", "coverage_pool",
    "missing_max", "missing_context_max", "missing_pool_max",
    "names", "names_context", "names_pool", "has_names",
    "numbers", "numbers_context", "has_numbers",
    "pairs", "soft", "soft_min", "soft_context_min", "soft_pool_min",
    "dense", "dense_passage", "dense_below_best", "coverage_below_best", "soft_below_best",
    "hit_score", "hit_below_best", "hit_rank",
    "type_known", "type_match", "type_focus", "type_new", "numeric_new", "names_new",
    "length", "precision", "is_pair", "position", "terms",
    "wants_number", "wants_date", "wants_person", "wants_place", "wants_definition",
    "wants_reason", "wants_yes_no", "marks_definition", "marks_reason", "cross_language",
    "asked", "asked_context", "asked_pool", "asked_soft", "has_asked",
    "labelled", "label_elsewhere", "dense_deviation",
    "meaning", "meaning_passage", "meaning_below_best", "meaning_deviation",
    "meaning_soft", "meaning_soft_min", "meaning_pool_min", "meaning_asked",
    "follow_up", "told", "told_part", "after_told", "beside_told", "near_told",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Neighbouring sentences of one passage, ``first`` to ``last`` included."""

    reading: PassageReading
    hit: Hit
    first: int
    last: int

    @property
    def start(self) -> int:
        """Offset in the document."""
        return self.reading.passage.sentences[self.first].start

    @property
    def end(self) -> int:
        """End offset in the document."""
        return self.reading.passage.sentences[self.last].end


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of one question with their features, a row each.

    ``allowed`` tells which may answer: an item labelled «Россия: …» answers only about Russia when
    the question names a label of the pool. ``own`` is the share that each holds of the words that a
    follow-up adds to the conversation; zero where it adds none.
    """

    candidates: tuple[Candidate, ...]
    features: Matrix
    allowed: NDArray[np.bool_]
    own: Matrix

    def column(self, name: str) -> Matrix:
        """The values of one feature."""
        return self.features[:, NAMES.index(name)]


_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_SPOKE = re.compile(
    r"(?:сказа|отме[тч]|подч[её]рк|счита|поясн|добав|заяв|увер|утвержд|рассказ|сообщ|пиш|дум|полага"
    r"|слова[мх]|said|says|not(?:es|ed)|believ|add(?:s|ed)|explain|stress|argu)\w*\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_SPOKE_AFTER = re.compile(
    r"(?:\s\w+)?,?\s(?:сказа|отме[тч]|подч[её]рк|счита|поясн|said|says|believ|not(?:es|ed)|деді"
    r"|айт|атап|санай)",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"[»\"]?(?:\s\w+)?"
    r"(?:\s?[(—–]|,\s(?:\w+[- ]){0,2}\w+|\s(?:это|является|стал|is|was|are|деген)\b)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:[^\W\d_]{4,})\s(?:[«\"]|[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w-]+\s)?$")
_REASON = frozenset(
    {
        *("потому", "поскольку", "поэтому", "причин", "вследств", "связ", "позволя", "позвол"),
        *("себеб", "сондыктан", "сондык", "ойткени", "салдар", "ушин"),
        *("becaus", "due", "reason", "caus", "therefor", "thus", "enabl", "allow"),
    }
)
_STEADY = 0.02
"""Keeps a deviation finite where all similarities are alike."""
_OTHER_FORM = 0.9
_MISSPELT = 0.75
_RELATED = 0.7
"""What a match is worth that is not one of stems."""


def view_for(reading: PassageReading, language: Language) -> ReadView:
    """The view of a passage that a question in ``language`` is compared with first."""
    return reading.views.get(language) or reading.views[reading.passage.language]


def build_pool(
    query: Query,
    hits: Sequence[Hit],
    readings: Sequence[PassageReading],
    focus: Focus | None = None,
) -> Pool:
    """Candidates of ``readings`` (of ``hits``, in order) with their features; ``focus`` is what a
    follow-up was asked after, None for a question that stands alone."""
    kept = [(h, r) for h, r in zip(hits, readings, strict=True) if r.passage.sentences]
    if not kept:
        return Pool((), np.zeros((0, len(NAMES))), np.zeros(0, dtype=bool), np.zeros(0))
    table = _Table(query, [r for _, r in kept])
    candidates: list[Candidate] = []
    rows: list[tuple[int, int, int]] = []
    for number, (hit, reading) in enumerate(kept):
        offset = table.starts[number]
        count = len(reading.passage.sentences)
        for i in range(count):
            candidates.append(Candidate(reading, hit, i, i))
            rows.append((number, offset + i, offset + i))
        for i in range(count - 1):
            candidates.append(Candidate(reading, hit, i, i + 1))
            rows.append((number, offset + i, offset + i + 1))
    indices = np.array(rows)
    features = np.column_stack(
        [_features(query, [h for h, _ in kept], table, indices), _following(candidates, focus)]
    )
    labels = table.labels[indices[:, 0]]
    allowed = ~((labels < 0) & (table.labels > 0).any())
    return Pool(tuple(candidates), features, allowed, _own(query, focus, table, indices))


def _own(query: Query, focus: Focus | None, table: "_Table", rows: NDArray[np.int64]) -> Matrix:
    said = focus.own if focus is not None else frozenset()
    own = np.array([bool(t.stems[query.language] & said) for t in query.terms], dtype=bool)
    if not own.any() or own.all():
        return np.zeros(len(rows))
    _, first, last = rows.T
    return _share(query.weights[own], _reduce(table.match, first, last)[own])


class _Table:
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
        for t, term in enumerate(query.terms):
            for number, reading in enumerate(self.readings):
                for view in self._views(reading, query.language):
                    for stem, weight in term.related.get(view.language, {}).items():
                        value = _RELATED * weight
                        for i in view.where.get(stem, ()):
                            column = self.starts[number] + i
                            self.match[t, column] = max(self.match[t, column], value)
                        if stem in view.context or stem in view.label:
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
        self.dense = np.concatenate([v.vectors @ query.vectors[0] for v in self.views]).astype(
            float
        )
        words = np.concatenate([v.word_vectors for v in self.views])
        starts: list[int] = []
        offset = 0
        for view in self.views:
            starts.extend(offset + s for s in view.word_starts)
            offset += len(view.word_vectors)
        similar = query.vectors[1:] @ words.T
        self.soft = np.maximum.reduceat(similar, starts, axis=1).astype(float)
        for number, reading in enumerate(self.readings):
            own = reading.views[reading.passage.language]
            if self.views[number] is not own:
                part = slice(self.starts[number], self.starts[number + 1])
                self.dense[part] = np.maximum(self.dense[part], own.vectors @ query.vectors[0])
        self.soft = np.maximum(self.soft, self.match)
        self._meaning(query)

    def _meaning(self, query: Query) -> None:
        self.meaning = np.concatenate([v.meanings @ query.meanings[0] for v in self.views])
        self.meaning = self.meaning.astype(float)
        words = np.concatenate([v.word_meanings for v in self.views])
        offsets = np.cumsum([0, *(len(v.word_meanings) for v in self.views)])
        starts = [
            int(offset) + start
            for offset, view in zip(offsets, self.views, strict=False)
            for start in view.stem_starts
        ]
        similar = query.meanings[1:] @ words.T
        near = np.maximum.reduceat(similar, starts, axis=1).astype(float)
        self.meaning_soft = np.maximum(near, self.match)


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


def _reduce(values: Matrix, first: NDArray[np.int64], last: NDArray[np.int64]) -> Matrix:
    return np.maximum(values[..., first], values[..., last])


def _share(weights: Matrix, matched: Matrix) -> Matrix:
    total = weights.sum()
    if total <= 0:
        return np.zeros(matched.shape[1])
    shares: Matrix = weights @ matched / total
    return shares


def _worst(weights: Matrix, matched: Matrix) -> Matrix:
    """The greatest weight among the terms that are not matched."""
    if not len(weights):
        return np.zeros(matched.shape[1])
    worst: Matrix = (weights[:, None] * (1.0 - matched)).max(axis=0)
    return worst


def _features(query: Query, hits: Sequence[Hit], table: _Table, rows: NDArray[np.int64]) -> Matrix:
    number, first, last = rows.T
    weights = query.weights
    match = table.match
    local = (
        weights
        * np.array([softened(int((m > 0).sum()), match.shape[1]) for m in match] or [0.0])[
            : len(weights)
        ]
    )
    covered = _reduce(match, first, last)
    starts = np.array(table.starts)
    near = _reduce(
        match, np.maximum(first - 1, starts[number]), np.minimum(last + 1, starts[number + 1] - 1)
    )
    near = np.maximum(near, covered)
    context = table.context[:, number]
    pool = np.repeat(table.context.max(axis=1)[:, None], len(number), axis=1)
    soft = _reduce(table.soft, first, last)
    soft_context = np.maximum.reduceat(table.soft, table.starts[:-1], axis=1)[:, number]
    soft_context = np.maximum(soft_context, context)
    soft_pool = np.repeat(table.soft.max(axis=1)[:, None], len(number), axis=1)
    soft_pool = np.maximum(soft_pool, pool)
    names = np.array([t.is_name for t in query.terms], dtype=bool)
    narrows = not query.expected.asserts
    numbers = np.array([t.is_number and narrows for t in query.terms], dtype=bool)
    asked = np.array([t.is_asked for t in query.terms], dtype=bool)
    dense = _reduce(table.dense, first, last)
    dense_passage = np.maximum.reduceat(table.dense, table.starts[:-1])[number]
    coverage = _share(weights, covered)
    soft_mean = _share(weights, soft)
    scores = np.array([h.score for h in hits])
    meaning = _reduce(table.meaning, first, last)
    meaning_passage = np.maximum.reduceat(table.meaning, table.starts[:-1])[number]
    meaning_soft = _reduce(table.meaning_soft, first, last)
    meaning_pool = np.repeat(table.meaning_soft.max(axis=1)[:, None], len(number), axis=1)
    types = _types(query, table)
    typed = np.maximum(types[first], types[last])
    lengths = np.array([len(s.stems) for s in table.sentences], dtype=float)
    length = lengths[first] + np.where(last > first, lengths[last], 0.0)
    expected = query.expected
    kinds = expected.kinds
    count = len(number)

    def constant(value: float | np.bool_) -> Matrix:
        return np.full(count, value)

    def worst_soft(matched: Matrix) -> Matrix:
        if not len(weights):
            return constant(0.0)
        gaps: Matrix = (weights[:, None] * (1.0 - matched)).max(axis=0)
        return gaps

    def part(mask: NDArray[np.bool_], matched: Matrix, weights: Matrix = weights) -> Matrix:
        shared = mask.any() and weights[mask].sum() > 0
        return _share(weights[mask], matched[mask]) if shared else constant(1.0)

    labels = table.labels[number]
    cross = np.array([v.language is not query.language for v in table.views], dtype=float)
    columns = (
        coverage, _share(local, covered), _share(weights, near), _share(weights, context),
        _share(weights, pool),
        _worst(weights, covered), _worst(weights, context), _worst(weights, pool),
        part(names, covered, local), part(names, context, local), part(names, pool, local),
        constant(names.any()),
        part(numbers, covered), part(numbers, context), constant(numbers.any()),
        (table.pairs[first] + np.where(last > first, table.pairs[last], 0.0))
        / max(1, table.pair_total),
        soft_mean, worst_soft(soft), worst_soft(soft_context), worst_soft(soft_pool),
        dense, dense_passage, dense.max() - dense, coverage.max() - coverage,
        soft_mean.max() - soft_mean,
        scores[number], scores.max() - scores[number],
        1.0 / np.array([h.rank for h in hits], dtype=float)[number],
        constant(bool(kinds)), typed[:, 0], typed[:, 1], typed[:, 2], typed[:, 3], typed[:, 4],
        np.log1p(length), covered.sum(axis=0) / (length + 1.0), (last > first).astype(float),
        (first - starts[number]) / np.maximum(1, starts[number + 1] - starts[number]),
        constant(len(query.terms)),
        constant(bool(kinds & NUMERIC) and expected.type is not AnswerType.DATE),
        *(constant(expected.type is kind) for kind in (
            AnswerType.DATE, AnswerType.PERSON, AnswerType.PLACE, AnswerType.DEFINITION,
            AnswerType.REASON, AnswerType.YES_NO)),
        typed[:, 5], typed[:, 6], cross[number],
        part(asked, covered), part(asked, context), part(asked, pool), part(asked, soft),
        constant(asked.any()),
        labels, ((table.labels > 0).any() & (labels <= 0)).astype(float),
        (dense - dense.mean()) / (dense.std() + _STEADY),
        meaning, meaning_passage, meaning.max() - meaning,
        (meaning - meaning.mean()) / (meaning.std() + _STEADY),
        _share(weights, meaning_soft), worst_soft(meaning_soft), worst_soft(meaning_pool),
        part(asked, meaning_soft),
    )  # fmt: skip
    return np.column_stack(columns)


_NEAR_PASSAGES = 2


def _following(candidates: Sequence[Candidate], focus: Focus | None) -> Matrix:
    """Where each candidate stands to what was told last: itself told, in full or in part; after
    it or before it in its passage; in one of the next passages."""
    found = np.zeros((len(candidates), 6))
    if focus is None:
        return found
    found[:, 0] = 1.0
    places: dict[str, list[int]] = {}
    for candidate in candidates:
        passage = candidate.reading.passage
        if passage.id in focus.told or passage.id in focus.part:
            places.setdefault(passage.document_id, []).append(passage.ordinal)
    for row, candidate in enumerate(candidates):
        passage = candidate.reading.passage
        own = range(candidate.first, candidate.last + 1)
        told, part = focus.told.get(passage.id), focus.part.get(passage.id)
        spoken = (told or frozenset()) | (part or frozenset())
        if told and all(i in told for i in own):
            found[row, 1] = 1.0
        elif part and any(i in part for i in own):
            found[row, 2] = 1.0
        elif spoken and candidate.first > min(spoken):
            found[row, 3] = 1.0
        elif spoken:
            found[row, 4] = 1.0
        else:
            distances = [passage.ordinal - place for place in places.get(passage.document_id, ())]
            found[row, 5] = any(0 < distance <= _NEAR_PASSAGES for distance in distances)
    return found


def answer_spans(query: Query, sentence: ReadSentence) -> list[tuple[TypedSpan, bool]]:
    """Spans of ``sentence`` of the expected kind that the question does not hold itself.

    The flag tells whether what is counted is what the question counts.
    """
    kinds = query.expected.kinds
    if not kinds:
        return []
    asked = query.text.casefold()
    focus = query.expected.focus
    wanted = {s for lang in Language for s in stems_of(focus, lang)} if focus else set()
    found = []
    for span, near in zip(sentence.spans, sentence.near, strict=True):
        if span.kind not in kinds or sentence.text[span.start : span.end].casefold() in asked:
            continue
        found.append((span, bool(wanted & near)))
    return found


def defines(query: Query, text: str, language: Language) -> float:
    """1 where ``text`` says what the question's subject is, -1 where it only names who spoke.

    What defines stands beside the subject: a title before it («юрист …»), or a clause in brackets,
    after a dash, a comma or a verb of being.
    """
    subject = {stem for term in query.terms for stem in term.stems[language]}
    found = 0.0
    places = [
        m for m in _WORD.finditer(text) if subject.intersection(stems_of(m.group(), language))
    ]
    for match in places:
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 16]
        if _SPOKE.search(before):
            found = -1.0
        elif _BEING.match(after) or _TITLE.search(before):
            return 1.0
        elif _SPOKE_AFTER.match(after):
            found = -1.0
    return found


def _types(query: Query, table: _Table) -> Matrix:
    """Per sentence: type match, focus match, their count, new numbers, new names, markers."""
    asked = query.text.casefold()
    found = np.zeros((len(table.sentences), 7))
    for i, sentence in enumerate(table.sentences):
        spans = answer_spans(query, sentence)
        found[i, 0] = bool(spans)
        found[i, 1] = any(focused for _, focused in spans)
        found[i, 2] = min(3, len(spans))
        new = [s for s in sentence.spans if sentence.text[s.start : s.end].casefold() not in asked]
        numeric = sum(s.kind in NUMERIC for s in new)
        found[i, 3] = min(4, numeric)
        found[i, 4] = min(4, len(new) - numeric)
        if query.expected.type is AnswerType.DEFINITION:
            found[i, 5] = defines(query, sentence.text, table.language_of[i])
        found[i, 6] = not _REASON.isdisjoint(sentence.stems)
    return found
