"""Operators on the charter, on reporting lines, councils and decision rights."""

from __future__ import annotations

from revgov.checks.hierarchy import Hierarchy
from tests.mutation.changes import CHARTER, Operator, all_of, append, drop, has, lacks, listed, put, when
from tests.mutation.company import Mutant, NothingToChange

SECTIONS = ("mission", "vision", "out_of_scope", "systems_authority", "escalation", "review")


def owned_area(mutant: Mutant) -> str:
    return mutant.random.choice(mutant.whole.charter.owns)


def revops_works(mutant: Mutant) -> bool:
    workers = {one.role for one in mutant.node.assignments() if one.letter in "RA"}
    return bool(workers & Hierarchy(mutant.whole).revops)


def foreign_leader(mutant: Mutant) -> str:
    """The head of RevOps reports to the leader of a function, who has to report to the same CRO."""
    if mutant.id not in ("vp_sales", "vp_marketing", "vp_customer_success"):
        raise NothingToChange
    mutant.raw("role:head_of_revops")["reports_to"] = mutant.id
    return "role:head_of_revops"


def circle(mutant: Mutant) -> str:
    """A manager reports to one of their own reports; the circle is told at its first role."""
    lines = Hierarchy(mutant.whole)
    below = [role for role in lines.manager if lines.manager[role] == mutant.id]
    if not below or mutant.id not in lines.manager:
        raise NothingToChange
    mutant.raw()["reports_to"] = below[0]
    order = list(lines.roles)
    return f"role:{min((mutant.id, below[0]), key=order.index)}"


def only_reports(mutant: Mutant) -> str:
    lines = Hierarchy(mutant.whole)
    for node in mutant.company.in_force("activity"):
        if {one.role for one in node.assignments() if one.letter in "RA"} & lines.revops:
            mutant.raw(node.ref)["type"] = "report"
    return CHARTER


def nothing_on_record(mutant: Mutant) -> str:
    for node in mutant.company.in_force("recommendation"):
        mutant.section(node.ref).pop(node.id)
    for node in mutant.company.in_force("minutes"):
        mutant.raw(node.ref).pop("decisions", None)
    return CHARTER


def dissolved(mutant: Mutant) -> str:
    """Gives all roles of a function to another one."""
    function = mutant.random.choice(["marketing", "sales", "customer_success"])
    for node in mutant.company.in_force("role"):
        if node.function == function:
            mutant.raw(node.ref)["function"] = "finance"
    return CHARTER


def everything_gone(mutant: Mutant) -> str:
    """Takes out everything of the declaration's kind, for the first one of the kind."""
    nodes = mutant.whole.by_kind[mutant.kind]
    if nodes[0].ref != mutant.ref:
        raise NothingToChange
    for node in nodes:
        del mutant.section(node.ref)[node.id]
    return CHARTER


def decides_nothing(mutant: Mutant) -> None:
    """Gives the decisions of a council to its chair."""
    (chair,) = listed(mutant.was()["chair"])
    for node in mutant.company.in_force("decision"):
        if mutant.id in node.decides:
            mutant.raw(node.ref)["decides"] = chair


def without_function(mutant: Mutant) -> None:
    """Takes those of one function off a council that decides across functions."""
    decisions = [node for node in mutant.company.in_force("decision") if mutant.id in node.decides]
    touched = {function for node in decisions for function in node.functions}
    roles = {node.id: node.function for node in mutant.company.in_force("role")}
    seats = listed(mutant.was()["members"])
    chair = {roles[one] for one in listed(mutant.was()["chair"])}
    function = mutant.random.choice(sorted({roles[one] for one in seats if roles[one] in touched} - chair))
    rest = [one for one in seats if roles[one] != function]
    mutant.raw()["members"] = rest
    mutant.raw()["quorum"] = min(mutant.was()["quorum"], len(rest) + 1)


def sideways(mutant: Mutant) -> None:
    """Escalates to somebody who stands no higher than who decides."""
    lines = Hierarchy(mutant.whole)
    speaker = lines.speaker(listed(mutant.was().get("decides") or mutant.was().get("party"))[0])
    if speaker is None or not mutant.was().get("escalates_to"):
        raise NothingToChange
    equal = [role for role in lines.roles if lines.level(role) == lines.level(speaker.id) and role != speaker.id]
    if not equal:
        raise NothingToChange
    mutant.raw()["escalates_to"] = mutant.random.choice(equal)


def council_circle(mutant: Mutant) -> str:
    other = mutant.random.choice([node.id for node in mutant.company.in_force("council") if node.id != mutant.id])
    mutant.raw()["escalates_to"] = other
    mutant.raw(f"council:{other}")["escalates_to"] = mutant.id
    order = [node.id for node in mutant.company.in_force("council")]
    return f"council:{min((mutant.id, other), key=order.index)}"


