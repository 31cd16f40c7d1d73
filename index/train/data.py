"""Training text: pairs of texts that mean the same, or that answer one another.

A data directory holds any of

- ``parallel/NAME.L1-L2.tsv``: two columns, a text and its translation;
- ``prose/NAME.L1-L2.tsv``: the same, where the lines are the running text of one work: a sentence
  is also paired with the passage around its translation, and with the passage in its own language;
- ``lexicon/NAME.tsv``: three columns, Russian, Kazakh, English (``index/train/lexicon`` is read
  from this package without being named);
- ``qa/NAME.jsonl``: objects with ``lang``, ``context``, ``question`` and ``answerable``;
- ``mono/NAME.LANG.txt``: a paragraph a line; a sentence of it is paired with the rest of it, the
  inverse cloze task of Lee et al., "Latent Retrieval for Weakly Supervised Open Domain Question
  Answering", ACL 2019.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from razdel import sentenize

from index.train.gloss import Glossary, glossed
from index.train.guard import Guard

Pair = tuple[str, str]
LEXICON = Path(__file__).parent / "lexicon"
WINDOW = 6
"""Sentences of a passage cut from running text."""
LONGEST = 1600
"""Characters of a text that are read; what follows adds little to a mean."""


@dataclass
class Source:
    """The pairs of one file. A batch is drawn from one source, so that its negatives are alike."""

    name: str
    kind: str
    pairs: list[Pair] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        for left, right in self.pairs:
            yield left
            yield right


def load(directories: Iterable[Path], guard: Guard, seed: int) -> list[Source]:
    """Every source under the directories and the package's lexicon, without evaluation text."""
    known: dict[str, Source] = {}
    for path in files(directories):
        chance = random.Random(seed)
        for name, pairs in read(path, chance).items():
            source = known.setdefault(name, Source(name, name.split()[-1]))
            source.pairs += [pair for pair in pairs if guard.allows(*pair)]
    for source in known.values():
        source.pairs = list(dict.fromkeys(source.pairs))
    sources = [source for source in known.values() if source.pairs]
    return sources + translations(sources, seed)


def translations(sources: list[Source], seed: int) -> list[Source]:
    """The English question sets with Russian, and with Kazakh, word by word."""
    words: dict[str, list[Pair]] = {"ru": [], "kk": []}
    for source in sources:
        for language, pairs in words.items():
            if f".en-{language} " in source.name:
                pairs += source.pairs
    made = []
    for language, pairs in words.items():
        glossary = Glossary(pairs)
        for source in sources:
            if source.kind == "qa" and source.name.endswith("_en qa"):
                found = list(dict.fromkeys(glossed(source.pairs, glossary, seed)))
                if found:
                    made.append(Source(f"{source.name} in {language}", "gloss", found))
    return made


def files(directories: Iterable[Path]) -> list[Path]:
    """The data files, in a fixed order."""
    patterns = ("parallel/*.tsv", "prose/*.tsv", "lexicon/*.tsv", "qa/*.jsonl", "mono/*.txt")
    found = sorted(LEXICON.glob("*.tsv"))
    for directory in directories:
        for pattern in patterns:
            found += sorted(directory.glob(pattern))
    return found


def read(path: Path, chance: random.Random) -> dict[str, list[Pair]]:
    """The pairs of one file by the name of their source, whose last word is their kind."""
    name = path.stem
    with path.open(encoding="utf-8") as lines:
        match path.parent.name:
            case "parallel":
                return {f"{name} parallel": list(_parallel(lines))}
            case "prose":
                rows = list(_parallel(lines))
                return {
                    f"{name} parallel": rows,
                    f"{name} window": list(_windows(rows, chance)),
                    f"{name} cloze": list(_gaps(rows, chance)),
                }
            case "lexicon":
                return _lexicon(name.split("-")[0], list(_triples(lines)))
            case "qa":
                return {f"{name} qa": list(_questions(lines))}
            case _:
                return {f"{name} cloze": list(_cloze(lines, chance))}


def _lexicon(name: str, triples: list[tuple[str, str, str]]) -> dict[str, list[Pair]]:
    """Translations, and where a question is followed by a statement, questions with answers."""
    answered = [
        (one[left], other[right])
        for one, other in pairwise(triples)
        if one[0].endswith("?") and not other[0].endswith("?")
        for left in range(3)
        for right in range(3)
    ]
    return {
        f"{name}.en-ru lexicon": [(english, russian) for russian, _, english in triples],
        f"{name}.en-kk lexicon": [(english, kazakh) for _, kazakh, english in triples],
        f"{name}.ru-kk lexicon": [(russian, kazakh) for russian, kazakh, _ in triples],
        f"{name} qa": answered,
    }


def _windows(rows: list[Pair], chance: random.Random) -> Iterator[Pair]:
    """A sentence and the passage of the other language that holds its translation, both ways."""
    for begin in range(0, len(rows) - WINDOW + 1, 2):
        part = rows[begin : begin + WINDOW]
        left, right = chance.choice(part)[0], chance.choice(part)[1]
        yield left, " ".join(row[1] for row in part)[:LONGEST]
        yield " ".join(row[0] for row in part)[:LONGEST], right


def _gaps(rows: list[Pair], chance: random.Random) -> Iterator[Pair]:
    """A sentence and the rest of its passage, in the second language of the file."""
    for begin in range(0, len(rows) - WINDOW + 1, 2):
        part = [row[1] for row in rows[begin : begin + WINDOW]]
        sentence = part.pop(chance.randrange(WINDOW))
        yield sentence, " ".join(part)[:LONGEST]


def _parallel(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 2 and cells[0].strip() and cells[1].strip() and cells[0] != cells[1]:
            yield cells[0][:LONGEST], cells[1][:LONGEST]


def _triples(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
        if len(cells) == 3 and all(cells):
            yield cells[0], cells[1], cells[2]


def _questions(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        row = json.loads(line)
        if row["answerable"]:
            yield row["question"], window(row["context"], row["answers"])


def window(context: str, answers: list[dict[str, str | int]]) -> str:
    """The part of a long context that holds the answer; all of a short one."""
    if len(context) <= LONGEST or not answers:
        return context[:LONGEST]
    middle = int(answers[0]["start"])
    start = max(0, min(middle - LONGEST // 2, len(context) - LONGEST))
    return context[start : start + LONGEST]


def _cloze(lines: Iterable[str], chance: random.Random) -> Iterator[Pair]:
    for line in lines:
        sentences = [found.text for found in sentenize(line.strip()[: 2 * LONGEST])]
        long_enough = [at for at, text in enumerate(sentences) if len(text.split()) >= 5]
        if len(sentences) < 2 or not long_enough:
            continue
        for at in chance.sample(long_enough, min(2, len(long_enough))):
            rest = " ".join(sentences[:at] + sentences[at + 1 :])
            yield sentences[at], rest[:LONGEST]
