"""Does anybody do something about a number that stays red?"""

from __future__ import annotations

from collections.abc import Iterable

from revgov.checks.open_work import advised_on, recommendations_about
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.unmeasured import unmeasured
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.observations import Observation
from revgov.kinds import Kpi, Recommendation
from revgov.kinds.values import Amount, Band

NEEDED = {
    "hypotheses": "hypotheses",
    "proposal": "a decision or proposal",
    "owner": "an owner",
    "due": "a due date",
    "expected": "the effect by which it will be measured (`expected`)",
}


@check("kpi-off-target-no-action", severity=ERROR, startup=WARNING)
def red_without_recommendation(governance: Governance, *, periods: int = 2) -> Findings:
    """A KPI that was red in its last two measured periods has an open recommendation about it, with hypotheses, a
    decision or proposal, an owner, a due date and the effect it should have. What was never measured is named in one
    note.

    A number that is red month after month, with nobody asking why, is decoration.

    Remedy: write a recommendation that is `about` the KPI, with `hypotheses`, `proposal`, `owner`, `due` and
    `expected`.
    """
    open_, work = recommendations_about(governance), advised_on(governance)
    banded = [kpi for kpi in governance.every(Kpi) if "red" in (kpi.bands or {}) and in_direction(kpi)]
    for kpi in banded:
        band = (kpi.bands or {})["red"]
        values = governance.observations.last(kpi.ref, max(int(periods), 1))
        if not values or not all(is_red(band, one) for one in values):
            continue
        said = f"{cut(kpi.title)} was red (`{band}`): {listed(one.said for one in values)}"
        related = (values[-1].spot, "the last value")
        advice = open_.get(kpi.ref, [])
        if not advice and not work.answers(kpi.ref):
            yield kpi.at("bands", "red"), f"{said}; no recommendation about it is open", related
        elif advice and all(gaps(one) for one in advice):
            first = advice[0]
            message = f"{said}; the recommendation about it lacks {listed(gaps(first))}"
            yield first.at(), message, (kpi.at("bands", "red"), "what is red stands here"), related
    yield from unmeasured(governance, "KPIs with a red band", key_first(banded))


def in_direction(kpi: Kpi) -> bool:
    """Whether red lies at the bad end. Where it does not the band itself is at fault, and says nothing of the value."""
    wrong = {"up": ">", "down": "<"}.get(kpi.direction or "")
    return not (wrong and (kpi.bands or {})["red"].operator.startswith(wrong))


def key_first(kpis: Iterable[Kpi]) -> list[Kpi]:
    """The key KPIs among them: of the others nobody expects that each is measured."""
    return [kpi for kpi in kpis if kpi.key]


def is_red(band: Band, one: Observation) -> bool:
    """Whether a value lies in a band; lengths of time are compared in days."""
    plain = Band(band.operator, Amount(band.amount.comparable()[0], ""))
    return plain.holds(one.value.comparable()[0])


def gaps(advice: Recommendation) -> list[str]:
    found = {
        "hypotheses": advice.hypotheses,
        "proposal": advice.decision or advice.proposal,
        "owner": advice.owner,
        "due": advice.due or advice.moved,
        "expected": advice.expected,
    }
    return [NEEDED[name] for name, value in found.items() if not value]
