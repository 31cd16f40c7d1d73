"""The extractive composer: the shortest quote that answers, chosen by a small learned ranker."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import wording
from assistant.answer import Citation, Status
from assistant.answersettings import AnswerSettings
from assistant.composer import Composition, Material
from assistant.confidence import Confidence, pool_row
from assistant.features import NAMES, Candidate, Pool, build_pool
from assistant.premise import contradicted
from assistant.query import Query
from assistant.quoting import cite, highlights, introduction_of, phrase
from assistant.ranker import Model
from assistant.rarity import WEIGHTS
from assistant.reading import PassageReading
from corpus import Language


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
        pool = build_pool(query, material.hits, material.readings)
        if not pool.candidates or not query.terms:
            return Composition(Status.OFF_TOPIC, 0.0, reason=wording.Refusal.NOTHING_NEAR)
        scores = self._weights.ranker.score(pool.features)
        allowed = _allowed(query, pool)
        ranked = np.where(allowed, scores, -np.inf)
        best = int(ranked.argmax())
        confidence = self._weights.confidence.of(pool_row(pool, scores, best))
        threshold = self._settings.threshold(query.language)
        trace = _trace(pool, scores, best, confidence, threshold)
        if not allowed[best] or confidence < threshold:
            near = (
                float(pool.column("dense").max()) >= self._settings.near_similarity
                or float(pool.column("coverage_context").max()) >= self._settings.near_coverage
            )
            status = Status.NOT_IN_SOURCES if near else Status.OFF_TOPIC
            why = wording.Refusal.NO_EVIDENCE if near else wording.Refusal.NOTHING_NEAR
            return Composition(status, confidence, reason=why, trace=trace)
        chosen = pool.candidates[best]
        return self._answer(material, chosen, confidence, trace)

    def _answer(
        self, material: Material, chosen: Candidate, confidence: float, trace: dict[str, object]
    ) -> Composition:
        query, documents = material.query, material.documents
        document = documents[chosen.reading.passage.document_id]
        limit = self._settings.max_answer_chars
        quoted = [chosen]
        citations = [_cited(query, chosen, material, confidence)]
        introduction = introduction_of(chosen.reading, chosen)
        if introduction is not None and query.expected.attribution:
            passage, i = introduction
            citations.append(cite(document, passage, i, i, confidence, query.language))
            reading = next((r for r in material.readings if r.passage.id == passage.id), None)
            if reading is not None:
                quoted.insert(0, Candidate(reading, chosen.hit, i, i))
        opening = ""
        correction = contradicted(query, chosen)
        if correction is not None:
            opening = wording.correction(query.language)
            trace["premise"] = {"asked": correction.asked, "found": correction.found}
        text = opening + phrase(query, quoted, documents, limit - len(opening))
        return Composition(Status.ANSWERED, confidence, text, tuple(citations), trace=trace)


def _cited(query: Query, chosen: Candidate, material: Material, confidence: float) -> Citation:
    passage = chosen.reading.passage
    return cite(
        material.documents[passage.document_id],
        passage,
        chosen.first,
        chosen.last,
        confidence,
        query.language,
        highlights(query, chosen),
    )


def _allowed(query: Query, pool: Pool) -> NDArray[np.bool_]:
    """Candidates that may answer: an item labelled «Россия: …» answers only about Russia when the
    question names any label of the pool."""
    readings = {c.reading.passage.id: c.reading for c in pool.candidates}
    named = {key: _names_label(query, reading) for key, reading in readings.items()}
    if not any(named.values()):
        return np.ones(len(pool.candidates), dtype=bool)
    return np.array([named[c.reading.passage.id] is not False for c in pool.candidates], dtype=bool)


def _names_label(query: Query, reading: PassageReading) -> bool | None:
    """Whether the question names the label of a passage; None when the passage has none."""
    labels = [view for view in reading.views.values() if view.label]
    if not labels:
        return None
    return any(
        all(any(stem in term.stems[view.language] for term in query.terms) for stem in view.label)
        for view in labels
    )


def _trace(
    pool: Pool, scores: NDArray[np.float64], best: int, confidence: float, threshold: float
) -> dict[str, object]:
    order: Sequence[int] = np.argsort(-scores)[:5].tolist()
    return {
        "confidence": confidence,
        "threshold": threshold,
        "chosen": _described(pool, scores, best),
        "candidates": [_described(pool, scores, i) for i in order],
        "features": {
            name: round(float(value), 4)
            for name, value in zip(NAMES, pool.features[best], strict=True)
        },
    }


def _described(pool: Pool, scores: NDArray[np.float64], i: int) -> dict[str, object]:
    candidate = pool.candidates[i]
    passage = candidate.reading.passage
    return {
        "passage_id": passage.id,
        "start": candidate.start,
        "end": candidate.end,
        "text": passage.text[candidate.start - passage.start : candidate.end - passage.start],
        "score": round(float(scores[i]), 4),
        "language": Language(passage.language),
    }
