"""Progress: what it says of a record, and the record as a file, out and in and away."""

import json
import re

import pytest
from playwright.sync_api import expect

DAY = 86_400_000
NOON = 1_799_064_000_000  # 2027-01-04T12:00:00Z
KIND = "ml-professional-guide"


def some(site) -> dict:
    """A record with something of everything."""
    pool = site.entries(form="pool")
    told = [(e, at % 3 != 0, at % 2 == 0, NOON - (at + 2) * DAY) for at, e in enumerate(pool[:30])]
    return site.answered(
        *told,
        exams={"over": site.mock("over", NOON - 9 * DAY, wrong=12)},
        forms={"A": NOON - 9 * DAY},
        flags={pool[0]["id"]: NOON - DAY},
        settings={"examDate": {"value": "2027-01-30", "at": NOON - DAY}},
    )


def file_of(record: dict, **parts) -> str:
    """The text of a file that this site writes."""
    written = {"kind": KIND, "format": 2, "exported": "2027-01-04T12:00:00.000Z", "record": record}
    return json.dumps(written | parts)


def bring_in(quiz, text: str | bytes, name: str = "practice.json") -> None:
    """Picks a file; a big one is written to the disk by the caller."""
    body = text.encode() if isinstance(text, str) else text
    with quiz.page.expect_file_chooser() as chooser:
        quiz.button("Bring in a file").click()
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": body})


def told(quiz):
    """What the page says of files and of deleting."""
    return quiz.quiz.locator("section:last-child > [role=status]")


def answers_in(record: dict) -> int:
    return sum(len(log.split()) for logs in record["answers"].values() for log in logs.values())


def test_without_a_record_every_part_says_what_fills_it(open_quiz):
    quiz = open_quiz("progress/")
    expect(quiz.quiz).to_contain_text("You have not answered anything yet.")
    expect(quiz.quiz).to_contain_text("No mock yet.")
    expect(quiz.quiz).to_contain_text("It fills with your first answers")
    expect(quiz.quiz).to_contain_text("You have not sat one yet.")
    quiz.quiz.get_by_role("link", name="Start with five questions").click()
    quiz.start(5)


def test_figures_and_bars_are_a_recount(open_quiz, site):
    pool = site.entries(form="pool")
    quiz = open_quiz("progress/", some(site))
    both = len(pool) + len(site.entries(form="A"))
    figures = dict(
        zip(
            quiz.quiz.locator(".mlp-figures dt").all_inner_texts(),
            quiz.quiz.locator(".mlp-figures dd").all_inner_texts(),
            strict=True,
        )
    )
    assert figures[f"of {both} questions seen"] == str(30 + 59)
    assert figures["right the last time"] == str(20 + 47)
    assert figures["right and sure"] == str(10 + 47)
    assert figures["days to the exam"] == "26"
    domain = site.index["domains"][0]
    row = quiz.quiz.locator(".mlp-bars").first.locator("li").first
    all_of_it = [*site.entries(domain=domain["id"])]
    seen = [e for e in all_of_it if e["form"] == "A" or e in pool[:30]]
    expect(row).to_contain_text(f"{len(seen)} of {len(all_of_it)} seen")
    quiz.quiz.get_by_text(f"Objectives of {domain['title']}").click()
    count = sum(site.domain[each["section"]] == domain["id"] for each in site.index["objectives"])
    expect(quiz.quiz.locator("details[open] li")).to_have_count(count)


def test_mocks_as_a_chart_and_in_words_lead_to_their_reports(open_quiz, site):
    first = site.mock("first", NOON - 9 * DAY, wrong=12)
    again = site.mock("again", NOON - 2 * DAY, wrong=3)
    record = site.answered(exams={"first": first, "again": again}, forms={"A": NOON - 9 * DAY})
    quiz = open_quiz("progress/", record)
    lines = quiz.quiz.locator("li", has_text="form A of", has=quiz.page.locator("a"))
    expect(lines).to_have_count(2)
    expect(lines.first).to_have_text(
        "Form A of 2 January 2027: 56 of 59 right, 95 % (95 % interval 86 % to 98 %), "
        "100 minutes, met before"
    )
    expect(lines.last).to_contain_text("47 of 59 right, 80 % (95 % interval 68 % to 88 %)")
    expect(quiz.quiz.locator(".mlp-chart rect")).to_have_count(1)  # full: unseen
    lines.last.get_by_role("link").click()
    expect(quiz.heading(re.compile("^47 of 59 questions right"))).to_be_visible()


