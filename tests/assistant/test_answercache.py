"""Kept answers: how many, under what keys, and what is never kept."""

import pickle
import threading
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Status, Turn
from assistant.answercache import AnswerCache
from corpus import Language

_TURNS = st.builds(Turn, role=st.sampled_from(["user", "assistant"]), content=st.text(max_size=5))
_INPUTS = st.tuples(
    st.text(max_size=5),
    st.none() | st.sampled_from(Language),
    st.lists(_TURNS, max_size=3),
    st.integers(1, 9),
    st.text(max_size=3),
    st.none() | st.text(max_size=3),
)


def answer(text: str = "Да.", **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "status": Status.ANSWERED,
        "answer": text,
        "language": Language.RU,
        "confidence": 0.9,
        "citations": [],
        "related": [],
        "timings_ms": {"total": 3.0},
    }
    return Answer(**fields | changes)


def key(cache: AnswerCache, question: str) -> bytes:
    return cache.key(question, None, (), 5, "", None)


def test_the_one_not_asked_for_longest_goes_first() -> None:
    cache = AnswerCache(2)
    one, two, three = (key(cache, name) for name in ("1", "2", "3"))
    cache.keep(one, answer("1"))
    cache.keep(two, answer("2"))
    assert cache.get(one) == answer("1", timings_ms={})
    cache.keep(three, answer("3"))
    assert (cache.get(two), len(cache)) == (None, 2)
    assert cache.get(one) is not None
    assert cache.get(three) is not None


def test_none_is_kept_where_none_may_be() -> None:
    cache = AnswerCache(0)
    cache.keep(key(cache, "1"), answer())
    assert (cache.get(key(cache, "1")), len(cache)) == (None, 0)


@given(_INPUTS, _INPUTS)
def test_equal_inputs_have_equal_keys_and_others_do_not(one: Any, two: Any) -> None:
    cache = AnswerCache(1)
    assert (cache.key(*one) == cache.key(*two)) == (one == two)


def test_every_input_counts() -> None:
    cache = AnswerCache(1)
    user, reply = Turn(role="user", content="a"), Turn(role="assistant", content="a")
    inputs: list[tuple[Any, ...]] = [
        ("q", None, (), 5, "", None),
        ("Q", None, (), 5, "", None),
        ("q", Language.RU, (), 5, "", None),
        ("q", None, (user,), 5, "", None),
        ("q", None, (reply,), 5, "", None),
        ("q", None, (user, user), 5, "", None),
        ("q", None, (), 6, "", None),
        ("q", None, (), 5, "key:1", None),
        ("q", None, (), 5, "", "conversation"),
    ]
    assert all(cache.key(*one) != cache.key(*two) for one, two in combinations(inputs, 2))


def test_keys_are_of_no_use_elsewhere() -> None:
    assert key(AnswerCache(1), "q") != key(AnswerCache(1), "q")


@pytest.mark.parametrize(
    "unkept",
    [
        answer(reason="model_unavailable"),
        answer(reason="model_unproved"),
        answer(trace={"question": "q"}),
    ],
)
def test_what_stands_in_or_tells_the_question_is_not_kept(unkept: Answer) -> None:
    cache = AnswerCache(1)
    cache.keep(key(cache, "q"), unkept)
    assert len(cache) == 0


def test_a_refusal_is_kept() -> None:
    cache = AnswerCache(1)
    refusal = answer(status=Status.OFF_TOPIC, reason="nothing_near")
    cache.keep(key(cache, "q"), refusal)
    assert cache.get(key(cache, "q")) == answer(
        status=Status.OFF_TOPIC, reason="nothing_near", timings_ms={}
    )


def test_what_a_caller_does_to_an_answer_stays_with_it() -> None:
    cache = AnswerCache(1)
    given = answer()
    cache.keep(key(cache, "q"), given)
    given.timings_ms["total"] = 9.0
    first = cache.get(key(cache, "q"))
    assert first is not None
    first.timings_ms["total"] = 1.0
    second = cache.get(key(cache, "q"))
    assert second is not None
    assert second.timings_ms == {}


def test_nothing_kept_tells_the_question() -> None:
    cache = AnswerCache(1)
    asked = cache.key("Мой ИИН 900101350013", None, (), 5, "", None)
    cache.keep(asked, answer())
    held = pickle.dumps((dict(cache._answers or {}), cache._secret))
    assert b"900101350013" not in held
    assert "ИИН".encode() not in held


def test_threads_share_it() -> None:
    cache = AnswerCache(8)
    wrong: list[Answer] = []

    def ask(seed: int) -> None:
        for number in range(500):
            name = str((number * seed) % 20)
            found = cache.get(key(cache, name))
            if found is None:
                cache.keep(key(cache, name), answer(name))
            elif found.answer != name:
                wrong.append(found)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in (1, 3, 7, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(cache) == 8
