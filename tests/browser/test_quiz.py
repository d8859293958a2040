"""The practice engine as a reader meets it, also without script, storage or network."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

KEY = "ml-professional-guide"
SECTION = "domains/lifecycle/"


def heading(page: Page, number: int, length: int):
    """The heading of a question of a running set."""
    return page.get_by_role("heading", name=f"Question {number} of {length}", exact=True)


def button(page: Page, name: str):
    """A button inside the quiz; on a section page in its own, after those of objectives."""
    return page.locator("practice-quiz").last.get_by_role("button", name=name, exact=True)


def radios(page: Page):
    """The radio buttons of the quiz; the theme's colour switch has some too."""
    return page.locator("practice-quiz").get_by_role("radio")


def pill(page: Page, text: str):
    """One of the round choices of the set-up form."""
    return page.locator(".mlp-pills label").filter(has_text=re.compile(f"^{text}$"))


def start(page: Page, length: int = 5) -> None:
    """Starts a set of the pool and waits for its first question."""
    pill(page, str(length)).click()
    button(page, "Start").click()
    expect(heading(page, 1, length)).to_be_focused()


def answer(page: Page, sure: bool = True) -> None:
    """Answers the question on screen with its first choice."""
    radios(page).first.check()
    button(page, "Sure" if sure else "Not sure").click()
    expect(page.locator(".mlp-result")).to_be_visible()


def reach_the_second(page: Page) -> None:
    """Starts a set, answers its first question and turns to the second."""
    start(page)
    answer(page)
    button(page, "Next question").click()
    expect(heading(page, 2, 5)).to_be_visible()


