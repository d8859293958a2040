"""Light, dark, or as the system has it: right before the first paint, kept, and changed by keys."""

import pytest
from playwright.sync_api import expect


def scheme(page) -> str:
    return page.evaluate("document.body.dataset.mdColorScheme")


def switch(page):
    """The one button of the three that is shown."""
    return page.locator("[data-mlp-schemes] button:visible")


@pytest.mark.parametrize(("system", "drawn"), [("light", "default"), ("dark", "slate")])
def test_a_first_visit_is_drawn_as_the_system_has_it(browser, site_url, system, drawn):
    page = browser.new_page(color_scheme=system)
    page.route("**/*.{js,mjs}", lambda route: route.abort())  # nothing but the page itself
    page.goto(site_url)
    assert scheme(page) == drawn
    page.close()


def test_the_choice_goes_round_by_keys_and_outlives_a_reload(open_page):
    page = open_page("glossary/", color_scheme="dark")
    names = ["Switch to light mode", "Switch to dark mode", "Switch to the system's mode"]
    for name, drawn in zip(names, ("slate", "default", "slate"), strict=True):
        expect(switch(page)).to_have_attribute("aria-label", name)
        assert scheme(page) == drawn
        page.reload()
        assert scheme(page) == drawn
        expect(switch(page)).to_have_attribute("aria-label", name)
        switch(page).focus()
        page.keyboard.press("Enter")
        expect(switch(page)).to_be_focused()
    expect(switch(page)).to_have_attribute("aria-label", names[0])


def test_without_a_choice_an_open_page_follows_the_system(open_page):
    page = open_page("glossary/", color_scheme="light")
    assert scheme(page) == "default"
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    switch(page).click()  # light, whatever the system has
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_blocked_storage_is_no_obstacle(open_page, storage_blocked):
    page = open_page("glossary/", init_script=storage_blocked, color_scheme="light")
    for drawn in ("default", "slate"):
        switch(page).click()
        assert scheme(page) == drawn
