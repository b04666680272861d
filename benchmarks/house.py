"""What a team keeps: data, a tool, rules, a playbook and risks."""

from __future__ import annotations

from typing import Any

from benchmarks.team import TABLES, Team
from benchmarks.writing import Declaration, File, folded, listed, literal


def house_file(team: Team) -> File:
    declarations = (
        *(dataset(team, row) for row in TABLES["datasets"]),
        *(policy(team, row) for row in TABLES["policies"]),
        system(team),
        integration(team),
        term(team),
        playbook(team),
        *(risk(team, row) for row in TABLES["risks"]),
    )
    return File(f"policies/{team.slug}.yaml", f"Data, tools, rules and risks of {team.title}", declarations)


def dataset(team: Team, row: Any) -> Declaration:
    access = (f"{team.slug}_director", f"{team.slug}_operations_analyst", "head_of_revops")
    lines = [
        f"name: {row['word'].capitalize()} of {team.title}",
        f"system: {team.slug}_ledger",
        f"owner: {team.slug}_operations_analyst",
        f"steward: {team.slug}_data_steward",
        "classification: internal",
        "retention: 3 years",
        "dispose: deleted by the nightly job",
        f"access: {listed(access)}",
        "quality: {completeness: 98%, freshness: 24h, uniqueness: 99.5%, method: nightly count, every: 1 day}",
        "fields:",
    ]
    field = "{type: number, classification: internal, critical: true, ai: allowed}"
    lines += [f"  {name}: {field}" for name in row["fields"]]
    return Declaration("datasets", f"{team.slug}_{row['word']}", tuple(lines))


def policy(team: Team, row: Any) -> Declaration:
    why = ["What nobody writes down is decided again every week.", "", f"It cost {team.title} two deals last year."]
    lines = [
        *folded("statement", row["says"]),
        f"owner: {team.slug}_{row['owner']}",
        *literal("why", why),
        f"enforced_by: [meeting:{team.slug}_{row['meeting']}]",
        "review: {every: 12 months, last: 2026-09-01}",
    ]
    return Declaration("policies", f"{team.slug}_{row['word']}", tuple(lines))


def system(team: Team) -> Declaration:
    address = f"https://ledger.meridian.example:8443/{team.slug}"
    lines = (
        f"name: Ledger of {team.title}",
        f"capability: sales ledger of {team.title}",
        f"owner: {team.slug}_operations_analyst",
        "technical_owner: revops_manager",
        "classification: internal",
        "usage: {seats: 12, active: 11, measured_on: 2026-11-02}",
        "status: active",
        "tier: 3",
        f"process: activity:{team.slug}_clean_pipeline",
        f"checklist: [{address}, {address}/access?team={team.number}#open]",
    )
    return Declaration("systems", f"{team.slug}_ledger", lines)


def integration(team: Team) -> Declaration:
    lines = [
        f"name: Ledger of {team.title} to reporting",
        f"from: {team.slug}_ledger",
        "to: bi_platform",
        "every: 4h",
        f"owner: {team.slug}_operations_analyst",
        f"from_owner: {team.slug}_operations_analyst",
        "to_owner: revops_manager",
        "wins: from",
        "on_failure: page the owner, then load the night's copy",
        "fields:",
    ]
    lines += [f"  - {team.slug}_{row['word']}.{field}" for row in TABLES["datasets"] for field in row["fields"]]
    return Declaration("integrations", f"{team.slug}_to_reporting", tuple(lines))


def term(team: Team) -> Declaration:
    means = f"Every company that buys in {team.title}, wherever it pays from."
    lines = (f"name: Territory of {team.title}", *folded("means", means))
    return Declaration("terms", f"{team.slug}_territory", lines)


def playbook(team: Team) -> Declaration:
    slug = team.slug
    lines = (
        f"name: When {team.title} loses a customer or falls behind",
        f"for: [kpi:{slug}_lost_revenue, kpi:{slug}_net_revenue]",
        "trigger: a customer gives notice, or net revenue turns red",
        f"owner: {slug}_success_manager",
        "steps:",
        f"  - {{does: call within a day, role: {slug}_success_manager, within: 24h}}",
        f"  - {{does: write down why, role: {slug}_account_lead, system: {slug}_ledger, within: 3 business days}}",
        f'url: "https://wiki.meridian.example/{slug}/churn"',
    )
    return Declaration("playbooks", f"{slug}_lost_customer", lines)


def risk(team: Team, row: Any) -> Declaration:
    meeting = next(kpi["meeting"] for kpi in TABLES["kpis"] if kpi["word"] == row["kpi"])
    (likelihood, impact), (later, less) = row["before"], row["after"]
    due = f"2027-0{team.chance.randrange(2, 7)}-15"
    lines = [
        f"name: {row['word'].replace('_', ' ').capitalize()}",
        f"category: {row['category']}",
        f"cause: {row['cause']}",
        f"event: {row['effect']}",
        f"effect: {team.title} misses its plan",
        f"owner: {team.slug}_{row['owner']}",
        f"inherent: {{likelihood: {likelihood}, impact: {impact}}}",
        f"current: {{likelihood: {later}, impact: {less}}}",
        f"residual: {{likelihood: {later}, impact: {less}, score: {later * less}}}",
        f"controls: [meeting:{team.slug}_{meeting}]",
        "treatment:",
        "  decision: mitigate",
        f"  actions: [{{what: Agree a limit with the desk, owner: {team.slug}_{row['owner']}, due: {due}}}]",
        f"affects: [kpi:{team.slug}_{row['kpi']}]",
        "status: open",
        "review: {every: 1 month, last: 2026-11-09}",
    ]
    return Declaration("risks", f"{team.slug}_{row['word']}", tuple(lines))
