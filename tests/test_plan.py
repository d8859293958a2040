"""Tasks fall into slots in order, in proportion, and whole."""

from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate
from random import Random

import pytest

from macros.plan import allot, weekly

SEEDS = range(500)


def random_plan(seed):
    random = Random(seed)
    minutes = [random.randint(1, 240) for _ in range(random.randint(1, 60))]
    capacity = [random.choice([0, 0, 30, 60, 90, 0.5]) for _ in range(random.randint(1, 80))]
    return minutes, capacity if any(capacity) else [*capacity, 45]


def test_tasks_go_where_their_middle_falls():
    assert allot([60, 60, 60, 60], [1, 1]) == [0, 0, 1, 1]
    assert allot([60, 60, 120], [1, 0, 1]) == [0, 0, 2]
    assert allot([10, 100, 10], [1, 1, 1]) == [0, 1, 2]
    assert allot([30], [5, 10, 5]) == [1]


def test_a_middle_on_the_border_belongs_to_the_later_slot():
    assert allot([60], [1, 1]) == [1]


def test_every_task_has_one_slot_in_order():
    for seed in SEEDS:
        minutes, capacity = random_plan(seed)
        slots = allot(minutes, capacity)
        assert len(slots) == len(minutes), seed
        assert slots == sorted(slots), seed
        assert set(slots) <= set(range(len(capacity))), seed


def test_days_off_get_nothing():
    for seed in SEEDS:
        minutes, capacity = random_plan(seed)
        assert all(capacity[slot] > 0 for slot in allot(minutes, capacity)), seed


def test_work_is_in_proportion_up_to_half_a_task():
    """Up to the end of each slot, done and due differ by no more than half of the longest task."""
    for seed in SEEDS:
        minutes, capacity = random_plan(seed)
        slots = allot(minutes, capacity)
        done = [0, *accumulate(minutes)]
        due = Fraction(sum(minutes)) / Fraction(sum(capacity))
        for slot, end in enumerate(accumulate(map(Fraction, capacity))):
            late = abs(done[bisect_right(slots, slot)] - due * end)
            assert late <= Fraction(max(minutes), 2), seed


@pytest.mark.parametrize("capacity", [[], [0], [0, 0, 0]])
def test_work_without_time_is_an_error(capacity):
    with pytest.raises(ValueError, match="there is no time"):
        allot([60], capacity)
    assert allot([], capacity) == []


def test_each_offered_length_holds_the_whole_plan(guide):
    plan = guide.exam.plan
    for length in plan.weeks:
        weeks = weekly(plan, length)
        assert [week.number for week in weeks] == list(range(1, length + 1))
        assert [task for week in weeks for _, task in week.tasks] == list(plan.tasks)
        assert all(task in phase.tasks for week in weeks for phase, task in week.tasks)
        assert sum(week.minutes for week in weeks) == sum(phase.minutes for phase in plan.phases)


def test_a_plan_of_no_weeks_is_an_error(guide):
    with pytest.raises(ValueError, match="there is no time"):
        weekly(guide.exam.plan, 0)