def record(page: Page) -> dict:
    """The record as it is stored."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))


def answers_in(saved: dict) -> int:
    """How many answers a record holds: words of one text for each revision of a question."""
    return sum(len(log.split()) for logs in saved["answers"].values() for log in logs.values())


def store(page: Page, value: dict) -> None:
    """Replaces the stored record."""
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(value)])


def tab_to(page: Page, target) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(200):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not reach it")


def test_practice_by_mouse(open_page):
    page = open_page("practice/")
    start(page)
    button(page, "Sure").click()
    expect(page.locator(".mlp-hint")).to_have_text("Pick an answer first.")
    expect(radios(page).first).to_be_focused()
    for number in range(1, 6):
        expect(heading(page, number, 5)).to_be_visible()
        page.locator(".mlp-choice").nth(number % 3).click()
        button(page, "Sure" if number % 2 else "Not sure").click()
        expect(page.get_by_label("Every choice explained")).to_be_focused()
        expect(page.locator("practice-quiz > [role=status]")).to_have_text(
            re.compile(
                r"^(Right|Wrong), (and|but) you were " + ("sure" if number % 2 else "not sure")
            )
        )
        expect(page.get_by_text("Right answer")).to_have_count(1)
        expect(page.get_by_text("Your answer", exact=True)).to_have_count(1)
        expect(page.locator(".mlp-why")).not_to_have_count(0)
        expect(page.locator(".mlp-sources").first).to_contain_text(
            re.compile(r"read \d{4}-\d\d-\d\d")
        )
        button(page, "Next question" if number < 5 else "See the summary").click()
    expect(page.get_by_role("heading", name=re.compile(r"^\d of 5 answers right$"))).to_be_focused()
    expect(page.locator(".mlp-items > li")).to_have_count(5)
    page.locator(".mlp-item summary").first.click()
    expect(page.locator(".mlp-item .mlp-result").first).to_be_visible()
    assert answers_in(record(page)) == 5
    button(page, "New set").click()
    expect(button(page, "Start")).to_be_visible()
    expect(button(page, "Discard")).to_have_count(0)


def test_practice_by_keyboard_alone(open_page):
    page = open_page("practice/")
    expect(button(page, "Start")).to_be_visible()
    tab_to(page, radios(page).and_(page.get_by_label("5")))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    tab_to(page, button(page, "Start"))
    page.keyboard.press("Enter")
    address = page.url
    for number, (pick, say, on) in enumerate(
        [
            ("1", "Enter", "n"),
            ("2", "u", "Enter"),
            ("3", "Shift+Enter", "n"),
            ("1", "Enter", "Enter"),
            ("2", "U", "n"),
        ],
        1,
    ):
        expect(heading(page, number, 5)).to_be_focused()
        page.keyboard.press(pick)
        expect(radios(page).nth(int(pick) - 1)).to_be_checked()
        page.keyboard.press("s")  # would open the theme's search
        page.keyboard.press(say)
        words = "sure." if say == "Enter" else "not sure."
        expect(page.locator(".mlp-result")).to_contain_text(f"you were {words}")
        page.keyboard.press(on)
    expect(page.get_by_role("heading", name="By section")).to_be_visible()
    assert page.url == address  # n would go to the theme's next page
    expect(page.locator("#__search")).not_to_be_checked()


def test_reload_in_the_middle_loses_nothing(open_page):
    page = open_page("practice/")
    reach_the_second(page)
    asked = page.locator(".mlp-stem").inner_text()
    choices = page.locator(".mlp-text").all_inner_texts()
    page.reload()
    button(page, "Continue: question 2 of 5").click()
    expect(heading(page, 2, 5)).to_be_focused()
    assert page.locator(".mlp-stem").inner_text() == asked
    assert page.locator(".mlp-text").all_inner_texts() == choices
    answer(page, sure=False)
    page.reload()
    button(page, "Continue: question 2 of 5").click()
    expect(page.locator(".mlp-result")).to_contain_text("not sure")
    button(page, "End this set").click()
    expect(page.get_by_role("heading", name=re.compile("of 2 answers right"))).to_be_visible()
    page.reload()
    button(page, "Discard").click()
    expect(button(page, "Discard")).to_have_count(0)


def test_check_yourself_in_a_section(open_page):
    page = open_page(SECTION)
    button(page, "Start").click()
    first = page.get_by_role("heading", name=re.compile("^Question 1 of [123]$"))
    expect(first).to_be_focused()
    length = int(first.inner_text().split()[-1])
    answer(page)
    page.reload()
    button(page, f"Continue: question 1 of {length}").click()
    for _ in range(length - 1):
        button(page, "Next question").click()
        answer(page)
    button(page, "See the summary").click()
    expect(
        page.get_by_role("heading", name=re.compile(f"^[0-{length}] of {length} answers? right$"))
    ).to_be_focused()


def test_a_link_away_and_back_keeps_the_set(open_page):
    page = open_page("practice/")
    start(page)
    answer(page)
    page.locator(".mlp-more a").first.click()
    page.wait_for_url(re.compile("/domains/"))
    expect(button(page, "Start")).to_be_visible()
    button(page, "Start").click()
    expect(page.locator(".mlp-question")).to_be_visible()
    page.go_back()
    button(page, "Continue: question 1 of 5").click()
    expect(page.locator(".mlp-result")).to_be_visible()


def test_links_can_choose_the_topic(open_page):
    page = open_page("practice/?section=lifecycle")
    expect(page.get_by_label("Topic")).to_have_value("section:lifecycle")
    index = page.request.get(page.url.split("practice/")[0] + "quiz/index.json").json()
    objective = next(each["id"] for each in index["objectives"] if each["section"] == "lifecycle")
    page.get_by_label("Objective").select_option(objective)
    pill(page, "All").click()
    count = sum(
        each["objective"] == objective and each["form"] == "pool" for each in index["questions"]
    )
    button(page, "Start").click()
    expect(heading(page, 1, count)).to_be_visible()


def test_without_javascript_the_questions_are_readable(open_page):
    page = open_page(SECTION, java_script_enabled=False)
    details = page.locator("practice-quiz details").first
    inside = details.locator("> :not(summary)").first
    expect(inside).to_be_hidden()
    details.locator("summary").click()
    expect(inside).to_be_visible()


def test_blocked_storage_is_a_working_set_with_a_notice(open_page, site_url):
    page = open_page("")
    # Only for our key: the theme keeps its own there and does not survive it.
    page.add_init_script(
        f"""for (const name of ["getItem", "setItem"]) {{
          const method = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...rest) {{
            if (key === "{KEY}") throw new DOMException("denied", "SecurityError");
            return method.call(this, key, ...rest);
          }};
        }}"""
    )
    page.goto(site_url + "practice/")
    start(page)
    expect(page.get_by_role("note")).to_contain_text("does not let the site save")
    answer(page)
    button(page, "Next question").click()
    expect(heading(page, 2, 5)).to_be_visible()


def test_a_newer_record_is_left_untouched(open_page):
    page = open_page("practice/")
    store(page, {"format": 3, "answers": "else"})
    page.reload()
    expect(page.get_by_role("note")).to_contain_text("newer version")
    start(page)
    answer(page)
    assert record(page) == {"format": 3, "answers": "else"}


def test_a_failed_index_brings_the_fallback_and_a_retry(open_page, site_url):
    page = open_page("")
    # What a captive portal answers; a refused request would be an error on the console
    page.route(
        "**/quiz/index.json",
        lambda route: route.fulfill(content_type="text/html", body="<p>Log in first"),
    )
    page.goto(site_url + "practice/")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    expect(page.locator("practice-quiz .mlp-body > :not([role=alert])").first).to_be_visible()
    page.unroute("**/quiz/index.json")
    button(page, "Try again").click()
    expect(button(page, "Start")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_pool_never_draws_from_a_form(open_page):
    page = open_page("practice/")
    pill(page, "All").click()
    button(page, "Start").click()
    expect(page.locator(".mlp-question")).to_be_visible()
    index = page.request.get(page.url.split("practice/")[0] + "quiz/index.json").json()
    pool = {each["id"] for each in index["questions"] if each["form"] == "pool"}
    assert {each["id"] for each in record(page)["sessions"]["practice"]["questions"]} == pool


def test_a_changed_question_is_asked_again_and_a_vanished_one_is_dropped(open_page):
    page = open_page("practice/")
    reach_the_second(page)
    asked = page.locator(".mlp-stem").inner_text()
    saved = record(page)
    questions = saved["sessions"]["practice"]["questions"]
    saved["sessions"]["practice"]["answers"][questions[0]["id"]]["revision"] = questions[0][
        "revision"
    ] = "older"
    questions[4]["id"] = "gone"
    store(page, saved)
    page.reload()
    button(page, "Continue: question 2 of 5").click()
    expect(page.locator(".mlp-body > .mlp-notice")).to_contain_text("Some questions have changed")
    expect(heading(page, 2, 4)).to_be_visible()
    assert page.locator(".mlp-stem").inner_text() == asked
    for number in (2, 3, 4):
        expect(heading(page, number, 4)).to_be_visible()
        answer(page)
        button(page, "Next question").click()
    expect(heading(page, 1, 4)).to_be_visible()
    expect(radios(page).first).to_be_enabled()


def test_two_tabs_lose_nothing_of_each_other(open_page, site_url):
    page = open_page("practice/")
    start(page)
    other = page.context.new_page()
    other.goto(site_url + SECTION)
    button(other, "Start").click()
    answer(other)
    answer(page)
    saved = record(page)
    assert set(saved["sessions"]) == {"practice", "check:lifecycle"}
    assert answers_in(saved) == 2
    other.goto(site_url + "practice/")
    button(other, "Continue: question 1 of 5").click()
    button(other, "Next question").click()
    button(page, "Next question").click()
    expect(heading(page, 2, 5)).to_be_visible()
    answer(other)
    expect(
        page.locator(".mlp-result")
    ).to_be_visible()  # answered in the other tab: shown, not asked again


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_scrolls_sideways(open_page, width):
    page = open_page("practice/", viewport={"width": width, "height": 800})
    start(page)
    for number in range(1, 6):
        expect(heading(page, number, 5)).to_be_visible()
        answer(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        button(page, "Next question" if number < 5 else "See the summary").click()
    expect(page.get_by_role("heading", name="By section")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
