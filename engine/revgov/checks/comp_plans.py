"""Can a plan be paid out as it is written, and was it agreed before it began?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, OFF, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import in_person, plain
from revgov.governance.governance import Governance
from revgov.kinds import CompPlan, Role
from revgov.kinds.coverage import Measure

# Rounding of thirds.
SLACK = 0.0005


@check("comp-plan-invalid", severity=ERROR, startup=OFF)
def plan_that_cannot_be_paid(governance: Governance) -> Findings:
    """A comp plan has a start and an end, was agreed before it started, has measures whose weights come to 100%, each
    with a payout curve that never falls, a cap and a clawback, names the SLA for disputes, and was approved by somebody
    other than who designed it.

    What is paid by a rule that was changed under way, or that two people read in two ways, ends in court or in a
    resignation.

    Remedy: write what is missing (`clawback: none needed` is an answer), order the curve, and name another approver.
    """
    unread_fields = unread(governance)
    for plan in governance.every(CompPlan):
        dark = {field for ref, field in unread_fields if ref == plan.ref} if unread_fields else set()
        yield from gaps(governance, plan, dark)
        if "measures" not in dark:
            yield from weights(plan)
            for index, measure in enumerate(plan.measures):
                yield from measure_faults(plan, index, measure)
        yield from times(governance, plan)
        yield from same_hands(governance, plan)


def gaps(governance: Governance, plan: CompPlan, dark: Collection[str]) -> Iterator[Found]:
    """What a plan does not say. One that has still to start may still have to be agreed."""
    needed = ["starts", "ends", "measures", "disputes", "designed_by", "approved_by"]
    if plan.starts is None or plan.starts <= governance.as_of:
        needed.insert(2, "agreed_on")
    missing = [field for field in needed if not getattr(plan, field) and field not in dark]
    if missing:
        said = listed((f"`{field}`" for field in missing), "and no")
        yield lacks(plan, missing[0]), f"{cut(plan.title)} has no {said}"


def times(governance: Governance, plan: CompPlan) -> Iterator[Found]:
    """A plan ends after it has started, and was agreed before."""
    if plan.starts and plan.ends and plan.ends <= plan.starts:
        yield plan.at("ends"), f"{cut(plan.title)} ends on {plan.ends}, and starts only on {plan.starts}"
    if plan.starts and plan.agreed_on and plan.agreed_on >= plan.starts:
        said = f"{cut(plan.title)} was agreed on {plan.agreed_on}, when it had begun on {plan.starts}"
        yield plan.at("agreed_on"), said, (plan.at("starts"), "this is when it starts")


def weights(plan: CompPlan) -> Iterator[Found]:
    open_ = [index for index, measure in enumerate(plan.measures) if measure.weight is None]
    for index in open_:
        said = f"the measure '{cut(plan.measures[index].kpi)}' of {cut(plan.title)} has no `weight`"
        yield plan.at("measures", index), said
    total = sum(measure.weight.number for measure in plan.measures if measure.weight)
    if plan.measures and not open_ and abs(total - 1) > SLACK:
        yield plan.at("measures"), f"the weights of {cut(plan.title)} come to {total * 100:.10g}%, not to 100%"


def measure_faults(plan: CompPlan, index: int, measure: Measure) -> Iterator[Found]:
    """What keeps one measure from being paid."""
    title = f"the measure '{cut(measure.kpi)}' of {cut(plan.title)}"
    missing = [field for field in ("curve", "cap", "clawback") if not getattr(measure, field)]
    if missing:
        said = listed((f"`{field}`" for field in missing), "and no")
        yield plan.at("measures", index), f"{title} has no {said}"
    for at, (before, after) in enumerate(pairwise(measure.curve), start=1):
        spot = plan.at("measures", index, "curve", at)
        if after.at.number <= before.at.number:
            yield spot, f"the curve of {title} goes on at {after.at} after {before.at}; write it in rising order"
        elif after.pays.number < before.pays.number:
            yield spot, f"the curve of {title} falls: {after.at} pays {after.pays}, and {before.at} pays {before.pays}"
    most = max((point.pays for point in measure.curve), key=lambda pays: pays.number, default=None)
    if measure.cap and most and most.number > measure.cap.number + SLACK:
        said = f"the curve of {title} pays up to {most}, but its cap is {measure.cap}"
        yield plan.at("measures", index, "cap"), said


def same_hands(governance: Governance, plan: CompPlan) -> Iterator[Found]:
    """The finding that whoever designed a plan approved it, in one role or in two."""
    designer, approver = plain(plan.designed_by or ""), plain(plan.approved_by or "")
    role = governance.find(Role, approver)
    if designer and role is not None and in_person(governance, approver, frozenset({designer})):
        how = "designed" if designer == approver else "is held by who designed"
        yield plan.at("approved_by"), f"{cut(role.title)} approves {cut(plan.title)}, but {how} it"
