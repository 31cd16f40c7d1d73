from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from corpus import Language
from index.meaning import VOCABULARY_FILE, WEIGHTS_FILE, MeaningTable, bundled_meanings, key

RU, KK, EN = Language.RU, Language.KK, Language.EN


def test_a_latin_stem_is_the_same_word_in_every_language() -> None:
    assert key("gpu", RU) == key("gpu", EN) == "en:gpu"
    assert key("сон", RU) != key("сон", KK)


def test_vectors_are_scaled_and_unknown_stems_are_zero(tmp_path: Path) -> None:
    weights: dict[str, NDArray[Any]] = {
        "vectors": np.array([[100, -50], [0, 127]], dtype=np.int8),
        "scales": np.array([0.01, 0.5], dtype=np.float32),
    }
    save_file(weights, tmp_path / WEIGHTS_FILE)
    (tmp_path / VOCABULARY_FILE).write_text("ru:риск\nen:gpu\n", encoding="utf-8")
    table = MeaningTable.load(tmp_path)
    found = table.of(["риск", "нет", "gpu"], RU)
    np.testing.assert_allclose(found, [[1.0, -0.5], [0.0, 0.0], [0.0, 63.5]], rtol=1e-6)
    assert not table.of(["риск"], KK).any()
    assert table.of([], RU).shape == (0, table.dimension)


def cosine(one: tuple[str, Language], other: tuple[str, Language]) -> float:
    a, b = (bundled_meanings().of([stem], language)[0] for stem, language in (one, other))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_the_bundled_table_tells_what_is_near() -> None:
    assert cosine(("риск", RU), ("опасн", RU)) > cosine(("риск", RU), ("школ", RU)) + 0.1
    assert cosine(("школ", RU), ("school", EN)) > cosine(("школ", RU), ("cloud", EN)) + 0.2
    assert cosine(("мектеп", KK), ("школ", RU)) > cosine(("мектеп", KK), ("риск", RU)) + 0.2
