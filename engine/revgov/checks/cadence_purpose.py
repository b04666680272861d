"""Does everybody know why a meeting takes place, what it needs, how its time is spent and what comes out of it?"""

from __future__ import annotations

from collections import defaultdict

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import INFO, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Meeting

SAYS = ("inputs", "agenda", "outputs")
NONE: frozenset[str] = frozenset()


@check("cadence-purpose-incomplete", severity=WARNING, startup=INFO)
def meeting_without_purpose(governance: Governance) -> Findings:
    """Each meeting states what it is for, what it needs, an agenda whose minutes fit into its length, and what comes
    out of it.

    A meeting that says none of this becomes a round in which everybody reports.

    Remedy: write `purpose` (or the `decisions` it takes), `inputs`, an `agenda` with `minutes` for each item, and
    `outputs`.
    """
    not_read: defaultdict[str, set[str]] = defaultdict(set)
    for ref, field in unread(governance):
        not_read[ref].add(field)
    for meeting in governance.every(Meeting):
        dark = not_read.get(meeting.ref, NONE)
        gaps = [] if meeting.purpose or meeting.decisions or dark & {"purpose", "decisions"} else ["`purpose`"]
        gaps += [f"`{field}`" for field in SAYS if not getattr(meeting, field) and field not in dark]
        if gaps:
            yield lacks(meeting, gaps[0].strip("`")), f"{cut(meeting.title)} has no {listed(gaps, 'and no')}"
        if "agenda" not in dark:
            yield from agenda_faults(meeting, judge_sum="schedule" not in dark)


def agenda_faults(meeting: Meeting, judge_sum: bool) -> Findings:
    """What is wrong with the minutes of an agenda: one missing, or more of them together than there are."""
    for index, item in enumerate(meeting.agenda):
        if item.minutes is None or item.minutes < 1:
            why = "has no `minutes`" if item.minutes is None else f"cannot take {item.minutes} minutes"
            yield meeting.at("agenda", index), f"'{cut(item.item)}' on the agenda of {cut(meeting.title)} {why}"
    length = shortest(meeting)
    together = sum(max(item.minutes or 0, 0) for item in meeting.agenda)
    if judge_sum and length is not None and together > length:
        said = f"the agenda of {cut(meeting.title)} takes {together} minutes, but the meeting lasts {length:g}"
        yield meeting.at("agenda"), said, (meeting.at("schedule", "duration"), "this is how long it lasts")


def shortest(meeting: Meeting) -> float | None:
    """The minutes of a meeting, or of the shortest turn of its rotation; None where it does not say."""
    schedule = meeting.schedule
    if schedule is None or schedule.duration is None:
        return None
    turns = [(turn.duration or schedule.duration).minutes for turn in schedule.rotation]
    return round(min(turns, default=schedule.duration.minutes), 2)
