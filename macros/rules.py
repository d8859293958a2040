"""pydantic's errors in the words of a contributor."""

from collections.abc import Mapping
from typing import Any

_RULES = {
    "missing": "is required",
    "extra_forbidden": "is not a known key",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "tuple_type": "must be a list",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "literal_error": "must be one of {expected}",
    "too_short": "needs at least {min_length}",
    "too_long": "takes at most {max_length}",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "value_error": "{error}",
}
_PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "must be lower-case words joined by hyphens",
    r"^https?://\S+$": "must be a web address",
    r"^\d\.\d+$": "must be a number like 2.13",
    r"^[a-z0-9_]+\.(py|sql|yml)(:[a-z0-9-]+)?$": "must be like code.py:part, below snippets/",
}


def is_echo(error: Mapping[str, Any]) -> bool:
    """Whether a list is called short only because pydantic does not count its broken entries."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def rule_of(error: Mapping[str, Any]) -> tuple[str, object]:
    """The rule that was broken and what was there instead (None where nothing was)."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        rule = _PATTERNS[context["pattern"]]
    elif kind in _RULES:
        rule = _RULES[kind].format(**context)
    else:
        rule = error["msg"]
    if kind in ("missing", "extra_forbidden"):
        return rule, None
    if kind in ("too_short", "too_long"):
        return rule, len(error["input"])
    return rule, error["input"]
