"""The chat page in a real browser: the conversation, its memory, its languages."""

import json

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.pages import (
    QUESTION,
    REFUSAL,
    UNRELATED,
    answer,
    ask,
    citation,
    hold,
    open_page,
    reply_with,
    send,
)

pytestmark = pytest.mark.browser


def _fulfil(route: Route) -> None:
    route.fulfill(content_type="application/json", body=json.dumps(REFUSAL))


def _expect_asked(page: Page, *questions: str) -> None:
    expect(page.locator(".asked h2")).to_have_text(list(questions))


@pytest.mark.parametrize("width", [320, 1280])
def test_a_question_is_answered_and_its_chip_opens_the_source(
    browser: Browser, server: str, width: int
) -> None:
    with open_page(browser, server, width=width) as (page, complaints):
        with page.expect_response("**/v1/ask") as asked:
            ask(page, QUESTION)
        assert "text/event-stream" in asked.value.headers["content-type"]
        article = page.locator("article")
        expect(article).to_have_attribute("data-status", "answered")
        expect(article.locator(".text mark")).to_have_text("86-е место")

        article.locator(".chip").click()
        span = page.locator("#cited-span")
        expect(span).to_be_in_viewport()
        expected = httpx.post(f"{server}/v1/ask", json={"question": QUESTION}).json()
        assert span.text_content() == expected["citations"][0]["quote"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, "the page scrolls sideways"
        assert complaints == []


def test_markup_in_a_question_is_shown_as_text(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, complaints):
        hostile = "<img src=x onerror=alert(1)> <b>Что такое eGov AI?</b>"
        ask(page, hostile)
        expect(page.locator(".asked h2")).to_have_text(hostile)
        assert page.locator(".asked img, .asked b, article img").count() == 0
        assert complaints == []


def test_the_interface_speaks_three_languages_and_remembers(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="kk-KZ") as (page, complaints):
        expect(page.locator("html")).to_have_attribute("lang", "kk")
        ask(page, QUESTION)
        expect(page.locator("article time")).to_have_text("2026 ж. 17 қаңтар")
        page.click("[data-language=en]")
        expect(page.locator("article h3")).to_have_text("Proof in the source")
        expect(page.locator("article time")).to_have_text("17 January 2026")
        page.reload()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert complaints == []


def test_an_unknown_language_gets_russian_and_the_address_may_name_one(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server, language="de") as (page, _):
        expect(page.locator("html")).to_have_attribute("lang", "ru")
        page.goto(f"{server}/?language=kk")
        expect(page.locator("html")).to_have_attribute("lang", "kk")


def test_the_conversation_survives_a_reload_and_can_be_cleared(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server) as (page, _):
        ask(page, QUESTION)
        page.reload()
        expect(page.locator("article .text")).to_contain_text("86-е место")
        expect(page.locator("#next")).to_be_visible()
        page.click("#new")
        expect(page.locator("article")).to_have_count(0)
        expect(page.locator("#welcome")).to_be_visible()
        expect(page.locator("#question")).to_be_focused()
        page.reload()
        expect(page.locator("article")).to_have_count(0)


def test_each_tab_keeps_its_own_conversation(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        page.context.route("**/v1/ask", _fulfil)
        other, empty = (page.context.new_page() for _ in range(2))
        for opened in (other, empty):
            opened.goto(server)
            expect(opened.locator("#form")).to_be_visible()
        for tab, question in [(page, "Раз?"), (other, "Два?"), (page, "Три?")]:
            ask(tab, question)
        for tab in (page, other, empty):
            tab.reload()
        _expect_asked(page, "Раз?", "Три?")
        _expect_asked(other, "Два?")
        expect(empty.locator("#welcome")).to_be_visible()
        _expect_asked(empty)


def test_a_tab_opened_afresh_goes_on_with_the_last_conversation_in_a_copy(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server) as (page, _):
        page.context.route("**/v1/ask", _fulfil)
        ask(page, "Раз?")
        fresh = page.context.new_page()
        fresh.goto(server)
        _expect_asked(fresh, "Раз?")
        fresh.click("#new")
        ask(fresh, "Два?")
        ask(page, "Три?")
        fresh.reload()
        _expect_asked(fresh, "Два?")
        page.reload()
        _expect_asked(page, "Раз?", "Три?")
        context = page.context
        for tab in context.pages:
            tab.close()
        reopened = context.new_page()
        reopened.goto(server)
        _expect_asked(reopened, "Раз?", "Три?")


def test_a_duplicated_tab_goes_on_alone(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        page.context.route("**/v1/ask", _fulfil)
        ask(page, "Раз?")
        with page.expect_popup() as opened:
            page.evaluate("void open(location.href)")  # it gets a copy of the tab's storage
        copy = opened.value
        _expect_asked(copy, "Раз?")
        ask(copy, "Два?")
        ask(page, "Три?")
        for tab, questions in [(page, ["Раз?", "Три?"]), (copy, ["Раз?", "Два?"])]:
            tab.reload()
            _expect_asked(tab, *questions)


def test_a_turn_of_another_version_is_left_out(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        kept = [
            None,
            {"question": "Раз?", "answer": {"status": "answered", "answer": "Раз."}},
            {"question": "Два?", "answer": answer("Два.")},
        ]
        page.evaluate(
            "turns => {"
            " sessionStorage.clear();"
            " localStorage.setItem('kz-ai-assistant.conversation', JSON.stringify(turns)); }",
            kept,
        )
        page.reload()
        expect(page.locator("#form")).to_be_visible()
        _expect_asked(page, "Два?")


def test_a_long_conversation_is_shown_at_its_end_at_once(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        reply_with(page, answer("Раз. " * 200, citation("Раз.", 0)))
        for number in range(6):
            ask(page, f"{number}?")
        page.add_init_script(
            "document.addEventListener('readystatechange', () => new MutationObserver(() => {"
            " const main = document.querySelector('main');"
            " window.left ??= main.scrollHeight - main.clientHeight - main.scrollTop;"
            " }).observe(document.getElementById('form'), {attributes: true}));"
        )
        page.reload()
        expect(page.locator("#form")).to_be_visible()
        assert page.evaluate("left") < 800, "less than the window holds"


def test_a_question_asked_again_goes_to_the_end(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        page.route("**/v1/ask", lambda route: route.abort())
        send(page, "Раз?")
        expect(page.locator(".failure")).to_be_visible()
        page.unroute("**/v1/ask")
        reply_with(page, REFUSAL)
        ask(page, "Два?")
        page.locator(".failure button").click()
        expect(page.locator("article")).to_have_count(2)
        _expect_asked(page, "Два?", "Раз?")
        page.reload()
        _expect_asked(page, "Два?", "Раз?")


def test_a_follow_up_carries_the_conversation(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        ask(page, QUESTION)
        with page.expect_request("**/v1/ask") as asked:
            ask(page, "А второй как называется?")
        sent = json.loads(asked.value.post_data or "")
        assert [turn["role"] for turn in sent["history"]] == ["user", "assistant"]
        assert sent["history"][0]["content"] == QUESTION
        expect(page.locator("article").last).to_contain_text("Al-Farabium")


def test_a_follow_up_carries_no_other_tabs_conversation(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        other = page.context.new_page()
        other.goto(server)
        reply_with(other, REFUSAL)
        ask(other, UNRELATED)
        page.bring_to_front()
        assert UNRELATED in page.evaluate("localStorage.getItem('kz-ai-assistant.conversation')")
        with page.expect_request("**/v1/ask") as asked:
            ask(page, QUESTION)
        assert json.loads(asked.value.post_data or "")["history"] == []


def test_a_new_conversation_begins_without_the_last_one(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        reply_with(page, REFUSAL)
        ask(page, UNRELATED)
        page.click("#new")
        with page.expect_request("**/v1/ask") as asked:
            ask(page, QUESTION)
        assert json.loads(asked.value.post_data or "")["history"] == []


def test_a_suggested_question_is_asked_and_not_offered_again(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        expect(page.locator("#suggestions button")).to_have_count(4)
        first = page.locator("#suggestions button").first
        question = first.text_content()
        first.click()
        expect(page.locator("#question")).to_be_focused()
        expect(page.locator("article")).to_have_attribute("data-status", "answered")
        expect(page.locator("#next-title")).to_have_text("You can also ask")
        offered = page.locator("#next button").all_text_contents()
        assert len(offered) == 2
        assert question not in offered


def test_no_question_is_suggested_while_one_is_answered(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        reply_with(page, REFUSAL)
        ask(page, UNRELATED)
        expect(page.locator("#next")).to_be_visible()
        page.unroute("**/v1/ask")
        hold(page)
        send(page, QUESTION)
        expect(page.locator("#next")).to_be_hidden()
        page.click("[data-language=ru]")
        expect(page.locator(".waiting")).to_contain_text("Ищу ответ")
        expect(page.locator("#next")).to_be_hidden()
        page.click("#stop")
        expect(page.locator("#next-title")).to_have_text("На эти вопросы ответ есть")
        expect(page.locator("#next")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_only_the_conversation_scrolls(browser: Browser, server: str, width: int) -> None:
    with open_page(browser, server, width=width) as (page, _):
        reply_with(page, answer("Раз. " * 200, citation("Раз.", 0)))
        for number in range(3):
            ask(page, f"{number}?")
        tall, height = page.evaluate(
            "['scrollHeight', 'clientHeight'].map(key => document.documentElement[key])"
        )
        assert tall == height
        page.locator("article .chip").first.click()
        expect(page.locator("#source-close")).to_be_in_viewport()
        assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_is_the_whole_conversation_in_dark_on_light(
    browser: Browser, server: str, scheme: str
) -> None:
    with open_page(browser, server, color_scheme=scheme) as (page, _):
        reply_with(page, answer("Раз. " * 200, citation("Раз.", 0)))
        for number in range(3):
            ask(page, f"{number}?")
        page.locator("article .chip").first.click()
        expect(page.locator("#source")).to_be_visible()
        page.emulate_media(media="print")
        bottom = page.locator("article").last.evaluate("one => one.getBoundingClientRect().bottom")
        assert bottom > 800, "more than the window holds"
        main = page.locator("main").bounding_box()
        assert main
        assert main["y"] >= 0
        assert main["y"] + main["height"] > bottom
        assert page.evaluate("document.documentElement.scrollHeight") > bottom
        for name in ("#form", "#source", "#languages", "#next", ".thumbs >> nth=0"):
            expect(page.locator(name)).to_be_hidden()
        for name in ("article .text", ".asked"):
            expect(page.locator(name).first).to_have_css("color", "rgb(16, 33, 43)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_the_systems_until_one_is_chosen(
    browser: Browser, server: str, scheme: str
) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    with open_page(browser, server, color_scheme=scheme) as (page, _):
        root = page.locator("html")
        expect(root).to_have_attribute("data-theme", scheme)
        page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
        expect(root).to_have_attribute("data-theme", other)
        page.click("#theme")
        page.reload()
        expect(root).to_have_attribute("data-theme", scheme)


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
