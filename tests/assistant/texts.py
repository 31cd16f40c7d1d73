"""Small indexes and readable weights for tests of answering."""

from pathlib import Path

import numpy as np

from assistant import AnswerSettings, Assistant
from assistant.confidence import POOL_NAMES, Confidence
from assistant.extractive import ExtractiveComposer, Weights
from assistant.features import NAMES
from assistant.ranker import Model
from corpus import Document, Language, document_from_text
from index import FakeEmbedder, SearchIndex, build_index

CITY = """Музей открыли в 2019 году. В нём 12 залов и 340 картин.

— Мы ждём гостей круглый год, — сказала Анна Белова.

Директор Пётр Ильин отмечает, что билет стоит 500 тенге.

— Детям вход бесплатный, — пояснил эксперт.

Эксперт сравнил города:

Алматы: Новый театр на 800 мест.

Шымкент: Парк площадью 40 гектаров.
"""


def weights() -> Weights:
    """The score is the share of the question's words that the sentence and its passage hold, with
    something for the expected type; the confidence is that of the score."""
    linear = {"coverage": 4.0, "coverage_context": 2.0, "type_match": 1.0, "type_focus": 1.0,
              "is_pair": -2.5}  # fmt: skip
    ranker = Model.from_json(
        {"features": NAMES, "bias": -3.5, "linear": linear, "trees": []}, NAMES
    )
    model = Model.from_json(
        {"features": POOL_NAMES, "bias": 0.0, "linear": {"best": 1.0}, "trees": []}, POOL_NAMES
    )
    return Weights(ranker, Confidence(model, np.array([-4.0, 4.0]), np.array([0.0, 1.0])))


def document(text: str, name: str = "text", language: Language = Language.RU) -> Document:
    """A document of ``text``."""
    return document_from_text(text, id=name, title=f"Заголовок {name}", language=language)


def open_index(directory: Path, *documents: Document) -> SearchIndex:
    """An index of ``documents``, by words and letter counts."""
    embedder = FakeEmbedder()
    build_index(documents, directory, embedder)
    return SearchIndex.open(directory, embedder)


def assistant_over(
    directory: Path, *documents: Document, settings: AnswerSettings | None = None
) -> Assistant:
    """An assistant with the readable weights over ``documents``."""
    settings = settings or AnswerSettings(
        threshold_ru=0.4, threshold_kk=0.4, threshold_en=0.4, sure_confidence=0.6, close_margin=1.0
    )
    composer = ExtractiveComposer(settings, weights())
    return Assistant(open_index(directory, *documents), settings, composer)
