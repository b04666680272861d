"""Was everything done that was promised by a day, or moved or cancelled by somebody who said so?"""

from __future__ import annotations

import datetime

from revgov.checks.open_work import Deed, deeds, due, ended, first_word, measured, over, settled
from revgov.checks.registry import WARNING, Findings, check
from revgov.checks.wording import cut, plural
from revgov.governance.governance import Governance
from revgov.kinds import Initiative, Recommendation, Risk
from revgov.kinds.node import Spot

# Of a risk that is over nobody asks any more what was to be done about it.
CLOSED = ("closed", "retired", "dismissed")


@check("x-commitment-overdue", severity=WARNING, startup=WARNING)
def promise_past_its_day(governance: Governance) -> Findings:
    """Whatever is due by a day is done, moved with a reason, or cancelled once that day is over: actions of minutes,
    initiatives and risks, recommendations and their measured effect, and the ends of initiatives.

    A list of actions that nobody closes teaches everybody that dates mean nothing.

    Remedy: write `done: 2026-11-20`, `moved: {to: 2026-12-11, why: …}` or `cancelled: …`; of an initiative
    `status: done`, or another end.
    """
    for deed in deeds(governance):
        if not (isinstance(deed.node, Risk) and closed(deed.node)):
            yield from late_action(deed, governance.as_of)
    for recommendation in governance.every(Recommendation):
        yield from late_recommendation(recommendation, governance.as_of)
    for initiative in governance.every(Initiative):
        ends = initiative.ends
        if ends is not None and ends < governance.as_of and not ended(initiative):
            title, days = cut(initiative.title), overdue(ends, governance.as_of)
            yield initiative.at("ends"), f"'{title}' was to end on {ends}, {days}; write what became of it"


def closed(risk: Risk) -> bool:
    return risk.dismissed is not None or first_word(risk.status) in CLOSED


def overdue(day: datetime.date, as_of: datetime.date) -> str:
    return f"{plural((as_of - day).days, 'day')} ago"


def late_action(deed: Deed, as_of: datetime.date) -> Findings:
    action = deed.action
    if settled(action, as_of):
        return
    if action.moved and not (action.moved.why or "").strip():
        said = f"the action '{cut(action.what)}' was moved to {action.moved.to} for no reason; add `why`"
        yield deed.at("moved"), said
    day = due(action)
    if day is not None and day < as_of:
        yield day_of(deed), f"the action '{cut(action.what)}' was due on {day}, {overdue(day, as_of)}"


def day_of(deed: Deed) -> Spot:
    return deed.at("moved", "to") if deed.action.moved else deed.at("due")


def late_recommendation(one: Recommendation, as_of: datetime.date) -> Findings:
    """A recommendation is late where nothing came of it by its day, or its effect was to be measured and was not."""
    if one.moved and not (one.moved.why or "").strip():
        yield one.at("moved"), f"'{cut(one.title)}' was moved to {one.moved.to} for no reason; add `why`"
    day, effect = due(one), one.expected.on if one.expected else None
    if day is not None and day < as_of and not over(one, as_of):
        spot = one.at("moved", "to") if one.moved else one.at("due")
        yield spot, f"the recommendation '{cut(one.title)}' was due on {day}, {overdue(day, as_of)}"
    elif effect is not None and effect < as_of and one.done and not (one.cancelled or measured(one, as_of)):
        said = f"the effect of '{cut(one.title)}' was to be measured on {effect}; add `measured`"
        yield one.at("expected", "on"), said
