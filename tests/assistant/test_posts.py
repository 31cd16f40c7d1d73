"""Whose post a sentence tells of, by the words beside it."""

import pytest

from assistant.posts import is_anothers
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reading import ReadSentence
from corpus import Language
from index import FakeEmbedder


def anothers(question: str, told: str, language: Language) -> bool:
    query = analyse_query(question, language, FakeEmbedder(), Rarity({}))
    return is_anothers(query, [ReadSentence(told, (), (), ())], language)


RU, KK, EN = Language.RU, Language.KK, Language.EN
DIRECTOR = "Директор AstroLab Анна Белова открыла музей."
DIRECTOR_KK = "AstroLab директоры Анна Белова музей ашты."
DIRECTOR_EN = "AstroLab director Anna Belova opened the museum."
PRESIDENT_EN = "Anna Belova, president of the Union, came."


@pytest.mark.parametrize(
    ("question", "told", "language", "expected"),
    [
        ("Кто директор Казахстана?", DIRECTOR, RU, True),
        ("кто директор казахстана", DIRECTOR, RU, True),
        ("Как зовут директора NanoLab?", DIRECTOR, RU, True),
        ("Кто директор AstroLab?", DIRECTOR, RU, False),
        # by another word for the post
        ("Кто возглавляет NanoLab?", DIRECTOR, RU, True),
        ("Кто возглавляет AstroLab?", DIRECTOR, RU, False),
        ("Кто директор?", DIRECTOR, RU, False),
        # whose post it is is said by a common word, which the models have
        ("Кто директор музея?", DIRECTOR, RU, False),
        # not asked who
        ("Что открыл директор NanoLab?", DIRECTOR, RU, False),
        ("Кто министр NanoLab?", DIRECTOR, RU, False),
        # his own name, not whose he is
        ("Кто президент Казахстана?", "Президент Белов подписал закон.", RU, False),
        ("Кто президент Казахстана?", "Президент Анна Белова подписала закон.", RU, False),
        ("Кто президент Казахстана?", "Президент РК подписал закон.", RU, False),
        ("Кто президент Казахстана?", "Президент Литвы подписал закон.", RU, True),
        ("Кто президент Казахстана?", "Президент Литвы и президент Казахстана здесь.", RU, False),
        ("NanoLab директоры кім?", DIRECTOR_KK, KK, True),
        ("AstroLab директоры кім?", DIRECTOR_KK, KK, False),
        ("Who is the director of NanoLab?", DIRECTOR_EN, EN, True),
        ("Who is NanoLab's director?", DIRECTOR_EN, EN, True),
        ("Who is the director of AstroLab?", DIRECTOR_EN, EN, False),
        ("Who is the president of Lithuania?", PRESIDENT_EN, EN, True),
        ("Who is the president of the Union?", PRESIDENT_EN, EN, False),
        # a post written large
        ("Кто Президент Казахстана?", "Президент AstroLab Анна Белова здесь.", RU, True),
        ("Қазақстан Президенті кім?", "AstroLab президенті Анна Белова келді.", KK, True),
        ("AstroLab Президенті кім?", "AstroLab президенті Анна Белова келді.", KK, False),
        ("Who is the President of Lithuania?", PRESIDENT_EN, EN, True),
        # the same name in other letters
        ("ИИ директоры кім?", "ЖИ директоры Анна Белова келді.", KK, False),
        # for whom something is, not who has it
        ("NanoLab директоры кімге көмектеседі?", DIRECTOR_KK, KK, False),
        ("Кому помогает директор NanoLab?", DIRECTOR, RU, False),
    ],
)
def test_posts(question: str, told: str, language: Language, expected: bool) -> None:
    assert anothers(question, told, language) is expected
