"""A real server of this project evaluated over loopback gives what the engine itself gives."""

from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.errors import AnswererError
from assistant.evaluation.plan import Plan, evaluate
from assistant.http import create_app
from assistant.settings import Settings
from tests.assistant.evaluation.servers import scripted, serving
from tests.assistant.evaluation.test_local import DEV

_ALIKE = ("status", "answer", "citations", "passages", "ranking", "failure", "confidence", "trace")


def alike(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [{key: row[key] for key in _ALIKE} for row in report["rows"]]


def test_the_same_rows_as_in_process(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    app = create_app(settings)
    plan = Plan(DEV, limit=28, resampling=Resampling(100))
    with serving(app) as url:
        app.state.runtime.wait()
        remote = evaluate(Plan(DEV, limit=28, resampling=Resampling(100), url=url), settings)
    local = evaluate(plan, settings)
    assert alike(remote) == alike(local)
    assert remote["metrics"] == local["metrics"]
    assert remote["system"]["mode"] == "http"
    assert remote["system"]["build"]["build"] == local["system"]["build"]["build_id"]
    assert any(row["history"] for row in remote["rows"])


def test_searches_that_the_server_refuses_count_in_no_figure(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir, max_top_k=8)
    app = create_app(settings)
    told: list[str] = []
    with serving(app) as url:
        app.state.runtime.wait()
        plan = Plan(DEV, limit=2, resampling=Resampling(100), url=url)
        report = evaluate(plan, settings, notify=told.append)
    assert [row["ranking"] for row in report["rows"]] == [None, None]
    assert report["metrics"]["all"]["retrieval.recall@10"]["value"] is None
    assert len(told) == 1
    assert told[0].startswith("searches refused, which count in no figure: 2 of 2 (HTTP 422: ")


def test_only_answers_that_were_kept_have_no_time(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    app = create_app(settings)
    told: list[str] = []
    with serving(app) as url:
        app.state.runtime.wait()
        plan = Plan(DEV, limit=3, resampling=Resampling(100), url=url, explain=False)
        first, second = (evaluate(plan, settings, notify=told.append) for _ in range(2))
    assert None not in first["timings"]["wall_ms"].values()
    assert set(second["timings"]["wall_ms"].values()) == {None}
    assert [row["answer"] for row in second["rows"]] == [row["answer"] for row in first["rows"]]
    assert told == ["answers without a search, as kept ones are, whose times are left out: 3"]


def test_garbage_ends_in_one_line(tmp_path: Path) -> None:
    garbage = [(200, {"content-type": "text/html"}, b"<html>")]
    with (
        scripted(readyz=garbage, ask=garbage) as server,
        pytest.raises(AnswererError, match=r"/v1/ask answered text/html that is not JSON$"),
    ):
        evaluate(Plan(DEV, url=server.url), Settings(data_dir=tmp_path))
