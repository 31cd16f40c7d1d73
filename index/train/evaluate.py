"""Figures of a model on public sets: ``python -m index.train.evaluate MODEL --sets DIR``.

Dense vectors alone, exact search. Under the directory of sets: ``xquad/xquad.{ru,en}.json``,
``kazqad/kazqad_validation_q_title_passage_answer.tsv`` (its passages as the collection), and
sentence sets, whose two columns are each searched with the other: ``flores_sib200/*.tsv``,
``ud_pud.en-ru.tsv``, and ``*.LL-LL.tsv`` of any further directory given.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]


def recall(questions: Vectors, passages: Vectors, gold: Sequence[set[int]], depth: int) -> float:
    """Share of questions with a right passage among the first ``depth``."""
    scores = questions @ passages.T
    depth = min(depth, scores.shape[1])
    first = np.argpartition(-scores, depth - 1, axis=1)[:, :depth]
    return float(np.mean([bool(right & set(row)) for right, row in zip(gold, first, strict=True)]))


def squad(path: Path) -> tuple[list[str], list[str], list[set[int]]]:
    """Questions, paragraphs, and for each question the index of its paragraph."""
    questions: list[str] = []
    passages: list[str] = []
    gold: list[set[int]] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for row in paragraph["qas"]:
                questions.append(row["question"])
                gold.append({len(passages)})
            passages.append(paragraph["context"])
    return questions, passages, gold


def kazqad(path: Path) -> tuple[list[str], list[str], list[set[int]]]:
    """Distinct questions, distinct passages with their titles, and each question's passages."""
    passages: dict[str, int] = {}
    gold: dict[str, set[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        _, question, title, passage, *_ = line.split("\t")
        at = passages.setdefault(f"{title}. {passage}", len(passages))
        gold.setdefault(question, set()).add(at)
    return list(gold), list(passages), list(gold.values())


def columns(path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """The sentence sets of a file: a name such as ``flores en-ru``, and two columns."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    if path.parent.name.startswith("flores"):
        texts = {"en": 2, "ru": 3, "kk": 4}
        rows = [row for row in rows if len(row) == 5 and row[0].isdigit()]
        for first, second in (("en", "ru"), ("kk", "ru"), ("kk", "en")):
            left, right = texts[first], texts[second]
            yield f"flores {first}-{second}", [r[left] for r in rows], [r[right] for r in rows]
    else:
        rows = [row for row in rows if len(row) == 2]
        yield path.stem.replace(".", " "), [r[0] for r in rows], [r[1] for r in rows]


def figures(encode: Encode, directories: Sequence[Path]) -> Iterator[tuple[str, float]]:
    """Every figure, named, as it is found."""
    for directory in directories:
        if (directory / "xquad").is_dir():
            ru = squad(directory / "xquad" / "xquad.ru.json")
            en = squad(directory / "xquad" / "xquad.en.json")
            for name, asked, read in (("ru-ru", ru, ru), ("en-en", en, en), ("en-ru", en, ru)):
                vectors = encode(asked[0]), encode(read[1])
                yield f"xquad {name} recall@1", recall(*vectors, read[2], 1)
                yield f"xquad {name} recall@10", recall(*vectors, read[2], 10)
        found = directory / "kazqad" / "kazqad_validation_q_title_passage_answer.tsv"
        if found.exists():
            asked_, read_, gold = kazqad(found)
            yield "kazqad kk-kk recall@1", recall(encode(asked_), encode(read_), gold, 1)
        for path in [*directory.glob("flores*/*.tsv"), *sorted(directory.glob("*.??-??.tsv"))]:
            for name, left, right in columns(path):
                one, other = encode(left), encode(right)
                gold = [{at} for at in range(len(left))]
                both = recall(one, other, gold, 1) + recall(other, one, gold, 1)
                yield f"{name} match@1", both / 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("--sets", type=Path, action="append", required=True)
    chosen = parser.parse_args()
    from sentence_transformers import SentenceTransformer  # slow to import

    model = SentenceTransformer(str(chosen.model), device="cpu")

    def encode(texts: Sequence[str]) -> Vectors:
        found = model.encode(list(texts), normalize_embeddings=True, batch_size=256)
        return np.asarray(found, dtype=np.float32)

    for name, value in figures(encode, chosen.sets):
        print(f"{name:32} {value:.3f}", flush=True)


if __name__ == "__main__":
    main()
