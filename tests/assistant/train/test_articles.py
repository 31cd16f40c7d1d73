import json
from pathlib import Path
from typing import Any

import pytest

from assistant.rarity import Rarity
from assistant.train.articles import ARTICLES, article_document, article_pools, read_far
from assistant.train.pools import LabelledPool, Variant
from corpus import Language
from index import FakeEmbedder
from index.train.encoder.lessons import ARTICLES as LESSONS


def article(name: str, sentence: str, question: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "title": {"ru": name, "kk": name, "en": name},
        "paragraphs": [[[sentence, sentence, sentence], ["Вход свободный."] * 3]],
        "questions": [{"lang": "ru", **question}],
    }


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    park = {"question": "Какой парк открыли?", "evidence": ["парк у реки"]}
    museum = {
        "question": "а вход?",
        "evidence": ["Вход свободный"],
        "history": [
            {"role": "user", "content": "Когда открыли музей?"},
            {"role": "assistant", "content": "Музей открыли в 2019 году."},
        ],
    }
    made = [
        article("museum", "Музей открыли в 2019 году.", museum),
        article("park", "Открыли парк у реки.", park),
    ]
    for one in made:
        (tmp_path / f"{one['id']}.json").write_text(json.dumps(one), encoding="utf-8")
    return tmp_path


def told(pool: LabelledPool, name: str) -> bool:
    return bool(pool.pool.column(name).any())


def test_follow_ups_are_read_both_ways_and_strangers_have_no_answer(articles: Path) -> None:
    museum, park = article_pools(articles, FakeEmbedder(), Rarity({}), 5)
    assert [pool.variant for pool in museum] == [Variant.AS_IS, Variant.AS_IS, Variant.OTHER_TEXTS]
    assert all(told(pool, "after_told") and pool.holds.any() for pool in museum[:2])
    assert not museum[2].holds.any()
    assert not told(museum[2], "follow_up")
    assert [pool.variant for pool in park] == [Variant.AS_IS]  # a follow-up is no stranger's


@pytest.mark.parametrize("place", [0, 4], ids=["Russian", "Kazakh alone"])
def test_evidence_that_is_not_in_its_article_is_refused(tmp_path: Path, place: int) -> None:
    right = article("museum", "Музей открыли.", {"question": "Что?", "evidence": ["Музей"]})
    wrong = article("museum", "Музей открыли.", {"question": "Что?", "evidence": ["парк"]})
    for number in range(place + 1):
        written = wrong if number == place else right
        (tmp_path / f"{number}.json").write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(ValueError, match="парк"):
        article_pools(tmp_path, FakeEmbedder(), Rarity({}), 5)


def test_questions_about_anything_have_no_answer(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "far.tsv"
    path.write_text("ru\tКто вырыл канал?\nen\tWho won the cup?\n", encoding="utf-8")
    far = read_far(path)
    assert far == {"ru": ["Кто вырыл канал?"], "en": ["Who won the cup?"]}
    _, park = article_pools(articles, FakeEmbedder(), Rarity({}), 5, strangers=0, far=[far])
    assert [pool.variant for pool in park][1:] == [Variant.OTHER_TEXTS] * 2
    assert [pool.language for pool in park][1:] == [Language.RU, Language.EN]
    assert not any(pool.holds.any() for pool in park[1:])


def test_every_fourth_article_is_asked_about_in_one_language_each_in_turn(tmp_path: Path) -> None:
    wordings = ["Музей открыли в 2019 году.", "Музей 2019 жылы ашылды.", "It opened in 2019."]
    for number in range(9):
        made = article(f"museum{number}", "", {"question": "Когда?", "evidence": ["в 2019 году"]})
        made["paragraphs"][0][0] = wordings
        (tmp_path / f"{number}.json").write_text(json.dumps(made), encoding="utf-8")
    found = article_pools(tmp_path, FakeEmbedder(), Rarity({}), 5, strangers=0)
    views = [
        {language for c in pool.pool.candidates for language in c.reading.views} for [pool] in found
    ]
    assert views == [{Language.RU}, *[set(Language)] * 3, {Language.KK}, *[set(Language)] * 3,
                     {Language.EN}]  # fmt: skip
    for [pool], told in zip(found[::4], wordings, strict=True):
        held = [c.text for c, holds in zip(pool.pool.candidates, pool.holds, strict=True) if holds]
        assert held == [told, f"{told} Вход свободный."]


def test_no_article_trains_the_embedding_model_too() -> None:
    ours, theirs = ({path.stem for path in folder.glob("*.json")} for folder in (ARTICLES, LESSONS))
    assert ours
    assert theirs
    assert not ours & theirs


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.json")), ids=lambda path: path.stem)
def test_each_piece_of_evidence_is_in_its_article_once(path: Path) -> None:
    written = json.loads(path.read_text(encoding="utf-8"))
    text = article_document(written).text
    pieces = [piece for row in written["questions"] for piece in row["evidence"]]
    assert [piece for piece in pieces if text.count(piece) != 1] == []
    assert len(written["questions"]) >= 60
