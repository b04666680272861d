"""The risk register: every risk with its scores, owner, treatment, controls and reviews, as CSV, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from revgov.emit.edition import Edition, File, json_bytes, stamp
from revgov.emit.risk_entry import MOMENTS, entry, scale
from revgov.emit.risk_text import answer, register_text, trigger_words
from revgov.emit.sheet import csv_bytes
from revgov.kinds import Risk

COLUMNS = (
    "id", "title", "category", "status", "cause", "event", "effect", "owner", "owner_title", "holders",
    *(f"{moment}_{part}" for moment in MOMENTS for part in ("likelihood", "impact", "score", "level")),
    "appetite", "above_appetite", "treatment", "actions", "actions_overdue", "controls", "controls_failing",
    "accepted_by", "acceptance_reason", "acceptance_expires", "acceptance_days_left", "contingencies", "triggers",
    "indicators", "affects", "escalated_to", "last_review", "next_review", "days_overdue", "file",
)  # fmt: skip


def risks(edition: Edition) -> Iterator[File]:
    """`registers/risks` in three forms. The JSON holds everything; the others are made of it."""
    entries = {risk.id: entry(edition, risk) for risk in edition.governance.every(Risk)}
    yield "registers/risks.csv", csv_bytes(COLUMNS, (row(id_, one) for id_, one in sorted(entries.items())))
    yield "registers/risks.md", register_text(edition, entries)
    yield "registers/risks.json", json_bytes(stamp(edition) | {"scale": scale(edition.governance), "risks": entries})


def row(id_: str, one: Mapping[str, Any]) -> tuple[object, ...]:
    """One line of the spreadsheet; lists are joined by semicolons."""
    treated = one["treatment"] or {"decision": None, "actions": [], "acceptance": None}
    acceptance = treated["acceptance"] or {}
    actions = [f"{action['what']} ({action['state']})" for action in treated["actions"]]
    scores = [
        (one[moment] or {}).get(part) for moment in MOMENTS for part in ("likelihood", "impact", "score", "level")
    ]
    return (
        id_, one["title"], one["category"], one["status"], one["cause"], one["event"], one["effect"],
        several(owner["ref"] for owner in one["owners"]), several(owner["title"] for owner in one["owners"]),
        several(name for owner in one["owners"] for name in owner["holders"]),
        *scores, one["appetite"], one["above_appetite"], treated["decision"], several(actions),
        sum("overdue" in action["state"] for action in treated["actions"]),
        several(f"{control['title']}: {control['state']}" for control in one["controls"]),
        sum(control["working"] is False for control in one["controls"]),
        acceptance.get("approved_by"), acceptance.get("reason"), acceptance.get("expires"), acceptance.get("days_left"),
        several(one["contingencies"].values()), several(map(trigger_words, one["triggers"])),
        several(f"{each['condition']} ({answer(each)})" for each in one["indicator_values"]),
        several(one["affects"].values()),
        one["escalated"]["to"] if one["escalated"] else None,
        one["review"]["last"], one["review"]["next"], one["review"]["days_overdue"], one["file"],
    )  # fmt: skip


def several(texts: Iterable[str]) -> str:
    return "; ".join(texts)
