"""Views: ids that lead back, and what is embedded."""

from corpus import Document, Language, passages
from index.view import heading_translations, language_of, passage_views, row_of, view_id


def test_an_id_leads_back_to_row_and_language() -> None:
    ids = {view_id(row, language) for row in range(1, 50) for language in Language}
    assert len(ids) == 49 * len(Language)
    for identifier in ids:
        assert view_id(row_of(identifier), language_of(identifier)) == identifier


def test_headings_stand_before_the_embedded_text_in_its_language(lakes: Document) -> None:
    found = passages(lakes)
    [original, english] = passage_views(found[1], heading_translations(found))
    assert (original.language, original.text) == (Language.RU, found[1].text)
    assert original.embedded == f"Озёра\n{found[1].text}"
    assert english.embedded == "Lakes\nBalkhash is half fresh. It is 605 km long."


def test_headings_and_furniture_have_no_views(lakes: Document) -> None:
    found = passages(lakes)
    kinds = {passage.kind.value: len(list(passage_views(passage, {}))) for passage in found}
    assert kinds == {"heading": 0, "paragraph": 2, "list_item": 2, "furniture": 0}


def test_equal_keys_mean_equal_texts(lakes: Document) -> None:
    found = passages(lakes)
    keys = [view.key for passage in found for view in passage_views(passage, {})]
    assert len(set(keys)) == len(keys) == 6
    again = [view.key for passage in found for view in passage_views(passage, {})]
    assert keys == again
