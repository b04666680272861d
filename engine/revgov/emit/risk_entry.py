"""Everything the register says of one risk, as plain values: the one source of its sheet, its text and its JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from revgov.emit.alarms import told, triggers
from revgov.emit.controls import controls
from revgov.emit.declared import days_past, due, owners, party, state_of, titles
from revgov.emit.edition import Edition
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import (
    above_appetite,
    appetite_of,
    level_of,
    levels_of,
    position,
    scale_of,
    score_of,
    steps_of,
)
from revgov.kinds import Risk
from revgov.kinds.risk import Acceptance, Score

MOMENTS = ("inherent", "current", "residual")
# Of some controls nobody knows whether they work.
WORKING = {"good": True, "bad": False}


def scale(governance: Governance) -> dict[str, Any]:
    """The scale the scores are on; published registers disagree about bands, so ours travels with its scores."""
    used = scale_of(governance.charter)
    return {
        "likelihood": list(steps_of(used.likelihood)),
        "impact": list(steps_of(used.impact)),
        "score": used.score,
        "levels": {level: str((used.levels or {})[level]) for level in levels_of(used)},
        "appetite": {name: appetite.level for name, appetite in sorted((governance.charter.appetite or {}).items())},
    }


def entry(edition: Edition, risk: Risk) -> dict[str, Any]:
    """Everything the register says of one risk, as plain values."""
    governance = edition.governance
    appetite = appetite_of(governance.charter, risk)
    review = risk.review
    return {
        "title": risk.title,
        "description": risk.description,
        "category": risk.category,
        "status": status(edition, risk),
        "cause": risk.cause, "event": risk.event, "effect": risk.effect,
        "owners": [owner._asdict() for owner in owners(governance, risk)],
        **{moment: assessed(governance, getattr(risk, moment)) for moment in MOMENTS},
        "appetite": appetite.level if appetite else None,
        "above_appetite": above_appetite(governance.charter, risk),
        "treatment": treatment(edition, risk),
        "controls": [
            {"ref": one.ref, "title": one.title, "state": one.state.word, "working": WORKING.get(one.state.tone)}
            for one in controls(edition, risk)
        ],
        "contingencies": linked(governance, contingencies(governance, risk)),
        "triggers": list(triggers(edition, risk)),
        "indicators": [str(condition) for condition in risk.indicators],
        "indicator_values": [told(edition, condition)._asdict() for condition in risk.indicators],
        "affects": linked(
            governance, (edge.ref for edge in governance.out.get(risk.ref, ()) if edge.field == "affects")
        ),
        "escalated": {"to": risk.escalated.to, "on": iso(risk.escalated.on)} if risk.escalated else None,
        "review": {
            "last": iso(review.last) if review else None,
            "next": iso(due(risk)),
            "days_overdue": days_past(edition, due(risk)),
        },
        "file": risk.file,
    }  # fmt: skip


def assessed(governance: Governance, score: Score | None) -> dict[str, Any] | None:
    """A score on the charter's scale: the steps from 1, what they come to and the level that lies in."""
    if score is None:
        return None
    used = scale_of(governance.charter)
    likelihood, impact = position(used, score) or (None, None)
    return {
        "likelihood": likelihood,
        "impact": impact,
        "written": {"likelihood": score.likelihood, "impact": score.impact},
        "score": score_of(used, score),
        "level": level_of(used, score),
        "on": iso(score.on),
    }


def status(edition: Edition, risk: Risk) -> str:
    """The status written, else what the declaration shows: dismissed, accepted while the acceptance holds, or open."""
    if risk.status:
        return risk.status
    if risk.dismissed:
        return "dismissed"
    acceptance = risk.treatment.acceptance if risk.treatment else None
    held = acceptance and acceptance.approved_by and acceptance.expires and acceptance.expires >= edition.as_of
    return "accepted" if held else "open"


def treatment(edition: Edition, risk: Risk) -> dict[str, Any] | None:
    if risk.treatment is None:
        return None
    return {
        "decision": risk.treatment.decision,
        "actions": [
            {
                "what": action.what,
                "owners": [party(edition.governance, owner).title for owner in action.owner],
                "due": iso(action.moved.to if action.moved else action.due),
                "done": iso(action.done),
                "state": state_of(edition, action),
                "evidence": action.evidence,
            }
            for action in risk.treatment.actions
        ],
        "acceptance": accepted(edition, risk.treatment.acceptance),
    }


def accepted(edition: Edition, acceptance: Acceptance | None) -> dict[str, Any] | None:
    if acceptance is None:
        return None
    return {
        "requested_by": acceptance.requested_by,
        "approved_by": titles(edition.governance, [acceptance.approved_by]) if acceptance.approved_by else None,
        "reason": acceptance.reason,
        "expires": iso(acceptance.expires),
        # Negative once it has lapsed.
        "days_left": (acceptance.expires - edition.as_of).days if acceptance.expires else None,
    }


def contingencies(governance: Governance, risk: Risk) -> Iterator[str]:
    for edge in governance.into.get(risk.ref, ()):
        if edge.field == "for" and edge.ref.startswith("contingency:"):
            yield edge.ref


def linked(governance: Governance, refs: Iterable[str]) -> dict[str, str]:
    return {ref: governance.title(ref) for ref in sorted(refs)}


def iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
