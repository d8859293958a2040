"""Practice and review: what is drawn, what is kept, and the way to the first explained answer."""

import gzip
import re

import pytest
from playwright.sync_api import expect

DAY = 86_400_000
NOON = 1_799_064_000_000  # 2027-01-04T12:00:00Z
SECTION = "lifecycle"
FILTERS = "Which questions"


def option(options: dict[str, bool], text: str) -> tuple[str, bool]:
    """The option that begins with the text, and whether it can be picked."""
    return next((name, free) for name, free in options.items() if name.startswith(text + " ("))


def test_from_home_to_the_first_explained_answer_in_two_clicks(open_page, site):
    page = open_page("")
    choice = page.locator("[data-mlp-standing] .mlp-paths a").nth(2)
    text = choice.inner_text()
    choice.click()
    quiz = page.locator("practice-quiz")
    expect(quiz.get_by_role("heading", name="Question 1 of 5")).to_be_focused()
    expect(quiz.locator(".mlp-choice:has(:checked)")).to_contain_text(text)
    quiz.get_by_role("button", name="Sure", exact=True).click()
    expect(quiz.locator(".mlp-why").first).to_be_visible()
    expect(quiz.locator(".mlp-choice:has(.mlp-mine)")).to_contain_text(text)
    assert page.url.endswith("/practice/")  # a reload is the way back, not a new set
    page.reload()
    expect(quiz.get_by_role("button", name="Continue: question 1 of 5")).to_be_visible()
    page.goto(page.url.removesuffix("practice/"))
    expect(page.locator(".mlp-standing")).to_contain_text("Go on with your set")


@pytest.mark.parametrize("query", ["?question=no-such&choice=x", "?question=constructor"])
def test_a_link_to_a_question_that_is_gone_is_the_form(open_quiz, query):
    quiz = open_quiz(query)
    expect(quiz.heading("A new set")).to_be_visible()


def test_a_link_to_a_question_of_an_unseen_mock_is_the_form(open_quiz, site):
    quiz = open_quiz(f"?question={site.entries(form='A')[0]['id']}")
    expect(quiz.heading("A new set")).to_be_visible()


def test_a_first_visit_can_pick_only_what_there_is(open_quiz, site):
    quiz = open_quiz()
    count = len(site.entries(form="pool"))
    options = quiz.options(FILTERS)
    assert option(options, "All of them") == (f"All of them ({count})", True)
    assert option(options, "Not seen yet") == (f"Not seen yet ({count})", True)
    assert {name: free for name, free in options.items() if not free} == {
        "Missed (none here is wrong now)": False,
        "Sure, and wrong (none here that you were sure of is wrong)": False,
        "Due today (nothing here is due)": False,
        "Flagged (you flagged none here)": False,
    }


def test_filters_count_and_draw_what_they_say(open_quiz, site):
    pool = site.entries(form="pool", section=SECTION)
    missed, unsure, known, flagged = pool[:4]
    record = site.answered(
        (missed, False, True, NOON - 5 * DAY),
        (unsure, False, False, NOON - 1000),
        (known, True, True, NOON - 1000),
        flags={flagged["id"]: NOON - 1000},
    )
    quiz = open_quiz(f"?section={SECTION}", record)
    options = quiz.options(FILTERS)
    due = [e for e in pool if e["objective"] == missed["objective"]]
    if unsure["objective"] == missed["objective"] or known["objective"] == missed["objective"]:
        due = []  # it was answered again just now
    assert option(options, "All of them")[0] == f"All of them ({len(pool)})"
    assert option(options, "Not seen yet")[0] == f"Not seen yet ({len(pool) - 3})"
    assert option(options, "Missed") == ("Missed (2)", True)
    assert option(options, "Sure, and wrong") == ("Sure, and wrong (1)", True)
    assert option(options, "Due today")[0] == f"Due today ({len(due) or 'nothing here is due'})"
    assert option(options, "Flagged") == ("Flagged (1)", True)
    for only, ids in {
        "missed": {missed["id"], unsure["id"]},
        "sure-wrong": {missed["id"]},
        "flagged": {flagged["id"]},
    }.items():
        quiz.open(f"?section={SECTION}&only={only}")
        expect(quiz.quiz.get_by_label(FILTERS, exact=True)).to_have_value(only)
        quiz.start(len(ids))
        assert set(quiz.asked()) == ids
        quiz.button("End this set").click()
        expect(quiz.button("Start")).to_be_visible()