def test_what_is_missing_to_be_ready(open_quiz, site):
    low = site.mock("low", NOON - 9 * DAY, wrong=12)
    quiz = open_quiz("progress/", site.answered(exams={"low": low}, forms={"A": NOON - 9 * DAY}))
    expect(quiz.heading("Not ready yet")).to_be_visible()
    rule = site.index["exam"]["readiness"]
    expect(quiz.quiz).to_contain_text(
        f"{rule['mocks']} unseen mocks at {rule['score']} % or more. Your best so far: 79 %."
    )
    good = [site.mock(name, NOON - at * DAY) for name, at in (("one", 9), ("two", 5))]
    good[1] |= {"form": "B"}  # a form of another bank: its questions are not those of A
    for item in good[1]["items"]:
        item["id"] = f"b-{item['id']}"[:80]
    exams = {each["id"]: each for each in good}
    forms = {"A": NOON - 9 * DAY, "B": NOON - 5 * DAY}
    quiz.keep(site.answered(exams=exams, forms=forms)).open("progress/")
    expect(quiz.heading("You are ready")).to_be_visible()
    weak = site.index["domains"][-1]
    for each in good:
        for item in each["items"]:
            if item["domain"] == weak["id"]:
                item["answer"] |= {"correct": False}
    good[0] |= {"by": "time"}
    del good[0]["items"][-1]["answer"]
    quiz.keep(site.answered(exams=exams, forms=forms)).open("progress/")
    expect(quiz.quiz).to_contain_text(f"{weak['title']}: 0 % over the mocks that count; 70 %")
    expect(quiz.quiz).to_contain_text("form A of 26 December 2026 ran out with questions open.")


def test_the_next_step_follows_the_record(open_quiz, site):
    pool = site.entries(form="pool")
    quiz = open_quiz("progress/", site.answered((pool[0], True, True, NOON - 1000)))
    quiz.quiz.get_by_role("link", name="Practise this section").click()
    expect(quiz.page.get_by_label("Topic")).to_have_value(re.compile("^section:"))
    for record, link, heading in [
        (
            site.answered((pool[0], False, True, NOON - 9 * DAY)),
            "Review what is due",
            "1 objective due today",
        ),
        (site.answered((pool[0], False, True, NOON - 1000)), "Mend what felt right", "A new set"),
        (
            site.answered(
                exams={"run": site.mock("run", NOON - 60_000, over=False)},
                forms={"A": NOON - 60_000},
            ),
            "Go on with the mock",
            "Question 1 of 59",
        ),
    ]:
        quiz.keep(record).open("progress/")
        quiz.quiz.get_by_role("link", name=link).click()
        expect(quiz.heading(heading)).to_be_visible()


def test_the_date_of_the_exam_is_kept_and_can_be_cleared(open_quiz):
    quiz = open_quiz("progress/")
    field = quiz.page.get_by_label("Date of the exam")
    field.fill("2027-01-30")
    field.blur()
    expect(quiz.quiz).to_contain_text("30 January 2027, in 26 days.")
    quiz.open("progress/")
    expect(field).to_have_value("2027-01-30")
    field.fill("2026-01-30")
    expect(quiz.quiz).to_contain_text("30 January 2026 has passed.")
    field.fill("")
    expect(quiz.quiz).to_contain_text("With a date, review lets nothing wait")
    assert quiz.record()["settings"]["examDate"]["value"] == ""


def test_out_deleted_and_in_again_is_all_there(open_quiz, site):
    quiz = open_quiz("progress/", some(site))
    before = quiz.record()
    with quiz.page.expect_download() as download:
        quiz.button("Save as a file").click()
    assert download.value.suggested_filename == f"{KIND}-2027-01-04.json"
    text = download.value.path().read_text("utf-8")
    quiz.button("Delete everything").click()
    quiz.button("Keep it all").click()
    expect(quiz.button("Delete everything")).to_be_focused()
    assert quiz.record() == before
    quiz.button("Delete everything").click()
    expect(quiz.quiz.get_by_role("group", name="Delete everything?")).to_be_focused()
    expect(quiz.quiz).to_contain_text("Delete 30 answers, 1 mock, flags and the date")
    quiz.button("Yes, delete").click()
    expect(told(quiz)).to_have_text("Everything is deleted.")
    expect(quiz.quiz).to_contain_text("You have not answered anything yet.")
    assert answers_in(quiz.record()) == 0
    bring_in(quiz, text)
    expect(told(quiz)).to_have_text("Brought in: 30 answers and 1 mock that were not here before.")
    expect(quiz.page.get_by_label("Date of the exam")).to_have_value("2027-01-30")
    after = quiz.record()
    assert after.pop("since") > before.pop("since")
    assert after == before
    bring_in(quiz, text)
    expect(told(quiz)).to_have_text("Brought in: 0 answers and 0 mocks that were not here before.")


