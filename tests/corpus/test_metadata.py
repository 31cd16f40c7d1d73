"""Front matter: what is read, and what each mistake is told."""

import datetime

import pytest

from corpus import Language, MetadataError
from corpus.metadata import Metadata, parse_metadata, slug, split_front_matter


def test_front_matter_is_taken_off_with_the_blank_lines_after_it() -> None:
    assert split_front_matter("---\nid: a\n---\n\n\nТекст\n", "f") == ({"id": "a"}, "Текст\n")


@pytest.mark.parametrize("text", ["---\n---\nТекст", "---\n\n---\nТекст", "--- \n# note\nТекст"])
def test_empty_front_matter(text: str) -> None:
    mapping, _ = split_front_matter(text, "f")
    assert mapping == {}


@pytest.mark.parametrize("text", ["Текст", "---\n\n# Глава\n\n---\n\nТекст", "-- -\nid: a", "----"])
def test_text_without_front_matter_is_left_as_it_is(text: str) -> None:
    assert split_front_matter(text, "f") == ({}, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nid: a\nТекст", r"^f: front matter is not closed"),
        ("---\nid: [a\n---\n", r"^f: front matter is not YAML \(.+\)$"),
        ("---\ndate: 2026-13-45\n---\n", r"^f: front matter is not YAML \(ValueError\)$"),
        ("---\na: " + "[" * 3000 + "\n---\n", r"^f: front matter is not YAML"),
        ("---\na: !!python/object:os.system x\n---\n", r"^f: front matter is not YAML"),
        ("---\nid: " + "a" * 4_000 + "\n---\n", r"^f: front matter has 4004 characters"),
        ("---\nabc:def\n---\n", r"^f: front matter is a str, expected lines of key: value"),
        ("---\na: &a [x]\nb: *a\n---\n", r"^f: front matter is not YAML \(an alias\)$"),
        ("---\na: !!timestamp x\n---\n", r"^f: front matter is not YAML \(AttributeError\)$"),
        ("---\na: !!int ''\n---\n", r"^f: front matter is not YAML \(IndexError\)$"),
        ("---\na: !!bool x\n---\n", r"^f: front matter is not YAML \(KeyError\)$"),
        (
            f"---\na: b\n? 0x{'f' * 3_800}\n: a\n---\n",
            r"^f: front matter is not YAML \(ValueError\)$",
        ),
    ],
    ids=[
        *("open", "bracket", "date", "deep", "tag", "long", "string"),
        *("alias", "timestamp", "int", "bool", "number"),
    ],
)
def test_broken_front_matter(text: str, message: str) -> None:
    with pytest.raises(MetadataError, match=message):
        split_front_matter(text, "f")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: A: b", "A: b"),
        ("title: Отчёт: «итоги года»: да  ", "Отчёт: «итоги года»: да"),
        ("title: It's here: all", "It's here: all"),
        ("title: Итоги:", "Итоги:"),
    ],
)
def test_a_value_with_a_colon_is_the_rest_of_its_line(line: str, title: str) -> None:
    mapping, text = split_front_matter(f"---\n{line}\nid: a\n---\nТекст", "f")
    assert (mapping, text) == ({"title": title, "id": "a"}, "Текст")


def test_a_mistake_is_told_with_its_line_and_what_to_do() -> None:
    message = r"^f: front matter is not YAML \(.+, line 3; put the value in quotes\)$"
    with pytest.raises(MetadataError, match=message):
        split_front_matter('---\nid: a\ntitle: "Итоги" года\n---\nТекст', "f")


def test_all_keys_are_read() -> None:
    mapping: dict[str, object] = {
        "id": "a-1",
        "title": "Т",
        "date": datetime.date(2026, 1, 17),
        "publisher": "К",
        "language": "kk",
        "url": "https://example.org/a",
    }
    assert parse_metadata(mapping, Metadata, "f") == Metadata(
        id="a-1",
        title="Т",
        date=datetime.date(2026, 1, 17),
        publisher="К",
        language=Language.KK,
        url="https://example.org/a",
    )


def test_quoted_date_and_nulls() -> None:
    metadata = parse_metadata({"date": "2026-01-17", "url": None}, Metadata, "f")
    assert metadata.date == datetime.date(2026, 1, 17)
    assert metadata.url is None


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("author", "x", r"^f: unknown key 'author', expected id, title, language, date, url, pub"),
        ("id", "a b", r"^f: id: got 'a b'; "),
        ("id", "..", r"^f: id: got '\.\.'; "),
        ("id", 5, r"^f: id: got 5; "),
        ("title", 2026, r"^f: title: got 2026; Input should be a valid string"),
        ("title", " ", r"^f: title: got ' '; "),
        ("title", "a\nb", r"^f: title: got 'a\\nb'; "),
        ("language", "de", r"^f: language: got 'de'; Input should be 'ru', 'kk' or 'en'"),
        ("date", "17.01.2026", r"^f: date: got '17\.01\.2026'; .*Invalid isoformat"),
        ("date", 2026, r"^f: date: got 2026; "),
        ("date", datetime.datetime(2026, 1, 17, 5), r"^f: date: got datetime"),  # noqa: DTZ001
        ("url", "javascript:alert(1)", r"^f: url: got 'javascript:alert\(1\)'; "),
        ("url", ["http://a"], r"^f: url: got \['http://a'\]; "),
        pytest.param("title", 16**4_000, r"^f: title: got a long int; ", id="long number"),
    ],
)
def test_mistakes_name_the_key_and_the_value(key: str, value: object, message: str) -> None:
    with pytest.raises(MetadataError, match=message) as caught:
        parse_metadata({key: value}, Metadata, "f")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kazinform-2026", "kazinform-2026"),
        ("Отчёт за 2025 год (итог)", "otchet-za-2025-god-itog"),
        ("Қазақстан әлемде", "qazaqstan-alemde"),
        ("Съезд щуки", "sezd-shchuki"),
        ("🙂", ""),
        ("ж" * 300, "zh" * 50),
        ("строительныи\u0306 план", "stroitelnyy-plan"),
        ("Отче\u0308т", "otchet"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected
