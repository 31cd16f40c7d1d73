"""Thumbs under an answer: sent, explained, and never with anything but text on the page."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

pytestmark = pytest.mark.browser

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"


def _rated(page: Page, action: Any) -> dict[str, Any]:
    """What ``action`` on the page makes it send, and the server accept."""
    with page.expect_response("**/v1/feedback") as caught:
        action()
    assert caught.value.status == 204
    request: Request = caught.value.request
    body: dict[str, Any] = json.loads(request.post_data or "")
    return body


@pytest.mark.parametrize(
    ("width", "language", "why", "thanks"),
    [
        (360, "ru", "Неполно", "Спасибо"),
        (360, "kk", "Толық емес", "Рақмет"),
        (1280, "en", "Incomplete", "Thank you"),
    ],
)
def test_an_answer_is_rated_and_the_reason_is_asked(
    browser: Browser, server: str, width: int, language: str, why: str, thanks: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale=language)
    try:
        page = context.new_page()
        page.goto(server)
        page.fill("#question", QUESTION)
        page.keyboard.press("Enter")
        thumbs = page.locator("article .thumb")
        expect(thumbs).to_have_count(2)

        up = _rated(page, thumbs.nth(0).click)
        assert (up["rating"], up["question"], up["answered"]) == ("up", QUESTION, True)
        assert up["citations"]
        expect(thumbs.nth(0)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".thanks")).to_contain_text(thanks)

        down = _rated(page, thumbs.nth(1).click)
        assert (down["rating"], down["request_id"]) == ("down", up["request_id"])
        reasoned = _rated(page, page.locator(".why").get_by_text(why, exact=True).click)
        assert (reasoned["rating"], reasoned["reason"]) == ("down", "incomplete")
        expect(page.locator(".why")).to_be_hidden()
        expect(thumbs.nth(1)).to_be_focused()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, "the page scrolls sideways"
    finally:
        context.close()


def test_a_comment_is_sent_and_a_failure_is_said(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="ru")
    try:
        page = context.new_page()
        page.goto(server)
        page.fill("#question", QUESTION)
        page.keyboard.press("Enter")
        _rated(page, page.locator("article .thumb").nth(1).click)
        page.locator(".why input").fill("<b>не то</b>")
        sent = _rated(page, lambda: page.keyboard.press("Enter"))
        assert (sent["reason"], sent["comment"]) == ("other", "<b>не то</b>")
        expect(page.locator("article .thumb").nth(1)).to_be_focused()

        page.route("**/v1/feedback", lambda route: route.abort())
        page.locator("article .thumb").nth(0).click()
        expect(page.locator(".thanks")).to_contain_text("не отправлен")
        expect(page.locator("article .thumb").nth(0)).to_have_attribute("aria-pressed", "false")
    finally:
        context.close()
