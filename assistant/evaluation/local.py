"""Evaluating in this process: the current index, other sources, or the contexts of the set."""

import dataclasses
import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

import corpus
from assistant.answer import Turn
from assistant.endpointsettings import EndpointSettings
from assistant.engine import Engine, ProgressCallback, open_embedder, open_reranker
from assistant.errors import ComposerError, InvalidQuestionError
from assistant.evaluation.answerer import Asking, SourceText
from assistant.evaluation.errors import RefusedSearchError
from assistant.evaluation.outcome import Found, Outcome, failed
from assistant.evaluation.question import Question
from assistant.settings import Settings
from corpus import Document, Language
from index import (
    Manifest,
    SearchIndex,
    UnknownDocumentError,
    build_index,
)

_CODE = (
    "corpus/*.py",
    "corpus/data/*.*",
    "index/*.py",
    "index/data/*.*",
    "assistant/*.py",
    "assistant/weights/*.*",
)


class LocalAnswerer:
    """An engine in this process. ``temporary`` is whether its index was built for this run."""

    def __init__(self, engine: Engine, settings: Settings, *, temporary: bool = False) -> None:
        self._engine = engine
        self._settings = settings
        self._temporary = temporary
        self._took_ms: float | None = None

    @property
    def took_ms(self) -> float | None:
        return self._took_ms

    def describe(self) -> Mapping[str, Any]:
        reranker = open_reranker(self._settings)
        generation = self._settings.generation
        return {
            "mode": "in-process",
            "build": _build(self._engine.manifest, temporary=self._temporary),
            "model": dataclasses.asdict(self._engine.manifest.embedder),
            "reranker": reranker and {"name": reranker.name, "digest": reranker.digest},
            "generation": generation and _endpoint(generation),
            "answer_settings": self._settings.answer.model_dump(mode="json"),
            "code_sha256": code_digest(),
        }

    def ask(self, question: Question, asking: Asking) -> Outcome:
        history = [Turn.model_validate(dataclasses.asdict(turn)) for turn in question.history]
        begun = perf_counter()
        try:
            answer = self._engine.ask(
                question.text, history=history, top_k=asking.top_k, explain=asking.explain
            )
        except (InvalidQuestionError, ComposerError) as error:
            return failed(str(error), question.language)
        finally:
            self._took_ms = (perf_counter() - begun) * 1000
        return Outcome.model_validate(answer.model_dump(mode="json"))

    def search(self, query: str, language: Language | None, depth: int) -> list[Found] | None:
        try:
            hits = self._engine.search(query, top_k=depth, language=language)
        except InvalidQuestionError as error:
            raise RefusedSearchError(str(error)) from error
        return [
            Found(
                passage_id=hit.passage.id,
                document_id=hit.passage.document_id,
                start=hit.passage.start,
                end=hit.passage.end,
                score=hit.score,
                text=hit.passage.text,
            )
            for hit in hits
        ]

    def document(self, document_id: str) -> SourceText | None:
        try:
            document = self._engine.document(document_id)
        except UnknownDocumentError:
            return None
        return SourceText(document.text, document.sha256)

    def document_ids(self) -> list[str] | None:
        return [summary.id for summary in self._engine.documents()]


@contextmanager
def open_local(
    settings: Settings,
    *,
    documents: Sequence[Document] = (),
    source: Path | None = None,
    progress: ProgressCallback | None = None,
) -> Iterator[LocalAnswerer]:
    """An answerer over ``source``, else ``documents``, else the index of the settings.

    An index of the former two is built in a directory that goes away afterwards.

    Raises:
        ProjectError: something cannot be read, loaded, built or opened.
    """
    with tempfile.TemporaryDirectory(prefix="assistant-evaluation-") as directory:
        temporary = source is not None or bool(documents)
        if temporary:
            settings = settings.model_copy(update={"data_dir": Path(directory), "milvus": None})
        if source is not None:
            engine = Engine.open(settings.model_copy(update={"sources": source}), progress)
        elif documents:
            embedder, reranker = open_embedder(settings), open_reranker(settings)
            build_index(documents, settings.index_dir, embedder, progress=progress)
            index = SearchIndex.open(settings.index_dir, embedder, reranker=reranker)
            engine = Engine(settings, index)
        else:
            engine = Engine.open(settings, progress)
        try:
            yield LocalAnswerer(engine, settings, temporary=temporary)
        finally:
            engine.close()


def code_digest() -> str:
    """SHA-256 of the code and the learned weights of the three rooms: what answers came from."""
    root = Path(corpus.__file__).parent.parent
    digest = hashlib.sha256()
    for file in sorted({file for pattern in _CODE for file in root.glob(pattern)}):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _endpoint(settings: EndpointSettings) -> dict[str, Any]:
    """A chat model, without what lets one in: the key, and all of the address but host and path."""
    url = urlsplit(str(settings.base_url))
    plain = url._replace(netloc=url.netloc.rpartition("@")[2], query="", fragment="")
    described = settings.model_dump(mode="json", exclude={"api_key"})
    return described | {"base_url": plain.geturl()}


def _build(manifest: Manifest, *, temporary: bool) -> dict[str, Any]:
    """What a build was made from; its random id and time only where it outlives the run."""
    build: dict[str, Any] = {
        "schema_version": manifest.schema_version,
        "splitter": manifest.splitter,
        "analysis": manifest.analysis,
        "store": dict(manifest.store),
        "sources": manifest.sources,
        "counts": dataclasses.asdict(manifest.counts),
        "temporary": temporary,
    }
    if not temporary:
        build |= {"build_id": manifest.build_id, "created": manifest.created.isoformat()}
    return build
