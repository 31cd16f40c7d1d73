"""The shipped sources and their translations: aligned, complete, and what they say they are."""

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import corpus
from corpus import Language

SOURCES = Path(__file__).parents[2] / "corpus" / "sources"

# Citations are offsets into these bodies, so a changed body is a changed source.
BODY_SHA256 = {
    "kazinform-2026-01-17": "ffd44c0270943e5cf4b2aed0231f3bacbf3e16a317b0be16da109fd5f28782c6",
}

TRANSLATIONS = sorted(SOURCES.glob("*.*.txt"))
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
LATIN_WORD = r"[0-9]*[A-Za-z][A-Za-z0-9]*(?:[.\-][A-Za-z0-9]+)*"
LATIN_NAME = re.compile(rf"{LATIN_WORD}(?: {LATIN_WORD}| \d+)*")
KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[Ѐ-ӿ]")
LATIN = re.compile("[A-Za-z]")


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body of a source or translation."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert body.startswith("\n")
    return yaml.safe_load(head), body[1:]


def blocks(body: str) -> list[str]:
    return body.rstrip("\n").split("\n\n")


def sentences(paragraph: str) -> list[str]:
    return [paragraph[one.start : one.end] for one in corpus.sentences(paragraph, Language.RU)]


def numbers(text: str) -> Counter[str]:
    return Counter(number.replace(",", ".") for number in NUMBER.findall(text))


def latin_names(text: str) -> list[str]:
    return LATIN_NAME.findall(text)


def aligned(path: Path) -> list[tuple[str, str]]:
    """Each original paragraph of a translation's source, with the block that translates it."""
    meta, body = read(path)
    _, original = read(SOURCES / f"{meta['translation_of']}.md")
    return list(zip(blocks(original), blocks(body), strict=True))


def aligned_lines(path: Path) -> list[tuple[str, str]]:
    """Each original sentence, with the line that translates it."""
    return [
        pair
        for paragraph, block in aligned(path)
        for pair in zip(sentences(paragraph), block.split("\n"), strict=True)
    ]


def still_russian(block: str) -> bool:
    """Whether a Kazakh block is too long to hold no Kazakh letter and yet holds none."""
    return sum(map(str.isalpha, block)) > 60 and not KAZAKH_LETTER.search(block)


def translation_id(path: Path) -> str:
    return path.name


each_translation = pytest.mark.parametrize("path", TRANSLATIONS, ids=translation_id)


@pytest.mark.parametrize("source_id", sorted(BODY_SHA256))
def test_source_is_unchanged(source_id: str) -> None:
    meta, body = read(SOURCES / f"{source_id}.md")
    assert meta["id"] == source_id
    assert set(meta) == {"id", "title", "date", "publisher", "language", "url"}
    assert isinstance(meta["date"], date)
    assert body == unicodedata.normalize("NFC", body)
    assert hashlib.sha256(body.encode()).hexdigest() == BODY_SHA256[source_id]


def test_every_source_has_a_digest() -> None:
    assert {path.stem for path in SOURCES.glob("*.md")} - {"README"} == set(BODY_SHA256)


def test_the_article_has_both_translations() -> None:
    assert {path.name for path in TRANSLATIONS} >= {
        "kazinform-2026-01-17.en.txt",
        "kazinform-2026-01-17.kk.txt",
    }


@each_translation
def test_translation_is_labelled_unofficial(path: Path) -> None:
    meta, body = read(path)
    assert set(meta) == {"translation_of", "language", "title", "official", "note"}
    assert path.name == f"{meta['translation_of']}.{meta['language']}.txt"
    assert meta["official"] is False
    assert re.search("unofficial|бейресми", meta["note"].lower())
    assert body == unicodedata.normalize("NFC", body)


@each_translation
def test_every_paragraph_has_a_block(path: Path) -> None:
    meta, body = read(path)
    _, original = read(SOURCES / f"{meta['translation_of']}.md")
    assert len(blocks(body)) == len(blocks(original))
    for block in blocks(body):
        assert block.strip()
        assert all(line == line.strip() and line for line in block.split("\n")), block


@each_translation
def test_every_sentence_has_a_line(path: Path) -> None:
    for paragraph, block in aligned(path):
        assert len(block.split("\n")) == len(sentences(paragraph)), paragraph


@each_translation
def test_every_number_is_kept_and_none_is_added(path: Path) -> None:
    for sentence, line in aligned_lines(path):
        assert numbers(line) == numbers(sentence), line


@each_translation
def test_every_latin_name_is_kept(path: Path) -> None:
    for sentence, line in aligned_lines(path):
        for name in latin_names(sentence):
            assert name in line, f"{name!r} of the original is not in {line!r}"


@each_translation
def test_translation_is_in_its_language(path: Path) -> None:
    meta, _ = read(path)
    for _, block in aligned(path):
        if meta["language"] == "en":
            assert not CYRILLIC.search(block), block
        if meta["language"] == "kk":
            assert not still_russian(block), block


@each_translation
def test_no_word_mixes_alphabets(path: Path) -> None:
    for _, block in aligned(path):
        for word in re.findall(r"\w+", block):
            assert not (LATIN.search(word) and CYRILLIC.search(word)), word


@each_translation
def test_quotation_marks_are_paired_on_every_line(path: Path) -> None:
    for _, line in aligned_lines(path):
        assert line.count("«") == line.count("»"), line
        assert line.count('"') % 2 == 0, line


def test_numbers_normalise_comma_and_dash() -> None:
    assert numbers("6,7 тыс. и 15–30%") == Counter(["6.7", "15", "30"])
    assert numbers("6.7 thousand, 15-30%") == Counter(["6.7", "15", "30"])
    assert numbers("6.8 thousand") != numbers("6,7 тыс.")


def test_latin_names_are_found_whole() -> None:
    text = "UN E-Government Survey 2024 и Alem.Cloud (86-е в TOP-500), eGov и eGov Mobile, 5G, IT-"
    assert latin_names(text) == [
        "UN E-Government Survey 2024",
        "Alem.Cloud",
        "TOP-500",
        "eGov",
        "eGov Mobile",
        "5G",
        "IT",
    ]


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Охватил 6,7 тыс. школ и 2 млн кв. метров. Вклад — 11 трлн руб. к 2030."
    assert len(sentences(text)) == 2


def test_a_russian_block_is_recognised() -> None:
    russian = "Регуляторная зрелость усиливает региональную роль страны и роль ее соседей по союзу."
    assert still_russian(russian)
    assert not still_russian("Инфографика: Kazinform")
    assert not still_russian(russian.replace("страны", "Қазақстан"))
