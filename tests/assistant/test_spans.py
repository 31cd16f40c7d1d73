import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.spans import NUMERIC, SpanKind, find_spans


@pytest.mark.parametrize(
    ("text", "kind", "held"),
    [
        ("республика заняла 24-е место среди стран", SpanKind.RANK, "24-е место"),
        ("вошла в топ-10 по индексу", SpanKind.RANK, "топ-10"),
        ("тізімде 86-орын алды", SpanKind.RANK, "86-орын"),
        ("it came 24th in the survey", SpanKind.RANK, "24th"),
        ("сократить расходы на 15–30%.", SpanKind.PERCENT, "15–30%"),
        ("цель — экспорт $5 млрд к сроку", SpanKind.MONEY, "$5 млрд"),
        ("платят 10 000–15 000 тенге в месяц", SpanKind.MONEY, "10 000–15 000 тенге"),
        ("вклад 11 трлн руб. в экономику", SpanKind.MONEY, "11 трлн руб"),
        ("переломным стал 2025 год.", SpanKind.DATE, "2025 год"),
        ("adopted on 17 January 2026", SpanKind.DATE, "17 January 2026"),
        ("охватил 6,7 тыс. школ", SpanKind.QUANTITY, "6,7 тыс"),
        ("более двух миллионов раз", SpanKind.QUANTITY, "двух миллионов"),
        ("сказала Дана Утеген", SpanKind.PERSON, "Дана Утеген"),
        ("Президент TSARKA Олжас Сатиев подчеркивает", SpanKind.PERSON, "Олжас Сатиев"),
        ("Президент TSARKA Олжас Сатиев подчеркивает", SpanKind.NAME, "Президент TSARKA"),
        ("рассказал профессор MNU Дана Утеген", SpanKind.NAME, "MNU"),
        ("центр создается в Астане", SpanKind.PLACE, "Астане"),
        ("проект «Социальный кошелек» охватил", SpanKind.NAME, "Социальный кошелек"),
    ],
)
def test_span(text: str, kind: SpanKind, held: str) -> None:
    assert (kind, held) in [(s.kind, text[s.start : s.end]) for s in find_spans(text)]


def test_unit_of_a_quantity() -> None:
    [span] = [s for s in find_spans("охватил 6,7 тыс. школ") if s.kind is SpanKind.QUANTITY]
    assert span.unit == "школ"


@pytest.mark.parametrize(
    "text", ["переход на IPv6", "развитие 5G", "снижать стоимость", "бесплатных"]
)
def test_digits_in_names_and_numerals_in_words_are_no_numbers(text: str) -> None:
    assert not [s for s in find_spans(text) if s.kind in NUMERIC]


@given(st.text(alphabet="аБ Xy19.,%—«»$-№I ", max_size=60))
def test_spans_are_in_the_text_and_in_order(text: str) -> None:
    spans = find_spans(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert list(spans) == sorted(spans, key=lambda s: (s.start, s.end, s.kind))
