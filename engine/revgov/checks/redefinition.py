"""Was the meaning of a number changed without a word?"""

from __future__ import annotations

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.signature import written
from revgov.kinds import Kpi

# What a number means is said by these; the other fields say who looks after it and what it should be.
MEANING = ("formula", "source", "unit", "direction")


@check("kpi-silent-redefinition", severity=WARNING, startup=OFF)
def meaning_changed_in_silence(governance: Governance) -> Findings:
    """A KPI whose formula, source, unit or direction changes gets a higher `version`, and `changed` says from when, on
    whose approval and how far back it was restated.

    Otherwise a trend breaks, and nobody can explain why.

    A change is told by comparing with a base, where one was asked for; a version above 1 says by itself that there was
    one.

    Remedy: raise `version` and write `changed: {on: 2026-03-01, approved_by: …, restated: …}`.
    """
    not_read = {ref for ref, field in unread(governance) if field in (*MEANING, "version", "changed")}
    for kpi in governance.every(Kpi):
        if kpi.ref in not_read:
            continue
        before = governance.base.find(Kpi, kpi.id) if governance.base else None
        fields = [name for name in MEANING if before and said(before, name) != said(kpi, name)]
        if before and fields and (kpi.version or 1) <= (before.version or 1):
            names = listed(f"`{name}`" for name in fields)
            spot = kpi.at("version") if kpi.version is not None else lacks(kpi, "version")
            message = f"{names} of {cut(kpi.title)} changed, and its version is still {kpi.version or 1}"
            yield spot, f"{message}; raise it and say so under `changed`"
        elif (kpi.version or 1) > 1 and (gaps := gaps_of(kpi, before if fields else None)):
            spot = kpi.at("changed") if kpi.changed else kpi.at("version")
            yield spot, f"{cut(kpi.title)} is at version {kpi.version}, and does not say {listed(gaps)}"


def said(kpi: Kpi, name: str) -> object:
    """What a field says; blanks in a formula say nothing."""
    value = written(getattr(kpi, name))
    return "".join(value.split()) if isinstance(value, str) else value


def gaps_of(kpi: Kpi, before: Kpi | None) -> list[str]:
    """What `changed` does not say; after a change it has to be another one than before."""
    changed = kpi.changed
    if changed is None or (before and before.changed and before.changed.on == changed.on):
        return ["what changed, and from when (`changed`)"]
    gaps = [] if changed.approved_by else ["who approved the change"]
    return gaps + ([] if changed.restated else ["how far back it was restated"])
