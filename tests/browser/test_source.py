"""The source panel: a column beside the conversation, a sheet on a phone."""

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import QUESTION, ask, open_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_alone_opens_and_closes_a_citation(
    browser: Browser, server: str, width: int
) -> None:
    with open_page(browser, server, width=width) as (page, _):
        ask(page, QUESTION)
        for _ in range(20):
            page.keyboard.press("Shift+Tab")
            if page.evaluate("document.activeElement.classList.contains('chip')"):
                break
        chip = page.locator("article .chip")
        expect(chip).to_be_focused()
        page.keyboard.press("Enter")
        expect(chip).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#source :focus")).to_have_count(1)
        expect(page.locator("#source-title")).to_have_text("Почему 2026 год стал особым")
        expect(page.locator("#source-meta")).to_have_text("Kazinform · 17 января 2026 г.")
        expect(page.locator("#cited-span b")).to_have_text("86-е место")
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()
        expect(chip).to_be_focused()
        expect(chip).to_have_attribute("aria-expanded", "false")


def test_a_copied_link_opens_the_source_at_its_span(browser: Browser, server: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with open_page(browser, server, permissions=permissions) as (page, complaints):
        ask(page, QUESTION)
        quote = httpx.post(f"{server}/v1/ask", json={"question": QUESTION}).json()["citations"][0]
        page.locator("article .citation").click()
        expect(page.locator("#cited-span")).to_be_visible()
        page.click("#copy-quote")
        expect(page.locator("#copied")).to_have_text("Скопировано")
        assert page.evaluate("navigator.clipboard.readText()") == quote["quote"]
        page.click("#copy-link")
        page.wait_for_function("navigator.clipboard.readText().then(t => t.startsWith('http'))")
        link = page.evaluate("navigator.clipboard.readText()")
        page.goto("about:blank")
        page.goto(link)
        expect(page.locator("#cited-span")).to_have_text(quote["quote"])
        expect(page.locator("#cited-span")).to_be_in_viewport()
        page.click("#source-close")
        page.wait_for_url(lambda url: "#" not in url)
        assert complaints == []


def test_turning_the_device_keeps_the_panel_usable(browser: Browser, server: str) -> None:
    with open_page(browser, server, width=1280) as (page, _):
        ask(page, QUESTION)
        page.locator("article .chip").click()
        expect(page.locator("#cited-span")).to_be_visible()
        assert page.locator("dialog:modal").count() == 0
        page.set_viewport_size({"width": 700, "height": 800})
        expect(page.locator("dialog:modal")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()
        expect(page.locator("article .chip")).to_be_focused()
