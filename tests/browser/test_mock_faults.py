"""Whatever happens to browser, clock, storage or bank: nothing of a mock is lost."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

LENGTH = 59
MINUTE = 60_000
RECORDS = Path(__file__).parents[1] / "js" / "records"


def broken_storage(name: str, error: str) -> str:
    """A script that breaks storage, only for our key: the theme keeps its own there."""
    return f"""for (const name of {name}) {{
      const method = Storage.prototype[name];
      Storage.prototype[name] = function (key, ...rest) {{
        const broken = key === "ml-professional-guide" && !window.healed;
        if (broken) throw new DOMException("no", "{error}");
        return method.call(this, key, ...rest);
      }};
    }}"""


def three_answers(mock) -> None:
    """Answers three questions and goes to the fourth, which is marked in every way."""
    for number in (1, 2, 3):
        mock.press(str(number))
        mock.press("n")
        mock.at(number + 1)
    for key in ("2", "u", "f", "x", "1"):
        mock.press(key)
    expect(mock.status).to_have_text("Choice 1 struck out.")


def expect_the_fourth(mock) -> None:
    """The mock is where ``three_answers`` left it, and says so."""
    mock.at(4)
    expect(mock.radio(2)).to_be_checked()
    expect(mock.button("Not sure")).to_have_attribute("aria-pressed", "true")
    expect(mock.button("Flag")).to_have_attribute("aria-pressed", "true")
    expect(mock.quiz.get_by_role("radio", name="Struck out")).to_have_count(1)
    expect(mock.quiz.get_by_text("4 answered")).to_be_visible()


def answers(exam: dict) -> list:
    return [item.get("answer", {}).get("choice") for item in exam["items"]]


def test_a_reload_goes_on_where_it_was(open_mock):
    mock = open_mock().start()
    three_answers(mock)
    asked = mock.quiz.locator(".mlp-text").all_inner_texts()
    mock.page.reload()
    expect_the_fourth(mock)
    assert mock.quiz.locator(".mlp-text").all_inner_texts() == asked


def test_a_tab_that_is_killed_loses_nothing(open_mock):
    mock = open_mock().start()
    three_answers(mock)
    # Killed means: no last word. Crashing the renderer for real hangs Playwright.
    mock.page.evaluate(
        """() => {
          for (const name of ["visibilitychange", "pagehide", "unload", "beforeunload"])
            window.addEventListener(name, (event) => event.stopImmediatePropagation(), true);
        }"""
    )
    other = mock.page.context.new_page()
    mock.page.close()
    expect_the_fourth(type(mock)(other, mock.url).open())


def test_back_forward_and_navigation_away_and_back(open_mock, site_url):
    mock = open_mock().start()
    three_answers(mock)
    mock.page.goto(site_url + "practice/")
    mock.page.go_back()
    expect_the_fourth(mock)
    mock.page.go_forward()
    mock.page.wait_for_url("**/practice/")
    mock.page.get_by_role("link", name="Mock exam").first.click()
    expect_the_fourth(mock)
    # Instant navigation takes the element out and puts it in again
    mock.page.evaluate(
        """() => {
          const quiz = document.querySelector("practice-quiz");
          const parent = quiz.parentNode;
          quiz.remove();
          parent.append(quiz);
        }"""
    )
    mock.page.clock.fast_forward(100 * MINUTE)
    expect(mock.quiz.get_by_role("timer")).to_contain_text(re.compile("0:19:|0:20:00"))
    mock.press("Tab")


def test_a_second_tab_on_the_same_exam(open_mock):
    mock = open_mock().start()
    other = mock.tab()
    other.at(1)
    other.press("2")
    expect(mock.radio(2)).to_be_checked()
    mock.press("n")
    mock.at(2)
    mock.press("3")
    other.page.bring_to_front()
    expect(other.heading(f"Question 1 of {LENGTH}")).to_be_visible()
    expect(other.quiz.get_by_text("2 answered")).to_be_visible()
    other.press("1")
    expect(mock.quiz.get_by_text("2 answered")).to_be_visible()
    assert len(list(filter(None, answers(mock.exam)))) == 2
    other.hand_in()
    mock.reported()


def test_a_mock_begun_in_another_tab_is_not_begun_twice(open_mock):
    mock = open_mock()
    other = mock.tab()
    other.start()
    mock.at(1)
    assert mock.exam["form"] == "A"


def test_a_clock_set_back_gives_no_time(open_mock):
    mock = open_mock().start()
    mock.page.clock.run_for(40 * MINUTE)
    mock.press("1")
    mock.page.clock.set_system_time("2027-01-04T09:00:00Z")
    mock.page.clock.run_for(2000)
    mock.press("n")
    mock.at(2)
    expect(mock.quiz.get_by_role("timer")).to_contain_text(re.compile("^1:(19:5|20:0)"))
    mock.page.clock.run_for(10 * MINUTE)
    expect(mock.quiz.get_by_role("timer")).to_contain_text(re.compile("^1:(09:[345]|10:0)"))
    mock.page.reload()
    mock.at(2)
    expect(mock.quiz.get_by_role("timer")).to_contain_text(re.compile("^1:(09:[345]|10:0)"))


def test_a_clock_set_forward_by_a_little_takes_only_that(open_mock):
    mock = open_mock().start()
    mock.press("1")
    mock.page.clock.set_system_time("2027-01-04T12:50:00Z")
    mock.page.clock.run_for(1500)
    expect(mock.quiz.get_by_role("timer")).to_contain_text(re.compile("^1:(09:5|10:0)"))
    mock.press("n")
    mock.at(2)
    assert mock.exam["items"][0]["ms"] < MINUTE  # a gap is not time spent on a question


def test_handed_in_at_zero_while_the_page_is_open(open_mock):
    mock = open_mock().start()
    three_answers(mock)
    mock.page.clock.fast_forward(121 * MINUTE)
    exam = mock.reported().exam
    assert exam["by"] == "time"
    assert exam["finishedAt"] == exam["deadline"]
    assert len(list(filter(None, answers(exam)))) == 4


def test_asleep_past_the_deadline_is_found_handed_in(open_mock):
    mock = open_mock().start()
    three_answers(mock)
    mock.page.close()
    late = mock.page.context.new_page()
    late.clock.install(time="2027-01-06T08:00:00Z")
    late = type(mock)(late, mock.url).open().reported()
    exam = late.exam
    assert (exam["by"], exam["finishedAt"]) == ("time", exam["deadline"])
    assert len(list(filter(None, answers(exam)))) == 4
    expect(late.quiz.get_by_text("when the time was up")).to_be_visible()
    late.page.reload()
    late.reported()


def test_blocked_storage_is_a_whole_mock_with_a_notice(open_mock):
    script = broken_storage('["getItem", "setItem"]', "SecurityError")
    mock = open_mock(init_script=script).start()
    expect(mock.quiz.get_by_role("note")).to_contain_text("does not let the site save")
    three_answers(mock)
    mock.press("b")
    mock.at(3)
    mock.press("n")
    expect_the_fourth(mock)
    mock.hand_in()
    expect(mock.heading(f"Not answered ({LENGTH - 4})")).to_be_visible()


def test_storage_that_fills_up_in_the_middle(open_mock):
    script = "window.healed = true;" + broken_storage('["setItem"]', "QuotaExceededError")
    mock = open_mock(init_script=script).start()
    mock.press("1")
    mock.page.evaluate("window.healed = false")
    mock.press("f")
    expect(mock.quiz.get_by_role("note")).to_contain_text("no room left")
    mock.press("n")
    mock.at(2)
    mock.press("2")
    mock.page.evaluate("window.healed = true")
    mock.press("u")
    expect(mock.quiz.get_by_role("note")).to_be_hidden()
    assert len(list(filter(None, answers(mock.exam)))) == 2
    assert mock.exam["items"][0]["flag"] > 0


def test_storage_that_is_cleared_in_the_middle(open_mock):
    mock = open_mock().start()
    other = mock.tab()
    other.at(1)
    mock.page.bring_to_front()
    three_answers(mock)
    other.page.evaluate("localStorage.clear()")
    mock.press("t")
    expect_the_fourth(mock.tab())


def test_everything_deleted_elsewhere_ends_the_mock(open_mock):
    mock = open_mock().start()
    mock.press("1")
    empty = {"format": 2, "since": mock.exam["startedAt"] + 10_000}
    empty |= {name: {} for name in ("answers", "sessions", "exams", "forms", "flags", "settings")}
    mock.tab().store(empty)
    expect(mock.heading("A new mock exam")).to_be_visible()
    assert mock.record == empty


def test_changed_and_removed_questions_in_the_middle_and_after_it(open_mock):
    mock = open_mock().start()
    three_answers(mock)
    ids = [item["id"] for item in mock.exam["items"]]
    index = mock.index()
    index["questions"] = [q for q in index["questions"] if q["id"] not in (ids[0], ids[5])]
    for question in index["questions"]:
        if question["id"] in (ids[1], ids[6]):
            question["revision"] = "later"
    mock.page.route("**/quiz/index.json", lambda route: route.fulfill(json=index))
    mock.page.reload()
    expect_the_fourth(mock)
    for number, words in [(6, "does not count"), (1, "still counts")]:
        mock.review()
        mock.quiz.get_by_role("button", name=re.compile(f"Question {number},")).first.click()
        mock.at(number)
        expect(mock.quiz.locator(".mlp-question")).to_contain_text(words)
    mock.hand_in()
    expect(mock.heading(re.compile(f"of {LENGTH - 1} questions right"))).to_be_visible()
    gone = mock.quiz.locator(".mlp-item").filter(has_text="not in the bank any more")
    gone.locator("summary").click()
    expect(gone).to_contain_text(ids[0])
    changed = mock.quiz.locator(".mlp-item").filter(has_text=re.compile(r"^2\. "))
    changed.locator("summary").click()
    expect(changed).to_contain_text("has changed since")


def test_a_report_stays_readable_when_the_bank_is_another_one(open_mock):
    mock = open_mock().start()
    three_answers(mock)
    exam = mock.hand_in().exam
    title = mock.heading(re.compile("questions right")).inner_text()
    index = mock.index()
    index["questions"] = [q for q in index["questions"] if q["form"] != "A"]
    index["sections"], index["objectives"] = index["sections"][1:], index["objectives"][9:]
    index["traps"] = {}
    sections = {section["id"] for section in index["sections"]}
    objectives = {o["id"] for o in index["objectives"] if o["section"] in sections}
    index["questions"] = [q for q in index["questions"] if q["objective"] in objectives]
    mock.page.route("**/quiz/index.json", lambda route: route.fulfill(json=index))
    mock.page.reload()
    mock.reported()
    assert mock.heading(re.compile("questions right")).inner_text() == title
    for summary in mock.quiz.locator(".mlp-item summary").all():
        summary.click()
    for item in exam["items"]:
        expect(mock.quiz.get_by_text(item["id"])).to_be_visible()


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.json")), ids=lambda path: path.stem)
def test_an_older_record_takes_a_mock_and_keeps_what_it_had(open_mock, path):
    old = json.loads(path.read_text("utf-8"))
    old.get("forms", {}).pop("A", None)
    mock = open_mock()
    mock.store(old)
    mock.page.reload()
    mock.start()
    assert mock.record["format"] == 2
    assert set(old["answers"]) <= set(mock.record["answers"])
    assert set(old["sessions"]) <= set(mock.record["sessions"])


@pytest.mark.parametrize("text", ["{", '{"format": 2, "exams": {"x": 1}}', '{"format": 9}'])
def test_a_record_that_cannot_be_read_is_kept_and_a_mock_works(open_mock, text):
    mock = open_mock()
    mock.page.evaluate("text => localStorage.setItem('ml-professional-guide', text)", text)
    mock.page.reload()
    mock.start()
    expect(mock.quiz.get_by_role("note")).to_contain_text("not saved")
    three_answers(mock)
    mock.hand_in()
    assert mock.page.evaluate("localStorage.getItem('ml-professional-guide')") == text


def test_a_question_that_cannot_be_fetched_can_be_tried_again(open_mock):
    mock = open_mock()
    mock.page.route("**/quiz/*-a.*.json", lambda route: route.fulfill(body="<p>Log in first"))
    mock.button("Spend form A and start").click()
    expect(mock.quiz.get_by_role("alert")).to_contain_text("could not be loaded")
    mock.page.unroute("**/quiz/*-a.*.json")
    mock.button("Try again").click()
    mock.at(1)
    assert mock.exam["items"]
