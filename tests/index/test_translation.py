from corpus import Language
from index.analysis import ANALYSIS_VERSION
from index.train.translations import entries, ibm_model_1
from index.translation import FILE_NAME, TranslationTable, bundled_table

RU, KK, EN = Language.RU, Language.KK, Language.EN


def test_a_line_is_read_in_both_directions() -> None:
    table = TranslationTable.parse(["# comment", "ru\tшкол\ten\tschool\t0.9"])
    assert table.of("школ", RU, EN) == [("school", 0.9)]
    assert table.of("school", EN, RU) == [("школ", 0.9)]
    assert table.of("school", EN, KK) == []


def test_the_bundled_table_knows_everyday_words() -> None:
    assert bundled_table().of("school", EN, RU)[0][0] == "школ"
    assert bundled_table().of("мектеп", KK, EN)[0][0] == "school"


def test_the_bundled_table_was_made_with_this_analysis() -> None:
    from importlib.resources import files

    head = (files("index") / "data" / FILE_NAME).read_text(encoding="utf-8").partition("\n")[0]
    assert head.endswith(f"text analysis {ANALYSIS_VERSION}")


def test_one_step_of_model_1_by_hand() -> None:
    # a–x, and a b–x y: all start at 1/2 but a→x, y and b→x, y. Expected counts after one step:
    # a→x 1 + 1/2, a→y 1/2, b→x 1/2, b→y 1/2.
    table = ibm_model_1([(["a"], ["x"]), (["a", "b"], ["x", "y"])], iterations=1)
    assert table == {"a": {"x": 0.75, "y": 0.25}, "b": {"x": 0.5, "y": 0.5}}


def test_entries_join_the_words_that_come_together() -> None:
    triples = [("школа", "мектеп", "school"), ("новая школа", "жаңа мектеп", "new school")]
    found = {(a, b): weight for _, a, _, b, weight in entries(triples, 8, 0.5, 1)}
    assert found["школ", "school"] > 0.9
    assert ("нов", "new") in found
