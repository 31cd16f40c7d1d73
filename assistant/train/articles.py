"""Training questions written for this project: articles in three languages, asked about in all.

``articles/*.json`` hold invented articles: ``paragraphs`` is a list of paragraphs, each a list of
sentences, each ``[Russian, Kazakh, English]``; a question's ``evidence`` lists verbatim pieces of
the Russian text that answer it, none where the article does not hold the answer. Public question
sets pose a question in the language of its paragraph; these teach what follows when it is not, and
what a near miss about the very same article looks like.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from assistant.features import build_pool
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reading import Reader
from assistant.train.pools import LabelledPool, Variant
from corpus import Document, Language, Translation, document_from_text
from index import Embedder, SearchIndex, build_index

ARTICLES = Path(__file__).parent / "articles"
_ORDER = (Language.RU, Language.KK, Language.EN)


def article_pools(
    directory: Path, embedder: Embedder, rarity: Rarity, depth: int
) -> list[list[LabelledPool]]:
    """For each article, in the order of their names, a pool for each of its questions.

    Raises ValueError for evidence that is not in its article.
    """
    return [
        list(_pools(json.loads(path.read_text(encoding="utf-8")), embedder, rarity, depth))
        for path in sorted(directory.glob("*.json"))
    ]


def article_document(article: dict[str, Any]) -> Document:
    """The Russian text of an article with its two translations."""
    paragraphs = article["paragraphs"]
    text = "\n\n".join(" ".join(sentence[0] for sentence in one) for one in paragraphs)
    translations = tuple(
        Translation(
            language=language,
            title=article["title"][language],
            official=False,
            note="",
            paragraphs=tuple(tuple(sentence[place] for sentence in one) for one in paragraphs),
        )
        for place, language in enumerate(_ORDER)
        if place
    )
    return document_from_text(
        text,
        id=article["id"],
        title=article["title"][Language.RU],
        language=Language.RU,
        translations=translations,
    )


def _pools(
    article: dict[str, Any], embedder: Embedder, rarity: Rarity, depth: int
) -> Iterator[LabelledPool]:
    document = article_document(article)
    with tempfile.TemporaryDirectory() as name:
        build_index([document], Path(name), embedder)
        index = SearchIndex.open(Path(name), embedder)
        reader = Reader(index)
        for row in article["questions"]:
            language = Language(row["lang"])
            spans = [_span(document.text, piece) for piece in row["evidence"]]
            hits = index.search(row["question"], depth, language)
            query = analyse_query(row["question"], language, embedder, rarity)
            pool = build_pool(query, hits, reader.read([hit.passage for hit in hits]))
            holds = np.array(
                [any(c.start <= a and b <= c.end for a, b in spans) for c in pool.candidates],
                dtype=bool,
            )
            variant = Variant.AS_IS if spans else Variant.WRITTEN
            yield LabelledPool(pool, holds, variant, language)
        index.close()


def _span(text: str, piece: str) -> tuple[int, int]:
    start = text.find(piece)
    if start < 0:
        raise ValueError(f"not in the article: {piece!r}")
    return start, start + len(piece)
