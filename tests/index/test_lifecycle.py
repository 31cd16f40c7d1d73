"""The life of an index, step by step at random: it always holds what was last published."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from corpus import Document, Language, document_from_text
from index import (
    FakeEmbedder,
    IndexSettings,
    IndexWriteError,
    SearchIndex,
    StoreKind,
    StoreSettings,
    UnknownDocumentError,
    add_documents,
    build_index,
    remove_documents,
    sources_digest,
    verify,
)
from tests.index.faults import Faults, file_size_limit

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")

SENTENCES = ["Река течёт на юг.", "Степь широка.", "Гора высока.", "Снег лежит до мая.", "☃"]
NAMES = st.sampled_from("abcd")
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n\n".join)
KINDS = st.sampled_from(list(StoreKind))


def document(name: str, text: str) -> Document:
    return document_from_text(text, id=name, title=name, language=Language.RU)


DOCUMENTS = st.dictionaries(NAMES, TEXTS, max_size=3).map(
    lambda texts: [document(name, text) for name, text in texts.items()]
)


class Lifecycle(RuleBasedStateMachine):
    """What is published, beside a dictionary of what should be."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.directory = self.root / "index"
        self.embedder = FakeEmbedder()
        self.expected: dict[str, Document] = {}
        self.settings = IndexSettings(store=StoreSettings(lists=1))

    @initialize(documents=DOCUMENTS)
    def first(self, documents: list[Document]) -> None:
        self.build(documents)

    @rule(documents=DOCUMENTS)
    def build(self, documents: list[Document]) -> None:
        build_index(documents, self.directory, self.embedder, settings=self.settings)
        self.expected = {each.id: each for each in documents}

    @rule(documents=DOCUMENTS)
    def add(self, documents: list[Document]) -> None:
        known = self.texts(self.expected.values())
        self.embedder.passages.clear()
        add_documents(documents, self.directory, self.embedder, settings=self.settings)
        assert set(self.embedder.passages) == self.texts(documents) - known
        self.expected |= {each.id: each for each in documents}

    @rule(names=st.sets(NAMES, max_size=2))
    def remove(self, names: set[str]) -> None:
        if names <= self.expected.keys():
            self.embedder.passages.clear()
            remove_documents(names, self.directory, self.embedder, settings=self.settings)
            assert self.embedder.passages == []
            self.expected = {k: v for k, v in self.expected.items() if k not in names}
        else:
            with pytest.raises(UnknownDocumentError, match="no document has the id"):
                remove_documents(names, self.directory, self.embedder)

    @rule(kind=KINDS)
    def switch(self, kind: StoreKind) -> None:
        self.settings = IndexSettings(store=StoreSettings(kind=kind, lists=1))

    @rule(documents=DOCUMENTS, at=st.integers(0, 250), lasting=st.booleans())
    def fail(self, documents: list[Document], at: int, lasting: bool) -> None:
        with (
            contextlib.suppress(IndexWriteError),
            Faults(self.directory, at, lasting=lasting),
        ):
            self.build(documents)
        self.take_over(documents)

    @rule(documents=DOCUMENTS, limit=st.integers(0, 40_000))
    def fill_the_disk(self, documents: list[Document], limit: int) -> None:
        with contextlib.suppress(IndexWriteError), file_size_limit(limit):
            self.build(documents)
        self.take_over(documents)

    def take_over(self, documents: list[Document]) -> None:
        """Expect what a failed build left current: its own documents, or those before."""
        with contextlib.closing(SearchIndex.open(self.directory, self.embedder)) as index:
            present = index.manifest.sources
        if present == sources_digest(documents):
            self.expected = {each.id: each for each in documents}

    @invariant()
    def holds_what_was_published(self) -> None:
        if not self.directory.exists():
            return
        report = verify(self.directory)
        assert report.ok, report.problems
        with contextlib.closing(SearchIndex.open(self.directory, self.embedder)) as index:
            assert [each.id for each in index.documents()] == sorted(self.expected)
            for name, each in self.expected.items():
                assert index.document(name) == each
            hits = index.search("Степь широка", 99, Language.RU)
            if any("Степь" in each.text for each in self.expected.values()):
                assert hits[0].passage.text == "Степь широка."

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @staticmethod
    def texts(documents: Iterable[Document]) -> set[str]:
        return {text for each in documents for text in each.text.split("\n\n")}


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


TestLifecycle = Lifecycle.TestCase
TestLifecycle.settings = settings(
    max_examples=12,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
