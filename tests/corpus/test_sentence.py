"""Sentence boundaries, in three languages."""

import pytest

from corpus import Language, sentences

RU, KK, EN = Language.RU, Language.KK, Language.EN

# A bar stands where one sentence ends and the next begins.
SPLITS = {
    RU: [
        "Охватил 6,7 тыс. школ и 49 млн обедов.| Дальше.",
        "Дефицит — 2 млн кв. метров.| И ещё.",
        "Вклад ИИ в ВВП 11 трлн руб. к 2030.| План есть.",
        "В 2025 г. Казахстан запустил платформу.| Да.",
        "Было в 2025 г.| Он ушёл.",
        "В 2025 г. В. Иванов ушёл.",
        "Сказал А. Б. Иванов.| Иванов А. Б. ушёл.",
        "Это придумал Иванов А. Б.| Он рад.",
        "И. о. министра т.е. заместитель.",
        "«Мы победим!» — сказал он.| Она ушла.",
        "— Всё хорошо! — сказал эксперт.| — Едем.",
        "— Это важно, — сказала Дана Утеген.",
        "— Кто имеет больше ресурсов, тот сильнее, — сказал эксперт.",
        "Кластер Alem.Cloud и центр Alem.ai есть.| Всё.",
        "Что?!| Да...| Нет… может быть.",
        "1. Первый пункт.| Второй.",
        "XX в. Россия выросла.",
        "Он (и она.) ушли.| Всё.",
        "См. No. 5 и рис. 3.",
        "Статья 2. Плата взимается.| Она мала.",
        "Глава 1. Общие положения",
        "Это сказано в статье 2.| Плата взимается.",
        "Так гласит закон.| Статья 2.| Плата взимается.",
    ],
    KK: [
        "2025 ж. іске қосылды.| Бұл маңызды.",
        "2025 ж. Қазақстан қосты.",
        "2025 ж.| Бұл болды.",
        "XX ғ. басында болды.| Ол бітті.",
        "Кітап, дәптер т.б. бар.| Олар көп.",
        "Кітап, дәптер т.б.| Қалғаны жоқ.",
        "6 мың. адам келді.| Бәрі.",
        "Мыс. Астана қаласы.",
        "5-бап. Төлем алынбайды.| Ол тегін.",
        "Құны 5 млрд тг. шамасында.| Иә.",
        "— Бұдан бөлек, енгізілді, — деді сарапшы.| Сосын.",
    ],
    EN: [
        "Dr. Smith met J. K. Rowling at 5 p.m. on Jan. 5.| Yes.",
        "U.S. officials, e.g. Mr. Brown, said No. 5 is ok.| Yes.",
        "He lives in the U.S.| The end.",
        "He said no.| Then he left.",
        "Apple Inc. of the U.S. Army.| Fine.",
        "See Vol. II and p. 5.| Then Fig. 3.",
        "Section 3. Fees are low.| Pay them.",
        "It grew to 6.7 thousand.| Alem.Cloud is i.e. ranked.",
        '"Great!" he said.| "Really?" she asked.',
    ],
}


@pytest.mark.parametrize(
    ("language", "marked"),
    [(language, marked) for language, rows in SPLITS.items() for marked in rows],
)
def test_boundaries(language: Language, marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in sentences(text, language)] == expected


def test_abbreviations_are_those_of_the_language() -> None:
    text = "Абай көш. 5 үй бар."
    assert len(sentences(text, KK)) == 1
    assert len(sentences(text, RU)) == 2


@pytest.mark.parametrize(
    "text",
    ["Заголовок\n\nТекст без точки", "- один\n- два", "# Заголовок\nТекст", "Фото: АП\n\nТекст"],
)
def test_structure_ends_a_sentence_without_punctuation(text: str) -> None:
    assert len(sentences(text, RU)) == 2


def test_wrapped_line_does_not_end_a_sentence() -> None:
    text = "Это строка\nи её продолжение.\nВторое\nпредложение.\n\nАбзац."
    found = [text[start:end] for start, end in sentences(text, RU)]
    assert found == ["Это строка\nи её продолжение.", "Второе\nпредложение.", "Абзац."]
