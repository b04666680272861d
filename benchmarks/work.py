"""What a team does, what it is measured by, and when it meets."""

from __future__ import annotations

from typing import Any

from benchmarks.team import TABLES, Team
from benchmarks.writing import Declaration, File, folded, listed

SLOTS = [
    (day, time)
    for time in ("10:00", "11:00", "14:00")
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
]
"""No two meetings of a team overlap: each has a slot of the week of its own."""


def work_files(team: Team, parent: str) -> list[File]:
    """`parent` is the KPI that the team's net revenue drives."""
    slug, title = team.slug, team.title
    activities = tuple(activity(team, index, row) for index, row in enumerate(TABLES["activities"]))
    kpis = tuple(kpi(team, row, parent) for row in TABLES["kpis"])
    meetings = tuple(meeting(team, index, row) for index, row in enumerate(TABLES["meetings"]))
    return [
        File(f"raci/{slug}_work.yaml", f"What {title} does, and who answers for it", activities),
        File(f"kpi_tree/{slug}.yaml", f"What {title} is measured by", kpis),
        File(f"cadence/{slug}.yaml", f"When {title} meets ({team.zone})", meetings),
    ]


def activity(team: Team, index: int, row: Any) -> Declaration:
    """A third bears a description, another third its RACI in the compact form."""
    area = next(role["area"] for role in TABLES["roles"] if role["word"] == row["answers"])
    lines = [f"name: {row['name']} in {team.title}"]
    if index % 3 == 0:
        lines += folded("description", team.chance.choice(TABLES["how"]))
    lines += [f"area: {area}", "type: operate" if index % 3 else "type: optimise  # so that the work gets less"]
    if index % 3 == 1:
        letters = {
            **dict.fromkeys(row["told"], "I"),
            **dict.fromkeys(row["asked"], "C"),
            **dict.fromkeys(row["does"], "R"),
        }
        letters[row["answers"]] = "A/R" if row["answers"] in row["does"] else "A"
        lines.append(f"raci: {{{', '.join(f'{team.slug}_{role}: {letter}' for role, letter in letters.items())}}}")
    else:
        lines.append(f"accountable: {team.slug}_{row['answers']}")
        for field, roles in (("responsible", row["does"]), ("consulted", row["asked"]), ("informed", row["told"])):
            lines += [f"{field}: {team.ids(roles)}"] if roles else []
    return Declaration("activities", f"{team.slug}_{row['word']}", tuple(lines))


def kpi(team: Team, row: Any, parent: str) -> Declaration:
    top = row["word"] == TABLES["kpis"][0]["word"]
    lines = [
        f"name: {row['title']}, {team.title}",
        f"definition: {row['title']} over a month, {team.chance.choice(TABLES['counted'])}",
        f"owner: {team.slug}_{row['owner']}",
        f"unit: {row['unit']}",
        f"direction: {row['direction']}",
        "grain: month",
        f"timing: {'lagging' if 'formula' in row else 'leading'}",
        f"measures: {row['measures']}",
        'includes: "The team\'s territory"',
        "excludes: Tests",
        "when_missing: not reported",
        *origin(team, row),
    ]
    if top:
        lines += [f"drives: {parent}", "key: true", *target(team)]
    elif "drives" in row:
        lines.append(f"drives: {team.slug}_{row['drives']}")
    lines += [
        "refresh: {every: 1 day, by: 06:00}",
        f"on_agenda: {'1 quarter' if row['meeting'] == 'quarterly_plan' else '1 month'}",
        "reported_in: bi_platform",
        "review: {every: 3 months, last: 2026-10-05}",
    ]
    return Declaration("kpis", f"{team.slug}_{row['word']}", tuple(lines))


def origin(team: Team, row: Any) -> list[str]:
    """The formula, in the team's own ids, or the field that is counted."""
    if "formula" in row:
        words = row["formula"].split()
        return [f"formula: {' '.join(word if len(word) == 1 else f'{team.slug}_{word}' for word in words)}"]
    dataset, field = row["field"].split(".")
    where = "\"status = 'valid'\""
    return [f"source: {{dataset: {team.slug}_{dataset}, field: {field}, aggregate: sum, where: {where}}}"]


def target(team: Team) -> list[str]:
    amount = team.chance.randrange(40, 400) * 10
    return [
        f"target: {{value: {amount}k USD, by: 2027-01-31, basis: board plan}}",
        f'bands: {{red: "< {amount - 100}k USD", amber: "< {amount}k USD"}}',
        f"guardrails: [{team.slug}_lost_revenue]",
    ]


def meeting(team: Team, index: int, row: Any) -> Declaration:
    owner, (day, time) = row["owner"], SLOTS[index]
    kpis = [kpi for kpi in TABLES["kpis"] if kpi["meeting"] == row["word"]]
    others = list(dict.fromkeys(kpi["owner"] for kpi in kpis if kpi["owner"] != owner)) or ["operations_analyst"]
    risks = [risk for risk in TABLES["risks"] if risk["owner"] == owner][: 1 + index % 2]
    reviews = [f"kpi:{team.slug}_{kpi['word']}" for kpi in kpis] + [
        f"risk:{team.slug}_{risk['word']}" for risk in risks
    ]
    repeat = f"every month on the second {day}" if row["every"] == "month" else f"every {row['every']} on {day}"
    lead = f"{team.slug}_{owner}"
    lines = [
        f"name: {row['title']}, {team.title}",
        *folded("purpose", f"Decide what to do about {kpis[0]['title'].lower()}, and who does it."),
        f"owner: {lead}",
        f"required: {team.ids(others)}",
        "schedule:",
        "  starts: 2026-02-02",
        f"  time: {time}",
        f"  duration: {row['minutes']}m",
        f"  timezone: {team.zone}",
        f"  repeat: {repeat}",
        "  until: 2027-06-30",
        "  on_holiday: skip",
        "  on_freeze: skip",
        f"inputs: [{{what: figures of the week, from: {lead}, due: 24h before}}]",
        "agenda:",
        f"  - {{item: What the figures say, minutes: 15, lead: {lead}}}",
        f"  - {{item: 'Actions: done, moved, dropped', minutes: {row['minutes'] - 20}, lead: {team.slug}_{others[0]}}}",
        f"reviews: {listed(reviews)}",
        "outputs: [minutes, actions]",
    ]
    return Declaration("meetings", f"{team.slug}_{row['word']}", tuple(lines))
