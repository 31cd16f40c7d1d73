"""Waiting, stopping, failing, being offline, and pages that load only in part."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.pages import QUESTION, REFUSAL, UNRELATED, ask, hold, open_page, reply_with, send

pytestmark = pytest.mark.browser


def test_a_question_can_be_stopped_and_asked_again(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, complaints):
        hold(page)
        send(page, QUESTION)
        expect(page.locator(".waiting")).to_contain_text("Looking for the answer")
        page.keyboard.press("Tab")
        expect(page.locator("#stop")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".failure")).to_contain_text("The search was stopped.")
        expect(page.locator("#send")).to_be_visible()
        expect(page.locator("#question")).to_be_focused()
        page.unroute("**/v1/ask")
        page.locator(".failure button").click()
        expect(page.locator("article .text")).to_contain_text("86-е место")
        assert complaints == []


def test_an_answer_leaves_the_focus_of_stop_in_the_field(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        held: list[Route] = []
        page.route("**/v1/ask", lambda route: held.append(route))
        with page.expect_request("**/v1/ask"):
            send(page, QUESTION)
        page.keyboard.press("Tab")
        expect(page.locator("#stop")).to_be_focused()
        held[0].fulfill(content_type="application/json", body=json.dumps(REFUSAL))
        expect(page.locator("article")).to_be_visible()
        expect(page.locator("#stop")).to_be_hidden()
        expect(page.locator("#question")).to_be_focused()


def test_a_long_wait_says_so_and_a_longer_one_ends(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en", before="clock") as (page, _):
        hold(page)
        send(page, QUESTION)
        expect(page.locator(".waiting")).to_contain_text("Looking for the answer")
        page.clock.fast_forward(5_000)
        expect(page.locator(".waiting")).to_contain_text("taking longer than usual")
        expect(page.locator("#announcer")).to_contain_text("taking longer than usual")
        page.clock.fast_forward(90_000)
        expect(page.locator(".failure")).to_contain_text("did not answer in time")


_FAILURES: list[tuple[dict[str, Any], str]] = [
    ({"status": 503, "headers": {"Retry-After": "7"}}, "Try again in 7 s."),
    ({"status": 429}, "The service is busy or still starting."),
    ({"status": 504}, "did not answer in time"),
    ({"status": 500, "body": "<h1>proxy</h1>"}, "could not be answered"),
    ({"status": 422, "body": '{"detail": "x"}'}, "was not accepted"),
    ({"status": 403, "body": '{"detail": "x"}'}, "could not be answered"),
    ({"content_type": "application/json", "body": "<"}, "could not be answered"),
    ({"content_type": "text/event-stream", "body": ""}, "cannot be reached"),
    (
        {
            "content_type": "text/event-stream",
            "body": 'event: error\ndata: {"status": 503, "detail": "x"}\n\n',
        },
        "The service is busy",
    ),
]


def _fulfilling(response: dict[str, Any]) -> Callable[[Route], None]:
    return lambda route: route.fulfill(**response)


def test_each_failure_has_its_words(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        for response, said in _FAILURES:
            page.unroute("**/v1/ask")
            page.route("**/v1/ask", _fulfilling(response))
            send(page, QUESTION)
            expect(page.locator(".failure")).to_contain_text(said)
            expect(page.locator(".failure button")).to_have_text("Try again")
            page.click("#new")


def test_a_failure_follows_the_language(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        page.route("**/v1/ask", _fulfilling({"status": 503, "headers": {"Retry-After": "7"}}))
        send(page, QUESTION)
        expect(page.locator(".failure")).to_contain_text("Try again in 7 s.")
        page.click("[data-language=kk]")
        expect(page.locator(".failure")).to_contain_text("7 секундтан кейін қайталаңыз.")


def test_a_refused_question_goes_back_into_the_field(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        held: list[Route] = []
        page.route("**/v1/ask", lambda route: held.append(route))
        with page.expect_request("**/v1/ask"):
            send(page, QUESTION)
        expect(page.locator("#question")).to_have_value("")
        held[0].fulfill(status=422)
        expect(page.locator(".failure")).to_be_visible()
        expect(page.locator("#question")).to_have_value(QUESTION)
        with page.expect_request("**/v1/ask"):
            page.keyboard.press("Enter")
        page.fill("#question", "Другой")
        held[1].fulfill(status=422)
        expect(page.locator(".failure")).to_have_count(2)
        expect(page.locator("#question")).to_have_value("Другой")


def test_without_a_network_the_page_says_so_and_recovers(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        page.context.set_offline(True)
        expect(page.locator("#network")).to_contain_text("You are offline")
        send(page, QUESTION)
        expect(page.locator(".failure")).to_contain_text("cannot be reached")
        page.context.set_offline(False)
        expect(page.locator("#network")).to_be_hidden()
        page.locator(".failure button").click()
        expect(page.locator("article .text")).to_contain_text("86-е место")


def test_a_question_that_is_too_long_is_kept_and_not_sent(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        send(page, "x" * 2_001)
        expect(page.locator("#length")).to_have_text(
            "The question is too long, please shorten it: 2001 / 2000"
        )
        expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".turn")).to_have_count(0)
        assert len(page.input_value("#question")) == 2_001
        page.fill("#question", "short")
        expect(page.locator("#length")).to_be_hidden()


def test_a_source_that_cannot_be_loaded_says_so(browser: Browser, server: str) -> None:
    with open_page(browser, f"{server}/#source=nothing&start=1&end=5", language="en") as (page, _):
        expect(page.locator("#source-text")).to_have_text("The source text could not be loaded.")


@pytest.mark.parametrize("module", ["app.js", "messages.js"])
def test_the_page_says_so_when_its_scripts_do_not_load(
    browser: Browser, server: str, module: str
) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.route(f"**/{module}", lambda route: route.abort())
        page.goto(server)
        unavailable = page.locator("#unavailable")
        expect(unavailable).to_have_css("opacity", "0")  # for its first seconds
        unavailable.evaluate("one => one.getAnimations().forEach(each => each.finish())")
        expect(unavailable).to_have_css("opacity", "1")
        expect(page.locator("#form")).to_be_hidden()
    finally:
        context.close()


def test_the_page_works_where_the_storage_is_full(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, complaints):
        page.evaluate(
            "void (Storage.prototype.setItem ="
            " () => { throw new DOMException('', 'QuotaExceededError'); })"
        )
        reply_with(page, REFUSAL)
        ask(page, UNRELATED)
        page.click("[data-language=kk]")
        page.click("#new")
        expect(page.locator("#welcome")).to_be_visible()
        assert complaints == []


def test_the_page_works_where_nothing_can_be_stored(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="ru")
    try:
        page = context.new_page()
        page.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage'])"
            " Object.defineProperty(window, name, {get() { throw new Error('off'); }});"
        )
        page.goto(server)
        send(page, QUESTION)
        expect(page.locator("article .text")).to_contain_text("86-е место")
        expect(page.locator("#next")).to_be_visible()
        with page.expect_request("**/v1/ask") as asked:
            send(page, "А второй как называется?")
        assert json.loads(asked.value.post_data or "")["history"][0]["content"] == QUESTION
    finally:
        context.close()
