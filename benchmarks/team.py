"""One sales team: a hundred well-formed declarations that lean on the head office and on each other, on no other team."""

from __future__ import annotations

import random
from typing import NamedTuple

from benchmarks.writing import Declaration, File, folded, listed, literal

TOWNS = (
    "oslo", "rome", "bern", "lyon", "riga", "lima", "cork", "doha", "bonn", "gent",
    "pune", "york", "bath", "nara", "oran", "turin", "porto", "izmir", "perth", "davos",
)  # fmt: skip
TRADES = (
    "banks", "retail", "health", "energy", "media", "travel", "farms", "mines", "cloth", "ships",
    "drugs", "games", "law", "homes", "schools", "hotels", "print", "robots", "cover", "planes",
    "paint", "optics", "woods", "fish", "clay", "apps", "chips", "guards", "meals", "chairs",
    "gems", "opera", "resin", "rail", "scrap", "sport", "steel", "boxes", "toys", "trucks",
    "power", "cars", "water", "spas", "wind", "doors", "zinc", "glass", "paper", "wool",
)  # fmt: skip
FIRST = ("Ada", "Björn", "Chloé", "Dana", "Emre", "Fatima", "Grace", "Hugo", "Inês", "Joel", "Kofi", "Lena", "Mira", "Noor")
LAST = ("Okafor", "Lindqvist", "O'Neill", "Brandt", "Alvarez", "Nakamura", "Petrov", "Silva", "Kowalski", "Haddad", "Bello")
ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "Europe/London", "Europe/Berlin", "Europe/Lisbon",
    "Australia/Sydney", "Asia/Singapore",
)  # fmt: skip

# Word, title, function, area.
ROLES = (
    ("director", "Director", "sales", "sales_productivity"),
    ("account_lead", "Account lead", "sales", "sales_productivity"),
    ("account_executive", "Account executive", "sales", "sales_productivity"),
    ("demand_manager", "Demand manager", "marketing", "demand_generation"),
    ("success_manager", "Success manager", "customer_success", "customer_success_efficiency"),
    ("onboarding_manager", "Onboarding manager", "customer_success", "customer_success_efficiency"),
    ("operations_analyst", "Operations analyst", "sales", "sales_productivity"),
    ("data_steward", "Data steward", "sales", "sales_productivity"),
)


class Measure(NamedTuple):
    """One KPI of a team: a formula of other KPIs, or the one field it is counted from, and the meeting that looks at it."""

    word: str
    title: str
    unit: str
    direction: str
    measures: str
    owner: str
    meeting: str
    formula: str = ""
    field: str = ""
    drives: str = ""


