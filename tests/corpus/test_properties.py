"""What holds for every text, however odd: offsets, coverage, ids, time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import (
    Language,
    SplitSettings,
    UnreadableSourceError,
    document_from_text,
    paragraphs,
    passages,
    sentences,
)
from corpus.span import Span

FRAGMENTS = [
    "Одно и то же слово. ",
    "Одно и то же слово. ",
    "В 2025 г. Казахстан ",
    "2025 ж. Бұл ",
    "6,7 тыс. школ",
    "А. Б. Иванов ",
    "Dr. No. 5 U.S. ",
    "— Да! — сказал он. ",
    "«Нет?» ",
    "Россия: план. ",
    "Фото: АП",
    "Скрин",
    "# Глава",
    "- пункт ",
    "1. ",
    "| а | б |",
    "| 2024 | 5 |",
    "|---|---|",
    "Сколько стоит?",
    "В: Как? ",
    "О: Так. ",
    "Статья 2. ",
    "5-бап. Төлем",
    "Ли В.А.: да. ",
    "---",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\u2028",
    "\ufeff",
    "и\u0306",
    "\u0338",
    "é",
    "👨\u200d👩\u200d👧",
    "🇰🇿",
    "מבחן. ",
    "اختبار؟ ",
    "slovo" * 30,
    "...",
    ";) ",
    "\ue000",
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=40).map("".join)


def covers(text: str, spans: list[Span]) -> bool:
    """In order, apart, trimmed, not empty, and nothing but white space outside."""
    position, outside = 0, ""
    for start, end in spans:
        if not position <= start < end or text[start:end] != text[start:end].strip():
            return False
        outside += text[position:start]
        position = end
    return not (outside + text[position:]).strip()


@given(TEXTS)
def test_paragraphs_cover_the_text(text: str) -> None:
    assert covers(text, paragraphs(text))


@given(TEXTS, st.sampled_from(Language))
def test_sentences_cover_the_text(text: str, language: Language) -> None:
    assert covers(text, sentences(text, language))


@given(TEXTS, st.sampled_from([100, 101, 900]))
@settings(deadline=None)  # the first call imports the splitter
def test_passages_are_exact(text: str, max_chars: int) -> None:
    try:
        document = document_from_text(text, id="d", title="Т")
    except UnreadableSourceError:
        return
    split = SplitSettings(max_chars=max_chars)
    found = passages(document, split)
    assert found == passages(document, split)
    assert covers(document.text, [Span(p.start, p.end) for p in found])
    assert len({p.id for p in found}) == len(found)
    assert [p.ordinal for p in found] == list(range(len(found)))
    for passage in found:
        assert document.text[passage.start : passage.end] == passage.text
        assert len(passage.text) <= max_chars + 64
        assert covers(
            passage.text,
            [Span(s.start - passage.start, s.end - passage.start) for s in passage.sentences],
        )
        for sentence in passage.sentences:
            assert document.text[sentence.start : sentence.end] == sentence.text


@given(TEXTS)
def test_sentences_of_a_document_are_those_of_its_passages(text: str) -> None:
    try:
        document = document_from_text(text, id="d", title="Т")
    except UnreadableSourceError:
        return
    whole = SplitSettings(max_chars=10_000)
    found = [(s.start, s.end) for p in passages(document, whole) for s in p.sentences]
    assert found == sentences(document.text, document.language)


@pytest.mark.parametrize(
    "unit",
    [
        "Это слово. В 2025 г. Казахстан вложил 5 млн руб. ",
        "a",
        ".",
        *(
            pytest.param(unit, marks=pytest.mark.slow)
            for unit in ("«Да!» — нет; ", "Да: нет\n", "о\u0338", "#", "(фото ", "1.", ". ")
        ),
    ],
)
def test_one_megabyte_line_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    found = passages(document_from_text(text, id="d", title="Т"))
    # A quadratic step takes minutes here; the bound leaves room for a slow machine.
    assert time.process_time() - start < 20
    assert found[-1].end == len(text.strip())
