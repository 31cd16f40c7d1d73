from pathlib import Path

import pytest

from assistant.candidate import Candidate
from assistant.engine import Engine
from assistant.premise import contradicted, holds_numbers, misplaced, of_another_country
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language, Translation, document_from_text
from tests.assistant.texts import document, open_index

TEXT = "Страна заняла 24-е место. Расходы выросли на 15% в 2025 году. Открыли 6,7 тыс. школ."


def asked(directory: Path, question: str, sentence: int) -> tuple[Query, Candidate]:
    """A question and one sentence of the text."""
    index = open_index(directory, document(TEXT))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    [hit, *_] = index.search("Страна заняла место", 1, Language.RU)
    [reading] = Reader(index).read([hit.passage])
    return query, Candidate(reading, hit, sentence, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Почему страна заняла 15-е место?", 0, ("15-е", "24-е")),
        ("Почему страна заняла 24-е место?", 0, None),
        ("Расходы выросли на 30%?", 1, ("30%", "15%")),
        ("Расходы выросли на 15%?", 1, None),
        ("Почему расходы выросли в 2023 году?", 1, ("2023", "2025")),
        ("Почему расходы выросли в 2025 году?", 1, None),
        ("Почему расходы выросли?", 1, None),
        ("Назови 3 причины роста расходов", 1, None),
        ("Открыли 6700 школ?", 2, None),
        ("Открыли 9000 школ?", 2, ("9000", "6,7 тыс.")),
        ("Открыли 9000 больниц?", 2, None),
    ],
)
def test_contradiction(
    tmp_path: Path, question: str, sentence: int, expected: tuple[str, str] | None
) -> None:
    found = contradicted(*asked(tmp_path, question, sentence))
    assert (found and (found.asked, found.found)) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Расходы выросли на 15% в 2025 году?", 1, True),
        ("Расходы выросли на 15% в 2023 году?", 1, False),
        ("Открыли 6700 школ?", 2, True),
        ("Открыли школы?", 2, True),
    ],
)
def test_held_numbers(tmp_path: Path, question: str, sentence: int, expected: bool) -> None:
    assert holds_numbers(*asked(tmp_path, question, sentence)) is expected


COUNTRIES = """Казахстан запустил кластер Alem.Cloud в Астане. Узбекистан открыл 20 школ.

Беларусь: программа до 2030 года. Система «Дозор» следит за 60 тыс. камер.

Туркменистан: стратегия до 2030 года."""


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Почему Таджикистан запустил Alem.Cloud?", 0, ("Таджикистан", "Казахстан")),
        ("Таджикистан открыл 20 школ?", 1, ("Таджикистан", "Узбекистан")),
        ("Почему Казахстан запустил Alem.Cloud?", 0, None),
        # named in the sentence before
        ("Почему в Таджикистане ввели систему «Дозор»?", 1, ("Таджикистане", "Беларусь")),
        ("Почему Таджикистан запустил кластер?", 0, None),
        ("Что запустил Таджикистан в Alem.Cloud?", 0, None),
        ("Почему Россия и Китай запустили Alem.Cloud?", 0, None),
        ("Почему запустили Alem.Cloud?", 0, None),
    ],
)
def test_wrong_country(
    tmp_path: Path, question: str, sentence: int, expected: tuple[str, str] | None
) -> None:
    index = open_index(tmp_path, document(COUNTRIES))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    sought = "Беларусь: система Дозор" if "Дозор" in question else "Казахстан запустил Alem.Cloud"
    [hit, *_] = index.search(sought, 1, Language.RU)
    [reading] = Reader(index).read([hit.passage])
    without = misplaced(query)
    if without is None:
        assert expected is None
        return
    assert not {"Таджикистан", "Таджикистане"}.intersection(term.word for term in without.terms)
    found = of_another_country(query, Candidate(reading, hit, sentence, sentence))
    assert (found and (found.asked, found.found)) == expected


