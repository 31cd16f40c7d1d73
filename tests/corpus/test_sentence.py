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
        "Астана (каз. Астана) — столица с 1997 года.| Она растёт.",
        "Слово от каз. Астана, по-русски столица.| Да.",
        "Совет (создан в 2020 г. Он мал. Его нет.) распущен.| Всё.",
        "Ему грустно :(| Он ушёл.| Вот так :)",
        "Проект (первый из двух начат.| Он дорог.",
        "Он утверждён 17 янв. 2026 г.| Он мал.",
        "Он утверждён 17 янв.| Он мал.",
        "Срок до сент. 2026 года.| Срок — 6 мес. 15 дней.",
        "Он был там.| 2026 год настал.",
        "Платят 5 мар. 2026 и 5 сен. 2026.| Всё.",
        "Данные в табл. 2.| Экспорт вырос до 5 млрд долл. США в год.",
        "Данные в табл. II и в прил. № 5.| Порядок в разд. 3.",
        "Всё это в прил.| Экспорт вырос.",
        "Стоит 5 млрд долл.| Работы завершат.",
        "Стоит 5 млрд руб. РФ в год.| Стоит 5 млрд руб.| США ввели налог.",
        "Торги — 131 тыс. USD (+53 тыс. USD).",
        "Живёт: р-н Есиль, мкр. Самал, б-р. Нуржол.| Рядом р-н. Алматы.",
        "Дом в мкр. «Акку» сдан.| Он в мкр.| Он сдан.",
        "Трубу прорвало в 5 мкр.| Жители ждут.",
        "Лекцию читает доц. С. Серіков.| Ему помог преп. Ли.| Доц. Ким рад.",
        "Открыл доц.| Он рад.",
        "Пришёл ген. Петров.| Найден ген.| Учёные рады.",
        "Речь ген. А. Рахима.| Всё.",
        "Врач, д.м.н. Алтын Ким, рада.| Всё.",
        "В гг. Павлодар и Аксу 205 чел. (82%) учатся.| Да.",
        "Создан АК.| Работы идут.",
        "Пн. 9:00, вт. 10:00.| Ср. 11:00.",
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
        "Зертхана Алматы қ. Сатпаев к. 22 үйде.| Ол ашық.",
        "Рудный қ. «Спутник» қоймасы Павлодар қ. №3 бөлімінде.",
        "Бұл — Алматы қ.| Ол үлкен.",
        "Көлемі 700 млрд. АҚШ долларынан асты.| Қазақстан өсті.",
        "Құны 5 млрд.| Қазақстан өсті.",
        "Ол 2026 ж. 17 там. 2026 және 5 қаң. 2026 болды.",
        "Кездесу ақп. 2026 болады.| Ол маңызды.",
        "Қ. Сатпаев, ак. Сатпаев көш. 49, 305 бөлме.",
        "Режиссёр — реж. Иван Ким.| Ол келді.",
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
        "The office opened in St. Petersburg in 2024.| It is new.",
        "In 1703 St. Petersburg was built.| Visit St. Louis and Ft. Worth.",
        "He lives on Main St.| Police came.| She lives on 5th St.| Police came.",
        "It is due on the 1st.| Payment is late.",
        "It is 30 ft.| Police came.",
        "It works from 9 a.m. to 6 p.m. Monday to Friday.| It closes at 6 p.m.| Visitors leave.",
        "See para. 5 of the Law.| Call tel. 1414.",
        "This is a para.| Police came.",
        "Some apps (ex. Netflix, etc. All are new) are excluded.| Yes.",
        "Maj. Brown and Asst. Smith came.| P.S. A note.",
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
