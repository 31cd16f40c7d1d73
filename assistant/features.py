"""Features of answer candidates, none of them about a particular language.

Coverage is weighted by inverse document frequency (Spärck Jones 1972). What is met where is worked
out in ``assistant.matching``, what a sentence holds in ``assistant.sentencetypes``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answertype import AnswerType
from assistant.candidate import Candidate
from assistant.columns import Matrix, better, deviations, margins, share, worst
from assistant.exchange import answering, asks
from assistant.focus import Focus
from assistant.following import following, own_words
from assistant.matching import Matches
from assistant.query import Query, softened
from assistant.reading import PassageReading
from assistant.sentencetypes import sentence_types
from assistant.spans import NUMERIC
from corpus import PassageKind
from index import Hit

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
    "labelled", "label_elsewhere", "dense_deviation", "dense_margin", "hit_dense",
    "meaning", "meaning_passage", "meaning_below_best", "meaning_deviation",
    "meaning_soft", "meaning_soft_min", "meaning_pool_min", "meaning_asked",
    "late", "late_passage", "late_below_best", "late_deviation", "late_margin", "late_missing",
    "late_missing_passage",
    "dense_mean", "dense_mean_below_best", "late_mean", "late_mean_passage",
    "late_mean_below_best", "late_mean_deviation", "late_mean_margin", "late_mean_missing",
    "coverage_lately", "missing_lately_max", "names_lately", "rivalled",
    "late_context", "late_context_below_best", "late_context_missing", "key", "key_below_best",
    "is_item", "document_below_best", "document_votes", "new", "new_mean", "asks", "answering",
    "follow_up", "told", "told_part", "after_told", "beside_told", "near_told",
    "has_own", "own",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates of one question with their features, a row each.

    ``allowed`` tells which may answer: an item labelled «Россия: …» answers only about Russia when
    the question names a label of the pool.
    """

    candidates: tuple[Candidate, ...]
    features: Matrix
    allowed: NDArray[np.bool_]

    def column(self, name: str) -> Matrix:
        """The values of one feature."""
        return self.features[:, NAMES.index(name)]


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
        return Pool((), np.zeros((0, len(NAMES))), np.zeros(0, dtype=bool))
    table = Matches(query, [r for _, r in kept])
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
        [
            _features(query, [h for h, _ in kept], table, indices),
            following(candidates, focus),
            own_words(query, focus, table, indices[:, 1], indices[:, 2]),
        ]
    )
    labels = table.labels[indices[:, 0]]
    allowed = ~((labels < 0) & (table.labels > 0).any())
    return Pool(tuple(candidates), features, allowed)


