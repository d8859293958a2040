"""What runs on GitHub: pinned actions, least rights, forms that the links on the site fit."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.problem import Problem
from macros.site import Site

GITHUB = Path(__file__).parents[1] / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
MAY_WRITE = {("pages", "deploy"): {"pages", "id-token"}, ("links", "tell"): {"issues"}}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_with_the_version_beside(path: Path) -> None:
    uses = re.findall(r"uses: .*", path.read_text("utf-8"))
    pinned = r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+( .*)?"
    assert [line for line in uses if not re.fullmatch(pinned, line)] == []


def test_one_action_has_one_pin() -> None:
    pins = {
        use for path in WORKFLOWS for use in re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    }
    assert len(pins) == len({pin.partition("@")[0] for pin in pins})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_only_the_jobs_that_must_may_write(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        written = {right for right, access in job["permissions"].items() if access == "write"}
        assert written == MAY_WRITE.get((path.stem, name), set())
        if written:  # and nothing from the repository runs there
            assert "checkout" not in str(job["steps"])


def test_a_problem_of_the_data_is_shown_on_its_line() -> None:
    matcher = json.loads((GITHUB / "problem-matcher.json").read_text("utf-8"))
    [pattern] = matcher["problemMatcher"][0]["pattern"]
    problem = Problem("data/exam.yml", 13, "facts.0.status", "must be one of: a, b", "C: d")
    found = re.match(pattern["regexp"], str(problem))
    assert found is not None
    assert found[pattern["file"]] == "data/exam.yml"
    assert found[pattern["line"]] == "13"
    assert found[pattern["message"]] == "facts.0.status: must be one of: a, b (got C: d)"
    assert not re.match(pattern["regexp"], "2 problems")


@pytest.mark.parametrize("kind", ["claim", "question"])
def test_the_link_report_fills_in_a_field_of_a_form_that_exists(kind: str) -> None:
    query = parse_qs(urlsplit(Site("o/n").report(kind, "some-id")).query)
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / query["template"][0]).read_text("utf-8"))
    ids = [element.get("id") for element in form["body"]]
    assert len(ids) == len(set(ids))
    assert set(query) - {"template", "title"} <= set(ids)