def test_two_devices_become_one(open_quiz, site):
    pool = site.entries(form="pool")
    mine = site.answered(
        (pool[0], True, True, NOON - DAY),
        (pool[1], True, True, NOON - DAY),
        flags={pool[0]["id"]: NOON - 3000, pool[1]["id"]: NOON - 1000},
    )
    theirs = site.answered(
        (pool[0], False, False, NOON - 2 * DAY),
        (pool[2], True, True, NOON - DAY),
        flags={pool[0]["id"]: -(NOON - 2000), pool[1]["id"]: -(NOON - 2000)},
        exams={"over": site.mock("over", NOON - 9 * DAY)},
    )
    quiz = open_quiz("progress/", mine)
    bring_in(quiz, file_of(theirs))
    expect(told(quiz)).to_have_text("Brought in: 2 answers and 1 mock that were not here before.")
    record = quiz.record()
    assert answers_in(record) == 4
    assert record["flags"] == {pool[0]["id"]: -(NOON - 2000), pool[1]["id"]: NOON - 1000}


SCRIPT = "<img src=x onerror=alert(1)><script>alert(1)</script>"


def hostile(site) -> dict[str, tuple[str | bytes, str]]:
    """Files that are none of ours, and a part of the reason."""
    good = some(site)
    text = file_of(good)
    first = next(iter(good["answers"]))
    many = {f"question-{at}": {"r": "a=1"} for at in range(130_000)}
    return {
        "nothing": (b"", "cut off"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "cut off"),
        "truncated": (text[: len(text) // 2], "cut off"),
        "a web page": (f"<!doctype html>{SCRIPT}", "cut off"),
        "another site's": ('{"kind": "cards", "record": {}}', "not written by this site"),
        "a list": ("[1, 2]", "not written by this site"),
        "null": ("null", "not written by this site"),
        "newer": (file_of(good, format=3), "newer version"),
        "no record": (json.dumps({"kind": KIND, "format": 2}), "not what this site writes"),
        "markup as an id": (
            file_of(good | {"answers": {SCRIPT: {"r": "a=1"}}}),
            "not what this site writes",
        ),
        "markup as an answer": (
            file_of(good | {"answers": {first: {"r": SCRIPT}}}),
            "not what this site writes",
        ),
        "markup as a setting": (
            file_of(good | {"settings": {"examDate": {"value": SCRIPT, "at": 1}}}),
            "not what this site writes",
        ),
        "a prototype": (
            text.replace('"answers": {', '"answers": {"__proto__": {"r": "a=1"}, ', 1),
            "not what this site writes",
        ),
        "the future": (
            file_of(good | {"forms": {"A": NOON + 400 * DAY}}),
            "days to come",
        ),
        "a million entries": (
            file_of(good | {"answers": many | {f"{k}-x": v for k, v in many.items()}}),
            "(more than years|bigger than anything)",
        ),
        "huge": (b" " * 9_000_000, "bigger than anything"),
    }


def test_every_bad_file_is_refused_with_its_reason_and_changes_nothing(open_quiz, site):
    quiz = open_quiz("progress/", some(site))
    before = quiz.page.evaluate("key => localStorage.getItem(key)", KIND)
    shown = quiz.quiz.locator("section").nth(3).inner_text()
    for name, (text, reason) in hostile(site).items():
        bring_in(quiz, text, f"{name}.json")
        expect(told(quiz)).to_have_text(
            re.compile(f"“{name}.json” was refused: .*{reason}.*Nothing has changed.")
        )
        assert quiz.page.evaluate("key => localStorage.getItem(key)", KIND) == before, name
        assert quiz.page.evaluate("({}).r === undefined"), name
    assert quiz.quiz.locator("section").nth(3).inner_text() == shown
    assert quiz.quiz.locator("img, script").count() == 0


def test_a_name_of_a_file_is_text(open_quiz, site):
    quiz = open_quiz("progress/")
    bring_in(quiz, "null", "<img src=x onerror=alert(1)>.json")
    expect(told(quiz)).to_contain_text("<img")
    assert quiz.quiz.locator("img").count() == 0


@pytest.mark.parametrize("stored", ['{"format": 3, "mine": 1}', '{"format": 2, "answers": 7}', "{"])
def test_what_cannot_be_read_is_handed_out_as_it_is(open_quiz, stored):
    quiz = open_quiz("progress/")
    quiz.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KIND, stored])
    quiz.open("progress/")
    expect(quiz.quiz.get_by_role("note")).to_contain_text("It stays untouched")
    with quiz.page.expect_download() as download:
        quiz.button("Save as a file").click()
    assert download.value.path().read_text("utf-8") == stored
    quiz.button("Delete everything").click()
    quiz.button("Yes, delete").click()
    expect(told(quiz)).to_have_text("Everything is deleted.")
    expect(quiz.quiz.get_by_role("note")).to_be_hidden()
    assert quiz.record()["format"] == 2