# fmt: off
MEASURES = (
    Measure("net_revenue", "Net revenue", "USD", "up", "value", "director", "quarterly_plan", "new_bookings + expansion_bookings - lost_revenue"),
    Measure("new_bookings", "New bookings", "USD", "up", "value", "account_lead", "pipeline_review", "won_deals * deal_size"),
    Measure("expansion_bookings", "Expansion bookings", "USD", "up", "value", "success_manager", "expansion_review", "expansion_offers * expansion_rate * offer_size"),
    Measure("lost_revenue", "Lost revenue", "USD", "down", "value", "success_manager", "churn_review", "churned_customers * customer_value"),
    Measure("won_deals", "Won deals", "count", "up", "volume", "account_lead", "deal_review", "qualified_deals * win_rate"),
    Measure("deal_size", "Average deal size", "USD", "up", "value", "account_executive", "deal_review", field="deals.deal_size"),
    Measure("win_rate", "Win rate", "percent", "up", "efficiency", "account_executive", "pipeline_review", field="deals.win_rate"),
    Measure("qualified_deals", "Qualified deals", "count", "up", "volume", "account_lead", "lead_review", "accepted_leads * qualification_rate"),
    Measure("qualification_rate", "Qualification rate", "percent", "up", "efficiency", "demand_manager", "lead_review", field="leads.qualification_rate"),
    Measure("accepted_leads", "Accepted leads", "count", "up", "volume", "demand_manager", "campaign_review", "inbound_leads + outbound_leads + partner_leads"),
    Measure("inbound_leads", "Inbound leads", "count", "up", "volume", "demand_manager", "campaign_review", field="leads.inbound"),
    Measure("outbound_leads", "Outbound leads", "count", "up", "activity", "account_executive", "prospecting_review", field="leads.outbound"),
    Measure("partner_leads", "Partner leads", "count", "up", "volume", "account_lead", "prospecting_review", field="partners.leads"),
    Measure("expansion_offers", "Expansion offers", "count", "up", "activity", "success_manager", "expansion_review", field="offers.made"),
    Measure("expansion_rate", "Expansion rate", "percent", "up", "efficiency", "success_manager", "account_review", field="offers.taken"),
    Measure("offer_size", "Average offer size", "USD", "up", "value", "success_manager", "account_review", field="offers.size"),
    Measure("churned_customers", "Churned customers", "count", "down", "volume", "success_manager", "churn_review", field="customers.churned"),
    Measure("customer_value", "Customer value", "USD", "up", "value", "director", "quarterly_plan", field="customers.value"),
    Measure("cycle_time", "Sales cycle", "days", "down", "efficiency", "operations_analyst", "forecast_preparation", field="deals.cycle_days", drives="won_deals"),
    Measure("response_time", "First response", "hours", "down", "efficiency", "operations_analyst", "forecast_preparation", field="leads.response_hours", drives="qualification_rate"),
    Measure("onboarding_time", "Time to value", "days", "down", "efficiency", "onboarding_manager", "onboarding_review", field="customers.onboarding_days", drives="churned_customers"),
    Measure("product_usage", "Product usage", "percent", "up", "activity", "onboarding_manager", "onboarding_review", field="usage.weekly_share", drives="expansion_rate"),
    Measure("support_backlog", "Support backlog", "count", "down", "volume", "data_steward", "data_review", field="usage.open_tickets", drives="churned_customers"),
    Measure("record_gaps", "Records with gaps", "percent", "down", "efficiency", "data_steward", "data_review", field="partners.gaps", drives="win_rate"),
)
# Word, title, owner, what it repeats on, minutes; the k-th keeps the k-th slot of the week.
MEETINGS = (
    ("pipeline_review", "Pipeline review", "director", "week", 45),
    ("deal_review", "Deal review", "account_lead", "week", 30),
    ("lead_review", "Lead review", "demand_manager", "week", 30),
    ("campaign_review", "Campaign review", "demand_manager", "2 weeks", 45),
    ("prospecting_review", "Prospecting review", "account_lead", "week", 30),
    ("expansion_review", "Expansion review", "success_manager", "2 weeks", 30),
    ("account_review", "Account review", "success_manager", "2 weeks", 45),
    ("churn_review", "Churn review", "success_manager", "week", 30),
    ("onboarding_review", "Onboarding review", "onboarding_manager", "week", 30),
    ("data_review", "Data review", "data_steward", "2 weeks", 30),
    ("forecast_preparation", "Forecast preparation", "operations_analyst", "week", 45),
    ("quarterly_plan", "Plan check", "director", "month", 45),
)
SLOTS = tuple((day, time) for time in ("10:00", "11:00", "14:00") for day in ("monday", "tuesday", "wednesday", "thursday", "friday"))
# Word, what it is, who answers for it, who does it, who is asked, who is told.
WORK = (
    ("qualify_leads", "Qualify inbound leads", "demand_manager", ("demand_manager",), ("account_lead",), ("director",)),
    ("run_campaigns", "Run campaigns", "demand_manager", ("demand_manager",), ("success_manager",), ("account_lead",)),
    ("work_partners", "Work with partners", "account_lead", ("account_executive",), ("demand_manager",), ("director",)),
    ("prospect", "Open new accounts", "account_lead", ("account_executive",), (), ("demand_manager", "director")),
    ("run_discovery", "Run discovery calls", "account_lead", ("account_executive",), ("success_manager",), ()),
    ("write_proposals", "Write proposals", "account_lead", ("account_executive",), ("operations_analyst",), ("director",)),
    ("price_deals", "Price deals", "director", ("account_lead",), ("operations_analyst",), ("account_executive",)),
    ("close_deals", "Close deals", "account_lead", ("account_executive",), (), ("onboarding_manager", "success_manager")),
    ("clean_pipeline", "Clean the pipeline", "account_lead", ("account_executive", "operations_analyst"), ("data_steward",), ()),
    ("prepare_forecast", "Prepare the team's forecast", "director", ("operations_analyst",), ("account_lead",), ("data_steward",)),
    ("hand_over", "Hand customers over", "onboarding_manager", ("onboarding_manager",), ("account_executive",), ("success_manager",)),
    ("onboard", "Onboard customers", "onboarding_manager", ("onboarding_manager",), ("success_manager",), ("account_lead",)),
    ("watch_usage", "Watch product usage", "success_manager", ("onboarding_manager",), ("data_steward",), ()),
    ("renew", "Renew contracts", "success_manager", ("success_manager",), ("account_lead",), ("director", "operations_analyst")),
    ("expand", "Offer expansions", "success_manager", ("success_manager",), ("account_executive",), ("director",)),
    ("save_accounts", "Save accounts at risk", "success_manager", ("success_manager",), ("account_lead",), ("director",)),
    ("answer_tickets", "Answer escalated tickets", "data_steward", ("data_steward",), ("onboarding_manager",), ()),
    ("fill_records", "Fill gaps in records", "data_steward", ("data_steward",), ("operations_analyst",), ("account_executive",)),
    ("merge_records", "Merge double records", "data_steward", ("data_steward",), ("account_executive",), ()),
    ("plan_quarter", "Plan the quarter", "director", ("operations_analyst",), ("account_lead", "success_manager"), ("demand_manager",)),
    ("coach", "Coach the team", "director", ("account_lead",), (), ("account_executive", "onboarding_manager")),
    ("hire", "Hire for the team", "director", ("operations_analyst",), ("account_lead",), ("success_manager",)),
    ("track_competitors", "Track competitors", "account_lead", ("operations_analyst",), ("account_executive",), ("demand_manager",)),
    ("document_wins", "Document wins and losses", "operations_analyst", ("operations_analyst",), ("account_executive",), ("director",)),
)
# Word, category, cause, effect, owner, the KPI it touches, likelihood and impact before and after treatment.
RISKS = (
    ("slow_response", "operational", "Leads wait over a weekend", "Qualified leads go cold", "operations_analyst", "response_time", (3, 2), (2, 2)),
    ("thin_pipeline", "commercial", "Too few new accounts are opened", "The quarter rests on four deals", "director", "accepted_leads", (3, 3), (2, 2)),
    ("key_person", "people", "One person knows the largest account", "The account leaves with them", "account_lead", "won_deals", (2, 4), (1, 4)),
    ("price_pressure", "commercial", "A rival undercuts by a fifth", "Discounts eat the margin", "account_lead", "deal_size", (3, 3), (2, 2)),
    ("late_onboarding", "operational", "Go-lives slip past sixty days", "Customers leave in their first year", "onboarding_manager", "onboarding_time", (3, 3), (1, 3)),
    ("silent_churn", "commercial", "Usage falls unseen", "Renewals are lost before the call", "success_manager", "lost_revenue", (3, 3), (2, 2)),
    ("poor_records", "data", "Fields are left empty", "Routing sends leads astray", "data_steward", "record_gaps", (4, 2), (2, 1)),
    ("campaign_waste", "financial", "Spend follows last year's plan", "Cost per lead doubles", "demand_manager", "inbound_leads", (3, 2), (2, 2)),
    ("partner_loss", "commercial", "One partner brings half the leads", "A third of the pipeline is gone", "account_lead", "partner_leads", (2, 4), (1, 4)),
    ("ticket_flood", "operational", "A release breaks imports", "Escalations tie up the team", "data_steward", "support_backlog", (2, 3), (1, 3)),
)
DATASETS = {
    "leads": ("qualification_rate", "inbound", "outbound", "response_hours"),
    "deals": ("deal_size", "win_rate", "cycle_days"),
    "offers": ("made", "taken", "size"),
    "customers": ("churned", "value", "onboarding_days"),
    "usage": ("weekly_share", "open_tickets"),
    "partners": ("leads", "gaps"),
}
# fmt: on


