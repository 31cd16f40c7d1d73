"""Make ``index/data/synonyms.tsv`` from the groups: ``python -m index.train.synonyms``.

Each line of ``index/train/synonyms/*.tsv`` is a group: words and phrases in Russian, Kazakh and
English, members parted by « | ». They are reduced to the stems that texts are indexed by: a single
Russian or English word to the stems of all its forms (pymorphy3, LemmInflect), for a stemmer parts
«просел» from «просесть» and "fell" from "fall". A member with a stop word is left out: what is left
of it would say something else («go down» → «go»).
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corpus import Language, fold_letters
from index.analysis import ANALYSIS_VERSION, content_terms, words
from index.stopwords import STOP_WORDS
from index.synonyms import COLUMNS, FILE_NAME

_INDEX = Path(__file__).resolve().parents[1]
SYNONYMS = _INDEX / "train" / "synonyms"
_LONGEST = 3
_SHORTEST_FORM = 3


def groups(directory: Path) -> Iterator[list[str]]:
    """The three cells of each group, in the order of the files, their members stemmed; groups
    without two members in any one language, or one in two, say nothing and are left out."""
    for path in sorted(directory.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == len(COLUMNS):
                stemmed = [
                    _stemmed(cell, language) for cell, language in zip(cells, COLUMNS, strict=True)
                ]
                if sum(map(len, stemmed)) > 1:
                    yield ["|".join(members) for members in stemmed]


def _stemmed(cell: str, language: Language) -> list[str]:
    members: dict[str, None] = {}
    for member in cell.split("|"):
        found = words(member)
        if not 0 < len(found) <= _LONGEST or any(_is_stop(word, language) for word in found):
            continue
        members[" ".join(content_terms(member, language))] = None
        if len(found) == 1:
            forms = (form for form in _FORMS[language](found[0]) if not _is_stop(form, language))
            stems = (stem for form in forms for stem in content_terms(form, language))
            members |= dict.fromkeys(stem for stem in stems if len(stem) >= _SHORTEST_FORM)
    return list(members)


def _is_stop(word: str, language: Language) -> bool:
    return fold_letters(word) in STOP_WORDS[language]


def _russian_forms(word: str) -> Iterable[str]:
    return sorted({form.word for form in _morphology().parse(word)[0].lexeme})


def _english_forms(word: str) -> Iterable[str]:
    import lemminflect

    return sorted(
        {form for forms in lemminflect.getAllInflections(word).values() for form in forms}
    )


def _no_forms(word: str) -> Iterable[str]:
    del word
    return ()


_FORMS: Mapping[Language, Callable[[str], Iterable[str]]] = {
    Language.RU: _russian_forms,
    Language.KK: _no_forms,
    Language.EN: _english_forms,
}


@cache
def _morphology() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--groups", type=Path, default=SYNONYMS)
    parser.add_argument("--out", type=Path, default=_INDEX / "data" / FILE_NAME)
    arguments = parser.parse_args()
    rows = ["\t".join(cells) for cells in groups(arguments.groups)]
    head = f"# {len(rows)} groups, text analysis {ANALYSIS_VERSION}"
    arguments.out.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} groups: {arguments.out}")


if __name__ == "__main__":
    main()
