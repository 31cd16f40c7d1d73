"""The extractive composer: the shortest quote that answers, chosen by a small learned ranker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import wording
from assistant.answer import Citation, Status
from assistant.answersettings import AnswerSettings
from assistant.candidate import Candidate
from assistant.composer import Composition, Material
from assistant.confidence import Confidence, lessened, pool_row
from assistant.doubt import doubts
from assistant.features import NAMES, Pool, build_pool
from assistant.premise import (
    Contradiction,
    asserts_numbers,
    contradicted,
    holds_numbers,
    misplaced,
    of_another_country,
)
from assistant.query import Query
from assistant.quoting import cite, highlights, opens_at, phrase
from assistant.ranker import Model
from assistant.rarity import WEIGHTS
from assistant.selection import Choice, select
from corpus import Language

_CORRECTIONS = 3
"""How many of the best candidates may correct a number of the question."""
_LEAD = 4.0
"""What a number in the units that are asked for is ahead of all others."""
_MEASURED = 0.72
"""Least confidence in one: 18 of 20 such sentences of the articles that train the answer models
answer."""
_LITTLE = 0.15
"""The weight of a word that is not missing, or has a word for the same in its place
(«казахстанский» for «Казахстан»)."""
_LEAST_COVERAGE = 0.05
"""Share of the question's words below which nothing was understood: hundreds of letters of no
known script are unlike anything the confidence was fitted on, and its word is worth nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The two learned models."""

    ranker: Model
    confidence: Confidence

    @classmethod
    def load(cls, directory: Path = WEIGHTS) -> "Weights":
        """Read what ``assistant.train`` wrote."""
        return cls(Model.load(directory / "ranker.json", NAMES), Confidence.load(directory))


@cache
def bundled_weights() -> Weights:
    """The weights shipped with the package."""
    return Weights.load()


class ExtractiveComposer:
    """Answers with the source's own sentences, or refuses."""

    def __init__(self, settings: AnswerSettings, weights: Weights | None = None) -> None:
        self._settings = settings
        self._weights = weights or bundled_weights()

    def compose(self, material: Material) -> Composition:
        """The best candidate as an answer, if it is sure enough."""
        query = material.query
        pool = build_pool(query, material.hits, material.readings, material.focus)
        asked = query.is_legible if query.terms else material.focus
        if not pool.candidates or not asked:
            return Composition(Status.OFF_TOPIC, 0.0, reason=wording.Refusal.NOTHING_NEAR)
        threshold = self._settings.threshold(query.language)
        similar = (
            float(pool.column("dense").max()) >= self._settings.near_similarity
            or float(pool.column("meaning").max()) >= self._settings.near_meaning
        )
        covered = float(pool.column("coverage_context").max())
        understood = similar or covered >= _LEAST_COVERAGE or bool(material.focus)
        choice = self._best(query, pool)
        corrected = self._corrected(material) if understood else None
        if corrected is not None and corrected.confidence >= threshold:
            choice = corrected
        trace = _trace(choice, threshold)
        if choice.confidence < threshold or not understood:
            near = similar or covered >= self._settings.near_coverage
            status = Status.NOT_IN_SOURCES if near else Status.OFF_TOPIC
            why = wording.Refusal.NO_EVIDENCE if near else wording.Refusal.NOTHING_NEAR
            return Composition(status, choice.confidence, reason=why, trace=trace)
        return self._answer(material, choice, trace)

    def _best(self, query: Query, pool: Pool) -> Choice:
        measured = _measured(query, pool)
        scores = self._scores(pool, measured)
        allowed = np.where(pool.allowed, scores, -np.inf)
        best = int(allowed.argmax())
        confidence = self._confidence(pool, scores, best)
        confidence = max(confidence, _MEASURED * float(measured[best]))
        found = doubts(query, pool, best)
        sure = lessened(confidence, sum(found.values()))
        return Choice(pool, scores, best, sure, doubts=found)

    def _scores(self, pool: Pool, measured: NDArray[np.bool_]) -> NDArray[np.float64]:
        scores = self._weights.ranker.score(pool.features)
        scores += _LEAD * measured
        return scores

    def _confidence(self, pool: Pool, scores: NDArray[np.float64], best: int) -> float:
        return self._weights.confidence.of(pool_row(pool, scores, best))

    def _corrected(self, material: Material) -> Choice | None:
        """The best of the candidates that contradict a number of the question, or its country,
        which is then read without it; None when the best few do not. Where the numbers of the
        question stand with another country, the surer of the two corrections."""
        query = material.query
        figure = place = None
        if asserts_numbers(query):
            figure = self._contradicting(material, query.without_numbers(), contradicted)
        elsewhere = misplaced(query)
        if elsewhere is not None:
            check = partial(of_another_country, readings=material.readings)
            place = self._contradicting(material, elsewhere, check)
        if figure is None or place is None:
            return figure or place
        moved = holds_numbers(query, place.candidate) and place.confidence > figure.confidence
        return place if moved else figure

    def _contradicting(
        self,
        material: Material,
        query: Query,
        check: Callable[[Query, Candidate, Sequence[Candidate]], Contradiction | None],
    ) -> Choice | None:
        """The first of the candidates that ``query`` puts first to contradict the question, by a
        ``check`` that knows those before it."""
        pool = build_pool(query, material.hits, material.readings, material.focus)
        scores = self._scores(pool, _measured(query, pool))
        allowed = np.where(pool.allowed, scores, -np.inf)
        order = [i for i in np.argsort(-allowed)[:_CORRECTIONS].tolist() if np.isfinite(allowed[i])]
        best = [pool.candidates[i] for i in order]
        for place, i in enumerate(order):
            found = check(material.query, best[place], best[:place])
            if found is not None:
                return Choice(pool, scores, i, self._confidence(pool, scores, i), found)
        return None

    def _answer(self, material: Material, choice: Choice, trace: dict[str, object]) -> Composition:
        query, documents = material.query, material.documents
        opening, keep = "", ""
        if choice.correction is not None:
            opening, keep = wording.corrected("", query.language), choice.correction.found
        room = self._settings.max_answer_chars - len(opening)
        quoted = select(material, choice, self._settings, room)
        text = phrase(query, quoted.told, documents, room, keep)
        if choice.correction is not None:
            text = wording.corrected(text, query.language)
        citations = [_cited(query, candidate, material, choice) for candidate in quoted.cited]
        return Composition(Status.ANSWERED, choice.confidence, text, tuple(citations), trace=trace)


