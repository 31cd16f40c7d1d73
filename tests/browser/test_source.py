"""The source panel: a column beside the conversation, a sheet on a phone."""

import json
import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.pages import QUESTION, answer, ask, citation, open_page, reply_with

pytestmark = pytest.mark.browser


def _document(text: str, sha256: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": "d",
        "title": "Числа",
        "language": "ru",
        "date": None,
        "publisher": "Издатель",
        "url": "https://publisher.example/",
        "sha256": sha256,
        "text": text,
        "passages": [],
        **fields,
    }


def _serve(page: Page, *documents: dict[str, Any]) -> list[str]:
    """Let the page get ``documents``, one after another; the addresses that it asks for."""
    asked: list[str] = []

    def fulfil(route: Route) -> None:
        document = documents[len(asked)]
        asked.append(route.request.url)
        route.fulfill(content_type="application/json", body=json.dumps(document))

    page.route("**/v1/documents/**", fulfil)
    return asked


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


def test_a_link_opens_the_source_where_the_page_is_open(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        page.goto(f"{server}/#source=kazinform-2026-01-17&start=2331&end=2455")
        expect(page.locator("#cited-span")).to_be_in_viewport()
        page.goto(f"{server}/#source=kazinform-2026-01-17&start=0&end=20")
        expect(page.locator("#cited-span")).to_have_text(re.compile("^.{20}$", re.DOTALL))


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 640)])
def test_a_long_quote_that_is_copied_by_hand_leaves_room_for_the_text(
    browser: Browser, server: str, width: int, height: int
) -> None:
    quote = "Очень длинная цитата. " * 45
    with open_page(browser, server, width=width) as (page, _):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        reply_with(page, answer("Коротко…", citation(quote, 0, sha256="a" * 64)))
        ask(page, "Что?")
        _serve(page, _document(quote, "a" * 64))
        page.locator("article .chip").click()
        page.click("#copy-quote")
        expect(page.locator("#copied")).to_have_text(quote)
        tall, room = page.evaluate(
            "['scrollHeight', 'clientHeight'].map(key => document.getElementById('source')[key])"
        )
        assert tall == room
        expect(page.locator("#source-close")).to_be_in_viewport()


def test_what_the_panel_says_follows_the_language(browser: Browser, server: str) -> None:
    with open_page(browser, f"{server}/#source=nothing&start=1&end=5", language="en") as (page, _):
        expect(page.locator("#source-text")).to_have_text("The source text could not be loaded.")
        page.click("[data-language=kk]")
        expect(page.locator("#source-text")).to_have_text("Дереккөз мәтінін жүктеу мүмкін болмады.")
        expect(page.locator("#source-title")).to_have_text("Дереккөз")


