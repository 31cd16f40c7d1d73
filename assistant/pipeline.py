"""From a question to a cited answer: normalise, resolve, search, compose, check."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from time import perf_counter
from typing import Any, Self

from assistant import wording
from assistant.answer import Answer, Status, Turn
from assistant.answersettings import AnswerSettings
from assistant.composer import Composer, Composition, Material
from assistant.extractive import ExtractiveComposer
from assistant.focus import focus_of
from assistant.followup import Resolved, expected_question_word, resolve
from assistant.gathering import gather, told_passages
from assistant.query import analyse_query
from assistant.question import has_words, normalise
from assistant.quoting import relate
from assistant.rarity import bundled_rarity
from assistant.reader import Reader
from assistant.reading import Searchable
from assistant.smalltalk import (
    SmallTalk,
    language_of,
    recognise,
    strip_greeting,
    strip_thanks,
)
from assistant.words import stems_of, words_of
from corpus import Document, Language, detect_language
from index import Hit

_TALK_STATUS: Mapping[SmallTalk, Status] = {
    SmallTalk.ABUSE: Status.BLOCKED,
    SmallTalk.INJECTION: Status.BLOCKED,
    SmallTalk.PERSONAL: Status.BLOCKED,
    SmallTalk.CHATTER: Status.UNCLEAR,
    SmallTalk.GREETING: Status.UNCLEAR,
    SmallTalk.THANKS: Status.UNCLEAR,
    SmallTalk.FAREWELL: Status.UNCLEAR,
    SmallTalk.IDENTITY: Status.UNCLEAR,
}
_MAX_RELATED = 3
_KEPT_DOCUMENTS = 128
_WARM_PASSAGES = 64
_WARM_READINGS = 1024
_FIRST_QUESTIONS = {
    Language.RU: "Что сказано о развитии искусственного интеллекта в Казахстане?",
    Language.KK: "Қазақстанда жасанды интеллект қалай дамып жатыр?",
    Language.EN: "How is artificial intelligence developing in Kazakhstan?",
}
_MAX_REPLY_CHARS = 4_000
"""Characters of an earlier reply that are read: more than an answer with its notes has."""
_NAME_LETTERS = 3
"""Fewest letters of a name that opens a question."""
_ONE_VOTE = {Language.RU: "залах", Language.KK: "залдарда"}
"""Words that only their endings tell."""
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)


class Assistant:
    """Answers questions from one index. Safe to share between threads."""

    def __init__(
        self, index: Searchable, settings: AnswerSettings, composer: Composer | None = None
    ) -> None:
        self._index = index
        self._settings = settings
        self._composer: Composer = composer or ExtractiveComposer(settings)
        quotes = isinstance(self._composer, ExtractiveComposer)
        self._quoting: Composer = self._composer if quotes else ExtractiveComposer(settings)
        self._reader = Reader(index)
        self._document = lru_cache(maxsize=_KEPT_DOCUMENTS)(index.document)
        self._rarity = bundled_rarity()

    def ask(
        self,
        question: str,
        *,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        top_k: int = 5,
        explain: bool = False,
    ) -> Answer:
        """The answer to ``question``, in ``language`` or the question's own.

        ``history`` is the conversation so far, oldest turn first; ``top_k`` bounds the related
        passages of a refusal and is the least number of passages searched.

        Raises:
            InvalidQuestionError: the question is empty, too long or holds NUL.
            IndexingError: the index cannot be searched.
            ComposerError: the composer cannot work.
        """
        begun = perf_counter()
        text = normalise(question, self._settings.max_question_chars)
        if not has_words(text):
            guessed = language or _guessed(text)
            return self._refuse(wording.Refusal.NO_WORDS, Status.UNCLEAR, guessed, begun)
        recent = self._recent(history)
        talk = recognise(text, opens=not recent)
        if talk is not None:
            return self._reply(talk, language or _guessed(text), begun)
        text = strip_thanks(strip_greeting(text))
        spoken = language or _spoken(text, recent)
        resolved = resolve(text, recent, spoken)
        leaning = _Leaning(
            resolved.reply,
            frozenset(stems_of(text, spoken)),
            told_passages(self._index, resolved.reply, spoken),
        )
        found, other = self._best(resolved, spoken, top_k, leaning)
        timings = {
            "search": _ms(found.search + (other.search if other else 0.0)),
            "compose": _ms(found.compose + (other.compose if other else 0.0)),
            "total": _ms(perf_counter() - begun),
        }
        trace = _trace(found, other, resolved, timings) if explain else None
        return self._finish(found, top_k, timings, trace)

    def warm(self, before: Self | None = None) -> None:
        """Do once what the first questions would wait for: read passages, those that ``before``,
        over an earlier build, has not read.

        Raises:
            IndexingError: the index cannot be searched.
        """
        if before is not None:
            self._reader.take_over(before._reader, _WARM_READINGS)
        for language, question in _FIRST_QUESTIONS.items():
            hits = self._index.search(question, top_k=_WARM_PASSAGES, language=language)
            # a chat model is not asked for this
            self._quoting.compose(self._material(question, language, hits))

    def _best(
        self, resolved: Resolved, language: Language, top_k: int, leaning: "_Leaning"
    ) -> "tuple[_Attempt, _Attempt | None]":
        """The surer of the two readings, and the other one. Both are only quoted, then the surer is
        composed: a chat model that hangs is waited for once."""
        if not resolved.otherwise:
            return self._try(resolved.question, language, top_k, leaning, self._composer), None
        found = self._try(resolved.question, language, top_k, leaning, self._quoting)
        other = self._try(resolved.otherwise, language, top_k, leaning, self._quoting)
        if other.composition.confidence > found.composition.confidence:
            found, other = other, found
        if self._composer is self._quoting:
            return found, other
        begun = perf_counter()
        composition = self._composer.compose(found.material)
        spent = found.compose + perf_counter() - begun
        return replace(found, composition=composition, compose=spent), other

    def _try(
        self,
        question: str,
        language: Language,
        top_k: int,
        leaning: "_Leaning",
        composer: Composer,
    ) -> "_Attempt":
        """Search and compose once. What was added to a question makes it no longer than one."""
        begun = perf_counter()
        question = question[: self._settings.max_question_chars]
        depth = max(top_k, self._settings.passages)
        hits = gather(self._index, question, language, depth, leaning.beside)
        searched = perf_counter()
        material = self._material(question, language, hits, leaning)
        composition = composer.compose(material)
        return _Attempt(material, composition, searched - begun, perf_counter() - searched)

    def _material(
        self,
        question: str,
        language: Language,
        hits: Sequence[Hit],
        leaning: "_Leaning | None" = None,
    ) -> Material:
        query = analyse_query(question, language, self._index.embedder, self._rarity)
        readings = self._reader.read([hit.passage for hit in hits])
        focus = None
        if leaning is not None and leaning.reply is not None:
            focus = focus_of(leaning.reply, readings, leaning.own)
        return Material(query, hits, readings, self._documents(hits), focus)

    @cached_property
    def _first_documents(self) -> Sequence[Document]:
        """The first documents: one more than are ever named."""
        shown = self._index.documents()[: wording.SHOWN_TITLES + 1]
        return [self._index.document(summary.id) for summary in shown]

    def _recent(self, history: Sequence[Turn]) -> Sequence[Turn]:
        """The last turns, each on one line and no longer than what is read of it."""
        turns = 2 * self._settings.max_history_turns
        most = {"user": self._settings.max_question_chars, "assistant": _MAX_REPLY_CHARS}
        return [_shortened(turn, most[turn.role]) for turn in history[-turns:]] if turns else ()

    def _documents(self, hits: Sequence[Hit]) -> dict[str, Document]:
        ids = dict.fromkeys(hit.passage.document_id for hit in hits)
        return {document_id: self._document(document_id) for document_id in ids}

    def _finish(
        self,
        attempt: "_Attempt",
        top_k: int,
        timings: dict[str, float],
        trace: dict[str, Any] | None,
    ) -> Answer:
        composition, material = attempt.composition, attempt.material
        language = material.query.language
        answered = composition.status is Status.ANSWERED
        related = [] if answered else [
            relate(material.documents[hit.passage.document_id], hit, language)
            for hit in material.hits[: min(top_k, _MAX_RELATED)]
        ]  # fmt: skip
        text = composition.text
        if not answered:
            why = wording.Refusal(composition.reason or wording.Refusal.NO_EVIDENCE)
            titles = list(dict.fromkeys(_title(d, language) for d in material.documents.values()))
            text = wording.refusal(why, language, titles, bool(related))
        return Answer(
            status=composition.status,
            answer=text,
            language=language,
            confidence=composition.confidence,
            citations=list(composition.citations),
            related=related,
            reason=composition.reason,
            timings_ms=timings,
            trace=trace,
        )

    def _reply(self, talk: SmallTalk, language: Language, begun: float) -> Answer:
        titles = [_title(document, language) for document in self._first_documents]
        reply = wording.small_talk(talk, language, titles)
        return _without_search(_TALK_STATUS[talk], reply, language, talk.value, begun)

    def _refuse(
        self, why: wording.Refusal, status: Status, language: Language, begun: float
    ) -> Answer:
        reply = wording.refusal(why, language, [], related=False)
        return _without_search(status, reply, language, why.value, begun)


def _guessed(text: str) -> Language:
    """The language of what is no question."""
    return language_of(text) or detect_language(text)


def _shortened(turn: Turn, most: int) -> Turn:
    return turn.model_copy(update={"content": " ".join(turn.content.split())[:most]})


def _spoken(text: str, history: Sequence[Turn]) -> Language:
    """The language of a question; that of the questions before it where its words do not tell."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked:
        return detect_language(text)
    found = detect_language(asked[0])
    for question in (*asked[1:], text):
        found = _after(found, question)
    return found


