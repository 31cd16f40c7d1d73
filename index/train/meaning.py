"""Make ``index/models/meaning-ru-kk-en``: ``python -m index.train.meaning --teacher MODEL …``.

A vector for each stem is fitted so that the sum over a text points where a sentence transformer
puts the text's English translation (Reimers and Gurevych, EMNLP 2020), after the teacher's vectors
were centred and projected on their first principal components. Read are

- ``--parallel``: ``NAME.L1-L2.tsv``, texts and their translations; where neither side is English
  the two are drawn together, against the others of the batch (van den Oord et al. 2018);
- ``--thesaurus``: lines «word<TAB>synonym» in Russian, drawn together likewise;
- ``--text``: ``*.jsonl`` with ``question`` and ``context`` in English, the teacher's own language;
- the lexicon and the synonym groups of this package, and articles of the form of
  ``assistant/train/articles`` in ``--articles``.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Language, sentences
from index.analysis import content_terms
from index.embedder import unit
from index.meaning import DIRECTORY, VOCABULARY_FILE, WEIGHTS_FILE, key
from index.train.synonyms import SYNONYMS
from index.train.translations import LEXICON, lexicon

Floats = NDArray[np.float32]
Text = tuple[Language, str]

_LONGEST = 300
_RARE, _PLAIN_LENGTH = 2, range(2, 25)
_PAIR_WEIGHT, _RELATION_WEIGHT, _SHARPNESS = 0.1, 20.0, 15.0
_RATE = 2e-3


@dataclass
class Data:
    """``anchored``: texts with the English that says the same; ``pairs``: texts that say the same
    with none; ``groups``: synonyms of other languages with their English members."""

    anchored: list[tuple[Text, str]] = field(default_factory=list)
    pairs: list[tuple[Text, Text]] = field(default_factory=list)
    groups: list[tuple[list[Text], list[str]]] = field(default_factory=list)

    def english(self) -> list[str]:
        """Every text the teacher reads, sorted."""
        found = {english for _, english in self.anchored}
        return sorted(found.union(*(members for _, members in self.groups)))


def read_parallel(directory: Path, data: Data) -> None:
    """Add the pairs of ``*.L1-L2.tsv``."""
    for path in sorted(directory.glob("*.tsv")):
        left, right = map(Language, path.name.split(".")[-2].split("-"))
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) < 2 or len(cells[0]) > _LONGEST:
                continue
            if left is Language.EN:
                data.anchored.append(((right, cells[1]), cells[0]))
            else:
                data.pairs.append(((left, cells[0]), (right, cells[1])))


def read_own(articles: Path | None, data: Data) -> None:
    """Add the lexicon, the synonym groups and the articles."""
    for russian, kazakh, english in lexicon(LEXICON):
        data.anchored += [((Language.RU, russian), english), ((Language.KK, kazakh), english)]
    for path in sorted(SYNONYMS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            ru, kk, en = (
                [member.strip() for member in cell.split("|")] for cell in line.split("\t")
            )
            others = [(Language.RU, member) for member in ru] + [(Language.KK, m) for m in kk]
            data.groups.append((others, en))
    for path in sorted(articles.glob("*.json")) if articles else ():
        for paragraph in json.loads(path.read_text(encoding="utf-8"))["paragraphs"]:
            for russian, kazakh, english in paragraph:
                data.anchored += [
                    ((Language.RU, russian), english),
                    ((Language.KK, kazakh), english),
                ]


def read_english(directory: Path, data: Data) -> None:
    """Add the questions and the sentences of the contexts of ``*.jsonl``."""
    for path in sorted(directory.glob("*.jsonl")):
        seen: set[str] = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found = [row["question"]]
            if row["context"] not in seen:
                seen.add(row["context"])
                spans = sentences(row["context"], Language.EN)
                found += [row["context"][span.start : span.end] for span in spans]
            data.anchored += [
                ((Language.EN, text), text) for text in found if len(text) <= _LONGEST
            ]


def taught(texts: Sequence[str], teacher: str, cache: Path | None) -> Floats:
    """float32[n, d]: the teacher's unit vectors; those in ``cache`` are not made again."""
    known: dict[str, Floats] = {}
    if cache is not None and cache.exists():
        held = np.load(cache)
        known = dict(zip(held["texts"].tolist(), held["vectors"], strict=True))
    missing = [text for text in texts if text not in known]
    if missing:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(teacher, device="cpu")
        vectors = model.encode(missing, batch_size=128, normalize_embeddings=True)
        known.update(zip(missing, vectors.astype(np.float16), strict=True))
        if cache is not None:
            np.savez(cache, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[text] for text in texts]).astype(np.float32)


def projected(vectors: Floats, dimension: int, sample: int = 20_000) -> Floats:
    """Unit rows: centred, on the first principal components."""
    centred = vectors - vectors.mean(axis=0)
    chosen = np.random.default_rng(0).permutation(len(centred))[:sample]
    axes = np.linalg.svd(centred[chosen], full_matrices=False)[2][:dimension]
    return unit(centred @ axes.T)


@dataclass(frozen=True)
class Examples:
    """Rows of the vocabulary with the number of their target, and pairs of them."""

    vocabulary: list[str]
    aimed: list[tuple[list[int], int]]
    pairs: list[tuple[list[int], list[int]]]
    targets: Floats


