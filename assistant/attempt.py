"""Attempts: a message's interpretations, each searched for and composed once, and the best."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from time import perf_counter

from assistant.answer import Citation, Status
from assistant.answersettings import AnswerSettings
from assistant.composer import Composer, Composition, Material
from assistant.doubt import tells_speaker
from assistant.focus import focus_of
from assistant.gathering import gather, told_passages
from assistant.interpretation import Interpretation
from assistant.query import analyse_query
from assistant.rarity import bundled_rarity
from assistant.reader import Reader
from assistant.reading import Searchable
from assistant.subject import about
from assistant.words import stems_of
from corpus import Document, Language
from index import Hit

_KEPT_DOCUMENTS = 128
_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One interpretation with the passages found for it, those that may answer as ``material``, its
    composition, and the seconds that search and composition took."""

    interpretation: Interpretation
    hits: Sequence[Hit]
    material: Material
    composition: Composition
    search: float
    compose: float


class Attempts:
    """Makes attempts over one index. Safe to share between threads."""

    def __init__(self, index: Searchable, settings: AnswerSettings, reader: Reader) -> None:
        self._index = index
        self._settings = settings
        self._reader = reader
        self._document = lru_cache(maxsize=_KEPT_DOCUMENTS)(index.document)
        self._rarity = bundled_rarity()

    def at(
        self,
        interpretations: Sequence[Interpretation],
        language: Language,
        top_k: int,
        composer: Composer,
    ) -> list[Attempt]:
        """One attempt for each of the ``interpretations``, in their order; for spare ones where no
        other is answered, but for those that say again what was just said.

        Raises:
            IndexingError: the index cannot be searched.
            ComposerError: the composer cannot work.
        """
        replies = dict.fromkeys(one.reply for one in interpretations)
        beside = {reply: told_passages(self._index, reply, language) for reply in replies}

        def made(spare: bool) -> list[Attempt]:
            return [
                self._at(one, language, top_k, beside[one.reply], composer)
                for one in interpretations
                if one.spare is spare
            ]

        attempts = made(spare=False)
        if not any(attempt.composition.status is Status.ANSWERED for attempt in attempts):
            said = " ".join(filter(None, replies))
            attempts += [one for one in made(spare=True) if not _repeats(one, said)]
        return attempts

    def _at(
        self,
        interpretation: Interpretation,
        language: Language,
        top_k: int,
        beside: Sequence[Hit],
        composer: Composer,
    ) -> Attempt:
        begun = perf_counter()
        # what was added to a question makes it no longer than one
        question = interpretation.question[: self._settings.max_question_chars]
        depth = max(top_k, self._settings.passages)
        hits = gather(self._index, question, language, depth, beside)
        searched = perf_counter()
        material = self.material(question, language, hits, interpretation)
        composition = composer.compose(material)
        spent = perf_counter() - searched
        return Attempt(interpretation, hits, material, composition, searched - begun, spent)

    def material(
        self,
        question: str,
        language: Language,
        hits: Sequence[Hit],
        interpretation: Interpretation | None = None,
    ) -> Material:
        """What a composer is given for ``question``: of ``hits``, those that may answer it as it
        was interpreted."""
        query = analyse_query(question, language, self._index.embedder, self._rarity)
        readings = self._reader.read([hit.passage for hit in hits])
        documents = self._documents(hits)
        focus = None
        if interpretation is not None and interpretation.reply is not None:
            own = frozenset(stems_of(interpretation.said, language))
            focus = focus_of(interpretation.reply, readings, own)
        if interpretation is not None and interpretation.about:
            kept = about(interpretation.about, readings, focus, documents, language)
            hits = [hits[i] for i in kept]
            readings = [readings[i] for i in kept]
        return Material(query, hits, readings, documents, focus)

    def _documents(self, hits: Sequence[Hit]) -> dict[str, Document]:
        ids = dict.fromkeys(hit.passage.document_id for hit in hits)
        return {document_id: self._document(document_id) for document_id in ids}


def _repeats(attempt: Attempt, reply: str) -> bool:
    """Whether what answers is all in ``reply``, and does not say who speaks."""
    cited = {citation.passage_id for citation in attempt.composition.citations}
    return (
        bool(cited)
        and all(citation.quote in reply for citation in attempt.composition.citations)
        and not any(
            tells_speaker(reading)
            for reading in attempt.material.readings
            if reading.passage.id in cited
        )
    )


def best_of(attempts: Sequence[Attempt]) -> list[Attempt]:
    """The surest attempt; where several sentences of one message are answered, the surest at each
    of them, in their order."""
    answered: dict[int, Attempt] = {}
    for attempt in attempts:
        place = attempt.interpretation.place
        if place is None or attempt.composition.status is not Status.ANSWERED:
            continue
        rival = answered.get(place)
        if rival is None or attempt.composition.confidence > rival.composition.confidence:
            answered[place] = attempt
    if len(answered) > 1:
        return [answered[place] for place in sorted(answered)]
    return [max(attempts, key=lambda attempt: attempt.composition.confidence)]


def joined(attempts: Sequence[Attempt], room: int) -> tuple[Composition, list[Attempt]]:
    """The first of ``attempts``, and after it those that tell something else, as far as there is
    room for them whole and no note ends it; as sure as the least sure, with the attempts told. One
    that quotes all that stands before it, and more, takes its place."""
    told = list(attempts[:1])
    composition = told[0].composition
    for attempt in attempts[1:]:
        other = attempt.composition
        cited = _cited(composition)
        new = _cited(other).keys() - cited.keys()
        text = composition.text + _PARAGRAPH + other.text
        if cited.keys() <= _cited(other).keys():
            text = other.text
        if new and len(text) <= room and composition.reason is None:
            told.append(attempt)
            composition = replace(
                composition,
                confidence=min(composition.confidence, other.confidence),
                text=text,
                citations=tuple({**cited, **_cited(other)}.values()),
            )
    return composition, told


def _cited(composition: Composition) -> dict[tuple[str, int, int], Citation]:
    return {(c.document_id, c.start, c.end): c for c in composition.citations}
