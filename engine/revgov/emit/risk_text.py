"""The risk register to read: method, heat maps and one block per risk, as Markdown; other reports use its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revgov.emit.document import Cell, Code, Document, Facts, Lines, Row, Section, State, Table
from revgov.emit.edition import Edition, origin
from revgov.emit.markdown import document
from revgov.emit.measured import read_from
from revgov.governance.governance import Governance
from revgov.governance.risk_scale import level_of, levels_of, scale_of, steps_of
from revgov.kinds.node import made
from revgov.kinds.risk import Score

TONES = ("good", "fair", "bad")
Entry = Mapping[str, Any]


def register_text(edition: Edition, entries: Mapping[str, Entry]) -> bytes:
    """The whole register as Markdown."""
    maps = [heat_map(edition.governance, entries, moment) for moment in ("inherent", "residual")]
    ranked = sorted(entries.items(), key=worst_first)
    report = Document(
        title=f"Risk register of {edition.organization}",
        kicker=origin(edition),
        origin=Facts(tuple(method(edition.governance))),
        sections=(
            Section("overview", "Overview", (overview(ranked),)),
            Section("heat-maps", "Heat maps", tuple(maps)),
            Section("risks", "Risks", (), tuple(block(id_, one) for id_, one in ranked)),
        ),
        footer="Likelihood and impact are judgements of the owners. Triggers and indicators hold or not by what was "
        f"measured and found: {read_from(edition)}.",
    )
    return document(report)


def method(governance: Governance) -> Iterator[tuple[str, Cell]]:
    used = scale_of(governance.charter)
    yield "Likelihood", ", ".join(steps_of(used.likelihood))
    yield "Impact", ", ".join(steps_of(used.impact))
    yield "Score", f"{used.score} of likelihood and impact, each counted from 1"
    yield (
        "Levels",
        ", ".join(f"{level} {(used.levels or {})[level]}" for level in levels_of(used)) or "none are declared",
    )
    appetites = sorted((governance.charter.appetite or {}).items())
    yield "Appetite", ", ".join(f"{name} up to {appetite.level}" for name, appetite in appetites) or "none is declared"


def worst_first(entry: tuple[str, Entry]) -> tuple[int, str]:
    id_, one = entry
    score = one["residual"] or one["current"] or one["inherent"] or {}
    return -(score.get("score") or 0), id_


def overview(ranked: list[tuple[str, Entry]]) -> Table:
    rows = tuple(
        (
            Lines((one["title"], Code(id_))),
            one["category"] or "–",
            owner_line(one),
            shown(one["inherent"]),
            shown(one["residual"] or one["current"]),
            appetite_state(one),
            one["status"],
            review_state(one),
        )
        for id_, one in ranked
    )
    columns = ("Risk", "Category", "Owner", "Inherent", "Residual", "Appetite", "Status", "Next review")
    return Table(columns, rows, empty="No risk is declared.")


def owner_line(one: Entry) -> Cell:
    lines = tuple(f"{owner['title']} ({', '.join(owner['holders']) or 'vacant'})" for owner in one["owners"])
    return Lines(lines) if lines else State("nobody", "bad")


def shown(score: Entry | None) -> str:
    if not score or score["score"] is None:
        return "not assessed"
    # No-break spaces keep a score in one piece.
    parts = f" ({score['likelihood']}\u00a0×\u00a0{score['impact']})" if score["likelihood"] and score["impact"] else ""
    return f"{score['score']} {score['level'] or ''}".strip() + parts


def appetite_state(one: Entry) -> Cell:
    if one["above_appetite"] is None:
        return State("cannot be told", "quiet")
    word = f"above {one['appetite']}" if one["above_appetite"] else f"within {one['appetite']}"
    return State(word, "bad" if one["above_appetite"] else "good")


def review_state(one: Entry) -> Cell:
    days = one["review"]["days_overdue"]
    if days:
        return State(f"{days} {'day' if days == 1 else 'days'} overdue", "bad")
    return one["review"]["next"] or State("no date", "fair")


def block(id_: str, one: Entry) -> Section:
    """Everything about one risk, in the order in which a committee asks for it."""
    sentence = " → ".join(part for part in (one["cause"], one["event"], one["effect"]) if part)
    treated = one["treatment"] or {"decision": None, "actions": (), "acceptance": None}
    acceptance = treated["acceptance"]
    rows: list[tuple[str, Cell]] = [
        ("Id", Code(id_)),
        ("Status", one["status"]),
        ("Owner", owner_line(one)),
        *((moment.capitalize(), shown(one[moment])) for moment in ("inherent", "current", "residual") if one[moment]),
        ("Appetite", appetite_state(one)),
        ("Treatment", treated["decision"] or State("not decided", "bad")),
        *(("Action", action_line(action)) for action in treated["actions"]),
        *(("Control", control_line(control)) for control in one["controls"]),
    ]  # fmt: skip
    if acceptance:
        rows.append(("Accepted", acceptance_line(acceptance)))
    if one["escalated"]:
        rows.append(("Escalated", f"to {one['escalated']['to']} on {one['escalated']['on'] or 'no date'}"))
    rows.append(("Contingency", ", ".join(one["contingencies"].values()) or "none"))
    rows += [("Trigger", trigger_line(each)) for each in one["triggers"]]
    rows += [("Indicator", indicator_line(each)) for each in one["indicator_values"]] or [("Indicators", "none")]
    rows.append(("Affects", ", ".join(one["affects"].values()) or "nothing named"))
    rows.append(("Next review", review_state(one)))
    return Section(f"risk-{id_}", one["title"], (*((sentence,) if sentence else ()), Facts(tuple(rows))))


def control_line(control: Entry) -> Cell:
    tones = {True: "good", False: "bad", None: "fair"}
    return State(f"{control['title']}: {control['state']}", tones[control["working"]])


def trigger_line(trigger: Entry) -> Cell:
    """Each condition with the values it is told by, and how the whole stands."""
    conditions = (Row((Code(each["condition"]), answer(each)), ": ") for each in trigger["conditions"])
    return Lines((State(f"{trigger['title']}: {trigger['state']}", trigger["tone"]), *conditions))


def trigger_words(trigger: Entry) -> str:
    conditions = ", ".join(f"{each['condition']}: {answer(each)}" for each in trigger["conditions"])
    return f"{trigger['title']}: {trigger['state']}{f' ({conditions})' if conditions else ''}"


def indicator_line(indicator: Entry) -> Cell:
    tones = {True: "bad", False: "good", None: "fair"}
    return Row((Code(indicator["condition"]), State(answer(indicator), tones[indicator["holds"]])), ": ")


def answer(told: Entry) -> str:
    """Whether a condition holds and by which values; what nobody can tell says only why."""
    if told["holds"] is None:
        return str(told["by"])
    return f"{'holds' if told['holds'] else 'does not hold'}, {told['by']}"


def action_line(action: Entry) -> Cell:
    by = f" by {', '.join(action['owners'])}" if action["owners"] else ""
    tone = "bad" if "overdue" in action["state"] else "quiet"
    return State(f"{action['what']}{by}: {action['state']}", tone)


def acceptance_line(acceptance: Entry) -> Cell:
    left = acceptance["days_left"]
    until = "without an end" if left is None else f"until {acceptance['expires']}"
    spent = left is not None and left < 0
    words = f"by {acceptance['approved_by'] or 'nobody'} {until}{' (lapsed)' if spent else ''}: "
    return State(
        words + (acceptance["reason"] or "no reason given"),
        "bad" if spent or left is None else "fair" if left <= 14 else "quiet",
    )


def heat_map(governance: Governance, entries: Mapping[str, Entry], moment: str) -> Table:
    """How many risks lie on each field of the scale, and which; likelihood falls downwards, impact rises rightwards."""
    used = scale_of(governance.charter)
    impacts, likelihoods = steps_of(used.impact), steps_of(used.likelihood)
    rows = []
    for likelihood in range(len(likelihoods), 0, -1):
        row: list[Cell] = [likelihoods[likelihood - 1]]
        for impact in range(1, len(impacts) + 1):
            ids = sorted(id_ for id_, one in entries.items() if lies(one[moment], likelihood, impact))
            full = State(f"{len(ids)}: {', '.join(ids)}", tone(governance, likelihood, impact))
            row.append(full if ids else State("0", "quiet"))
        rows.append(tuple(row))
    missing = sum(1 for one in entries.values() if not (one[moment] or {}).get("likelihood"))
    caption = f"{moment.capitalize()} risk: likelihood (rows) by impact (columns)"
    caption += f"; {missing} not on the scale" if missing else ""
    return Table(("Likelihood", *impacts), tuple(rows), caption=caption, matrix=True)


def lies(score: Entry | None, likelihood: int, impact: int) -> bool:
    return score is not None and (score["likelihood"], score["impact"]) == (likelihood, impact)


def tone(governance: Governance, likelihood: int, impact: int) -> str:
    """The colour of a field: that of its level among the levels, the upper ones all bad."""
    used = scale_of(governance.charter)
    level, levels = level_of(used, made(Score, {"likelihood": likelihood, "impact": impact})), levels_of(used)
    return TONES[min(levels.index(level), len(TONES) - 1)] if level in levels else "quiet"
