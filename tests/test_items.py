"""Each rule about a question finds what breaks it, and leaves alone what just about holds."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from macros.checks.items import ITEM_RULES, broken_rules, items_are_sound
from macros.checks.scope import Shelf

RULES = {rule.id: rule for rule in ITEM_RULES}
SAMPLES = yaml.safe_load((Path(__file__).parent / "cases" / "items.yml").read_text("utf-8"))


def samples(kind):
    found = {
        f"{rule}-{at}": (rule, sample)
        for rule, listed in SAMPLES.items()
        for at, sample in enumerate(listed)
        if kind in sample
    }
    return pytest.mark.parametrize(("rule", "sample"), found.values(), ids=found)


@samples("breaks")
def test_a_broken_rule_names_the_place(rule, sample, ask, scope):
    question = ask(**sample["breaks"])
    assert dict(RULES[rule].check(question, scope)) == sample["found"]
    assert rule in {broken.id for broken, _ in broken_rules(question, scope)}


@samples("holds")
def test_a_rule_that_holds_says_nothing(rule, sample, ask, scope):
    assert list(RULES[rule].check(ask(**sample["holds"]), scope)) == []


@pytest.mark.parametrize("kind", ["breaks", "holds"])
def test_every_rule_has_a_sample_that(kind):
    have = {rule for rule, listed in SAMPLES.items() if any(kind in sample for sample in listed)}
    assert have == set(RULES)


def test_nothing_is_wrong_with_a_sound_question(ask, scope):
    assert list(broken_rules(ask(), scope)) == []


def test_without_one_key_no_other_rule_speaks(ask, scope):
    question = ask(stem="No.", key={"correct": False}, one={"text": "Short."})
    assert [rule.id for rule, _ in broken_rules(question, scope)] == ["K1"]


def test_rule_ids_are_unique_and_every_rule_has_words():
    assert len(RULES) == len(ITEM_RULES)
    for rule in ITEM_RULES:
        assert rule.text
        assert not rule.text.endswith(".")


@pytest.mark.parametrize("rule", ITEM_RULES, ids=lambda rule: rule.id)
def test_only_errors_stop_the_check(rule, ask, scope):
    sample = next(sample for sample in SAMPLES[rule.id] if "breaks" in sample)
    question = ask(**sample["breaks"])
    shelves = (Shelf("monitoring", (question,)),)
    found = items_are_sound(replace(scope, bank=shelves))
    said = [finding for finding in found if finding.rule.startswith(f"{rule.id}: ")]
    expected = sample["found"] if rule.level == "error" else {}
    assert {finding.path: finding.got for finding in said} == expected
    assert all(finding.entry is question for finding in said)
