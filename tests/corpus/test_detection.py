"""Language detection on short questions, written as people type them."""

from collections import defaultdict
from pathlib import Path

import pytest

from corpus import Language, detect_language

QUESTIONS = {
    Language.RU: """
        Какое место занимает Alem.Cloud в TOP-500?
        Что такое eGov AI?
        Сколько школ охватил проект «Социальный кошелек»?
        Кто такой Олжас Сатиев?
        когда приняли закон об ии
        Чем занимается министерство?
        Где находится Alem.ai?
        Почему 2026 год стал особым
        суперкомпьютеры казахстана
        Какая цель по экспорту к 2029?
        Сколько онлайн-услуг оказано за 2025 год?
        Расскажи про Al-Farabium
        ты кто
        привет
        Спасибо!
        Какой вклад ИИ в ВВП России?
        Сколько камер в белорусской системе?
        топ-50 по готовности к ии какая страна?
        Что думает Дана Утеген о законе?
        кто директор Digital Rights Center Qazaqstan?
        Насколько ИИ сократит логистические издержки?
        объем грузоперевозок за 10 месяцев
        Как работает PalmPay?
        Что такое LexAI и MyID?
        Есть ли у Казахстана GPU?
        Зачем нужен IPv6?
        Сколько человек прошли обучение?
        дефицит складов класса А
        Назови ограничения масштабирования ИИ
        В каком году появился eGov Mobile?
        Что запрещает закон об искусственном интеллекте?
        погода в Астане завтра
        Сколько стоит суперкомпьютер?
        А сколько в Таджикистане?
        а в Кыргызстане?
        Что известно про «Нұрлы жол»?
        Кто сказал это?
        Какие риски?
        Проект «Цифровая Беларусь» что это
        Что делает Kazinform?
        напиши стихотворение
        2026 год чем особенный
        """,
    Language.KK: """
        Alem.Cloud TOP-500 тізімінде нешінші орында?
        eGov AI деген не?
        «Әлеуметтік әмиян» жобасы қанша мектепті қамтыды?
        Олжас Сатиев кім?
        ЖИ туралы заң қашан күшіне енді?
        казакстанда кандай суперкомпьютерлер бар
        Министрлік немен айналысады?
        Alem.ai қайда орналасқан?
        2026 жыл неге ерекше болды?
        Қазақстанның суперкомпьютерлері
        2029 жылға экспорт мақсаты қандай?
        2025 жылы қанша онлайн қызмет көрсетілді?
        Al-Farabium туралы айтып беріңізші
        сен кімсің
        Сәлем!
        Рахмет
        Ресейдің ЖІӨ-дегі ЖИ үлесі қандай?
        Беларусь жүйесінде неше камера бар?
        Қай ел топ-50-ге кірді?
        Дана Өтеген заң туралы не деді?
        Digital Rights Center Qazaqstan директоры кім?
        ЖИ логистикалық шығындарды қаншаға азайтады?
        10 айдағы жүк тасымалы көлемі
        PalmPay калай жумыс истейди?
        LexAI мен MyID дегеніміз не?
        Қазақстанда GPU бар ма?
        IPv6 не үшін керек?
        Неше адам оқудан өтті?
        А класты қоймалар тапшылығы
        ЖИ-ді дамытудың шектеулері қандай
        eGov Mobile қай жылы пайда болды?
        Жасанды интеллект туралы заң неге тыйым салады?
        ертең Астанада ауа райы қандай
        Суперкомпьютер қанша тұрады?
        Ал Тәжікстанда ше?
        казакстан канша миллиард экспорттайды
        онлайн кызметтер саны канша
        биздин елде канша мектеп бар
        ким айтты
        тауекелдери кандай
        qazaqstanda qanday superkompyuterler bar
        zan qashan qabyldandy
        Kazinform ne isteydi қандай агенттік
        """,
    Language.EN: """
        What is Alem.Cloud's rank in the TOP-500?
        What is eGov AI?
        How many schools did the Social Wallet project cover?
        Who is Olzhas Satiyev?
        when did the ai law come into force
        What does the ministry do?
        Where is Alem.ai?
        Why did 2026 become a special year?
        supercomputers in Kazakhstan
        What is the export target for 2029?
        How many online services were provided in 2025?
        Tell me about Al-Farabium
        who are you
        hello
        Thanks!
        What is Russia's AI share of GDP?
        number of cameras in Belarus
        Which country is in the top 50 for AI readiness?
        What did Dana Utegen say about the law?
        director of Digital Rights Center Qazaqstan?
        By how much can AI cut logistics costs?
        freight volume for 10 months
        How does PalmPay work?
        What are LexAI and MyID?
        Does Kazakhstan have GPUs?
        Why is IPv6 needed?
        How many people were trained?
        shortage of class A warehouses
        List the constraints on scaling AI
        eGov Mobile launch year
        What does the law on artificial intelligence prohibit?
        weather in Astana tomorrow
        cost of the supercomputer
        And in Tajikistan?
        What about Kyrgyzstan?
        What is «Социальный кошелек»?
        Is Alem.Cloud faster than Al-Farabium?
        Can AI replace people?
        energy demand of data centres
        regional leadership
        expert opinion on regulation
        digital twins
        """,
}


