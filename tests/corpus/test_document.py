"""Documents made from text."""

import datetime
from hashlib import sha256

import pytest

from corpus import (
    Language,
    MetadataError,
    Translation,
    UnreadableSourceError,
    document_from_text,
)


def test_text_is_normalised_before_it_is_hashed() -> None:
    made = document_from_text("Один\r\nи\u0306", id="a", title="А")
    assert made.text == "Один\nй"
    assert made.sha256 == sha256("Один\nй".encode()).hexdigest()


def test_language_is_detected_unless_it_is_said() -> None:
    text = "Бұл қазақша мәтін."
    assert document_from_text(text, id="a", title="А").language is Language.KK
    made = document_from_text(text, id="a", title="А", language=Language.EN)
    assert made.language is Language.EN


def test_what_is_known_is_kept() -> None:
    made = document_from_text(
        "Текст.",
        id="a",
        title="А",
        date=datetime.date(2026, 1, 17),
        url="https://example.org",
        publisher="К",
    )
    assert (made.date, made.url, made.publisher) == (
        datetime.date(2026, 1, 17),
        "https://example.org",
        "К",
    )


def test_translation_must_have_a_block_for_each_paragraph() -> None:
    translation = Translation(
        Language.EN, "T", official=False, note="", paragraphs=(("One.",), ("Two.",))
    )
    with pytest.raises(MetadataError, match=r"^a: the en translation has 2 blocks, expected 1$"):
        document_from_text("Один.", id="a", title="А", translations=(translation,))


@pytest.mark.parametrize("document_id", ["", "a:b", "a/b", "ы", "-a", "a" * 129])
def test_id_must_fit_an_address(document_id: str) -> None:
    with pytest.raises(MetadataError, match="id: got"):
        document_from_text("Текст.", id=document_id, title="А")


def test_empty_text_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match=r"^a is empty"):
        document_from_text(" \n", id="a", title="А")
