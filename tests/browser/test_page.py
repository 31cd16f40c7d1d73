"""The chat page in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"


@contextmanager
def open_page(
    browser: Browser, address: str, *, width: int = 1280, locale: str = "ru-RU"
) -> Iterator[tuple[Page, list[str]]]:
    """The page, ready, and the list of what its console complains of."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale=locale)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    expect(page.locator("#form")).to_be_visible()
    try:
        yield page, complaints
    finally:
        context.close()


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_question_is_answered_and_its_citation_opens_the_source(
    browser: Browser, server: str, width: int
) -> None:
    with open_page(browser, server, width=width) as (page, complaints):
        ask(page, QUESTION)
        article = page.locator("article")
        expect(article).to_have_attribute("data-status", "answered")
        expect(article.locator(".text")).to_contain_text("86-е место")

        article.locator(".citation").first.click()
        span = page.locator("#cited-span")
        expect(span).to_be_in_viewport()
        answer = httpx.post(f"{server}/v1/ask", json={"question": QUESTION}).json()
        assert span.text_content() == answer["citations"][0]["quote"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, "the page scrolls sideways"
        assert complaints == []


def test_a_refusal_cites_nothing_and_offers_related_passages(browser: Browser, server: str) -> None:
    with open_page(browser, server, locale="en-GB") as (page, complaints):
        ask(page, "How do I bake sourdough bread at home?")
        article = page.locator("article")
        expect(article).not_to_have_attribute("data-status", "answered")
        expect(article.locator(".cited")).to_have_count(0)
        assert complaints == []


def test_markup_in_a_question_is_shown_as_text(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, complaints):
        hostile = "<img src=x onerror=alert(1)> <b>Что такое eGov AI?</b>"
        ask(page, hostile)
        expect(page.locator(".asked")).to_contain_text(hostile)
        assert page.locator(".asked img, .asked b, article img").count() == 0
        assert complaints == []


def test_the_interface_speaks_three_languages_and_remembers(browser: Browser, server: str) -> None:
    with open_page(browser, server, locale="kk-KZ") as (page, complaints):
        expect(page.locator("html")).to_have_attribute("lang", "kk")
        page.click("[data-language=en]")
        expect(page.locator("#welcome h2")).to_have_text("Ask about the national AI programme")
        page.reload()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert complaints == []


def test_the_conversation_survives_a_reload_and_can_be_cleared(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server) as (page, _):
        ask(page, QUESTION)
        page.reload()
        expect(page.locator("article .text")).to_contain_text("86-е место")
        page.click("#new")
        expect(page.locator("article")).to_have_count(0)
        expect(page.locator("#welcome")).to_be_visible()


def test_the_keyboard_alone_opens_and_closes_a_citation(browser: Browser, server: str) -> None:
    with open_page(browser, server, width=360) as (page, _):
        ask(page, QUESTION)
        citation = page.locator("article .citation").first
        citation.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#source")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()
        expect(citation).to_be_focused()


def test_a_link_to_a_span_opens_the_source_there(browser: Browser, server: str) -> None:
    citation = httpx.post(f"{server}/v1/ask", json={"question": QUESTION}).json()["citations"][0]
    place = f"#source={citation['document_id']}&start={citation['start']}&end={citation['end']}"
    with open_page(browser, f"{server}/{place}") as (page, complaints):
        expect(page.locator("#cited-span")).to_have_text(citation["quote"])
        assert complaints == []


def test_a_failed_call_can_be_tried_again(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        page.route("**/v1/ask", lambda route: route.abort())
        page.fill("#question", QUESTION)
        page.keyboard.press("Enter")
        failure = page.locator(".failure")
        expect(failure).to_be_visible()
        page.unroute("**/v1/ask")
        failure.locator("button").click()
        expect(page.locator("article .text")).to_contain_text("86-е место")


def test_the_page_says_so_when_its_scripts_do_not_load(browser: Browser, server: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.route("**/app.js", lambda route: route.abort())
        page.goto(server)
        expect(page.locator("#unavailable")).to_be_visible()
        expect(page.locator("#form")).to_be_hidden()
    finally:
        context.close()


def test_nothing_is_loaded_from_another_host(browser: Browser, server: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        hosts: set[str] = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        page.goto(server)
        expect(page.locator("#form")).to_be_visible()
        ask(page, QUESTION)
        assert hosts == {server.removeprefix("http://")}
    finally:
        context.close()
