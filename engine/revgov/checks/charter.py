"""Does the charter say why RevOps exists, what it owns and how success is measured, and do people live by it?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import lacks, missing, unread
from revgov.checks.exemption import exempt
from revgov.checks.hierarchy import Hierarchy, plain
from revgov.checks.misspelt import Misspelt
from revgov.checks.owners import letters
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import SECTIONS, Activity, Charter, Decision, Kpi, Minutes, Recommendation, Role

# What a charter needs beside its own fields, and the section in which it is declared.
DECLARED_ELSEWHERE = {"decisions": "decisions", "cadence": "meetings"}
CALLED = {
    "mission": "why RevOps exists",
    "vision": "where RevOps is going",
    "owns": "what RevOps owns",
    "supports": "what RevOps supports",
    "out_of_scope": "what RevOps does not own",
    "outcomes": "which outcomes define success",
    "decisions": "who decides what",
    "cadence": "when people meet",
    "systems_authority": "who has authority over systems",
    "escalation": "to whom disputes escalate",
    "review": "how often it is reviewed",
}


@check("charter-section-missing", severity=ERROR, startup=WARNING)
def charter_without_section(governance: Governance) -> Findings:
    """The charter says everything that the profile asks of it: mission, vision, scope, outcomes, authority and more.

    A team without a written mandate becomes reactive: whoever asks loudest decides what it does.

    Remedy: write the section into the charter; two sentences that people agree on are enough to begin with.
    """
    charter = governance.find(Charter, "charter")
    not_read = unread(governance)
    for section in governance.profile.charter if charter else ():
        if charter and not has_section(governance, charter, section) and (charter.ref, section) not in not_read:
            what = CALLED.get(section, section.replace("_", " "))
            yield lacks(charter, section), f"the charter does not say {what}: add `{section}`"


def has_section(governance: Governance, charter: Charter, section: str) -> bool:
    if section in DECLARED_ELSEWHERE:
        required = {section for sections in governance.profile.assets.values() for section in sections}
        declared = DECLARED_ELSEWHERE[section]
        # A section that is an asset is missing as an asset, which `x-asset-missing` says.
        return declared in required or bool(governance.every(SECTIONS[declared].model))
    if section == "review":
        return charter.review is not None and bool(charter.review.every or charter.review.next)
    return bool(getattr(charter, section, None))


@check("charter-scope-overlap", severity=ERROR, startup=ERROR)
def area_on_two_lists(governance: Governance) -> Findings:
    """No area is on two of the lists `owns`, `supports` and `out_of_scope`.

    What is owned by everyone is authorised by no one.

    Remedy: keep the area on the one list that says how it is today, and record a change as a decision.
    """
    charter = governance.charter
    first: dict[str, tuple[str, int]] = {}
    for field in ("owns", "supports", "out_of_scope"):
        for index, area in enumerate(getattr(charter, field)):
            other, at = first.setdefault(area.casefold(), (field, index))
            if other != field:
                message = f"'{cut(area)}' is on the list `{field}` and on the list `{other}`; keep one"
                yield charter.at(field, index), message, (charter.at(other, at), "it is here as well")


@check("charter-scope-uncovered", severity=WARNING, startup=INFO)
def area_without_activity(governance: Governance) -> Findings:
    """Every area that RevOps owns has an activity that RevOps does or answers for, and the other way round.

    A charter and a matrix that say different things are both ignored.

    Remedy: add an activity with that `area` and a RevOps role as A or R; or correct the charter's lists.
    """
    activities = governance.every(Activity)
    charter, revops = governance.charter, Hierarchy(governance).revops
    covered: set[str] = set()
    for activity in activities:
        own = "".join(
            cell for role, cell in letters(activity).items() if role in revops and ("R" in cell or "A" in cell)
        )
        covered.update(activity.area if own else ())
        for index, area in enumerate(activity.area if own else ()):
            if area in charter.owns:
                continue
            if area in charter.out_of_scope:
                yield activity.at("area", index), f"RevOps works on '{cut(area)}', which the charter puts out of scope"
            elif area in charter.supports and "A" in own:
                yield (
                    activity.at("area", index),
                    f"RevOps answers for '{cut(area)}', which the charter says it supports",
                )
    odd = Misspelt(frozenset(covered.difference(charter.owns, charter.supports, charter.out_of_scope)))
    for index, area in enumerate(charter.owns if activities else ()):
        if area not in covered and not odd.may_mean(area):
            yield charter.at("owns", index), f"RevOps owns '{cut(area)}' and bears neither A nor R in that area"


@check("charter-outcome-unmeasured", severity=ERROR, startup=WARNING)
def outcome_without_measure(governance: Governance) -> Findings:
    """Each outcome of the charter has a KPI with a target; forecast accuracy and retention are among the outcomes.

    Success that is defined by adjectives is argued about every quarter.

    Remedy: name the `kpi` that shows the outcome, and give that KPI a `target`.
    """
    charter = governance.charter
    measured: set[str | None] = set()
    for index, outcome in enumerate(charter.outcomes):
        kpi = governance.find(Kpi, outcome.kpi)
        if outcome.kpi is None:
            yield charter.at("outcomes", index), f"no KPI shows the outcome '{cut(outcome.outcome)}': add `kpi`"
        elif kpi:
            measured |= {kpi.id, kpi.is_}
            # A key KPI without a target is `kpi-target-missing`.
            if not (kpi.key or kpi.targets or exempt(kpi, governance.as_of) or (kpi.target and kpi.target.value)):
                message = f"the outcome '{cut(outcome.outcome)}' is shown by '{cut(kpi.title)}', which has no target"
                yield charter.at("outcomes", index, "kpi"), message, (kpi.at(), "the KPI is declared here")
    unknown = any(one.mention.field == "outcomes" for one in governance.unresolved("charter"))
    for words in governance.profile.outcomes if charter.outcomes and not unknown else ():
        if measured.isdisjoint(words):
            wanted = listed((word.replace("_", " ") for word in words), "or")
            spot = charter.at("outcomes", key=True, word=(0, words[0]))
            yield spot, f"{wanted} is not among the outcomes of the charter"


@check("charter-finance-oversight", severity=WARNING, startup=INFO)
def budget_without_oversight(governance: Governance) -> Findings:
    """A finance role oversees, agrees to or is consulted on the budget and headcount of RevOps.

    A team that reports along the line of growth needs somebody who asks what the growth costs.

    Remedy: name the CFO under `budget_oversight` of the charter, or let a finance role agree to allocations.
    """
    charter = governance.find(Charter, "charter")
    if charter is None:
        return
    lines = Hierarchy(governance)
    cfo = governance.known(Role, "cfo")
    named = charter.budget_oversight
    if named in lines.roles:
        if not is_finance(lines, cfo, named):
            message = (
                f"{cut(named or '')} oversees the budget and is no finance role: say `is: cfo` or `function: finance`"
            )
            yield charter.at("budget_oversight"), message
    elif named is None and not any(
        is_finance(lines, cfo, plain(name))
        for decision in governance.every(Decision)
        if decision.type == "allocation" or "capital_allocation" in (decision.id, decision.is_)
        for name in (*decision.decides, *decision.agrees, *decision.consults)
    ):
        message = "nobody from finance oversees budget and headcount: add `budget_oversight`"
        yield lacks(charter, "budget_oversight"), message


def is_finance(lines: Hierarchy, cfo: Role | None, name: str | None) -> bool:
    role = lines.speaker(name)
    if role is None or role.function == "finance":
        return role is not None
    return cfo is not None and cfo.id in (role.id, *lines.above(role.id))


@check("charter-reporting-only", severity=WARNING, startup=INFO)
def only_reports(governance: Governance, *, most_share: float = 0.5) -> Findings:
    """RevOps recommends or decides something, a log shows it, and less than half of its activities are reporting.

    A team that only reports explains the past, and nobody asks it about the future.

    Remedy: give RevOps a decision right or a recommendation in one, keep `recommendations` or `minutes` with decisions,
    and move its work from `type: report` to `optimise`.
    """
    charter = governance.find(Charter, "charter")
    if charter is None:
        return
    lines = Hierarchy(governance)
    decisions = governance.every(Decision)
    says = any(lines.speaks_for_revops(name) for one in decisions for name in (*one.decides, *one.recommends))
    if decisions and not says:
        yield lacks(charter, "decides"), "RevOps neither recommends nor decides anything in the decision rights"
    if not governance.every(Recommendation) and not any(minutes.decisions for minutes in governance.every(Minutes)):
        message = (
            "no recommendation and no decision is on record: keep `recommendations`, or `minutes` with `decisions`"
        )
        yield missing("log"), message
    yield from mostly_reports(governance, charter, lines, most_share)


def mostly_reports(governance: Governance, charter: Charter, lines: Hierarchy, most_share: float) -> Iterator[Found]:
    own = [
        activity
        for activity in governance.every(Activity)
        if any(("R" in cell or "A" in cell) and role in lines.revops for role, cell in letters(activity).items())
    ]
    reports = [activity for activity in own if activity.type == "report"]
    if own and len(reports) >= most_share * len(own):
        message = f"{len(reports)} of the {len(own)} activities of RevOps are reporting"
        yield (
            lacks(charter, "reports"),
            f"{message}; less than {most_share:.0%} should be",
            (reports[0].at("type"), "the first of them"),
        )