def test_a_new_conversation_closes_the_source_of_the_last(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        ask(page, QUESTION)
        page.locator("article .chip").click()
        expect(page.locator("#cited-span")).to_be_visible()
        page.click("#new")
        expect(page.locator("#source")).to_be_hidden()
        expect(page.locator("#question")).to_be_focused()


def test_closing_the_source_leaves_who_writes_a_question_in_the_field(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server) as (page, _):
        ask(page, QUESTION)
        chip = page.locator("article .chip")
        chip.click()
        page.fill("#question", "А второй")
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()
        expect(chip).to_have_attribute("aria-expanded", "false")
        page.keyboard.type("?")
        expect(page.locator("#question")).to_have_value("А второй?")


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


def test_a_quote_of_a_replaced_text_is_found_anew_or_said_to_be_gone(
    browser: Browser, server: str
) -> None:
    old, new = "a" * 64, "b" * 64
    permissions = ["clipboard-read", "clipboard-write"]
    with open_page(browser, server, language="en", permissions=permissions) as (page, _):
        replaced = _document("Ноль. Раз. Два.", new)
        asked = _serve(
            page, _document("Раз. Два.", old), replaced, replaced, _document("Три.", "c" * 64)
        )
        reply_with(page, answer("Два.", citation("Два.", 5, sha256=old, highlights=[[5, 8]])))
        ask(page, "Сколько?")
        reply_with(page, answer("Два.", citation("Два.", 11, sha256=new)))
        ask(page, "А теперь?")
        of_old, of_new = page.locator("article .chip").all()
        before = "document.getElementById('cited-span').previousSibling.textContent"

        of_old.click()
        expect(page.locator("#cited-span b")).to_have_text("Два")
        assert page.evaluate(before) == "Раз. "
        of_old.click()
        expect(page.locator("#cited-span b")).to_have_text("Два")
        assert len(asked) == 1, "a text is kept"
        of_new.click()
        expect(page.locator("#source-text")).to_have_text("Ноль. Раз. Два.")
        assert page.evaluate(before) == "Ноль. Раз. "
        of_old.click()
        expect(page.locator("#cited-span b")).to_have_text("Два")
        assert page.evaluate(before) == "Ноль. Раз. "
        expect(page.locator("#source-changed")).to_be_hidden()
        page.click("#copy-quote")
        expect(page.locator("#copied")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "Два."

        of_old.click()
        changed = page.locator("#source-changed")
        expect(changed).to_contain_text("has changed since")
        expect(page.locator("#source-text")).to_have_text("Три.")
        expect(page.locator("#cited-span")).to_have_count(0)
        expect(page.locator("#copy-quote")).to_be_disabled()
        expect(page.locator("#copy-link")).to_be_disabled()
        page.click("[data-language=kk]")
        expect(changed).to_contain_text("содан бері өзгерді")
        assert len(asked) == 4


def _expect_only(page: Page, said: str) -> None:
    expect(page.locator("#source-text")).to_have_text(said)
    expect(page.locator("#source-link")).to_be_hidden()
    expect(page.locator("#copy-quote")).to_be_disabled()
    expect(page.locator("#copy-link")).to_be_disabled()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_of_the_last_source_stays_while_another_loads_or_fails(
    browser: Browser, server: str, width: int
) -> None:
    first = citation("Раз.", 0, document_id="first", sha256="a" * 64)
    second = citation("Два.", 0, document_id="second", sha256="b" * 64)
    with open_page(browser, server, language="en", width=width) as (page, _):
        reply_with(page, answer("Раз. Два.", first, second))
        ask(page, "Сколько?")
        _serve(page, _document("Раз.", "a" * 64, id="first"))
        page.locator("article .chip").first.click()
        expect(page.locator("#source-link")).to_be_visible()
        expect(page.locator("#copy-quote")).to_be_enabled()
        page.click("#source-close")

        held: list[Route] = []
        page.route("**/v1/documents/second", lambda route: held.append(route))
        with page.expect_request("**/v1/documents/second"):
            page.locator("article .chip").nth(1).click()
        _expect_only(page, "Loading the text…")
        held[0].abort()
        _expect_only(page, "The source text could not be loaded.")


@pytest.mark.parametrize(
    ("official", "label"), [(True, "Translation"), (False, "Unofficial translation")]
)
def test_a_translation_is_called_official_where_it_is(
    browser: Browser, server: str, official: bool, label: str
) -> None:
    translation = {"language": "en", "official": official, "text": "Two.", "note": ""}
    passage = {
        "id": "p",
        "document_id": "d",
        "kind": "paragraph",
        "start": 0,
        "end": 4,
        "text": "Два.",
        "language": "ru",
        "heading_path": [],
        "translations": {"en": "Two."},
    }
    with open_page(browser, server, language="en") as (page, _):
        cited = citation("Два.", 0, sha256="a" * 64, translation=translation)
        reply_with(page, answer("Two.", cited, language="en"))
        ask(page, "How many?")
        _serve(page, _document("Два.", "a" * 64, passages=[passage]))
        page.locator("article .chip").click()
        expect(page.locator(".passage-translation b")).to_have_text(label)
        expect(page.locator(".passage-translation")).to_contain_text("Two.")
