"""Training questions written for this project: articles in three languages, asked about in all.

``articles/*.json`` hold invented articles: ``paragraphs`` is a list of paragraphs, each a list of
sentences, each ``[Russian, Kazakh, English]``; a question's ``evidence`` lists verbatim pieces of
the Russian text that answer it, none where the article does not hold the answer; ``history`` holds
the turns before a follow-up, of which every reading is taken (``assistant.followup``). Public
question sets pose a question in the language of its paragraph; these teach what follows when it is
not, and what a near miss about the very same article looks like.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.rarity import Rarity
from assistant.train.asked import group_pools, place_of, written_question
from assistant.train.pools import Evidence, LabelledPool
from corpus import Document, Language, Translation, document_from_text
from index import Embedder

ARTICLES = Path(__file__).parent / "articles"
FAR = Path(__file__).parent / "far.tsv"
"""Questions about anything, written for this project."""
_UNTRANSLATED = 4
"""One article in so many is asked about in one language alone, now in this, now in that one, as
most texts have no translations."""
ORDER = (Language.RU, Language.KK, Language.EN)
"""Languages of a sentence's three wordings."""


def read_far(path: Path) -> dict[str, list[str]]:
    """By language, the questions of a file of lines ``language<TAB>question``."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        language, _, question = line.partition("\t")
        found.setdefault(Language(language), []).append(question)
    return found


def article_pools(
    directory: Path,
    embedder: Embedder,
    rarity: Rarity,
    depth: int,
    strangers: int = 30,
    far: Sequence[Mapping[str, Sequence[str]]] = (),
) -> list[list[LabelledPool]]:
    """For each article, in the order of their names, a pool for each of its questions, for some of
    other articles' questions, to which it has no answer, and for some about anything, of each file
    in ``far``.

    Raises ValueError for evidence that is not in its article.
    """
    articles = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(directory.glob("*.json"))
    ]
    groups = []
    for number, article in enumerate(articles):
        rounds, left = divmod(number, _UNTRANSLATED)
        only = None if left else ORDER[rounds % len(ORDER)]
        document = article_document(article, only)
        questions = [
            written_question(row, _places(document, article, row["evidence"]))
            for row in article["questions"]
        ]
        groups.append(([document], questions))
    return group_pools(groups, embedder, rarity, depth, strangers, far)


def article_document(article: dict[str, Any], only: Language | None = None) -> Document:
    """The Russian text of an article with its two translations, or ``only`` that in one language
    without any."""
    texts = {
        language: tuple(
            tuple(sentence[place] for sentence in paragraph) for paragraph in article["paragraphs"]
        )
        for place, language in enumerate(ORDER)
    }
    original = only or Language.RU
    translations = tuple(
        Translation(
            language=language,
            title=article["title"][language],
            official=False,
            note="",
            paragraphs=paragraphs,
        )
        for language, paragraphs in texts.items()
        if only is None and language is not original
    )
    return document_from_text(
        "\n\n".join(" ".join(paragraph) for paragraph in texts[original]),
        id=article["id"],
        title=article["title"][original],
        language=original,
        translations=translations,
    )


def _places(document: Document, article: dict[str, Any], evidence: Sequence[str]) -> list[Evidence]:
    """Where ``evidence`` is in a document in Russian; in another language, where the sentences are
    of which it is a part."""
    if document.language is not Language.RU:
        place = ORDER.index(document.language)
        sentences = [sentence for paragraph in article["paragraphs"] for sentence in paragraph]
        evidence = [
            next((said[place] for said in sentences if piece in said[0]), piece)
            for piece in evidence
        ]
    return [place_of([document], piece) for piece in evidence]
