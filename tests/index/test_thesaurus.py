from corpus import Language
from index.thesaurus import related_stems

RU, KK, EN = Language.RU, Language.KK, Language.EN


def test_synonyms_and_translations_of_each_word() -> None:
    found = related_stems("Сколько бабла потратили школы?", RU)
    assert found["бабл"][RU]["средств"] > 0
    assert found["бабл"][EN]["money"] > 0
    assert found["школ"][EN]["school"] > 0
    assert "школ" not in found["школ"].get(RU, {})


def test_unknown_words_have_none() -> None:
    assert related_stems("Кыймнвшщ", RU) == {}
