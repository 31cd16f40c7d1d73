"""axe-core finds nothing, and a screen reader hears each thing once."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import QUESTION, REFUSAL, UNRELATED, ask, hold, open_page, reply_with, send

pytestmark = pytest.mark.browser

_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def _violations(page: Page) -> list[Any]:
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ru", 1280, "light"), ("kk", 360, "dark"), ("en", 1280, "dark"), ("ru", 320, "light")],
)
def test_axe_finds_nothing(
    browser: Browser, server: str, language: str, width: int, scheme: str
) -> None:
    with open_page(browser, server, language=language, width=width, color_scheme=scheme) as (
        page,
        _,
    ):
        assert _violations(page) == [], "welcome"
        ask(page, QUESTION)
        assert _violations(page) == [], "answered"
        page.locator("article .chip").click()
        expect(page.locator("#cited-span")).to_be_visible()
        assert _violations(page) == [], "source open"
        page.keyboard.press("Escape")
        reply_with(page, REFUSAL)
        ask(page, UNRELATED)
        expect(page.locator(".related .citation")).to_be_visible()
        assert _violations(page) == [], "refusal"
        page.fill("#question", "x" * 2_001)
        assert _violations(page) == [], "too long"
        page.unroute("**/v1/ask")
        page.route("**/v1/ask", lambda route: route.abort())
        send(page, QUESTION)
        expect(page.locator(".failure")).to_be_visible()
        assert _violations(page) == [], "failure"


def test_an_answer_is_announced_once(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        live = page.evaluate(
            "[...document.querySelectorAll('[aria-live], [role=log], [role=alert], [role=status]')]"
            ".map(element => element.id)"
        )
        assert set(live) == {"announcer", "network", "copied"}
        assert page.locator("#log #announcer").count() == 0
        page.evaluate(
            "window.heard = []; new MutationObserver(() =>"
            " heard.push(document.getElementById('announcer').textContent))"
            ".observe(document.getElementById('announcer'), {childList: true})"
        )
        ask(page, QUESTION)
        said = page.locator("#announcer").text_content()
        assert page.evaluate("heard") == ["Ищу ответ…", said]
        assert "86-е место" in (said or "")
        expect(page.locator("#announcer")).to_have_attribute("lang", "ru")


def test_the_announcement_is_cleared_for_who_reads_on(browser: Browser, server: str) -> None:
    with open_page(browser, server, before="clock") as (page, _):
        ask(page, QUESTION)
        expect(page.locator("#announcer")).to_contain_text("86-е место")
        page.clock.fast_forward(10_000)
        expect(page.locator("#announcer")).to_be_empty()


def test_reduced_motion_stops_the_waiting_dots(browser: Browser, server: str) -> None:
    with open_page(browser, server, reduced_motion="reduce") as (page, _):
        hold(page)
        send(page, QUESTION)
        dots = page.locator(".waiting i").first
        expect(dots).to_have_css("animation-duration", "1e-05s")
        expect(dots).to_have_css("animation-iteration-count", "1")
        expect(page.locator("main")).to_have_css("scroll-behavior", "auto")


def test_the_focus_ring_of_a_language_is_not_cut_off(browser: Browser, server: str) -> None:
    with open_page(browser, server) as (page, _):
        button = page.locator("[data-language=kk]")
        button.focus()
        expect(button).to_have_css("outline-offset", "2px")  # outside the button
        expect(page.locator("#languages")).to_have_css("overflow", "visible")


def test_forced_colours_show_what_is_pressed_and_where_the_focus_is(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server, forced_colors="active") as (page, _):
        ground = "one => getComputedStyle(one).backgroundColor"
        pressed, other = (page.locator(f"[data-language={name}]") for name in ("ru", "kk"))
        assert pressed.evaluate(ground) != other.evaluate(ground)
        page.locator("#question").focus()
        expect(page.locator(".field")).to_have_css("outline-style", "solid")
        page.locator("#send").focus()
        expect(page.locator("#send")).to_have_css("outline-style", "solid")


def test_a_window_of_four_times_the_size_can_be_read_to_its_end(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server, width=320, language="kk") as (page, _):
        page.set_viewport_size({"width": 320, "height": 256})
        ask(page, QUESTION)
        page.fill("#question", "слово " * 290)
        page.locator("article .text").click(trial=True, timeout=5_000)
        page.locator("article .chip").click()
        expect(page.locator("#cited-span")).to_be_in_viewport()
        expect(page.locator("#source-close")).to_be_in_viewport()
        page.click("#source-close")
        page.click("#send")
        expect(page.locator("article")).to_have_count(2)


def test_letters_of_twice_the_size_push_nothing_off_the_page(browser: Browser, server: str) -> None:
    with open_page(browser, server, width=360, language="kk") as (page, _):
        ask(page, QUESTION)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_skip_link_shows_itself_and_leads_to_the_question(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server) as (page, _):
        skip = page.locator(".skip")
        expect(skip).not_to_be_in_viewport()
        skip.focus()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#question")).to_be_focused()
