"""Figures of a question and of a sentence that are written in two ways, end to end."""

from pathlib import Path

import pytest

from assistant.candidate import Candidate
from assistant.premise import contradicted
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language, document_from_text
from tests.assistant.texts import open_index

RU, KK, EN = Language.RU, Language.KK, Language.EN
SENTENCES = {
    "lunches": (RU, "Проект охватил 6,7 тыс. школ и выдал 49 млн бесплатных обедов."),
    "people": (RU, "Программа охватила двадцать пять миллионов жителей."),
    "law": (RU, "Закон об ИИ подписан 17.11.2025 г. в столице."),
    "budget": (RU, "Система помогла 5,3 млн человек."),
    "schools": (KK, "Жоба 25 мың мектепті қамтыды."),
    "signed": (EN, "The law was signed on November 17, 2025 in the capital."),
}


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Правда ли, что проект выдал сорок девять миллионов бесплатных обедов?", "lunches", None),
        ("Почему проект охватил шесть тысяч семьсот школ?", "lunches", None),
        (
            "Почему проект охватил пять тысяч школ?",
            "lunches",
            ("пять тысяч", "6,7 тыс."),
        ),
        (
            "Почему программа охватила пять миллионов жителей?",
            "people",
            ("пять миллионов", "двадцать пять миллионов"),
        ),
        ("Почему программа охватила 25 млн жителей?", "people", None),
        ("Почему закон об ИИ подписан 17 ноября 2025 года?", "law", None),
        ("Почему закон об ИИ подписан 17 ноября 2024 года?", "law", ("2024", "2025")),
        ("Почему закон об ИИ подписан 17 октября 2025 года?", "law", ("17", "17.11")),
        ("Почему закон об ИИ подписан 16 ноября 2025 года?", "law", ("16", "17.11")),
        ("Почему система помогла 5 млн. 300 тыс. человек?", "budget", None),
        ("Неге жоба жиырма бес мың мектепті қамтыды?", "schools", None),
        ("Неге жоба бес мың мектепті қамтыды?", "schools", ("бес мың", "25 мың")),
        ("Why was the law signed on 17 November 2025?", "signed", None),
        ("Why was the law signed on 2025-11-17?", "signed", None),
        ("Why was the law signed on 2025-11-18?", "signed", ("11-18", "17")),
    ],
)
def test_figures_are_equal_however_they_are_written(
    tmp_path: Path, question: str, sentence: str, expected: tuple[str, str] | None
) -> None:
    language, text = SENTENCES[sentence]
    index = open_index(tmp_path, document_from_text(text, id="d", title="t", language=language))
    query = analyse_query(question, language, index.embedder, Rarity({}))
    [hit] = index.search(text, 1, language)
    [reading] = Reader(index).read([hit.passage])
    found = contradicted(query, Candidate(reading, hit, 0, 0))
    assert (found and (found.asked, found.found)) == expected
