"""What is fed with hostile bytes: every parser of the project, each with sound files to start from.

A check returns where its parser kept the contract: a value that holds together, or one of the
project's own errors, told in one line. Whatever else it raises is a crash. HTML, PDF and DOCX are
read in this process, by what ``corpus.formats.sandbox`` runs apart: a crash there ends in an error
all the same, so only what comes of their text is judged here.
"""

import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

import corpus.reader
from assistant.evaluation.question import QuestionSet
from assistant.evaluation.sets import load_set
from corpus import (
    Document,
    Language,
    Limits,
    ProjectError,
    UnreadableSourceError,
    document_from_text,
    load_bytes,
    load_source,
)
from corpus.formats.content import Content
from corpus.formats.format import Format
from corpus.formats.worker import answer
from index import FakeEmbedder, SearchIndex, build_index, verify
from index.layout import Layout
from tests.corpus.formats.samples import archive, docx_file, pdf
from tests.hostile.contract import check_document
from tests.hostile.seeds import BEIR, HTML, MARKDOWN, SETS, TRANSLATED, TRANSLATION

LIMITS = Limits(max_bytes=1_000_000, max_chars=300_000, max_unpacked_bytes=5_000_000)


@dataclass(frozen=True, slots=True)
class Target:
    """A parser: sound inputs, and a check that raises where it breaks the contract."""

    seeds: tuple[bytes, ...]
    check: Callable[[bytes], None]


def all_targets(scratch: Path) -> dict[str, Target]:
    """Every target by name; ``scratch`` is an empty directory they may write to."""
    return {
        **{f"source.{name}": target for name, target in _sources(scratch).items()},
        **{f"set.{name}": target for name, target in _sets(scratch).items()},
        **{f"index.{name}": target for name, target in _index(scratch).items()},
    }


@contextmanager
def expecting_project_errors() -> Iterator[None]:
    """Lets through one of the project's own errors, told in a line that can be printed."""
    try:
        yield
    except ProjectError as error:
        told = str(error)
    else:
        return
    told.encode("utf-8")
    assert "\n" not in told, told


def _sources(scratch: Path) -> dict[str, Target]:
    def uploaded(name: str, wrap: Callable[[bytes], bytes] = bytes) -> Callable[[bytes], None]:
        def check(data: bytes) -> None:
            with expecting_project_errors(), patch.object(corpus.reader, "read_apart", _read_here):
                check_document(load_bytes(wrap(data), filename=name, limits=LIMITS))

        return check

    def translated(data: bytes) -> None:
        directory = scratch / "translated"
        directory.mkdir(exist_ok=True)
        (directory / "a.md").write_text(TRANSLATED, encoding="utf-8")
        (directory / "a.kk.txt").write_bytes(data)
        with expecting_project_errors():
            document = load_source(directory / "a.md", LIMITS)
            [translation] = document.translations
            assert len(translation.paragraphs) == 3
            check_document(document)

    body = ZipFile(io.BytesIO(docx_file())).read("word/document.xml")
    return {
        "text": Target((MARKDOWN,), uploaded("a.txt")),
        "markdown": Target((MARKDOWN,), uploaded("a.md")),
        "front-matter": Target(
            (MARKDOWN.split(b"---\n")[1],),
            uploaded("a.md", lambda data: b"---\n" + data + "\n---\nТекст.\n".encode()),
        ),
        "translation": Target((TRANSLATION,), translated),
        "html": Target((HTML,), uploaded("a.html")),
        "docx": Target((docx_file(),), uploaded("a.docx")),
        "docx-body": Target((body,), uploaded("a.docx", _docx_with)),
        "pdf": Target(
            (pdf([["Закон принят.", "В 2025 году."], ["2", "Конец."]]),), uploaded("a.pdf")
        ),
    }


def _read_here(data: bytes, kind: Format, name: str, limits: Limits) -> Content:
    with redirect_stderr(io.StringIO()):
        read = json.loads(json.dumps(answer(data, kind, limits)))
    if "error" in read:
        raise UnreadableSourceError(f"{name} {read['error']}")
    return Content(**read)


def _docx_with(body: bytes) -> bytes:
    with ZipFile(io.BytesIO(docx_file())) as sound:
        files = {name: sound.read(name) for name in sound.namelist()}
    return archive(files | {"word/document.xml": body})


