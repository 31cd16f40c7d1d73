"""What the server holds while it runs: the engine, once it is loaded, and the gate."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Unpack

import structlog
from fastapi import Depends, Request

from assistant.answer import Answer
from assistant.engine import Asking, Engine
from assistant.errors import RecordsError
from assistant.http.errors import NotReadyError, TooManyPassagesError
from assistant.http.gate import Gate
from assistant.http.idempotency import IdempotencyStore
from assistant.http.jobs import Jobs
from assistant.http.metrics import Metrics
from assistant.records import (
    Database,
    FeedbackLog,
    Keys,
    LoggedQuestion,
    QuestionLog,
    Retention,
)
from assistant.settings import Settings
from corpus import Limits, ProjectError
from index import StoreUnavailableError

_UPLOADS_AT_ONCE = 1
_UPLOADS_WAITING = 4
_UPLOAD_TIMEOUT_S = 60.0
_JOBS_WAITING = 100
_JOBS_KEPT = 1_000
JOBS_ENDING_S = 3.0
"""Time for the change in work to stop when the server ends."""
_IDEMPOTENCY_KEYS = 1_000
_IDEMPOTENCY_TTL_S = 24 * 3_600.0
_log = structlog.get_logger("assistant.http")


class Runtime:
    """Loads an engine in the background, so that the server answers from its first moment."""

    def __init__(self, settings: Settings, open_engine: Callable[[Settings], Engine]) -> None:
        self.settings = settings
        self.gate = Gate(settings.max_concurrency, settings.max_waiting, settings.request_timeout_s)
        self.upload_limits = Limits(max_bytes=settings.max_upload_bytes)
        self.upload_gate = Gate(
            _UPLOADS_AT_ONCE, _UPLOADS_WAITING, _UPLOAD_TIMEOUT_S, work="uploads"
        )
        self.jobs = Jobs(_JOBS_WAITING, _JOBS_KEPT)
        self.idempotency = IdempotencyStore(_IDEMPOTENCY_KEYS, _IDEMPOTENCY_TTL_S)
        self.database = Database.of(settings)
        self.keys = Keys(self.database)
        self.feedback = FeedbackLog(self.database)
        self.questions = QuestionLog(self.database)
        self.metrics = Metrics()
        keep = timedelta(days=settings.retention_days)
        self._retention = Retention(self.feedback, self.questions, keep)
        self._open_engine = open_engine
        self._engine: Engine | None = None
        self._failure: str | None = None
        self._loaded = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="engine", daemon=True)

    def start(self) -> None:
        """Begin loading; returns at once."""
        self._retention.start()
        self._thread.start()

    def wait(self) -> None:
        """Block until loading has ended, well or not."""
        self._loaded.wait()

    def close(self) -> None:
        """Stop the change in work; release the engine, where one is loaded, and the threads."""
        self._closing.set()
        self.gate.close()
        self.upload_gate.close()
        idle = self.jobs.close(JOBS_ENDING_S)
        self._retention.close()
        if self._engine is not None and idle:
            self._engine.close()
        self.database.close()

    def _work(self) -> None:
        """Load the engine, then take up the builds that others publish."""
        again = self._load()
        self._loaded.set()
        while again and not self._closing.wait(self.settings.refresh_interval_s):
            again = self._load()
        while self._engine is not None and not self._closing.wait(self.settings.refresh_interval_s):
            try:
                if self._engine.refresh():
                    _log.info("build_taken_up", build=self._engine.manifest.build_id)
            except ProjectError as error:
                _log.error("build_not_taken_up", reason=str(error))

    def _load(self) -> bool:
        """Whether it failed for a reason that may pass."""
        try:
            engine = self._open_engine(self.settings)
            engine.warm()
        except ProjectError as error:
            self._failure = str(error)
            _log.error("engine_not_loaded", reason=str(error))
            return isinstance(error, StoreUnavailableError)
        except Exception as error:  # the thread's last stand: readiness must tell of it
            self._failure = f"unexpected {type(error).__name__} while loading; see the log"
            _log.error("engine_not_loaded", reason=self._failure, exc_info=error)
        else:
            engine.listen(self._answered)
            self._failure = None
            self._engine = engine
            _log.info("engine_loaded", build=engine.manifest.build_id)
        return False

    def _answered(self, question: str, answer: Answer, kept: bool) -> None:
        """Count an answer and, where that is set, keep the question; neither may fail it."""
        self.metrics.count_answer(answer, kept=kept)
        if not self.settings.keep_questions:
            return
        try:
            self.questions.add(
                LoggedQuestion(
                    question=question,
                    language=answer.language,
                    status=answer.status,
                    confidence=answer.confidence,
                    build=self.engine.manifest.build_id,
                    request_id=structlog.contextvars.get_contextvars().get("request_id"),
                )
            )
        except RecordsError as error:
            _log.error("question_not_kept", reason=str(error))

    def recall(self, question: str, **asking: Unpack[Asking]) -> Answer | None:
        """``Engine.recall``, to be called without a thread, so that what is kept does not wait
        behind what is not; None too where to log the question is to wait for a database."""
        return None if self.settings.keep_questions else self.engine.recall(question, **asking)

    def check_top_k(self, top_k: int) -> None:
        """Whether so many passages may be asked for.

        Raises:
            TooManyPassagesError: they are more than the settings let be.
        """
        if top_k > self.settings.max_top_k:
            raise TooManyPassagesError(f"top_k: expected 1 to {self.settings.max_top_k}")

    @property
    def failure(self) -> str | None:
        """Why loading failed, None while it goes on or when it went well."""
        return self._failure

    @property
    def engine(self) -> Engine:
        """The loaded engine, of the newest published build.

        Raises:
            NotReadyError: still loading, or loading failed; says which.
        """
        if self._engine is None:
            raise NotReadyError(self._failure or "the models and the index are being loaded")
        return self._engine


async def get_runtime(request: Request) -> Runtime:
    """FastAPI dependency: the app's runtime; a coroutine, as FastAPI calls functions in threads."""
    runtime = request.app.state.runtime
    assert isinstance(runtime, Runtime)
    return runtime


RuntimeDep = Annotated[Runtime, Depends(get_runtime)]
