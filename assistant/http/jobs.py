"""Jobs: work that outlives its request, done one after another in one thread."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

import structlog

from assistant.http.errors import NoSuchJobError, OverloadedError
from corpus import ProjectError

_log = structlog.get_logger("assistant.http")

Report = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


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


class Jobs:
    """At most ``waiting`` jobs that are not over, and the last ``kept`` that are."""

    def __init__(self, waiting: int, kept: int) -> None:
        self._waiting = waiting
        self._kept = kept
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "jobs")

    def submit(self, action: str, document_id: str, work: Callable[[Report], str]) -> Job:
        """Queue ``work``, which returns the id of the build that it publishes.

        Raises:
            OverloadedError: as many jobs wait as may.
        """
        job = Job(action, document_id)
        with self._lock:
            if sum(not job.over for job in self._jobs.values()) >= self._waiting:
                raise OverloadedError(f"{self._waiting} changes wait, the most this server holds")
            self._forget()
            self._jobs[job.id] = job
        self._thread.submit(self._run, job, work)
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

    def close(self) -> None:
        """Wait for the job in work; those that wait for it are not begun."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _forget(self) -> None:
        over = [job.id for job in self._jobs.values() if job.over]
        for job_id in over[: max(0, len(over) - self._kept + 1)]:
            del self._jobs[job_id]

    def _run(self, job: Job, work: Callable[[Report], str]) -> None:
        def report(stage: str, done: int, total: int) -> None:
            job.stage, job.done, job.total = stage, done, total

        job.state = JobState.RUNNING
        try:
            job.build = work(report)
        except Exception as error:  # the thread's last stand: whoever asks for the job must know
            expected = isinstance(error, ProjectError)
            job.error = str(error) if expected else f"unexpected {type(error).__name__}"
            _log.error("job_failed", job=job.id, reason=job.error, exc_info=error)
        job.finished = datetime.now(UTC)
        job.state = JobState.FAILED if job.error else JobState.DONE
        job.ended.set()
