"""A system that a reader can compute by eye: texts by the number of the query's words they hold."""

import json
from collections.abc import Sequence
from pathlib import Path


class Fake:
    """Equal counts go by row."""

    def build(self, texts: Sequence[str], model: str, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        content = json.dumps([model, list(texts)])
        (directory / "texts.json").write_text(content, encoding="utf-8")

    def open(self, model: str, directory: Path) -> None:
        made_with, texts = json.loads((directory / "texts.json").read_text(encoding="utf-8"))
        if made_with != model:
            raise ValueError(f"made with {made_with}, not {model}")
        self._words = [set(text.lower().split()) for text in texts]

    def search(self, query: str, k: int) -> list[int]:
        asked = set(query.lower().rstrip("?").split())
        rows = range(len(self._words))
        return sorted(rows, key=lambda row: (-len(asked & self._words[row]), row))[:k]
