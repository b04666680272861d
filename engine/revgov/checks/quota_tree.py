"""How quotas hang together: which one is handed out to which, and which days each is for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property

from revgov.checks.absence import all_read
from revgov.checks.misspelt import anything_unread, misspelt
from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Quota
from revgov.kinds.values import Period
from revgov.kinds.values.time import DAYS, add_months
from revgov.schedule import calendar_of
from revgov.schedule.fiscal import Span
from revgov.schedule.periods import days_of

MONTH = DAYS["months"]


class QuotaTree:
    """The quotas in force by id, and those handed out below each."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.quotas = {quota.id: quota for quota in governance.every(Quota)}
        self.below: dict[str, list[Quota]] = {id_: [] for id_ in self.quotas}
        for quota in self.quotas.values():
            if quota.parent and plain(quota.parent) in self.below:
                self.below[plain(quota.parent)].append(quota)
        self._names = misspelt(governance, "quota", "parent")
        self._months: dict[Period | None, tuple[datetime.date, ...]] = {}
        self._blind = not all_read(governance) or anything_unread(governance, "quota", "parent")

    def whole(self, quota: Quota) -> bool:
        """Whether all that is handed out below a quota is known: no name in question may mean it."""
        return not self._blind and not self._names.may_mean(quota.id)

    def tops(self) -> Iterator[Quota]:
        """The quotas that are handed out of none."""
        return (quota for quota in self.quotas.values() if quota.parent is None)

    def tree(self, top: Quota) -> list[Quota]:
        """A quota and all below it; a circle ends where it would begin anew."""
        found = {top.id: top}
        waiting = [top]
        while waiting:
            for quota in self.below[waiting.pop().id]:
                if quota.id not in found:
                    found[quota.id] = quota
                    waiting.append(quota)
        return list(found.values())

    def of(self, quota: Quota) -> str:
        """The reference of the territory or person that a quota is of; '' where it names none that is declared."""
        return next((ref for field, ref in self.governance.out.get(quota.ref, ()) if field == "of"), "")

    def days(self, period: Period | None) -> Span | None:
        """The days of a period, by the company's fiscal year."""
        rules = self._calendar.fiscal_year if self._calendar else None
        return days_of(period, rules) if period else None

    def months(self, period: Period | None) -> tuple[datetime.date, ...]:
        """The days on which the months of a period begin; none where nobody can say."""
        if period not in self._months:
            days = self.days(period)
            count = max(round(((days.last - days.first).days + 1) / MONTH), 1) if days else 0
            self._months[period] = tuple(add_months(days.first, month) for month in range(count)) if days else ()
        return self._months[period]

    @cached_property
    def _calendar(self) -> Calendar | None:
        return calendar_of(None, {calendar.id: calendar for calendar in self.governance.every(Calendar)})