def sales_role(mutant: Mutant) -> str:
    return mutant.random.choice(["vp_sales", "vp_marketing", "vp_customer_success"])


# fmt: off
CHARTERS = (
    *(Operator(f"leave `{section}` out of the charter", ("charter",), "charter-section-missing", drop(section))
      for section in SECTIONS),
    # Areas that are on no list any more are unknown words.
    Operator("leave `supports` out of the charter", ("charter",), "charter-section-missing", drop("supports"),
             ("x-ref-unresolved",)),
    Operator("put an owned area on another list", ("charter",), "charter-scope-overlap",
             append("supports", owned_area)),
    Operator("own an area without any work", ("charter",), "charter-scope-uncovered", append("owns", "partnerships")),
    Operator("work in an area out of scope", ("activity",), "charter-scope-uncovered",
             when(all_of(revops_works, has("serves")), put("area", "hr"))),
    Operator("show an outcome by no KPI", ("charter",), "charter-outcome-unmeasured", drop("outcomes.*.kpi")),
    Operator("promise nothing about the forecast", ("charter",), "charter-outcome-unmeasured",
             put("outcomes", [{"outcome": "Customers stay and grow", "kpi": "net_revenue_retention"}]),
             ("comp-misaligned",)),
    Operator("put RevOps below a function", ("role",), "charter-reporting-line", foreign_leader),
    # What escalates to the role ends there.
    Operator("report to nobody", ("role",), "charter-reporting-line", when(lacks("external"), drop("reports_to")),
             ("charter-escalation-invalid",)),
    Operator("report to one's own report", ("role",), "charter-reporting-line", circle),
    Operator("let sales oversee the budget", ("charter",), "charter-finance-oversight",
             put("budget_oversight", sales_role)),
    Operator("do nothing but reports", ("charter",), "charter-reporting-only", only_reports),
    Operator("keep no record of decisions", ("charter",), "charter-reporting-only", nothing_on_record,
             ("x-sla-breached",)),
    Operator("dissolve a function", ("charter",), "x-function-missing", dissolved, ("charter-council-function-gap",)),
    Operator("declare nothing of a kind", ("forecast", "dashboard", "contingency", "playbook", "initiative", "term"),
             "x-asset-missing", everything_gone, ("x-ref-unresolved", "ai-process-undefined", "x-term-conflict",
              "risk-contingency-missing")),
    # It may have been the only decision of a council.
    Operator("drop who decides", ("decision",), "charter-decision-decider", drop("decides"),
             ("charter-council-no-mandate",)),
    # The second one comes to no meeting where the decision is taken.
    Operator("let two decide", ("decision",), "charter-decision-decider", append("decides", "ceo"),
             ("cadence-decider-absent",)),
    Operator("let a person decide", ("decision",), "charter-decision-decider", put("decides", "maren_lindqvist"),
             ("charter-council-no-mandate",)),
    Operator("drop who recommends", ("decision",), "charter-decision-decider", drop("recommends"),
             ("charter-capital-decision-missing",)),
    Operator("set no time for a decision", ("decision",), "charter-decision-decider", drop("within")),
    Operator("hand out vetoes", ("decision",), "charter-decision-decider",
             put("agrees", ["ceo", "cfo", "security_manager"])),
    Operator("escalate a decision to nobody", ("decision",), "charter-escalation-invalid", drop("escalates_to")),
    Operator("escalate at no set time", ("decision",), "charter-escalation-invalid", drop("escalates_after")),
    Operator("escalate sideways", ("sla",), "charter-escalation-invalid", sideways),
    Operator("let councils escalate in a circle", ("council",), "charter-escalation-invalid", council_circle),
    Operator("escalate downwards in the charter", ("charter",), "charter-escalation-invalid",
             put("escalation", ["ceo", "cro", "head_of_revops"])),
    Operator("ask RevOps for no recommendation on money", ("decision",), "charter-capital-decision-missing",
             when(lambda mutant: mutant.id == "capital_allocation", put("recommends", ["finance_business_partner"]))),
    Operator("leave a council without purpose", ("council",), "charter-council-no-mandate", drop("purpose")),
    Operator("leave a council without members", ("council",), "charter-council-no-mandate", drop("members")),
    Operator("ask for a quorum nobody can reach", ("council",), "charter-council-no-mandate", put("quorum", 20)),
    Operator("let a council decide nothing", ("council",), "charter-council-no-mandate", decides_nothing),
    Operator("leave a function out of a council", ("council",), "charter-council-function-gap", without_function),
)
# fmt: on
