"""Settings of a build."""

from dataclasses import dataclass, field

from corpus import SplitSettings
from index.milvus import MilvusSettings
from index.vectors import StoreSettings


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How an index is built.

    ``milvus`` is where the vectors go; None keeps them in files of the build. ``keep_builds`` is
    how many published builds stay on disk, the current one included; ``lock_timeout_s`` how long a
    writer waits for another one, in seconds.

    Raises ValueError for a value out of range.
    """

    split: SplitSettings = field(default_factory=SplitSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    milvus: MilvusSettings | None = None
    keep_builds: int = 2
    lock_timeout_s: float = 10.0

    def __post_init__(self) -> None:
        if self.keep_builds < 1:
            raise ValueError(f"keep_builds: got {self.keep_builds}, expected at least 1")
        if self.lock_timeout_s < 0:
            raise ValueError(f"lock_timeout_s: got {self.lock_timeout_s}, expected at least 0")
