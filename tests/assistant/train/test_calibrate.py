"""What needs the packages of the ``train`` extra; skipped without them."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

from assistant.answersettings import AnswerSettings
from assistant.confidence import Confidence
from assistant.evaluation.report import SCHEMA, SCHEMA_VERSION
from assistant.evaluation.row import Row
from assistant.rarity import WEIGHTS
from assistant.train.calibrate import answered, main, shift_of
from tests.assistant.evaluation.samples import row


def report(path: Path, *rows: tuple[str, float, bool | None]) -> Path:
    """A report of answers with a status and confidence, right or not; None: to what has none."""
    judged = [
        row(status=status, confidence=sure, correct=right, answerable=right is not None)
        for status, sure, right in rows
    ]
    return written(path, judged)


def written(path: Path, rows: list[Row]) -> Path:
    told = [one.model_dump() for one in rows]
    head = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "created": "",
        "set": {"sha256": ""},
    }
    path.write_text(json.dumps({**head, "rows": told}), encoding="utf-8")
    return path


def test_a_shift_makes_them_right_on_average() -> None:
    # odds of 1:4 must become 4:1
    assert shift_of(np.full(5, 0.2), np.array([1, 1, 1, 1, 0.0])) == pytest.approx(np.log(16))
    assert shift_of(np.array([0.3, 0.7]), np.array([0.0, 1.0])) == pytest.approx(0)


def test_all_right_is_all_but_half_of_one() -> None:
    assert shift_of(np.full(5, 0.5), np.ones(5)) == pytest.approx(np.log(9))
    assert shift_of(np.full(5, 0.5), np.zeros(5)) == pytest.approx(-np.log(9))


def test_reports_without_answers_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = report(tmp_path / "a", ("off_topic", 0.1, None))
    monkeypatch.setattr(sys, "argv", ["calibrate", str(empty), "--weights", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "hold no answer" in capsys.readouterr().err


def test_what_is_no_report_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["calibrate", str(tmp_path / "none.json")])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "none.json: cannot be read" in capsys.readouterr().err


def test_answers_count(tmp_path: Path) -> None:
    one = report(tmp_path / "a", ("answered", 0.9, True), ("not_in_sources", 0.1, False))
    other = report(tmp_path / "b", ("answered", 0.4, False), ("answered", 0.5, None))
    sure, right = answered([one, other])
    assert sure.tolist() == [0.9, 0.4, 0.5]
    assert right.tolist() == [1.0, 0.0, 0.0]  # the last has no answer


def test_what_cannot_be_told_right_from_wrong_does_not_count(tmp_path: Path) -> None:
    unknown = row(confidence=0.3, correct=None, citations=[])
    path = written(tmp_path / "a", [row(confidence=0.9, correct=True), unknown])
    assert answered([path])[0].tolist() == [0.9]


def test_the_weights_are_shifted_and_the_limits_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads((WEIGHTS / "confidence.json").read_text(encoding="utf-8"))
    data |= {"probabilities": [0.1, 0.2, 0.5], "scores": [-1.0, 0.0, 1.0]}
    (tmp_path / "confidence.json").write_text(json.dumps(data), encoding="utf-8")
    found = report(tmp_path / "r", *[("answered", 0.5, right) for right in (True,) * 3 + (False,)])
    monkeypatch.setattr(sys, "argv", ["calibrate", str(found), "--weights", str(tmp_path)])
    main()
    # odds of 1:1 became 3:1
    shifted = Confidence.load(tmp_path).probabilities
    assert shifted == pytest.approx([3 / 12, 3 / 7, 3 / 4], abs=1e-4)
    printed = capsys.readouterr().out
    assert printed.startswith(
        "4 answers, 0.750 right, mean confidence 0.500; shifted by 1.099, 0.750\n"
    )
    before = AnswerSettings().sure_confidence
    after = 3 * before / (1 + 2 * before)
    assert f"sure_confidence {before} is now {after:.3f}\n" in printed
