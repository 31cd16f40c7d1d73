"""A segment: the words of some rows, never changed once made.

A row is one text, known by its view (see ``index.view``). An index is a few segments and the rows
of each that were removed since; segments are made of texts, or of the rows left in older ones.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus import Language
from index.arrays import Arrays, map_arrays, write_arrays
from index.fields import FIELDS, SPELLING
from index.postings import Mask, Postings
from index.typos import Speller
from index.view import Ids

LANGUAGE_NUMBERS: Mapping[Language, int] = {Language.RU: 0, Language.KK: 1, Language.EN: 2}
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")
_ROWS = "rows"
_LETTERS = "speller"


@dataclass(frozen=True, slots=True)
class Segment:
    """Read-only. ``views`` ascend; ``languages[r]`` is the number of row r's language, and
    ``sentence_rows[s]`` the row of sentence s; they ascend too."""

    views: Ids
    languages: NDArray[np.int8]
    sentence_rows: NDArray[np.int32]
    postings: Mapping[str, Postings]
    speller: Speller

    def __len__(self) -> int:
        return len(self.views)

    @classmethod
    def build(cls, views: Ids, texts: Sequence[str], languages: Sequence[Language]) -> Self:
        """Index ``texts[i]``, which is in ``languages[i]``, as the row of ``views[i]``."""
        split = [_SENTENCE_END.split(text) for text in texts]
        whole = [[text] for text in texts]
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), [len(row) for row in split])
        postings = {}
        for field in FIELDS:
            units = split if field.by_sentence else whole
            terms = (
                field.terms(unit, language)
                for row, language in zip(units, languages, strict=True)
                for unit in row
            )
            postings[field.name] = Postings.build(terms)
        numbers = np.array([LANGUAGE_NUMBERS[language] for language in languages], dtype=np.int8)
        return cls._of(np.asarray(views, dtype=np.int64), numbers, rows, postings)

    @classmethod
    def merge(cls, parts: Sequence[tuple["Segment", Mask]]) -> Self:
        """The rows of all ``parts``, in order, but those whose mask, bool[rows], is False."""
        postings = {
            field.name: Postings.merge(
                [
                    (part.postings[field.name], part.units_of(live) if field.by_sentence else live)
                    for part, live in parts
                ]
            )
            for field in FIELDS
        }
        rows = []
        before = 0
        for part, live in parts:
            renumbered = np.cumsum(live, dtype=np.int32) - 1 + before
            rows.append(renumbered[part.sentence_rows[part.units_of(live)]])
            before += int(np.count_nonzero(live))
        return cls._of(
            np.concatenate([part.views[live] for part, live in parts]),
            np.concatenate([part.languages[live] for part, live in parts]),
            np.concatenate(rows),
            postings,
        )

    def units_of(self, rows: Mask) -> Mask:
        """The mask of the sentences of the rows of a mask."""
        return rows[self.sentence_rows]

    def check(self) -> None:
        """Read all of it.

        Raises:
            ValueError: it does not fit together.
        """
        views, languages, rows = self.views, self.languages, self.sentence_rows
        sound = (
            views.dtype == np.int64
            and languages.dtype == np.int8
            and rows.dtype == np.int32
            and len(languages) == len(views)
            and bool((np.diff(views, prepend=-1) > 0).all())
            and bool(np.isin(languages, list(LANGUAGE_NUMBERS.values())).all())
            and bool((np.diff(rows, prepend=0) >= 0).all())
            and bool((rows < len(views)).all())
        )
        if not sound:
            raise ValueError("rows that do not fit together")
        for field in FIELDS:
            self.postings[field.name].check(len(rows) if field.by_sentence else len(views))
        again = Speller.build(self.postings[SPELLING.name].vocabulary).arrays()
        for name, array in self.speller.arrays().items():
            if array.dtype != again[name].dtype or not np.array_equal(array, again[name]):
                raise ValueError("terms that are spelt otherwise")

    def save(self, path: Path) -> None:
        """Write the segment to one file.

        Raises:
            OSError: it cannot be written.
        """
        rows: Arrays = {
            "views": self.views,
            "languages": self.languages,
            "sentences": self.sentence_rows,
        }
        groups: dict[str, Arrays] = {
            name: postings.arrays() for name, postings in self.postings.items()
        }
        groups |= {_ROWS: rows, _LETTERS: self.speller.arrays()}
        write_arrays(
            path,
            {f"{group}.{name}": part for group in groups for name, part in groups[group].items()},
        )

    @classmethod
    def map(cls, path: Path) -> Self:
        """What ``save`` wrote; it stays on disk until touched.

        Raises:
            OSError, ValueError, KeyError, TypeError: it cannot be read, or is not such a file.
        """
        groups: dict[str, dict[str, NDArray[Any]]] = {}
        for key, part in map_arrays(path).items():
            group, name = key.split(".")
            groups.setdefault(group, {})[name] = part
        postings = {field.name: Postings.from_arrays(groups[field.name]) for field in FIELDS}
        rows = groups[_ROWS]
        speller = Speller.from_arrays(postings[SPELLING.name].vocabulary, groups[_LETTERS])
        return cls(rows["views"], rows["languages"], rows["sentences"], postings, speller)

    @classmethod
    def _of(
        cls,
        views: Ids,
        languages: NDArray[np.int8],
        sentence_rows: NDArray[np.int32],
        postings: Mapping[str, Postings],
    ) -> Self:
        speller = Speller.build(postings[SPELLING.name].vocabulary)
        return cls(views, languages, sentence_rows, postings, speller)
