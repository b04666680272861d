"""Are the numbers there that a company of this stage steers by, and does somebody look at each of them often enough?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read, missing, unread
from revgov.checks.misspelt import Misspelt, misspelt
from revgov.checks.owners import responsible_role
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import attendance, in_person
from revgov.governance.governance import Governance
from revgov.kinds import Kpi, Meeting
from revgov.kinds.node import Spot
from revgov.kinds.values import Duration
from revgov.schedule import frequency


@check("kpi-required-missing", severity=ERROR, startup=WARNING)
def required_kpi_missing(governance: Governance) -> Findings:
    """Every KPI that the profile lists for a company of this stage is declared.

    The numbers that nobody keeps are the ones that surprise: forecast, conversion, retention.

    Remedy: declare the KPI under the id that the finding names, or write that word under `is:` on the one that is it.
    """
    known = governance.profile.known.get("kpi", ())
    odd = Misspelt(frozenset(kpi.is_ for kpi in governance.every(Kpi) if kpi.is_ and kpi.is_ not in known))
    if not all_read(governance) or any(ref.startswith("kpi:") and field == "is" for ref, field in unread(governance)):
        return
    for word in governance.profile.kpis:
        if governance.known(Kpi, word) is None and not odd.may_mean(word):
            yield missing(f"kpi:{word}"), f"no KPI is `{word}`, which the profile '{governance.profile.title}' asks for"


class Look(NamedTuple):
    """A meeting that looks at a KPI, where it says so, and the longest time between two of its dates in days.

    That is infinite for a meeting that takes place once, and 0 where its rhythm cannot be told.
    """

    meeting: Meeting
    spot: Spot
    days: float


@check("kpi-unreviewed", severity=ERROR, startup=WARNING)
def kpi_nobody_looks_at(governance: Governance, *, most_days: float = 31) -> Findings:
    """A meeting looks at each KPI as often as its `on_agenda` says, else its `review.every`, else once in `most_days`
    days, and the KPI's owner is in it.

    A number nobody looks at cannot steer anything, and a number without its owner in the room cannot be answered for.

    Remedy: put the KPI under `reviews` of a meeting that is frequent enough and that its owner attends.
    """
    looks = looks_of(governance)
    names = misspelt(governance, "meeting", "reviews")
    blind = not all_read(governance) or any(
        ref.startswith("meeting:") and field == "reviews" for ref, field in unread(governance)
    )
    for kpi in governance.every(Kpi):
        found = looks.get(kpi.ref, [])
        limit = limit_of(kpi)
        # Nobody has to meet more often than every business day, which leaves 7/5 of a day between two meetings on average.
        days = max(limit.days if limit else most_days, Duration(1, "business days").days) + 1e-6
        often = str(limit) if limit else f"{most_days:g} days"
        if not found:
            if not blind and not names.may_mean(kpi.id):
                yield kpi.at(), f"no meeting has {cut(kpi.title)} under `reviews`; one should, at least every {often}"
        elif min(look.days for look in found) > days:
            yield seldom(kpi, found, often)
        else:
            yield from without_owner(governance, kpi, [look for look in found if look.days <= days])


def looks_of(governance: Governance) -> Mapping[str, list[Look]]:
    looks: dict[str, list[Look]] = {}
    unread_fields = unread(governance)
    for meeting in governance.every(Meeting):
        refs = {
            edge.ref
            for edge in governance.out.get(meeting.ref, ())
            if edge.field == "reviews" and edge.ref[:4] == "kpi:"
        }
        days = rhythm(meeting, (meeting.ref, "schedule") in unread_fields) if refs else 0.0
        for index, written in enumerate(meeting.reviews if refs else ()):
            ref = f"kpi:{written.removeprefix('kpi:')}"
            if ref in refs:
                looks.setdefault(ref, []).append(Look(meeting, meeting.at("reviews", index), days))
    return looks


def rhythm(meeting: Meeting, half_read: bool) -> float:
    schedule = meeting.schedule
    if schedule is None or half_read:
        return 0.0
    found = frequency(schedule)
    if found is not None:
        return found.longest_days
    return math.inf if schedule.rrule is None else 0.0


def limit_of(kpi: Kpi) -> Duration | None:
    return kpi.on_agenda or (kpi.review.every if kpi.review else None)


def seldom(kpi: Kpi, looks: list[Look], often: str) -> tuple[object, ...]:
    best = min(looks, key=lambda look: look.days)
    rhythm = "only once" if math.isinf(best.days) else f"every {best.days:.0f} days at best"
    spot = kpi.at("on_agenda") if kpi.on_agenda else kpi.at("review", "every") if limit_of(kpi) else kpi.at()
    said = f"{cut(kpi.title)} is looked at {rhythm}, in {cut(best.meeting.title)}, and should be at least every {often}"
    return spot, said, (best.spot, "it is on this agenda")


def without_owner(governance: Governance, kpi: Kpi, looks: list[Look]) -> Iterator[tuple[object, ...]]:
    """The finding that a KPI's owner is in none of the meetings that look at it."""
    owner = responsible_role(governance, kpi)
    if owner is None or any(
        in_person(governance, owner.id, attendance(governance, look.meeting).invited) for look in looks
    ):
        return
    meetings = listed(look.meeting.title for look in looks)
    said = f"{cut(owner.title)} owns {cut(kpi.title)}, but does not attend {meetings}, where it is looked at"
    yield kpi.at("owner"), said, *((look.spot, "it is on this agenda") for look in looks[:4])
