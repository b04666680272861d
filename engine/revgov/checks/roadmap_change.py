"""What does each initiative change: which number, and whose work, and are those people brought along?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, check
from revgov.checks.roadmap_items import done, planned
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Initiative
from revgov.kinds.calendar import Freeze
from revgov.schedule import calendar_of

CHANGE_PLAN = ("sponsor", "communications", "training", "adoption")


@check("roadmap-outcome-missing", severity=ERROR, startup=WARNING)
def initiative_without_outcome(governance: Governance) -> Findings:
    """Each initiative names the KPI that it is to move, by how much, and when that is measured; one that is done has
    the measured result once that day has come.

    Without an outcome everything that was finished was a success.

    Remedy: write `outcome: {kpi: win_rate, change: +2%, measured_on: 2027-03-01}`, and `result` when it is measured.
    """
    unread_fields = unread(governance)
    for item in planned(governance):
        if (item.ref, "outcome") in unread_fields:
            continue
        if item.outcome is None:
            yield lacks(item, "outcome"), f"'{cut(item.title)}' moves no number: add `outcome` with a KPI"
            continue
        absent = [f"`{part}`" for part in ("kpi", "change", "measured_on") if getattr(item.outcome, part) is None]
        if item.outcome.result is None and result_due(governance, item):
            absent.append("`result`, though it is done")
        if absent:
            yield item.at("outcome"), f"the outcome of '{cut(item.title)}' lacks {listed(absent)}"


def result_due(governance: Governance, item: Initiative) -> bool:
    """Whether somebody should have measured what came of an initiative; the day to measure on is the first one."""
    day = item.outcome.measured_on if item.outcome else None
    return done(item) and (day is None or day <= governance.as_of)


@check("roadmap-change-plan-missing", severity=WARNING, startup=INFO)
def people_not_brought_along(governance: Governance) -> Findings:
    """An initiative that changes how marketing, sales or customer success work has a plan for it, with a sponsor,
    communications, training and a KPI of adoption, and a release date outside the freezes of the company's calendar.

    Nobody resists a change so well as those who heard of it on the day it came.

    Remedy: write `change_plan: {sponsor: …, communications: …, training: …, adoption: …}` and `release: 2027-02-15`.
    """
    unread_fields = unread(governance)
    calendar = calendar_of(None, {one.id: one for one in governance.every(Calendar)})
    for item in planned(governance):
        touched = [one for one in item.changes_work_of if one in governance.profile.functions]
        if not touched:
            continue
        absent = [part for part in lacking(item) if (item.ref, part.partition(".")[0]) not in unread_fields]
        if absent:
            whose = listed(one.replace("_", " ") for one in touched)
            parts = listed(f"`{part}`" for part in absent)
            yield lacks(item, ",".join(absent)), f"'{cut(item.title)}' changes the work of {whose}, and lacks {parts}"
        freeze = frozen(item, calendar.freezes if calendar else ())
        if calendar and freeze:
            days = f"in the freeze from {freeze.from_} to {freeze.to}; choose a day outside it"
            related = (calendar.at("freezes", calendar.freezes.index(freeze)), "this freeze")
            yield item.at("release"), f"'{cut(item.title)}' is released on {item.release}, {days}", related


def lacking(item: Initiative) -> Iterator[str]:
    if item.change_plan is None:
        yield "change_plan"
    else:
        yield from (f"change_plan.{part}" for part in CHANGE_PLAN if getattr(item.change_plan, part) is None)
    if item.release is None:
        yield "release"


def frozen(item: Initiative, freezes: tuple[Freeze, ...]) -> Freeze | None:
    """The freeze in which an initiative is released; both ends of a freeze belong to it."""
    day = item.release
    return next((one for one in freezes if day and one.from_ <= day <= one.to), None)
