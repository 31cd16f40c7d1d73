"""Which sentences an answer tells, and which it cites, around the best candidate.

The best candidate alone, except: the speaker of a quotation is put before it where the question
asks who spoke, and the header of its table before a row; a sentence that only repeats the question,
or ends with a colon, is followed by the next one or by the first items of the list that it opens;
of a pair that does not fit the sentence that answers is told; and where the choice was close, the
runner-up is told too, in reading order, if there is room. A correction tells what contradicts the
question, and nothing beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant import wording
from assistant.answersettings import AnswerSettings
from assistant.candidate import Candidate
from assistant.composer import Material
from assistant.features import Pool
from assistant.listing import opens
from assistant.premise import Contradiction
from assistant.quoting import (
    LEAST_ORIGINAL,
    in_reading_order,
    is_official,
    opens_at,
    phrase,
    translated,
)
from assistant.reading import PassageReading
from corpus import Passage, PassageKind, is_table_row


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate to answer with, and how sure that is, ``doubts`` taken off
    (``assistant.doubt``)."""

    pool: Pool
    scores: NDArray[np.float64]
    best: int
    confidence: float
    correction: Contradiction | None = None
    doubts: Mapping[str, float] = field(default_factory=dict)

    @property
    def candidate(self) -> Candidate:
        """The best candidate."""
        return self.pool.candidates[self.best]


@dataclass(frozen=True, slots=True)
class Selection:
    """Candidates told in the answer, in order, and cited for it, the best first."""

    told: tuple[Candidate, ...]
    cited: tuple[Candidate, ...]


_REPEATING = 0.6
_ELSEWHERE = 0.5
"""Share of the margin within which a sentence of another document may be told too: it is seldom
about the same (of 230 in the Kazakh KazQAD 34 answered where the first sentence did not, of 34 in
the Russian XQuAD two)."""
_UNLIMITED = 1_000_000
_MOST_CITED = 3


def select(material: Material, choice: Choice, settings: AnswerSettings, room: int) -> Selection:
    """What to tell in at most ``room`` characters, and what to cite."""
    best = choice.candidate
    if material.query.expected.attribution:
        introduction = _introduction(material, best)
        if introduction is not None:
            return Selection((introduction, best), (best, introduction))
    if choice.correction is not None:
        return _correcting(material, choice, choice.correction.found, room)
    if is_table_row(best.text):
        header = _introduction(material, best)
        if header is not None and _both_fit(material, (header, best), room):
            return Selection((header, best), (best, header))
    if _repeats(choice) or opens(best.reading.passage, best.last):
        longer = _with_next(best)
        if longer is not best and not fits(material, (longer,), room):
            after = Candidate(best.reading, best.hit, longer.last, longer.last)
            return _with_opened(material, Selection((after,), (longer,)), room)
        best = longer
    if best.first < best.last and not fits(material, (best,), room):
        half = _answering_half(choice, best, "")
        return _with_opened(material, Selection((half,), (best,)), room)
    if choice.confidence < settings.sure_confidence:
        second = _runner_up(choice, best, settings.close_margin)
        if second is not None:
            told = in_reading_order((best, second))
            if _both_fit(material, told, room):
                return _with_opened(material, Selection(told, (best, second)), room)
    return _with_opened(material, Selection((best,), (best,)), room)


def _correcting(material: Material, choice: Choice, found: str, room: int) -> Selection:
    """The best candidate, and before it the sentence of its passage that has ``found`` where only
    that has it: «Казахстан …» before «Он …»."""
    best = choice.candidate
    if best.first < best.last and not fits(material, (best,), room):
        return Selection((_answering_half(choice, best, found),), (best,))
    passage = best.reading.passage
    holding = [i for i, sentence in enumerate(passage.sentences) if found in sentence.text]
    told = {opens_at(best), *range(best.first, best.last + 1)}
    if holding and told.isdisjoint(holding):
        holder = Candidate(best.reading, best.hit, holding[-1], holding[-1])
        both = in_reading_order((holder, best))
        if _both_fit(material, both, room):
            return Selection(both, (best, holder))
    return Selection((best,), (best,))


