"""How often the bundled model puts a sentence that answers first:
``python -m index.train.encoder.measure --articles DIR [--model DIR]``, or ``--collections [DIR]``.

Each question of the articles in ``DIR`` (``assistant.train.articles`` tells their form) is asked of
all sentences of its article in its own language: by vectors, by tokens, and by both; and by both of
the article in every language, the mean of them. Those of collections (``assistant.train.portals``)
are asked of all texts of theirs.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from corpus import Language
from index.contextual import ContextualEmbedder
from index.embedder import QuestionTokens, SentencesInContext, Vectors
from index.loading import BUNDLED_MODEL, MODELS, load_embedder
from index.train.encoder.collections import UNSEEN, collection_lessons
from index.train.encoder.lessons import Lesson, article_lessons

WAYS = ("vectors", "tokens", "both", "all texts")
_VECTORS = 0.2
"""What a cosine of vectors counts beside one of tokens, as ``interaction`` learned it."""
_OWN = 2.0
"""What the text in the question's language counts in the mean of all."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked: ``first`` tells, by way, whether a sentence that answers came first;
    ``best`` is the highest score by both in the question's language."""

    language: Language
    answerable: bool
    first: tuple[bool, ...]
    best: float


def ask(embedder: ContextualEmbedder, lesson: Lesson) -> list[Asked]:
    """Every question of a lesson that has its text in the question's language, or in one alone."""
    read = {}
    for language, paragraphs in lesson.paragraphs.items():
        texts, spans = zip(*(paragraph.after("") for paragraph in paragraphs), strict=True)
        _, read[language] = embedder.encode_in_context(texts, spans)
    found = []
    for question in lesson.questions:
        if question.language in read or len(read) == 1:
            own = question.language if question.language in read else next(iter(read))
            [vector] = embedder.encode_queries([question.text])
            tokens = embedder.encode_tokens(question.text)
            scores = {language: score(vector, tokens, text) for language, text in read.items()}
            first = tuple(int(row.argmax()) in question.answers
                          for row in ways(scores, own))  # fmt: skip
            best = float(scores[own][-1].max())
            found.append(Asked(question.language, bool(question.answers), first, best))
    return found


def ways(scores: Mapping[Language, Scores], own: Language) -> Scores:
    """float32[ways, sentences], of what ``score`` gives for a text in each language."""
    both = np.stack([rows[-1] for rows in scores.values()])
    weights = [_OWN if language is own else 1.0 for language in scores]
    return np.vstack([scores[own], np.average(both, axis=0, weights=weights)])


def score(vector: Vectors, tokens: QuestionTokens, read: Sequence[SentencesInContext]) -> Scores:
    """float32[3, sentences]: by vectors, by tokens, by both."""
    alike = np.concatenate([part.vectors @ vector for part in read])
    met = np.concatenate([tokens.met(part.tokens, part.counts) for part in read])
    return np.stack([alike, met, met + _VECTORS * alike])


def auroc(answerable: Sequence[float], others: Sequence[float]) -> float:
    """The chance that one of ``answerable`` is above one of ``others``, ties by half."""
    told = [True] * len(answerable) + [False] * len(others)
    return float(roc_auc_score(told, [*answerable, *others]))


def report(asked: Sequence[Asked]) -> str:
    """A line for each language and one for all."""
    lines = [f"{'':9}" + "".join(f"{way:>11}" for way in WAYS) + "  questions"]
    for name, part in (
        *((str(each), [one for one in asked if one.language is each]) for each in Language),
        ("all", asked),
    ):
        right = np.array([one.first for one in part if one.answerable], dtype=float)
        shares, count = right.mean(axis=0) if len(right) else np.zeros(len(WAYS)), len(right)
        lines.append(f"{name:9}" + "".join(f"{share:11.3f}" for share in shares) + f"{count:11}")
    sure = [one.best for one in asked if one.answerable]
    unsure = [one.best for one in asked if not one.answerable]
    lines.append(f"AUROC of answered and not, by both: {auroc(sure, unsure):.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read, ask, print."""
    parser = argparse.ArgumentParser(prog="index.train.encoder.measure", description=__doc__)
    texts = parser.add_mutually_exclusive_group(required=True)
    texts.add_argument("--articles", type=Path)
    texts.add_argument("--collections", type=Path, nargs="?", const=UNSEEN)
    parser.add_argument("--model", type=Path, default=MODELS / BUNDLED_MODEL)
    options = parser.parse_args()
    embedder = load_embedder(str(options.model))
    if not isinstance(embedder, ContextualEmbedder):
        parser.error(f"{options.model} gives no vectors of sentences")
    lessons = (
        article_lessons(options.articles)
        if options.articles
        else collection_lessons(options.collections)
    )
    print(report([one for lesson in lessons for one in ask(embedder, lesson)]))


if __name__ == "__main__":
    main()
