"""One segment: its file, its parts, and what does not fit together."""

from pathlib import Path

import numpy as np
import pytest

from corpus import Language
from index.arrays import map_arrays, write_arrays
from index.fields import FIELDS
from index.segment import Segment

RU, EN = Language.RU, Language.EN
TEXTS = ["Степь. Гора высока; снег.", "Newton studied light.", ""]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "segment"
    Segment.build(np.array([3, 8, 17]), TEXTS, [RU, EN, RU]).save(path)
    return path


def test_a_segment_comes_back(path: Path) -> None:
    segment = Segment.map(path)
    segment.check()
    assert len(segment) == 3
    assert segment.views.tolist() == [3, 8, 17]
    assert segment.languages.tolist() == [0, 2, 0]
    assert segment.sentence_rows.tolist() == [0, 0, 0, 1, 2]


def test_sentences_follow_their_rows(path: Path) -> None:
    segment = Segment.map(path)
    assert segment.units_of(np.array([True, False, True])).tolist() == [True] * 3 + [False, True]
    merged = Segment.merge(
        [
            (segment, np.array([False, True, True])),
            (segment, np.array([True, False, False])),
        ]
    )
    assert merged.sentence_rows.tolist() == [0, 1, 2, 2, 2]
    assert merged.views.tolist() == [8, 17, 3]


@pytest.mark.parametrize("harm", ["shorter", "other", "reversed", "larger", "type"])
def test_any_array_that_does_not_fit_is_told(path: Path, harm: str) -> None:
    sound = {name: array.copy() for name, array in map_arrays(path).items()}
    assert len(sound) == 3 + 5 * 7 + 2
    unnoticed = set()
    for name, array in sound.items():
        harmed = {
            "shorter": array[:-1],
            "other": np.concatenate([array[:-1], array[-1:] ^ 1]),
            "reversed": array[::-1],
            "larger": array + np.array(100, array.dtype),
            "type": array.astype(np.int64 if array.dtype != np.int64 else np.uint64),
        }[harm]
        if harmed.dtype == array.dtype and np.array_equal(harmed, array):
            continue
        write_arrays(path, sound | {name: harmed})
        try:
            Segment.map(path).check()
        except ValueError:
            continue
        unnoticed.add(name)
    assert unnoticed <= COULD_BE_SO


COULD_BE_SO = {"rows.views", "rows.languages", "rows.sentences"} | {
    f"{field.name}.units" for field in FIELDS
}
"""Other views, languages, sentence ends and places of words make other indexes, not unsound ones:
digests tell those, and the catalog the views."""