class Team(NamedTuple):
    """A team: its number, the word its ids begin with, how people call it, its zone, and its own source of chance."""

    number: int
    slug: str
    title: str
    zone: str
    chance: random.Random


def team_of(number: int, seed: int) -> Team:
    """The team of that number (from 1). The same whatever the size of the corpus it stands in."""
    town, trade = TOWNS[number % len(TOWNS)], TRADES[number // len(TOWNS) % len(TRADES)]
    round_ = number // (len(TOWNS) * len(TRADES))
    slug = f"{town}_{trade}{f'_{round_ + 1}' if round_ else ''}"
    return Team(number, slug, slug.replace("_", " ").title(), ZONES[number % len(ZONES)], random.Random(f"{seed}/{number}"))


def team_files(team: Team, parent: str) -> list[File]:
    """The five files of a team; `parent` is the KPI that its net revenue drives."""
    slug, title = team.slug, team.title
    house = [*policies(team), system(team), integration(team), term(team), playbook(team)]
    return [
        File(f"raci/{slug}_people.yaml", f"Who works in {title}, and in which seats", (*people(team), *roles(team))),
        File(f"raci/{slug}_work.yaml", f"What {title} does, and who answers for it", tuple(activities(team))),
        File(f"kpi_tree/{slug}.yaml", f"What {title} is measured by", tuple(kpis(team, parent))),
        File(f"cadence/{slug}.yaml", f"When {title} meets ({team.zone})", tuple(meetings(team))),
        File(f"policies/{slug}.yaml", f"Data, tools, rules and risks of {title}", (*datasets(team), *house, *risks(team))),
    ]


def people(team: Team) -> list[Declaration]:
    found = []
    for index in range(10):
        first, last = team.chance.choice(FIRST), team.chance.choice(LAST)
        name = f'"{first} {last}"' if "'" in last else f"{first} {last}"
        mail = f"{team.slug}.{index}@meridian.example"
        text = f"{{name: {name}, email: {mail}, github: {team.slug.replace('_', '-')}-{index}, timezone: {team.zone}, "
        text += f"hours: 08:30-18:00, holidays: company, tier: {index % 3 + 1}}}"
        found.append(Declaration("people", person(team, index), flow=text + ("  # also trains newcomers" if index == 4 else "")))
    return found


def person(team: Team, index: int) -> str:
    return f"{team.slug}_p{index}"


def roles(team: Team) -> list[Declaration]:
    found = []
    for index, (word, title, function, area) in enumerate(ROLES):
        above = "vp_sales" if index == 0 else f"{team.slug}_director"
        held = [person(team, index)]
        if index in (0, 1):
            held.append(f"{{person: {person(team, 8 + index)}, deputy: true, since: 2026-02-02}}")
        lines = [
            f"title: {title}, {team.title}",
            f"function: {function}",
            f"area: {area}",
            f"reports_to: {above}",
            f"held_by: {listed(held)}",
            "fte: 1",
            f"skills: [{function} planning, negotiation, 'writing, in two languages']",
        ]
        found.append(Declaration("roles", f"{team.slug}_{word}", tuple(lines)))
    return found


def activities(team: Team) -> list[Declaration]:
    found = []
    for index, (word, name, answers, does, asked, told) in enumerate(WORK):
        area = next(area for role, _, _, area in ROLES if role == answers)
        lines = [
            f"name: {name} in {team.title}",
            *(folded("description", team.chance.choice(HOW)) if index % 3 == 0 else ()),
            f"area: {area}",
            "type: operate" if index % 3 else "type: optimise  # a third of the work is on the work itself",
        ]
        if index % 3 == 1:
            letters = {**dict.fromkeys(told, "I"), **dict.fromkeys(asked, "C"), **dict.fromkeys(does, "R")}
            letters[answers] = "A/R" if answers in does else "A"
            lines.append(f"raci: {{{', '.join(f'{team.slug}_{role}: {letter}' for role, letter in letters.items())}}}")
        else:
            lines.append(f"accountable: {team.slug}_{answers}")
            for field, some in (("responsible", does), ("consulted", asked), ("informed", told)):
                lines += [f"{field}: {listed(f'{team.slug}_{role}' for role in some)}"] if some else []
        found.append(Declaration("activities", f"{team.slug}_{word}", tuple(lines)))
    return found


HOW = (
    "Every open case is looked at, and whatever waits for more than two days gets a next step and a date.",
    "Start with the oldest record – the newest has had the least time to go wrong – and note what was found.",
    "Done from the shared queue, in the order of value, with the reason written beside every exception.",
    "Two people look at it before it leaves the team: one who did it, and one who did not.",
)


def kpis(team: Team, parent: str) -> list[Declaration]:
    found = []
    for measure in MEASURES:
        top = measure.word == "net_revenue"
        lines = [
            f"name: {measure.title}, {team.title}",
            f"definition: {measure.title} over a month, {team.chance.choice(COUNTED)}",
            f"owner: {team.slug}_{measure.owner}",
            f"unit: {measure.unit}",
            f"direction: {measure.direction}",
            "grain: month",
            f"timing: {'lagging' if measure.formula else 'leading'}",
            f"measures: {measure.measures}",
            'includes: "The team\'s territory"',
            "excludes: Tests",
            "when_missing: not reported",
        ]
        if measure.formula:
            lines.append(f"formula: {spelled(measure.formula, team.slug)}")
        else:
            dataset, field = measure.field.split(".")
            lines.append(f"source: {{dataset: {team.slug}_{dataset}, field: {field}, aggregate: sum, where: \"status = 'valid'\"}}")
        if top:
            lines += [f"drives: {parent}", "key: true", *target(team)]
        elif measure.drives:
            lines.append(f"drives: {team.slug}_{measure.drives}")
        lines += [
            "refresh: {every: 1 day, by: 06:00}",
            f"on_agenda: {'1 quarter' if measure.meeting == 'quarterly_plan' else '1 month'}",
            "reported_in: bi_platform",
            "review: {every: 3 months, last: 2026-10-05}",
        ]
        found.append(Declaration("kpis", f"{team.slug}_{measure.word}", tuple(lines)))
    return found


COUNTED = (
    "counted once the books are closed.",
    "as the records stand at six in the morning.",
    "without what was moved to another team.",
)


def target(team: Team) -> list[str]:
    amount = team.chance.randrange(40, 400) * 10
    return [
        f"target: {{value: {amount}k USD, by: 2027-01-31, basis: board plan}}",
        f'bands: {{red: "< {amount - 100}k USD", amber: "< {amount}k USD"}}',
        f"guardrails: [{team.slug}_lost_revenue]",
    ]


def spelled(formula: str, slug: str) -> str:
    return " ".join(word if len(word) == 1 else f"{slug}_{word}" for word in formula.split())


def meetings(team: Team) -> list[Declaration]:
    found = []
    for index, (word, title, owner, unit, minutes) in enumerate(MEETINGS):
        measures = [measure for measure in MEASURES if measure.meeting == word]
        required = list(dict.fromkeys(measure.owner for measure in measures if measure.owner != owner)) or ["operations_analyst"]
        day, time = SLOTS[index]
        every = f"every month on the second {day}" if unit == "month" else f"every {unit} on {day}"
        looks_at = [f"kpi:{team.slug}_{measure.word}" for measure in measures]
        looks_at += [f"risk:{team.slug}_{risk[0]}" for risk in RISKS if risk[4] == owner][: 1 + index % 2]
        first = f"{team.slug}_{owner}"
        lines = [
            f"name: {title}, {team.title}",
            *folded("purpose", f"Decide what to do about {measures[0].title.lower()}, and who does it."),
            f"owner: {first}",
            f"required: {listed(f'{team.slug}_{role}' for role in required)}",
            "schedule:",
            "  starts: 2026-02-02",
            f"  time: {time}",
            f"  duration: {minutes}m",
            f"  timezone: {team.zone}",
            f"  repeat: {every}",
            "  until: 2027-06-30",
            "  on_holiday: skip",
            "  on_freeze: skip",
            f"inputs: [{{what: figures of the week, from: {first}, due: 24h before}}]",
            "agenda:",
            f"  - {{item: What the figures say, minutes: 15, lead: {first}}}",
            f"  - {{item: 'Open actions: done, moved or dropped', minutes: {minutes - 20}, lead: {team.slug}_{required[0]}}}",
            f"reviews: {listed(looks_at)}",
            "outputs: [minutes, actions]",
        ]
        found.append(Declaration("meetings", f"{team.slug}_{word}", tuple(lines)))
    return found


def risks(team: Team) -> list[Declaration]:
    found = []
    for word, category, cause, effect, owner, measure, before, after in RISKS:
        lines = [
            f"name: {word.replace('_', ' ').capitalize()}",
            f"category: {category}",
            f"cause: {cause}",
            f"event: {effect}",
            f"effect: {team.title} misses its plan",
            f"owner: {team.slug}_{owner}",
            f"inherent: {{likelihood: {before[0]}, impact: {before[1]}}}",
            f"current: {{likelihood: {after[0]}, impact: {after[1]}}}",
            f"residual: {{likelihood: {after[0]}, impact: {after[1]}, score: {after[0] * after[1]}}}",
            f"controls: [meeting:{team.slug}_{next(one.meeting for one in MEASURES if one.word == measure)}]",
            "treatment:",
            "  decision: mitigate",
            f"  actions: [{{what: Agree a limit with the desk, owner: {team.slug}_{owner}, due: 2027-0{team.chance.randrange(2, 7)}-15}}]",
            f"affects: [kpi:{team.slug}_{measure}]",
            "status: open",
            "review: {every: 1 month, last: 2026-11-09}",
        ]
        found.append(Declaration("risks", f"{team.slug}_{word}", tuple(lines)))
    return found


def datasets(team: Team) -> list[Declaration]:
    found = []
    for word, fields in DATASETS.items():
        lines = [
            f"name: {word.capitalize()} of {team.title}",
            f"system: {team.slug}_ledger",
            f"owner: {team.slug}_operations_analyst",
            f"steward: {team.slug}_data_steward",
            "classification: internal",
            "retention: 3 years",
            "dispose: deleted by the nightly job",
            f"access: {listed((f'{team.slug}_director', f'{team.slug}_operations_analyst', 'head_of_revops'))}",
            "quality: {completeness: 98%, freshness: 24h, uniqueness: 99.5%, method: nightly count, every: 1 day}",
            "fields:",
            *(f"  {field}: {{type: number, classification: internal, critical: true, ai: allowed}}" for field in fields),
        ]
        found.append(Declaration("datasets", f"{team.slug}_{word}", tuple(lines)))
    return found


def policies(team: Team) -> list[Declaration]:
    written = (
        ("records", "No deal without a next step and a date.", "data_review", "data_steward"),
        ("discounts", "A discount above a tenth is agreed by the director before it is offered.", "deal_review", "director"),
    )
    found = []
    for word, says, meeting, owner in written:
        lines = [
            *folded("statement", says),
            f"owner: {team.slug}_{owner}",
            *literal("why", ["What nobody writes down is decided again every week.", "", f"It cost {team.title} two deals last year."]),
            f"enforced_by: [meeting:{team.slug}_{meeting}]",
            "review: {every: 12 months, last: 2026-09-01}",
        ]
        found.append(Declaration("policies", f"{team.slug}_{word}", tuple(lines)))
    return found


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
    moved = [f"{team.slug}_{dataset}.{field}" for dataset, fields in DATASETS.items() for field in fields]
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
        *(f"  - {field}" for field in moved),
    ]
    return Declaration("integrations", f"{team.slug}_to_reporting", tuple(lines))


def term(team: Team) -> Declaration:
    lines = (f"name: Territory of {team.title}", *folded("means", f"Every company that buys in {team.title}, wherever it pays from."))
    return Declaration("terms", f"{team.slug}_territory", lines)


def playbook(team: Team) -> Declaration:
    lines = (
        f"name: When {team.title} loses a customer",
        f"for: [kpi:{team.slug}_lost_revenue]",
        "trigger: a customer gives notice",
        f"owner: {team.slug}_success_manager",
        "steps:",
        f"  - {{does: call within a day, role: {team.slug}_success_manager, within: 24h}}",
        f"  - {{does: write down why, role: {team.slug}_account_lead, system: {team.slug}_ledger, within: 3 business days}}",
        f'url: "https://wiki.meridian.example/{team.slug}/churn"',
    )
    return Declaration("playbooks", f"{team.slug}_lost_customer", lines)
