"""Chains of references: the answers of `revgov impact` and `revgov path`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from revgov.governance.governance import Governance
from revgov.governance.questions.impact import Affected
from revgov.governance.questions.steps import Step
from revgov.kinds import BY_NAME
from revgov.render.terminal import WIDEST, columns, plain, wrapped

# The steps that a line of text shows of a way.
LONGEST = 12


def impact_json(governance: Governance, ref: str, affected: Iterable[Affected]) -> dict[str, Any]:
    """What a change of `ref` affects, kind by kind in the order of the language, then nearest first."""
    order = {kind: at for at, kind in enumerate(BY_NAME)}
    found = sorted(affected, key=lambda one: (order[one.ref.partition(":")[0]], one.distance, one.ref))
    return {"ref": ref, "title": governance.title(ref), "affected": [affected_json(governance, one) for one in found]}


def affected_json(governance: Governance, affected: Affected) -> dict[str, Any]:
    node = governance.nodes[affected.ref]
    return {
        "ref": affected.ref,
        "kind": node.kind,
        "title": node.title,
        "in_force": governance.in_force(node),
        "distance": affected.distance,
        "way": [step_json(step) for step in affected.way],
    }


def step_json(step: Step) -> dict[str, Any]:
    """One step: `named_by` is the end in whose text the reference stands."""
    return {"from": step.start, "to": step.end, "field": step.field, "named_by": "from" if step.forward else "to"}


def impact_text(impact: dict[str, Any]) -> str:
    affected = impact["affected"]
    title = f"{plain(impact['ref'])} ({plain(impact['title'])})"
    if not affected:
        return f"Nothing depends on {title}.\n"
    return "\n".join(impact_lines(title, affected)) + "\n"


def impact_lines(title: str, affected: list[dict[str, Any]]) -> Iterator[str]:
    yield f"A change of {title} affects {len(affected)} declaration{'s' if len(affected) != 1 else ''}."
    for section in (kind.section for kind in BY_NAME.values()):
        rows = [one for one in affected if BY_NAME[one["kind"]].section == section]
        if rows:
            yield f"\n{section}"
            for one in rows:
                yield from affected_row(one)


def affected_row(one: dict[str, Any]) -> Iterator[str]:
    """The declaration and the field through which the effect reaches it; a longer way stands below."""
    past = [] if one["in_force"] else ["not in force"]
    notes = ([one["way"][0]["field"]] if one["distance"] == 1 else []) + past
    noted = f" ({', '.join(notes)})" if notes else ""
    yield f"  {plain(one['ref'])}  {plain(one['title'])}{noted}"
    if one["distance"] > 1:
        yield from (f"      {line}" for line in wrapped(" → ".join(links(one)), WIDEST - 6))


def links(one: dict[str, Any]) -> Iterator[str]:
    """The fields and declarations on the way; of a long way only its end."""
    first, *more = one["way"][-LONGEST:]
    if one["distance"] > LONGEST:
        yield f"… {one['distance'] - LONGEST} steps"
        yield plain(first["from"])
    yield first["field"]
    for step in more:
        yield from (plain(step["from"]), step["field"])


def path_json(governance: Governance, start: str, end: str, way: Iterable[Step] | None) -> dict[str, Any]:
    """The chain between two declarations; `way` is null where nothing connects them."""
    steps = None if way is None else [step_json(step) for step in way]
    refs = dict.fromkeys([start, end, *(step["to"] for step in steps or ())])
    return {"from": start, "to": end, "titles": {ref: governance.title(ref) for ref in refs}, "way": steps}


def path_text(path: dict[str, Any]) -> str:
    if path["way"] is None:
        return f"Nothing connects {plain(path['from'])} and {plain(path['to'])}.\n"
    rows = [("", plain(path["from"]), plain(path["titles"][path["from"]]))]
    for step in path["way"]:
        arrow = f"── {step['field']} ─▶" if step["named_by"] == "from" else f"◀─ {step['field']} ──"
        rows.append((arrow, plain(step["to"]), plain(path["titles"][step["to"]])))
    return "\n".join(columns(rows)) + "\n"
