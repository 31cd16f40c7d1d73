"""Questions nobody would ask: a seeded stream of them, of every kind that has broken something."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.hostile.injections import INJECTIONS

_DEV = Path(__file__).parents[1] / "evaluation" / "dev.jsonl"
LONGEST = 2_000
_PLANES = (
    (0x20, 0x7E),
    (0x80, 0xFF),
    (0x300, 0x36F),
    (0x370, 0x52F),
    (0x590, 0x6FF),
    (0x900, 0xDFF),
    (0xE00, 0x11FF),
    (0x2000, 0x2BFF),
    (0x3040, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xE000, 0xF8FF),
    (0xFB00, 0xFFFF),
    (0x10000, 0x1FFFF),
    (0x20000, 0x10FFFF),
)
_SPECIAL = (
    *"\x00\x01\x07\x08\x0b\x0c\r\n\t\x1b\x7f\x85\x9b\xad",
    *"\u061c\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufffd\ufffe\U000e0041",
    *(
        "\ud800",
        "\udc00",
        "👨\u200d👩\u200d👧",
        "🇰🇿",
        "1️⃣",
        "и\u0306",
        "e\u0301\u0316\u0327",
        "ﬃ",
        "İ",
        "ẞ",
    ),
)
_WORDS = (
    *("Казахстан", "Қазақстан", "Kazakhstan", "Alem.Cloud", "TOP-500", "ИИ", "AI", "ЖИ", "GPU"),
    *("сколько", "қанша", "how many", "кто", "кім", "who", "когда", "қашан", "when", "где"),
    *("ха", "хм", "м", "бла", "blah", "да", "нет", "ок", "спасибо", "сәлем", "пока", "А", "ал"),
    *("второй", "он", "она", "ше", "и", "not", "не", "$5 млрд", "2 млн", "86-е", "2029", "%"),
)  # fmt: skip
_MARKS = "?!.,;:-–—…«»\"'()[]{}<>/\\|@#$%^&*_+=~`№§°©"


def questions(seed: int, count: int) -> Iterator[str]:
    """``count`` questions; equal seeds give equal ones."""
    random = Random(seed)
    asked: list[str] = [
        json.loads(line)["question"] for line in _DEV.read_text("utf-8").splitlines()
    ]
    kinds: tuple[Callable[[], str], ...] = (
        lambda: _planes(random, random.randint(0, 60)),
        lambda: _planes(random, random.choice((100, 150, 200, 250, 300, LONGEST, LONGEST + 1))),
        lambda: _harmed(random, random.choice(asked)),
        lambda: _harmed(random, random.choice(asked)),
        lambda: " ".join(random.choices(_WORDS, k=random.randint(1, 12))),
        lambda: _repeated(random),
        lambda: "".join(random.choices(_MARKS, k=random.randint(1, 80))),
        lambda: _numbers(random),
        lambda: "".join(random.choices(_SPECIAL, k=random.randint(0, 30))),
        lambda: _harmed(random, random.choice(INJECTIONS)),
    )
    for _ in range(count):
        yield random.choice(kinds)()


def _planes(random: Random, length: int) -> str:
    """Letters of one to three scripts, or of any."""
    chosen = random.sample(_PLANES, random.choice((1, 2, 3, len(_PLANES))))
    return "".join(
        " " if random.random() < 0.12 else chr(random.randint(*random.choice(chosen)))
        for _ in range(length)
    )


def _harmed(random: Random, text: str) -> str:
    """A sensible question with something odd put in, left out, doubled or turned around."""
    for _ in range(random.randint(0, 5)):
        at = random.randint(0, len(text))
        piece = random.choice((random.choice(_SPECIAL), _planes(random, 2), random.choice(_MARKS)))
        text = random.choice(
            (
                text[:at] + piece + text[at:],
                text[:at] + text[at + random.randint(1, 5) :],
                text[:at] + text[at:] * random.randint(1, 3),
                text.upper(),
                text[::-1],
                text[:at] + piece * random.choice((3, 9, 50, 500)) + text[at:],
                text.replace(" ", ""),
            )
        )[:LONGEST]
    return text


def _repeated(random: Random) -> str:
    """One word, or two, over and over, with an end that makes a pattern look back."""
    word: str = random.choice((*_WORDS, *_MARKS, "а", "a", "1", "и\u0306", "(a", "а.", "А. "))
    words: str = word + random.choice(("", " ", ", ", "\n", "-", random.choice(_WORDS)))
    end = random.choice(("", "x", "!", "?", "\u0301"))
    times = random.choice((2, 4, 8, 16, 30, 40, LONGEST))
    return (words * times)[: LONGEST - 1] + str(end)


def _numbers(random: Random) -> str:
    """Figures in all their writing: long, grouped, signed, with units, in other digits."""
    parts = [
        str(random.choice((0, 1, -1, random.getrandbits(random.randint(1, 600))))),
        f"{random.random():.{random.randint(0, 300)}f}",
        f"{random.randint(0, 10**12):,}".replace(",", random.choice((" ", "\u00a0", ".", "'"))),
        "٣٤٥",
        "Ⅻ½²①",
        f"{random.randint(0, 99)}.{random.randint(0, 99)}.{random.randint(0, 99999)}",
        f"1e{random.randint(0, 10**6)}",
        random.choice(("млн", "%", "тг", "$", "°C", "г.", "ж.")),
    ]
    return " ".join(random.choices(parts, k=random.randint(1, 9)))[:LONGEST]
