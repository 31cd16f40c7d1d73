"""What is printed of the models, over a handful of questions counted by hand."""

from pathlib import Path

import numpy as np
import pytest

from assistant.features import build_pool
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.train.pools import LabelledPool, Variant
from assistant.train.report import report_answers, report_doubts
from corpus import Language
from index import SearchIndex
from tests.assistant.texts import document, open_index

TEXT = "Казахстан открыл 20 школ в 2025 году.\n\nПарк засадили липами, его площадь 40 гектаров."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    directory: Path = tmp_path_factory.mktemp("report")
    return open_index(directory, document(TEXT))


def labelled(index: SearchIndex, question: str, variant: Variant) -> LabelledPool:
    """A pool of both sentences, the one of the schools first; that one answers what is AS_IS."""
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = sorted(index.search("школ парк", 10), key=lambda hit: hit.passage.ordinal)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    holds = np.array([variant is Variant.AS_IS, False])
    return LabelledPool(query, pool, holds, variant, Language.RU)


def test_answers(index: SearchIndex, capsys: pytest.CaptureFixture[str]) -> None:
    pools = [labelled(index, "Сколько школ?", Variant.AS_IS) for _ in range(2)]
    pools += [labelled(index, "Сколько мостов?", Variant.WRITTEN) for _ in range(2)]
    report_answers(pools, np.array([0.9, 0.45, 0.2, 0.05]), np.array([1.0, 1.0, 0.0, 0.0]))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ("  2 answerable: evidence retrieved 1.000, best candidate holds it 1.000")
    # (0.1 + 0.55 + 0.2 + 0.05) / 4
    assert lines[1] == "  expected calibration error 0.225"
    assert "  0.10: answered of as_is 1.000 written 0.500; right of as_is 1.000" in lines
    assert "  0.50: answered of as_is 0.500 written 0.000; right of as_is 1.000" in lines


def test_doubts(index: SearchIndex, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        ("Сколько школ открыл Узбекистан?", 0.6, 0.0),
        ("Сколько школ открыл Китай?", 0.3, 0.0),
        ("Сколько школ открыли в 2023 году?", 0.3, 1.0),
        ("Сколько школ открыла Россия?", 0.2, 0.0),  # refused, doubted or not
        ("Сколько школ открыл Казахстан?", 0.8, 1.0),
    )
    pools = [labelled(index, question, Variant.WRITTEN) for question, _, _ in asked]
    confident = np.array([confidence for _, confidence, _ in asked])
    right = np.array([answer for _, _, answer in asked])
    report_doubts(pools, np.zeros(len(asked), dtype=np.int64), confident, right)
    assert capsys.readouterr().out.splitlines() == [
        "  doubt country 2.0: 2 answers, confidence 0.45, right 0.00",
        "  doubt year 2.0: 1 answers, confidence 0.30, right 1.00",
    ]
