"""A Milvus server, or a Milvus Lite file: collections of vectors, written once and then read.

Both are reached by the same calls of ``pymilvus``. A collection is filled, flushed, indexed and
only then loaded, so that whoever finds it loaded finds all of it, at any consistency level.
"""

import contextlib
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from index.embedder import Vectors
from index.errors import IndexDamagedError, IndexingError, StoreUnavailableError
from index.layout import REBUILD
from index.vectors import Scores, StoreKind, StoreSettings
from index.view import Ids

MOST_RESULTS = 16_384
"""Milvus's own limit of a search's results."""
_BATCH_BYTES = 4 * 1024 * 1024
"""Vectors sent in one call: servers take 64 MiB by default."""
_INDEX_TYPES = {StoreKind.FLAT: "FLAT", StoreKind.HNSW: "HNSW", StoreKind.IVF: "IVF_FLAT"}
_NO_PINGS = {"grpc.keepalive_time_ms": 2**31 - 1}
"""Lite ends a connection that is idle for half a minute and sends the pings that servers expect."""
_NO_COLLECTION = 100
"""Milvus's error code for a collection that does not exist."""


@dataclass(frozen=True, slots=True)
class MilvusSettings:
    """Where Milvus is: ``uri`` is a server's, ``http://host:19530``, or a path that ends in
    ``.db``, a Milvus Lite file.

    ``token`` is ``user:password`` or an API key. ``prefix`` begins the name of every collection.
    ``timeout_s`` is for each call of a search, ``build_timeout_s`` for each step of a build, in
    seconds; the latter whole ones, for pymilvus heeds no others when it waits for an index.
    """

    uri: str
    token: str | None = field(default=None, repr=False)
    prefix: str = "kz_ai_assistant"
    timeout_s: float = 5.0
    build_timeout_s: int = 600


