"""Does each decision have one decider, a time limit and a way up, and does RevOps have a say on investment?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from revgov.checks.absence import lacks, missing, unread
from revgov.checks.hierarchy import Hierarchy, plain
from revgov.checks.owners import no_single_role
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Council, Decision, Role, Sla
from revgov.kinds.node import Spot


@check("charter-decision-decider", severity=ERROR, startup=WARNING)
def decision_without_one_decider(governance: Governance, *, most_vetoes: int = 2) -> Findings:
    """Each decision right has one decider, somebody who recommends, a scope, a time limit, and at most two vetoes.

    A decision that everybody can stop and nobody must take is taken again and again, or never.

    Remedy: name one role or council under `decides`, add `recommends`, `covers` and `within`; turn vetoes into advice.
    """
    not_read = unread(governance)
    for decision in governance.every(Decision):
        absent = [field for field in lacking(decision) if (decision.ref, field) not in not_read]
        if absent:
            fields = listed(f"`{field}`" for field in absent)
            yield lacks(decision, ",".join(absent)), f"the decision right '{cut(decision.title)}' lacks {fields}"
        several = list(dict.fromkeys(decision.decides))
        if len(several) > 1:
            message = f"'{cut(decision.title)}' has {len(several)} deciders, {listed(several)}"
            yield decision.at("decides"), f"{message}; name one, the others agree or are consulted"
        elif several and plain(several[0]) and (why := no_decider(governance, several[0])):
            yield decision.at("decides", 0), why
        if len(set(decision.agrees)) > most_vetoes:
            message = f"{len(set(decision.agrees))} roles can veto '{cut(decision.title)}'"
            yield decision.at("agrees"), f"{message}; at most {most_vetoes} should"


def no_decider(governance: Governance, name: str) -> str | None:
    return None if governance.find(Council, plain(name)) else no_single_role(governance, name)


def lacking(decision: Decision) -> Iterator[str]:
    if not (decision.decides or decision.owner):
        yield "decides"
    if not decision.recommends:
        yield "recommends"
    if not (decision.covers or decision.functions):
        yield "covers"
    if not decision.within:
        yield "within"


@check("charter-escalation-invalid", severity=ERROR, startup=WARNING)
def escalation_that_leads_nowhere(
    governance: Governance, *, executives: tuple[str, ...] = ("ceo", "cro", "cfo", "coo", "cmo", "cto")
) -> Findings:
    """Every decision and service level escalates, after a time, to somebody higher up, and in the end to an executive.

    A dispute that goes sideways or in circles dies where it began, and takes the deadline with it.

    Remedy: name who stands above under `escalates_to`, and the time under `escalates_after`.
    """
    lines = Hierarchy(governance)
    for decision in governance.every(Decision):
        decider = lines.speaker(decision.decides[0]) if decision.decides else None
        if decision.escalates_to is None:
            if decider is None or not is_executive(decider, executives) or decider.id in lines.manager:
                yield (
                    lacks(decision, "escalates_to"),
                    f"'{cut(decision.title)}' escalates to nobody: add `escalates_to`",
                )
        else:
            yield from escalation_faults(governance, lines, decision, decider, executives)
    for sla in governance.every(Sla):
        # A service level without any escalation is incomplete, which `process-sla-incomplete` says.
        if sla.escalates_to is not None:
            party = lines.speaker(sla.party[0]) if sla.party else None
            yield from escalation_faults(governance, lines, sla, party, executives)
    yield from council_circles(governance)
    yield from charter_faults(governance, lines, executives)


def escalation_faults(
    governance: Governance, lines: Hierarchy, node: Decision | Sla, from_: Role | None, executives: tuple[str, ...]
) -> Iterator[Found]:
    to = str(node.escalates_to)
    if node.escalates_after is None:
        yield lacks(node, "escalates_after"), f"'{cut(node.title)}' escalates at no set time: add `escalates_after`"
    speaker = lines.speaker(to)
    if speaker is None:
        return
    if from_ is not None and lines.level(speaker.id) >= lines.level(from_.id) and known_lines(lines, speaker, from_):
        message = f"'{cut(node.title)}' escalates from {cut(from_.id)} to {cut(to)}, who does not stand higher"
        yield node.at("escalates_to"), message
    elif not ends_at_executive(governance, lines, to, executives) and known_lines(lines, speaker):
        message = f"'{cut(node.title)}' escalates to {cut(to)}, above whom there is no executive"
        yield node.at("escalates_to"), f"{message}; one is known by what it `is`, such as `is: ceo`"


def known_lines(lines: Hierarchy, *roles: Role) -> bool:
    """Whether it can be told who stands above: no line of these roles ends at something undeclared or in a circle."""
    circling = {role for cycle in lines.cycles for role in cycle}
    tops = [lines.top(role.id) for role in roles]
    return all(top not in circling and not lines.roles[top].reports_to for top in tops)


def is_executive(role: Role, executives: tuple[str, ...]) -> bool:
    return role.function == "executive" or role.id in executives or role.is_ in executives


def ends_at_executive(governance: Governance, lines: Hierarchy, to: str, executives: tuple[str, ...]) -> bool:
    """Whether an executive stands on the way up: through the councils, then along the reporting line."""
    seen = set()
    name: str | None = plain(to)
    while name is not None and name not in seen:
        seen.add(name)
        speaker = lines.speaker(name)
        above = (speaker.id, *lines.above(speaker.id)) if speaker else ()
        if any(is_executive(lines.roles[one], executives) for one in above):
            return True
        council = governance.find(Council, name)
        name = plain(council.escalates_to) if council and name not in lines.roles else None
    return False


def council_circles(governance: Governance) -> Iterator[Found]:
    """Councils that escalate to each other in a circle, each circle once."""
    up = {one.id: plain(one.escalates_to) for one in governance.every(Council) if one.escalates_to}
    done: set[str] = set()
    for start in up:
        path: dict[str, None] = {}
        name: str | None = start
        while name in up and name not in done and name not in path:
            path[name] = None
            name = up[name]
        if name in path:
            circle = list(path)[list(path).index(str(name)) :]
            said = (
                f"{listed(circle)} escalate to each other in a circle"
                if circle[1:]
                else f"{circle[0]} escalates to itself"
            )
            yield Spot(f"council:{circle[0]}", ("escalates_to",)), said
        done.update(path)


def charter_faults(governance: Governance, lines: Hierarchy, executives: tuple[str, ...]) -> Iterator[Found]:
    """The charter's own way of escalation rises with each step, and ends at an executive."""
    charter = governance.charter
    steps = [(index, lines.speaker(name)) for index, name in enumerate(charter.escalation)]
    for (_, lower), (index, upper) in pairwise(steps):
        if lower and upper and lines.level(upper.id) >= lines.level(lower.id) and known_lines(lines, lower, upper):
            yield charter.at("escalation", index), f"{cut(upper.id)} does not stand higher than {cut(lower.id)} before"
            return
    last = steps[-1][1] if steps else None
    if last and not is_executive(last, executives) and lines.manager.get(last.id):
        message = f"the charter's way of escalation ends at {cut(last.id)}, who is no executive"
        yield charter.at("escalation", len(steps) - 1), message


@check("charter-capital-decision-missing", severity=WARNING, startup=OFF)
def no_say_on_investment(governance: Governance) -> Findings:
    """A decision right covers the allocation of budget and people, and RevOps recommends or decides in it.

    Who sees where the money works but is not asked where it should go can only describe the loss.

    Remedy: declare the decision `capital_allocation` (or one of `type: allocation`), which a RevOps role `recommends`.
    """
    decisions = governance.every(Decision)
    known = governance.known(Decision, "capital_allocation")
    about = [known] if known else [one for one in decisions if one.type == "allocation"]
    lines = Hierarchy(governance)
    if decisions and not about:
        message = "no decision right covers the allocation of budget and people across functions"
        yield missing("capital_allocation"), message
    elif about and not any(
        map(lines.speaks_for_revops, (name for one in about for name in (*one.recommends, *one.decides)))
    ):
        spot = about[0].at("recommends") if about[0].recommends else lacks(about[0], "recommends")
        yield spot, f"RevOps neither recommends nor decides in '{cut(about[0].title)}'"
