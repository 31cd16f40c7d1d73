"""Answers of another one of several."""

import pytest

from assistant.candidate import Candidate
from assistant.contrast import tells_another
from assistant.features import build_pool
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language
from index import SearchIndex
from tests.assistant.texts import document, open_index

RU, KK, EN = Language.RU, Language.KK, Language.EN
TEXTS = {
    RU: """Инвалидам первой группы платят 92 тысячи тенге. Заявление рассматривают восемь дней.

Всем группам инвалидов дают проездной. Первая группа ездит с провожатым.

Врачам первой и второй категории добавили отпуск.

В городе второй суперкомпьютер поставили в институте.

Класс А предусматривает штраф за опоздание.

Порт закрыт зимой.

Проверили 1200 школ.
""",
    KK: "Бірінші топтағы мүгедектерге 92 мың теңге төленеді.",
    EN: "The recovery time for systems of the first class is 2 hours.",
}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, SearchIndex]:
    return {
        language: open_index(
            tmp_path_factory.mktemp(language.value), document(text, language=language)
        )
        for language, text in TEXTS.items()
    }


def asked(
    index: SearchIndex, question: str, language: Language, told: str
) -> tuple[Query, Candidate]:
    """The question, and the sentence that holds ``told``."""
    query = analyse_query(question, language, index.embedder, Rarity({}))
    hits = index.search(f"{question} {told}", 10)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    [found] = [c for c in pool.candidates if c.first == c.last and told in c.text]
    return query, found


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("Сколько платят инвалидам второй группы?", RU, "92 тысячи"),
        ("Сколько платят инвалидам 2-й группы?", RU, "92 тысячи"),
        ("Сколько платят инвалидам 2 группы?", RU, "92 тысячи"),
        ("Сколько платят инвалидам II группы?", RU, "92 тысячи"),
        ("Как получают выплату инвалиды второй группы?", RU, "92 тысячи"),
        # told further up in the passage
        ("Сколько рассматривают заявление инвалида второй группы?", RU, "восемь дней"),
        ("Что добавили врачам третьей категории?", RU, "отпуск"),
        ("Где поставили третий суперкомпьютер?", RU, "в институте"),
        ("Какой штраф у класса Б?", RU, "Класс А"),
        ("Екінші топтағы мүгедектерге қанша төленеді?", KK, "92"),
        ("2-топ мүгедектеріне қанша төленеді?", KK, "92"),
        ("What is the recovery time for systems of the second class?", EN, "2 hours"),
        ("What is the recovery time for 2nd class systems?", EN, "2 hours"),
    ],
)
def test_another_one_of_several(
    indexes: dict[Language, SearchIndex], question: str, language: Language, told: str
) -> None:
    assert tells_another(*asked(indexes[language], question, language, told))


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("Сколько платят инвалидам первой группы?", RU, "92 тысячи"),
        ("Сколько платят инвалидам I группы?", RU, "92 тысячи"),
        ("Что дают инвалидам второй группы?", RU, "проездной"),
        ("Что добавили врачам второй категории?", RU, "отпуск"),
        # a text may leave the first without a number
        ("Где поставили первый суперкомпьютер?", RU, "в институте"),
        ("Какой штраф у класса А?", RU, "Класс А"),
        ("Какой группе инвалидов платят?", RU, "92 тысячи"),
        ("На каком месте порт?", RU, "Порт закрыт"),
        # claims, which another number answers
        ("Почему инвалидам второй группы платят 92 тысячи?", RU, "92 тысячи"),
        ("Как удалось поставить третий суперкомпьютер?", RU, "в институте"),
        ("Сколько этапов у второй проверки школ?", RU, "1200"),
        ("Бірінші топтағы мүгедектерге қанша төленеді?", KK, "92"),
        ("What is the recovery time for first-class systems?", EN, "2 hours"),
    ],
)
def test_the_same_one(
    indexes: dict[Language, SearchIndex], question: str, language: Language, told: str
) -> None:
    assert not tells_another(*asked(indexes[language], question, language, told))
