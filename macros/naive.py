"""Test-takers who know nothing: each picks by a cue. A fair bank leaves them at chance.

A strategy marks the choices it would pick; where it marks several, it scores the chance of having
drawn the key from them. The band is the 99 % interval of guessing, exact for items with three,
four or five choices (Poisson binomial).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from macros.cues import ABSOLUTES, QUALIFIER, VAGUE
from macros.model import Choice, Question
from macros.words import code_spans, content_words, visible, words

CONFIDENCE = 0.99
SHUFFLE = "4"  # any text; another one, should chance put too many keys at one place (P1)
Measure = Callable[[Question, Choice], float]


@dataclass(frozen=True)
class Score:
    """What one strategy scores on a set of questions, in items."""

    strategy: str
    points: float
    low: int
    high: int
    items: int

    @property
    def fair(self) -> bool:
        """Whether the score is inside the band of guessing."""
        return self.low <= self.points <= self.high


@lru_cache(4096)
def fixed_order(question: Question) -> tuple[Choice, ...]:
    """The order of the choices where no script shuffles them; ids decide, not authors."""
    if question.order == "fixed":
        return question.choices
    return tuple(
        sorted(question.choices, key=lambda choice: _digest(SHUFFLE, question.id, choice.id))
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def _place(question: Question, choice: Choice) -> int:
    return fixed_order(question).index(choice)


def _shared_with_others(question: Question, choice: Choice) -> float:
    mine = content_words(choice.text)
    others = [content_words(other.text) for other in question.choices if other is not choice]
    return sum(len(mine & other) for other in others) / (len(mine) or 1)


STRATEGIES: dict[str, Measure] = {
    "always the first": lambda q, c: -_place(q, c),
    "always the second": lambda q, c: _place(q, c) == 1,
    "always the last": _place,
    "the longest": lambda q, c: len(visible(c.text)),
    "the shortest": lambda q, c: -len(visible(c.text)),
    "most words of the stem": lambda q, c: len(content_words(c.text) & content_words(q.stem)),
    "fewest words of the stem": lambda q, c: -len(content_words(c.text) & content_words(q.stem)),
    "most qualified": lambda q, c: len(QUALIFIER.findall(c.text)) + c.text.count(","),
    "no absolutes": lambda q, c: not ABSOLUTES & set(words(c.text)),
    "hedged words": lambda q, c: len(VAGUE & set(words(c.text))),
    "most like the others": _shared_with_others,
    "least like the others": lambda q, c: -_shared_with_others(q, c),
    "most code": lambda q, c: len("".join(code_spans(c.text))),
}


@lru_cache(8)
def naive_scores(questions: tuple[Question, ...]) -> tuple[Score, ...]:
    """The score of every strategy, with the band that guessing stays in."""
    low, high = chance_band([len(question.choices) for question in questions])
    return tuple(
        Score(name, sum(_chance(q, measure) for q in questions), low, high, len(questions))
        for name, measure in STRATEGIES.items()
    )


def _chance(question: Question, measure: Measure) -> float:
    marks = {choice.id: measure(question, choice) for choice in question.choices}
    best = max(marks.values())
    picked = [choice for choice, mark in marks.items() if mark == best]
    return (question.key.id in picked) / len(picked)


def chance_band(choices: Sequence[int], confidence: float = CONFIDENCE) -> tuple[int, int]:
    """The smallest and largest score of guessing inside the confidence, two-sided, exact."""
    distribution = [1.0]
    for count in choices:
        right = 1 / count
        padded = [0.0, *distribution, 0.0]
        distribution = [
            right * padded[k] + (1 - right) * padded[k + 1] for k in range(len(distribution) + 1)
        ]
    tail = (1 - confidence) / 2
    low = _quantile(distribution, tail)
    high = len(choices) - _quantile(distribution[::-1], tail)
    return low, high


def _quantile(distribution: Sequence[float], tail: float) -> int:
    total = 0.0
    for score, probability in enumerate(distribution):
        total += probability
        if total > tail:
            return score
    return len(distribution) - 1
