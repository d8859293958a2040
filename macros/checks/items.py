"""All rules about single questions, and the check that applies those of level error."""

from collections.abc import Iterator
from functools import lru_cache

from macros.checks.item_choices import CHOICE_RULES
from macros.checks.item_rule import Broken, ItemRule
from macros.checks.item_stem import STEM_RULES
from macros.checks.item_why import WHY_RULES
from macros.checks.scope import Scope
from macros.model import Question
from macros.problem import Finding

ITEM_RULES: tuple[ItemRule, ...] = (*CHOICE_RULES, *STEM_RULES, *WHY_RULES)
_KEY_RULE = ITEM_RULES[0]


@lru_cache(4096)  # the report asks again what the check has asked
def broken_rules(question: Question, scope: Scope) -> tuple[tuple[ItemRule, Broken], ...]:
    """Every rule that a question breaks; without one key that alone, as the others need it."""
    no_key = tuple((_KEY_RULE, each) for each in _KEY_RULE.check(question, scope))
    return no_key or tuple(
        (rule, each) for rule in ITEM_RULES for each in rule.check(question, scope)
    )


def items_are_sound(scope: Scope) -> Iterator[Finding]:
    """No question breaks an item rule of level error."""
    for question in scope.questions:
        for rule, (path, got) in broken_rules(question, scope):
            if rule.level == "error":
                yield Finding(question, path, f"{rule.id}: {rule.text}", got)


ITEM_CHECKS = (items_are_sound,)
