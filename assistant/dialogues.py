"""Dialogues: questions answered in conversations, and the answers that are kept for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Self

from assistant.answer import Answer, Turn
from assistant.answercache import AnswerCache
from assistant.composer import Composer
from assistant.conversations import Conversations
from assistant.pipeline import Assistant
from assistant.question import normalise
from assistant.settings import Settings
from corpus import Language
from index import SearchIndex

AnswerListener = Callable[[str, Answer, bool], None]
"""Called with a question, its answer, and whether that was kept from an earlier question."""


@dataclass(frozen=True, slots=True)
class Service:
    """A build, and what was made for it; taken up as one."""

    index: SearchIndex
    assistant: Assistant
    answers: AnswerCache

    @classmethod
    def over(cls, index: SearchIndex, settings: Settings, composer: Composer) -> Self:
        """A service that answers from ``index`` and has kept nothing yet."""
        assistant = Assistant(index, settings.answer, composer)
        return cls(index, assistant, AnswerCache(settings.cached_answers))


class Dialogues:
    """Answers over the service that it was given last; safe to share between threads."""

    def __init__(self, settings: Settings, service: Service) -> None:
        self._settings = settings
        self._serving = service
        self._conversations = Conversations(
            capacity=settings.max_conversations,
            ttl_s=settings.conversation_ttl_s,
            turns=2 * settings.answer.max_history_turns,
        )
        self._listeners: list[AnswerListener] = []

    def ask(
        self,
        question: str,
        *,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        conversation_id: str | None = None,
        top_k: int = 5,
        explain: bool = False,
        audience: str | None = None,
    ) -> Answer:
        """Answer a question; see ``Assistant.ask``.

        ``history``, where given, is used rather than what the same ``audience`` has under
        ``conversation_id``. An answer is kept for questions of it, in the same conversation where
        it has an id; without an audience, or with ``explain``, none is kept or taken from what is.

        Raises:
            InvalidQuestionError: the question cannot be asked as it stands.
        """
        if audience is not None and not explain:
            kept = self.recall(
                question,
                language=language,
                history=history,
                conversation_id=conversation_id,
                top_k=top_k,
                audience=audience,
            )
            if kept is not None:
                return kept
        serving = self._serving
        history = self._history(history, conversation_id, audience)
        answer = serving.assistant.ask(
            question, language=language, history=history, top_k=top_k, explain=explain
        )
        if audience is not None and not explain:
            text = self._normalised(question)
            key = serving.answers.key(text, language, history, top_k, audience, conversation_id)
            serving.answers.keep(key, answer)
        self._told(question, answer, conversation_id, audience, kept=False)
        return answer

    def recall(
        self,
        question: str,
        *,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        conversation_id: str | None = None,
        top_k: int = 5,
        audience: str,
    ) -> Answer | None:
        """The answer that is kept for a question, as ``ask`` would give it, without a search; None
        where there is none. It takes a fraction of a millisecond, and what the listeners take.

        Raises:
            InvalidQuestionError: the question cannot be asked as it stands.
        """
        begun = perf_counter()
        answers = self._serving.answers
        text = self._normalised(question)
        history = self._history(history, conversation_id, audience)
        key = answers.key(text, language, history, top_k, audience, conversation_id)
        kept = answers.get(key)
        if kept is None:
            return None
        total = round(1000 * (perf_counter() - begun), 3)
        timings = {"search": 0.0, "compose": 0.0, "total": total}
        answer = kept.model_copy(update={"timings_ms": timings})
        self._told(question, answer, conversation_id, audience, kept=True)
        return answer

    def listen(self, listener: AnswerListener) -> None:
        """Call ``listener`` at every answer, in the thread that asked."""
        self._listeners.append(listener)

    def _normalised(self, question: str) -> str:
        return normalise(question, self._settings.answer.max_question_chars)

    def _history(
        self, given: Sequence[Turn], conversation_id: str | None, audience: str | None
    ) -> Sequence[Turn]:
        if conversation_id is None or given:
            return given
        return self._conversations.history(conversation_id, audience)

    def _told(
        self,
        question: str,
        answer: Answer,
        conversation_id: str | None,
        audience: str | None,
        *,
        kept: bool,
    ) -> None:
        for listener in self._listeners:
            listener(question, answer, kept)
        if conversation_id is not None:
            self._conversations.add(conversation_id, question, answer.answer, audience)
