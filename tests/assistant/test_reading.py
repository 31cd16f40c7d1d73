from pathlib import Path

import pytest

from assistant.reading import Reader, introducing, is_quotation, label_of, script_of, sound_of
from corpus import Language, Passage
from index import FakeEmbedder
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


def test_reading_is_kept_and_embeds_once(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    reader = Reader(index)
    wanted = [p for p in index.passages("text") if p.text.startswith("Музей")]
    [reading] = reader.read(wanted)
    count = len(embedder.passages)
    assert reader.read(wanted) == [reading]
    assert len(embedder.passages) == count
    view = reading.views[Language.RU]
    assert view.where["зал"] == (1,)
    assert len(view.sentences) == 2
    assert view.vectors.shape == (2, embedder.dimension)
    assert view.word_starts == (0, 5)


def test_capacity_bounds_what_is_kept(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    reader = Reader(index, capacity=1)
    one, two = (p for p in index.passages("text") if p.text.startswith(("Музей", "Алматы")))
    reader.read([one])
    reader.read([two])
    count = len(embedder.passages)
    reader.read([one])
    assert len(embedder.passages) > count


def test_sound_keeps_the_script() -> None:
    assert script_of("алем") == "c"
    assert script_of("alem") == "l"
    assert sound_of("сатиев")[1:] == sound_of("satiyev")[1:]
    assert sound_of("ии") == ""


def test_readings_of_documents_that_are_the_same_are_taken_over(tmp_path: Path) -> None:
    other = document("Парк открыт весь год.", "other")
    old = Reader(open_index(tmp_path / "old", document(CITY), other))
    passages = [p for name in ("text", "other") for p in old._index.passages(name)]
    read = {reading.passage.id: reading for reading in old.read(passages)}

    changed = document("Парк открыт летом.", "other")
    index = open_index(tmp_path / "new", document(CITY), changed)
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    reader = Reader(index)
    reader.take_over(old, 100)
    embedder.passages.clear()
    same = index.passages("text")
    assert all(reading is read[reading.passage.id] for reading in reader.read(same))
    assert embedder.passages == []
    [fresh] = reader.read(index.passages("other"))
    assert fresh.passage.text == "Парк открыт летом."

    without = Reader(open_index(tmp_path / "less", other))
    without.take_over(reader, 100)
    assert without._kept == {}


def test_no_more_readings_are_taken_over_than_told(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    old, new = Reader(index), Reader(index)
    old.read(index.passages("text"))
    new.take_over(old, 2)
    assert list(new._kept) == [p.id for p in index.passages("text")][-2:]
