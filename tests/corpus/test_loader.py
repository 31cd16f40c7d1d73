"""Loading files, directories, globs and standard input."""

import datetime
import io
import sys
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus import (
    Language,
    Limits,
    MetadataError,
    PassageKind,
    SourceNotFoundError,
    UnreadableSourceError,
    load_bytes,
    load_source,
    load_sources,
    passages,
)
from tests.corpus.formats.samples import docx_file, pdf

SIDECAR = (
    "---\ntranslation_of: {of}\nlanguage: {language}\ntitle: T\nofficial: false\nnote: n\n---\n"
)


def sidecar(body: str, of: str = "a", language: str = "en") -> str:
    return SIDECAR.format(of=of, language=language) + "\n" + body


def test_file_with_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "file.md"
    path.write_text("---\nid: a\ntitle: А\nlanguage: kk\n---\n\nТекст.\n", encoding="utf-8")
    loaded = load_source(path)
    assert (loaded.id, loaded.title, loaded.language) == ("a", "А", Language.KK)
    assert loaded.text == "Текст.\n"


def test_file_without_front_matter_is_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Отчёт 2025.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "Это русский текст.\r\nДа.".encode())
    loaded = load_source(str(path))
    assert (loaded.id, loaded.title, loaded.language) == ("otchet-2025", "Отчёт 2025", Language.RU)
    assert loaded.text == "Это русский текст.\nДа."


def test_translations_beside_a_file_are_attached(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Один. Два.\n\nТри.", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(sidecar("One.\nTwo.\n\nThree.\n"), encoding="utf-8")
    (tmp_path / "a.kk.txt").write_text(
        sidecar("Бір.\nЕкі.\n\n\nҮш.", language="kk"), encoding="utf-8"
    )
    (loaded,) = load_sources(tmp_path)
    assert [t.language for t in loaded.translations] == [Language.KK, Language.EN]
    assert loaded.translations[1].paragraphs == (("One.", "Two."), ("Three.",))
    assert loaded.translations[1].official is False


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (sidecar("One."), r"a\.en\.txt: has 1 blocks, expected 2, one for each paragraph of a$"),
        (sidecar("1\n\n2", of="b"), r"a\.en\.txt: translation_of: got 'b', expected 'a'$"),
        (sidecar("1\n\n2", language="kk"), r"a\.en\.txt: language: got 'kk', expected the one"),
        ("One.\n\nTwo.", r"a\.en\.txt: key 'translation_of' is missing$"),
        (sidecar("1\n\n2").replace("note: n\n", ""), r"a\.en\.txt: key 'note' is missing$"),
        (sidecar("1\n\n2").replace("false", "maybe"), r"a\.en\.txt: official: got 'maybe'; "),
        (sidecar("1\n\n2").replace("note", "notes"), r"a\.en\.txt: (unknown|key 'note')"),
    ],
    ids=["blocks", "other", "language", "plain", "missing", "value", "unknown"],
)
def test_translation_that_does_not_fit_is_refused(tmp_path: Path, body: str, message: str) -> None:
    (tmp_path / "a.md").write_text("Один.\n\nДва.", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(body, encoding="utf-8")
    with pytest.raises(MetadataError, match=message):
        load_source(tmp_path / "a.md")


def test_translation_is_not_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Один.", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(sidecar("One."), encoding="utf-8")
    with pytest.raises(MetadataError, match=r"a\.en\.txt is a translation of .*a\.txt; load that"):
        load_source(tmp_path / "a.en.txt")


def test_translation_without_its_source_is_refused_and_a_text_of_that_name_is_a_document(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.en.txt").write_text(sidecar("One."), encoding="utf-8")
    with pytest.raises(MetadataError, match=r"a\.en\.txt: unknown key 'translation_of'"):
        load_source(tmp_path / "a.en.txt")
    (tmp_path / "report.en.txt").write_text("This is the report.", encoding="utf-8")
    assert load_source(tmp_path / "report.en.txt").id == "report-en"


def test_directory_is_read_deep_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.md", "README.md", ".hidden.md", ".git/d.md", "e.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Текст.", encoding="utf-8")
    assert [d.id for d in load_sources(tmp_path)] == ["a", "b", "c"]


def test_glob(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Текст.", encoding="utf-8")
    assert [d.id for d in load_sources(str(tmp_path / "*.md"))] == ["a"]
    assert [d.id for d in load_sources(str(tmp_path / "**" / "*.md"))] == ["a", "c"]


def test_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].md").write_text("Текст.", encoding="utf-8")
    assert [d.id for d in load_sources(tmp_path / "a[1].md")] == ["a-1"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "---\ntitle: А\n---\nТекст.".encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (loaded,) = load_sources("-")
    assert (loaded.id, loaded.title, loaded.text) == ("stdin", "А", "Текст.")


def test_two_documents_of_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Один.", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\nid: a\n---\nДва.", encoding="utf-8")
    with pytest.raises(MetadataError, match=r"b\.md: id 'a' is already that of .*a\.md$"):
        load_sources(tmp_path)


@pytest.mark.parametrize("name", ["none.md", "none", "*.md", ""])
def test_nothing_to_load(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceNotFoundError, match=r"no such file|no sources"):
        load_sources(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.md", b"", r"a\.md is empty"),
        ("a.md", b"---\ntitle: x\n---\n\n", r"a\.md is empty"),
        ("a.md", b"\xff\xfe", r"a\.md: byte 0xff at offset 0 is not UTF-8"),
        ("a.md", b"a\0b", r"a\.md: NUL character at offset 1"),
        ("a.csv", b"a", r"a\.csv: unknown file type, expected "),
    ],
)
def test_unusable_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSourceError, match=message):
        load_source(tmp_path / name)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(UnreadableSourceError, match=r"a\.md: cannot be read \(Is a directory\)"):
        load_source(tmp_path / "a.md")


