import pytest

from corpus import Language
from index.analysis import ANALYSIS_VERSION
from index.synonyms import FILE_NAME, SynonymTable, bundled_synonyms

RU, KK, EN = Language.RU, Language.KK, Language.EN
TABLE = SynonymTable.parse(
    [
        "# comment",
        "деньг|средств|бабк\tакша\tmoney|cash",
        "искусствен интеллект|ии\tжи\tai",
        "средств|способ\tтасил\tmean|way",
    ]
)


def test_a_word_leads_to_the_others_of_its_group() -> None:
    assert TABLE.related(["бабк"], RU, RU) == [{"деньг": 1.0, "средств": 1.0}]
    assert TABLE.related(["бабк"], RU, EN) == [{"money": 1.0, "cash": 1.0}]
    assert TABLE.related(["cash"], EN, KK) == [{"акша": 1.0}]
    assert TABLE.related(["дом"], RU, EN) == [{}]


def test_an_ambiguous_word_counts_less_in_each_of_its_groups() -> None:
    [found] = TABLE.related(["средств"], RU, RU)
    assert found == pytest.approx({"деньг": 2**-0.5, "бабк": 2**-0.5, "способ": 2**-0.5})


def test_a_phrase_stands_for_its_abbreviation_and_the_other_way() -> None:
    assert TABLE.related(["нов", "искусствен", "интеллект"], RU, RU) == [
        {}, {"ии": 1.0}, {"ии": 1.0},
    ]  # fmt: skip
    assert TABLE.related(["ии"], RU, RU) == [{"искусствен": 0.5, "интеллект": 0.5}]


def test_the_bundled_groups_were_made_with_this_analysis() -> None:
    from importlib.resources import files

    head = (files("index") / "data" / FILE_NAME).read_text(encoding="utf-8").partition("\n")[0]
    assert head.endswith(f"text analysis {ANALYSIS_VERSION}")
    assert "средств" in bundled_synonyms().related(["бабл"], RU, RU)[0]
