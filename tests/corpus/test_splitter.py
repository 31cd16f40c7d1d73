"""Passages: kinds, heading paths, cuts, ids and translations."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from corpus import (
    Document,
    Language,
    Passage,
    PassageKind,
    SplitSettings,
    Translation,
    document_from_text,
    passages,
)


def document(text: str, translations: Sequence[Translation] = ()) -> Document:
    return document_from_text(
        text, id="d", title="Т", language=Language.RU, translations=tuple(translations)
    )


def english(*paragraphs: tuple[str, ...]) -> Translation:
    return Translation(Language.EN, "T", official=False, note="", paragraphs=paragraphs)


def texts(found: list[Passage]) -> list[str]:
    return [passage.text for passage in found]


def test_heading_path_follows_levels() -> None:
    found = passages(
        document("# А\n\nОдин.\n\n## Б\n\nДва.\n\nВ\n\nТри.\n\n## Г\n\nЧетыре.\n\n# Д\n\nПять.")
    )
    assert [(p.text, p.heading_path) for p in found] == [
        ("# А", ()),
        ("Один.", ("А",)),
        ("## Б", ("А",)),
        ("Два.", ("А", "Б")),
        ("В", ("А", "Б")),
        ("Три.", ("А", "Б", "В")),
        ("## Г", ("А",)),
        ("Четыре.", ("А", "Г")),
        ("# Д", ()),
        ("Пять.", ("Д",)),
    ]


def test_an_article_without_title_is_not_under_the_one_before() -> None:
    text = "Глава 1. А\n\nСтатья 1. Плата\n1. Она мала.\n\nСтатья 2. Жалоб нет. Их не было."
    found = passages(document(text))
    assert [(p.text, p.heading_path) for p in found[2:]] == [
        ("1. Она мала.", ("Глава 1. А", "Статья 1. Плата")),
        ("Статья 2. Жалоб нет. Их не было.", ("Глава 1. А",)),
    ]


def test_an_answer_is_under_its_question_and_no_other() -> None:
    found = passages(document("Как быть?\n\nЗвоните.\n\nВ: Сколько стоит?\n\nО: Бесплатно."))
    assert [(p.text, p.heading_path) for p in found] == [
        ("Как быть?", ()),
        ("Звоните.", ("Как быть?",)),
        ("В: Сколько стоит?", ()),
        ("О: Бесплатно.", ("Сколько стоит?",)),
    ]


MIXED = (
    "Ақбұлақ ауылының әкімі Марат Тоқтаров тұрғындар алдында есеп берді, кездесуге 180 адам келді."
    "\n\nПо словам акима, за год в округе отремонтировано 12 км дорог.\n\nДа, так и есть."
)


def test_a_paragraph_is_in_the_language_it_is_written_in() -> None:
    kazakh = document_from_text(MIXED, id="d", title="Т", language=Language.KK)
    # three words are too few to tell
    assert [p.language for p in passages(kazakh)] == [Language.KK, Language.RU, Language.KK]


def test_a_text_with_translations_is_in_one_language() -> None:
    translation = english(("The akim reported.",), ("12 km.",), ("Yes.",))
    kazakh = document_from_text(
        MIXED, id="d", title="Т", language=Language.KK, translations=(translation,)
    )
    assert {p.language for p in passages(kazakh)} == {Language.KK}


def test_names_and_terms_leave_a_paragraph_in_its_language() -> None:
    text = "Кластер Alem.Cloud, платформа Smart Bridge и модель KazLLM работают на серверах NVIDIA."
    assert [p.language for p in passages(document(text))] == [Language.RU]


def test_ordinals_count_furniture_and_headings() -> None:
    found = passages(document("Итоги\n\nФото: АП\n\nВырос экспорт."))
    assert [(p.ordinal, p.kind) for p in found] == [
        (0, PassageKind.HEADING),
        (1, PassageKind.FURNITURE),
        (2, PassageKind.PARAGRAPH),
    ]


def test_id_is_span_and_digest_of_the_text() -> None:
    found = passages(document("Один.\n\nОдин."))
    digest = sha256("Один.".encode()).hexdigest()[:8]
    assert [p.id for p in found] == [f"d:0-5:{digest}", f"d:7-12:{digest}"]


def test_id_does_not_survive_a_change_of_text_at_the_same_place() -> None:
    assert passages(document("Один."))[0].id != passages(document("Двое."))[0].id


def test_paragraph_up_to_the_limit_stays_whole() -> None:
    text = "Слово да. " * 10
    found = passages(document(text.strip()), SplitSettings(max_chars=100))
    assert texts(found) == [text.strip()]


def test_long_paragraph_is_cut_at_sentence_ends() -> None:
    sentences = [f"Это предложение номер {number} из длинного абзаца." for number in range(10)]
    found = passages(document(" ".join(sentences)), SplitSettings(max_chars=100))
    assert texts(found) == [" ".join(sentences[i : i + 2]) for i in range(0, 10, 2)]
    assert [len(p.sentences) for p in found] == [2] * 5


def test_repeated_sentences_have_their_own_offsets() -> None:
    found = passages(document("Одно и то же слово. " * 20), SplitSettings(max_chars=100))
    starts = [sentence.start for passage in found for sentence in passage.sentences]
    assert starts == list(range(0, 400, 20))


def test_over_long_sentence_is_cut_between_words() -> None:
    text = "слово " * 50 + "конец."
    found = passages(document(text), SplitSettings(max_chars=100))
    assert all(len(p.text) <= 100 for p in found)
    assert " ".join(texts(found)) == text
    assert all(len(p.sentences) == 1 and p.sentences[0].text == p.text for p in found)


def test_over_long_word_is_cut_but_not_inside_a_character() -> None:
    text = "о\u0338" * 200
    found = passages(document(text), SplitSettings(max_chars=101))
    assert "".join(texts(found)) == text
    assert all(p.text.startswith("о") for p in found)
    family = "👨\u200d👩\u200d👧" * 60
    assert all(p.text.startswith("👨") for p in passages(document(family), SplitSettings(101)))


def test_endless_cluster_is_cut_all_the_same() -> None:
    found = passages(document("о" + "\u0338" * 1000), SplitSettings(max_chars=100))
    assert max(len(p.text) for p in found) <= 132 + 32
    assert "".join(texts(found)) == "о" + "\u0338" * 1000


def test_label_stays_with_its_list_item() -> None:
    found = passages(document("Россия: план до 2030.\n\nКыргызстан: совет."))
    assert [(p.kind, p.sentences[0].text) for p in found] == [
        (PassageKind.LIST_ITEM, "Россия: план до 2030."),
        (PassageKind.LIST_ITEM, "Кыргызстан: совет."),
    ]


def test_aligned_translation_is_by_sentence() -> None:
    found = passages(document("Один. Два.\n\nТри.", [english(("One.", "Two."), ("Three.",))]))
    assert [[s.translations for s in p.sentences] for p in found] == [
        [{Language.EN: "One."}, {Language.EN: "Two."}],
        [{Language.EN: "Three."}],
    ]
    assert [p.translations for p in found] == [
        {Language.EN: "One. Two."},
        {Language.EN: "Three."},
    ]


def test_translation_with_other_sentences_is_by_paragraph() -> None:
    found = passages(document("Один. Два.", [english(("One and two.",))]))
    assert [s.translations for s in found[0].sentences] == [{}, {}]
    assert found[0].translations == {Language.EN: "One and two."}


def test_translation_of_a_list_goes_to_its_items() -> None:
    found = passages(document("- один\n- два", [english(("- one",), ("- two",))]))
    assert [p.translations for p in found] == [{Language.EN: "- one"}, {Language.EN: "- two"}]
    joined = passages(document("Абзац.\n\n- один\n- два", [english(("A.",), ("- one", "- two"))]))
    assert [p.translations[Language.EN] for p in joined] == ["A.", "- one", "- two"]


def test_parts_of_a_cut_paragraph_carry_their_own_translations() -> None:
    russian = [f"Это предложение номер {number} из длинного абзаца." for number in range(4)]
    translated = tuple(f"Sentence {number}." for number in range(4))
    found = passages(
        document(" ".join(russian), [english(translated)]), SplitSettings(max_chars=100)
    )
    assert [p.translations[Language.EN] for p in found] == [
        "Sentence 0. Sentence 1.",
        "Sentence 2. Sentence 3.",
    ]


def test_a_long_heading_is_cut_in_the_paths_below_it() -> None:
    [heading, below] = passages(document("# " + "Глава " * 2_000 + "\n\nАбзац."))[-2:]
    assert heading.text.startswith("Глава")
    assert [len(title) for title in below.heading_path] == [299]
    assert below.heading_path[0].startswith("Глава Глава")


def test_a_paragraph_of_every_private_character_is_split() -> None:
    text = "".join(map(chr, range(0xE000, 0xE000 + 3_000))) + "Конец. Абзаца нет."
    found = passages(document(text), SplitSettings(max_chars=100))
    assert "".join(passage.text for passage in found).replace(" ", "") == text.replace(" ", "")


def test_digest_changes_with_settings() -> None:
    assert SplitSettings().digest == SplitSettings(max_chars=900).digest
    assert SplitSettings().digest != SplitSettings(max_chars=901).digest
    assert len(SplitSettings().digest) == 16


def test_too_small_a_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="max_chars: got 99, expected at least 100"):
        SplitSettings(max_chars=99)


def test_rules_version_is_raised_when_the_rules_change() -> None:
    text = (
        "# Итоги\n\nВ 2025 г. Казахстан запустил 2 млн кв. м. Это много! — сказал А. Б. Иванов.\n\n"
        "Фото: АП\n\n- один\n- два\n\nБаза\n\nРоссия: да.\n\nКитай: нет.\n\n" + "Слово. " * 200
    )
    spans = [
        (p.kind.value, p.start, p.end, len(p.sentences), p.heading_path)
        for p in passages(document(text))
    ]
    content = repr((SplitSettings().digest, spans))
    # Another value here means that the same text is split otherwise than before. Raise
    # _RULES_VERSION in corpus/splitter.py, so that indexes are rebuilt, and put the new value in.
    assert sha256(content.encode()).hexdigest()[:16] == "439f929f868fb75c"
