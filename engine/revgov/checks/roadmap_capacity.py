"""Is anybody planned for more than they can do?"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revgov.checks.registry import OFF, WARNING, Findings, Found, check
from revgov.checks.roadmap_items import done, planned
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.ownership import terms
from revgov.kinds import Initiative, Role


class Share(NamedTuple):
    """A part of a role's time that an initiative takes while it runs: 1.0 is one person's whole time."""

    item: Initiative
    key: str
    starts: datetime.date
    ends: datetime.date
    share: float


@check("roadmap-capacity-exceeded", severity=WARNING, startup=OFF)
def more_work_than_time(governance: Governance) -> Findings:
    """No role is planned for more than it has in any month to come: its `fte`, or else a whole time for each who holds
    it. What runs for a part of a month counts for that part.

    When everything is on one desk everything is late, and nobody has decided what should have waited.

    Remedy: start something later, lower its share under `effort`, or give the role more people.
    """
    for id_, shares in shares_by_role(governance).items():
        role = governance.find(Role, id_)
        if role is None or not governance.in_force(role):
            continue
        over = [
            (load, month, has)
            for month, load in loads_of(shares, month_of(governance.as_of))
            if 0 < (has := capacity(governance, role, month)) < load - 1e-6
        ]
        if over:
            yield overload(role, shares, *max(over, key=lambda one: one[0]))


def overload(role: Role, shares: Sequence[Share], load: float, month: int, has: float) -> Found:
    """The finding of a role's worst month, at what was last to begin in it."""
    running = [one for one in shares if part_of(one, month) > 0]
    last = max(running, key=lambda one: (one.starts, one.item.id))
    parts = listed(f"'{cut(one.item.title)}' ({one.share:.0%})" for one in running)
    said = f"{cut(role.title)} is planned for {load:.0%} in {name_of(month)}, and has {has:.0%}"
    related = [(one.item.at("effort", one.key), f"this takes {one.share:.0%}") for one in running if one is not last]
    return (last.item.at("effort", last.key), f"{said}: {parts}", *related)


def shares_by_role(governance: Governance) -> dict[str, list[Share]]:
    """What takes time of each role from this month on."""
    shares: defaultdict[str, list[Share]] = defaultdict(list)
    first = governance.as_of.replace(day=1)
    for item in planned(governance):
        if item.starts and item.ends and item.effort and item.starts <= item.ends >= first and not done(item):
            for role, share in item.effort.items():
                one = Share(item, role, max(item.starts, first), item.ends, share.number)
                shares[role.removeprefix("role:")].append(one)
    return shares


def loads_of(shares: Sequence[Share], first: int) -> Iterator[tuple[int, float]]:
    """The load of each month, from the first one on, in which something begins or ends, or has just begun: in between
    nothing changes."""
    steps: defaultdict[int, float] = defaultdict(float)
    parts: defaultdict[int, float] = defaultdict(float)
    for one in shares:
        start, end = month_of(one.starts), month_of(one.ends)
        parts[start] += one.share * part_of(one, start)
        if end > start:
            parts[end] += one.share * part_of(one, end)
            steps[start + 1] += one.share
            steps[end] -= one.share
    running = 0.0
    for month in sorted({*steps, *parts}):
        running += steps[month]
        if month >= first:
            yield month, running + parts[month]


def capacity(governance: Governance, role: Role, month: int) -> float:
    """The whole times that a role has in a month; 0 where nobody holds it, of which other checks speak."""
    if role.fte is not None:
        return role.fte
    day = max(governance.as_of, datetime.date(month // 12, month % 12 + 1, 1))
    return float(len({one.person for one in terms(governance, role, day) if not one.deputy}))


def part_of(one: Share, month: int) -> float:
    """The part of a month for which something runs."""
    year, number = month // 12, month % 12 + 1
    days = calendar.monthrange(year, number)[1]
    first, last = datetime.date(year, number, 1), datetime.date(year, number, days)
    return max(0, (min(one.ends, last) - max(one.starts, first)).days + 1) / days


def month_of(day: datetime.date) -> int:
    """The number of a month: twelve times its year, and the months of that year before it."""
    return day.year * 12 + day.month - 1


def name_of(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"
