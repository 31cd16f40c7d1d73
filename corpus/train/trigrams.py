"""Make ``corpus/cyrillictrigrams.py`` and ``corpus/latintrigrams.py``:
``python -m corpus.train.trigrams index/train/lexicon assistant/train/articles
index/train/encoder/articles``.

Read are texts written in three languages: ``*.tsv`` of lines ``Russian<TAB>Kazakh<TAB>English`` and
``*.json`` articles as ``assistant.train.articles`` describes them. As both sides say the same,
loanwords («портал») are on both and tell nothing. A word counts by the square root of how often it
stands; Russian and Kazakh ones count in Latin letters too, spread over the ways they are spelt.
"""

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from corpus.language import Language
from corpus.trigrams import trigrams_of
from corpus.wordlists import fold_letters

Words = Counter[str]

ROOM = Path(__file__).parents[1]
ORDER = (Language.RU, Language.KK, Language.EN)
"""Languages of the columns of a line of text, and of a table."""
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {
    Language.RU: re.compile("[а-яё]+"),
    Language.KK: re.compile("[а-яёәғқңөұүһі]+"),
    Language.EN: re.compile("[a-z]+"),
}
_LEAST = 40.0
"""Least weighted count of a sequence, in one language, that is kept."""
_SMOOTHING, _PER = 5.0, 1e6
_STRONGEST, _STEP = 6, 2
"""In halves."""
_WIDTH = 96

_PLAIN = dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziiklmnoprstufhcye", strict=True)) | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ё": "e", "ъ": "", "ь": ""
}  # fmt: skip
RUSSIAN_SPELLINGS = (
    _PLAIN,
    _PLAIN | {"й": "y", "ц": "ts", "х": "kh", "щ": "shch", "ё": "yo"},
    _PLAIN | {"й": "j", "ж": "j", "щ": "sh", "я": "ia", "ю": "iu", "ё": "io"},
)
_KAZAKH = _PLAIN | dict(zip("әғқңөұүһіуж", "agqnouuhiuj", strict=True))
KAZAKH_SPELLINGS = (
    _KAZAKH,
    _KAZAKH | {"қ": "k", "ж": "zh", "й": "y"},
    _KAZAKH | {"ж": "zh", "ғ": "gh", "у": "w", "ы": "i"},
)


def texts(directories: Iterable[Path], questions: bool = True) -> Iterator[tuple[Language, str]]:
    """The texts of the files in ``directories``, with their languages; ``questions`` to articles
    among them, which are typed as people type."""
    for directory in directories:
        for path in sorted(directory.glob("*.tsv")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from zip(ORDER, line.split("\t"), strict=False)
        for path in sorted(directory.glob("*.json")):
            article = json.loads(path.read_text(encoding="utf-8"))
            yield from ((Language(code), text) for code, text in article["title"].items())
            for paragraph in article["paragraphs"]:
                for sentence in paragraph:
                    yield from zip(ORDER, sentence, strict=True)
            for asked in article["questions"] if questions else ():
                yield Language(asked["lang"]), asked["question"]


def count_words(found: Iterable[tuple[Language, str]]) -> dict[Language, Words]:
    """How often each word stands in the texts of its language; abbreviations and what is written
    in letters of another one are left out."""
    counts: dict[Language, Words] = {language: Counter() for language in ORDER}
    for language, text in found:
        for word in _WORD.findall(text):
            plain = word.lower()
            if not (len(word) > 1 and word.isupper()) and _LETTERS[language].fullmatch(plain):
                counts[language][plain] += 1
    return counts


def table(classes: Sequence[Mapping[str, float]], least: float = _LEAST) -> dict[str, list[int]]:
    """For each sequence of three letters, the logarithm (base 2) of how frequent it is in each of
    ``classes`` of weighted words over their geometric mean, in halves, at most six of them."""
    counts: list[dict[str, float]] = [defaultdict(float) for _ in classes]
    for count, words in zip(counts, classes, strict=True):
        for word, weight in words.items():
            for trigram in trigrams_of(word):
                count[trigram] += weight
    totals = [sum(count.values()) for count in counts]
    weights = {}
    for trigram in sorted(set().union(*counts)):
        if max(count[trigram] for count in counts) < least:
            continue
        logs = [
            math.log2(count[trigram] / total * _PER + _SMOOTHING)
            for count, total in zip(counts, totals, strict=True)
        ]
        mean = sum(logs) / len(logs)
        halves = (_STEP * round(2 * (log - mean) / _STEP) for log in logs)
        weights[trigram] = [max(-_STRONGEST, min(_STRONGEST, half)) for half in halves]
    return weights


def module(title: str, weights: Mapping[str, Sequence[int]]) -> str:
    """The module that holds ``weights``: lines of trigrams behind the weights they share."""
    groups: dict[str, list[str]] = {}
    for trigram, halves in weights.items():
        groups.setdefault(",".join(map(str, halves)), []).append(trigram)
    lines = [
        f"{key} {line}"
        for key, trigrams in sorted(groups.items())
        for line in wrap(" ".join(trigrams), _WIDTH - len(key))
    ]
    made = "Made by ``python -m corpus.train.trigrams``."
    return "\n".join([f'"""{title}', "", made, '"""', "", 'TABLE = """', *lines, '"""', ""])


def _weighted(words: Words) -> dict[str, float]:
    return {word: math.sqrt(count) for word, count in words.items()}


def _folded(words: Words) -> dict[str, float]:
    folded: Words = Counter()
    for word, count in words.items():
        folded[fold_letters(word)] += count
    return _weighted(folded)


def spelt(words: Words, spellings: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """The words in Latin letters, their weights spread over ``spellings``."""
    found: dict[str, float] = defaultdict(float)
    for word, weight in _weighted(words).items():
        for letters in spellings:
            latin = "".join(letters[letter] for letter in word)
            found[latin] += weight / len(spellings)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="+", type=Path)
    words = count_words(texts(parser.parse_args().directories))
    russian, kazakh = words[Language.RU], words[Language.KK]
    cyrillic = table([_folded(russian), _folded(kazakh)])
    latin = table(
        [
            spelt(russian, RUSSIAN_SPELLINGS),
            spelt(kazakh, KAZAKH_SPELLINGS),
            _weighted(words[Language.EN]),
        ]
    )
    for name, title, weights in (
        ("cyrillic", "Russian and Kazakh words, folded:", cyrillic),
        ("latin", "Russian, Kazakh and English words in Latin letters:", latin),
    ):
        written = module(f"{title} the weights of their trigrams.", weights)
        (ROOM / f"{name}trigrams.py").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
