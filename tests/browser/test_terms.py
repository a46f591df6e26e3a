"""Words with a dotted underline: by key and by tap each opens its card, on every page, in both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Service
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

PAGES = ("overview", "overview/side-by-side", "map", "learning", "zones", "reliance", "champions", "ties")
SAID = {
    "en": ("old network", "Two who shared 3 occasions or more over 90 days", "For example, a school"),
    "it": ("rete storica", "Due persone con almeno 3 occasioni", "Per esempio"),
}
"""A word, its threshold and its example, in each language."""

MOST = 12
"""So many words at most are marked in what is seen of a page at first."""


def opened(page: Page, name: str, address: str, language: str) -> list[Locator]:
    """The words that are seen on a page."""
    page.goto(f"{address}{language}/{name}/?study=brightwater")
    page.locator("main .word").locator("visible=true").first.wait_for(timeout=30_000)
    return page.locator("main .word").locator("visible=true").all()


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("name", PAGES)
def test_a_word_opens_its_card_by_key_and_tap(
    request: pytest.FixtureRequest, service: Service, name: str, language: str
) -> None:
    screen = "laptop" if language == "en" else "phone"
    watch: Watch = request.getfixturevalue(screen)
    page = watch.context.new_page()
    words, card = opened(page, name, service.address, language), page.locator(".word-card:popover-open")
    size = page.viewport_size
    assert size is not None
    assert len(words) <= MOST
    for word in words:
        if screen == "phone":
            word.tap()
        else:
            word.focus()
            page.keyboard.press("Enter")
        expect(card).to_have_count(1)
        assert card.get_attribute("id") == word.get_attribute("aria-describedby")
        assert [bool(each) for each in card.locator("p").all_inner_texts()] == [True] * 3
        box = card.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size["width"]
        if word is words[0]:
            found = Axe().run(page, options={"resultTypes": ["violations"], "iframes": False}).response
            assert [
                each["id"] for each in found["violations"] if each["impact"] in ("serious", "critical")
            ] == []
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        expect(word).to_be_focused()
    page.emulate_media(media="print")
    looks = {word.evaluate("(each) => getComputedStyle(each).textDecorationLine") for word in words}
    assert looks == {"none"}
    page.close()


@pytest.mark.parametrize("language", SAID)
def test_a_card_says_threshold_and_example_and_closes_beside_it(
    laptop: Watch, service: Service, language: str
) -> None:
    page = laptop.context.new_page()
    opened(page, "overview", service.address, language)
    name, means, example = SAID[language]
    page.locator(".legend .word", has_text=name).click()
    card = page.locator(".word-card:popover-open")
    for text in (name, means, example):
        expect(card).to_contain_text(text)
    page.mouse.click(5, 400)
    expect(card).to_have_count(0)
    page.close()


def test_the_drawer_of_the_method_explains_the_words_of_the_page(laptop: Watch, service: Service) -> None:
    page = laptop.context.new_page()
    opened(page, "learning", service.address, "en")
    page.locator(".method-menu > summary").click()
    page.locator(".method-menu .words summary").click()
    told = page.locator(".method-menu .words")
    for text in ("reach", "champion", "old network", "Two who shared 3 occasions or more", "For example"):
        expect(told).to_contain_text(text)
    page.close()


def test_a_kept_page_opens_its_cards_without_a_service(laptop: Watch, service: Service) -> None:
    page = laptop.context.new_page()
    kept = page.request.get(f"{service.address}en/overview/overview.html?study=brightwater").text()
    page.set_content(kept)
    page.locator(".legend .word").first.click()
    expect(page.locator(".word-card:popover-open")).to_contain_text("For example")
    page.close()