def _with_opened(material: Material, selection: Selection, room: int) -> Selection:
    """``selection`` and the first sentences of as many passages as there is room for of those that
    a colon at its end opens."""
    last = selection.told[-1]
    passage = last.reading.passage
    if last.last + 1 < len(passage.sentences):
        return selection
    items = tuple(
        Candidate(_reading_of(material, item), last.hit, 0, 0) for item in last.reading.opened
    )
    for count in range(min(len(items), _MOST_CITED - len(selection.cited)), 0, -1):
        told = (*selection.told, *items[:count])
        if _both_fit(material, told, room):
            return Selection(told, (*selection.cited, *items[:count]))
    return selection


def fits(material: Material, candidates: Sequence[Candidate], room: int) -> bool:
    """Whether an answer of ``candidates`` needs no shortening."""
    return len(phrase(material.query, candidates, material.documents, _UNLIMITED)) <= room


def _both_fit(material: Material, both: Sequence[Candidate], room: int) -> bool:
    """Whether the asker can read ``both`` whole: of what is translated, a part of the original
    will do."""
    if fits(material, both, room):
        return True
    language = material.query.language
    if all(candidate.reading.passage.language == language for candidate in both):
        return False
    translation = translated(both, language)
    official = is_official(both[0], material.documents, language)
    frame = len(wording.translated("", "", language, official))
    return bool(translation) and frame + len(translation) + LEAST_ORIGINAL <= room


def _introduction(material: Material, best: Candidate) -> Candidate | None:
    """The sentence that names the speaker, unless the candidate holds it."""
    found = best.reading.introduction
    if found is None:
        return None
    passage, i = found
    if passage.id == best.reading.passage.id and best.first <= i <= best.last:
        return None
    return Candidate(_reading_of(material, passage), best.hit, i, i)


def _reading_of(material: Material, passage: Passage) -> PassageReading:
    """The reading of ``passage``; without views where it was not found."""
    reading = next((r for r in material.readings if r.passage.id == passage.id), None)
    return reading or PassageReading(passage, {}, None)


def _repeats(choice: Choice) -> bool:
    """Whether a single sentence says little but the question's own words."""
    pair, typed, precision = (
        float(choice.pool.column(name)[choice.best])
        for name in ("is_pair", "type_known", "precision")
    )
    return not pair and not typed and precision >= _REPEATING


def _with_next(best: Candidate) -> Candidate:
    passage = best.reading.passage
    if best.last + 1 >= len(passage.sentences) or passage.kind is PassageKind.LIST_ITEM:
        return best
    return Candidate(best.reading, best.hit, best.first, best.last + 1)


def _answering_half(choice: Choice, best: Candidate, found: str) -> Candidate:
    """The one sentence of ``best`` to tell: that which is better alone, of those with ``found``
    where there are any."""
    halves = [
        (found in candidate.text, float(choice.scores[i]), candidate)
        for i, candidate in enumerate(choice.pool.candidates)
        if candidate.reading is best.reading
        and candidate.first == candidate.last
        and best.first <= candidate.first <= best.last
    ]
    return max(halves, key=lambda half: half[:2])[2]


def _runner_up(choice: Choice, best: Candidate, margin: float) -> Candidate | None:
    """The next best single sentence, where it is no more than ``margin`` behind, of another
    document no more than a part of it."""
    order: Sequence[int] = np.argsort(-choice.scores).tolist()
    for i in order:
        candidate = choice.pool.candidates[i]
        behind = choice.scores[choice.best] - choice.scores[i]
        if behind > margin:
            return None
        if behind > margin * _ELSEWHERE and _is_elsewhere(candidate, best):
            continue
        same = candidate.reading is best.reading
        apart = not (same and candidate.first <= best.last and best.first <= candidate.last)
        if apart and candidate.first == candidate.last and choice.pool.allowed[i]:
            return candidate
    return None


def _is_elsewhere(candidate: Candidate, best: Candidate) -> bool:
    return candidate.reading.passage.document_id != best.reading.passage.document_id
