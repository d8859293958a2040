"""The study plan and its arithmetic: which task belongs to which stretch of time. No clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from macros.model import Entry, Id, Identified, Minutes, Text


class Task(Identified):
    """One piece of the study plan."""

    title: Text
    minutes: Minutes
    kind: Literal["read", "build", "practise", "mock", "review"]
    objectives: tuple[Id, ...] = ()
    page: Text  # the page of this site to work with, relative to docs/


class Phase(Identified):
    """A stretch of the plan; phases follow one another."""

    title: Text
    domain: Id | None = None
    tasks: Annotated[tuple[Task, ...], Field(min_length=1)]

    @property
    def minutes(self) -> int:
        """Planned minutes of all tasks."""
        return sum(task.minutes for task in self.tasks)


class Plan(Entry):
    """The study plan: tasks in phases, and the lengths a calendar is offered for."""

    weeks: Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(min_length=1)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, in order."""
        return tuple(task for phase in self.phases for task in phase.tasks)


@dataclass(frozen=True)
class Week:
    """One week of a plan: its number from 1, and its tasks with the phase each belongs to."""

    number: int
    tasks: tuple[tuple[Phase, Task], ...]

    @property
    def minutes(self) -> int:
        """Planned minutes of the week."""
        return sum(task.minutes for _, task in self.tasks)


def allot(minutes: Sequence[int], capacity: Sequence[int]) -> list[int]:
    """Put tasks into slots in order: for each task the index of its slot.

    A task goes where its middle falls when all tasks are laid end to end along the slots, so order
    holds, every slot gets work in proportion to its capacity, and no task is torn apart.

    Args:
        minutes: length of each task, in minutes, more than 0.
        capacity: size of each slot, in any unit; a slot of 0 (a day off) gets nothing.

    Raises:
        ValueError: there are tasks but no capacity.
    """
    room, work = sum(capacity), sum(minutes)
    if minutes and room <= 0:
        raise ValueError("there is no time to put the tasks into")
    ends: list[float] = []
    for size in capacity:
        ends.append((ends[-1] if ends else 0) + size)
    slots, done = [], 0
    for length in minutes:
        middle = (done + length / 2) * room / work
        slots.append(next(at for at, end in enumerate(ends) if middle < end))
        done += length
    return slots


def weekly(plan: Plan, weeks: int) -> tuple[Week, ...]:
    """The plan spread evenly over a number of weeks."""
    steps = [(phase, task) for phase in plan.phases for task in phase.tasks]
    slots = allot([task.minutes for _, task in steps], [1] * weeks)
    return tuple(
        Week(
            week + 1,
            tuple(step for step, slot in zip(steps, slots, strict=True) if slot == week),
        )
        for week in range(weeks)
    )
