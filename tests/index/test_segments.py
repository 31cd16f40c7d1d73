"""Segments: whatever they were made of, they score as one made anew does, and files are shared."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Language
from index.lexical import LexicalIndex
from index.segments import SegmentsWriter, StoredSegment, load_segments
from index.view import View

RU, KK, EN = Language.RU, Language.KK, Language.EN
Rows = Mapping[int, tuple[str, Language]]


def write(
    directory: Path,
    rows: Rows,
    new: Iterable[int],
    previous: Path | None = None,
    block: int = 2,
) -> set[str]:
    """Segments of ``rows``, of which those ``new`` are not taken over; what was linked."""
    kept = np.array(sorted(rows.keys() - set(new)), dtype=np.int64)
    writer = SegmentsWriter(directory, load_segments(previous) if previous else (), kept)
    added = [(each, View(rows[each][1], rows[each][0], "")) for each in sorted(new)]
    for start in range(0, len(added), block):
        writer.add(added[start : start + block])
    return writer.finish()


def segments(directory: Path) -> list[StoredSegment]:
    return load_segments(directory)


SENTENCES = {
    RU: ["Кластер Alem.Cloud занял 86-е место.", "Школы получили 6,7 тыс. обедов!", "Степь; степь"],
    KK: ["Жоба 6,7 мың мектепті қамтыды.", "Дала кең.", "Сәтбаев"],
    EN: ["Newton studied light.", "Schools served 6.7 thousand meals.", "2026"],
}
ROW = st.sampled_from([RU, KK, EN]).flatmap(
    lambda language: st.tuples(
        st.lists(st.sampled_from(SENTENCES[language]), max_size=3).map(" ".join), st.just(language)
    )
)
STEP = st.tuples(st.sets(st.integers(0, 30), max_size=6), st.lists(ROW, max_size=6))
QUERIES = [
    ("сколько школ получили обеды", RU),
    ("кластре 86-е место в степи", RU),
    ("мектептерге 6,7 мың", KK),
    ("Satpayev and the lihgt of schools", EN),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=6))
def test_any_sequence_of_changes_scores_as_a_fresh_index(
    steps: list[tuple[set[int], list[tuple[str, Language]]]],
) -> None:
    # To the last bit: the statistics are sums of whole numbers, and each row's score is made by
    # the same operations in the same order whichever segment it is in.
    rows: dict[int, tuple[str, Language]] = {}
    free = 0
    previous: Path | None = None
    with (
        tempfile.TemporaryDirectory() as scratch,
        patch.multiple("index.segments", _SMALL=3, _LARGEST=9, _GROWTH=2),
    ):
        for number, (removed, added) in enumerate(steps):
            rows = {view: row for view, row in rows.items() if view not in removed}
            new = range(free, free + len(added))
            rows |= dict(zip(new, added, strict=True))
            free += len(added)
            directory = Path(scratch) / str(number)
            write(directory, rows, new, previous)
            previous = directory
            found, views = LexicalIndex.load(directory), sorted(rows)
            fresh = LexicalIndex.build(
                [rows[view][0] for view in views], [rows[view][1] for view in views]
            )
            assert found.views.tolist() == views
            for query, language in QUERIES:
                expected = [(views[row], score) for row, score in fresh.search(query, language, 99)]
                assert found.search(query, language, 99) == expected


def texts(count: int, start: int = 0) -> dict[int, tuple[str, Language]]:
    return {view: (f"слово{view}", RU) for view in range(start, start + count)}


def test_what_has_not_changed_is_a_link(tmp_path: Path) -> None:
    write(tmp_path / "a", texts(2000), texts(2000), block=1000)
    linked = write(tmp_path / "b", texts(2010), range(2000, 2010), tmp_path / "a")
    assert linked == {"00000002.safetensors"}  # of the two blocks before it
    assert os.path.samefile(*(tmp_path / name / "00000002.safetensors" for name in "ab"))
    assert [len(stored.segment) for stored in segments(tmp_path / "b")] == [2000, 10]


def test_where_links_fail_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    write(tmp_path / "a", texts(5), texts(5))
    monkeypatch.setattr(os, "link", refuse)
    assert write(tmp_path / "b", texts(5), [], tmp_path / "a") == set()
    [old], [new] = segments(tmp_path / "a"), segments(tmp_path / "b")
    assert not os.path.samefile(old.path, new.path)
    assert old.path.read_bytes() == new.path.read_bytes()


def test_new_blocks_become_one_segment_up_to_the_largest(tmp_path: Path) -> None:
    with patch("index.segments._LARGEST", 6):
        write(tmp_path / "a", texts(10), texts(10))
    assert [len(stored.segment) for stored in segments(tmp_path / "a")] == [6, 4]
    assert len(list((tmp_path / "a").glob("0*"))) == 2


def test_segments_stay_few_and_few_rows_are_written_again(tmp_path: Path) -> None:
    written = 0
    previous = None
    with patch("index.segments._SMALL", 1):
        for count in range(1, 82):
            directory = tmp_path / str(count)
            linked = write(directory, texts(count), [count - 1], previous)
            stored = segments(directory)
            written += sum(len(each.segment) for each in stored if each.path.name not in linked)
            assert len(stored) <= 1 + np.log(count) / np.log(3)
            previous = directory
    assert written <= 81 * 3 * np.log(81) / np.log(3)


def test_a_segment_of_which_much_was_removed_is_written_again(tmp_path: Path) -> None:
    write(tmp_path / "a", texts(10), texts(10))
    few = {view: row for view, row in texts(10).items() if view >= 2}
    assert write(tmp_path / "b", few, [], tmp_path / "a")
    assert segments(tmp_path / "b")[0].removed.tolist() == [0, 1]
    fewer = {view: row for view, row in texts(10).items() if view >= 3}
    assert not write(tmp_path / "c", fewer, [], tmp_path / "b")
    [left] = segments(tmp_path / "c")
    assert (left.removed.tolist(), left.segment.views.tolist()) == ([], list(range(3, 10)))


def test_a_segment_of_which_all_was_removed_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "a", texts(3), texts(3))
    write(tmp_path / "b", {}, [], tmp_path / "a")
    assert segments(tmp_path / "b") == []


def test_a_view_that_was_removed_may_come_again(tmp_path: Path) -> None:
    # A catalog gives the row of its last document again once the document is gone.
    write(tmp_path / "a", texts(9), texts(9))
    write(tmp_path / "b", texts(8), [], tmp_path / "a")
    rows = texts(8) | {8: ("другое", RU)}
    write(tmp_path / "c", rows, [8], tmp_path / "b")
    index = LexicalIndex.load(tmp_path / "c")
    assert index.views.tolist() == list(range(9))
    assert [view for view, _ in index.search("другое", RU, 3)] == [8]
    assert index.search("слово8", RU, 9)[0][0] != 8


def test_equal_rows_make_equal_files(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / name, texts(7), texts(7))
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
