"""How far are the first ninety days, and what comes next?"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.ownership import owners_of
from revgov.kinds import Initiative
from revgov.kinds.node import Action
from revgov.profiles import Phase

# What people write under `status`, by its first word.
FINISHED = ("done", "completed", "complete", "closed")
DROPPED = ("cancelled", "canceled", "dropped", "stopped", "abandoned")
BEGUN = ("active", "started", "ongoing", "running", "underway", "under", "in")


class State(StrEnum):
    """How it stands with a milestone. Late is what has not been done by the end of its phase, or by its own end."""

    DONE = "done"
    UNDER_WAY = "under way"
    TO_COME = "to come"
    LATE = "late"
    MISSING = "missing"


class NextStep(NamedTuple):
    """What to do next: an open action, or in words what the milestone lacks. `owner` and `due` may be unknown."""

    what: str
    owner: str | None = None
    due: datetime.date | None = None


class Milestone(NamedTuple):
    """One of the things that have to stand: its known word, what it is called, and the initiative that brings it."""

    word: str
    title: str
    state: State
    initiative: Initiative | None
    owner: str | None
    next: NextStep | None


class PhaseProgress(NamedTuple):
    """A phase with its first and last date and its milestones."""

    phase: Phase
    first: datetime.date
    last: datetime.date
    milestones: tuple[Milestone, ...]


class Plan(NamedTuple):
    """The plan on a day: `day` is 1 on the day it starts, and 0 or less before."""

    starts: datetime.date
    day: int
    phases: tuple[PhaseProgress, ...]

    @property
    def ends(self) -> datetime.date:
        return self.phases[-1].last

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        return tuple(one for phase in self.phases for one in phase.milestones)


def plan(governance: Governance) -> Plan | None:
    """How far the plan of the charter is; None where the charter has none."""
    declared = governance.charter.plan
    if declared is None:
        return None
    phases = []
    for phase in governance.profile.plan:
        first, last = phase.window(declared.starts)
        milestones = (milestone(governance, word, title, last) for word, title in phase.milestones.items())
        phases.append(PhaseProgress(phase, first, last, tuple(milestones)))
    return Plan(declared.starts, (governance.as_of - declared.starts).days + 1, tuple(phases))


def milestone(governance: Governance, word: str, title: str, last: datetime.date) -> Milestone:
    initiative = governance.known(Initiative, word)
    if initiative is None or first_word(initiative.status) in DROPPED:
        said = f"declare an initiative `{word}` in cadence/, with an owner, `starts` and `ends`"
        return Milestone(word, title, State.MISSING, None, None, NextStep(said, due=last))
    owners = owners_of(governance, initiative)
    state = state_of(initiative, governance.as_of, last)
    step = None if state is State.DONE else next_step(initiative, state, governance.as_of)
    return Milestone(word, initiative.title, state, initiative, owners[0] if owners else None, step)


def state_of(initiative: Initiative, as_of: datetime.date, last: datetime.date) -> State:
    if first_word(initiative.status) in FINISHED or (initiative.progress and initiative.progress.number >= 1):
        return State.DONE
    if as_of > min(initiative.ends or last, last):
        return State.LATE
    begun = first_word(initiative.status) in BEGUN or bool(initiative.progress and initiative.progress.number > 0)
    started = initiative.starts is not None and initiative.starts <= as_of
    return State.UNDER_WAY if begun or started else State.TO_COME


def first_word(text: str | None) -> str:
    return (text or "").strip().casefold().partition(" ")[0].rstrip(",;:.")


def next_step(initiative: Initiative, state: State, as_of: datetime.date) -> NextStep | None:
    """The open action that is due first, else what the initiative itself asks for; of what is to come, nothing yet."""
    still_open = [one for one in initiative.actions if not settled(one, as_of)]
    if still_open:
        action = min(still_open, key=lambda one: (due(one) or datetime.date.max, one.what))
        return NextStep(action.what, action.owner[0] if action.owner else None, due(action))
    if not initiative.owner:
        return NextStep("name an owner")
    if state is State.LATE:
        return NextStep("write `status: done`, or a new end under `ends`", due=initiative.ends)
    if state is State.TO_COME:
        return None
    return NextStep("finish it, and write `status: done`", due=initiative.ends)


def due(action: Action) -> datetime.date | None:
    return action.moved.to if action.moved else action.due


def settled(action: Action, as_of: datetime.date) -> bool:
    return bool(action.cancelled) or (action.done is not None and action.done <= as_of)