def _features(query: Query, hits: Sequence[Hit], table: Matches, rows: NDArray[np.int64]) -> Matrix:
    number, first, last = rows.T
    weights = query.weights
    match = table.match
    local = (
        weights
        * np.array([softened(int((m > 0).sum()), match.shape[1]) for m in match] or [0.0])[
            : len(weights)
        ]
    )
    covered = better(match, first, last)
    starts = np.array(table.starts)
    near = better(
        match, np.maximum(first - 1, starts[number]), np.minimum(last + 1, starts[number + 1] - 1)
    )
    near = np.maximum(near, covered)
    context = table.context[:, number]
    pool = np.repeat(table.context.max(axis=1)[:, None], len(number), axis=1)
    lately = better(table.lately, first, last)
    soft = better(table.soft, first, last)

    def within(values: Matrix) -> Matrix:
        """The best of each candidate's passage."""
        best: Matrix = np.maximum.reduceat(values, table.starts[:-1], axis=-1)[..., number]
        return best

    soft_context = np.maximum(within(table.soft), context)
    soft_pool = np.repeat(table.soft.max(axis=1)[:, None], len(number), axis=1)
    soft_pool = np.maximum(soft_pool, pool)
    names = np.array([t.is_name for t in query.terms], dtype=bool)
    narrows = not query.expected.asserts
    numbers = np.array([t.is_number and narrows for t in query.terms], dtype=bool)
    asked = np.array([t.is_asked for t in query.terms], dtype=bool)
    dense = better(table.dense, first, last)
    dense_passage = within(table.dense)
    coverage = share(weights, covered)
    soft_mean = share(weights, soft)
    scores = np.array([h.score for h in hits])
    meaning = better(table.meaning, first, last)
    meaning_passage = within(table.meaning)
    meaning_soft = better(table.meaning_soft, first, last)
    meaning_pool = np.repeat(table.meaning_soft.max(axis=1)[:, None], len(number), axis=1)
    token_weights = query.tokens.weights.astype(float)
    dense_mean = better(table.dense_mean, first, last)
    types = sentence_types(query, table.sentences, table.language_of)
    typed = np.maximum(types[first], types[last])
    lengths = np.array([len(s.stems) for s in table.sentences], dtype=float)
    length = lengths[first] + np.where(last > first, lengths[last], 0.0)
    expected = query.expected
    kinds = expected.kinds
    count = len(number)

    def constant(value: float | np.bool_) -> Matrix:
        return np.full(count, value)

    def late(met: Matrix) -> tuple[Matrix, ...]:
        """How well tokens are met by a candidate, beside its passage and the other candidates."""
        tokens = better(met, first, last)
        total = token_weights @ tokens
        return (
            total, token_weights @ within(met), total.max() - total, deviations(total),
            margins(token_weights @ met, first, last), worst(token_weights, tokens),
        )  # fmt: skip

    def part(mask: NDArray[np.bool_], matched: Matrix, weights: Matrix = weights) -> Matrix:
        shared = mask.any() and weights[mask].sum() > 0
        return share(weights[mask], matched[mask]) if shared else constant(1.0)

    labels = table.labels[number]
    late_context = token_weights @ better(table.tokens_context, first, last)
    keys = better(table.keys, first, last)
    asking = np.array([asks(sentence.text) for sentence in table.sentences], dtype=float)
    met: Matrix = token_weights @ table.tokens_mean
    items = np.array([float(h.passage.kind is PassageKind.LIST_ITEM) for h in hits])
    cross = np.array([v.language is not query.language for v in table.views], dtype=float)
    columns = (
        coverage, share(local, covered), share(weights, near), share(weights, context),
        share(weights, pool),
        worst(weights, covered), worst(weights, context), worst(weights, pool),
        part(names, covered, local), part(names, context, local), part(names, pool, local),
        constant(names.any()),
        part(numbers, covered), part(numbers, context), constant(numbers.any()),
        (table.pairs[first] + np.where(last > first, table.pairs[last], 0.0))
        / max(1, table.pair_total),
        soft_mean, worst(weights, soft), worst(weights, soft_context), worst(weights, soft_pool),
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
        deviations(dense), margins(table.dense, first, last),
        np.array([h.dense_score or 0.0 for h in hits])[number],
        meaning, meaning_passage, meaning.max() - meaning,
        deviations(meaning),
        share(weights, meaning_soft), worst(weights, meaning_soft), worst(weights, meaning_pool),
        part(asked, meaning_soft),
        *late(table.tokens), worst(token_weights, within(table.tokens)),
        dense_mean, dense_mean.max() - dense_mean, *late(table.tokens_mean),
        share(weights, lately), worst(weights, lately), part(names, lately),
        np.minimum(table.rivalled[first], table.rivalled[last]),
        late_context, late_context.max() - late_context,
        worst(token_weights, better(table.tokens_context, first, last)),
        keys, keys.max() - keys, items[number],
        *_documents(hits, table, met, number),
        np.log1p(table.new[first] + np.where(last > first, table.new[last], 0.0)),
        better(table.new_mean, first, last), np.minimum(asking[first], asking[last]),
        better(answering(table.readings, table.starts, met), first, last),
    )  # fmt: skip
    return np.column_stack(columns)


def _documents(
    hits: Sequence[Hit], table: Matches, met: Matrix, number: NDArray[np.int64]
) -> tuple[Matrix, Matrix]:
    """How much less the best sentence of each candidate's document meets the question than the best
    of all does, by ``met`` of all sentences; and its hits, one over the rank of each, beside those
    of the document that has most. Of one document alone 0 and 1."""
    ids = [hit.passage.document_id for hit in hits]
    passages = np.maximum.reduceat(met, table.starts[:-1])
    best = {one: max(m for m, own in zip(passages, ids, strict=True) if own == one) for one in ids}
    votes = {one: sum(1 / h.rank for h in hits if h.passage.document_id == one) for one in best}
    behind = np.array([max(best.values()) - best[one] for one in ids])
    shares = np.array([votes[one] / max(votes.values()) for one in ids])
    return behind[number], shares[number]
