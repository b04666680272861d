"""Does each council have a mandate, and everybody at the table whom its decisions touch?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.hierarchy import plain
from revgov.checks.misspelt import Misspelt, anything_unread, misspelt
from revgov.checks.registry import ERROR, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Council, Decision, Role


@check("charter-council-no-mandate", severity=ERROR, startup=OFF)
def council_without_mandate(governance: Governance) -> Findings:
    """Each council has a purpose, members, a quorum that they can reach, and a decision right.

    A committee without a decision to take only talks, and still costs everybody an hour.

    Remedy: add what is lacking; give the council something to decide under `decisions`, or dissolve it.
    """
    deciding = {plain(name) for one in governance.every(Decision) for name in (*one.decides, *one.agrees)}
    not_read = unread(governance)
    names = misspelt(governance, "decision", "decides", "agrees")
    blind = anything_unread(governance, "decision", "decides", "agrees")
    for council in governance.every(Council):
        absent = [field for field in ("purpose", "members", "quorum") if not getattr(council, field)]
        absent = [f"`{field}`" for field in absent if council.quorum != 0 or field != "quorum"]
        absent = [field for field in absent if (council.ref, field.strip("`")) not in not_read]
        if council.id not in deciding and not blind and not names.may_mean(council.id):
            absent.append("a decision right")
        if absent:
            yield lacks(council, ",".join(absent)), f"the council '{cut(council.title)}' lacks {listed(absent)}"
        yield from quorum_fault(council)


def quorum_fault(council: Council) -> Iterator[Found]:
    """A quorum of nobody, or of more than there are; the chair sits and counts."""
    seats = {*council.members, *council.chair} - {"none"}
    if council.quorum is not None and council.members and not 1 <= council.quorum <= len(seats):
        message = (
            f"{council.quorum} is no quorum of '{cut(council.title)}', which has {len(seats)} seats with its chair's"
        )
        yield council.at("quorum"), f"{message}; write 1 to {len(seats)}"


@check("charter-council-function-gap", severity=WARNING, startup=OFF)
def function_not_at_the_table(governance: Governance) -> Findings:
    """A council that decides across functions has a member from each function that its decisions touch.

    A decision is taken again as soon as the team that was not asked hears of it.

    Remedy: add a role of that function to `members`, or take the function out of the decision's `functions`.
    """
    councils = {council.id: council for council in governance.every(Council)}
    touched: dict[str, dict[str, Decision]] = {}
    for decision in governance.every(Decision):
        for name in decision.decides:
            if plain(name) in councils:
                for function in decision.functions:
                    touched.setdefault(str(plain(name)), {}).setdefault(function, decision)
    for id_, functions in touched.items():
        council = councils[id_]
        names = [name for name in (*council.chair, *council.members) if name != "none"]
        seats = [role for name in names if (role := governance.find(Role, name))]
        # A seat that names nobody declared might be the one in question.
        if len(functions) < 2 or not council.members or len(seats) < len(names):
            continue
        present = {seat.function for seat in seats if seat.function}
        odd = Misspelt(frozenset(present.difference(governance.charter.functions or present)))
        for function, decision in functions.items():
            if function not in present and not odd.may_mean(function):
                message = f"nobody from {cut(function)} sits in '{cut(council.title)}', which decides"
                related = (decision.at("functions"), f"it touches {cut(function)}")
                spot = council.at("members", word=(0, function))
                yield spot, f"{message} '{cut(decision.title)}'", related
