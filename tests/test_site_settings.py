"""A copy of the site knows its repository from the environment, and makes do without."""

from urllib.parse import parse_qs, urlsplit

import pytest

from macros.site import Site


@pytest.mark.parametrize(
    ("environ", "repository", "branch"),
    [
        ({}, None, "main"),
        ({"REPOSITORY": "ada/guide"}, "ada/guide", "main"),
        ({"GITHUB_REPOSITORY": "fork/guide"}, "fork/guide", "main"),
        ({"REPOSITORY": "ada/guide", "GITHUB_REPOSITORY": "fork/guide"}, "ada/guide", "main"),
        ({"REPOSITORY": "", "GITHUB_REPOSITORY": "fork/guide"}, None, "main"),
        ({"REPOSITORY": "ada/guide", "BRANCH": "trunk"}, "ada/guide", "trunk"),
        ({"BRANCH": ""}, None, "main"),
    ],
)
def test_repository_and_branch_come_from_the_environment(environ, repository, branch):
    assert Site.of(environ) == Site(repository, branch)


def test_links_lead_into_the_repository():
    site = Site("ada/guide", "trunk")
    assert site.url == "https://github.com/ada/guide"
    assert site.edit("data/exam.yml") == "https://github.com/ada/guide/edit/trunk/data/exam.yml"


@pytest.mark.parametrize(
    ("kind", "form"), [("claim", "wrong-fact.yml"), ("question", "wrong-question.yml")]
)
def test_a_report_opens_the_form_with_the_id(kind, form):
    link = urlsplit(Site("ada/guide").report(kind, "late-labels"))
    assert link.path == "/ada/guide/issues/new"
    assert parse_qs(link.query) == {
        "template": [form],
        "title": ["late-labels: "],
        "id": ["late-labels"],
    }


def test_without_a_repository_there_are_no_links():
    site = Site()
    assert (site.url, site.edit("docs/"), site.report("claim", "x")) == (None, None, None)
