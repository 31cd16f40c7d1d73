"""Questions as their words were meant."""

from contextlib import closing
from pathlib import Path

import pytest

from assistant.meant import as_meant
from assistant.reader import Reader
from corpus import Language
from tests.assistant.texts import document, open_index

_TEXT = "Зюхляев возглавил Кордон.\n\nРадар купила TSARKA."


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("кто такой зюхлаев", Language.RU, "кто такой зюхляев"),
        ("kto kupil radar, tsarka?", Language.RU, "кто купил радар, tsarka?"),
        ("сколько школ в Казахстане", Language.RU, "сколько школ в Казахстане"),
        ("зюхлаев кім", Language.KK, "зюхляев кім"),  # names are the same in any language
    ],
)
def test_words_of_the_passages_are_right(
    tmp_path: Path, typed: str, language: Language, meant: str
) -> None:
    with closing(open_index(tmp_path, document(_TEXT))) as index:
        assert as_meant(typed, language, index, Reader(index), 8) == meant