def test_what_is_empty_says_so_and_does_not_start(open_quiz, site):
    missed = site.entries(form="pool", section=SECTION)[0]
    quiz = open_quiz("?only=missed", site.answered((missed, False, True, NOON - DAY)))
    expect(quiz.quiz.locator(".mlp-setup [role=status]")).to_contain_text(
        "1 question, 0 not seen yet."
    )
    topics = quiz.options("Topic")
    assert [name for name, free in topics.items() if free] == [
        "Everything (1)",
        *(name for name in topics if name.endswith("(1)") and name != "Everything (1)"),
    ]
    quiz.page.get_by_label("Topic").evaluate(
        """node => {
          const one = node.querySelector("[value^='section:']:disabled");
          one.disabled = false;
          node.value = one.value;
          node.dispatchEvent(new Event("change"));
        }"""
    )
    expect(quiz.quiz.locator(".mlp-setup [role=status]")).to_contain_text(
        "There are no such questions"
    )
    quiz.button("Start").click()
    expect(quiz.page.get_by_label("Topic")).to_be_focused()


def test_difficulty_and_length(open_quiz, site):
    hard = site.entries(form="pool", difficulty="hard")
    quiz = open_quiz()
    quiz.pick("Difficulty", "hard")
    expect(quiz.quiz.locator(".mlp-setup [role=status]")).to_contain_text(f"{len(hard)} questions")
    quiz.pill("All").click()
    quiz.start(len(hard))
    assert set(quiz.asked()) == {each["id"] for each in hard}


def test_a_mock_stays_unseen_until_it_was_handed_in(open_quiz, site):
    pool, form = site.entries(form="pool"), site.entries(form="A")
    quiz = open_quiz()
    assert option(quiz.options("Topic"), "Everything")[0] == f"Everything ({len(pool)})"
    running = site.mock("running", NOON - 60_000, over=False)
    quiz.keep(site.answered(exams={"running": running}, forms={"A": NOON - 60_000})).open("")
    assert option(quiz.options("Topic"), "Everything")[0] == f"Everything ({len(pool)})"
    over = site.mock("over", NOON - 3 * DAY)
    quiz.keep(site.answered(exams={"over": over}, forms={"A": NOON - 3 * DAY})).open("")
    both = len(pool) + len(form)
    assert option(quiz.options("Topic"), "Everything")[0] == f"Everything ({both})"


def test_stopping_keeps_what_was_done(open_quiz):
    quiz = open_quiz().start(5)
    quiz.answer()
    quiz.button("Next question").click()
    expect(quiz.heading("Question 2 of 5")).to_be_visible()
    quiz.answer(sure=False)
    quiz.button("Next question").click()
    quiz.button("End this set").click()
    expect(quiz.heading(re.compile("^[012] of 2 answers right$"))).to_be_focused()
    expect(quiz.quiz).to_contain_text("3 questions left out")
    assert len(quiz.record()["answers"]) == 2


def test_a_tab_killed_in_the_middle_comes_back(open_quiz):
    quiz = open_quiz().start(5)
    quiz.answer()
    other = quiz.tab("")
    quiz.page.close(run_before_unload=False)
    other.button("Continue: question 1 of 5").click()
    expect(other.quiz.locator(".mlp-result")).to_be_visible()


def test_a_flag_by_mouse_and_by_key_is_found_again(open_quiz):
    quiz = open_quiz().start(5)
    [first, *_] = quiz.asked()
    flag = quiz.button("Flag")
    expect(flag).to_have_attribute("aria-pressed", "false")
    flag.click()
    expect(flag).to_have_attribute("aria-pressed", "true")
    expect(quiz.said).to_have_text("Flagged to come back to.")
    quiz.press("f")
    expect(flag).to_have_attribute("aria-pressed", "false")
    quiz.press("Control+f")
    expect(flag).to_have_attribute("aria-pressed", "false")
    quiz.answer()
    quiz.press("f")
    expect(flag).to_have_attribute("aria-pressed", "true")
    expect(quiz.page.locator("#__search")).not_to_be_checked()  # the theme's own key
    quiz.open("?only=flagged")
    quiz.button("Discard").click()
    assert option(quiz.options(FILTERS), "Flagged") == ("Flagged (1)", True)
    quiz.start(1)
    assert quiz.asked() == [first]


