"""Open or by key: who is let in, who is not, and what they are told."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.records import Database, Keys, Scope
from assistant.settings import Settings
from tests.conftest import OpenClient

QUESTION = {"question": "Что такое Alem.Cloud?"}


@pytest.fixture
def keys(own_data_dir: Path) -> Iterator[Keys]:
    """Keys made beside the server, as the command line makes them."""
    database = Database.of(Settings(data_dir=own_data_dir))
    yield Keys(database)
    database.close()


def _bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def _refused(client: TestClient, headers: dict[str, str]) -> str:
    response = client.post("/v1/ask", json=QUESTION, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"].endswith(":unauthenticated")
    assert "x-request-id" in response.headers
    return str(response.json()["detail"])


def test_questions_are_open_by_default(client: TestClient) -> None:
    for headers in ({}, _bearer("EMPTY"), {"authorization": "Basic eDp5"}):
        assert client.post("/v1/ask", json=QUESTION, headers=headers).status_code == 200


def test_questions_by_key(open_client: OpenClient, own_data_dir: Path, keys: Keys) -> None:
    made = keys.create("portal", [Scope.READ])
    with open_client(data_dir=own_data_dir, require_key=True) as client:
        assert "keys create --scope read" in _refused(client, {})
        assert "not known" in _refused(client, _bearer("EMPTY"))
        assert client.get("/v1/documents").status_code == 401
        assert client.get("/v1/models").json()["error"]["type"] == "authentication_error"
        asked = client.post("/v1/ask", json=QUESTION, headers=_bearer(made.secret))
        assert asked.status_code == 200
        for path in ("/", "/healthz", "/readyz", "/static/app.js", "/openapi.json"):
            assert client.get(path).status_code == 200


def test_a_key_made_or_revoked_while_the_server_runs_counts_at_once(
    open_client: OpenClient, own_data_dir: Path, keys: Keys
) -> None:
    with open_client(data_dir=own_data_dir) as client:
        made = keys.create("portal", [Scope.READ])
        assert client.get("/v1/documents", headers=_bearer(made.secret)).status_code == 200
        keys.revoke(made.key.id)
        assert "revoked" in _refused(client, _bearer(made.secret))


def test_an_expired_key_is_refused_where_none_is_needed_too(
    open_client: OpenClient, own_data_dir: Path, keys: Keys
) -> None:
    made = keys.create("portal", [Scope.READ], timedelta(seconds=-1))
    with open_client(data_dir=own_data_dir) as client:
        assert "expired" in _refused(client, _bearer(made.secret))


def test_writes_need_a_key_that_allows_them(
    open_client: OpenClient, own_data_dir: Path, keys: Keys
) -> None:
    reader = keys.create("the reader", [Scope.READ])
    writer = keys.create("the writer", [Scope.WRITE])
    admin = keys.create("the admin", [Scope.ADMIN])
    with open_client(data_dir=own_data_dir) as client:
        assert client.delete("/v1/documents/none").status_code == 401
        refused = client.delete("/v1/documents/none", headers=_bearer(reader.secret))
        assert refused.status_code == 403
        assert refused.json()["detail"] == "the key 'the reader' does not allow to write"
        for made in (writer, admin):
            answer = client.delete("/v1/documents/none", headers=_bearer(made.secret))
            assert answer.status_code == 404


def test_the_key_of_the_settings_may_do_all(open_client: OpenClient) -> None:
    digest = sha256(b"chosen").hexdigest().upper()
    with open_client(admin_key_hash=digest, require_key=True) as client:
        headers = _bearer("chosen")
        assert client.post("/v1/ask", json=QUESTION, headers=headers).status_code == 200
        assert client.delete("/v1/documents/none", headers=headers).status_code == 404


def test_a_database_that_fails_is_a_503_for_keys_alone(
    open_client: OpenClient, own_data_dir: Path, keys: Keys
) -> None:
    made = keys.create("portal", [Scope.READ])
    (own_data_dir / "records.sqlite").write_bytes(b"no database" * 1_000)
    with open_client(data_dir=own_data_dir) as client:
        failed = client.get("/v1/documents", headers=_bearer(made.secret))
        assert failed.status_code == 503
        assert failed.json()["type"].endswith(":records-unavailable")
        assert "sqlite" not in failed.text
        assert client.get("/v1/documents").status_code == 200


def test_answers_are_kept_for_the_holder_of_a_key_alone(
    open_client: OpenClient, own_data_dir: Path, keys: Keys
) -> None:
    one, two = (_bearer(keys.create(name, [Scope.READ]).secret) for name in ("one", "two"))
    with open_client(data_dir=own_data_dir) as client:
        searched = [
            client.post("/v1/ask", json=QUESTION, headers=headers).json()["timings_ms"]["search"]
            for headers in (one, two, {}, one, two, {})
        ]
    assert [milliseconds > 0 for milliseconds in searched] == [True] * 3 + [False] * 3