MEASURED = (
    "За год объём перевозок превысил 800 тонн — рост более 10%. "
    "Программа охватила 20 школ и 30 больниц, помогая сократить расходы на 15–30%. "
    "Страна вступила в 2026 год с готовой системой. "
    "Врач меряет давление двадцать пять лет."
)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Правда, что рост перевозок составил 40%?", 0, ("40%", "10%")),
        # of something else, or of nobody knows what
        ("Правда, что рост экспорта составил 40%?", 0, None),
        ("Правда ли, что 70% людей боятся роста?", 0, None),
        ("Правда, что 40%?", 0, None),
        ("Объём перевозок превысил 900 тонн?", 0, ("900 тонн", "800 тонн")),
        ("Правда, что расходы сократили на 50%?", 1, ("50%", "15–30%")),
        ("Программа охватила 50% школ?", 1, None),
        # of two counts that of the same things
        ("Программа охватила 40 школ?", 1, ("40", "20")),
        ("Почему охватили 90 больниц?", 1, ("90", "30")),
        # counted before the number
        ("Школ охватили 40?", 1, ("40", "20")),
        ("Больниц 90 в программе?", 1, ("90", "30")),
        ("Музеев охватили 40?", 1, None),
        # bounds that the source keeps
        ("Программа охватила более 15 школ?", 1, None),
        ("Программа охватила более 40 школ?", 1, ("40", "20")),
        ("Закон вступил в 2023 году?", 2, None),
        ("Страна вступила в 2023 год?", 2, ("2023", "2026")),
        ("Врач меряет давление 25 лет?", 3, None),
        ("Врач меряет давление 35 лет?", 3, ("35", "двадцать пять")),
    ],
)
def test_only_what_measures_the_same_contradicts(
    tmp_path: Path, question: str, sentence: int, expected: tuple[str, str] | None
) -> None:
    index = open_index(tmp_path, document(MEASURED))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    [hit, *_] = index.search("программа", 1, Language.RU)
    [reading] = Reader(index).read([hit.passage])
    found = contradicted(query, Candidate(reading, hit, sentence, sentence))
    assert (found and (found.asked, found.found)) == expected


RIVALS = """Сервис PalmPay открыли в метро.

Сервис Orta открыли в 2025 году.

Кабинет PalmPay закрыли в 2022 году."""


@pytest.mark.parametrize(
    ("better", "expected"), [((), ("2022", "2025")), ((0,), None), ((2,), None)]
)
def test_a_better_candidate_that_tells_more_or_has_the_figure_is_believed(
    tmp_path: Path, better: tuple[int, ...], expected: tuple[str, str] | None
) -> None:
    index = open_index(tmp_path, document(RIVALS))
    query = analyse_query(
        "Почему сервис PalmPay открыли в 2022 году?", Language.RU, index.embedder, Rarity({})
    )
    hits = sorted(index.search("сервис PalmPay", 3, Language.RU), key=lambda h: h.passage.start)
    readings = Reader(index).read([hit.passage for hit in hits])
    each = [Candidate(r, h, 0, 0) for r, h in zip(readings, hits, strict=True)]
    found = contradicted(query, each[1], [each[i] for i in better])
    assert (found and (found.asked, found.found)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Узбекистан открыл 30 школ?", ("30", "20")), ("Россия открыла 30 школ?", None)],
)
def test_the_figure_of_another_country_contradicts_nothing(
    tmp_path: Path, question: str, expected: tuple[str, str] | None
) -> None:
    index = open_index(tmp_path, document("Узбекистан открыл 20 школ."))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    [hit] = index.search("школ", 1, Language.RU)
    [reading] = Reader(index).read([hit.passage])
    found = contradicted(query, Candidate(reading, hit, 0, 0))
    assert (found and (found.asked, found.found)) == expected


