"""What is kept of an interrupted run."""

from pathlib import Path

import pytest

from assistant.evaluation.errors import ReportError
from assistant.evaluation.journal import Journal, key_of
from assistant.evaluation.outcome import Reply
from tests.assistant.evaluation.samples import found, outcome


def reply(name: str, answer: str = "86-е место") -> Reply:
    return Reply(id=name, outcome=outcome(answer), found=[found(0, 5)], wall_ms=1.5)


def test_replies_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "journal.jsonl"
    with Journal(path, "key") as journal:
        journal.add(reply("a"))
        journal.add(reply("b"))
    with Journal(path, "key") as journal:
        assert journal.replies == {"a": reply("a"), "b": reply("b")}
        journal.add(reply("c"))
    with Journal(path, "key") as journal:
        assert list(journal.replies) == ["a", "b", "c"]


def test_another_key_or_fresh_starts_over(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    for key, fresh in (("one", False), ("two", False), ("two", True)):
        with Journal(path, key, fresh=fresh) as journal:
            assert journal.replies == {}
            journal.add(reply("a"))


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_line_cut_short_is_dropped(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path, "key") as journal:
        journal.add(reply("a"))
        journal.add(reply("b"))
    path.write_bytes(path.read_bytes()[:-cut])
    with Journal(path, "key") as journal:
        assert list(journal.replies) == ["a"]
        journal.add(reply("c"))
    with Journal(path, "key") as journal:
        assert list(journal.replies) == ["a", "c"]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\r", "\n", "\x0c"])
def test_line_ends_within_a_reply_end_no_line(tmp_path: Path, end: str) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path, "key") as journal:
        journal.add(reply("a", f"одно{end}другое"))
        journal.add(reply("b"))
    with Journal(path, "key") as journal:
        assert journal.replies == {"a": reply("a", f"одно{end}другое"), "b": reply("b")}


def test_a_line_cut_within_a_character_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path, "key") as journal:
        journal.add(reply("a"))
        journal.add(reply("b"))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex("место".encode()) + 1])
    with Journal(path, "key") as journal:
        assert list(journal.replies) == ["a"]


def test_an_interruption_while_it_is_opened_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path, "key") as journal:
        journal.add(reply("a"))
    before = path.read_bytes()

    def interrupted(*_: object) -> None:
        assert path.read_bytes() == before
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.evaluation.report.os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Journal(path, "key")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}\n", b'{"version": 1}\n{}\n'])
def test_what_is_no_journal_is_started_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(content)
    with Journal(path, "key") as journal:
        assert journal.replies == {}


def test_removed_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with Journal(path, "key") as journal:
        journal.add(reply("a"))
        journal.remove()
    assert not path.exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match=r"journal\.jsonl: cannot be written"):
        Journal(tmp_path / "file" / "journal.jsonl", "key")


def test_key_depends_on_content_and_not_on_order() -> None:
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})
    assert key_of({"a": 1}) != key_of({"a": 2})
