"""Make ``index/data/translations.tsv`` from the lexicon: ``python -m index.train.translations``.

Each line of ``index/train/lexicon/*.tsv`` holds one word, phrase or sentence in Russian, Kazakh and
English. Their content stems are aligned by IBM Model 1 in both directions; pairs whose geometric
mean of the two probabilities is at least ``--threshold`` are kept, the best ``--keep`` a stem.
Deterministic: no random start, sums in the order of the files.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from corpus import Language
from index.analysis import ANALYSIS_VERSION, content_terms
from index.translation import FILE_NAME, Entry

_COLUMNS = (Language.RU, Language.KK, Language.EN)
_INDEX = Path(__file__).resolve().parents[1]
LEXICON = _INDEX / "train" / "lexicon"
_Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]
_Table = dict[str, dict[str, float]]


def lexicon(directory: Path) -> Iterator[tuple[str, str, str]]:
    """Triples of the TSV files under ``directory``, in the order of their names."""
    for path in sorted(directory.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == len(_COLUMNS):
                yield cells[0], cells[1], cells[2]


def ibm_model_1(pairs: _Pairs, iterations: int) -> _Table:
    """p(target | source) by expectation maximisation from a uniform start, without a null word."""
    seen: dict[str, dict[str, float]] = {}
    for source, target in pairs:
        for word in source:
            seen.setdefault(word, {}).update(dict.fromkeys(target, 1.0))
    table = {word: _normalised(targets) for word, targets in seen.items()}
    for _ in range(iterations):
        counts: _Table = {word: defaultdict(float) for word in table}
        for source, target in pairs:
            for translation in target:
                total = sum(table[word][translation] for word in source)
                for word in source:
                    counts[word][translation] += table[word][translation] / total
        table = {word: _normalised(targets) for word, targets in counts.items()}
    return table


def entries(
    triples: Sequence[Sequence[str]], iterations: int, threshold: float, keep: int
) -> Iterator[Entry]:
    """Table entries for each pair of languages, the strongest of a stem first."""
    terms = [
        [content_terms(triple[column], language) for triple in triples]
        for column, language in enumerate(_COLUMNS)
    ]
    for left, right in combinations(range(len(_COLUMNS)), 2):
        pairs = [pair for pair in zip(terms[left], terms[right], strict=True) if all(pair)]
        forward = ibm_model_1(pairs, iterations)
        backward = ibm_model_1([(target, source) for source, target in pairs], iterations)
        for stem in sorted(forward):
            weighted = [
                (math.sqrt(share * backward[translation].get(stem, 0.0)), translation)
                for translation, share in forward[stem].items()
            ]
            best = sorted((pair for pair in weighted if pair[0] >= threshold), reverse=True)
            for weight, translation in best[:keep]:
                yield _COLUMNS[left], stem, _COLUMNS[right], translation, round(weight, 3)


def _normalised(row: dict[str, float]) -> dict[str, float]:
    total = sum(row.values())
    return {word: value / total for word, value in row.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--lexicon", type=Path, default=LEXICON)
    parser.add_argument("--out", type=Path, default=_INDEX / "data" / FILE_NAME)
    parser.add_argument("--iterations", type=int, default=8)
    parser.add_argument("--threshold", type=float, default=0.1)
    parser.add_argument("--keep", type=int, default=5)
    arguments = parser.parse_args()
    triples = list(lexicon(arguments.lexicon))
    lines = [f"# {len(triples)} triples, text analysis {ANALYSIS_VERSION}"]
    for source, stem, target, translation, weight in entries(
        triples, arguments.iterations, arguments.threshold, arguments.keep
    ):
        lines.append(f"{source}\t{stem}\t{target}\t{translation}\t{weight:g}")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(triples)} triples, {len(lines) - 1} pairs: {arguments.out}")


if __name__ == "__main__":
    main()
