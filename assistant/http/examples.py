"""Examples of the API's description: one question in three languages, with its answer.

A test asks them, and checks every quote against the shipped source.
"""

from typing import Any

from fastapi.openapi.models import Example

_QUOTE = (
    "В Казахстане запущен суперкомпьютерный кластер Alem.Cloud (86-е место в TOP-500 мира)"
    " и второй суперкомпьютер — Al-Farabium."
)
_KAZAKH = (
    "Қазақстанда Alem.Cloud суперкомпьютерлік кластері (әлемдік TOP-500 тізімінде 86-орын)"
    " және екінші суперкомпьютер — Al-Farabium іске қосылды"
)
_ENGLISH = (
    "Kazakhstan has launched the Alem.Cloud supercomputer cluster (86th in the world TOP-500)"
    " and a second supercomputer, Al-Farabium"
)

ASK_REQUESTS: dict[str, Example] = {
    "russian": {
        "summary": "Русский",
        "value": {"question": "Какое место занимает Alem.Cloud в TOP-500?"},
    },
    "kazakh": {
        "summary": "Қазақша",
        "value": {"question": "Alem.Cloud TOP-500 рейтингінде нешінші орында?", "language": "kk"},
    },
    "english": {
        "summary": "English",
        "value": {"question": "Where does Alem.Cloud rank in the world TOP-500?"},
    },
    "follow_up": {
        "summary": "A follow-up, with a trace of every step",
        "value": {
            "question": "А в мире?",
            "history": [
                {"role": "user", "content": "Какое место занимает Alem.Cloud в TOP-500?"},
                {"role": "assistant", "content": _QUOTE},
            ],
            "top_k": 5,
            "explain": True,
        },
    },
}

SEARCH_REQUESTS: dict[str, Example] = {
    "search": {"value": {"query": "суперкомпьютер Alem.Cloud", "top_k": 3}},
}


def _answered(answer: str, language: str, translation: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "status": "answered",
        "answer": answer,
        "language": language,
        "confidence": 0.89,
        "citations": [
            {
                "document_id": "kazinform-2026-01-17",
                "title": "Почему 2026 год стал особым",
                "publisher": "Kazinform",
                "date": "2026-01-17",
                "url": None,
                "start": 2331,
                "end": 2455,
                "quote": _QUOTE,
                "sha256": "ffd44c0270943e5cf4b2aed0231f3bacbf3e16a317b0be16da109fd5f28782c6",
                "passage_id": "kazinform-2026-01-17:2226-2574:f139e0e9",
                "score": 0.89,
                "translation": translation,
                "highlights": [[2390, 2400]],
            }
        ],
        "related": [],
        "reason": None,
        "timings_ms": {"search": 1.2, "compose": 0.9, "total": 2.6},
        "trace": None,
    }


def _translation(language: str, text: str, note: str) -> dict[str, Any]:
    return {"language": language, "text": f"{text}.", "official": False, "note": note}


ANSWERS: dict[str, Example] = {
    "russian": {"summary": "Русский", "value": _answered(_QUOTE, "ru", None)},
    "kazakh": {
        "summary": "Қазақша",
        "value": _answered(
            f"{_KAZAKH} (бейресми аударма). Түпнұсқада: «{_QUOTE}»",
            "kk",
            _translation(
                "kk", _KAZAKH, "Осы жоба үшін жасалған бейресми аударма, түпнұсқасы орыс тілінде."
            ),
        ),
    },
    "english": {
        "summary": "English",
        "value": _answered(
            f"{_ENGLISH} (unofficial translation). Original: «{_QUOTE}»",
            "en",
            _translation(
                "en",
                _ENGLISH,
                "Unofficial translation made for this project, the original is in Russian.",
            ),
        ),
    },
}
