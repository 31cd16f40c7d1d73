"""The widget on a portal's page, on another origin."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import QUESTION

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ru")
    return context.new_page()


def test_an_allowed_portal_shows_the_chat_in_its_language(
    page: Page, server: str, portal: int
) -> None:
    page.goto(f"http://127.0.0.1:{portal}/?widget={server}")
    launcher = page.get_by_role("button", name="ЖИ-көмекшімен чатты ашу")
    expect(launcher).to_have_attribute("aria-expanded", "false")
    assert page.locator("iframe").count() == 0, "nothing is loaded before it is wanted"
    launcher.focus()
    page.keyboard.press("Enter")
    chat = page.frame_locator("iframe")
    expect(chat.locator("html")).to_have_attribute("lang", "kk")
    expect(chat.locator("#question")).to_be_focused()
    chat.locator("#question").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(chat.locator("article .text")).to_contain_text("86-е место")

    chat.locator("article .chip").click()
    expect(chat.locator("#cited-span")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(chat.locator("#source")).to_be_hidden()
    expect(page.locator("iframe")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name="ЖИ-көмекшімен чатты ашу")).to_be_focused()

    page.keyboard.press("Enter")
    expect(chat.locator("article")).to_be_visible()
    chat.locator("#close-chat").click()
    expect(page.locator("iframe")).to_be_hidden()
    page.context.close()


def test_the_chat_fills_a_phone_and_can_be_closed_there(
    page: Page, server: str, portal: int
) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"http://127.0.0.1:{portal}/?widget={server}")
    page.get_by_role("button").click()
    chat = page.frame_locator("iframe")
    expect(chat.locator("#close-chat")).to_be_visible()
    assert page.locator("iframe").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 700}
    expect(page.get_by_role("button")).to_have_count(0)
    chat.locator("#close-chat").click()
    expect(page.get_by_role("button")).to_be_focused()
    page.context.close()


def test_forced_colours_show_where_the_chat_ends(page: Page, server: str, portal: int) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"http://127.0.0.1:{portal}/?widget={server}")
    page.get_by_role("button").click()
    expect(page.locator(".frame")).to_have_css("border-top-style", "solid")
    page.context.close()


def test_a_chat_that_does_not_load_is_closed_on_a_phone_and_tried_again(
    page: Page, server: str, portal: int
) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"http://localhost:{portal}/?widget={server}")
    launcher = page.get_by_role("button")
    for _ in range(2):
        with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
            launcher.click()
        expect(page.locator("iframe")).to_be_visible()
        launcher.click()
        expect(page.locator("iframe")).to_have_count(0)
        expect(launcher).to_be_focused()
    page.context.close()


def test_another_portal_is_refused_and_offered_the_page_itself(
    page: Page, server: str, portal: int
) -> None:
    refusals: list[str] = []
    page.on("console", lambda message: refusals.append(message.text))
    page.clock.install()
    page.goto(f"http://localhost:{portal}/?widget={server}")
    with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
        page.get_by_role("button").click()
    assert page.frame_locator("iframe").locator("#form").count() == 0
    page.clock.fast_forward(10_000)
    link = page.get_by_role("link")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", f"{server}/?language=kk")
    page.context.close()


def test_the_page_itself_is_framed_by_nobody(page: Page, server: str, portal: int) -> None:
    page.goto(f"http://127.0.0.1:{portal}/?widget={server}")
    with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
        page.evaluate(
            "address => { const frame = document.createElement('iframe'); frame.src = address;"
            " document.body.append(frame); }",
            server,
        )
    page.context.close()
