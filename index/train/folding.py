"""One spelling for three languages: Cyrillic is read as Latin letters, and Latin is simplified.

«Лютер» and "Luther", «қазақша», «казакша» and "qazaqsha" then share pieces, so that a name is
found across scripts though no pair of texts ever taught it, and a Kazakh word typed on a Russian
keyboard is the same word. The rules are plain replacements, so they live in ``tokenizer.json``.
"""

import re
import sys
import unicodedata

from tokenizers import Regex, normalizers

CYRILLIC = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "e",
    "ж": "j",
    "з": "z",
    "и": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "h",
    "ц": "c",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ъ": "",
    "ы": "i",
    "ь": "",
    "э": "e",
    "ю": "iu",
    "я": "ia",
    "ә": "a",
    "ғ": "g",
    "қ": "k",
    "ң": "n",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "і": "i",
}
LATIN = {
    "kk": "k",
    "ph": "f",
    "th": "t",
    "qu": "kv",
    "q": "k",
    "w": "v",
    "x": "ks",
    "y": "i",
}
HARD_C = "c(?![eihy])"
QUOTES = "[’ʼ`]"
_MARK = (chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Mn")
MARKS = re.compile(f"[{''.join(_MARK)}]")
_LETTERS = str.maketrans(CYRILLIC)


def rules() -> normalizers.Normalizer:
    """What the tokenizer applies, in this order."""
    latin = [normalizers.Replace(one, other) for one, other in LATIN.items()]
    cyrillic = [normalizers.Replace(one, other) for one, other in CYRILLIC.items()]
    return normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(QUOTES), "'"),
            normalizers.Replace(Regex(HARD_C), "k"),
            *latin,
            *cyrillic,
        ]
    )


def fold(text: str) -> str:
    """The same, quickly: a tokenizer that reads a corpus is given text folded by this."""
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text))
    text = text.lower()
    text = re.sub(HARD_C, "k", re.sub(QUOTES, "'", text))
    for one, other in LATIN.items():
        text = text.replace(one, other)
    return text.translate(_LETTERS)
