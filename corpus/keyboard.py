"""Text typed with the keyboard set to English, as the Russian or Kazakh it was meant to be:
«crjkmrj irjk» is «сколько школ», «0fylfq tk» is «қандай ел»."""

import re
from collections.abc import Mapping, Sequence

from corpus.language import Language
from corpus.trigrams import CYRILLIC, LATIN, Trigrams, trigrams_of
from corpus.wordlists import WORDS, fold_letters

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_LETTERS = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
Layout = Mapping[int, int]

_RUSSIAN = str.maketrans(_KEYS, _LETTERS)
_KAZAKH = _RUSSIAN | str.maketrans("234589-0=@#$%*(_)+", "әіңғүұөқһӘІҢҒҮҰӨҚҺ")
"""Kazakh has letters on the row of digits."""
_ENDING_MARKS = str.maketrans("&/", "?.")

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-z]", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_KEY = r"[a-z\[\];',.]"
_DIGIT_BESIDE_LETTER = re.compile(f"[023-589]{_KEY}|{_KEY}[023-589]", re.IGNORECASE)
_NUMBER = re.compile(r"\d{2}")
_PARTS = re.compile(r"(?P<before>[\"'(]*)(?P<word>.*?)(?P<after>[,.;:\"')]*)(?P<end>[?!&/]*)")
_PUNCTUATION = "\"'(),.;:?!&/"

_ABBREVIATION_LETTERS = 5
_LEAST_TRIGRAMS = 5
_MOST_TYPED_ALONE, _MOST_TYPED, _LEAST_MEANT = 0.5, 0.6, 0.8
"""Shares of the trigrams that are frequent in words: as typed, in one word and in several, and as
meant. Of 36,000 short English texts of programs none is below the one and above the other, of
44,500 English words three; of 4,000 texts so typed, 97 in a hundred."""
_TELLING_LETTERS = 5
_KNOWN = WORDS[Language.RU] | WORDS[Language.KK]


def retyped(text: str) -> str:
    """``text`` as it was meant, where its letters are those of no language but the letters on the
    same keys of a Russian or Kazakh keyboard are; else ``text`` itself.

    What holds Cyrillic letters is left as it is, and so is a name among mistyped words that reads
    as English does and as Russian does not.
    """
    if _CYRILLIC.search(text):
        return text
    tokens = [token for token in _TOKEN.findall(text) if _LATIN.search(token)]
    judged = [token for token in tokens if not _is_abbreviation(token)]
    if not _is_unlike_words(judged):
        return text
    layouts = (_KAZAKH, _RUSSIAN) if _is_kazakh(tokens) else (_RUSSIAN,)
    meant = {token: _meant(token, layouts) for token in tokens}
    changed = [meant[token] for token in judged if meant[token] != token]
    if 2 * len("".join(changed)) <= len("".join(judged)):
        return text
    if not _is_like_words([word for token in changed for word in _words(token)]):
        return text
    return _TOKEN.sub(lambda found: meant.get(found[0], found[0]), text)


def _is_unlike_words(tokens: Sequence[str]) -> bool:
    """Whether the letters of ``tokens`` follow each other as those of no words in Latin letters."""
    typed = [token.lower().strip(_PUNCTUATION) for token in tokens]
    enough = sum(len(trigrams_of(word)) for word in typed) >= _LEAST_TRIGRAMS
    most = _MOST_TYPED if len(typed) > 1 else _MOST_TYPED_ALONE
    return enough and _share(LATIN, typed) < most


def _is_like_words(words: Sequence[str]) -> bool:
    """Whether ``words`` read as Russian or Kazakh, and not all are as short as abbreviations."""
    return _share(CYRILLIC, words) >= _LEAST_MEANT and any(
        len(word) >= _TELLING_LETTERS or word in _KNOWN for word in words
    )


def _is_kazakh(tokens: Sequence[str]) -> bool:
    """Whether digits beside letters are letters too: «r3n» is «кіт», «5vky» is «5млн»."""
    mixed = [token.rstrip(_PUNCTUATION) for token in tokens if _DIGIT_BESIDE_LETTER.search(token)]
    as_kazakh, as_russian = (
        _share(CYRILLIC, [word for token in mixed for word in _words(token.translate(layout))])
        for layout in (_KAZAKH, _RUSSIAN)
    )
    return bool(mixed) and as_kazakh >= max(as_russian, _LEAST_MEANT)


def _is_abbreviation(token: str) -> bool:
    return token.isupper() and len(token) <= _ABBREVIATION_LETTERS


def _meant(token: str, layouts: Sequence[Layout]) -> str:
    """The token in the letters of the first of ``layouts`` whose words it can be of."""
    parts = _PARTS.fullmatch(token)
    assert parts is not None  # each part may be empty
    before, word, after, end = parts.groups()
    if before and before[-1] not in after:
        before, word = "", before + word
    end = end.translate(_ENDING_MARKS)
    for layout in layouts:
        # «,» and «.» are keys of letters too
        for start, stop in (("", ""), ("", after), (before, ""), (before, after)):
            middle = token[len(start) : len(token) - len(stop) - len(end)].translate(layout)
            if _fits(middle):
                return start + middle + stop + end
    plain = word.translate(_RUSSIAN)
    if _share(LATIN, [word.lower()]) > _share(CYRILLIC, _words(plain)):
        return token
    layout = layouts[-1] if _NUMBER.match(word) else layouts[0]
    return before + word.translate(layout) + after + end


def _fits(text: str) -> bool:
    """Whether ``text`` has words, all of letters that follow each other in Cyrillic ones."""
    words = _words(text)
    return bool(words) and _share(CYRILLIC, words) == 1


def _words(text: str) -> list[str]:
    return [fold_letters(word) for word in _WORD.findall(text.lower())]


def _share(trigrams: Trigrams, words: Sequence[str]) -> float:
    """The share of the words' trigrams that are frequent."""
    total = sum(len(trigrams_of(word)) for word in words)
    return sum(map(trigrams.known, words)) / total if total else 0.0
