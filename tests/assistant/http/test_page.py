"""Who may frame the chat, and how its files are kept fresh."""

import re

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Status
from assistant.engine import Engine
from assistant.errors import InvalidSettingError
from assistant.http import create_app
from assistant.http.page import WEB
from assistant.settings import Settings


def _ancestors(client: TestClient, path: str) -> str:
    policy = client.get(path).headers["content-security-policy"]
    return policy.partition("frame-ancestors ")[2]


def test_nobody_may_frame_the_chat_by_default() -> None:
    client = TestClient(create_app(Settings()))
    assert _ancestors(client, "/embed") == "'none'"
    assert _ancestors(client, "/") == "'none'"


def test_only_the_origins_of_the_setting_may_frame_it() -> None:
    origins = ["https://portal.example.kz", "https://*.gov.example.kz:8443"]
    client = TestClient(create_app(Settings(embed_origins=origins)))
    assert _ancestors(client, "/embed") == " ".join(origins)
    assert _ancestors(client, "/") == "'none'"


@pytest.mark.parametrize(
    "origin",
    ["*", "https://", "portal.example.kz", "https://a.kz/path", "https://a.kz; script-src *"],
)
def test_an_origin_that_is_none_is_refused(origin: str) -> None:
    with pytest.raises(InvalidSettingError, match="EMBED_ORIGINS"):
        Settings.load(embed_origins=[origin])


@pytest.mark.parametrize("path", ["/", "/embed", "/widget.js", "/static/app.js"])
def test_a_new_version_is_seen_at_once(path: str) -> None:
    client = TestClient(create_app(Settings()))
    assert client.get(path).headers["cache-control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again() -> None:
    client = TestClient(create_app(Settings()))
    etag = client.get("/static/app.js").headers["etag"]
    again = client.get("/static/app.js", headers={"If-None-Match": etag})
    assert again.status_code == 304


def test_every_question_that_the_page_suggests_has_an_answer(engine: Engine) -> None:
    strings = (WEB / "strings.js").read_text("utf-8")
    suggested = re.findall(r"suggestions: \[(.*?)\]", strings, re.DOTALL)
    questions = [one for part in suggested for one in re.findall(r'"(.*?)"', part)]
    assert len(questions) == 18
    assert [one for one in questions if engine.ask(one).status is not Status.ANSWERED] == []
