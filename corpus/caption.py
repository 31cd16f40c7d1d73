"""Captions: which lines are a caption, a credit or an ornament, and which only open like one.

«Видео: Хабар 24», "Source: World Bank" are credits. «Видео — это запись», «Сурет — бұл бейне»
define the word; «Источник: республиканский бюджет», «Видео: 40 роликов» may be facts of a list.
"""

import re

CAPTION_CHARS = 120

_SOURCES = r"источник|дерек ?көз[іи]?|source"
_CAPTION_WORDS = (
    r"скрин(?:шот)?ы?|инфографика|графика|фото(?:графи[яи])?|видео|коллаж|иллюстраци[яи]|"
    r"источник(?: фото| изображения| иллюстрации)?|автор фото|рисунок|кадр из видео|"
    r"сурет(?:тер)?(?: көзі)?|фотосурет(?:тер)?|бейне(?:жазба)?|дерек ?көз[іи]?|"
    r"screenshots?|infographics?|photos?|images?|pictures?|illustrations?|video|collage|"
    r"(?:photo |image )?(?:source|credit)s?"
)
_CAPTION = re.compile(
    rf"[(\[*_]*(?:(?:{_CAPTION_WORDS})\s*\d*[.)\]*_]*$"
    rf"|(?:{_CAPTION_WORDS})[*_]*\s*(?:[:©/|]|[—–-]\s).*"
    r"|(?:фото|видео|коллаж|скриншот)\s+(?:автора|из|с сайта|предоставлен|пресс-служб|©).*"
    r"|(?:photo|image|video|illustration|screenshot)s?\s+(?:by|courtesy|from)\s.*"
    r"|©.*)",
    re.IGNORECASE | re.DOTALL,
)
_PARTS = re.compile(
    rf"[(\[*_]*({_CAPTION_WORDS})[*_]*\s*([:|—–-])[*_]*\s+(.*)", re.IGNORECASE | re.DOTALL
)
_SOURCE = re.compile(_SOURCES, re.IGNORECASE)
_DEFINES = re.compile(r"(?:это|бұл|is|are)\b", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:из|с|автор|фото|from|by|courtesy|author)\b"
    r"|(?:\S+\s)?(?:пресс|архив|мұрағат|автор|сайт|скрин|предоставл|открыт|ашық|интернет|соцсет"
    r"|данн|расч[её]т|дерек|есеп|archive|press|author|website|own|open)",
    re.IGNORECASE,
)
_JOINS = frozenset({"и", "мен", "және", "and", "of"})
_SENTENCE_INSIDE = re.compile(
    r"(?<!\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])[.!?…]\s+\S+\s+\S+\s+\S"  # but for an initial
)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)$")
_ORNAMENT = re.compile(r"[\s\-*_=~#•·—–―|:+.]+$")


def is_furniture(text: str) -> bool:
    """Whether ``text`` (trimmed) is a caption, a credit or an ornament rather than content."""
    if _ORNAMENT.match(text) or _IMAGE.match(text):
        return True
    return (
        len(text) <= CAPTION_CHARS
        and "\n" not in text
        and _CAPTION.match(text) is not None
        and _SENTENCE_INSIDE.search(text) is None
        and not _tells(text)
    )


def states_fact(text: str) -> bool:
    """Whether the caption ``text`` is a fact where it stands among labelled ones: «Видео: 40
    роликов», but not «Видео: Хабар 24», which names who made it."""
    match = _PARTS.match(text)
    return match is not None and match[2] == ":" and not _is_credit(match[3])


def _tells(text: str) -> bool:
    """Whether what opens like a caption defines its word or says where something comes from."""
    match = _PARTS.match(text)
    if match is None:
        return False
    word, mark, value = match.groups()
    if _DEFINES.match(value):
        return True
    if not value[:1].islower() or _is_credit(value):
        return False
    return mark in "—–-" or (_SOURCE.fullmatch(word) is not None and " " in value)


def _is_credit(value: str) -> bool:
    """Whether ``value`` names who or what made a picture, a film or a text."""
    if _CREDIT.match(value):
        return True
    words = value.split()
    return any(map(str.isalpha, value)) and all(
        word in _JOINS or not _bare(word)[:1].islower() or "." in _bare(word) for word in words
    )


def _bare(word: str) -> str:
    return word.strip("«»\"'“”()[]*_/,.;")
