"""Make ``corpus/data/words.txt``: ``python -m corpus.train.commonwords index/train/lexicon
assistant/train/articles index/train/encoder/articles``.

Those texts are read as for the tables of letters (``corpus.train.trigrams``). A word that questions
alone have, as «скажи» is, must stand in more of them, and not be one of the texts without its
Kazakh letters: they are typed as people type. Words at level 0 are not common: they are forms of
Russian and English words (pymorphy3, LemmInflect) that could be taken for a slip of a common one.
"""

import argparse
import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from rapidfuzz.distance import OSA

from corpus.commonwords import FILE
from corpus.knownwords import SLIPS
from corpus.language import Language
from corpus.slip import is_slip, is_sure_slip
from corpus.train.trigrams import ORDER, Words, count_words, texts
from corpus.wordlists import fold_letters

_LEAST, _LEAST_ASKED = 2, 12
_SHORTEST, _MEANT = SLIPS[0]


def common(counts: Words, written: Words) -> dict[int, list[str]]:
    """By level (``corpus.commonwords``), the words that are counted often enough; ``written`` are
    those of texts alone."""
    folded = {fold_letters(word) for word in written}
    levels: dict[int, list[str]] = defaultdict(list)
    for word, count in sorted(counts.items()):
        known = count >= _LEAST if word in written else count >= _LEAST_ASKED
        if known and (word in written or fold_letters(word) not in folded):
            levels[count.bit_length() - 1].append(word)
    return levels


def mistakable(forms: Mapping[str, bool], meant: Collection[str], language: Language) -> set[str]:
    """Those of ``forms`` that are one edit from a word of ``meant``, and would be taken for a slip
    of it; for a sure one only where they are told to be usual: many of the rare forms of a
    dictionary are slips of others, as «балов» is of «баллов»."""
    shortened: dict[str, list[str]] = defaultdict(list)
    for word in meant:
        for part in (word, *_shortened(word)):
            shortened[part].append(word)
    found = set()
    for form, usual in forms.items():
        plain = fold_letters(form)
        near = {word for part in (plain, *_shortened(plain)) for word in shortened.get(part, ())}
        if plain not in near and any(
            word[0] == plain[0]
            and OSA.distance(plain, word) == 1
            and is_slip(plain, word, language)
            and (usual or not is_sure_slip(plain, word, language))
            for word in near
        ):
            found.add(form)
    return found


def _shortened(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _russian_forms() -> Iterator[tuple[str, str]]:
    import pymorphy3

    morphology = pymorphy3.MorphAnalyzer(lang="ru")
    for word, _, lemma, *_ in morphology.dictionary.iter_known_words():
        yield word, lemma


def _english_forms() -> Iterator[tuple[str, str]]:
    path = files("lemminflect") / "resources" / "infl_lu.csv.gz"
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for lemma, _, *inflected in csv.reader(lines):
            yield lemma, lemma
            for forms in inflected:
                yield from ((form, lemma) for form in forms.split("/"))


_FORMS: Mapping[Language, Callable[[], Iterator[tuple[str, str]]]] = {
    Language.RU: _russian_forms,
    Language.EN: _english_forms,
}


def _usual(language: Language, known: Collection[str]) -> Mapping[str, bool]:
    """The plain words of a dictionary; whether each is a dictionary form, or one of a ``known``
    word."""
    found: dict[str, bool] = {}
    for word, lemma in _FORMS[language]():
        if len(word) >= _SHORTEST and word.isalpha() and word.islower():
            found[word] = found.get(word, False) or word == lemma or lemma in known
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directories", nargs="+", type=Path)
    directories = parser.parse_args().directories
    counts = count_words(texts(directories))
    written = count_words(texts(directories, questions=False))
    lines = []
    for language in ORDER:
        levels = common(counts[language], written[language])
        if language in _FORMS:
            known = {word for words in levels.values() for word in words}
            meant = {fold_letters(w) for level in levels if level >= _MEANT for w in levels[level]}
            forms = _usual(language, known)
            levels[0] = sorted(mistakable(forms, meant, language) - known)
        lines += [" ".join((language, str(n), *words)) for n, words in sorted(levels.items())]
    FILE.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
