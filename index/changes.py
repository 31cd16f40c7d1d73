"""What was changed in an index beside its sources: which documents were replaced or removed.

Those that were added need no record: they are in the catalog, and no source has them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids, sorted, of the sources' documents that are ``replaced`` by others and of those that are
    ``removed``: kept out, whether or not a source still has them."""

    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @classmethod
    def between(
        cls, managed: Mapping[str, str], present: Mapping[str, str], removed: Iterable[str] = ()
    ) -> Self:
        """What makes the documents that are ``present`` others than those ``managed`` (both:
        fingerprints by id), where those of ``removed`` that are absent were removed before."""
        return cls(
            tuple(sorted(name for name in own(managed, present) if name in managed)),
            tuple(sorted({*managed, *removed} - present.keys())),
        )


def own(managed: Mapping[str, str], present: Mapping[str, str]) -> set[str]:
    """The ids of the documents ``present`` that are not the sources', but added or replaced."""
    return {name for name, mark in present.items() if managed.get(name) != mark}
