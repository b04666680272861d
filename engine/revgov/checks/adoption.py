"""Are the seats that we pay for used?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import INFO, WARNING, Findings, Found, check
from revgov.checks.systems_in_use import systems_in_use
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import System

PARTS = ("seats", "active", "measured_on")


@check("tech-adoption-low", severity=WARNING, startup=INFO)
def seats_that_nobody_uses(governance: Governance, *, least: float = 0.6, within_days: int = 90) -> Findings:
    """Of the paid seats of a system at least `least` and no more than all are used, as measured within the last
    `within_days` days.

    A tool that few people use holds half of the data, and each of its reports is about those few.

    Remedy: where it is not measured, measure it: `usage: {seats: 120, active: 111, measured_on: 2026-11-02}`; where it
    is low, find out why, or give seats back. Where nothing is declared a note says that adoption is not measured.
    """
    unread_fields = unread(governance)
    for system in systems_in_use(governance):
        if (system.ref, "usage") not in unread_fields:
            yield from adoption_of(system, governance.as_of, least, within_days)


def adoption_of(system: System, today: datetime.date, least: float, within_days: int) -> Iterator[Found]:
    usage, title = system.usage, cut(system.title)
    gaps = [f"`{part}`" for part in PARTS if usage is None or getattr(usage, part) is None]
    if usage is None or usage.seats is None or usage.active is None or usage.measured_on is None:
        spot = system.at("usage") if usage else lacks(system, "usage")
        yield spot, f"the adoption of {title} is not measured; write {listed(gaps)} under `usage`", INFO
    elif usage.seats <= 0:
        said = f"the adoption of {title} is not measured: of {usage.seats} seats there is no share in use"
        yield system.at("usage", "seats"), said, INFO
    elif usage.measured_on > today:
        said = f"{usage.measured_on} is still to come, so nobody can have measured the adoption of {title} then"
        yield system.at("usage", "measured_on"), said
    elif (today - usage.measured_on).days > within_days:
        said = f"the adoption of {title} was measured on {usage.measured_on}, more than {within_days} days ago"
        yield system.at("usage", "measured_on"), f"{said}; measure it again"
    elif usage.active > usage.seats:
        said = f"{usage.active} people use {title}, and only {usage.seats} seats are paid for"
        yield system.at("usage", "active"), f"{said}; count them again, or find out who shares a seat"
    elif usage.active < least * usage.seats:
        share = f"{usage.active} of {usage.seats} seats of {title} are used ({usage.active / usage.seats:.0%})"
        yield system.at("usage", "active"), f"{share}; at least {least:.0%} should be"
