"""What the browser tests share: opening the page, asking, answers made up for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"
UNRELATED = "How do I bake sourdough bread at home?"


@contextmanager
def open_page(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    language: str = "ru",
    before: str = "",
    **options: Any,
) -> Iterator[tuple[Page, list[str]]]:
    """The page, ready, and the list of what its console complains of.

    ``options`` are the browser context's; ``before`` "clock" makes the page's time stand still.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale=language, **options
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    if before == "clock":
        page.clock.install()
    page.goto(address)
    expect(page.locator("#form")).to_be_visible()
    try:
        yield page, complaints
    finally:
        context.close()


def send(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")


def ask(page: Page, question: str) -> None:
    """Send a question and wait for its answer."""
    before = page.locator("article").count()
    send(page, question)
    expect(page.locator("article")).to_have_count(before + 1)


def hold(page: Page) -> None:
    """Let no question be answered."""
    page.route("**/v1/ask", lambda _: None)


def reply_with(page: Page, answer: dict[str, Any]) -> None:
    """Answer every question with ``answer``, as JSON: the server need not know events."""

    def fulfil(route: Route) -> None:
        route.fulfill(content_type="application/json", body=json.dumps(answer))

    page.route("**/v1/ask", fulfil)


def citation(quote: str, start: int, **fields: Any) -> dict[str, Any]:
    return {
        "document_id": "kazinform-2026-01-17",
        "title": "Почему 2026 год стал особым",
        "publisher": "Kazinform",
        "date": "2026-01-17",
        "url": None,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "sha256": "0" * 64,
        "passage_id": "p",
        "score": 0.9,
        "translation": None,
        "highlights": [],
        **fields,
    }


def answer(text: str, *citations: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "status": "answered" if citations else "not_in_sources",
        "answer": text,
        "language": "ru",
        "confidence": 0.9,
        "citations": list(citations),
        "related": [],
        "reason": None,
        "timings_ms": {},
        **fields,
    }


REFUSAL = answer(
    "Sorry, the sources do not answer this question.",
    language="en",
    related=[
        {
            "document_id": "kazinform-2026-01-17",
            "title": "Почему 2026 год стал особым",
            "passage_id": "p",
            "start": 0,
            "end": 20,
            "text": "В решениях страны",
            "score": 0.2,
            "translation": None,
        }
    ],
)
