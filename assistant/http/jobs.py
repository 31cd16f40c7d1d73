"""Jobs: work that outlives its request, done one after another in one thread.

At the end of the server the job in work stops where it next tells how far it is: what it has not
published leaves no trace. The thread is a daemon, so that work which tells nothing for long does
not hold up the end either.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from queue import Empty, SimpleQueue
from uuid import uuid4

import structlog

from assistant.http.errors import NoSuchJobError, OverloadedError
from corpus import ProjectError

_log = structlog.get_logger("assistant.http")

Report = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is; it raises where the
work is to stop."""

_STOPPED = "the server ended before the change was made; send it again"


class StoppedError(ProjectError):
    """The server ends: a job is not to go on."""


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Job:
    """One piece of work. ``build`` is the index build that a job which is done has published."""

    action: str
    document_id: str
    id: str = field(default_factory=lambda: str(uuid4()))
    state: JobState = JobState.QUEUED
    stage: str | None = None
    done: int = 0
    total: int = 0
    build: str | None = None
    error: str | None = None
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    finished: datetime | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)


_Work = tuple[Job, Callable[[Report], str]]


class Jobs:
    """At most ``waiting`` jobs that are not over, and the last ``kept`` that are."""

    def __init__(self, waiting: int, kept: int) -> None:
        self._waiting = waiting
        self._kept = kept
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._queue: SimpleQueue[_Work | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def submit(self, action: str, document_id: str, work: Callable[[Report], str]) -> Job:
        """Queue ``work``, which returns the id of the build that it publishes.

        Raises:
            OverloadedError: as many jobs wait as may, or the server ends.
        """
        job = Job(action, document_id)
        with self._lock:
            if self._closing.is_set():
                raise OverloadedError("the server is ending")
            if sum(not job.over for job in self._jobs.values()) >= self._waiting:
                raise OverloadedError(f"{self._waiting} changes wait, the most this server holds")
            self._forget()
            self._jobs[job.id] = job
            self._queue.put((job, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        return job

    def get(self, job_id: str) -> Job:
        """The job of that id.

        Raises:
            NoSuchJobError: there is none, or it is long over.
        """
        with self._lock:
            if job_id not in self._jobs:
                raise NoSuchJobError(f"no job has the id {job_id!r}, or it is long over")
            return self._jobs[job_id]

    def wait(self, job_id: str) -> None:
        """Block until a job is over.

        Raises:
            NoSuchJobError: there is no such job.
        """
        self.get(job_id).ended.wait()

    def close(self, within_s: float) -> bool:
        """Stop the job in work, and begin none of those that wait for it; they fail, and the log
        says so. Whether the work has ended; it is waited for so long at most."""
        with self._lock:
            self._closing.set()
        with suppress(Empty):
            while item := self._queue.get_nowait():
                self._end(item[0], StoppedError(_STOPPED))
        self._queue.put(None)
        if self._thread is None:
            return True
        self._thread.join(within_s)
        for job in self._jobs.values():
            if not job.over:
                _log.error("job_given_up", job=job.id, action=job.action, stage=job.stage)
        return not self._thread.is_alive()

    def _forget(self) -> None:
        over = [job.id for job in self._jobs.values() if job.over]
        for job_id in over[: max(0, len(over) - self._kept + 1)]:
            del self._jobs[job_id]

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            self._run(*item)

    def _run(self, job: Job, work: Callable[[Report], str]) -> None:
        def report(stage: str, done: int, total: int) -> None:
            job.stage, job.done, job.total = stage, done, total
            if self._closing.is_set():
                raise StoppedError(_STOPPED)

        job.state = JobState.RUNNING
        try:
            job.build = work(report)
        except Exception as error:  # the thread's last stand: whoever asks for the job must know
            self._end(job, error)
        else:
            self._end(job)

    def _end(self, job: Job, error: Exception | None = None) -> None:
        if error is not None:
            expected = isinstance(error, ProjectError)
            job.error = str(error) if expected else f"unexpected {type(error).__name__}"
            trace = None if isinstance(error, StoppedError) else error
            _log.error(
                "job_failed", job=job.id, action=job.action, reason=job.error, exc_info=trace
            )
        job.finished = datetime.now(UTC)
        job.state = JobState.FAILED if error is not None else JobState.DONE
        job.ended.set()