def _after(before: Language, text: str) -> Language:
    """The language of a question after one in the language ``before``."""
    plain = text if text.isupper() else _without_names(text)
    found = detect_language(plain or text, before)
    if found is before or Language.EN in (found, before):
        return found
    told = _outvotes(plain, found, before) if plain else _KAZAKH.search(text)
    return found if told else before


def _outvotes(text: str, found: Language, before: Language) -> bool:
    """Whether more than an ending tells ``text`` or a word of it: «картин» has a Kazakh one."""
    against = _ONE_VOTE[before]
    return any(
        detect_language(f"{part} {against}", before) is found for part in (text, *text.split())
    )


def _without_names(text: str) -> str:
    """The words of ``text`` that are no names, by their capitals: those are the same in all
    languages («Беларусь», «Дана Утеген»). A word that opens it may only ask, or be short («В»)."""
    return " ".join(
        word
        for place, word in enumerate(words_of(text))
        if not word[0].isupper() or (place == 0 and _only_opens(word))
    )


def _only_opens(word: str) -> bool:
    # Kazakh: with the words of a question in letters that are on every keyboard, «Кашан»
    return len(word) < _NAME_LETTERS or expected_question_word(word, Language.KK)


def _without_search(
    status: Status, reply: str, language: Language, reason: str, begun: float
) -> Answer:
    timings = {"search": 0.0, "compose": 0.0, "total": _ms(perf_counter() - begun)}
    return Answer(
        status=status,
        answer=reply,
        language=language,
        confidence=1.0,
        citations=[],
        related=[],
        reason=reason,
        timings_ms=timings,
    )