def _sets(scratch: Path) -> dict[str, Target]:
    def read(name: str) -> Callable[[bytes], None]:
        path = scratch / name

        def check(data: bytes) -> None:
            path.write_bytes(data)
            with expecting_project_errors():
                _check_set(load_set(path))

        return check

    def read_beir(name: str) -> Callable[[bytes], None]:
        def check(data: bytes) -> None:
            directory = scratch / "beir"
            (directory / "qrels").mkdir(parents=True, exist_ok=True)
            for each, sound in BEIR.items():
                (directory / each).write_bytes(data if each == name else sound)
            with expecting_project_errors():
                _check_set(load_set(directory))

        return check

    plain = {name: Target((seed,), read(name)) for name, seed in SETS.items()}
    beir = {f"beir.{Path(name).name}": Target((BEIR[name],), read_beir(name)) for name in BEIR}
    return plain | beir


def _check_set(found: QuestionSet) -> None:
    assert found.questions
    documents = {document.id: document for document in found.documents}
    for document in documents.values():
        check_document(document)
    for question in found.questions:
        for piece in question.evidence:
            if piece.document_id is not None:
                text = documents[piece.document_id].text
                assert text[piece.start : piece.end] == piece.text
        assert set(question.relevant) <= set(documents)
        repr_of_all = "".join((question.id, question.text, question.kind, *question.answers))
        repr_of_all.encode("utf-8")
    for problem in found.problems:
        str(problem).encode("utf-8")
    assert len(found.sha256) == 64


INDEX_FILES = (
    "catalog.sqlite",
    "dense/ids.npy",
    "dense/store.json",
    "lexical/segments.json",
    "lexical/removed.safetensors",
    "lexical/00000000.safetensors",
)
"""Files of a build that are parsed; FAISS's own file is left to its digest."""


def _index(scratch: Path) -> dict[str, Target]:
    embedder = FakeEmbedder()
    sound = scratch / "sound"
    documents: list[Document] = [
        document_from_text(text, id=name, title=name, language=Language.RU)
        for name, text in (("a", "Река Урал течёт.\n\nЕё длина 2428 км."), ("b", "Каспий солёный."))
    ]
    build_index(documents, sound, embedder)
    layout = Layout(sound)
    build_id = layout.current.read_text().split()[0]
    manifest = layout.build(build_id).manifest.read_bytes()

    def use(directory: Path) -> None:
        whole = False
        with expecting_project_errors():
            whole = verify(directory).ok
        with expecting_project_errors():
            index = SearchIndex.open(directory, embedder)
            try:
                if not whole:  # digests that agree with harmed files: verify has said so
                    return
                for hit in index.search("длина реки Урал", 3, Language.RU):
                    text = index.document(hit.passage.document_id).text
                    assert text[hit.passage.start : hit.passage.end] == hit.passage.text
            finally:
                index.close()

    def with_pointer(data: bytes) -> None:
        with _changed(scratch, sound) as directory:
            (directory / "current").unlink()
            (directory / "current").write_bytes(data)
            use(directory)

    def with_manifest(data: bytes) -> None:
        with _changed(scratch, sound) as directory:
            _publish(directory, build_id, data)
            use(directory)

    def with_file(name: str) -> Callable[[bytes], None]:
        def check(data: bytes) -> None:
            with _changed(scratch, sound) as directory:
                path = directory / "builds" / build_id / name
                path.unlink()
                path.write_bytes(data)
                fields: Mapping[str, dict[str, object]] = json.loads(manifest)
                digest = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                fields["files"][name] = digest
                _publish(directory, build_id, json.dumps(fields).encode())
                use(directory)

        return check

    at = layout.build(build_id).directory
    return {
        "pointer": Target((layout.current.read_bytes(),), with_pointer),
        "manifest": Target((manifest,), with_manifest),
        **{
            name.replace("/", "."): Target(((at / name).read_bytes(),), with_file(name))
            for name in INDEX_FILES
        },
    }


@contextmanager
def _changed(scratch: Path, sound: Path) -> Iterator[Path]:
    """A copy of an index to harm; what is not changed is linked."""
    directory = scratch / "changed"
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(sound, directory, copy_function=os.link)
    yield directory


def _publish(directory: Path, build_id: str, manifest: bytes) -> None:
    """Put a manifest in place, with a pointer that agrees with it."""
    layout = Layout(directory)
    digest = hashlib.sha256(manifest).hexdigest()
    layout.build(build_id).manifest.unlink()
    layout.build(build_id).manifest.write_bytes(manifest)
    layout.current.unlink(missing_ok=True)
    layout.current.write_text(f"{build_id} {digest}\n")
