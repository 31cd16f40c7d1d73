import numpy as np
import pytest

from assistant.rarity import Rarity
from assistant.train.asked import WrittenQuestion, asked_pools, place_of, written_question
from assistant.train.pools import Evidence, Variant
from corpus import Language
from index import FakeEmbedder
from tests.assistant.texts import document

PARK = document("Парк открыли весной. Вход в парк 300 тенге.", "park")
POOL = document("Бассейн закрыт. Вход в бассейн 300 тенге.", "pool")


def test_a_piece_is_found_in_the_text_that_has_it() -> None:
    assert place_of([PARK, POOL], "закрыт") == Evidence("pool", 8, 14)
    assert place_of([PARK, POOL], "300 тенге") == Evidence("park", 33, 42)
    with pytest.raises(ValueError, match="театр"):
        place_of([PARK, POOL], "театр")


def test_what_a_question_names_narrows_its_passages_as_it_does_in_answering() -> None:
    row = {
        "lang": "ru",
        "question": "А сколько он стоит?",
        "history": [
            {"role": "user", "content": "Кто такой Бассейн?"},
            {"role": "assistant", "content": "Бассейн закрыт."},
        ],
    }
    place = place_of([POOL], "Вход в бассейн 300 тенге.")
    asked = written_question(row, [place])
    assert (asked.language, len(asked.history), asked.evidence) == (Language.RU, 2, (place,))
    pools = list(
        asked_pools([PARK, POOL], [(asked, Variant.WRITTEN)], FakeEmbedder(), Rarity({}), 5)
    )
    assert pools
    for pool in pools:
        held = {c.reading.passage.document_id for c in pool.pool.candidates}
        assert held == {"pool"}
        assert pool.variant is Variant.AS_IS
        assert pool.holds.any()
        assert pool.pool.column("follow_up").all()


def test_a_question_without_evidence_has_the_variant_that_is_given() -> None:
    asked = WrittenQuestion("Кто построил парк?", Language.RU)
    [pool] = asked_pools([PARK], [(asked, Variant.OTHER_TEXTS)], FakeEmbedder(), Rarity({}), 5)
    assert pool.variant is Variant.OTHER_TEXTS
    assert not np.any(pool.holds)
