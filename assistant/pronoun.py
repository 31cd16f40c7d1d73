"""Pronouns: words that stand for what was named before, in Russian, Kazakh and English."""

import re

_PERSONAL = (
    r"он|она|оно|они|его|её|ее|их|ему|ей|ею|им|ими|него|неё|нее|нему|ней|нею|нем|нём|ним|них|ними|"
    r"ол|оның|оны|оған|одан|онымен|олар|олардың|оларды|оларға|оларда|олардан|олармен|"
    r"he|she|it|they|him|her|his|its|their|them"
)
_POINTING = (
    r"этот|эта|это|этого|этой|этом|этому|этим|этими|эту|эти|этих|там|тогда|"
    r"(?<!кто )такой|"
    r"онда|бұл|бұның|осы|сол|мұны|мұның|"
    r"this|that|these|those|there"
)
"""Words that may as well go with a noun of their own; «кто такой» stands for nothing."""
_ANY = re.compile(rf"\b(?:{_PERSONAL}|{_POINTING})\b", re.IGNORECASE)
_OF_SOMEBODY = re.compile(rf"\b(?:{_PERSONAL})\b", re.IGNORECASE)


def leans(text: str) -> bool:
    """Whether ``text`` has a pronoun of any kind: «Где это?»."""
    return _ANY.search(text) is not None


def before_pronoun(text: str) -> str | None:
    """What stands in ``text`` before the first pronoun in place of somebody or something («Где» of
    «Где он?»); None where there is none."""
    found = _OF_SOMEBODY.search(text)
    return None if found is None else text[: found.start()]


def named(text: str, name: str) -> str:
    """``text`` with ``name`` in place of its first pronoun for somebody or something."""
    return _OF_SOMEBODY.sub(lambda _: name, text, count=1)


def is_pronoun(word: str) -> bool:
    """Whether ``word`` is one: it says nothing of a topic."""
    return _ANY.fullmatch(word) is not None