def test_name_that_gives_no_id(tmp_path: Path) -> None:
    (tmp_path / "🙂.md").write_text("Текст.", encoding="utf-8")
    assert (
        load_source(tmp_path / "🙂.md").id
        == f"document-{sha256('Текст.'.encode()).hexdigest()[:12]}"
    )


def test_file_over_the_limits(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Текст.", encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match=r"a\.md: has more than 10 bytes"):
        load_source(tmp_path / "a.md", Limits(max_bytes=10))
    with pytest.raises(UnreadableSourceError, match=r"a\.md: has more than 5 characters"):
        load_source(tmp_path / "a.md", Limits(max_chars=5))


def test_directory_holds_files_of_every_format(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<title>А</title><h2>Тема</h2><p>Текст.", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(docx_file())
    (tmp_path / "c.pdf").write_bytes(pdf([["Закон принят."]]))
    loaded = load_sources(tmp_path)
    assert [(d.id, d.title) for d in loaded] == [("a", "А"), ("b", "Отчёт за год"), ("c", "c")]
    assert [p.kind for p in passages(loaded[0])] == [PassageKind.HEADING, PassageKind.PARAGRAPH]
    assert [p.kind.value for p in passages(loaded[1])] == [
        "heading",
        "heading",
        "paragraph",
        "list_item",
        "list_item",
        "list_item",
        "list_item",
        "paragraph",
    ]


def test_upload_is_what_its_giver_says_first() -> None:
    data = "---\nid: a\ntitle: А\npublisher: К\n---\nТекст.".encode()
    loaded = load_bytes(
        data, filename="x.md", title="Б", language=Language.KK, date=datetime.date(2026, 1, 17)
    )
    assert (loaded.id, loaded.title, loaded.publisher) == ("a", "Б", "К")
    assert (loaded.language, loaded.date) == (Language.KK, datetime.date(2026, 1, 17))


@pytest.mark.parametrize(
    "filename", ["Отчёт.md", "/etc/Отчёт.md", r"C:\x\Отчёт.md", "От\nчёт.md", "../Отчёт.md"]
)
def test_upload_is_named_without_its_path(filename: str) -> None:
    loaded = load_bytes("Текст.".encode(), filename=filename)
    assert (loaded.id, loaded.title) == ("otchet", "Отчёт")


@pytest.mark.parametrize(
    ("filename", "data", "message"),
    [
        ("a.md", b"", r"^a\.md is empty; expected a text$"),
        ("a.pdf", b"", r"^a\.pdf is empty; expected a PDF$"),
        ("", b"a", r"^the file: unknown file type"),
        ("a.exe", b"MZ", r"^a\.exe: unknown file type"),
        ("a.pdf", b"text", r"^a\.pdf: the content is not PDF$"),
        ("a.txt", b"a" * 101, r"^a\.txt: has more than 100 bytes$"),
        ("a.pdf", b"%PDF-1.4 broken", r"^a\.pdf is not a sound PDF$"),
    ],
)
def test_unusable_upload(filename: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        load_bytes(data, filename=filename, limits=Limits(max_bytes=100))


def test_upload_with_a_bad_id_is_refused() -> None:
    with pytest.raises(MetadataError, match=r"^a b: id: got 'a b'"):
        load_bytes(b"text", filename="a.md", id="a b")
