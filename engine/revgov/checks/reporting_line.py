"""Does RevOps report to somebody who answers for all revenue, and do the reporting lines meet at one top?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import lacks
from revgov.checks.hierarchy import Hierarchy
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Charter, Role


@check("charter-reporting-line", severity=ERROR, startup=WARNING)
def reporting_line(
    governance: Governance, *, allowed: tuple[str, ...] = ("cro", "ceo"), tolerated: tuple[str, ...] = ("cfo",)
) -> Findings:
    """The head of RevOps reports to the CRO or the CEO, and the reporting lines run without a circle to one top.

    Under one of the leaders whose numbers it must question, RevOps questions the others only.

    Remedy: let the head of RevOps report to the CRO; mark who that is with `is: cro`, where the id is another word.
    """
    lines = Hierarchy(governance)
    yield from head_faults(governance, lines, allowed, tolerated)
    for cycle in lines.cycles:
        message = f"{listed(cycle)} report to each other in a circle" if cycle[1:] else f"{cycle[0]} reports to itself"
        yield lines.roles[cycle[0]].at("reports_to"), message
    yield from several_tops(governance, lines, allowed)


def head_faults(
    governance: Governance, lines: Hierarchy, allowed: tuple[str, ...], tolerated: tuple[str, ...]
) -> Iterator[Found]:
    charter, head = governance.find(Charter, "charter"), lines.head
    if head is None:
        if charter and charter.head is None:
            yield lacks(charter, "head"), "the charter names no head of RevOps: add `head`"
        return
    if any(head.id in cycle for cycle in lines.cycles):
        return
    if known_as(head) & set(allowed) or (head.reports_to is not None and head.reports_to not in lines.roles):
        return
    wanted = listed((one.upper() for one in allowed), "or")
    if head.reports_to is None:
        yield lacks(head, "reports_to"), f"{cut(head.title)} heads RevOps and reports to nobody: name the {wanted}"
        return
    boss = lines.roles[head.reports_to]
    if not known_as(boss) & set(allowed):
        message = f"{cut(head.title)} heads RevOps and reports to {cut(boss.title)}, not to the {wanted}"
        related = (boss.at(), "if this is the one, say so with `is`")
        yield head.at("reports_to"), message, related, WARNING if known_as(boss) & set(tolerated) else ERROR


def known_as(role: Role) -> set[str]:
    return {role.id, role.is_ or ""}


def several_tops(governance: Governance, lines: Hierarchy, allowed: tuple[str, ...]) -> Iterator[Found]:
    """More than one role at the top, apart from the head of RevOps, of whom it is told already. Where nobody reports to
    anybody, only the head's line was asked for."""
    roots = lines.roots
    if len(roots) < 2 or not lines.manager:
        return
    ceo = governance.known(Role, "ceo")
    top = ceo if ceo in roots else max(roots, key=lambda role: sum(boss == role.id for boss in lines.manager.values()))
    others = [role for role in roots if role is not top]
    others = [role for role in others if role is not lines.head or known_as(role) & set(allowed)]
    if not others:
        return
    verb = "reports" if len(others) == 1 else "report"
    message = f"{listed(role.id for role in others)} {verb} to nobody, like {top.id}: the lines must meet at one top"
    yield lacks(others[0], "reports_to"), message, (top.at(), "the other top")
