"""Options that are a number of days."""

from pathlib import Path

import pytest

from tests.conftest import Command

CALLS = [["feedback", "purge", "--days"], ["keys", "create", "k", "--expires-days"]]


@pytest.mark.parametrize("days", ["36501", "1000000", "9999999", "1e300", "inf"])
@pytest.mark.parametrize("call", CALLS, ids=["purge", "create"])
def test_days_that_no_date_is_made_of(
    command: Command, tmp_path: Path, call: list[str], days: str
) -> None:
    ran = command(*call, days, data_dir=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    said = " ".join(ran.err.replace("│", " ").split())
    over = f"{float(days):.15g} is over the limit of 36500 days"
    assert f"Invalid value for '{call[-1]}': {over}" in said


@pytest.mark.parametrize("days", ["-1", "nan", "many"])
@pytest.mark.parametrize("call", CALLS, ids=["purge", "create"])
def test_what_is_no_number_of_days(
    command: Command, tmp_path: Path, call: list[str], days: str
) -> None:
    ran = command(*call, days, data_dir=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert f"Invalid value for '{call[-1]}'" in ran.err


@pytest.mark.parametrize("days", ["0", "0.5", "36500"])
@pytest.mark.parametrize("call", CALLS, ids=["purge", "create"])
def test_days_within_a_hundred_years(
    command: Command, tmp_path: Path, call: list[str], days: str
) -> None:
    assert command(*call, days, data_dir=tmp_path).status == 0
