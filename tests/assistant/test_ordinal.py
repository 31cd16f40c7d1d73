import pytest

from assistant.ordinal import is_kind, numbered
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Пособие инвалидам второй группы", RU, [("группы", 2)]),
        ("на 2-й этап", RU, [("этап", 2)]),
        ("двадцать второй этап", RU, [("этап", 22)]),
        ("инвалидам I, II и III групп", RU, [("групп", 1), ("групп", 2), ("групп", 3)]),
        ("1–3 группы инвалидности", RU, [("группы", 1), ("группы", 2), ("группы", 3)]),
        ("врач первой квалификационной категории", RU, [("квалификационной категории", 1)]),
        ("штраф для класса А", RU, [("класса", "A")]),
        ("категории «В» и С", RU, [("категории", "B"), ("категории", "C")]),
        ("первая группа – 92 тысячи, вторая – 60", RU, [("группа", 1), ("", 2)]),
        ("екінші топтағы мүгедектерге", KK, [("топтағы", 2)]),
        ("екинши топка", KK, [("топка", 2)]),
        ("2-топ, ІІІ топ", KK, [("топ", 2), ("топ", 3)]),
        ("бірінші, екінші санат", KK, [("санат", 1), ("санат", 2)]),
        ("А санаты", KK, [("санаты", "A")]),
        ("тізімде 86-орында", KK, [("орында", 86)]),
        ("systems of the second class", EN, [("class", 2)]),
        ("first-class and 2nd class", EN, [("class", 1), ("class", 2)]),
        ("Class IV, Type 2 and group B", EN, [("Class", 4), ("Type", 2), ("group", "B")]),
    ],
)
def test_numbers_its_noun(
    text: str, language: Language, expected: list[tuple[str, int | str]]
) -> None:
    found = [(" ".join(one.nouns), one.value) for one in numbered(text, language)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("участников делят на 2 группы", RU),
        ("две группы, 5 секунд, 17 ноября 2025 года", RU),
        ("ответ ученика класса В. И. Петрова", RU),
        ("A class of drugs in 2 groups", EN),
        ("three classes, 2 hours", EN),
        ("екі топ", KK),
    ],
)
def test_counts_are_no_ordinals(text: str, language: Language) -> None:
    assert numbered(text, language) == []


def test_kinds() -> None:
    assert is_kind("группы", RU)
    assert is_kind("санатқа", KK)
    assert is_kind("Class", EN)
    assert not is_kind("classes", EN)
    assert not is_kind("суперкомпьютер", RU)
