import pytest

from assistant.introduction import introducing, is_quotation, label_of
from corpus import Passage
from tests.assistant.texts import CITY, document, open_index


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> list[Passage]:
    index = open_index(tmp_path_factory.mktemp("city"), document(CITY))
    return index.passages("text")


def find(passages: list[Passage], start: str) -> Passage:
    return next(p for p in passages if p.text.startswith(start))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Россия: Технологический суверенитет.", "Россия"),
        ("Южная Корея: план до 2030.", "Южная Корея"),
        ("Эксперт отметил важную для всей отрасли вещь: рост.", ""),
        ("В 2025 году вырос экспорт.", ""),
    ],
)
def test_label(text: str, label: str) -> None:
    assert label_of(text) == label


def test_speaker_named_in_the_attribution(passages: list[Passage]) -> None:
    quotation = find(passages, "— Мы ждём")
    assert is_quotation(quotation.text)
    assert introducing(quotation, passages) == (quotation, 0)


def test_speaker_named_in_the_paragraph_before(passages: list[Passage]) -> None:
    found = introducing(find(passages, "— Детям"), passages)
    assert found is not None
    assert found[0].text.startswith("Директор Пётр Ильин")


def test_list_is_introduced_by_the_line_with_a_colon(passages: list[Passage]) -> None:
    for label in ("Алматы", "Шымкент"):
        found = introducing(find(passages, label), passages)
        assert found is not None
        assert found[0].text == "Эксперт сравнил города:"


def test_paragraph_has_no_introduction(passages: list[Passage]) -> None:
    assert introducing(find(passages, "Музей"), passages) is None
