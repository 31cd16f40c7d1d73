"""Floors under metrics."""

from pathlib import Path

import pytest

from assistant.evaluation.errors import FloorError
from assistant.evaluation.floors import Floor, broken, check_groups, parse_floor, read_floors

METRICS = {
    "all": {"answer.recall": {"value": 0.9}, "calibration.ece": {"value": 0.2}},
    "language": {"ru": {"answer.recall": {"value": 0.87}}},
    "kind": {"typo": {"answer.recall": {"value": None}}},
    "document": {},
}


def test_names_are_a_metric_and_perhaps_a_group() -> None:
    assert parse_floor("answer.recall=0.88") == Floor("answer.recall", None, 0.88)
    assert parse_floor("answer.recall.ru=0.88") == Floor("answer.recall", "ru", 0.88)
    assert parse_floor("retrieval.recall@10.kk=1") == Floor("retrieval.recall@10", "kk", 1)
    assert parse_floor("answer.recall.a.b=1") == Floor("answer.recall", "a.b", 1)
    assert parse_floor("latency.p95=9", ceiling=True).ceiling


@pytest.mark.parametrize("text", ["answer.recall", "answer.recall=", "answer.recall=x", "x=nan"])
def test_not_a_number(text: str) -> None:
    with pytest.raises(FloorError, match="expected metric=number"):
        parse_floor(text)


@pytest.mark.parametrize("text", ["answer.rekall=1", "answer=1", "=1", "answer.recall_=1"])
def test_an_unknown_metric_names_the_known_ones(text: str) -> None:
    with pytest.raises(FloorError, match=r"no metric '.*'; known are .*answer\.recall, "):
        parse_floor(text)


def test_broken_floors_are_listed() -> None:
    floors = [
        parse_floor("answer.recall=0.9"),
        parse_floor("answer.recall=0.91"),
        parse_floor("answer.recall.ru=0.88"),
        parse_floor("answer.recall.typo=0"),
        parse_floor("calibration.ece=0.2", ceiling=True),
        parse_floor("calibration.ece=0.1", ceiling=True),
    ]
    assert broken(floors, METRICS) == [
        "answer.recall >= 0.91: is 0.9000",
        "answer.recall.ru >= 0.88: is 0.8700",
        "answer.recall.typo >= 0: has no value",
        "calibration.ece <= 0.1: is 0.2000",
    ]


def test_groups_are_checked_beforehand() -> None:
    check_groups([parse_floor("answer.recall=1"), parse_floor("answer.recall.ru=1")], ["ru", "kk"])
    with pytest.raises(FloorError, match=r"no group 'de' in this set, it has kk, ru$"):
        check_groups([parse_floor("answer.recall.de=1")], ["ru", "kk", "ru"])


def test_a_file_of_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('[least]\n"answer.recall.ru" = 0.5\n[greatest]\n"calibration.ece" = 1\n')
    assert read_floors(path) == [
        Floor("answer.recall", "ru", 0.5),
        Floor("calibration.ece", None, 1.0, ceiling=True),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[least", "not TOML"),
        ("[most]\n", "unknown key 'most'"),
        ("least = 1", "unknown key 'least'"),
        ('[least]\n"answer.recall" = "x"', "got 'x', expected a number"),
        ('[least]\n"answer.recall" = true', "got True, expected a number"),
        ('[least]\n"answer.x" = 1', "no metric 'answer.x'"),
    ],
)
def test_a_bad_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text)
    with pytest.raises(FloorError, match=message):
        read_floors(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FloorError, match="cannot be read"):
        read_floors(tmp_path / "floors.toml")