def test_another_tab_is_seen_here(open_quiz, site):
    quiz = open_quiz("progress/")
    other = quiz.tab("").start(5)
    other.answer()
    expect(quiz.quiz.locator(".mlp-figures dd").first).to_have_text("1")
    expect(quiz.quiz).to_contain_text("A practice set is still open.")
    quiz.button("Delete everything").click()
    quiz.button("Yes, delete").click()
    expect(other.quiz.locator(".mlp-result")).to_be_visible()  # what is on screen stays readable
    other.open("")
    expect(other.button("Discard")).to_have_count(0)


def test_progress_by_keyboard_alone(open_quiz, site):
    quiz = open_quiz("progress/", some(site))
    quiz.tab_to(quiz.quiz.get_by_text("Objectives of ").first)
    quiz.press("Enter")
    expect(quiz.quiz.locator("details[open] li").first).to_be_visible()
    quiz.tab_to(quiz.button("Delete everything"))
    quiz.press("Enter")
    quiz.tab_to(quiz.button("Yes, delete"))
    quiz.press("Enter")
    expect(quiz.button("Delete everything")).to_be_focused()
    assert quiz.record()["answers"] == {}


def test_home_is_a_small_version(open_quiz, site):
    quiz = open_quiz("progress/", some(site))
    quiz.page.goto(quiz.url)
    small = quiz.page.locator(".mlp-standing")
    expect(small).to_contain_text("You have answered 89 questions here, 67 of them right")
    expect(small.get_by_role("link", name=re.compile("^Review .* due today$"))).to_be_visible()
    expect(small.locator("li")).to_have_count(len(site.index["domains"]))
    small.get_by_role("link", name="Where you stand").click()
    expect(quiz.heading("What to do next")).to_be_visible()


@pytest.mark.parametrize("kept", [None, "newer", "{"])
def test_home_without_a_readable_record_asks_a_question(open_quiz, kept):
    quiz = open_quiz("progress/")
    if kept:
        quiz.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KIND, kept])
    quiz.page.goto(quiz.url)
    expect(quiz.page.locator("[data-mlp-standing] .mlp-paths a")).not_to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_state_is_accessible_and_inside_its_width(open_quiz, site, violations, width, scheme):
    quiz = open_quiz(
        "progress/",
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    )

    def check(state: str) -> None:
        assert violations(quiz.page) == [], state
        assert quiz.page.evaluate("document.documentElement.scrollWidth") <= width, state

    check("nothing yet")
    quiz.keep(some(site)).open("progress/")
    for fold in quiz.quiz.locator("summary").all():
        fold.click()
    check("a record")
    bring_in(quiz, "null")
    expect(told(quiz)).to_contain_text("refused")
    quiz.button("Delete everything").click()
    check("refused, and asked before deleting")
    quiz.page.goto(quiz.url)
    expect(quiz.page.locator(".mlp-standing")).to_be_visible()
    check("home")


@pytest.mark.parametrize("path", ["", "review/", "progress/"])
def test_forced_colours_and_big_text_lose_nothing(open_quiz, site, path):
    quiz = open_quiz(
        path, some(site), forced_colors="active", viewport={"width": 640, "height": 800}
    )
    quiz.page.evaluate("document.documentElement.style.fontSize = '250%'")  # 125 % is the theme's
    assert quiz.page.evaluate("document.documentElement.scrollWidth") <= 640
    for one in quiz.quiz.locator("button:visible, select:visible, a.mlp-button:visible").all():
        assert one.bounding_box()["height"] >= 44, one.inner_text()
