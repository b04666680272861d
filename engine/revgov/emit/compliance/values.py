"""The report for other programs: the same facts as on the page, as plain values."""

from __future__ import annotations

from typing import Any

from revgov.emit.compliance.measured import values_json
from revgov.emit.compliance.records import attestations, exceptions, proofs, signed_for
from revgov.emit.compliance.rules import checks_json, rules_digest
from revgov.emit.compliance.scores import Score, assets, cells, functions, overall
from revgov.emit.compliance.unknown import unmeasured
from revgov.emit.edition import Edition, stamp
from revgov.emit.lineage import lineage_of, owner_chain
from revgov.governance.questions.posts import posts
from revgov.kinds import PILLARS, Kpi
from revgov.report import finding_json


def values(edition: Edition) -> dict[str, Any]:
    """Everything, keyed and in an order that does not depend on the run."""
    return stamp(edition) | {
        "rules": rules_digest(edition),
        "scores": scores_json(edition),
        "assets": [asset._asdict() | {"score": score_json(asset.score)} for asset in assets(edition)],
        "findings": [finding_json(finding) for finding in edition.findings],
        "signoffs": {one.signoff.id: signoff_json(edition, one) for one in attestations(edition)},
        "waivers": {one.waiver.id: waiver_json(one) for one in exceptions(edition)},
        "evidence": [
            {
                "node": one.node, "what": one.evidence.what, "url": one.evidence.url, "on": text(one.evidence.on),
                "by": one.evidence.by, "state": one.state.word,
            }
            for one in proofs(edition)
        ],
        "answers_for": answers_json(edition),
        "kpis": kpis_json(edition),
        "measured": values_json(edition),
        "checks": checks_json(edition),
        "not_measured": dict(unmeasured(edition)),
    }  # fmt: skip


def text(value: object) -> str | None:
    return None if value is None else str(value)


def score_json(score: Score) -> dict[str, int | None]:
    return {"clean": score.clean, "total": score.total, "percent": score.percent}


def scores_json(edition: Edition) -> dict[str, Any]:
    return {
        "overall": score_json(overall(edition)),
        "layers": {layer: dict(zip(PILLARS, map(score_json, row), strict=True)) for layer, row in cells(edition)},
        "functions": {name: score_json(score) for name, score in functions(edition).items()},
    }


def signoff_json(edition: Edition, one: Any) -> dict[str, Any]:
    signoff = one.signoff
    return {
        "of": signed_for(edition, signoff), "by": signoff.by, "person": signoff.person, "on": text(signoff.on),
        "digest": signoff.digest, "statement": one.statement, "state": one.state.word,
        "valid": one.state.tone == "good",
    }  # fmt: skip


def waiver_json(one: Any) -> dict[str, Any]:
    waiver = one.waiver
    return {
        "check": waiver.check, "for": list(waiver.for_), "reason": waiver.reason, "requested_by": waiver.requested_by,
        "approved_by": waiver.approved_by, "expires": text(waiver.expires), "days_left": one.days_left,
        "covers": one.covers, "state": one.state.word,
    }  # fmt: skip


def answers_json(edition: Edition) -> dict[str, list[str]]:
    """What each role or council answers for, by reference."""
    found: dict[str, set[str]] = {}
    for post in posts(edition.governance):
        for owner in post.named:
            found.setdefault(owner, set()).add(post.ref)
    return {owner: sorted(refs) for owner, refs in sorted(found.items())}


def kpis_json(edition: Edition) -> dict[str, Any]:
    lineage = lineage_of(edition.governance)
    return {
        kpi.id: {
            "inputs": lineage.inputs[kpi.id], "outputs": lineage.outputs[kpi.id], "fields": lineage.fields[kpi.id],
            "systems": lineage.systems[kpi.id], "meetings": lineage.meetings[kpi.id],
            "owners": owner_chain(edition.governance, kpi),
        }
        for kpi in edition.governance.every(Kpi)
    }  # fmt: skip
