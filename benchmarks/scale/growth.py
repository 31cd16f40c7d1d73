"""Adding one document in a hundred to an index, against building it."""

import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scale.measure import taking
from benchmarks.scale.texts import PASSAGES, documents
from index import Embedder, add_documents, build_index


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """Processor seconds of building ``passages`` and of adding a hundredth of them, and what of
    the latter each stage took by the clock."""

    passages: int
    build: float
    add: float
    stages: dict[str, float]

    @property
    def share(self) -> float:
        """The cost of adding as a share of that of building."""
        return self.add / self.build


def measure_growth(passages: int, embedder: Embedder, scratch: Path) -> GrowthRow:
    """Build an index of ``passages``, then add a hundredth."""
    directory = scratch / f"growth-{passages}"
    count = passages // PASSAGES
    given = list(documents(count))
    more = list(documents(max(1, count // 100), seed=2, prefix="more"))
    with taking() as building:
        build_index(given, directory, embedder)
    stages = _Stages()
    with taking() as adding:
        add_documents(more, directory, embedder, progress=stages)
    return GrowthRow(passages, building.processors, adding.processors, stages.seconds())


class _Stages:
    """How long each stage lasted: from the first word of it to that of the next."""

    def __init__(self) -> None:
        self._begun = {"before": time.perf_counter()}

    def __call__(self, stage: str, done: int, total: int) -> None:
        del done, total
        self._begun.setdefault(stage, time.perf_counter())

    def seconds(self) -> dict[str, float]:
        ends = [*list(self._begun.values())[1:], time.perf_counter()]
        return {
            stage: end - begin
            for (stage, begin), end in zip(self._begun.items(), ends, strict=True)
        }