def _measured(query: Query, pool: Pool) -> NDArray[np.bool_]:
    """Single sentences with a number in the units of what is asked for, and with all that the
    question names, in their context."""
    if not query.expected.units:
        return np.zeros(len(pool.candidates), dtype=bool)
    named = pool.column("missing_context_max") < _LITTLE
    found: NDArray[np.bool_] = (
        named & (pool.column("type_focus") > 0) & (pool.column("is_pair") == 0)
    )
    return found


def _cited(query: Query, chosen: Candidate, material: Material, choice: Choice) -> Citation:
    passage = chosen.reading.passage
    return cite(
        material.documents[passage.document_id],
        passage,
        opens_at(chosen),
        chosen.last,
        choice.confidence,
        query.language,
        highlights(query, chosen),
    )


def _trace(choice: Choice, threshold: float) -> dict[str, object]:
    pool, scores, best = choice.pool, choice.scores, choice.best
    order: Sequence[int] = np.argsort(-scores)[:5].tolist()
    premise = choice.correction
    return {
        "confidence": choice.confidence,
        "threshold": threshold,
        "doubts": dict(choice.doubts),
        "chosen": _described(pool, scores, best),
        "candidates": [_described(pool, scores, i) for i in order],
        "features": {
            name: round(float(value), 4)
            for name, value in zip(NAMES, pool.features[best], strict=True)
        },
        **({"premise": {"asked": premise.asked, "found": premise.found}} if premise else {}),
    }


def _described(pool: Pool, scores: NDArray[np.float64], i: int) -> dict[str, object]:
    candidate = pool.candidates[i]
    passage = candidate.reading.passage
    return {
        "passage_id": passage.id,
        "start": candidate.start,
        "end": candidate.end,
        "text": candidate.text,
        "score": round(float(scores[i]), 4),
        "language": Language(passage.language),
    }
