"""What the bundled model learns from: texts in sentences, with questions and where they are
answered."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Language, fold_letters, sentences
from index.states import within

ARTICLES = Path(__file__).parent / "articles"
_ORDER = (Language.RU, Language.KK, Language.EN)
_HEADING = re.compile(r".{1,90}(?<![.!?»:”\"])")
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences under a heading, which may be empty."""

    heading: str
    sentences: tuple[str, ...]

    def after(self, prompt: str) -> tuple[str, list[tuple[int, int]]]:
        """What a model reads of it, the heading on a line of its own, and where each sentence is in
        that, [start, end)."""
        text = prompt + (f"{self.heading}\n" if self.heading else "")
        spans = []
        for sentence in self.sentences:
            spans.append((len(text), len(text) + len(sentence)))
            text += f"{sentence} "
        return text.rstrip(), spans


def tokens_at(places: NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The tokens, of those at ``places``, of each span of a text, [start, end); the first one for a
    span that has none."""
    found = []
    for span in spans:
        [held] = np.nonzero(within(places, *span))
        found.append((int(held[0]), int(held[-1]) + 1) if len(held) else (0, 1))
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the numbers, over the whole lesson, of the sentences that answer it alone;
    none where the lesson does not answer it."""

    language: Language
    text: str
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text, in one or more languages with the same sentences, and questions to it in any."""

    paragraphs: dict[Language, tuple[Paragraph, ...]]
    questions: tuple[Question, ...]

    def paragraph_of(self) -> list[int]:
        """The paragraph of each sentence."""
        [*_, last] = self.paragraphs.values()
        return [number for number, one in enumerate(last) for _ in one.sentences]


def article_lessons(directory: Path) -> list[Lesson]:
    """A lesson of each article (``assistant.train.articles`` tells their form); follow-ups, which
    need what was said before, are left out.

    Raises ValueError for evidence that is not a sentence of its article, or a part of one.
    """
    return [
        _article(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(directory.glob("*.json"))
    ]


def _article(article: dict[str, Any]) -> Lesson:
    paragraphs: dict[Language, list[Paragraph]] = {language: [] for language in _ORDER}
    headings = dict.fromkeys(_ORDER, "")
    russian: list[str] = []
    for paragraph in article["paragraphs"]:
        if len(paragraph) == 1 and _HEADING.fullmatch(paragraph[0][0]):
            headings = dict(zip(_ORDER, paragraph[0], strict=True))
            continue
        for place, language in enumerate(_ORDER):
            lines = tuple(sentence[place] for sentence in paragraph)
            paragraphs[language].append(Paragraph(headings[language], lines))
        russian.extend(sentence[0] for sentence in paragraph)
    told = [sentence[0] for paragraph in article["paragraphs"] for sentence in paragraph]
    questions = []
    for row in article["questions"]:
        if "history" in row:
            continue
        found = {i for piece in row["evidence"] for i, line in enumerate(russian) if piece in line}
        for piece in row["evidence"]:
            if not any(piece in line for line in told):
                raise ValueError(f"not in the article {article['id']}: {piece!r}")
        if found or not row["evidence"]:
            language = Language(row["lang"])
            questions.append(Question(language, row["question"], tuple(sorted(found))))
    return Lesson({lang: tuple(each) for lang, each in paragraphs.items()}, tuple(questions))


@dataclass(frozen=True, slots=True)
class PublicParagraph:
    """A paragraph of a public set: its sentences, and questions with the sentence that answers."""

    language: Language
    sentences: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


def public_paragraphs(path: Path) -> list[PublicParagraph]:
    """The paragraphs of a file of lines ``{lang, context, question, answers, answerable}``, those
    of at most 1,500 characters."""
    grouped: dict[tuple[str, str], list[tuple[str, int]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["answers"] and len(row["context"]) < _LONGEST:
                asked = grouped.setdefault((row["lang"], row["context"]), [])
                asked.append((row["question"], row["answers"][0]["start"]))
    found = []
    for (language, context), asked in grouped.items():
        spans = sentences(context, Language(language))
        questions = [
            (question, number)
            for question, start in asked
            for number, span in enumerate(spans)
            if span.start <= start < span.end
        ]
        lines_ = tuple(context[span.start : span.end] for span in spans)
        found.append(PublicParagraph(Language(language), lines_, tuple(questions)))
    return found


def public_lesson(
    paragraphs: Sequence[PublicParagraph], chance: random.Random, count: int, asked: int
) -> Lesson:
    """A lesson of ``count`` paragraphs of one language, with at most ``asked`` questions each."""
    language = chance.choice(paragraphs).language
    chosen = chance.sample([p for p in paragraphs if p.language is language and p.sentences], count)
    questions, first = [], 0
    for paragraph in chosen:
        some = chance.sample(paragraph.questions, min(asked, len(paragraph.questions)))
        questions += [Question(language, text, (first + number,)) for text, number in some]
        first += len(paragraph.sentences)
    texts = tuple(Paragraph("", paragraph.sentences) for paragraph in chosen)
    return Lesson({language: texts}, tuple(questions))


_MARKS = re.compile(r"[?!.,«»]")


def as_typed(question: str, chance: random.Random) -> str:
    """``question`` as people type: one in five in small letters without marks, one in ten without
    the Kazakh letters that keyboards lack, one in eight with two letters swapped or one left out,
    one in a hundred with two such slips."""
    if chance.random() < 0.2:
        question = _MARKS.sub("", question).lower()
    if chance.random() < 0.1:
        question = fold_letters(question)
    slips = 0.12
    while chance.random() < slips and len(question) > 12:
        slips = 0.1
        place = chance.randrange(1, len(question) - 2)
        swapped = question[place + 1] + question[place] if chance.random() < 0.5 else ""
        rest = place + 2 if swapped else place + 1
        question = question[:place] + swapped + question[rest:]
    return question
