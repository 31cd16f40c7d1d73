"""What counts as proved, on hand-made passages in three languages."""

import pytest

from assistant.grounding import ground, missing
from corpus import Language, Passage, SplitSettings, document_from_text, passages

RU = Language.RU
TEXT = (
    "Фонд «Шелковый мост» выделил 12 млн тенге на 40 библиотек. "
    "Директор Марат Омаров сообщил об этом в марте 2021 года. "
    "Новые фонды не заменяют библиотекарей."
)


def passage(text: str = TEXT) -> Passage:
    document = document_from_text(text, id="d", title="t", language=RU)
    return passages(document, SplitSettings())[0]


def passage_views(text: str = TEXT) -> list[tuple[Language, str]]:
    return [(RU, sentence.text) for sentence in passage(text).sentences]


@pytest.mark.parametrize(
    "claim",
    [
        "Фонд «Шелковый мост» выделил 12 миллионов тенге.",
        "Директор Омаров сообщил об этом в марте 2021 года.",
        "На 40 библиотек фонд выделил 12 млн тенге.",
        "Новые фонды не заменяют библиотекарей.",
    ],
)
def test_what_the_passage_says_is_held_by_one_sentence(claim: str) -> None:
    [run] = ground(claim, RU, [passage()])
    assert run.first == run.last


@pytest.mark.parametrize(
    ("claim", "lacking"),
    [
        ("Фонд «Шелковый мост» выделил 15 млн тенге.", "15 млн тенге"),
        ("Фонд «Стальной мост» выделил 12 млн тенге.", "Стальной мост"),
        ("Директор Айгуль Омарова сообщила об этом в марте 2021 года.", "Айгуль"),
        ("Новые фонды заменяют библиотекарей.", "its negation"),
        ("Фонд не выделил 12 млн тенге на библиотеки.", "its negation"),
        ("Подробности о фонде на https://evil.example/login", "https://evil.example/login"),
        ("Погода улучшится, урожай вырастет, дороги починят.", "most of its words"),
    ],
)
def test_what_the_passage_does_not_say_is_named(claim: str, lacking: str) -> None:
    assert ground(claim, RU, [passage()]) == ()
    sentence_views = [(RU, sentence.text) for sentence in passage().sentences]
    assert any(lacking in missing(claim, RU, [view]) for view in sentence_views)


def test_facts_of_two_sentences_are_held_by_the_run_of_both() -> None:
    [run] = ground("Марат Омаров сообщил, что фонд выделил 12 млн тенге.", RU, [passage()])
    assert (run.first, run.last) == (0, 1)


def test_facts_of_two_passages_need_both() -> None:
    other = passage("Город Тараз открыл 7 школ в 2019 году.")
    claim = "Фонд «Шелковый мост» выделил 12 млн тенге, а город Тараз открыл 7 школ."
    assert ground(claim, RU, [passage()]) == ()
    assert len(ground(claim, RU, [passage(), other])) == 2


PROGRAMME = (
    "Новая государственная программа помогает студентам найти работу. "
    "Банк открыл 7 школ в городе Тараз в 2021 году. "
    "Школа не принимает взрослых."
)


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("The new programme helps students to find work.", Language.EN),
        ("The bank opened 7 schools in the city of Taraz in 2021.", Language.EN),
        ("Taraz: the bank opened 7 schools.", Language.EN),
        ("The school does not accept adults.", Language.EN),
        ("The school doesn’t accept adults.", Language.EN),
        ("Банк 2021 жылы 7 мектеп ашты.", Language.KK),
    ],
)
def test_without_a_view_in_the_askers_language_words_that_stand_for_them_hold(
    claim: str, language: Language
) -> None:
    [run] = ground(claim, language, [passage(PROGRAMME)])
    assert run.first == run.last


