"""Markdown text → the words a reader sees; what the rules about wording count and compare."""

import re
from functools import cache

_FENCE = re.compile(r"^(`{3,}|~{3,})(\w*)[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
_TABLE_ROW = re.compile(r"^\|.*\|\s*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CODE = re.compile(r"`([^`]+)`")
_NAME = re.compile(r"\w{3,}")
_WORD = re.compile(r"[^\W_][\w.@=-]*[^\W_]|[^\W_]", re.UNICODE)
_STOP = frozenset(
    """a about after all already also an and any are as at be because been before being
    between both but by can could did do does done down each for from had has have having
    how if in into is it its itself just last less like make makes many may more most much
    must new no nor not now of off on one only or other our out over own same should since
    so some still such than that the their them then there these they this those through to
    too two under until up use used uses using very was way were what when where which while
    who whose why will with within without would yet you your""".split()
)


@cache
def fences(text: str) -> tuple[tuple[str, str], ...]:
    """The fenced code blocks of a text: (language, code)."""
    return tuple((match[2], match[3]) for match in _FENCE.finditer(text))


@cache
def prose(text: str) -> str:
    """The text without code blocks and tables; inline code and link texts stay as words."""
    text = _TABLE_ROW.sub("", _FENCE.sub("", text))
    text = _CODE.sub(r"\1", _LINK.sub(r"\1", text))
    return " ".join(text.replace("**", "").split())


def visible(text: str) -> str:
    """What a reader sees of a choice: prose, or the code where it is nothing else."""
    return prose(text) or "\n".join(code for _, code in fences(text)).strip()


def has_code(text: str) -> bool:
    """Whether the text shows code, configuration or a table of output."""
    return bool(fences(text) or _TABLE_ROW.search(text))


def code_spans(text: str) -> tuple[str, ...]:
    """The inline code of a text."""
    return tuple(_CODE.findall(_FENCE.sub("", text)))


def names_in(text: str) -> frozenset[str]:
    """Words and parts of dotted names, of three letters or more."""
    return frozenset(_NAME.findall(text))


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of the prose, in order, lower case."""
    return tuple(_WORD.findall(visible(text).lower()))


@cache
def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, with plural and verb endings cut off."""
    return frozenset(_stem(word) for word in words(text) if len(word) > 3 and word not in _STOP)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the two have in common, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _stem(word: str) -> str:
    """One form for feature and features, train and training, query and queries."""
    if word.endswith("ies") and len(word) > 6:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 4:
        word = word[:-1]
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
