from assistant import Turn
from assistant.engine import Engine


def test_the_trace_tells_which_passages_a_pronoun_leaves(engine: Engine) -> None:
    history = [
        Turn(role="user", content="Что такое PalmPay?"),
        Turn(role="assistant", content=engine.ask("Что такое PalmPay?").answer),
    ]
    trace = engine.ask("когда его запустили?", history=history, explain=True).trace
    assert trace is not None
    assert trace["about"] == ["PalmPay"]
    assert {passage["kept"] for passage in trace["passages"]} == {True, False}
    alone = engine.ask("Что такое PalmPay?", explain=True).trace
    assert alone is not None
    assert alone["about"] == []
    assert {passage["kept"] for passage in alone["passages"]} == {True}


def test_what_was_told_comes_first_of_what_was_read(engine: Engine) -> None:
    trace = engine.ask("Я студентка. Кто президент TSARKA?", explain=True).trace
    assert trace is not None
    assert trace["question"] == "Кто президент TSARKA?"
    assert [(one["question"], one["told"]) for one in trace["readings"]] == [
        ("Кто президент TSARKA?", True),
        ("Я студентка. Кто президент TSARKA?", False),
    ]
    assert trace["readings"][0]["confidence"] > trace["readings"][1]["confidence"]
