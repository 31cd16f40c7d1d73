"""Mutations: small changes to a sound file, written down as data, so that a failing one shrinks."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

TOKENS: tuple[bytes, ...] = (
    *(bytes([byte]) for byte in b"\0\t\n\r\x1b \"'#&*,-.:;<>?[]{}|\\/%=!0a"),
    *(
        text.encode("utf-8", "surrogatepass")
        for text in (
            "---\n",
            "\n\n",
            "\r\n",
            "id: a\n",
            "title: x\n",
            "date: 2026-01-17\n",
            "language: kk\n",
            "- пункт ",
            "# Глава",
            "| а | б |",
            "Фото: АП",
            "Россия: план.",
            "«Да!» — ",
            "2025 г. ",
            "\ufeff",
            "\u0301",
            "\u0301\u0316" * 40,
            "\u202e",
            "\u2028",
            "\u0085",
            "\u200d",
            "\ue000",
            "\ud800",
            "🇰🇿",
            "اختبار",
            "и\u0306",
            "²",
            "İ",
            "ﬃ",
            "1e999",
            "-1",
            "999999999999999999999",
            "null",
            "true",
            "[]",
            "{}",
            '""',
            '"\\ud800"',
            "&#0;",
            "&#xD800;",
            "<!--",
            "]]>",
            "<p>",
            "</p>",
            "<table><tr><td>",
            "<pre>",
            "<w:p>",
            "<w:t>",
            "!!int ",
            "!!timestamp ",
            "&a ",
            "*a",
            "<<: ",
            "endobj",
            "stream\n",
            "1 0 R",
            "/Length 9999999999",
            "..",
            "../../",
            "%s%n",
            "{0}",
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """At a place (a share of the length), ``cut`` bytes go and ``insert`` comes, ``times`` over."""

    place: float
    cut: int
    insert: bytes
    times: int = 1


def apply(data: bytes, edits: Sequence[Edit], limit: int = 200_000) -> bytes:
    """``data`` with ``edits`` made one after another, at most ``limit`` bytes of it."""
    for edit in edits:
        at = int(edit.place * (len(data) + 1))
        data = (data[:at] + edit.insert * edit.times + data[at + edit.cut :])[:limit]
    return data


def random_edits(random: Random, seeds: Sequence[bytes]) -> list[Edit]:
    """One to eight edits: tokens, bytes, pieces of other seeds, and now and then many of one."""
    return [_random_edit(random, seeds) for _ in range(random.choice((1, 1, 2, 3, 5, 8)))]


def _random_edit(random: Random, seeds: Sequence[bytes]) -> Edit:
    kind = random.random()
    if kind < 0.15:
        insert = b""
    elif kind < 0.65:
        insert = random.choice(TOKENS)
    elif kind < 0.8:
        insert = random.randbytes(random.randint(1, 4))
    else:
        seed = random.choice(seeds)
        start = random.randrange(len(seed) + 1)
        insert = seed[start : start + random.randint(1, 200)]
    return Edit(
        place=random.random(),
        cut=random.choice((0, 0, 1, 1, 4, 20, 200)),
        insert=insert,
        times=random.choice((1,) * 12 + (2, 10, 100, 3_000)),
    )
