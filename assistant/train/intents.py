"""Train the model of small talk: ``python -m assistant.train.intents``.

It learns the phrases of ``assistant.phrases``, each with its kind, against the questions of the
articles of this package, those about anything (``articles.FAR``), and a few words of the articles,
alone or asked after as one asks an assistant («Ты знаешь про …?»). The report is of five folds:
what share of phrases that did not train a model it tells, and of such questions it takes for small
talk.
"""

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.intent import BUCKETS, QUESTION, Intent, buckets
from assistant.phrases import read_phrases
from assistant.rarity import WEIGHTS
from assistant.train.articles import ARTICLES, FAR, ORDER, read_far
from corpus import Language

_FOLDS = 5
_STRENGTH = 40.0
"""Inverse of the regularisation."""
_WEIGHT = 2.0
"""Of a phrase; of a question, of which there are nearly forty times as many, it is one."""
_MAY_ASK = (0.1, 0.25, 0.5)
_ASKED = 60
"""Of each article in each language so many times a few of its words."""
_WORDS = 3
_FRAMES = {
    Language.RU: ("{}", "расскажи {}", "расскажи про {}", "ты знаешь про {}?", "знаешь {}",
                  "что скажешь о {}", "а что там про {}", "ты знаешь, сколько {}?", "покажи {}",
                  "что такое {}", "что за {}", "вы знаете {}?", "мне нужен {}", "хочу {}", "дай {}",
                  "где взять {}", "у вас есть {}?", "у тебя есть {}?"),
    Language.KK: ("{}", "{} туралы айт", "{} туралы білесің бе?", "{} білесің бе", "{} көрсет",
                  "{} туралы не айтасың", "сен {} туралы не білесің", "сенде {} бар ма",
                  "{} деген не", "{} деген кім", "{} не", "{} керек", "маған {} керек", "{} бер",
                  "{} қалай аламын", "{} қажет", "{} айт", "сізде {} бар ма"),
    Language.EN: ("{}", "tell me about {}", "do you know {}?", "do you know about {}", "show me {}",
                  "what can you say about {}", "can you explain {}", "what about {}", "what is {}",
                  "who is {}", "i need {}", "i want {}", "give me {}", "do you have {}?",
                  "where is {}", "how about {}", "tell me {}"),
}  # fmt: skip


def main() -> None:
    """Read, report, fit, write."""
    texts, kinds = examples()
    matrix = matrix_of(texts)
    asked = np.zeros(len(texts))
    folds = np.random.default_rng(7).integers(_FOLDS, size=len(texts))
    for fold in range(_FOLDS):
        model = fit(matrix[folds != fold], kinds[folds != fold])
        for row in np.flatnonzero(folds == fold).tolist():
            asked[row] = model.shares(texts[row])[QUESTION]
    question = kinds == QUESTION
    for most in _MAY_ASK:
        print(
            f"at most {most} a question: {(asked[~question] <= most).mean():.3f} of "
            f"{(~question).sum()} phrases, {(asked[question] <= most).mean():.4f} of "
            f"{question.sum()} questions"
        )
    fit(matrix, kinds).write(WEIGHTS)


def fit(matrix: csr_matrix, kinds: NDArray[np.str_]) -> Intent:
    """A multinomial logistic regression of ``kinds`` on the rows of ``matrix``."""
    weights = np.where(kinds == QUESTION, 1.0, _WEIGHT)
    found = LogisticRegression(C=_STRENGTH, max_iter=1_000).fit(matrix, kinds, weights)
    return Intent.of(tuple(found.classes_.tolist()), found.coef_, found.intercept_)


def examples() -> tuple[list[str], NDArray[np.str_]]:
    """Messages and the kind of each."""
    chance = random.Random(7)
    kind_of = {}
    for path in sorted(ARTICLES.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        kind_of.update(dict.fromkeys((row["question"] for row in article["questions"]), QUESTION))
        kind_of.update(dict.fromkeys(_asked_after(article, chance), QUESTION))
    for questions in read_far(FAR).values():
        kind_of.update(dict.fromkeys(questions, QUESTION))
    kind_of.update((phrase, kind) for kind, _, phrase in read_phrases())
    return list(kind_of), np.array(list(kind_of.values()))


def _asked_after(article: Mapping[str, Any], chance: random.Random) -> Iterator[str]:
    sentences = [sentence for paragraph in article["paragraphs"] for sentence in paragraph]
    for place, language in enumerate(ORDER):
        for _ in range(_ASKED):
            words = chance.choice(sentences)[place].split()
            start, count = chance.randrange(len(words)), chance.randint(1, _WORDS)
            named = " ".join(words[start : start + count]).strip('.,:;!?«»"()—– ')
            if named:
                yield chance.choice(_FRAMES[language]).format(named)


def matrix_of(texts: list[str]) -> csr_matrix:
    """A row for each text, its buckets of one over the root of their number."""
    found = [buckets(text) for text in texts]
    counts = np.array([len(one) for one in found])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    return csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), BUCKETS))


if __name__ == "__main__":
    main()
