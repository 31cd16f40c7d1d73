"""Histories of builds and of changes by hand, at random, beside a simple model of what lasts."""

import contextlib
import os
import shutil
import sys
import tempfile
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
    UnknownDocumentError,
    add_documents,
    build_index,
    current_manifest,
    remove_documents,
    restore_documents,
    sources_digest,
)
from index.changes import Changes
from tests.index.damage import flip_last, one_file
from tests.index.faults import Faults

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")

NAMES = st.sampled_from("abc")
TEXTS = st.sampled_from(["Река течёт на юг.", "Степь широка.", "Гора высока."])
SOME = st.dictionaries(NAMES, TEXTS, max_size=3)
DAMAGED = st.sampled_from(["dense/index.faiss", "lexical/segments.json"])


class Histories(RuleBasedStateMachine):
    """An index, beside what its sources have, what was put by hand, and what was taken out.

    What the index holds is the sources as they were last built, without what was taken out, and
    what was put.
    """

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.directory = self.root / "index"
        self.files: dict[str, str] = {}
        self.sources: dict[str, str] = {}
        self.put: dict[str, str] = {}
        self.out: set[str] = set()
        self.lost: list[str] = []

    @initialize(files=SOME)
    def first(self, files: dict[str, str]) -> None:
        self.files = files
        self.build()

    @rule(name=NAMES, text=TEXTS)
    def edit(self, name: str, text: str) -> None:
        """The operator writes a source; the index does not hear of it."""
        self.files[name] = text

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        self.files.pop(name, None)

    @rule()
    def build(self) -> None:
        build_index(
            documents(self.files),
            self.directory,
            FakeEmbedder(),
            keep_added=True,
            lost=self.lost.append,
        )
        self.built()

    @rule(name=DAMAGED)
    def damage(self, name: str) -> None:
        path = one_file(self.directory, name)
        path.write_bytes(flip_last(path.read_bytes()))
        self.build()

    @rule()
    def begin_anew(self) -> None:
        build_index(documents(self.files), self.directory, FakeEmbedder())
        self.put, self.out = {}, set()
        self.built()

    @rule(texts=SOME)
    def add(self, texts: dict[str, str]) -> None:
        add_documents(documents(texts), self.directory, FakeEmbedder())
        self.put |= texts
        self.out -= texts.keys()
        self.settle()

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        if name in self.expected():
            remove_documents([name], self.directory, FakeEmbedder())
            self.removed(name)
        else:
            with pytest.raises(UnknownDocumentError, match="no document has the id"):
                remove_documents([name], self.directory, FakeEmbedder())

    @rule(name=NAMES)
    def restore(self, name: str) -> None:
        given = documents(self.files)
        if name in self.files or name in self.out:
            restore_documents([name], given, self.directory, FakeEmbedder())
            self.out.discard(name)
            if name in self.files:
                self.put.pop(name, None)
            self.built()
        else:
            with pytest.raises(UnknownDocumentError, match="no source has the id"):
                restore_documents([name], given, self.directory, FakeEmbedder())

    @rule()
    def restore_all(self) -> None:
        restore_documents(None, documents(self.files), self.directory, FakeEmbedder())
        self.put = {name: text for name, text in self.put.items() if name not in self.files}
        self.out = set()
        self.built()

    @rule(name=NAMES, at=st.integers(0, 80), lasting=st.booleans())
    def fail_to_remove(self, name: str, at: int, lasting: bool) -> None:
        before = current_manifest(self.directory).build_id
        with (
            contextlib.suppress(IndexWriteError, UnknownDocumentError),
            Faults(self.directory, at, lasting=lasting),
        ):
            remove_documents([name], self.directory, FakeEmbedder())
        if current_manifest(self.directory).build_id != before:
            self.removed(name)

    @rule(at=st.integers(0, 80), lasting=st.booleans())
    def fail_to_build(self, at: int, lasting: bool) -> None:
        before = current_manifest(self.directory).build_id
        with (
            contextlib.suppress(IndexWriteError),
            Faults(self.directory, at, lasting=lasting),
        ):
            build_index(
                documents(self.files),
                self.directory,
                FakeEmbedder(),
                settings=IndexSettings(keep_builds=1),
                keep_added=True,
            )
        if current_manifest(self.directory).build_id != before:
            self.built()

    def removed(self, name: str) -> None:
        self.put.pop(name, None)
        if name in self.sources:
            self.out.add(name)

    def built(self) -> None:
        self.sources = dict(self.files)
        self.settle()

    def settle(self) -> None:
        """What was put as the source has it is the source's."""
        self.put = dict(self.put.items() - self.sources.items())

    def expected(self) -> dict[str, str]:
        kept = {name: text for name, text in self.sources.items() if name not in self.out}
        return kept | self.put

    @invariant()
    def holds_what_it_should(self) -> None:
        if not self.directory.exists():
            return
        digest = sources_digest(documents(self.sources))
        index = SearchIndex.open(self.directory, FakeEmbedder(), sources=digest)
        with contextlib.closing(index):
            found = [index.document(each.id) for each in index.documents()]
        assert found == documents(self.expected())
        assert index.manifest.changes == Changes(
            tuple(sorted(self.put.keys() & self.sources.keys())), tuple(sorted(self.out))
        )
        assert self.lost == []

    def teardown(self) -> None:
        shutil.rmtree(self.root)


def documents(texts: dict[str, str]) -> list[Document]:
    return [
        document_from_text(text, id=name, title=name, language=Language.RU)
        for name, text in sorted(texts.items())
    ]


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
