"""Settings from the environment, and what an error says of them."""

from pathlib import Path

import pytest

from assistant.errors import InvalidSettingError
from assistant.settings import MOST_DAYS, Settings

SECRET = "sk-SECRET"


def refused(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    """What is said of an environment, without the prefix that all errors of a setting have."""
    for name, value in environment.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)
    with pytest.raises(InvalidSettingError, match=r"^setting ASSISTANT_") as caught:
        Settings.load()
    assert SECRET not in str(caught.value)
    assert SECRET not in str(caught.value.__cause__)
    return str(caught.value).removeprefix("setting ASSISTANT_")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "GENERATION__API_KEY",
            "GENERATION__BASE_URL: missing, expected: Address up to and including /v1.",
        ),
        ("MILVUS__TOKEN", "MILVUS__URI: missing, expected: Milvus that holds the vectors"),
    ],
)
def test_what_is_missing_beside_a_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    assert refused(monkeypatch, **{name: SECRET}).startswith(message)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("GENERATION", f'"{SECRET}"', "GENERATION: got a value not shown: "),
        ("GENERATION", f'["{SECRET}"]', "GENERATION: got a value not shown: "),
        (
            "GENERATION",
            f'{{"base_url": "http://a", "model": {{"a": "{SECRET}"}}}}',
            "GENERATION__MODEL: got a value not shown: ",
        ),
        (
            "MILVUS",
            f'{{"uri": "http://a", "token": ["{SECRET}"]}}',
            "MILVUS__TOKEN: got a value not shown: ",
        ),
        ("ADMIN_KEY_HASH", SECRET, "ADMIN_KEY_HASH: got a value not shown: "),
        ("MILVUS__URI", f"http://root:{SECRET}@host", "MILVUS__URI: got 'http://…@host': "),
        ("MILVUS__TOKN", SECRET, "MILVUS__TOKN: there is none of this name"),
    ],
)
def test_what_may_be_secret_is_not_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    beside = {"MILVUS__URI": "http://host"} if name == "MILVUS__TOKN" else {}
    assert refused(monkeypatch, **beside, **{name: value}).startswith(message)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "many", "PORT: got 'many': Input should be a valid integer"),
        ("ANSWER__PASSAGES", "0", "ANSWER__PASSAGES: got '0': Input should be greater than"),
        ("EMBED_ORIGINS", '["x"]', "EMBED_ORIGINS__0: got 'x': String should match"),
    ],
)
def test_other_values_are_told(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    assert refused(monkeypatch, **{name: value}).startswith(message)


@pytest.mark.parametrize("days", ["0", "1000000", "inf", "nan"])
def test_days_that_no_date_is_made_of(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    said = refused(monkeypatch, RETENTION_DAYS=days)
    assert said.startswith(f"RETENTION_DAYS: got '{days}': Input should be ")


def test_days_of_a_hundred_years() -> None:
    assert Settings.load(retention_days=MOST_DAYS).retention_days == 36_500


def test_a_file_in_another_encoding_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / ".env"
    path.write_bytes("# порт\nASSISTANT_PORT=1\n".encode("cp1251"))
    monkeypatch.setitem(Settings.model_config, "env_file", str(path))
    with pytest.raises(InvalidSettingError, match="cannot be read as text in UTF-8") as caught:
        Settings.load()
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# порт\nASSISTANT_PORT=1\n", encoding="utf-8")
    monkeypatch.setitem(Settings.model_config, "env_file", str(path))
    assert Settings.load().port == 1