def test_review_asks_a_sibling_and_says_when_it_comes_back(open_quiz, site):
    by_objective: dict[str, list[dict]] = {}
    for entry in site.entries(form="pool"):
        by_objective.setdefault(entry["objective"], []).append(entry)
    missed, *siblings = next(each for each in by_objective.values() if len(each) > 1)
    quiz = open_quiz("review/", site.answered((missed, False, True, NOON - 3 * DAY)))
    expect(quiz.heading("1 objective due today")).to_be_visible()
    expect(quiz.quiz).to_contain_text("You have missed 1 of them before.")
    quiz.button("Start: 1 question").click()
    expect(quiz.heading("Question 1 of 1")).to_be_focused()
    assert set(quiz.asked()) <= {each["id"] for each in siblings}
    quiz.answer(sure=False)
    quiz.button("See the summary").click()
    expect(quiz.heading("When they come back")).to_be_visible()
    expect(quiz.quiz).to_contain_text(re.compile(r": (tomorrow|in \d+ days)"))
    quiz.button("What is due now").click()
    expect(quiz.heading("Nothing is due today")).to_be_focused()
    expect(quiz.quiz).to_contain_text(re.compile(r"Next: 1 objective (tomorrow|in \d+ days)\."))


def test_the_same_question_returns_only_if_there_is_no_other(open_quiz, site):
    by_objective: dict[str, list[dict]] = {}
    for entry in site.entries(form="pool"):
        by_objective.setdefault(entry["objective"], []).append(entry)
    all_of_one = min(by_objective.values(), key=len)
    told = [(e, False, True, NOON - (9 - at) * DAY) for at, e in enumerate(all_of_one)]
    quiz = open_quiz("review/", site.answered(*told))
    quiz.button("Start: 1 question").click()
    expect(quiz.heading("Question 1 of 1")).to_be_focused()
    assert quiz.asked() == [all_of_one[0]["id"]]  # the one that was answered longest ago


def test_nothing_waits_beyond_the_day_before_the_exam(open_quiz, site):
    known = site.entries(form="pool")[0]
    told = (known, True, True, NOON - 1000)
    quiz = open_quiz("review/", site.answered(told))
    expect(quiz.quiz).to_contain_text("Next: 1 objective in 2 days.")
    expect(quiz.quiz.get_by_role("link", name="set the date of your exam")).to_be_visible()
    settings = {"examDate": {"value": "2027-01-06", "at": NOON}}
    quiz.keep(site.answered(told, settings=settings)).open("review/")
    expect(quiz.quiz).to_contain_text("Next: 1 objective tomorrow.")
    expect(quiz.quiz).to_contain_text("your exam on 6 January 2027")


def test_review_without_answers_says_what_to_do_first(open_quiz):
    quiz = open_quiz("review/")
    expect(quiz.heading("Nothing is due today")).to_be_visible()
    quiz.quiz.get_by_role("link", name="Practise first").click()
    expect(quiz.heading("A new set")).to_be_visible()


def test_review_takes_twenty_at_most_and_keeps_its_own_set(open_quiz, site):
    told = [(e, False, True, NOON - 30 * DAY) for e in site.entries(form="pool")]
    quiz = open_quiz("review/", site.answered(*told))
    quiz.button(re.compile("^Start: 20 questions, then")).click()
    expect(quiz.heading("Question 1 of 20")).to_be_focused()
    quiz.open("")
    expect(quiz.button("Start")).to_be_visible()
    quiz.start(5)
    assert set(quiz.record()["sessions"]) == {"practice", "review"}
    quiz.open("review/")
    expect(quiz.button("Continue: question 1 of 20")).to_be_visible()


