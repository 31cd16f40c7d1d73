"""Labels at the start of a line."""

import pytest

from corpus.label import answers, asks, has_label, without_asker


@pytest.mark.parametrize(
    "line",
    [
        "Россия: план до 2030.",
        "Абдрахманов Д.К.: Я против.",
        "Педиатр Қасымов Е.Н.: күн сайын.",
        "J. K. Rowling: Yes.",
        "Дүйсенбі – жұма: 8:00",
    ],
)
def test_labels(line: str) -> None:
    assert has_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "Он ушёл. Итог: всё.",
        "Книги, тетради и т.п.: всё есть.",
        "Эксперт отметил важную для отрасли вещь: рост.",
        "Россия:",
        "«Россия: план»",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert not has_label(line)


@pytest.mark.parametrize(
    ("question", "answer", "bare"),
    [
        ("В: Нужна ли ЭЦП?", "О: Нет.", "Нужна ли ЭЦП?"),
        ("Вопрос 2: Нужна ли ЭЦП?", "Ответ 2: Нет.", "Нужна ли ЭЦП?"),
        ("**Q:** Is it free?", "**A:** Yes.", "Is it free?"),
        ("С: Тегін бе?", "Ж: Иә.", "Тегін бе?"),
        ("Сұрақ: Тегін бе?", "Жауап: Иә.", "Тегін бе?"),
    ],
)
def test_who_asks_and_who_answers(question: str, answer: str, bare: str) -> None:
    assert asks(question)
    assert answers(answer)
    assert not asks(answer)
    assert not answers(question)
    assert without_asker(question) == bare


def test_other_labels_ask_nothing() -> None:
    assert not asks("Волга: длина?")
    assert without_asker("Волга: длина?") == "Волга: длина?"
