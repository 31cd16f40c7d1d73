from pathlib import Path

import pytest

from assistant.introduction import introducing, is_quotation, label_of, names_speaker
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
        ("Абдрахманов Д.К.: Я против.", "Абдрахманов Д.К."),
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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Абдрахманов Д.К.: Я против.", True),
        ("J. K. Rowling: Yes.", True),
        ("Южная Корея: план до 2030.", False),
        ("Он сказал А. Б. Иванову.", False),
    ],
)
def test_a_label_with_initials_names_a_speaker(text: str, *, speaker: bool) -> None:
    assert names_speaker(text) is speaker


def test_a_labelled_speech_introduces_itself(tmp_path: Path) -> None:
    text = "Заседание открыл председатель.\n\nЛи В.А.: Я против. Сумма мала."
    found = open_index(tmp_path, document(text)).passages("text")
    assert introducing(found[1], found) == (found[1], 0)


def test_a_row_is_introduced_by_the_header_of_its_table(tmp_path: Path) -> None:
    text = "Список:\n\n| Год | Жалоб |\n|---|---|\n| 2023 | 73 |\n| 2024 | 41 |\n\n- один\n- два"
    found = open_index(tmp_path, document(text)).passages("text")
    header = find(found, "| Год")
    for row in ("| 2023", "| 2024"):
        assert introducing(find(found, row), found) == (header, 0)
    assert introducing(find(found, "- один"), found) is None


def test_a_table_without_header_is_introduced_by_the_line_above(tmp_path: Path) -> None:
    text = "Контакты отдела:\n\n| Директор | Иванов |\n| Телефон | 8 727 |"
    found = open_index(tmp_path, document(text)).passages("text")
    assert introducing(find(found, "| Телефон"), found) == (found[0], 0)
