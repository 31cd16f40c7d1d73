"""How answers look: chips, highlights, translations, refusals, and the language of each part."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.pages import REFUSAL, UNRELATED, answer, ask, citation, open_page, reply_with
from tests.hostile.injections import HTML, MARKDOWN, TEMPLATES

pytestmark = pytest.mark.browser

_FIRST = "Обучение уже охватило более 900 тыс. человек."
_SECOND = "В 10 школах идут пилотные уроки."


def test_each_quote_is_followed_by_its_chip_and_not_repeated(browser: Browser, server: str) -> None:
    first = citation(_FIRST, 100, highlights=[[131, 139]])
    second = citation(_SECOND, 300, highlights=[[302, 310]])
    with open_page(browser, server) as (page, _):
        reply_with(page, answer(f"{_FIRST} {_SECOND}", first, second))
        ask(page, "Сколько?")
        text = page.locator("article .text")
        expect(text).to_have_text(f"{_FIRST} Источник 1 {_SECOND} Источник 2")
        assert text.locator("mark").all_text_contents() == [
            _FIRST[31:39],
            _SECOND[2:10],
        ]
        expect(page.locator("article .cited .quote")).to_have_count(0)
        expect(page.locator("article .citation")).to_have_count(2)


def test_a_quote_that_the_answer_shortens_is_shown_whole(browser: Browser, server: str) -> None:
    cited = citation(_FIRST, 100, highlights=[[131, 139]])
    with open_page(browser, server) as (page, _):
        reply_with(page, answer("Обучение уже охватило…", cited))
        ask(page, "Сколько?")
        quote = page.locator("article .cited .quote")
        expect(quote).to_have_text(_FIRST)
        expect(quote.locator("mark")).to_have_text(_FIRST[31:39])


def test_highlights_count_code_points(browser: Browser, server: str) -> None:
    cited = citation("😀😀 ровно 86 стран", 10, highlights=[[19, 21]])
    with open_page(browser, server) as (page, _):
        reply_with(page, answer("😀😀 ровно 86 стран", cited))
        ask(page, "Сколько?")
        expect(page.locator("article .text mark")).to_have_text("86")


def test_a_translation_is_marked_where_it_has_the_same_number(
    browser: Browser, server: str
) -> None:
    text = "193 елдің арасында 24-орын, 1.5 миллион, 240 және 4,24 (бейресми аударма)."
    quote = "Заняла 24-е место, потратила 1,5 млн и 7 дней."
    spans = [[7, 17], [29, 36], [39, 45]]
    assert [quote[a:b] for a, b in spans] == ["24-е место", "1,5 млн", "7 дней"]
    with open_page(browser, server) as (page, _):
        reply_with(page, answer(text, citation(quote, 0, highlights=spans)))
        ask(page, "Нешінші?")
        marks = page.locator("article .text mark")
        expect(marks).to_have_count(2)
        assert marks.all_text_contents() == ["24-орын", "1.5"]


def test_a_translation_is_labelled_and_every_part_says_its_language(
    browser: Browser, server: str
) -> None:
    with open_page(browser, server, language="en") as (page, complaints):
        ask(page, "How many online services were provided in 2025?")
        article = page.locator("article")
        expect(article.locator(".text")).to_have_attribute("lang", "en")
        expect(article.locator(".text")).to_contain_text("(unofficial translation)")
        original = article.locator(".original q")
        expect(original).to_have_attribute("lang", "ru")
        expect(original.locator("mark")).to_have_text("51,5 млн")
        expect(page.locator(".asked h2")).to_have_attribute("lang", "en")
        expect(article.locator(".place [lang]")).to_have_attribute("lang", "ru")
        expect(article.locator(".chip [lang]")).to_have_attribute("lang", "en")

        article.locator(".chip").click()
        expect(page.locator("#source-text")).to_have_attribute("lang", "ru")
        translation = page.locator(".passage-translation")
        expect(translation).to_have_attribute("lang", "en")
        expect(translation.locator("b")).to_have_text("Unofficial translation")
        page.click("[data-language=kk]")
        for label, said in [
            (article.locator(".chip [lang]"), "Дереккөз"),
            (translation.locator("b"), "Бейресми аударма"),
        ]:
            expect(label).to_have_text(said)
            expect(label).to_have_attribute("lang", "kk")
        assert complaints == []


def test_a_refusal_cites_nothing_and_helps_on(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, complaints):
        reply_with(page, REFUSAL)
        ask(page, UNRELATED)
        article = page.locator("article")
        expect(article).to_have_class("replied refusal")
        expect(article.locator(".cited")).to_have_count(0)
        expect(page.locator("#next-title")).to_have_text("These questions have an answer")
        expect(page.locator("#next button").first).to_be_visible()
        article.locator(".related .citation").first.click()
        expect(page.locator("#cited-span")).to_be_in_viewport()
        assert complaints == []


def test_the_server_refuses_what_its_sources_do_not_say(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        ask(page, UNRELATED)
        expect(page.locator("article")).not_to_have_attribute("data-status", "answered")
        expect(page.locator("article .cited")).to_have_count(0)


def test_a_very_long_answer_and_word_stay_inside_a_narrow_page(
    browser: Browser, server: str
) -> None:
    long = "Достопримечательность" * 40 + " " + "слово " * 2_000
    with open_page(browser, server, width=320) as (page, _):
        reply_with(page, answer(long, citation(long, 0)))
        ask(page, "Ә" * 1_500)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate("document.querySelector('main').scrollWidth") <= 320


def test_many_chips_stay_inside_a_narrow_page(browser: Browser, server: str) -> None:
    cited = [citation(f"{number}.", 10 * number) for number in range(5)]
    with open_page(browser, server, width=320) as (page, _):
        reply_with(page, answer(f"В {'Достопримечательность' * 2}.", *cited))
        ask(page, "Что?")
        expect(page.locator("article .chip")).to_have_count(5)
        assert page.evaluate("document.querySelector('main').scrollWidth") <= 320


def test_a_question_is_read_in_its_own_direction_and_script(browser: Browser, server: str) -> None:
    with open_page(browser, server, language="en") as (page, _):
        reply_with(page, REFUSAL)
        page.fill("#question", "ما هو؟ (2026)")
        expect(page.locator("#question")).to_have_css("direction", "rtl")
        ask(page, "ما هو؟ (2026)")
        ask(page, UNRELATED)
        arabic, english = page.locator(".asked h2").all()
        expect(arabic).to_have_css("direction", "rtl")
        expect(arabic).to_have_attribute("lang", "")
        expect(english).to_have_css("direction", "ltr")
        expect(english).to_have_attribute("lang", "en")


@pytest.mark.parametrize("text", [*HTML, *MARKDOWN, *TEMPLATES])
def test_markup_in_sources_is_shown_as_text(browser: Browser, server: str, text: str) -> None:
    cited = citation(text, 100, title=text, publisher=text)
    with open_page(browser, server) as (page, complaints):
        title = page.title()
        reply_with(page, answer(text, cited))
        ask(page, text)
        shown = page.locator("article .text")
        expect(shown).to_contain_text(text)
        expect(page.locator("article .citation")).to_contain_text(text)
        inside = "article :is(script, img, svg, iframe, style, h1, a[href^='javascript'], #harmed)"
        expect(page.locator(inside)).to_have_count(0)
        assert page.title() == title
        assert complaints == []
