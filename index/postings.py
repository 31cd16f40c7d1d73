"""One field of one segment: how often each term is in each unit (text or sentence).

Frequencies and lengths are kept, not scores: BM25 scores depend on all texts of an index, and here
they are computed when asked for, from the statistics of whatever segments make up the index now.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays
from index.vocabulary import Hashes, Vocabulary

_KINDS = (np.uint8, np.uint16, np.uint32)
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Postings:
    """Read-only. The units that have term t are ``units[starts[t]:starts[t + 1]]``, ascending, and
    ``counts`` of the same span how often; ``lengths[u]`` is the number of terms in unit u."""

    vocabulary: Vocabulary
    starts: NDArray[np.int64]
    units: NDArray[np.int32]
    counts: NDArray[Any]
    lengths: NDArray[Any]

    @classmethod
    def build(cls, units: Iterable[Iterable[str]]) -> Self:
        """Count the terms of each unit. Equal input, equal arrays."""
        numbers: dict[str, int] = {}
        terms = array("i")
        sizes = array("i")
        for unit in units:
            before = len(terms)
            terms.extend(numbers.setdefault(term, len(numbers)) for term in unit)
            sizes.append(len(terms) - before)
        lengths = np.array(sizes, dtype=np.int64)
        encoded = [term.encode("utf-8", "surrogatepass") for term in numbers]
        vocabulary = Vocabulary.build(encoded)
        order = np.array(vocabulary.numbers(encoded), dtype=np.int64)
        count = max(len(lengths), 1)
        keys = order[np.array(terms, dtype=np.int64)] * count
        keys += np.repeat(np.arange(len(lengths)), lengths)
        keys, counts = np.unique(keys, return_counts=True)
        starts = np.searchsorted(keys, np.arange(len(vocabulary) + 1) * count)
        return cls(
            vocabulary, starts, (keys % count).astype(np.int32), _narrow(counts), _narrow(lengths)
        )

    @classmethod
    def merge(cls, parts: Sequence[tuple["Postings", Mask]]) -> Self:
        """The units of all ``parts`` in their order, but those whose mask, bool[units], is False;
        terms left without a unit are gone."""
        kept = [part._only(live) for part, live in parts]
        terms = [_with_units(part) for part in kept]
        vocabulary = Vocabulary.build(set().union(*terms))
        sizes = np.zeros((len(kept), len(vocabulary)), dtype=np.int64)
        for row, part, own in zip(sizes, kept, terms, strict=True):
            spans = np.diff(part.starts)
            row[vocabulary.numbers(own)] = spans[spans > 0]
        starts = np.concatenate([[0], np.cumsum(sizes.sum(axis=0))])
        units = np.empty(starts[-1], dtype=np.int32)
        counts = np.empty(starts[-1], dtype=np.uint32)
        free = starts[:-1].copy()
        first = 0
        for row, part in zip(sizes, kept, strict=True):
            places = np.repeat(free - (np.cumsum(row) - row), row)
            places += np.arange(len(places))
            units[places] = part.units + first
            counts[places] = part.counts
            free += row
            first += len(part.lengths)
        lengths = np.concatenate([part.lengths for part in kept])
        return cls(vocabulary, starts, units, _narrow(counts), _narrow(lengths))

    def spans(
        self, terms: Sequence[bytes], hashes: Hashes | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where in ``units`` the stretch of each of ``terms`` begins and ends; an unknown term's
        is empty. ``hashes`` are as in ``Vocabulary.numbers``."""
        numbers = np.array(self.vocabulary.numbers(terms, hashes), dtype=np.int64)
        begin = self.starts[numbers]
        return begin, np.where(numbers >= 0, self.starts[numbers + 1], begin)

    def check(self, units: int) -> None:
        """Read all of it, which is to be of so many units.

        Raises:
            ValueError: it does not fit together.
        """
        self.vocabulary.check()
        sound = (
            self.starts.dtype == np.int64
            and self.units.dtype == np.int32
            and {self.counts.dtype, self.lengths.dtype} <= {np.dtype(kind) for kind in _KINDS}
            and len(self.lengths) == units
            and len(self.starts) == len(self.vocabulary) + 1
            and self.starts[0] == 0
            and self.starts[-1] == len(self.units) == len(self.counts)
            and bool((np.diff(self.starts) > 0).all())
            and bool(((self.units >= 0) & (self.units < units)).all())
            and self._ascend()
            and np.array_equal(np.bincount(self.units, self.counts, units), self.lengths)
        )
        if not sound:
            raise ValueError("postings that do not fit together")

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What ``from_arrays`` makes the same postings of."""
        return self.vocabulary.arrays() | {
            "starts": self.starts,
            "units": self.units,
            "counts": self.counts,
            "lengths": self.lengths,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        return cls(
            Vocabulary.from_arrays(arrays),
            arrays["starts"],
            arrays["units"],
            arrays["counts"],
            arrays["lengths"],
        )

    def _ascend(self) -> bool:
        """Whether the units of each term do."""
        ascending = np.diff(self.units) > 0
        ascending[self.starts[1:-1] - 1] = True
        return bool(ascending.all())

    def _only(self, live: Mask) -> "Postings":
        """The same, of the units of a mask alone, renumbered; terms stay."""
        if live.all():
            return self
        keep = live[self.units]
        before = np.concatenate([[0], np.cumsum(keep)])
        renumbered = np.cumsum(live) - 1
        return Postings(
            self.vocabulary,
            before[self.starts],
            renumbered[self.units[keep]].astype(np.int32),
            self.counts[keep],
            self.lengths[live],
        )


def _with_units(part: Postings) -> list[bytes]:
    """The terms that have a unit, by number."""
    present = (np.diff(part.starts) > 0).tolist()
    return [term for term, here in zip(part.vocabulary.all(), present, strict=True) if here]


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same values in the smallest type that holds them: what is small is quick to read."""
    largest = int(values.max(initial=0))
    kind = next(kind for kind in _KINDS if largest <= np.iinfo(kind).max)
    return values.astype(kind)
