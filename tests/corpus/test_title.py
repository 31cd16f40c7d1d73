"""Titles that tell what a document is about."""

import pytest

from corpus.title import telling_title


@pytest.mark.parametrize(
    ("title", "document_id"),
    [
        ("Регистрация ТОО", "too"),
        ("Регистрация ТОО", "registratsiya-too"),
        ("Устав", "charter-2024"),
        ("Сәуле Бектасова: өмірбаяны", "omirbayan"),
    ],
)
def test_telling(title: str, document_id: str) -> None:
    assert telling_title(title, document_id) == title


@pytest.mark.parametrize(
    ("title", "document_id"),
    [
        ("p12", "x"),
        ("report_v2", "x"),
        ("otchet-2024", "otchet-2024"),
        ("omirbayan", "omirbayan"),
        ("Т", "d"),
        ("2024 12", "x"),
    ],
)
def test_names_of_files_tell_nothing(title: str, document_id: str) -> None:
    assert telling_title(title, document_id) == ""
