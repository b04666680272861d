"""The plan of the first ninety days as text and as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from revgov.render.terminal import padded, plain, width, wrapped

if TYPE_CHECKING:
    from revgov.governance.questions.plan import Milestone, PhaseProgress, Plan

WIDEST = 80
BAR = 22
STATES = 9
INDENT = " " * (STATES + 4)


def json_of(plan: Plan) -> dict[str, Any]:
    """`phases` with their milestones; the day of the plan, which is 1 when it starts; and how many are done."""
    states = [one.state.value for one in plan.milestones]
    return {
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
        "day": plan.day,
        "done": states.count("done"),
        "milestones": len(states),
        "phases": [phase_json(one) for one in plan.phases],
    }


def phase_json(one: PhaseProgress) -> dict[str, Any]:
    return {
        "phase": one.phase.name,
        "title": one.phase.title,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "milestones": [milestone_json(milestone) for milestone in one.milestones],
    }


def milestone_json(one: Milestone) -> dict[str, Any]:
    initiative, step = one.initiative, one.next
    return {
        "milestone": one.word,
        "title": one.title,
        "state": one.state.value,
        "initiative": initiative.ref if initiative else None,
        "owner": one.owner,
        "starts": iso(initiative.starts if initiative else None),
        "ends": iso(initiative.ends if initiative else None),
        "next": {"what": step.what, "owner": step.owner, "due": iso(step.due)} if step else None,
    }


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def text_of(found: Mapping[str, Any]) -> str:
    """The plan in lines of at most 80 columns, from its JSON."""
    parts = [list(heading(found)), *(list(phase_lines(found, one)) for one in found["phases"])]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def heading(found: Mapping[str, Any]) -> Iterator[str]:
    done, total, day = found["done"], found["milestones"], found["day"]
    length = (datetime.date.fromisoformat(found["ends"]) - datetime.date.fromisoformat(found["starts"])).days + 1
    if day < 1:
        when = f"The plan begins in {1 - day} day{'s' if day < 0 else ''}"
    elif day > length:
        when = f"Day {length} was {day - length} day{'s' if day > length + 1 else ''} ago"
    else:
        when = f"Day {day} of {length}"
    filled = round(BAR * done / total) if total else 0
    yield f"{when}, from {found['starts']} to {found['ends']}."
    yield f"[{'#' * filled}{'.' * (BAR - filled)}] {done} of {total} milestones done{counted(found)}"


def counted(found: Mapping[str, Any]) -> str:
    states = [one["state"] for phase in found["phases"] for one in phase["milestones"]]
    told = [f"{states.count(state)} {state}" for state in ("under way", "late", "missing") if state in states]
    return "".join(f", {one}" for one in told)


def phase_lines(found: Mapping[str, Any], phase: Mapping[str, Any]) -> Iterator[str]:
    title, dates = plain(phase["title"]), f"({phase['first']} to {phase['last']})"
    if width(title) + 1 + len(dates) <= WIDEST:
        yield f"{title} {dates}"
    else:
        yield from wrapped(title, WIDEST)
        yield f"  {dates}"
    for one in phase["milestones"]:
        lines = list(wrapped(plain(one["title"]), WIDEST - len(INDENT)))
        yield f"  {padded(one['state'], STATES)}  {lines[0]}"
        yield from (INDENT + line for line in (*lines[1:], *details(one)))


def details(one: Mapping[str, Any]) -> Iterator[str]:
    """Who and when, and unless it is done what to do next."""
    room = WIDEST - len(INDENT)
    if one["initiative"]:
        who = plain(one["owner"]) if one["owner"] else "nobody owns it"
        when = f"{one['starts'] or '?'} to {one['ends'] or '?'}"
        yield from wrapped(f"{who}, {when}", room)
    step = one["next"]
    if step:
        whose = plain(step["owner"]) if step["owner"] and step["owner"] != one["owner"] else None
        by = ", ".join(filter(None, (whose, f"by {step['due']}" if step["due"] else None)))
        yield from wrapped(f"next: {plain(step['what'])}{f' ({by})' if by else ''}", room)
