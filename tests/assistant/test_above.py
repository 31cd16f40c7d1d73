from pathlib import Path

import numpy as np
import pytest

from assistant.above import Tokens, above, lead, read_alone
from assistant.reader import Reader
from corpus import Document, Language, PassageKind, passages
from index import FakeEmbedder
from tests.assistant.texts import document, open_index

CARD = """# Ярмарка

## Стоимость

| Вид | Плата |
| --- | --- |
| Книжная | бесплатно |

## Документы

Нужны:

- паспорт;
- справка.
"""


def passage(text: str) -> tuple[str, ...]:
    """What stands above the passage that begins so."""
    found = passages(document(CARD))
    [one] = [p for p in found if p.text.startswith(text)]
    headings = [
        p for p in found
        if p.kind is PassageKind.HEADING and p.ordinal < one.ordinal
        and p.text.strip("#| ") in [title.strip("| ") for title in one.heading_path]
    ]  # fmt: skip
    return above(one, Language.RU, headings, None, "Услуги")


def test_the_title_comes_first_then_headings_bare() -> None:
    assert passage("- паспорт")[:3] == ("Услуги", "Ярмарка", "Документы")


def test_what_introduces_a_passage_stands_above_it_once() -> None:
    found = passages(document(CARD))
    opener = next(p for p in found if p.text == "Нужны:")
    item = next(p for p in found if p.text.startswith("- справка"))
    assert above(item, Language.RU, [], (opener, 0), "") == ("Нужны:",)
    assert above(item, Language.RU, [], (opener, 0), "Нужны:") == ("Нужны:",)


def test_a_heading_without_a_translation_does_not_stand_above_a_translated_view() -> None:
    found = passages(document(CARD))
    item = next(p for p in found if p.text.startswith("- паспорт"))
    headings = [p for p in found if p.kind is PassageKind.HEADING]
    assert above(item, Language.EN, headings, None, "Fair") == ("Fair",)


def test_an_answer_is_led_by_the_question_over_it() -> None:
    faq = "# Вопросы\n\n## Нужен ли паспорт?\n\nДа.\n"
    found = passages(document(faq))
    answer = next(p for p in found if p.text == "Да.")
    headings = [p for p in found if p.kind is PassageKind.HEADING]
    assert lead(answer, headings, Language.RU) == "Нужен ли паспорт?"
    item = next(p for p in passages(document(CARD)) if p.text.startswith("- паспорт"))
    assert lead(item, headings, Language.RU) == ""


def test_tokens_of_a_text_are_kept_up_to_the_capacity() -> None:
    embedder = FakeEmbedder()
    tokens = Tokens(embedder, capacity=2)
    first = tokens.of(["один", "два", "один"])
    assert sorted(first) == ["два", "один"]
    [alone] = read_alone(["один"], FakeEmbedder())
    assert np.array_equal(first["один"], alone.tokens)
    before = len(embedder.passages)
    assert tokens.of(["два"])["два"] is first["два"]
    assert len(embedder.passages) == before
    tokens.of(["три"])  # «один» was asked for longest ago
    assert tokens.of(["два"])["два"] is first["два"]
    assert tokens.of(["один"])["один"] is not first["один"]
    assert tokens.of([]) == {}
    assert read_alone([], embedder) == []


@pytest.mark.parametrize("several", [False, True])
def test_a_reading_has_the_tokens_of_what_stands_above_it(tmp_path: Path, several: bool) -> None:
    texts: list[Document] = [document(CARD, "card")]
    if several:
        texts.append(document("Парк открыт. Вход свободный.", "park"))
    index = open_index(tmp_path, *texts)
    row = next(p for p in index.passages("card") if p.text.startswith("| Книжная"))
    [reading] = Reader(index).read([row])
    view = reading.views[Language.RU]
    expected = ["Ярмарка", "Стоимость", "Вид | Плата"]
    expected = ["Заголовок card", *expected] if several else expected
    read = read_alone(expected, FakeEmbedder())
    assert len(view.above) == len(expected)
    for tokens, one in zip(view.above, read, strict=True):
        assert np.array_equal(tokens, one.tokens)