@pytest.mark.parametrize(
    ("claim", "language", "lacking"),
    [
        ("The government gives every citizen a free flat.", Language.EN, "most of its words"),
        ("The new programme helps students to find a flat.", Language.EN, "most of its words"),
        ("Банк 2021 жылы 7 пәтер сатты.", Language.KK, "most of its words"),
        ("The school accepts adults.", Language.EN, "its negation"),
        ("The bank didn't open 7 schools in 2021.", Language.EN, "its negation"),
        ("The bank opened 7 schools in the city of Almaty.", Language.EN, "Almaty"),
    ],
)
def test_without_a_view_in_the_askers_language_all_words_are_asked_for(
    claim: str, language: Language, lacking: str
) -> None:
    assert ground(claim, language, [passage(PROGRAMME)]) == ()
    views = passage_views(PROGRAMME)
    assert all(missing(claim, language, [view]) for view in views)
    assert any(lacking in missing(claim, language, [view]) for view in views)


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Банк открыл 7 школ в 2021 году.", Language.EN),
        ("Банк открыл 7 школ в 2021 году.", Language.KK),
        ("The bank opened 7 schools in 2021.", RU),
        ("The bank opened 7 schools in 2021.", Language.KK),
        ("Банк 2021 жылы 7 мектеп ашты.", RU),
        ("Банк 2021 жылы 7 мектеп ашты.", Language.EN),
    ],
)
def test_a_sentence_in_another_language_than_the_askers_is_refused(
    claim: str, language: Language
) -> None:
    assert ground(claim, language, [passage(PROGRAMME)]) == ()
    assert "the asker's language" in missing(claim, language, passage_views(PROGRAMME))


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Alem.Cloud", RU),
        ("Alem.Cloud: 86", Language.EN),
        ("Фонд «Жаңа қала көшесі» выделил 12 млн тенге.", RU),
        ("Директор Әсел Құрманғалиева сообщила об этом.", RU),
        ("The fund «Шелковый мост», Алматы, gave 12 million.", Language.EN),
    ],
)
def test_names_and_quotations_may_be_in_any_language(claim: str, language: Language) -> None:
    assert missing(claim, language, [(language, claim)]) == ()


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_a_contracted_negation_is_read_with_any_apostrophe(apostrophe: str) -> None:
    held = [(Language.EN, "The school accepts adults.")]
    claim = f"The school doesn{apostrophe}t accept adults."
    assert missing(claim, Language.EN, held) == ("its negation",)
    assert missing(claim, Language.EN, [(Language.EN, "The school does not accept adults.")]) == ()


@pytest.mark.parametrize(
    ("affirmed", "denied"),
    [
        ("Мектептің жаңа ережені қолдануы керек.", "Мектептің жаңа ережені қолданбауы керек."),
        ("Мектеп жаңа ережені қолданар.", "Мектеп жаңа ережені қолданбас."),
        ("Мектеп жаңа ереже қолданса ашылады.", "Мектеп жаңа ереже қолданбаса ашылады."),
        ("Мұғалім мектепке келуі мүмкін.", "Мұғалім мектепке келмеуі мүмкін."),
        ("Мұғалім мектепте бұл туралы айтар.", "Мұғалім мектепте бұл туралы айтпас."),
    ],
)
def test_kazakh_negates_before_u_and_s(affirmed: str, denied: str) -> None:
    kk = Language.KK
    assert "its negation" in missing(denied, kk, [(kk, affirmed)])
    assert "its negation" in missing(affirmed, kk, [(kk, denied)])
    assert missing(denied, kk, [(kk, denied)]) == ()


@pytest.mark.parametrize(
    "word", ["бағдарламасы", "мекемесінде", "демеушілер", "қамауда", "баспасөз", "жобасының"]
)
def test_kazakh_words_that_only_look_negated(word: str) -> None:
    kk = Language.KK
    claim, held = f"Бұл жаңа {word} болды.", f"Бұл жаңа {word} емес болды."
    assert "its negation" in missing(claim, kk, [(kk, held)])


def test_nothing_is_held_without_a_passage() -> None:
    assert ground("Фонд выделил 12 млн тенге.", RU, []) == ()
