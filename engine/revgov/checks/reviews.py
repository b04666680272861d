"""Has somebody looked lately whether each text is still right?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, kind_name, plural
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import level_of, levels_of, scale_of
from revgov.kinds import AiUse, Charter, Kpi, Node, Risk, System
from revgov.kinds.values import Duration

CLOSED = ("closed", "retired", "dismissed")
# Levels of risk by the words that companies use.
WORDS = {"critical": "high", "severe": "high", "extreme": "high", "high": "high", "medium": "medium",
         "moderate": "medium", "low": "low", "minor": "low"}  # fmt: skip
# Thirty-one days are a month, and five weeks are not.
SLACK = 31 / (365.25 / 12)


class Most(NamedTuple):
    """How many months may lie between two reviews at most, and of what that is true."""

    months: float
    what: str


@check("x-review-overdue", severity=ERROR, startup=WARNING)
def text_not_reviewed(
    governance: Governance, *, charter_months: int = 12, kpi_months: int = 3, ai_use_months: int = 3,
    high_risk_months: int = 1, medium_risk_months: int = 3, low_risk_months: int = 12,
) -> Findings:  # fmt: skip
    """What has a review is reviewed when it is due, and is due often enough: a high risk monthly, a medium one, a KPI
    and an AI use every three months, a low risk and the charter every year. A `next` may not put that off: it is no
    later after the last review. It is a warning, and an error once twice the time has passed.

    Documents that nobody reads again gather dust, and are still believed.

    Remedy: read the text, mend it, and write `review: {every: 3 months, last: 2026-11-20}`.
    """
    limits: Mapping[str, float] = {
        "charter": charter_months, "kpi": kpi_months, "ai_use": ai_use_months,
        "high": high_risk_months, "medium": medium_risk_months, "low": low_risk_months,
    }  # fmt: skip
    not_read = {ref for ref, field in unread(governance) if field == "review"}
    in_time: set[tuple[object, ...]] = set()
    for kind, nodes in governance.in_force_by_kind.items():
        for node in nodes:
            review = node.review
            if node.ref in not_read or (isinstance(node, Risk) and over(node)):
                continue
            most = limit_of(governance, node, limits) if kind in limits or kind == "risk" else None
            if most:
                yield from interval_fault(node, most)
            if review and review.next:
                yield from put_off(governance, node, most)
            # Thousands of declarations are reviewed on the same few days.
            rhythm = (review.every, review.last, review.next, node.since) if review else None
            if rhythm is not None and rhythm not in in_time:
                told = [*late(governance, node)]
                yield from told
                in_time.update(() if told else (rhythm,))
    for system in governance.every(System):
        yield from access_not_reviewed(system, governance.as_of)


def access_not_reviewed(system: System, as_of: datetime.date) -> Findings:
    access = system.access_review
    due = access.every.after(access.last) if access and access.every and access.last else as_of
    if due < as_of:
        said = f"access to {cut(system.title)} was to be reviewed by {due}, {ago(due, as_of)}"
        yield system.at("access_review", "last"), said, WARNING


def over(risk: Risk) -> bool:
    return risk.dismissed is not None or (risk.status or "").strip().casefold() in CLOSED


def interval_fault(node: Node, most: Most) -> Findings:
    """An interval that is missing, or longer than it may be. What lacks a review altogether and is asked for one by
    another check (a charter, an AI use, a KPI that no meeting looks at) is not called out twice."""
    review = node.review
    if review is None:
        if isinstance(node, Risk) or (isinstance(node, Kpi) and node.on_agenda):
            said = f"nobody is to review {most.what} '{cut(node.title)}'; write `review: {{every: …, last: …}}`"
            yield lacks(node, "review"), said, WARNING
    elif review.every is None and review.next is None:
        yield node.at("review"), f"the review of '{cut(node.title)}' has no interval; add `every`", WARNING
    elif review.every is not None and longer(review.every, most.months):
        said = f"'{cut(node.title)}' is reviewed every {review.every}; {most.what} needs it every {months(most.months)}"
        yield node.at("review", "every"), said, WARNING


def put_off(governance: Governance, node: Node, most: Most | None) -> Findings:
    """A `next` that is further from the last review than two reviews may be. What was never reviewed counts from its
    `since`, else from today, or from the first day of the plan while that is still to come."""
    review, title, plan = node.review, cut(node.title), governance.charter.plan
    if review is None or review.next is None:
        return
    begun = past(review.last, governance.as_of) or node.since
    first = max(governance.as_of, plan.starts) if plan and plan.starts else governance.as_of
    apart = Duration((review.next - (begun or first)).days, "days")
    if most and longer(apart, most.months):
        said = f"the next review of '{title}' is put off to {review.next}; {most.what} needs it every"
        yield node.at("review", "next"), f"{said} {months(most.months)}", WARNING
    elif not most and not begun and review.every and apart.days > review.every.days * SLACK:
        said = f"the next review of '{title}' is put off to {review.next}, and it is reviewed every {review.every}"
        yield node.at("review", "next"), said, WARNING


def past(day: datetime.date | None, as_of: datetime.date) -> datetime.date | None:
    return day if day and day <= as_of else None


def limit_of(governance: Governance, node: Node, limits: Mapping[str, float]) -> Most | None:
    if isinstance(node, Risk):
        level = rank_of(governance, node)
        return Most(limits[level], f"a {level} risk") if level else None
    if isinstance(node, Charter | Kpi | AiUse):
        article = "the" if isinstance(node, Charter) else "an" if isinstance(node, AiUse) else "a"
        return Most(limits[node.kind], f"{article} {kind_name(node.kind)}")
    return None


def rank_of(governance: Governance, risk: Risk) -> str | None:
    """Whether a risk, as it is now, is high, medium or low; by its place in the scale where the word is another."""
    scale = scale_of(governance.charter)
    level = level_of(scale, risk.current or risk.inherent or risk.residual)
    if level is None:
        return None
    levels = levels_of(scale)
    place = "high" if level in levels[-1:] else "low" if level in levels[:1] else "medium"
    return WORDS.get(level.strip().casefold(), place)


def longer(every: Duration, most_months: float) -> bool:
    return every.days > most_months * (365.25 / 12) * SLACK


def months(number: float) -> str:
    return "month" if number == 1 else f"{number:g} months"


def late(governance: Governance, node: Node) -> Findings:
    """A review that is overdue: on its `next` day, or when its interval has passed, whichever comes first. What was
    never reviewed counts from its `since`; a review to come is none yet."""
    review, as_of, title = node.review, governance.as_of, cut(node.title)
    if review is None:
        return
    last = past(review.last, as_of)
    if review.last and last is None:
        said = f"'{title}' says it was reviewed on {review.last}, which is still to come"
        yield node.at("review", "last"), said, WARNING
    elif last is None and review.next is None and review.every is not None and node.since is None:
        yield node.at("review"), f"'{title}' was never reviewed; add `last` when it is", WARNING
    start = last or node.since
    regular = review.every.after(start) if review.every and start else None
    due = min((day for day in (review.next, regular) if day), default=None)
    if due is None or due >= as_of:
        return
    field = ("next",) if due == review.next else ("last",) if last else ()
    spot = node.at("review", *field)
    said = f"'{title}' was to be reviewed by {due}, {ago(due, as_of)}"
    if review.every and review.every.after(due) < as_of:
        yield spot, f"{said}: more than twice the time ({review.every}) has passed"
    else:
        yield spot, said, WARNING


def ago(day: datetime.date, as_of: datetime.date) -> str:
    return f"{plural((as_of - day).days, 'day')} ago"
