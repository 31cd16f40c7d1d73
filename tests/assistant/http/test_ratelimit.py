"""Rate limits: by key, by address, and never by what a client says its address is."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from limits.errors import StorageError
from pydantic import SecretStr

from assistant.errors import InvalidSettingError
from assistant.http import create_app
from assistant.records import Database, Keys, Scope
from assistant.settings import Settings
from tests.conftest import OpenClient, running

PATH = "/v1/documents"


def _from(address: str) -> dict[str, str]:
    return {"x-forwarded-for": address}


def test_calls_over_the_limit_are_told_when_to_come_back(open_client: OpenClient) -> None:
    with open_client(rate_limit="2/hour") as client:
        left = [client.get(PATH).headers["ratelimit"].split(";")[1] for _ in range(2)]
        assert left == ["r=1", "r=0"]
        refused = client.get(PATH)
        assert refused.status_code == 429
        assert refused.json()["type"].endswith(":rate-limited")
        assert 1 <= int(refused.headers["retry-after"]) <= 3_600
        assert refused.headers["ratelimit-policy"] == '"client";q=2;w=3600'
        assert refused.headers["ratelimit"].startswith('"client";r=0;t=')
        assert client.get("/healthz").status_code == 200
        assert client.get("/").status_code == 200


def test_no_limit_unless_set(client: TestClient) -> None:
    assert "ratelimit" not in client.get(PATH).headers


def test_a_key_has_a_limit_of_its_own(open_client: OpenClient, own_data_dir: Any) -> None:
    database = Database.of(Settings(data_dir=own_data_dir))
    first, second = (Keys(database).create(name, [Scope.READ]).secret for name in "ab")
    database.close()
    settings = {"data_dir": own_data_dir, "rate_limit": "1/hour", "key_rate_limit": "2/hour"}

    with open_client(**settings) as client:

        def status(secret: str | None) -> int:
            headers = {"authorization": f"Bearer {secret}"} if secret else {}
            return client.get(PATH, headers=headers).status_code

        assert [status(None) for _ in range(2)] == [200, 429]
        assert [status(first) for _ in range(3)] == [200, 200, 429]
        assert status(second) == 200


def test_a_forwarded_address_is_not_believed(open_client: OpenClient) -> None:
    with open_client(rate_limit="1/hour") as client:
        assert client.get(PATH, headers=_from("203.0.113.1")).status_code == 200
        assert client.get(PATH, headers=_from("203.0.113.2")).status_code == 429


def test_a_trusted_proxy_is_believed_for_the_last_address_it_does_not_know(
    open_client: OpenClient,
) -> None:
    proxies = ["testclient", "10.0.0.0/8"]
    with open_client(rate_limit="1/hour", trusted_proxies=proxies) as client:

        def status(forwarded: str) -> int:
            return client.get(PATH, headers=_from(forwarded)).status_code

        assert status("203.0.113.1") == 200
        assert status("203.0.113.2, 10.0.0.1") == 200
        assert status("198.51.100.9, 203.0.113.1") == 429  # the first one is the client's claim


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("203.0.113.1", "203.0.113.2", False),
    ],
)
def test_an_ipv6_subscriber_is_one_client(
    open_client: OpenClient, one: str, other: str, same: bool
) -> None:
    with open_client(rate_limit="1/hour", trusted_proxies=["testclient"]) as client:
        client.get(PATH, headers=_from(one))
        assert client.get(PATH, headers=_from(other)).status_code == (429 if same else 200)


def test_the_service_outlives_its_counter(data_dir: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> bool:
        raise StorageError(ConnectionError("no redis"))

    monkeypatch.setattr("limits.aio.strategies.SlidingWindowCounterRateLimiter.hit", fails)
    with running(create_app(Settings(data_dir=data_dir, rate_limit="1/hour"))) as client:
        assert [client.get(PATH).status_code for _ in range(2)] == [200, 200]


def test_a_redis_address_of_no_use_is_named() -> None:
    settings = Settings(rate_limit_redis=SecretStr("nothing://x"))
    with pytest.raises(InvalidSettingError, match="ASSISTANT_RATE_LIMIT_REDIS: expected redis://"):
        create_app(settings)


@pytest.mark.parametrize("rate", ["0/minute", "ten/minute", "10", "10/fortnight"])
def test_a_rate_of_another_form_is_named(rate: str) -> None:
    with pytest.raises(InvalidSettingError, match="ASSISTANT_RATE_LIMIT: got"):
        Settings.load(rate_limit=rate)
