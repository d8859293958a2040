"""Every state of a mock exam is accessible: light and dark, phone and desk, forced colours."""

import re

import pytest
from playwright.sync_api import expect

MINUTE = 60_000


@pytest.fixture
def assert_accessible(violations):
    """No violation, no sideways scroll, no target that is too small; named by the state."""

    def check(mock, state: str) -> None:
        page = mock.page
        assert violations(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state
        small = mock.quiz.locator("button:visible, summary:visible, input:visible").evaluate_all(
            """nodes => nodes.filter(node => {
              const { width, height } = node.getBoundingClientRect();
              return Math.min(width, height) < 24 && !node.matches("[type=radio]"); // rows are
            }).map(node => node.outerHTML)"""
        )
        assert small == [], state

    return check


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_a_mock_from_start_to_report(open_mock, assert_accessible, width, scheme):
    mock = open_mock(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}
    )
    assert_accessible(mock, "start")
    mock.pill("By code").click()
    mock.button("Start").click()
    assert_accessible(mock, "code refused")
    mock.pill("Form A").click()
    mock.start()
    assert_accessible(mock, "question")
    for key in ("2", "u", "f", "x", "1"):
        mock.press(key)
    expect(mock.status).to_have_text("Choice 1 struck out.")
    if width == 320:
        mock.press("m")
        expect(mock.button("Question 1, answered, flagged")).to_be_focused()
    assert_accessible(mock, "answered, with the map")
    mock.page.clock.fast_forward(100 * MINUTE)
    expect(mock.quiz.locator(".mlp-question .mlp-notice")).to_be_visible()
    assert_accessible(mock, "announced")
    mock.press("t")
    for number in range(2, 12):
        mock.press("n")
        mock.at(number)
        mock.press(str(number % 3 + 1))
        assert mock.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    mock.review()
    assert_accessible(mock, "review")
    mock.press("h")
    assert_accessible(mock, "warning")
    mock.button("Hand in all the same").click()
    mock.reported()
    for summary in mock.quiz.locator(".mlp-item summary").all()[:12]:
        summary.click()
    assert_accessible(mock, "report")
    mock.button("New mock").click()
    expect(mock.heading("Your mocks")).to_be_visible()
    assert_accessible(mock, "start again")


def test_forced_colours_tell_states_apart(open_mock):
    mock = open_mock(forced_colors="active", viewport={"width": 1440, "height": 900}).start()
    for key in ("2", "f"):
        mock.press(key)
    look = "node => getComputedStyle(node).backgroundColor + getComputedStyle(node).borderStyle"
    done = mock.button("Question 1, answered, flagged").evaluate(look)
    assert done != mock.button("Question 2, open").evaluate(look)
    assert (
        mock.button("Flag").evaluate("node => getComputedStyle(node, '::before').content") != "none"
    )


def test_the_scripts_and_data_of_a_whole_mock_stay_inside_their_budgets(open_mock, site_url):
    mock = open_mock()
    sizes: dict[str, int] = {}
    mock.page.on(
        "requestfinished",
        lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}),
    )
    mock.page.reload()
    mock.start()
    data = sum(size for url, size in sizes.items() if url.endswith(".json") and "/quiz/" in url)
    assert 0 < data <= 60 * 1024
    mock.hand_in()
    mock.quiz.locator(".mlp-item summary").first.click()
    scripts = {url: size for url, size in sizes.items() if re.search(r"/assets/.*\.mjs$", url)}
    assert len(scripts) > 10
    assert sum(scripts.values()) <= 30 * 1024, scripts