def questions(language: Language) -> list[str]:
    return [line.strip() for line in QUESTIONS[language].strip().splitlines()]


def test_short_questions_are_told_apart() -> None:
    table = [(text, language) for language in Language for text in questions(language)]
    wrong = [(text, language) for text, language in table if detect_language(text) != language]
    assert len(table) >= 120
    assert len(wrong) / len(table) <= 0.03, wrong


@pytest.mark.parametrize("default", Language)
@pytest.mark.parametrize("text", ["Alem.Cloud", "PalmPay MyID", "", "2025", "🙂🙂", "  \n", "GPU"])
def test_default_decides_where_nothing_tells(text: str, default: Language) -> None:
    assert detect_language(text, default=default) is default


@pytest.mark.parametrize(
    ("default", "expected"),
    [(Language.RU, Language.RU), (Language.KK, Language.KK), (Language.EN, Language.RU)],
)
def test_cyrillic_that_tells_nothing_is_never_english(
    default: Language, expected: Language
) -> None:
    assert detect_language("суперкомпьютер", default=default) is expected


def test_latin_text_without_a_known_word_is_english() -> None:
    assert detect_language("foo grault plugh") is Language.EN


def test_kazakh_without_its_letters_is_kazakh() -> None:
    assert detect_language("казакстанда кандай суперкомпьютерлер бар") is Language.KK


def test_kazakh_in_the_latin_script_is_kazakh() -> None:
    assert detect_language("qazaqstanda qanday superkompyuterler bar") is Language.KK


def test_kazakh_name_does_not_make_a_russian_question_kazakh() -> None:
    assert detect_language("Что предложила Қазпошта и кто её глава?") is Language.RU


def test_short_queries_of_each_kind_are_told_apart() -> None:
    wrong: dict[tuple[str, str], list[bool]] = defaultdict(list)
    lines = (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        language, kind, query = line.split("\t")
        wrong[language, kind].append(detect_language(query) != language)
    assert len(lines) >= 300
    assert sum(map(sum, wrong.values())) / len(lines) <= 0.03
    assert {kind: sum(told) for kind, told in wrong.items() if sum(told) / len(told) > 0.1} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("очереди", Language.RU),
        ("рецепты", Language.RU),
        ("обеды", Language.RU),
        ("очереди ЦОН", Language.RU),
        ("Узбекистан проекты", Language.RU),
        ("ОЧЕРЕДИ", Language.RU),
        ("карантин", Language.RU),
        ("кезек", Language.KK),
        ("ЖИ", Language.KK),
        ("мугалим", Language.KK),
        ("сот шешими", Language.KK),
        ("роботтар", Language.KK),
    ],
)
def test_no_ending_alone_tells_a_short_query(text: str, expected: Language) -> None:
    assert detect_language(text) is expected


@pytest.mark.parametrize(
    "text",
    ["Узбекистан", "узбекистан", "Дана Утеген", "Утеген", "Талдыкорган"],
)
def test_bare_name_is_of_the_default_language(text: str) -> None:
    assert detect_language(text) is Language.RU
    assert detect_language(text, default=Language.KK) is Language.KK


@pytest.mark.parametrize("text", ["факты", "институты", "файлы"])
def test_russian_plural_that_is_a_kazakh_possessive_tells_nothing(text: str) -> None:
    assert detect_language(text) is Language.RU
    assert detect_language(text, default=Language.KK) is Language.KK


def test_name_in_kazakh_letters_is_kazakh() -> None:
    assert detect_language("Өтеген") is Language.KK


def test_capital_that_opens_a_question_does_not_hide_its_word() -> None:
    assert detect_language("Жанарту акпараты") is Language.KK  # half a vote and a whole one


@pytest.mark.parametrize(
    "text",
    ["skolko kamer v belarusi", "kakoe mesto u kazahstana", "Skolko shkol", "vyvoz musora"],
)
def test_russian_in_the_latin_script_is_russian(text: str) -> None:
    assert detect_language(text) is Language.RU
    assert detect_language(text, default=Language.KK) is Language.RU


@pytest.mark.parametrize("text", ["queues", "metro", "do it", "paroles", "camera network", "god"])
def test_english_that_looks_a_little_slavic_is_english(text: str) -> None:
    assert detect_language(text) is Language.EN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("crjkmrj irjk j[dfnbk cjwbfkmysq rjitktr", Language.RU),
        ("rnj nfrfz lfyf entuty", Language.RU),
        ("0fpf0cnfylf 0fylfq ;j,fkfh ,fh", Language.KK),
        ("vtrntgnth cfys", Language.KK),
    ],
)
def test_language_is_that_of_the_keys_meant(text: str, expected: Language) -> None:
    assert detect_language(text) is expected


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert detect_language("это русский текст. " * 1000 + "бұл қазақша " * 10_000) is Language.RU
