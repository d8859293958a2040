"""Rules about the stem: a scenario that asks one thing, and code that is code."""

import ast
import re
from collections.abc import Iterator

import yaml

from macros.checks.item_rule import Broken, ItemRule
from macros.checks.scope import Scope
from macros.model import Question
from macros.words import fences, has_code, prose, words

_NEGATIVE = re.compile(
    r"\b(NOT|EXCEPT|LEAST)\b|\b(not true|false|incorrect)\b(?=\?*$)"
    r"|(?<=\b[Ww]hich )(?:\w+ ){0,3}?(?:is|are|does|do|would|will|should|can) not\b"
)
_IMPORTS = frozenset(
    """databricks mlflow pyspark sklearn pandas numpy optuna ray pytest unittest json os sys
    datetime requests typing collections math time xgboost torch lightgbm scipy functools
    itertools dataclasses statistics logging hashlib matplotlib cloudpickle joblib""".split()
)


def negative_word(question: Question) -> str | None:
    """The word that makes a question ask for what is not so; None where it asks for what is."""
    found = _NEGATIVE.search(prose(question.stem).rsplit(". ", 1)[-1])
    return found[0] if found else None


def shows_code(question: Question) -> bool:
    """Whether stem or choices show code, configuration or output."""
    return has_code(question.stem) or any(has_code(choice.text) for choice in question.choices)


def asks(question: Question, scope: Scope) -> Iterator[Broken]:
    """The stem asks: its prose ends with a question mark."""
    if not prose(question.stem).endswith("?"):
        yield "stem", prose(question.stem)[-40:]


def stem_is_enough(question: Question, scope: Scope) -> Iterator[Broken]:
    """The stem has at least 8 words."""
    count = len(words(question.stem))
    if count < 8:
        yield "stem", f"{count} words"


def no_window_dressing(question: Question, scope: Scope) -> Iterator[Broken]:
    """The stem has 20 to 90 words without its code."""
    count = len(words(question.stem))
    if not 20 <= count <= 90:
        yield "stem", f"{count} words"


def code_is_short(question: Question, scope: Scope) -> Iterator[Broken]:
    """A code block of the stem has at most 25 lines."""
    for _, code in fences(question.stem):
        if code.count("\n") > 25:
            yield "stem", f"{code.count(chr(10))} lines of code"


def negatives_shout(question: Question, scope: Scope) -> Iterator[Broken]:
    """A negative question writes its negative word in bold capitals."""
    found = negative_word(question)
    if found and f"**{found.upper()}**" not in question.stem:
        yield "stem", found


def no_dash_glue(question: Question, scope: Scope) -> Iterator[Broken]:
    """No sentence of the question is glued with an em dash."""
    for path, text in _texts(question):
        if "—" in text:
            yield path, text


def code_is_real(question: Question, scope: Scope) -> Iterator[Broken]:
    """Python compiles and imports what exists here, YAML parses."""
    for path, text in _texts(question):
        for language, code in fences(text):
            problem = _code_problem(language.lower(), code)
            if problem:
                yield path, problem


def _code_problem(language: str, code: str) -> str | None:
    try:
        if language in ("python", "py"):
            return _foreign_import(ast.parse(code))
        if language in ("yaml", "yml"):
            yaml.compose(code)
    except (SyntaxError, yaml.YAMLError) as error:
        return f"{language}: {str(error).splitlines()[0]}"
    return None


def _foreign_import(tree: ast.AST) -> str | None:
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in names:
            if name.split(".")[0] not in _IMPORTS:
                return f"import of {name}"
    return None


def _texts(question: Question) -> Iterator[tuple[str, str]]:
    yield "stem", question.stem
    for at, choice in enumerate(question.choices):
        yield f"choices.{at}.text", choice.text
        yield f"choices.{at}.why", choice.why


STEM_RULES = (
    ItemRule("S1", "error", asks),
    ItemRule("S1w", "warning", stem_is_enough),
    ItemRule("S2", "warning", no_window_dressing),
    ItemRule("S2c", "warning", code_is_short),
    ItemRule("N1", "error", negatives_shout),
    ItemRule("T2", "warning", no_dash_glue),
    ItemRule("X2", "error", code_is_real),
)
