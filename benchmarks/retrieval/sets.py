"""The retrieval sets: questions, the texts to search, and which texts are right.

XQuAD (Artetxe et al. 2020) in three directions, KazQAD's validation part (Yeshpanov et al. 2024)
with its own contexts as the collection, and sentence matching on UD Parallel (PUD) and
FLORES-200. Text is read as it is; a set whose files are absent is left out.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Language

_FLORES_PAIRS = (
    (Language.EN, Language.RU),
    (Language.RU, Language.EN),
    (Language.KK, Language.RU),
    (Language.RU, Language.KK),
)


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """``relevant[i]`` holds the rows of ``texts`` that answer ``queries[i]``.

    ``groups[i]`` names what query i was drawn from (an article, say): intervals resample groups.
    """

    name: str
    queries: tuple[str, ...]
    query_language: Language
    texts: tuple[str, ...]
    languages: tuple[Language, ...]
    relevant: tuple[frozenset[int], ...]
    groups: tuple[int, ...]


def load_sets(directory: Path) -> Iterator[RetrievalSet]:
    """Every public set whose files are under ``directory``."""
    xquad = {lang: directory / "xquad" / f"xquad.{lang}.json" for lang in ("ru", "en")}
    if all(path.is_file() for path in xquad.values()):
        for query, text in (("ru", "ru"), ("en", "en"), ("en", "ru"), ("ru", "en")):
            yield xquad_set(xquad[query], xquad[text], Language(query), Language(text))
    kazqad = directory / "kazqad" / "kazqad_validation_q_title_passage_answer.tsv"
    if kazqad.is_file():
        yield kazqad_set(kazqad)
    flores = directory / "flores_sib200" / "flores_sib200.id_topic_en_ru_kk.tsv"
    if flores.is_file():
        rows = _rows(flores)
        columns = {Language.EN: 2, Language.RU: 3, Language.KK: 4}
        for query, text in _FLORES_PAIRS:
            pairs = [(row[columns[query]], row[columns[text]]) for row in rows]
            yield sentence_set("FLORES", pairs, query, text)
    pud = directory / "ud_pud.en-ru.tsv"
    if pud.is_file():
        pairs = [(row[0], row[1]) for row in _rows(pud)]
        yield sentence_set("PUD", pairs, Language.EN, Language.RU)


def xquad_set(questions: Path, contexts: Path, query: Language, text: Language) -> RetrievalSet:
    """Questions of one XQuAD file over the paragraphs of another; ids are shared."""
    texts: list[str] = []
    home: dict[str, tuple[int, int]] = {}
    for number, article in enumerate(_articles(contexts)):
        for paragraph in article["paragraphs"]:
            for question in paragraph["qas"]:
                home[question["id"]] = (len(texts), number)
            texts.append(paragraph["context"])
    asked = [
        (question["question"], *home[question["id"]])
        for article in _articles(questions)
        for paragraph in article["paragraphs"]
        for question in paragraph["qas"]
    ]
    return RetrievalSet(
        f"XQuAD {query} → {text}",
        tuple(words for words, _, _ in asked),
        query,
        tuple(texts),
        (text,) * len(texts),
        tuple(frozenset({row}) for _, row, _ in asked),
        tuple(number for _, _, number in asked),
    )


def kazqad_set(path: Path) -> RetrievalSet:
    """Unique questions over unique contexts; all contexts listed for a question are right."""
    contexts: dict[str, int] = {}
    right: dict[str, set[int]] = {}
    for _, question, _, context, _ in _rows(path):
        row = contexts.setdefault(context, len(contexts))
        right.setdefault(question, set()).add(row)
    return RetrievalSet(
        "KazQAD kk → kk",
        tuple(right),
        Language.KK,
        tuple(contexts),
        (Language.KK,) * len(contexts),
        tuple(frozenset(rows) for rows in right.values()),
        tuple(range(len(right))),
    )


def sentence_set(
    name: str, pairs: Sequence[tuple[str, str]], query: Language, text: Language
) -> RetrievalSet:
    """Each left sentence looks for its translation among all right sentences."""
    return RetrievalSet(
        f"{name} {query} → {text}",
        tuple(left for left, _ in pairs),
        query,
        tuple(right for _, right in pairs),
        (text,) * len(pairs),
        tuple(frozenset({row}) for row in range(len(pairs))),
        tuple(range(len(pairs))),
    )


def _articles(path: Path) -> list[dict]:  # type: ignore[type-arg]
    articles: list[dict] = json.loads(path.read_text(encoding="utf-8"))["data"]  # type: ignore[type-arg]
    return articles


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
