"""Can the people who carry a number bring it?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.quota_tree import QuotaTree
from revgov.checks.registry import ERROR, OFF, Findings, Found, check
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Quota
from revgov.kinds.coverage import Seat
from revgov.kinds.values import Amount
from revgov.kinds.values.time import add_months

# Rounding of a third of a year's number is no lack of people.
SLACK = 1e-6


@check("quota-exceeds-capacity", severity=ERROR, startup=OFF)
def quota_nobody_can_carry(governance: Governance) -> Findings:
    """The seats below a quota can bring its amount: each its `full` number for the period, in the first months after
    `starts` only the shares of `ramp`, one for each month. Nobody's own quota is more than their seat can bring.

    A plan that nobody can carry is a wish; it is missed in the quarter in which those who were to carry it are hired.

    Remedy: lower the quota, add a seat, or let it start earlier. Under `full` stands what a seat brings in the quota's
    whole period once it is ramped up.
    """
    tree, unread_fields = QuotaTree(governance), unread(governance)
    if any(ref.startswith("quota:") for ref, _ in unread_fields):
        return
    short: set[str] = set()
    for quota in tree.quotas.values():
        for found in own_gaps(tree, quota):
            short.add(quota.id)
            yield found
    for top in tree.tops():
        if tree.whole(top):
            yield from gaps_of_tree(tree, top, short)
    for quota in tree.quotas.values():
        parent = tree.quotas.get(quota.parent or "")
        if parent is not None and not short.intersection((quota.id, parent.id)):
            yield from overdrawn(tree, quota, parent)


def own_gaps(tree: QuotaTree, quota: Quota) -> Iterator[Found]:
    """What is wrong with the seats that stand under a quota itself."""
    for index, seat in enumerate(quota.seats):
        if seat.full is None:
            person = cut(tree.governance.title(f"person:{seat.person}").removeprefix("person:"))
            said = f"the seat of {person} under {cut(quota.title)} does not say in `full` what it brings"
            yield quota.at("seats", index), said
    able = capacity(tree, quota)
    if able is not None and lacking(quota.amount, able):
        said = f"the seats under {cut(quota.title)} can bring {able}{during(quota)}, ramps included"
        yield quota.at("seats"), f"{said}, but its amount is {quota.amount}", (quota.at("amount"), "this is too much")


def gaps_of_tree(tree: QuotaTree, top: Quota, short: set[str]) -> Iterator[Found]:
    """Which parts of a quota nobody carries, or that all who do cannot bring the whole. Where the seats of one part are
    too few that says enough."""
    quotas = tree.tree(top)
    seated = [quota for quota in quotas if quota.seats]
    carried = {one.id for quota in seated for one in tree.tree(quota)}
    personal = [quota for quota in quotas if quota.id not in carried and tree.of(quota).startswith("person:")]
    carried.update(quota.id for quota in personal)
    bare = [quota for quota in quotas if quota.id not in carried and not tree.below[quota.id]]
    if bare and not carried:
        yield lacks(top, "seats"), f"nobody carries {cut(top.title)}: no quota of it has `seats`"
        return
    for quota in bare:
        yield lacks(quota, "seats"), f"nobody carries {cut(quota.title)}: it has no `seats`"
    # A person's own quota is what that person brings, where no seat says anything else.
    able = [*(capacity(tree, quota) for quota in seated), *(quota.amount for quota in personal)]
    known = [amount for amount in able if amount is not None]
    if bare or short.intersection(quota.id for quota in quotas) or len(known) < len(able):
        return
    total = Amount(round(sum(amount.number for amount in known)), known[0].unit)
    if {amount.unit for amount in known} == {total.unit} and lacking(top.amount, total):
        said = f"all seats below {cut(top.title)} can bring {total}{during(top)}, ramps included"
        yield top.at("amount"), f"{said}, but its amount is {top.amount}"


def overdrawn(tree: QuotaTree, quota: Quota, parent: Quota) -> Iterator[Found]:
    """The finding that somebody's own quota is more than their seat can bring, as when it is not ramped up."""
    for index, seat in enumerate(parent.seats):
        if f"person:{seat.person}" != tree.of(quota) or parent.period != quota.period:
            continue
        able = brings(seat, tree.months(quota.period))
        if able is not None and seat.full is not None and lacking(quota.amount, able):
            why = "is not ramped up and" if able.number < seat.full.number else "in all"
            said = f"{cut(quota.title)} is {quota.amount}, but the seat {why} can bring {rounded(able)}{during(quota)}"
            yield quota.at("amount"), said, (parent.at("seats", index), "this is the seat")


def during(quota: Quota) -> str:
    return f" in {quota.period}" if quota.period else ""


def lacking(amount: Amount | None, able: Amount) -> bool:
    """Whether an amount is more than somebody is able to bring. Amounts in different currencies are not compared."""
    return amount is not None and amount.unit == able.unit and amount.number > able.number * (1 + SLACK) + SLACK


def rounded(amount: Amount) -> Amount:
    return Amount(round(amount.number), amount.unit)


def capacity(tree: QuotaTree, quota: Quota) -> Amount | None:
    """What the seats of a quota bring in its period; None where that is not said, or in several currencies."""
    months = tree.months(quota.period) if quota.seats else ()
    able = [brings(seat, months) for seat in quota.seats]
    known = [one for one in able if one is not None]
    if not known or len(known) < len(able) or len({one.unit for one in known}) > 1:
        return None
    return rounded(Amount(sum(one.number for one in known), known[0].unit))


def brings(seat: Seat, months: tuple[datetime.date, ...]) -> Amount | None:
    """What a seat brings in some months: the mean of their shares of its full number. A seat without a start is ramped
    up; without months nobody can say how much of them is lost."""
    if seat.full is None or (seat.starts is not None and not months):
        return None
    if seat.starts is None or add_months(seat.starts, len(seat.ramp)) < months[0]:
        return seat.full
    shares = [share(seat, seat.starts, month) for month in months]
    return Amount(seat.full.number * sum(shares) / len(shares), seat.full.unit)


def share(seat: Seat, starts: datetime.date, month: datetime.date) -> float:
    """The share of its full number that a seat brings in the month that begins on a day."""
    since = (month.year - starts.year) * 12 + month.month - starts.month
    if since < 0:
        return 0.0
    return seat.ramp[since].number if since < len(seat.ramp) else 1.0
