"""Are the numbers there that a company of this stage steers by, and does somebody look at each of them often enough?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from revgov.checks.absence import all_read, missing, unread
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt, misspelt_seats
from revgov.checks.owners import responsible_role
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import attendance, in_person
from revgov.governance.governance import Governance
from revgov.kinds import Kpi, Meeting
from revgov.kinds.values import Duration, Repeat
from revgov.schedule import frequency


@check("kpi-required-missing", severity=ERROR, startup=WARNING)
def required_kpi_missing(governance: Governance) -> Findings:
    """Every KPI that the profile lists for a company of this stage is declared.

    The numbers that nobody keeps are the ones that surprise: forecast, conversion, retention.

    Remedy: declare the KPI under the id that the finding names, or write that word under `is:` on the one that is it.
    """
    known = governance.profile.known.get("kpi", ())
    odd = Misspelt(frozenset(kpi.is_ for kpi in governance.every(Kpi) if kpi.is_ and kpi.is_ not in known))
    if not all_read(governance) or anything_unread(governance, "kpi", "is"):
        return
    for word in governance.profile.kpis:
        if governance.known(Kpi, word) is None and not odd.may_mean(word):
            yield missing(f"kpi:{word}"), f"no KPI is `{word}`, which the profile '{governance.profile.title}' asks for"


class Look(NamedTuple):
    """A meeting that looks at a KPI, who is invited, at which place of its `reviews` it says so, and the longest time
    between two of its dates in days: infinite where it takes place once, 0 where its rhythm cannot be told."""

    meeting: Meeting
    invited: frozenset[str]
    item: int
    days: float

    @property
    def related(self) -> Found:
        return self.meeting.at("reviews", self.item), "it is on this agenda"


@check("kpi-unreviewed", severity=ERROR, startup=WARNING)
def kpi_nobody_looks_at(governance: Governance, *, most_days: float = 31) -> Findings:
    """A meeting looks at each KPI as often as its `on_agenda` says, else its `review.every`, else once in `most_days`
    days, and the KPI's owner is invited.

    A number nobody looks at cannot steer anything, and without its owner in the room nobody answers for it.

    Remedy: put the KPI under `reviews` of a meeting that is frequent enough and that its owner attends.
    """
    looks, names = looks_of(governance), misspelt(governance, "meeting", "reviews")
    blind = not all_read(governance) or anything_unread(governance, "meeting", "reviews")
    # Nobody has to meet more often than on business days, between which 7/5 of a day pass on average.
    least_days = Duration(1, "business days").days
    for kpi in governance.every(Kpi):
        found, limit = looks.get(kpi.ref, ()), kpi.on_agenda or (kpi.review.every if kpi.review else None)
        days = max(limit.days if limit else most_days, least_days) + 1e-6
        if blind or names.may_mean(kpi.id):
            continue
        if not found:
            often = limit or Duration(most_days, "days")
            yield kpi.at(), f"no meeting has {cut(kpi.title)} under `reviews`; one should, at least {every(often)}"
        elif min(look.days for look in found) > days:
            yield seldom(kpi, found, limit or Duration(most_days, "days"))
        else:
            yield from without_owner(governance, kpi, [look for look in found if look.days <= days])


def looks_of(governance: Governance) -> Mapping[str, Sequence[Look]]:
    """The meetings in force that look at each KPI, by the KPI's reference."""
    looks: dict[str, list[Look]] = {}
    rhythms: dict[Repeat, float] = {}
    unread_fields = unread(governance)
    for meeting in governance.every(Meeting):
        edges = governance.out.get(meeting.ref, ()) if meeting.reviews else ()
        refs = {ref for field, ref in edges if field == "reviews" and ref.startswith("kpi:")}
        if not refs:
            continue
        days = 0.0 if (meeting.ref, "schedule") in unread_fields else rhythm(meeting, rhythms)
        invited = attendance(governance, meeting).invited
        for index, written in enumerate(meeting.reviews):
            ref = written if ":" in written else f"kpi:{written}"
            if ref in refs:
                looks.setdefault(ref, []).append(Look(meeting, invited, index, days))
    return looks


def rhythm(meeting: Meeting, known: dict[Repeat, float]) -> float:
    """The longest time between two dates; the same few rhythms stand in hundreds of meetings."""
    schedule = meeting.schedule
    repeat = schedule.repeat if schedule else None
    if repeat in known:
        return known[repeat]
    found = frequency(schedule) if schedule else None
    if repeat and found:
        known[repeat] = found.longest_days
    unplaced = schedule is None or schedule.rrule is not None
    return found.longest_days if found else 0.0 if unplaced else math.inf


def every(often: Duration) -> str:
    """`every week`, `every 31 days`."""
    return f"every {often}".replace("every 1 ", "every ")


def seldom(kpi: Kpi, looks: Sequence[Look], often: Duration) -> Found:
    best = min(looks, key=lambda look: look.days)
    rhythm = "only once" if math.isinf(best.days) else f"every {best.days:.0f} days at best"
    said = f"{cut(kpi.title)} is looked at {rhythm}, in {cut(best.meeting.title)}; it should be at least {every(often)}"
    return (
        kpi.at("on_agenda") if kpi.on_agenda else kpi.at("review", "every") if kpi.review else kpi.at(),
        said,
        best.related,
    )


def without_owner(governance: Governance, kpi: Kpi, looks: Sequence[Look]) -> Findings:
    """The finding that a KPI's owner is in none of the meetings that look at it often enough."""
    if any(owner in look.invited for owner in kpi.owner for look in looks):
        return
    owner = responsible_role(governance, kpi)
    if owner is None or any(in_person(governance, owner.id, look.invited) for look in looks):
        return
    if misspelt_seats(governance).may_mean(owner.id):
        return
    meetings = listed(look.meeting.title for look in looks)
    said = f"{cut(owner.title)} owns {cut(kpi.title)}, but does not attend {meetings}, where it is looked at"
    yield kpi.at("owner"), said, *(look.related for look in looks[:4])
