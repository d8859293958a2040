"""A mock exam in a browser, as its tests speak of it. Loaded by conftest.py."""

import json
import re

from playwright.sync_api import Page, expect

KEY = "ml-professional-guide"
LENGTH = 59
MINUTE = 60_000


class ExamPage:
    """A page of the mock exam, with a clock that the test sets."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.quiz = page.locator("practice-quiz")
        self.press = page.keyboard.press
        self.status = self.quiz.locator("> [role=status]")

    def open(self, query: str = "") -> "ExamPage":
        self.page.goto(f"{self.url}practice/mock/{query}")
        return self.shown()

    def shown(self) -> "ExamPage":
        expect(self.quiz.locator(".mlp-title")).to_be_visible()
        return self

    def tab(self) -> "ExamPage":
        """The same in a second tab."""
        return ExamPage(self.page.context.new_page(), self.url).open()

    def button(self, name: str):
        return self.quiz.get_by_role("button", name=name, exact=True)

    def radio(self, number: int):
        return self.quiz.get_by_role("radio").nth(number - 1)

    def pill(self, name: str):
        return self.quiz.locator(".mlp-pills label").filter(has_text=re.compile(rf"^{name}$"))

    def heading(self, name: str | re.Pattern[str]):
        return self.quiz.get_by_role("heading", name=name, exact=isinstance(name, str))

    def at(self, number: int) -> None:
        """Waits for a question, with the focus on its heading."""
        expect(self.heading(f"Question {number} of {LENGTH}")).to_be_focused()

    def start(self) -> "ExamPage":
        self.button("Spend form A and start").click()
        self.at(1)
        return self

    def review(self) -> "ExamPage":
        self.press("r")
        expect(self.heading("Before you hand in")).to_be_focused()
        return self

    def hand_in(self) -> "ExamPage":
        """Hands in from any question, open ones or not."""
        self.review()
        self.press("h")
        anyway = self.button("Hand in all the same")
        if anyway.is_visible():
            anyway.click()
        return self.reported()

    def reported(self) -> "ExamPage":
        expect(self.heading(re.compile(r"^\d+ of \d+ questions right"))).to_be_visible()
        return self

    @property
    def record(self) -> dict:
        return json.loads(self.page.evaluate("key => localStorage.getItem(key)", KEY))

    @property
    def exam(self) -> dict:
        """The only mock of the record."""
        (exam,) = self.record["exams"].values()
        return exam

    def store(self, value: dict) -> None:
        self.page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(value)]
        )

    def index(self) -> dict:
        return self.page.request.get(f"{self.url}quiz/index.json").json()