def _title(document: Document, language: Language) -> str:
    """A document's title in ``language``, where a translation has one."""
    titles = {translation.language: translation.title for translation in document.translations}
    return titles.get(language, document.title)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


@dataclass(frozen=True, slots=True)
class _Leaning:
    """What a question may lean on: the ``reply`` it was asked after, None where it does not, the
    stems of its ``own`` words, and the passages ``beside`` it that the reply came from."""

    reply: str | None
    own: frozenset[str]
    beside: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One search with its composition, and the seconds each took."""

    material: Material
    composition: Composition
    search: float
    compose: float


def _trace(
    attempt: _Attempt, other: _Attempt | None, resolved: Resolved, timings: Mapping[str, float]
) -> dict[str, Any]:
    query = attempt.material.query
    return {
        "language": query.language,
        "question": query.text,
        "follow_up": resolved.rule,
        "readings": [
            {
                "question": tried.material.query.text,
                "confidence": round(tried.composition.confidence, 4),
            }
            for tried in (attempt, other)
            if tried is not None
        ],
        "expected": {"type": query.expected.type, "focus": query.expected.focus},
        "terms": [
            {
                "word": term.word,
                "weight": round(term.weight, 3),
                "stems": sorted(term.stems[query.language]),
                "name": term.is_name,
                "number": term.is_number,
            }
            for term in query.terms
        ],
        "passages": [
            {
                "passage_id": hit.passage.id,
                "rank": hit.rank,
                "score": hit.score,
                "view": hit.view,
                "dense_rank": hit.dense_rank,
                "dense_score": hit.dense_score,
                "lexical_rank": hit.lexical_rank,
                "lexical_score": hit.lexical_score,
            }
            for hit in attempt.material.hits
        ],
        **attempt.composition.trace,
        "timings_ms": dict(timings),
    }
