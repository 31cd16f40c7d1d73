"""What was changed beside the sources, told from what they have and what there is."""

from index.changes import Changes, own

MANAGED = {"river": "1", "sea": "2", "steppe": "3"}


def test_nothing_is_changed_where_all_is_as_given() -> None:
    assert Changes.between(MANAGED, MANAGED) == Changes()
    assert own(MANAGED, MANAGED) == set()
    assert Changes.between({}, {}) == Changes()


def test_what_differs_is_replaced_and_what_is_absent_removed() -> None:
    present = {"river": "1", "sea": "9", "lakes": "4"}
    assert Changes.between(MANAGED, present) == Changes(replaced=("sea",), removed=("steppe",))
    assert own(MANAGED, present) == {"sea", "lakes"}


def test_what_was_removed_stays_so_without_a_source_until_it_is_there() -> None:
    before = ["gone", "back"]
    present = MANAGED | {"back": "5"}
    assert Changes.between(MANAGED, present, before) == Changes(removed=("gone",))
    assert own(MANAGED, present) == {"back"}
