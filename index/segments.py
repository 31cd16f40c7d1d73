"""The segments of a build on disk, and how the next build's are made of them.

A build takes over the segments of the one before it as hard links, adds one for what is new, and
lists the rows that were removed. Small neighbours are merged as the logarithmic method has it
(Bentley and Saxe 1980; Lucene does the same), so that there are few segments, adding costs about
its share, and each row is written again about as often as the collection has tripled.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.arrays import map_arrays, write_arrays
from index.postings import Mask
from index.segment import Segment
from index.view import Ids, View

_META = "segments.json"
_REMOVED = "removed.safetensors"
_SUFFIX = ".safetensors"
BLOCK = 1 << 14
"""How many rows to add at once: what is held in memory of a large collection."""
_SMALL = 1000
"""Rows below which neighbours are always merged."""
_GROWTH = 3
"""A segment is merged with the next unless it has more than this many times its rows."""
_LARGEST = 1 << 18
"""Rows of a merged segment at most: scores of so many stay in a processor's cache."""
_DEAD = 0.2
"""Share of removed rows from which a segment is written again without them."""
_NONE: Ids = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment, its file, and the numbers of the rows that were removed since it was written."""

    path: Path
    segment: Segment
    removed: Ids

    @property
    def live(self) -> Mask:
        """bool[rows]: which are left."""
        mask = np.ones(len(self.segment), dtype=bool)
        mask[self.removed] = False
        return mask

    @property
    def left(self) -> int:
        """How many rows are left."""
        return len(self.segment) - len(self.removed)


def load_segments(directory: Path) -> list[StoredSegment]:
    """The segments that ``SegmentsWriter`` wrote.

    Raises:
        OSError, ValueError, KeyError, TypeError: a file cannot be read.
    """
    names = json.loads((directory / _META).read_text(encoding="utf-8"))["segments"]
    removed = map_arrays(directory / _REMOVED)
    return [
        StoredSegment(directory / name, Segment.map(directory / name), removed[name])
        for name in names
    ]


class SegmentsWriter:
    """Makes the segments of a build, from scratch or of the ``previous`` one's rows of ``kept``
    views, which ascend.

    Raises:
        OSError: from every method, where a file cannot be written.
    """

    def __init__(
        self, directory: Path, previous: Sequence[StoredSegment] = (), kept: Ids = _NONE
    ) -> None:
        self._directory = directory
        directory.mkdir()
        self._number = max((int(old.path.stem) for old in previous), default=-1) + 1
        self._segments = [_without(stored, kept) for stored in previous]

    def add(self, rows: Sequence[tuple[int, View]]) -> None:
        """Index views, given with their ids, which ascend and come after those that are here."""
        views = np.array([identifier for identifier, _ in rows], dtype=np.int64)
        texts = [view.text for _, view in rows]
        segment = Segment.build(views, texts, [view.language for _, view in rows])
        self._segments.append(self._write(segment))

    def finish(self) -> set[str]:
        """Merge what is to be merged and write the list; the names of the files that are links."""
        done = [self._settled(group) for group in self._groups()]
        linked = {
            stored.path.name
            for stored in done
            if stored.path.parent != self._directory
            and link(stored.path, self._directory / stored.path.name)
        }
        names = [stored.path.name for stored in done]
        meta = {"segments": names}
        (self._directory / _META).write_text(json.dumps(meta) + "\n", encoding="utf-8")
        removed = {stored.path.name: stored.removed for stored in done}
        write_arrays(self._directory / _REMOVED, removed)
        return linked

    def _write(self, segment: Segment) -> StoredSegment:
        """Put a segment on the disk, and go on with what is mapped of it."""
        path = self._directory / f"{self._number:08d}{_SUFFIX}"
        self._number += 1
        segment.save(path)
        return StoredSegment(path, Segment.map(path), _NONE)

    def _groups(self) -> list[list[StoredSegment]]:
        """What to make one segment of each: neighbours that are both new, or of which the first is
        too small to stand before the other."""
        groups: list[tuple[int, list[StoredSegment]]] = []
        for stored in self._segments:
            if not stored.left:
                continue
            groups.append((stored.left, [stored]))
            while len(groups) > 1 and self._belong(*groups[-2:]):
                (size, group), (other, more) = groups[-2:]
                groups[-2:] = [(size + other, group + more)]
        return [group for _, group in groups]

    def _belong(
        self, first: tuple[int, list[StoredSegment]], second: tuple[int, list[StoredSegment]]
    ) -> bool:
        if first[0] + second[0] > _LARGEST:
            return False
        new = all(stored.path.parent == self._directory for stored in first[1] + second[1])
        return new or first[0] < max(_SMALL, _GROWTH * second[0])

    def _settled(self, group: Sequence[StoredSegment]) -> StoredSegment:
        """One segment of a group: as it is, where little of it was removed, or written anew."""
        [only, *more] = group
        if not more and len(only.removed) <= _DEAD * len(only.segment):
            return only
        merged = self._write(Segment.merge([(each.segment, each.live) for each in group]))
        for each in group:
            if each.path.parent == self._directory:
                each.path.unlink()
        return merged


def link(source: Path, target: Path) -> bool:
    """Give a file that will never change a second name; False where it had to be copied.

    Raises:
        OSError: it could not be copied either.
    """
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
        return False
    return True


def _without(stored: StoredSegment, kept: Ids) -> StoredSegment:
    """The segment with the rows of all views but those ``kept`` removed, beside those that were."""
    places = np.searchsorted(kept, stored.segment.views)
    here = places < len(kept)
    here[here] = kept[places[here]] == stored.segment.views[here]
    return StoredSegment(stored.path, stored.segment, np.flatnonzero(~(here & stored.live)))
