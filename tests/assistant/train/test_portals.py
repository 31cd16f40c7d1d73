import json
from pathlib import Path
from typing import Any

import pytest

from assistant.rarity import Rarity
from assistant.train.asked import place_of
from assistant.train.pools import LabelledPool, Variant
from assistant.train.portals import PORTALS, portal_pools
from corpus import Language, load_sources
from index import FakeEmbedder
from index.train.encoder.collections import COLLECTIONS, UNSEEN

LANGUAGES = [language.value for language in Language]
HEAD = "---\nid: {id}\ntitle: {id}\nlanguage: ru\nurl: null\n---\n"
FOLDERS = sorted(path for path in PORTALS.iterdir() if path.is_dir())


def write(folder: Path, texts: dict[str, str], *rows: dict[str, Any]) -> None:
    (folder / "texts").mkdir(parents=True)
    for name, text in texts.items():
        path = folder / "texts" / f"{name}.md"
        path.write_text(HEAD.format(id=name) + text, encoding="utf-8")
    lines = [json.dumps({"lang": "ru", **row}, ensure_ascii=False) for row in rows]
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


MUSEUM = {"museum": "Вход в музей 300 тенге.\n", "park": "Вход в парк 300 тенге.\n"}


def held(pool: LabelledPool) -> list[str]:
    found = zip(pool.pool.candidates, pool.holds, strict=True)
    return [candidate.reading.passage.document_id for candidate, holds in found if holds]


def test_evidence_of_one_text_is_not_that_of_its_neighbour(tmp_path: Path) -> None:
    write(
        tmp_path / "one",
        MUSEUM,
        {"question": "Сколько стоит вход в парк?", "evidence": ["Вход в парк 300"]},
        {"question": "Кто построил парк?", "evidence": []},
        {
            "question": "а в музей?",
            "evidence": ["Вход в музей 300 тенге."],
            "history": [
                {"role": "user", "content": "Сколько стоит вход в парк?"},
                {"role": "assistant", "content": "Вход в парк 300 тенге."},
            ],
        },
    )
    write(tmp_path / "two", {"pool": "Бассейн закрыт.\n"}, {"question": "Бассейн?", "evidence": []})
    one, two = portal_pools(tmp_path, FakeEmbedder(), Rarity({}), 5)
    answered, unanswered, *after, stranger = one
    assert (answered.variant, held(answered)) == (Variant.AS_IS, ["park"])
    assert (unanswered.variant, held(unanswered)) == (Variant.WRITTEN, [])
    assert {(pool.variant, *held(pool)) for pool in after} == {(Variant.AS_IS, "museum")}
    assert all(pool.pool.column("follow_up").all() for pool in after)
    assert (stranger.variant, held(stranger)) == (Variant.OTHER_TEXTS, [])
    strangers = [pool.query.text for pool in two if pool.variant is Variant.OTHER_TEXTS]
    assert sorted(strangers) == ["Кто построил парк?", "Сколько стоит вход в парк?"]


def test_questions_about_anything_have_no_answer(tmp_path: Path) -> None:
    write(tmp_path / "one", MUSEUM, {"question": "Сколько?", "evidence": []})
    far = [{"en": ["Who won the cup?"]}]
    [[own, asked]] = portal_pools(tmp_path, FakeEmbedder(), Rarity({}), 5, far=far)
    assert own.variant is Variant.WRITTEN
    assert (asked.query.text, asked.language) == ("Who won the cup?", Language.EN)
    assert (asked.variant, held(asked)) == (Variant.OTHER_TEXTS, [])


def test_evidence_that_is_in_no_text_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "one", MUSEUM, {"question": "Сколько?", "evidence": ["500 тенге"]})
    with pytest.raises(ValueError, match="500 тенге"):
        portal_pools(tmp_path, FakeEmbedder(), Rarity({}), 5)


def test_no_collection_trains_both_models_or_measures_one_that_it_trained() -> None:
    learned, unseen = ({path.name for path in each.iterdir()} for each in (COLLECTIONS, UNSEEN))
    ours = {path.name for path in FOLDERS}
    assert ours
    assert learned
    assert unseen
    assert len(ours | learned | unseen) == len(ours) + len(learned) + len(unseen)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_portals_are_well_formed(folder: Path) -> None:
    documents = list(load_sources(folder / "texts"))
    assert len(documents) >= 5
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    asked = [(row["lang"], row["question"], json.dumps(row.get("history"))) for row in rows]
    assert len(set(asked)) == len(asked)
    for language in LANGUAGES:
        own = [row for row in rows if row["lang"] == language]
        assert len(own) == len(rows) / len(LANGUAGES)
        assert any(row["evidence"] for row in own)
        assert not all(row["evidence"] for row in own)
    for row in rows:
        assert set(row) - {"history"} == {"lang", "question", "evidence"}
        for piece in row["evidence"]:
            place = place_of(documents, piece)
            [text] = [one.text for one in documents if one.id == place.document_id]
            assert text[place.start : place.end] == piece
            assert sum(one.text.count(piece) for one in documents) == 1, piece
        roles = [turn["role"] for turn in row.get("history", ())]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
