"""Practice, review and progress in a browser, as their tests speak of them.

Loaded by conftest.py.
"""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

KEY = "ml-professional-guide"
DAY = 86_400_000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(number: int) -> str:
    """A number as JavaScript writes it to base 36."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"


def word(choice: str, at: int, *, correct: bool, sure: bool = True) -> str:
    """One answer of a log (docs/assets/quiz/log.mjs)."""
    return choice + "=~!?"[(0 if correct else 2) + (0 if sure else 1)] + base36(at)


class Site:
    """What the built site knows of its questions."""

    def __init__(self, root: Path) -> None:
        self.index = json.loads((root / "quiz" / "index.json").read_text("utf-8"))
        self.content = {
            question["id"]: question
            for name in self.index["chunks"]
            for question in json.loads((root / name).read_text("utf-8"))["questions"]
        }
        self.section = {each["id"]: each["section"] for each in self.index["objectives"]}
        self.domain = {each["id"]: each["domain"] for each in self.index["sections"]}

    def entries(self, **wanted: str) -> list[dict]:
        """Entries of the index with these fields; ``section`` and ``domain`` count as such."""

        def described(entry: dict) -> dict:
            section = self.section[entry["objective"]]
            return entry | {"section": section, "domain": self.domain[section]}

        return [e for e in self.index["questions"] if wanted.items() <= described(e).items()]

    def choice(self, question: str, correct: bool) -> str:
        """A choice of a question that is right, or one that is wrong."""
        choices = self.content[question]["choices"]
        return next(each["id"] for each in choices if each.get("correct", False) is correct)

    def answered(self, *told: tuple[dict, bool, bool, int], **parts) -> dict:
        """A record with answers (entry, right, sure, when) and whatever else it has."""
        answers: dict[str, dict[str, str]] = {}
        for entry, correct, sure, at in sorted(told, key=lambda each: each[3]):
            logs = answers.setdefault(entry["id"], {})
            new = word(self.choice(entry["id"], correct), at, correct=correct, sure=sure)
            logs[entry["revision"]] = " ".join([*logs.get(entry["revision"], "").split(), new])
        empty = {"sessions": {}, "exams": {}, "forms": {}, "flags": {}, "settings": {}}
        return {"format": 2, "since": 0, "answers": answers} | empty | parts

    def mock(
        self, name: str, at: int, wrong: int = 0, *, minutes: int = 100, over: bool = True
    ) -> dict:
        """A mock of form A with so many wrong answers, the first ones."""
        end = at + minutes * 60_000
        items = []
        for place, entry in enumerate(self.entries(form="A")):
            section = self.section[entry["objective"]]
            kept = {key: entry[key] for key in ("id", "revision", "objective", "difficulty")}
            right = place >= wrong
            answer = {
                "revision": entry["revision"],
                "choice": self.choice(entry["id"], right),
                "sure": True,
                "correct": right,
                "at": at + (place + 1) * 60_000,
            }
            items.append(
                kept
                | {"section": section, "domain": self.domain[section], "ms": 60_000}
                | ({"answer": answer} if over else {})
            )
        exam = {
            "id": name,
            "form": "A",
            "code": "1000-0000-0000",
            "seed": 7,
            "extra": 1,
            "startedAt": at,
            "deadline": at + self.index["exam"]["minutes"] * 60_000,
            "seenAt": end,
            "skew": 0,
            "told": 120,
            "timer": 0,
            "place": 0,
            "since": end,
            "items": items,
        }
        return exam | ({"finishedAt": end, "by": "reader"} if over else {})


class QuizPage:
    """A page with one practice element."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.quiz = page.locator("practice-quiz")
        self.press = page.keyboard.press
        self.said = self.quiz.locator("> [role=status]")

    def open(self, path: str) -> "QuizPage":
        self.page.goto(f"{self.url}practice/{path}")
        expect(self.quiz.locator(".mlp-title, [role=alert]").first).to_be_visible()
        return self

    def tab(self, path: str) -> "QuizPage":
        """Another tab of the same browser."""
        return QuizPage(self.page.context.new_page(), self.url).open(path)

    def button(self, name: str | re.Pattern[str]):
        return self.quiz.get_by_role("button", name=name, exact=isinstance(name, str))

    def heading(self, name: str | re.Pattern[str]):
        return self.quiz.get_by_role("heading", name=name, exact=isinstance(name, str))

    def radio(self, number: int):
        return self.quiz.get_by_role("radio").nth(number - 1)

    def pill(self, name: str):
        return self.quiz.locator(".mlp-pills label").filter(has_text=re.compile(f"^{name}$"))

    def options(self, label: str) -> dict[str, bool]:
        """The options of a select, and whether each can be picked."""
        found = self.quiz.get_by_label(label, exact=True).locator("option").all()
        return {one.inner_text(): one.is_enabled() for one in found}

    def pick(self, label: str, value: str) -> None:
        self.quiz.get_by_label(label, exact=True).select_option(value)

    def start(self, length: int) -> "QuizPage":
        """Starts a set and waits for its first question."""
        self.button("Start").click()
        expect(self.heading(f"Question 1 of {length}")).to_be_focused()
        return self

    def answer(self, *, sure: bool = True) -> None:
        """Answers with the first choice."""
        self.radio(1).check()
        self.button("Sure" if sure else "Not sure").click()
        expect(self.quiz.locator(".mlp-result")).to_be_visible()

    def tab_to(self, target) -> None:
        """Presses Tab until the target has the focus."""
        for _ in range(200):
            if target.evaluate("node => node === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError("the keyboard does not reach it")

    def record(self) -> dict:
        return json.loads(self.page.evaluate("key => localStorage.getItem(key)", KEY))

    def asked(self) -> list[str]:
        """The questions of the practice set that was begun last, in its order."""
        sessions = self.record()["sessions"].values()
        latest = max(sessions, key=lambda each: each["startedAt"])
        return [each["id"] for each in latest["questions"]]

    def keep(self, record: dict) -> "QuizPage":
        """Replaces what is stored; pages that are opened after this find it."""
        self.page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)]
        )
        return self
