"""How often the right sentence comes first, by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus import Language
from index.embedder import QuestionTokens, SentencesInContext
from index.loading import MODELS, WORD_MODEL
from index.train.encoder import measure
from index.train.encoder.measure import Asked, auroc, report, score, ways
from tests.index.encoders import write_tiny


def test_scores_by_hand() -> None:
    # Two paragraphs: one sentence of two tokens; one of one.
    read = [
        SentencesInContext(of((1, 0)), of((1, 0), (0, 1)), np.array([2])),
        SentencesInContext(of((0.6, 0.8)), of((0.6, 0.8)), np.array([1])),
    ]
    tokens = QuestionTokens(of((1, 0), (0.8, 0.6)), np.array([0.5, 0.5], dtype=np.float32))
    [vectors, met, both] = score(of((0, 1))[0], tokens, read)
    assert vectors == pytest.approx([0.0, 0.8])
    assert met == pytest.approx([0.9, 0.78])
    assert both == pytest.approx([0.9, 0.78 + 0.2 * 0.8])


def test_the_text_in_the_questions_language_counts_twice_in_the_mean_of_all() -> None:
    scores = {
        Language.RU: np.array([[0.0, 0.1], [0.2, 0.3], [0.4, 0.6]]),
        Language.KK: np.array([[0.0, 0.0], [0.0, 0.0], [0.9, 0.1]]),
        Language.EN: np.array([[0.0, 0.0], [0.0, 0.0], [0.3, 0.5]]),
    }
    found = ways(scores, Language.KK)
    assert found[:3].tolist() == scores[Language.KK].tolist()
    assert found[3] == pytest.approx([(0.4 + 2 * 0.9 + 0.3) / 4, (0.6 + 2 * 0.1 + 0.5) / 4])


def test_the_chance_of_being_above_counts_ties_by_half() -> None:
    assert auroc([3.0, 1.0], [1.0, 0.0]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)


def test_shares_are_those_of_answerable_questions() -> None:
    asked = [
        Asked(Language.RU, True, (True, False, True, False), 0.9),
        Asked(Language.RU, True, (False, False, True, True), 0.8),
        Asked(Language.EN, False, (False, False, False, False), 0.4),
    ]
    lines = [line.split() for line in report(asked).splitlines()]
    assert lines[1] == ["ru", "0.500", "0.000", "1.000", "0.500", "2"]
    assert lines[3] == ["en", *["0.000"] * 4, "0"]
    assert lines[4] == ["all", "0.500", "0.000", "1.000", "0.500", "2"]
    assert lines[5][-1] == "1.000"


def test_a_model_and_articles_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tiny(tmp_path / "model")
    (tmp_path / "articles").mkdir()
    article = {
        "id": "a",
        "title": {"ru": "А", "kk": "А", "en": "A"},
        "paragraphs": [[["мост", "мост", "bridge"], ["озеро", "озеро", "the lake"]]],
        "questions": [
            {"lang": "en", "question": "bridge", "evidence": ["мост"]},
            {"lang": "ru", "question": "город", "evidence": []},
        ],
    }
    (tmp_path / "articles" / "a.json").write_text(json.dumps(article), encoding="utf-8")
    where = ["--articles", str(tmp_path / "articles"), "--model"]
    monkeypatch.setattr("sys.argv", ["measure", *where, str(tmp_path / "model")])
    measure.main()
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["vectors", "tokens", "both", "all", "texts", "questions"]
    assert [line[-1] for line in lines[1:5]] == ["0", "0", "1", "1"]
    monkeypatch.setattr("sys.argv", ["measure", *where, str(MODELS / WORD_MODEL)])
    with pytest.raises(SystemExit):
        measure.main()
    assert "gives no vectors of sentences" in capsys.readouterr().err


def test_collections_are_asked_in_the_language_of_their_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tiny(tmp_path / "model")
    texts = tmp_path / "collections" / "one" / "texts"
    texts.mkdir(parents=True)
    (texts / "a.txt").write_text("мост", encoding="utf-8")
    rows = [{"lang": "kk", "question": "мост", "evidence": ["мост"]},
            {"lang": "en", "question": "lake", "evidence": []}]  # fmt: skip
    lines = "\n".join(json.dumps(row) for row in rows)
    (texts.parent / "questions.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(measure, "UNSEEN", tmp_path / "collections")
    for where in (["--collections", str(tmp_path / "collections")], ["--collections"]):
        monkeypatch.setattr("sys.argv", ["measure", *where, "--model", str(tmp_path / "model")])
        measure.main()
    printed = capsys.readouterr().out.splitlines()
    assert printed[:6] == printed[6:]
    shares = [line.split()[1:] for line in printed[1:5]]
    assert shares == [
        ["0.000"] * 4 + ["0"],
        ["1.000"] * 4 + ["1"],
        ["0.000"] * 4 + ["0"],
        ["1.000"] * 4 + ["1"],
    ]


def of(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)
