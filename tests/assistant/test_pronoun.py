import pytest

from assistant.pronoun import before_pronoun, is_pronoun, leans, named


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("Где это?", True),
        ("Кто ею пользуется?", True),
        ("Какой там штраф?", True),
        ("За что такой штраф?", True),
        ("Оларға не берді?", True),
        ("Who uses it?", True),
        ("Кто такой Олжас Сатиев?", False),
        ("Что такое облако?", False),
        ("Сколько школ охватил проект?", False),
        ("Where is Astana?", False),
    ],
)
def test_a_pronoun_leans_on_what_was_said(text: str, whether: bool) -> None:
    assert leans(text) is whether


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Кто её создал?", "Кто "),
        ("Чем ею пользуются?", "Чем "),
        ("Расскажи о нём", "Расскажи о "),
        ("Кто за ними стоит?", "Кто за "),
        ("Онымен кім жұмыс істейді?", ""),
        ("Why did Dana praise them?", "Why did Dana praise "),
        ("Где это?", None),
        ("Кто такой Олжас?", None),
    ],
)
def test_a_pronoun_for_somebody_or_something_is_found(text: str, before: str | None) -> None:
    assert before_pronoun(text) == before


@pytest.mark.parametrize("word", ["ею", "неё", "нее", "него", "ними", "ими", "этим", "ним", "нём"])
def test_every_case_of_a_pronoun_is_one(word: str) -> None:
    assert is_pronoun(word)
    assert is_pronoun(word.upper())


def test_a_word_that_holds_one_is_none() -> None:
    assert not is_pronoun("низ")
    assert not is_pronoun("Онлайн")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("где она работает?", "где Дана Утеген работает?"),
        ("What is her email, and his?", "What is Дана Утеген email, and his?"),
        ("Ол не айтты?", "Дана Утеген не айтты?"),
        ("Где это?", "Где это?"),
    ],
)
def test_a_name_takes_the_place_of_the_first_pronoun(text: str, expected: str) -> None:
    assert named(text, "Дана Утеген") == expected
