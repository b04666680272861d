"""Does one role own each thing, and does somebody hold that role?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from revgov.checks.absence import lacks, unread
from revgov.checks.open_work import deeds
from revgov.checks.owners import no_single_role, owned_by_role, owner_fields, owner_ids, owner_spots
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.wording import cut, kind_name, listed, plural
from revgov.governance.governance import Governance
from revgov.governance.ownership import in_term
from revgov.kinds import KINDS, Council, Node, Person, Risk, Role, Territory
from revgov.kinds.node import Spot
from revgov.kinds.role import Holding

# What two owners of these mean is a question of its own: `raci-multiple-accountable`, `charter-decision-decider`.
ELSEWHERE = frozenset({"activity", "decision"})


@check("x-owner-missing", severity=ERROR, startup=ERROR)
def thing_without_owner(governance: Governance) -> Findings:
    """Everything that is governed names the role that owns it.

    What nobody owns is nobody's fault: it drifts until it hurts, and then there is nobody to ask.

    Remedy: name one role under the field that the message names; a council without a chair says `chair: none` and why.
    """
    not_read = unread(governance)
    for kind in KINDS:
        for node in governance.every(kind.model) if kind.must_be_owned else ():
            if owner_ids(governance, node) or (node.ref, kind.owned_by) in not_read:
                continue
            if isinstance(node, Council) and "none" in node.chair:
                if not node.why:
                    yield node.at("chair"), f"{cut(node.title)} has no chair and does not say why: add `why`"
            elif not (isinstance(node, Risk) and node.dismissed):
                message = f"nobody owns the {kind_name(kind.name)} '{cut(node.title)}'"
                yield lacks(node, kind.owned_by), f"{message}: name a role under `{kind.owned_by}`"


@check("x-owner-not-single", severity=ERROR, startup=WARNING)
def thing_with_more_than_one_owner(governance: Governance) -> Findings:
    """An owner is one role: no list, no "A / B", no person, no whole function and no mailing list.

    Of two owners each waits for the other, and a department answers no question.

    Remedy: choose the role that decides when opinions differ; the others can be consulted, or hold that role together.
    """
    for node in oddly_owned(governance):
        named: dict[str, list[tuple[str, Spot]]] = {}
        for written, spot in owner_spots(node):
            named.setdefault(str(spot.path[0]), []).append((written, spot))
        yield from owner_faults(governance, node, named.values())
    for deed in deeds(governance):
        written_at = [(written, deed.at("owner", index)) for index, written in enumerate(deed.action.owner)]
        yield from owner_faults(governance, deed.node, [written_at])


def oddly_owned(governance: Governance) -> Iterator[Node]:
    """The declarations with anything but one declared role in a field that names an owner."""
    roles = {(role.id,) for role in governance.all(Role)}
    for kind, nodes in governance.in_force_by_kind.items():
        fields = owner_fields(kind) if kind not in ELSEWHERE else ()
        for node in nodes if fields else ():
            if any((named := getattr(node, field)) and named not in roles for field in fields):
                yield node


def owner_faults(governance: Governance, node: Node, fields: Iterable[list[tuple[str, Spot]]]) -> Iterator[Found]:
    for named in fields:
        several = list(dict.fromkeys(written for written, _ in named))
        if len(several) > 1:
            spot = node.at(*named[0][1].path[:-1])
            yield spot, f"{cut(node.title)} has {len(several)} owners, {listed(several)}; name one"
        for written, spot in named:
            if f"role:{written}" not in governance.nodes and (why := no_single_role(governance, written)):
                yield spot, why


@check("x-role-vacant", severity=ERROR, startup=WARNING)
def owner_without_holder(governance: Governance) -> Findings:
    """A role that owns something has somebody who holds it today.

    What an empty chair owns, nobody looks after, and nothing says so until it is needed.

    Remedy: name a holder under `held_by`, or a deputy for somebody on leave; or give what the role owns to another one.
    """
    owned = owned_by_role(governance)
    not_read = unread(governance)
    for role in governance.every(Role):
        things = owned.get(role.id)
        if things and not governance.holders(role.id) and (role.ref, "held_by") not in not_read:
            more = f" and {plural(len(things) - 1, 'more thing')}" if len(things) > 1 else ""
            message = f"{cut(role.title)} owns '{cut(things[0].title)}'{more}, and {why_vacant(governance, role)}"
            spot = role.at("held_by") if role.held_by else lacks(role, "held_by")
            yield spot, message, (things[0].at(), "it owns this")


def why_vacant(governance: Governance, role: Role) -> str:
    """What became of the people who are listed under a role, in words."""
    if not role.held_by:
        return "nobody holds it"
    ended = [why for holding in role.held_by if (why := over(governance, holding))]
    if len(ended) == len(role.held_by):
        return f"nobody holds it any more: {ended[-1]}"
    running = [holding.person for holding in role.held_by if not over(governance, holding)]
    on = governance.as_of
    begun = [holding.person for holding in role.held_by if in_term(holding, on) and not over(governance, holding)]
    if not begun:
        return f"nobody holds it before {listed(running)} starts"
    return f"{listed(begun)} cannot act on {on} and no deputy stands in"


def over(governance: Governance, holding: Holding) -> str:
    """Since when and why a holding is over; empty where it is not."""
    person = governance.find(Person, holding.person)
    if holding.until and holding.until < governance.as_of:
        return f"the term of {cut(holding.person)} ended on {holding.until}"
    if person and person.until and person.until < governance.as_of:
        return f"{cut(holding.person)} left on {person.until}"
    return ""


@check("x-term-expired", severity=WARNING, startup=WARNING)
def holder_whose_term_is_over(governance: Governance) -> Findings:
    """Whoever is listed as a holder has not left, and their term has not ended.

    A mandate that has lapsed silently is still used: people ask, approve and sign in the name of somebody who may not.

    Remedy: prolong the term, or delete the entry; git remembers who held the role.
    """
    owned: Mapping[str, list[Node]] | None = None
    for role in governance.every(Role):
        ended = [(index, why) for index, holding in enumerate(role.held_by) if (why := over(governance, holding))]
        if len(ended) == len(role.held_by) and ended:
            owned = owned_by_role(governance) if owned is None else owned
            if owned.get(role.id):
                continue
        for index, why in ended:
            field = ("until",) if role.held_by[index].until and why.startswith("the term") else ()
            yield role.at("held_by", index, *field), f"{why}, and they are still listed as holding {cut(role.title)}"
    for territory in governance.every(Territory):
        for index, person in enumerate(territory.held_by):
            if why := over(governance, Holding(person=person)):
                yield territory.at("held_by", index), f"{why}, and they still look after {cut(territory.title)}"