def test_practice_and_review_by_keyboard_alone(open_quiz, site):
    told = (site.entries(form="pool")[0], False, True, NOON - 9 * DAY)
    # Of another section, as a sibling of what is due would count as its review
    quiz = open_quiz("?section=custom-serving", site.answered(told))
    quiz.tab_to(quiz.quiz.get_by_label(FILTERS, exact=True))
    quiz.press("ArrowDown")
    expect(quiz.quiz.get_by_label(FILTERS, exact=True)).to_have_value("unseen")
    quiz.tab_to(quiz.button("Start"))
    quiz.press("Enter")
    for number, keys in enumerate(["1f", "2", "3"], 1):
        expect(quiz.heading(f"Question {number} of 5")).to_be_focused()
        for key in keys:
            quiz.press(key)
        quiz.press("u")
        expect(quiz.quiz.locator(".mlp-result")).to_be_visible()
        quiz.press("n")
    expect(quiz.heading("Question 4 of 5")).to_be_focused()
    quiz.open("review/")
    quiz.tab_to(quiz.button("Start: 1 question"))
    quiz.press("Enter")
    expect(quiz.heading("Question 1 of 1")).to_be_focused()
    quiz.press("1")
    quiz.press("Enter")
    expect(quiz.quiz.locator(".mlp-result")).to_be_visible()
    quiz.press("Enter")
    expect(quiz.heading("When they come back")).to_be_visible()


def test_blocked_storage_is_a_working_set(open_page, site_url, storage_blocked):
    page = open_page("practice/review/", init_script=storage_blocked)
    quiz = page.locator("practice-quiz")
    expect(quiz.get_by_role("heading", name="Nothing is due today")).to_be_visible()
    expect(quiz.get_by_role("note")).to_contain_text("does not let the site save")
    page.goto(site_url + "practice/")
    quiz.get_by_role("button", name="Start").click()
    quiz.get_by_role("button", name="Flag").click()
    expect(quiz.get_by_role("button", name="Flag")).to_have_attribute("aria-pressed", "true")
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Sure", exact=True).click()
    expect(quiz.locator(".mlp-result")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_state_is_accessible_and_inside_its_width(open_quiz, site, violations, width, scheme):
    options = {"color_scheme": scheme, "reduced_motion": "reduce"}
    size = {"viewport": {"width": width, "height": 800}}
    told = [
        (e, at % 3 == 0, True, NOON - 30 * DAY) for at, e in enumerate(site.entries(form="pool"))
    ]

    def check(state: str) -> None:
        assert violations(quiz.page) == [], state
        assert quiz.page.evaluate("document.documentElement.scrollWidth") <= width, state

    quiz = open_quiz("review/", **options, **size)
    check("nothing to review")
    quiz.open("")
    check("first set-up")
    quiz.keep(site.answered(*told)).open("review/")
    quiz.quiz.get_by_text("Which objectives").click()
    check("review")
    quiz.button(re.compile("^Start: ")).click()
    quiz.button("Flag").click()
    check("flagged")
    quiz.answer()
    check("flagged and explained")
    quiz.button("End this set").click()
    expect(quiz.heading("When they come back")).to_be_visible()
    check("summary of a review")
    quiz.open(f"?section={SECTION}&only=missed")
    check("set-up of a section")


def test_whole_sets_stay_inside_the_budget(open_quiz, site, built):
    """Our scripts and the data, as they travel, up to the last screen of each mode."""
    loaded: dict[str, int] = {}

    def weigh(response) -> None:
        name = response.url.removeprefix(quiz.url)
        if response.ok and re.search(r"\.mjs$|^quiz/", name):
            loaded[name] = len(gzip.compress((built / name).read_bytes(), 6))

    def scripts() -> int:
        return sum(size for name, size in loaded.items() if name.endswith(".mjs"))

    told = [(e, False, True, NOON - 30 * DAY) for e in site.entries(form="pool")]
    quiz = open_quiz("", site.answered(*told))
    quiz.page.on("response", weigh)
    for path, begin in (("", "Start"), ("review/", "^Start: ")):
        loaded.clear()
        quiz.open(path)
        quiz.button(re.compile(begin)).click()
        expect(quiz.quiz.locator(".mlp-stem")).to_be_visible()
        data = sum(size for name, size in loaded.items() if name.endswith(".json"))
        assert 0 < data <= 60 * 1024, loaded
        quiz.answer()
        quiz.button("End this set").click()
        expect(quiz.heading("By section")).to_be_visible()
        assert 0 < scripts() <= 30 * 1024, loaded
    loaded.clear()
    quiz.open("progress/")
    assert 0 < scripts() <= 30 * 1024, loaded
    loaded.clear()
    quiz.page.goto(quiz.url)
    expect(quiz.page.locator(".mlp-standing")).to_be_visible()
    assert 0 < scripts() <= 10 * 1024, loaded
