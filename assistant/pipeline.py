"""From a question to a cited answer: normalise, resolve, search, compose, check."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from time import perf_counter
from typing import Any, Self

from assistant import wording
from assistant.answer import Answer, Status, Turn
from assistant.answersettings import AnswerSettings
from assistant.attempt import Attempt, Attempts, best_of, joined
from assistant.composer import Composer, Composition
from assistant.explanation import explained
from assistant.extractive import ExtractiveComposer
from assistant.interpretation import Interpretation, interpretations
from assistant.meant import as_meant
from assistant.question import has_words, normalise
from assistant.quoting import relate
from assistant.reader import Reader
from assistant.reading import Searchable
from assistant.smalltalk import (
    SmallTalk,
    language_of,
    recognise,
    strip_greeting,
    strip_thanks,
)
from assistant.tongue import spoken
from corpus import Document, Language, detect_language, retyped

_TALK_STATUS: Mapping[SmallTalk, Status] = {
    SmallTalk.ABUSE: Status.BLOCKED,
    SmallTalk.INJECTION: Status.BLOCKED,
    SmallTalk.PERSONAL: Status.BLOCKED,
    SmallTalk.CHATTER: Status.UNCLEAR,
    SmallTalk.GREETING: Status.UNCLEAR,
    SmallTalk.THANKS: Status.UNCLEAR,
    SmallTalk.FAREWELL: Status.UNCLEAR,
    SmallTalk.IDENTITY: Status.UNCLEAR,
    SmallTalk.ABOUT_REPLY: Status.UNCLEAR,
    SmallTalk.OPERATOR: Status.UNCLEAR,
}
_MAX_RELATED = 3
_WARM_PASSAGES = 64
_WARM_READINGS = 1024
_FIRST_QUESTIONS = {
    Language.RU: "Что сказано о развитии искусственного интеллекта в Казахстане?",
    Language.KK: "Қазақстанда жасанды интеллект қалай дамып жатыр?",
    Language.EN: "How is artificial intelligence developing in Kazakhstan?",
}
_KEPT_SPELLINGS = 512
"""Questions of conversations that go on: each is sent again with the next."""
_MAX_REPLY_CHARS = 4_000
"""Characters of an earlier reply that are read: more than an answer with its notes has."""


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
        self._attempts = Attempts(index, settings, self._reader)

        @lru_cache(maxsize=_KEPT_SPELLINGS)
        def respelt(text: str, language: Language) -> str:
            return as_meant(text, language, index, self._reader, settings.passages)

        self._respelt = respelt

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
        text = retyped(normalise(question, self._settings.max_question_chars))
        if not has_words(text):
            guessed = language or _guessed(text)
            return self._refuse(wording.Refusal.NO_WORDS, Status.UNCLEAR, guessed, begun)
        recent = self._recent(history)
        talk = recognise(text, opens=not recent)
        if talk is not None:
            return self._reply(talk, language or _guessed(text), begun)
        text = strip_thanks(strip_greeting(text))
        speaks = spoken(text, recent)
        language = language or speaks
        if speaks is language:
            text = self._respelt(text, language)
        recent = [self._as_meant(turn, language) for turn in recent]
        found = interpretations(text, recent, language)
        composition, told, rest = self._answered(found, language, top_k)
        tried = (*told, *rest)
        timings = {
            "search": _ms(sum(attempt.search for attempt in tried)),
            "compose": _ms(sum(attempt.compose for attempt in tried)),
            "total": _ms(perf_counter() - begun),
        }
        trace = explained(composition, told, rest, timings) if explain else None
        return self._finish(composition, told[0], top_k, timings, trace)

    def warm(self, before: Self | None = None) -> None:
        """Do once what the first questions would wait for: read passages, those that ``before``,
        over an earlier build, has not read.

        Raises:
            IndexingError: the index cannot be searched.
        """
        if before is not None:
            self._reader.take_over(before._reader, _WARM_READINGS)
        for language, question in _FIRST_QUESTIONS.items():
            self._respelt(question, language)
            hits = self._index.search(question, top_k=_WARM_PASSAGES, language=language)
            # a chat model is not asked for this
            self._quoting.compose(self._attempts.material(question, language, hits))

    def _as_meant(self, turn: Turn, language: Language) -> Turn:
        if turn.role != "user":
            return turn
        said = self._respelt(turn.content, detect_language(turn.content, language))
        return turn.model_copy(update={"content": said})

    def _answered(
        self, found: Sequence[Interpretation], language: Language, top_k: int
    ) -> tuple[Composition, list[Attempt], list[Attempt]]:
        """What is answered to a message that may ask what was ``found``, the attempts that are
        told, and the rest. Several are only quoted, then the first to be told is composed: a chat
        model that hangs is waited for once."""
        several = len(found) > 1
        composer = self._quoting if several else self._composer
        attempts = self._attempts.at(found, language, top_k, composer)
        best = best_of(attempts)
        if several and self._composer is not self._quoting:
            begun = perf_counter()
            composition = self._composer.compose(best[0].material)
            spent = best[0].compose + perf_counter() - begun
            best[0] = replace(best[0], composition=composition, compose=spent)
        composition, told = joined(best, self._settings.max_answer_chars)
        known = [attempt.interpretation for attempt in told]
        return composition, told, [a for a in attempts if a.interpretation not in known]

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

    def _finish(
        self,
        composition: Composition,
        attempt: Attempt,
        top_k: int,
        timings: dict[str, float],
        trace: dict[str, Any] | None,
    ) -> Answer:
        material = attempt.material
        language = material.query.language
        answered = composition.status is Status.ANSWERED
        related = [] if answered else [
            relate(material.documents[hit.passage.document_id], hit, language)
            for hit in attempt.hits[: min(top_k, _MAX_RELATED)]
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
    said = " ".join(turn.content.split())[:most]
    return turn.model_copy(update={"content": retyped(said) if turn.role == "user" else said})


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
