"""Jobs: one after another, bounded, and remembered for a while."""

import threading
from collections.abc import Iterator

import pytest

from assistant.http.errors import NoSuchJobError, OverloadedError
from assistant.http.jobs import Jobs, Report
from corpus import ProjectError


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs(waiting=2, kept=2)
    yield made
    made.close()


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