TRANSLATED = {
    Language.RU: "Механизмы внедрили более чем в 700 государственных аптеках, охватив "
    "13 млн рецептов.",
    Language.KK: "Тетіктер 700-ден астам мемлекеттік дәріханаға енгізіліп, 13 млн рецептіні "
    "қамтыды.",
    Language.EN: "Mechanisms were introduced in more than 700 state pharmacies, covering "
    "13 million prescriptions.",
}


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Did mechanisms cover 900 pharmacies?", Language.EN, ("900", "700")),
        ("Did mechanisms cover 20 million prescriptions?", Language.EN, ("20 million", "13 млн")),
        ("Did mechanisms cover 900 hospitals?", Language.EN, None),
        ("900 дәріхана қамтылды ма?", Language.KK, ("900", "700")),
        ("20 млн рецепт қамтылды ма?", Language.KK, ("20 млн", "13 млн")),
        ("900 аурухана қамтылды ма?", Language.KK, None),
        ("Механизмы внедрили в 900 аптеках?", Language.RU, ("900", "700")),
    ],
)
def test_counts_are_met_in_the_language_of_the_question(
    tmp_path: Path, question: str, language: Language, expected: tuple[str, str] | None
) -> None:
    translations = tuple(
        Translation(other, "", official=False, note="", paragraphs=((TRANSLATED[other],),))
        for other in (Language.KK, Language.EN)
    )
    source = document_from_text(
        TRANSLATED[Language.RU], id="text", title="Аптеки", language=Language.RU,
        translations=translations,
    )  # fmt: skip
    index = open_index(tmp_path, source)
    query = analyse_query(question, language, index.embedder, Rarity({}))
    [hit] = index.search("700", 1, language)
    [reading] = Reader(index).read([hit.passage])
    found = contradicted(query, Candidate(reading, hit, 0, 0))
    assert (found and (found.asked, found.found)) == expected


OWNERS = (
    "Казахстан председательствует в ЕАЭС.",
    "Кыргызстан: Региональный хаб в ЕАЭС.",
    "У Казахстана тысячи GPU. Кластер Dala занял 86-е место в TOP-500.",
    "Таджикистан: Пилотные уроки по ИИ в школах.",
    "В Казахстане обучение ИИ охватило людей.",
    "Узбекистан: Запуск PalmPay и Dozor в метро.",
    "Беларусь: Система Dozor и программа до 2030 года.",
)


