"""Was the meaning of a number changed without a word?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import OFF, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.signature import written
from revgov.kinds import Dataset, Field, Kpi

# What a number means is said by these; the other fields say who looks after it and what it should be.
MEANING = ("formula", "source", "unit", "direction")
WORD = re.compile(r"[a-z][a-z0-9_]*")


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
    renamed = renamings(governance, governance.base) if governance.base else {}
    for kpi in governance.every(Kpi):
        if kpi.ref in not_read:
            continue
        before = former(governance.base, kpi) if governance.base else None
        fields = [name for name in MEANING if before and said(before, name, renamed) != said(kpi, name)]
        if before and fields and (kpi.version or 1) <= (before.version or 1):
            names = listed(f"`{name}`" for name in fields)
            spot = kpi.at("version") if kpi.version is not None else lacks(kpi, "version")
            message = f"{names} of {cut(kpi.title)} changed, and its version is still {kpi.version or 1}"
            yield spot, f"{message}; raise it and say so under `changed`"
        elif (kpi.version or 1) > 1 and (gaps := gaps_of(kpi, before if fields else None)):
            spot = kpi.at("changed") if kpi.changed else kpi.at("version")
            yield spot, f"{cut(kpi.title)} is at version {kpi.version}, and does not say {listed(gaps)}"


def former(base: Governance, kpi: Kpi) -> Kpi | None:
    """What a KPI was in the base: another name changes no meaning, and hides no change of it."""
    names = (kpi.id, *kpi.was)
    return next((one for one in (base.find(Kpi, name) for name in names) if one), None)


def renamings(governance: Governance, base: Governance) -> Mapping[str, str]:
    """The names that formulas and sources use, from how they were in the base to how they are now."""
    nodes = [*governance.every(Kpi), *governance.every(Dataset), *governance.every(Field)]
    news = [node for node in nodes if node.was and base.get(node.ref) is None]
    return {last_part(name): last_part(node.id) for node in news for name in node.was}


def last_part(id_: str) -> str:
    return id_.rpartition(".")[2]


def said(kpi: Kpi, name: str, renamed: Mapping[str, str] = {}) -> str:
    """What a field says; blanks say nothing."""
    text = "".join(json.dumps(written(getattr(kpi, name)), sort_keys=True).split())
    return WORD.sub(lambda word: renamed.get(word[0], word[0]), text)


def gaps_of(kpi: Kpi, before: Kpi | None) -> list[str]:
    """What `changed` does not say; after a change it has to be another one than before."""
    changed = kpi.changed
    if changed is None or (before and before.changed and before.changed.on == changed.on):
        return ["what changed, and from when (`changed`)"]
    gaps = [] if changed.approved_by else ["who approved the change"]
    return gaps + ([] if changed.restated else ["how far back it was restated"])
