"""A mock exam from start to report, by keyboard alone and by mouse; codes, time and the report."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import expect

LENGTH = 59
MINUTE = 60_000
TOLD = ".mlp-good, .mlp-bad, .mlp-why, .mlp-result, .mlp-mark"  # what only an explanation has


def right_answers(exam: dict) -> int:
    return sum(item["answer"]["correct"] for item in exam["items"] if "answer" in item)


def test_a_full_mock_by_keyboard_alone(open_mock):
    mock = open_mock()
    address = mock.page.url
    start = mock.button("Spend form A and start")
    expect(start).to_be_visible()
    for _ in range(60):
        mock.press("Tab")
        if start.evaluate("node => node === document.activeElement"):
            break
    mock.press("Enter")
    for number in range(1, LENGTH + 1):
        mock.at(number)
        mock.press("s")  # would open the theme's search
        if number != 7:
            mock.press(str(number % 3 + 1))
            expect(mock.radio(number % 3 + 1)).to_be_checked()
            expect(mock.radio(number % 3 + 1)).to_be_focused()
        if number % 10 == 0:
            mock.press("u")
            expect(mock.status).to_have_text("Not sure.")
            expect(mock.button("Not sure")).to_have_attribute("aria-pressed", "true")
        if number in (7, 20):
            mock.press("f")
            expect(mock.status).to_have_text("Flagged.")
        if number == 9:
            mock.press("x")
            expect(mock.status).to_contain_text("Strike out")
            mock.press("2")
            expect(mock.status).to_have_text("Choice 2 struck out.")
            expect(mock.quiz.get_by_role("radio", name="Struck out")).to_have_count(1)
        assert mock.quiz.locator(TOLD).count() == 0
        mock.press("n" if number % 2 else "Enter")
    expect(mock.heading("Before you hand in")).to_be_focused()
    expect(mock.quiz.get_by_text("58 answered, 1 open, 2 flagged.")).to_be_visible()
    mock.press("h")
    expect(mock.quiz.get_by_role("alert")).to_contain_text("1 question is open")
    expect(mock.button("Go to the first open one")).to_be_focused()
    mock.press("Enter")
    mock.at(7)
    mock.press("1")
    mock.press("r")
    expect(mock.heading("Before you hand in")).to_be_focused()
    mock.press("h")
    exam = mock.reported().exam
    expect(mock.heading(re.compile("questions right"))).to_be_focused()
    expect(mock.heading(re.compile("questions right"))).to_contain_text(
        f"{right_answers(exam)} of {LENGTH} questions right"
    )
    assert exam["by"] == "reader"
    assert sum(not item["answer"]["sure"] for item in exam["items"]) == 5
    assert mock.page.url.startswith(address)  # n would go to the theme's next page
    expect(mock.page.locator("#__search")).not_to_be_checked()


def test_a_mock_by_mouse(open_mock):
    mock = open_mock().start()
    mock.quiz.locator(".mlp-choice").nth(2).click()
    expect(mock.radio(3)).to_be_checked()
    mock.button("Not sure").click()
    mock.button("Flag").click()
    mock.button("Strike choice 1 out").click()
    expect(mock.radio(3)).to_be_checked()
    expect(mock.quiz.locator(".mlp-choice").first).to_contain_text("Struck out")
    mock.button("Undo: bring choice 1 back").click()
    mock.button("Next").click()
    mock.at(2)
    mock.button("Back").click()
    mock.at(1)
    expect(mock.radio(3)).to_be_checked()
    expect(mock.button("Flag")).to_have_attribute("aria-pressed", "true")
    mock.quiz.locator("summary").click()  # open on a desk
    mock.quiz.locator("summary").click()
    expect(mock.button("Question 1, answered, flagged")).to_have_attribute("aria-current", "step")
    mock.button("Question 59, open").click()
    mock.at(59)
    mock.button(
        "Review",
    ).click()
    mock.button("Hand in").click()
    expect(mock.quiz.get_by_role("alert")).to_contain_text("58 questions are open")
    mock.button("Hand in all the same").click()
    mock.reported()
    expect(mock.heading("Not answered (58)")).to_be_visible()
    assert mock.quiz.locator(".mlp-items > li").count() == LENGTH
    mock.button("New mock").click()
    expect(mock.heading("Your mocks")).to_be_visible()
    expect(mock.quiz.get_by_text("You have begun form A before")).to_be_visible()
    mock.quiz.get_by_role("link", name=re.compile("^Form A")).click()
    mock.reported()


def test_the_report_says_all_there_is(open_mock):
    mock = open_mock().start()
    for number in range(1, 9):
        mock.press("1")
        if number > 4:
            mock.press("u")
        mock.page.clock.run_for(90_000)
        mock.press("n")
        mock.at(number + 1)
    exam = mock.hand_in().exam
    titles = [title.split(" (")[0] for title in mock.quiz.locator("h3").all_inner_texts()]
    order = ["Sure, and wrong", "Not sure, and wrong", "Right, but not sure", "Not answered"]
    assert [title for title in titles if title in order] == [o for o in order if o in titles]
    assert {"By domain", "By section", "Your time", "Not answered"} <= set(titles)
    expect(mock.quiz.get_by_text("95 % interval")).to_be_visible()
    expect(mock.quiz.locator(".mlp-where")).to_contain_text(exam["code"])
    expect(mock.quiz.locator("figcaption")).to_contain_text("You used 12 minutes of 2 hours")
    assert all(85_000 < item["ms"] < 95_000 for item in exam["items"][:8])
    wrong = mock.quiz.locator(".mlp-item").first
    wrong.locator("summary").click()
    expect(wrong.get_by_text("Your answer", exact=True)).to_have_count(1)
    expect(wrong.get_by_text("Right answer")).to_have_count(1)
    expect(wrong.locator(".mlp-sources").first).to_contain_text(re.compile(r"read \d{4}-\d\d"))
    number = int(wrong.locator("summary").inner_text().split(".")[0])
    item = exam["items"][number - 1]
    link = wrong.get_by_role("link", name="Report a problem").get_attribute("href")
    for part in (item["id"], exam["code"], item["answer"]["choice"]):
        assert part in link
    traps = [item["answer"].get("trap") for item in exam["items"] if "answer" in item]
    assert ("Traps you fell for" in titles) == any(traps)


def test_the_print_of_a_report_has_every_question(open_mock):
    mock = open_mock().start()
    mock.press("1")
    mock.hand_in()
    pdf = pypdf.PdfReader(io.BytesIO(mock.page.pdf(format="A4")))
    text = "".join(sheet.extract_text() for sheet in pdf.pages)
    assert text.count("Right answer") == LENGTH
    assert text.count("You left it open.") == LENGTH - 1
    assert "Print all of it" not in text
    plain = re.sub(r"\s", "", text)
    for summary in mock.quiz.locator(".mlp-item summary").all_inner_texts():
        assert re.sub(r"\s", "", summary)[:40] in plain


@pytest.mark.parametrize(
    ("pill", "minutes"), [(r"150 min \(1.25×\)", 150), (r"240 min \(2×\)", 240)]
)
def test_more_time_is_chosen_before_the_start(open_mock, pill, minutes):
    mock = open_mock()
    mock.pill(pill).click()
    exam = mock.start().exam
    assert exam["deadline"] - exam["startedAt"] == minutes * MINUTE


def test_a_code_gives_the_same_form_to_someone_else(open_mock):
    mine = open_mock()
    mine.pill("Random form").click()
    code = re.search(r"0\w{3}-\w{4}-\w{4}", mine.quiz.inner_text())[0]
    mine.button("Start").click()
    mine.at(1)
    assert mine.exam["code"] == code
    assert "A" not in mine.record["forms"]
    theirs = open_mock()
    theirs.pill("By code").click()
    theirs.quiz.get_by_label("Code of a form").fill(code.lower().replace("-", " "))
    theirs.press("Enter")
    theirs.at(1)
    ids = [[item["id"] for item in each.exam["items"]] for each in (mine, theirs)]
    assert ids[0] == ids[1]
    assert mine.quiz.locator(".mlp-text").all_inner_texts() == (
        theirs.quiz.locator(".mlp-text").all_inner_texts()
    )


def test_a_code_is_refused_with_the_reason(open_mock, site_url):
    mock = open_mock()
    code = re.search(r"1\w{3}-\w{4}-\w{4}", mock.quiz.inner_text())[0]
    mock.pill("By code").click()
    field = mock.quiz.get_by_label("Code of a form")
    slip = code[:-1] + ("0" if code[-1] != "0" else "2")
    for typed, reason in [
        ("", "twelve"),
        ("A?!", "only letters and digits"),
        (code[:-1], "twelve"),
        (slip, "a slip"),
    ]:
        field.fill(typed)
        mock.button("Start").click()
        expect(mock.quiz.locator("[role=alert]")).to_contain_text(reason)
        expect(field).to_be_focused()
    index = mock.index()
    index["questions"][[q["form"] for q in index["questions"]].index("A")]["revision"] = "later"
    mock.page.route("**/quiz/index.json", lambda route: route.fulfill(json=index))
    mock.page.reload()
    mock.pill("By code").click()
    field.fill(code)
    mock.button("Start").click()
    expect(mock.quiz.locator("[role=alert]")).to_contain_text("another state of the questions")
    index["questions"] = [q for q in index["questions"] if q["form"] != "A"]
    mock.page.reload()
    mock.pill("By code").click()
    field.fill(code)
    mock.button("Start").click()
    expect(mock.quiz.locator("[role=alert]")).to_contain_text("not offered")
    expect(mock.pill("Form A")).to_have_count(0)
    assert mock.page.evaluate("localStorage.getItem('ml-professional-guide')") is None


def test_the_time_can_be_hidden_and_is_told_three_times(open_mock):
    mock = open_mock().start()
    timer = mock.quiz.get_by_role("timer")
    expect(timer).to_contain_text(re.compile(r"^(2:00:00|1:59:5\d) left$"))
    mock.press("t")
    expect(timer).to_be_hidden()
    expect(mock.quiz.get_by_text("even pace")).to_have_count(0)
    mock.page.reload()
    expect(mock.button("Show the time")).to_be_visible()
    for jump, words in [(91, "29 minutes left."), (20, "9 minutes left."), (8, "1 minute left.")]:
        mock.page.clock.fast_forward(jump * MINUTE + (15_000 if jump == 8 else 0))
        expect(mock.status).to_have_text(
            re.compile(words.replace("1 minute", r"(1 minute|\d+ seconds)"))
        )
        expect(mock.quiz.locator(".mlp-question .mlp-notice")).to_contain_text("left.")
    mock.press("t")
    expect(timer).to_be_visible()
    mock.page.clock.fast_forward(MINUTE)
    mock.reported()
    expect(mock.quiz.get_by_text("handed in as it stood when the time was up")).to_be_visible()
    assert mock.exam["by"] == "time"


def test_a_mock_that_is_put_away_counts_nowhere(open_mock):
    mock = open_mock().start().review()
    mock.button("Put this mock away").click()
    expect(mock.button("Keep it")).to_be_focused()
    mock.button("Keep it").click()
    mock.button("Put this mock away").click()
    mock.button("Put it away").click()
    expect(mock.heading("A new mock exam")).to_be_focused()
    expect(mock.heading("Your mocks")).to_have_count(0)
    assert mock.exam["discardedAt"]
    expect(mock.quiz.get_by_text("You have begun form A before")).to_be_visible()
