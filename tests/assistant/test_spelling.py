import pytest

from assistant.spelling import distance, nearly_same


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("кот", "кот", 0), ("кот", "кит", 1), ("кот", "окт", 1), ("кот", "ток", 2), ("кот", "", 3)],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 3) == expected


def test_distance_stops_at_the_limit() -> None:
    assert distance("суперкомпьютер", "карандаш", 2) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("компьютр", "компьютер", True),
        ("суперкомпют", "суперкомпьют", True),
        ("цифров", "цифровизац", False),  # 6 letters of 10 shared
        ("платформ", "платформен", True),
        ("школ", "школа", False),  # too short to tell
        ("закон", "вагон", False),  # another first letter
    ],
)
def test_nearly_same(one: str, other: str, same: bool) -> None:
    assert nearly_same(one, other) is same