def examples(data: Data, vectors: Floats) -> Examples:
    """What is fitted: ``vectors`` are the targets of ``data.english()``."""
    places = {text: place for place, text in enumerate(data.english())}
    aimed: list[tuple[Text, int]] = [(text, places[en]) for text, en in data.anchored]
    aimed += [((Language.EN, text), place) for text, place in places.items()]
    means: list[Floats] = []
    for others, members in data.groups:
        aimed += [(text, len(places) + len(means)) for text in others]
        means.append(vectors[[places[member] for member in members]].mean(axis=0))
    targets = np.concatenate([vectors, unit(np.array(means).reshape(-1, vectors.shape[1]))])
    texts = [text for text, _ in aimed] + [text for pair in data.pairs for text in pair]
    keys = {text: _keys(text) for text in dict.fromkeys(texts)}
    counts = Counter(name for text in texts for name in dict.fromkeys(keys[text]))
    alone = {name for found in keys.values() if len(found) == 1 for name in found}
    vocabulary = sorted(n for n, count in counts.items() if count >= _RARE or n in alone)
    rows = {name: row for row, name in enumerate(vocabulary)}
    known = {text: [rows[n] for n in found if n in rows] for text, found in keys.items()}
    return Examples(
        vocabulary,
        [(known[text], place) for text, place in aimed if known[text]],
        [(known[a], known[b]) for a, b in data.pairs if known[a] and known[b]],
        targets,
    )


def _keys(text: Text) -> list[str]:
    language, words = text
    found = content_terms(words, language)
    return [
        key(stem, language)
        for stem in found
        if len(stem) in _PLAIN_LENGTH and not any(c.isdigit() for c in stem)
    ]


def fit(given: Examples, epochs: int, batch: int, seed: int) -> Floats:
    """float32[vocabulary, d]: the vectors, by Adam from the mean of each stem's targets."""
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(seed)
    chance = random.Random(seed)
    bag = torch.nn.EmbeddingBag(len(given.vocabulary), given.targets.shape[1], mode="sum")
    bag.weight.data = torch.tensor(_start(given))
    targets = torch.tensor(given.targets)
    optimiser = torch.optim.Adam(bag.parameters(), lr=_RATE)

    def embedded(rows: Sequence[Sequence[int]]) -> Any:
        offsets = np.cumsum([0, *map(len, rows[:-1])])
        flat = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
        return normalize(bag(torch.tensor(flat), torch.tensor(offsets)), dim=1)

    steps = max(1, epochs * (len(given.aimed) // batch))
    paired = _endless(given.pairs, batch // 4, chance)
    for step, chosen in zip(range(steps), _endless(given.aimed, batch, chance), strict=False):
        aims = targets[[place for _, place in chosen]]
        found = embedded([rows for rows, _ in chosen])
        loss = (1 - (found * aims).sum(1)).mean()
        loss += _RELATION_WEIGHT * ((found @ found.T - aims @ aims.T) ** 2).mean()
        if given.pairs:
            left, right = zip(*next(paired), strict=True)
            near = embedded(left) @ embedded(right).T * _SHARPNESS
            loss += _PAIR_WEIGHT * cross_entropy(near, torch.arange(len(near)))
        for group in optimiser.param_groups:
            group["lr"] = _RATE * (1 - step / steps) + 1e-5
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 200 == 0:
            print(f"step {step} of {steps}, loss {float(loss.detach()):.3f}", flush=True)
    fitted: Floats = bag.weight.data.numpy()
    return fitted


def _start(given: Examples) -> Floats:
    start = np.zeros((len(given.vocabulary), given.targets.shape[1]), dtype=np.float32)
    for rows, place in given.aimed:
        start[rows] += given.targets[place] / len(rows)
    unmet = ~start.any(axis=1)
    start = unit(start) * 0.5
    start[unmet] = np.random.default_rng(1).normal(0.0, 0.02, (int(unmet.sum()), start.shape[1]))
    return start


def _endless(items: Sequence[Any], size: int, chance: random.Random) -> Iterator[list[Any]]:
    order = list(items)
    while order:
        chance.shuffle(order)
        for first in range(0, max(1, len(order) - size), size):
            yield order[first : first + size]


def write(directory: Path, vocabulary: Iterable[str], vectors: Floats) -> None:
    """Eight bits a number, with a scale a row."""
    from safetensors.numpy import save_file

    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    rounded = np.round(vectors / scales[:, None]).astype(np.int8)
    directory.mkdir(parents=True, exist_ok=True)
    weights = {"vectors": rounded, "scales": scales.astype(np.float32)}
    save_file(weights, directory / WEIGHTS_FILE)
    (directory / VOCABULARY_FILE).write_text("\n".join(vocabulary) + "\n", encoding="utf-8")


def main() -> None:
    """Read, teach, fit, write."""
    parser = argparse.ArgumentParser(prog="index.train.meaning")
    parser.add_argument("--teacher", required=True, help="an English sentence transformer")
    parser.add_argument("--parallel", type=Path)
    parser.add_argument("--thesaurus", type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--cache", type=Path, help="teacher's vectors, .npz, kept between runs")
    parser.add_argument("--dimension", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=7)
    bundled = Path(__file__).resolve().parents[1] / "models" / DIRECTORY
    parser.add_argument("--out", type=Path, default=bundled)
    options = parser.parse_args()
    data = Data()
    read_own(options.articles, data)
    if options.parallel:
        read_parallel(options.parallel, data)
    if options.thesaurus:
        for line in options.thesaurus.read_text(encoding="utf-8").splitlines():
            word, synonym = line.split("\t")
            data.pairs.append(((Language.RU, word), (Language.RU, synonym)))
    if options.text:
        read_english(options.text, data)
    vectors = taught(data.english(), options.teacher, options.cache)
    given = examples(data, projected(vectors, options.dimension))
    print(len(given.aimed), "texts,", len(given.pairs), "pairs,", len(given.vocabulary), "stems")
    fitted = fit(given, options.epochs, options.batch, options.seed)
    write(options.out, given.vocabulary, fitted)


if __name__ == "__main__":
    main()