@pytest.mark.parametrize(
    ("question", "candidate", "better", "expected"),
    [
        # unions and kinds of things are no country's own
        ("Россия входит в ЕАЭС?", 0, (), None),
        ("Есть ли у Беларуси GPU?", 2, (), None),
        ("Почему Россия вошла в TOP-500?", 2, (), None),
        ("Есть ли у Беларуси PalmPay?", 5, (), ("Беларуси", "Узбекистан")),
        ("Почему Россия запустила PalmPay?", 5, (), ("Россия", "Узбекистан")),
        ("ПОЧЕМУ РОССИЯ ЗАПУСТИЛА PALMPAY?", 5, (), ("РОССИЯ", "Узбекистан")),
        # two countries have it
        ("Почему Россия запустила Dozor?", 5, (), None),
        # a better candidate is about the country of the question
        ("Почему Беларусь запустила PalmPay?", 5, (3,), ("Беларусь", "Узбекистан")),
        ("Почему Беларусь запустила PalmPay?", 5, (6,), None),
        ("Как в Таджикистане учат ИИ?", 4, (3,), None),
        ("Как в Таджикистане учат ИИ?", 4, (), None),
        # all that is claimed is told of one country only
        ("Правда, что пилотные уроки по ИИ идут в школах Беларуси?", 3, (),
         ("Беларуси", "Таджикистан")),
        ("Есть ли в Беларуси пилотные уроки по ИИ в школах?", 3, (), None),
        ("Правда, что 50 пилотных уроков по ИИ идут в школах Беларуси?", 3, (), None),
        ("Почему Россия готовит программу ИИ до 2030 года?", 6, (), ("Россия", "Беларусь")),
    ],
)  # fmt: skip
def test_only_what_is_one_countrys_own_corrects_a_country(
    tmp_path: Path,
    question: str,
    candidate: int,
    better: tuple[int, ...],
    expected: tuple[str, str] | None,
) -> None:
    index = open_index(tmp_path, document("\n\n".join(OWNERS)))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = sorted(
        index.search("ЕАЭС GPU ИИ PalmPay программа", 9, Language.RU), key=lambda h: h.passage.start
    )
    readings = Reader(index).read([hit.passage for hit in hits])
    assert [reading.passage.text for reading in readings] == list(OWNERS)
    each = [
        Candidate(r, h, 0, len(r.passage.sentences) - 1)
        for r, h in zip(readings, hits, strict=True)
    ]
    found = of_another_country(query, each[candidate], [each[i] for i in better], readings)
    assert (found and (found.asked, found.found)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Казахстан председательствует в ЕАЭС?",
        "Кыргызстан входит в ЕАЭС?",
        "Как в Таджикистане учат ИИ?",
        "Есть ли в Таджикистане уроки по ИИ?",
        "Есть ли у Беларуси GPU?",
        "Есть ли у Таджикистана стратегия по ИИ?",
        "Ресейде GPU бар ма?",
        "Правда ли что 70% людей боятся ИИ?",
        "50% очередей исчезло?",
        "Правда ли, что рост экспорта 30%?",
        "Шығындар 70%-ға өсті ме?",
        "Правда, что Узбекистан запустил PalmPay в 2022?",
        "Правда, что закон вступил в силу в 2023 году?",
        "Did Uzbekistan launch PalmPay in 2022?",
        "Was the ministry of AI created in 2021?",
        "Why did Belarus install cameras in 2020?",
        "Did Social Wallet cover 50% of schools?",
    ],
)
def test_what_contradicts_nothing_is_no_correction(engine: Engine, question: str) -> None:
    answer = engine.ask(question, explain=True)
    assert answer.trace is not None
    assert "premise" not in answer.trace


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Почему Узбекистан запустил Alem.Cloud?", "Казахстан"),
        ("Есть ли у России Alem.Cloud?", "Казахстан"),
        ("Правда, что пилотные уроки по ИИ идут в школах Кыргызстана?", "Таджикистан"),
        ("Why does Tajikistan run the Republican Public Safety Monitoring System?", "Belarus"),
        ("LexAI платформасын Қырғызстан жасады ғой, иә?", "Өзбекстан"),
        ("Почему Россия заняла 24-е место по EGDI?", "Казахстан"),
        ("Правда, что рост грузоперевозок составил 30%?", "10%"),
        ("Почему «Социальный кошелек» охватил 7 тыс. школ?", "6,7 тыс."),
        ("Why did Social Wallet cover 10 thousand schools?", "6.7 thousand"),
        ("Did digital mechanisms reach 900 pharmacies?", "700"),
        ("900 дәріхана қамтылды ма?", "700"),
        ("Неге Тәжікстанда 50 мектепте ЖИ сабақтары өтеді?", "10 мектеп"),
        ("Камер в Беларуси 100 тысяч?", "60 тыс."),
        ("Школ было 10 тысяч?", "6,7 тыс."),
        ("Is Uzbekistan in the top 30 in AI readiness?", "top 50"),
    ],
)
def test_a_correction_tells_what_the_source_has(
    engine: Engine, question: str, expected: str
) -> None:
    answer = engine.ask(question, explain=True)
    assert answer.trace is not None
    assert "premise" in answer.trace
    assert expected in answer.answer


def test_nothing_goes_before_what_contradicts(engine: Engine) -> None:
    answer = engine.ask("Правда, что обучили 500 тысяч человек?")
    assert answer.answer.startswith("В источнике указано иное: В Казахстане обучение")
    assert "900 тыс." in answer.answer
    assert len(answer.citations) == 1
