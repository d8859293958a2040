"""Every state of the practice engine is accessible, in light and dark, on a phone and a desk."""

import re

import pytest


@pytest.fixture
def assert_accessible(violations):
    """No violation and no sideways scroll, named by the state of the engine."""

    def check(page, state: str) -> None:
        assert violations(page) == [], state
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    return check


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_practice_from_set_up_to_summary(open_page, assert_accessible, width, scheme):
    page = open_page(
        "practice/",
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    )
    quiz = page.locator("practice-quiz")
    start = quiz.get_by_role("button", name="Start")
    start.wait_for()
    assert_accessible(page, "set-up")
    quiz.locator(".mlp-pills label").filter(has_text=re.compile("^5$")).click()
    start.click()
    for number in range(1, 6):
        quiz.locator(".mlp-choice").first.wait_for()
        if number == 1:
            assert_accessible(page, "question")
            quiz.get_by_role("button", name="Sure", exact=True).click()
            assert_accessible(page, "nothing picked")
        quiz.get_by_role("radio").nth(number % 3).check()
        quiz.get_by_role("button", name="Sure", exact=True).click()
        quiz.locator(".mlp-result").wait_for()
        if number == 1:
            assert_accessible(page, "explained")
        label = "Next question" if number < 5 else "See the summary"
        quiz.get_by_role("button", name=label).click()
    quiz.get_by_role("heading", name=re.compile("answers right")).wait_for()
    for fold in quiz.locator(".mlp-item summary").all():
        fold.click()
    assert_accessible(page, "summary")
    page.goto(page.url.replace("practice/", ""))
    page.get_by_text(re.compile("You have answered 5 questions")).wait_for()
    assert_accessible(page, "where I stand")


def test_blocked_storage_and_a_check_yourself(open_page, assert_accessible, storage_blocked):
    page = open_page("domains/lifecycle/", init_script=storage_blocked, reduced_motion="reduce")
    quiz = page.locator("practice-quiz").last  # the one of the section, after those of objectives
    quiz.get_by_role("button", name="Start").click()
    quiz.locator(".mlp-choice").first.wait_for()
    assert quiz.get_by_role("note").is_visible()
    assert_accessible(page, "storage blocked")
