"""Small documents, and an index of them."""

from pathlib import Path

import pytest

from corpus import Document, Language, Translation, document_from_text
from index import FakeEmbedder, build_index

LAKES = """# Озёра

Балхаш наполовину пресный. Его длина 605 км.

- Алаколь солёный.
- Зайсан пресный.

Фото: архив
"""
CITIES = """Алматы стоит у гор. В городе живут 2,2 млн человек.

Астана стоит на Ишиме.
"""

VIEWS = 8
"""Of both documents: three passages of one in two languages, two of the other in one."""

STEPPE = document_from_text("Степь широка.", id="steppe", title="Степь")
MANY = document_from_text("\n\n".join(["Гора высока."] * 1200), id="many", title="Гора")
"""So many passages that their words are not written again for a few more."""


def changed(document: Document, old: str, new: str) -> Document:
    """The document with other words in its text, and no translations."""
    return document_from_text(document.text.replace(old, new), id=document.id, title=document.title)


@pytest.fixture
def lakes() -> Document:
    """A heading, a paragraph of two sentences, two list items and a credit; translated."""
    english = Translation(
        language=Language.EN,
        title="Lakes",
        official=False,
        note="for the tests",
        paragraphs=(
            ("Lakes",),
            ("Balkhash is half fresh.", "It is 605 km long."),
            ("Alakol is salty.", "Zaysan is fresh."),
            ("Photo: archive",),
        ),
    )
    return document_from_text(
        LAKES, id="lakes", title="Озёра", language=Language.RU, translations=(english,)
    )


@pytest.fixture
def cities() -> Document:
    """Two paragraphs."""
    return document_from_text(CITIES, id="cities", title="Города", language=Language.RU)


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture
def built(tmp_path: Path, lakes: Document, cities: Document, embedder: FakeEmbedder) -> Path:
    """The directory of an index of both documents."""
    directory = tmp_path / "index"
    build_index([lakes, cities], directory, embedder)
    return directory