class Milvus:
    """One connection, made at the first call; safe to share between threads.

    Raises:
        StoreUnavailableError: from every method, where Milvus is out of reach, refuses, or does
            not answer in time.
        IndexDamagedError: from every method that names a collection, where there is none.
    """

    def __init__(self, settings: MilvusSettings) -> None:
        self.settings = settings

    @property
    def where(self) -> str:
        """Milvus, in words."""
        return f"Milvus at {self.settings.uri}"

    def names(self, prefix: str) -> list[str]:
        """The collections whose names begin so."""
        with self._calling():
            names = self._client.list_collections(timeout=self.settings.timeout_s)
        return sorted(name for name in names if name.startswith(prefix))

    def write(self, name: str, ids: Ids, vectors: Vectors, settings: StoreSettings) -> None:
        """Make a collection of these vectors, indexed as ``settings.kind`` says, and load it."""
        timeout = self.settings.build_timeout_s
        dimension = vectors.shape[1]
        with self._calling(name):
            client, types = self._client, _pymilvus().DataType
            schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", types.INT64, is_primary=True)
            schema.add_field("vector", types.FLOAT_VECTOR, dim=dimension)
            client.create_collection(name, schema=schema, timeout=timeout)
            step = self._step(dimension)
            for start in range(0, len(ids), step):
                batch = zip(
                    ids[start : start + step].tolist(), vectors[start : start + step], strict=True
                )
                rows = [{"id": identifier, "vector": vector} for identifier, vector in batch]
                client.insert(name, rows, timeout=timeout)
            client.flush(name, timeout=timeout)
            index = client.prepare_index_params()
            index.add_index("vector", **_index(settings))
            client.create_index(name, index, timeout=timeout)
            client.load_collection(name, timeout=timeout)

    def check(self, name: str, size: int, dimension: int) -> None:
        """Load a collection where it is not, and compare it with what was written.

        Raises:
            IndexDamagedError: it is of another size or dimension.
        """
        timeout = self.settings.timeout_s
        with self._calling(name):
            client = self._client
            fields = client.describe_collection(name, timeout=timeout)["fields"]
            rows = int(client.get_collection_stats(name, timeout=timeout)["row_count"])
            found = next((f["params"].get("dim") for f in fields if f["name"] == "vector"), None)
            state = client.get_load_state(name, timeout=timeout)["state"]
            if state != _pymilvus().client.types.LoadState.Loaded:
                client.load_collection(name, timeout=self.settings.build_timeout_s)
        if (rows, found) != (size, dimension):
            raise IndexDamagedError(
                f"the collection {name} of {self.where} holds {rows} vectors of {found} numbers,"
                f" expected {size} of {dimension}; {REBUILD}"
            )

    def search(
        self, name: str, queries: Vectors, limit: int, settings: StoreSettings
    ) -> list[tuple[Scores, Ids]]:
        """For each query the scores and ids of about the best ``limit`` vectors, in no order.

        Raises:
            StoreUnavailableError: also where there is no such collection.
        """
        parameters = {"metric_type": "IP", "params": _search(settings, limit)}
        try:
            found = self._found(name, queries, limit, parameters)
        except IndexDamagedError as error:  # dropped after this build was opened
            raise StoreUnavailableError(
                f"{error}, where no newer build is taken up within ASSISTANT_REFRESH_INTERVAL_S"
            ) from error
        return [
            (
                np.array([hit["distance"] for hit in hits], dtype=np.float32),
                np.array([hit["id"] for hit in hits], dtype=np.int64),
            )
            for hits in found
        ]

    def fetch(self, name: str, ids: Ids, dimension: int) -> Vectors:
        """The vectors of these ids, in their order.

        Raises:
            IndexDamagedError: the collection lacks one.
        """
        vectors = np.empty((len(ids), dimension), dtype=np.float32)
        step = self._step(dimension)
        for start in range(0, len(ids), step):
            batch = ids[start : start + step].tolist()
            with self._calling(name):
                rows = self._client.get(
                    name,
                    ids=batch,
                    output_fields=["id", "vector"],
                    timeout=self.settings.build_timeout_s,
                )
            found = {row["id"]: row["vector"] for row in rows}
            if found.keys() != set(batch):
                raise IndexDamagedError(
                    f"the collection {name} of {self.where} lacks vectors; {REBUILD}"
                )
            for place, identifier in enumerate(batch, start):
                vectors[place] = found[identifier]
        return vectors

    def drop(self, name: str) -> None:
        """Remove a collection, if there is one."""
        with self._calling(name):
            self._client.drop_collection(name, timeout=self.settings.timeout_s)

    def _found(self, name: str, queries: Vectors, limit: int, parameters: dict[str, Any]) -> Any:
        with self._calling(name):
            return self._client.search(
                name,
                data=list(queries),
                limit=limit,
                search_params=parameters,
                output_fields=["id"],
                consistency_level="Eventually",
                timeout=self.settings.timeout_s,
            )

    @cached_property
    def _client(self) -> Any:
        return _pymilvus().MilvusClient(
            uri=self.settings.uri,
            token=self.settings.token or "",
            timeout=self.settings.timeout_s,
            grpc_options=_NO_PINGS if self.settings.uri.endswith(".db") else {},
        )

    @staticmethod
    def _step(dimension: int) -> int:
        return max(1, _BATCH_BYTES // (4 * dimension))

    @contextlib.contextmanager
    def _calling(self, name: str | None = None) -> Iterator[None]:
        import grpc

        exceptions = _pymilvus().exceptions
        try:
            yield
        except exceptions.ConnectionConfigException as error:
            raise StoreUnavailableError(
                f"{self.where} cannot be opened ({_cause(error)}): a Lite file needs its directory,"
                " and takes one process at a time; several need a server"
            ) from error
        except (exceptions.MilvusException, grpc.RpcError, grpc.FutureTimeoutError) as error:
            if name is not None and getattr(error, "code", None) == _NO_COLLECTION:
                raise IndexDamagedError(
                    f"{self.where} has no collection {name}; {REBUILD}"
                ) from error
            raise StoreUnavailableError(
                f"{self.where} does not answer as it should ({_cause(error)}); see whether it runs,"
                " and ASSISTANT_MILVUS__URI, ASSISTANT_MILVUS__TOKEN"
            ) from error


def digest(ids: Ids, vectors: Vectors) -> str:
    """Hexadecimal SHA-256 of vectors and their ids, the same in any order of both."""
    order = np.argsort(ids)
    sha256 = hashlib.sha256(np.ascontiguousarray(ids[order], dtype="<i8").tobytes())
    sha256.update(np.ascontiguousarray(vectors[order], dtype="<f4").tobytes())
    return sha256.hexdigest()


def _index(settings: StoreSettings) -> dict[str, Any]:
    kind = settings.resolve(0)
    parameters: dict[str, int] = {}
    if kind is StoreKind.HNSW:
        parameters = {"M": settings.graph_degree, "efConstruction": settings.build_effort}
    elif kind is StoreKind.IVF:
        parameters = {"nlist": settings.lists}
    return {"index_type": _INDEX_TYPES[kind], "metric_type": "IP", "params": parameters}


def _search(settings: StoreSettings, limit: int) -> dict[str, int]:
    kind = settings.resolve(0)
    if kind is StoreKind.HNSW:
        return {"ef": max(settings.search_effort, limit)}
    if kind is StoreKind.IVF:
        return {"nprobe": settings.probes}
    return {}


def _cause(error: Exception) -> str:
    details = getattr(error, "details", None)  # of gRPC's own errors, whose text has many lines
    text = details() if callable(details) else getattr(error, "message", str(error))
    return (str(text) or type(error).__name__).splitlines()[0]


def _pymilvus() -> Any:
    """The client, imported when first used; what it logs is raised here."""
    try:
        import pymilvus
        import pymilvus.exceptions
    except ImportError as error:
        raise IndexingError(
            "ASSISTANT_MILVUS__URI needs the extra milvus (pip install kz-ai-assistant[milvus])"
        ) from error
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    return pymilvus
