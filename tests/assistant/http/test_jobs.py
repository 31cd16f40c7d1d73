"""Jobs: one after another, bounded, and remembered for a while."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog

from assistant.http.errors import NoSuchJobError, OverloadedError
from assistant.http.jobs import Jobs, Report
from corpus import ProjectError


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs(waiting=2, kept=2)
    yield made
    made.close(within_s=60)


def _publish(report: Report) -> str:
    report("vectors", 3, 4)
    return "build-1"


def test_a_job_tells_how_far_it_is(jobs: Jobs) -> None:
    job = jobs.submit("add", "lakes", _publish)
    jobs.wait(job.id)
    assert (job.state, job.build, job.error) == ("done", "build-1", None)
    assert (job.stage, job.done, job.total) == ("vectors", 3, 4)
    assert job.finished is not None
    assert job.finished >= job.created


@pytest.mark.parametrize(
    ("error", "told"),
    [(ProjectError("the disk is full"), "the disk is full"),
     (RuntimeError("a secret"), "unexpected RuntimeError")],
)  # fmt: skip
def test_a_job_that_fails_tells_what_may_be_told(jobs: Jobs, error: Exception, told: str) -> None:
    def fail(_: Report) -> str:
        raise error

    job = jobs.submit("add", "lakes", fail)
    jobs.wait(job.id)
    assert (job.state, job.build, job.error) == ("failed", None, told)
    after = jobs.submit("add", "lakes", _publish)
    jobs.wait(after.id)
    assert after.state == "done"


def test_more_jobs_than_may_wait_are_refused(jobs: Jobs) -> None:
    release = threading.Event()

    def hold(_: Report) -> str:
        release.wait()
        return "build-1"

    first, second = jobs.submit("add", "a", hold), jobs.submit("add", "b", hold)
    with pytest.raises(OverloadedError, match="2 changes wait"):
        jobs.submit("add", "c", hold)
    release.set()
    jobs.wait(second.id)
    assert first.state == second.state == "done"
    jobs.wait(jobs.submit("add", "c", hold).id)


def test_the_last_jobs_are_kept(jobs: Jobs) -> None:
    made = [jobs.submit("add", name, _publish) for name in "a"]
    for name in "bcd":
        jobs.wait(made[-1].id)
        made.append(jobs.submit("add", name, _publish))
    jobs.wait(made[-1].id)
    for forgotten in made[:2]:
        with pytest.raises(NoSuchJobError, match="no job has the id"):
            jobs.get(forgotten.id)
    assert [jobs.get(job.id).document_id for job in made[2:]] == ["c", "d"]


class _Held:
    """Work of two steps that says when it has begun and waits before the second."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.release = threading.Event()

    def __call__(self, report: Report) -> str:
        report("documents", 1, 2)
        self.begun.set()
        self.release.wait()
        report("documents", 2, 2)
        return "build-1"


def test_what_is_not_published_when_the_server_ends_fails(jobs: Jobs) -> None:
    held = _Held()
    running, waiting = jobs.submit("add", "a", held), jobs.submit("add", "b", _publish)
    held.begun.wait()
    with structlog.testing.capture_logs() as lines:
        closing = threading.Thread(target=jobs.close, args=(60,))
        closing.start()
        waiting.ended.wait()
        assert not running.over
        held.release.set()
        closing.join()
    for job in (running, waiting):
        assert (job.state, job.build) == ("failed", None)
        assert job.error == "the server ended before the change was made; send it again"
        assert job.finished is not None
    assert [(line["event"], line["job"]) for line in lines] == [
        ("job_failed", waiting.id), ("job_failed", running.id)
    ]  # fmt: skip
    with pytest.raises(OverloadedError, match="the server is ending"):
        jobs.submit("add", "c", _publish)


def test_work_that_tells_nothing_does_not_hold_up_the_end(jobs: Jobs) -> None:
    held = _Held()
    job = jobs.submit("add", "a", held)
    held.begun.wait()
    with structlog.testing.capture_logs() as lines:
        assert not jobs.close(within_s=0.01)
    held.release.set()
    assert [(line["event"], line["job"]) for line in lines] == [("job_given_up", job.id)]
    job.ended.wait()
    assert job.state == "failed"


def test_a_process_ends_though_a_job_does_not() -> None:
    code = (
        "import threading\n"
        "from assistant.http.jobs import Jobs\n"
        "jobs = Jobs(1, 1)\n"
        "begun = threading.Event()\n"
        "def work(report):\n"
        "    begun.set()\n"
        "    threading.Event().wait()\n"
        "jobs.submit('add', 'a', work)\n"
        "begun.wait()\n"
        "print(jobs.close(within_s=0.01))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300
    )
    assert ran.stdout.splitlines()[-1] == "False"
