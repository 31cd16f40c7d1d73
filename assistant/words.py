"""Words: their stems, their sounds, their places in a text, their vectors."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus import Language
from index import Embedder, Vectors, WordEmbedder, analyse, skeleton

_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD_LENGTH = 24


def stems_of(text: str, language: Language) -> tuple[str, ...]:
    """``index.analyse``, kept: for long if ``text`` is no longer than a word, for a question's time
    if it is."""
    kept = _stems_of_word if len(text) <= _WORD_LENGTH else _stems_of_text
    return kept(text, language)


@lru_cache(maxsize=32768)
def _stems_of_word(text: str, language: Language) -> tuple[str, ...]:
    return tuple(analyse(text, language))


@lru_cache(maxsize=1024)
def _stems_of_text(text: str, language: Language) -> tuple[str, ...]:
    return tuple(analyse(text, language))


def words_of(text: str) -> list[str]:
    """The words of ``text`` as written, hyphened and dotted names whole."""
    return _WORD.findall(text)


def word_places(text: str) -> list[tuple[int, int]]:
    """Where ``words_of`` are, [start, end)."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=32768)
def sound_of(word: str) -> str:
    """The phonetic key of a word after a letter for its script; empty for a short word."""
    key = skeleton(word)
    return (script_of(word) + key) if key else ""


def script_of(word: str) -> str:
    """«c» for a word with a Cyrillic letter, «l» for others."""
    return "c" if _CYRILLIC.search(word) else "l"


def word_vectors(words: Sequence[str], embedder: Embedder) -> Vectors:
    """float32[n, d]: vectors of words alone, by the embedder's table of them where it has one."""
    if isinstance(embedder, WordEmbedder):
        return embedder.encode_words(words)
    return embedder.encode_passages(words)
