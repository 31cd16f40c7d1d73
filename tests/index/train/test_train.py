"""The training package, on a handful of sentences."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from index.train import data, files, folding, model, tasks, tokenizer
from index.train.evaluate import recall
from index.train.gloss import Glossary
from index.train.guard import Guard
from index.train.inherit import count, inherit

PAIRS = [
    ("red house", "красный дом"),
    ("green tree", "зелёное дерево"),
    ("cold water", "холодная вода"),
    ("new school", "новая школа"),
    ("old road", "старая дорога"),
    ("white horse", "белая лошадь"),
    ("dark night", "тёмная ночь"),
    ("bright sun", "яркое солнце"),
]


def test_a_directory_is_read_by_its_folders(tmp_path: Path) -> None:
    for folder, name, text in (
        ("parallel", "a.en-ru.tsv", "house\tдом\nbroken line\n"),
        ("qa", "b.jsonl", json.dumps(_question("Who?", True)) + "\n"),
        ("mono", "c.ru.txt", "Первое длинное предложение из пяти слов. Второе.\nОдно.\n"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    found = {source.name: source for source in data.load([tmp_path], Guard(), 1)}
    assert found["a.en-ru parallel"].pairs == [("house", "дом")]
    assert found["b qa"].pairs == [("Who?", "Ada wrote it.")]
    assert found["c.ru cloze"].pairs == [("Первое длинное предложение из пяти слов.", "Второе.")]


def _question(question: str, answerable: bool) -> dict[str, object]:
    return {
        "lang": "en",
        "context": "Ada wrote it.",
        "question": question,
        "answers": [{"text": "Ada", "start": 0}],
        "answerable": answerable,
        "source": "test",
    }


def test_triples_give_translations_and_answers(tmp_path: Path) -> None:
    path = tmp_path / "lexicon" / "words-01.tsv"
    path.parent.mkdir()
    path.write_text("Где дом?\tҮй қайда?\tWhere is it?\nТут.\tОсында.\tHere.\n", encoding="utf-8")
    found = data.read(path, random.Random(0))
    assert found["words.en-ru lexicon"] == [("Where is it?", "Где дом?"), ("Here.", "Тут.")]
    assert found["words.ru-kk lexicon"] == [("Где дом?", "Үй қайда?"), ("Тут.", "Осында.")]
    assert ("Where is it?", "Осында.") in found["words qa"]
    assert len(found["words qa"]) == 9


def test_running_text_gives_passages(tmp_path: Path) -> None:
    path = tmp_path / "prose" / "book.en-ru.tsv"
    path.parent.mkdir()
    path.write_text("".join(f"en{n}\tru{n}\n" for n in range(7)), encoding="utf-8")
    found = data.read(path, random.Random(0))
    assert len(found["book.en-ru parallel"]) == 7
    sentence, passage = found["book.en-ru window"][0]
    assert passage == "ru0 ru1 ru2 ru3 ru4 ru5"
    assert sentence.replace("en", "ru") in passage
    sentence, passage = found["book.en-ru cloze"][0]
    assert sentence.startswith("ru")
    assert sentence not in passage


def test_a_glossary_translates_stems_and_phrases_and_keeps_names() -> None:
    words = Glossary([("house", "дом"), ("world war", "мировая война"), ("build", "строить")])
    chance = random.Random(0)
    assert words.translate("Ada built Houses", chance) == "Ada дом"
    assert words.translate("world wars", chance) == "мировая война"
    assert words.translate("entirely unknown sentence", chance) == ""


def test_a_long_context_is_cut_around_the_answer() -> None:
    context = "a" * 3000 + "answer" + "b" * 3000
    assert "answer" in data.window(context, [{"text": "answer", "start": 3000}])
    assert len(data.window(context, [{"text": "answer", "start": 3000}])) == data.LONGEST


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("One two three four five.", False),
        ("zero one two three four five six", True),
        ("x 1 2 3 4 5 6 7 8 9 10 11 12 13 y", False),
        ("1 2 3 4 5 6 7 8 9 10 11 12 y", True),
    ],
)
def test_the_guard_knows_wholes_and_runs(text: str, allowed: bool) -> None:
    known = Guard(["one two three four five", "0 1 2 3 4 5 6 7 8 9 10 11 12 13"])
    assert known.allows(text) is allowed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("қазақша", "казакша"),
        ("қазақша", "qazaqsha"),
        ("Ёлка", "елка"),
        ("Café", "cafe"),
        ("Мартин", "Martin"),
    ],
)
def test_spellings_are_folded_into_one(one: str, other: str) -> None:
    fitted = tokenizer.fit([one, other] * 4, 200)
    assert fitted.encode(one).tokens == fitted.encode(other).tokens


@pytest.mark.parametrize(
    "text",
    [
        "Ёлка, съёмка — «Щука»",
        "Ғылым және Өнер: ҰҮҢҺІ",
        "Buffalo’s back-check: CITY, Qwerty",
        "ﬁ É й №5",
    ],
)
def test_both_ways_of_folding_agree(text: str) -> None:
    assert folding.rules().normalize_str(text) == folding.fold(text)


def test_a_text_is_cut_as_the_tokenizer_alone_cuts_it() -> None:
    texts = ["В 2025 году, 6,7 млн. — «Щука»", "snake_case x2 §5 Ёж"]
    fitted = tokenizer.fit(texts * 3, 200)
    ids, offsets = tokenizer.encode(fitted, texts, 100)
    for at, text in enumerate(texts):
        assert ids[offsets[at] : offsets[at + 1]].tolist() == fitted.encode(text).ids


def test_a_gathered_text_keeps_its_tokens() -> None:
    texts = model.Texts(np.array([5, 6, 7, 8], np.int32), np.array([0, 1, 1, 4], np.int64))
    ids, begins = texts.gather(np.array([2, 0, 1]))
    assert ids.tolist() == [6, 7, 8, 5]
    assert begins.tolist() == [0, 3, 4]


def test_equal_texts_are_no_negatives() -> None:
    same = torch.tensor([[False, True], [True, False]])
    left = torch.eye(2)
    assert model.loss(left, left, same, 20.0).item() == pytest.approx(0.0, abs=1e-6)


def test_recall_counts_a_right_passage_at_any_place_within_depth() -> None:
    questions = np.array([[1.0, 0.0]], np.float32)
    passages = np.array([[1.0, 0.0], [0.9, 0.1]], np.float32)
    assert recall(questions, passages, [{1}], 1) == 0.0
    assert recall(questions, passages, [{1}], 2) == 1.0


def test_a_trained_model_matches_its_pairs_and_loads(tmp_path: Path) -> None:
    sources = [data.Source("tiny", "parallel", PAIRS)]
    fitted = tokenizer.fit(tasks.sample(sources, 1), 400)
    built = tasks.build(sources, fitted)
    weights = model.start(fitted.get_vocab_size(), 16, 1)
    weights = model.train(weights, built, model.Schedule(steps=60, rate=0.05, keep=1.0))
    files.write(tmp_path, fitted, weights)

    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(str(tmp_path), device="cpu")
    left = loaded.encode([pair[0] for pair in PAIRS], normalize_embeddings=True)
    right = loaded.encode([pair[1] for pair in PAIRS], normalize_embeddings=True)
    assert (left @ right.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))
    assert np.allclose(np.linalg.norm(left, axis=1), 1.0, atol=1e-3)


def test_rows_are_inherited_by_word(tmp_path: Path) -> None:
    texts = ["дом house дом house", "дерево tree"]
    old = tokenizer.fit(texts * 4, 300)
    rows = model.start(old.get_vocab_size(), 4, 1)
    files.write(tmp_path, old, rows)
    new = tokenizer.fit(texts * 4, 200)
    made = inherit(model.start(new.get_vocab_size(), 4, 2), new, tmp_path, count(texts))
    before, after = old.encode("дом").ids, new.encode("дом").ids
    assert len(after) == 1
    assert torch.allclose(made[after[0]], rows[before].sum(dim=0), atol=1e-2)


def test_training_goes_on_from_the_rows_of_the_same_tokenizer(tmp_path: Path) -> None:
    fitted = tokenizer.fit(["дом house"] * 4, 200)
    rows = model.start(fitted.get_vocab_size(), 4, 1)
    files.write(tmp_path, fitted, rows)
    made = inherit(torch.zeros_like(rows), fitted, tmp_path, count(["дом"]))
    assert torch.allclose(made, rows, atol=1e-2)
