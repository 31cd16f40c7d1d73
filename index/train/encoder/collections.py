"""What the bundled model learns from beside articles: collections of several texts of one office or
one matter, which are read as one, as ``assistant.train.portals`` tells of its own."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus import Document, Language, Passage, load_sources, passages
from index.train.encoder.lessons import Lesson, Paragraph, Question
from index.view import INDEXED_KINDS, card_titles, titled

COLLECTIONS = Path(__file__).parent / "collections"
UNSEEN = Path(__file__).parent / "unseen"
"""Collections that train no model here, which measure them."""


def collection_lessons(directory: Path) -> list[Lesson]:
    """A lesson of each folder, by name: all its texts, each in its own language, taken for the
    language of most of them; follow-ups are left out.

    Raises ValueError for evidence that is not in the texts.
    """
    folders = sorted(path for path in directory.iterdir() if path.is_dir())
    return [collection_lesson(folder) for folder in folders]


def collection_lesson(folder: Path) -> Lesson:
    """The lesson of one folder."""
    documents = list(load_sources(folder / "texts"))
    told, places = [], []
    for document in documents:
        title = card_titles(document).get(document.language, "")
        for passage in passages(document):
            if passage.kind in INDEXED_KINDS:
                told.append(_paragraph(title, passage))
                places += [(document.id, one.start, one.end) for one in passage.sentences]
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [
        _question(row, documents, places) for row in map(json.loads, lines) if "history" not in row
    ]
    [(language, _)] = Counter(document.language for document in documents).most_common(1)
    return Lesson({language: tuple(told)}, tuple(questions))


def _paragraph(title: str, passage: Passage) -> Paragraph:
    """A passage under what is read above it when it is embedded."""
    above = "\n".join(titled(title, passage.heading_path))
    return Paragraph(above, tuple(sentence.text for sentence in passage.sentences))


def _question(
    row: dict[str, Any], documents: Sequence[Document], places: Sequence[tuple[str, int, int]]
) -> Question:
    answers: set[int] = set()
    for piece in row["evidence"]:
        held = {document.id: document.text.find(piece) for document in documents}
        here = {name: start for name, start in held.items() if start >= 0}
        answers.update(
            number
            for number, (name, start, end) in enumerate(places)
            if name in here and start < here[name] + len(piece) and here[name] < end
        )
        if not here:
            raise ValueError(f"not in the texts: {piece!r}")
    return Question(Language(row["lang"]), row["question"], tuple(sorted(answers)))
