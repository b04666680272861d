"""Did somebody who may sign what has to be signed, as it stands now, and was that not its author alone?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.hierarchy import Hierarchy, plain
from revgov.checks.misspelt import misspelt
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, kind_name, listed
from revgov.governance.governance import Governance
from revgov.governance.ownership import in_term
from revgov.governance.signature import holds
from revgov.kinds import AiUse, CompPlan, Decision, Node, Person, Risk, Role, Signoff

# What is signed where the charter does not say so under `attested`.
ATTESTED = ("charter", "comp_plan", "ai_use", "policy")
# An AI use is signed when it goes live; what is only tried or proposed is not.
LIVE = ("live", "active")
NOREPLY = "@users.noreply.github.com"


@check("x-signoff-missing", severity=ERROR, startup=WARNING)
def text_without_signature(governance: Governance, *, attested: tuple[str, ...] = ATTESTED) -> Findings:
    """Every text that has to be signed bears a dated signature of whoever decides about it, under the text as it is
    now: the kinds under the charter's `attested`, AI uses once they are live, and accepted risks.

    What is changed after it was approved was not approved.

    Remedy: have the text read by whoever must sign it, and run the command that the message names: it writes the digest
    of the text as it stands.
    """
    if not all_read(governance):
        return
    hierarchy, signed, rights = Hierarchy(governance), signatures(governance), rights_of(governance)
    meant = misspelt(governance, "signoff", "of")
    half_read = {ref for ref, _ in unread(governance)}
    for node in to_be_signed(governance, attested):
        found = signed.get(node.ref, ())
        if node.ref in half_read or (not found and meant.may_mean(node.id)):
            continue
        required = signers(hierarchy, rights, node)
        if not any(counts(governance, hierarchy, one, node, required) for one in found):
            yield from missing_signature(governance, node, found, required)


def signatures(governance: Governance) -> Mapping[str, list[Signoff]]:
    """The sign-offs of each declaration, by its reference, oldest first; what is signed later does not count yet."""
    found: dict[str, list[Signoff]] = {}
    for one in governance.every(Signoff):
        if one.on is None or one.on <= governance.as_of:
            for edge in governance.out.get(one.ref, ()):
                if edge.field == "of":
                    found.setdefault(edge.ref, []).append(one)
    return {ref: sorted(them, key=lambda one: one.on or datetime.date.min) for ref, them in found.items()}


def to_be_signed(governance: Governance, attested: tuple[str, ...]) -> Iterator[Node]:
    kinds = governance.charter.attested or attested
    for kind in dict.fromkeys(kinds):
        for node in governance.in_force_by_kind.get(kind, ()):
            if not isinstance(node, AiUse) or (node.status or "").strip().casefold() in LIVE:
                yield node
    for risk in governance.every(Risk):
        acceptance = risk.treatment.acceptance if risk.treatment and risk.dismissed is None else None
        # An acceptance that is over has to be given anew, and is signed then.
        if "risk" not in kinds and acceptance and not (acceptance.expires and acceptance.expires < governance.as_of):
            yield risk


def signers(hierarchy: Hierarchy, rights: Mapping[str, list[Decision]], node: Node) -> tuple[str, ...]:
    """The roles that may sign: whoever is to approve the declaration, else who decides about it or its kind. None where
    nobody says who decides; then anybody may."""
    named: str | None = None
    if isinstance(node, CompPlan):
        named = node.approved_by
    elif isinstance(node, Risk) and node.treatment and node.treatment.acceptance:
        named = node.treatment.acceptance.approved_by
    right = next(iter((*rights.get(node.ref, ()), *rights.get(node.kind, ()))), None)
    deciding = (named,) if named else right.decides if right else ()
    roles = (speaker.id for one in deciding if (speaker := hierarchy.speaker(one)))
    return tuple(dict.fromkeys(roles))


def rights_of(governance: Governance) -> Mapping[str, list[Decision]]:
    """The decision rights over a whole declaration, by its reference, or over all of a kind, by its name."""
    found: dict[str, list[Decision]] = {}
    for decision in governance.every(Decision):
        for cover in decision.covers:
            if not cover.field:
                found.setdefault(f"{cover.kind}:{cover.id}" if cover.id else cover.kind, []).append(decision)
    return found


def counts(
    governance: Governance, hierarchy: Hierarchy, signoff: Signoff, node: Node, required: tuple[str, ...]
) -> bool:
    """Whether a sign-off is dated, of a role that may sign, by somebody who held it, and of the text as it is. A role
    that is not declared is told elsewhere."""
    by = plain(signoff.by)
    if by is None or signoff.on is None or not holds(signoff, node):
        return False
    if governance.find(Role, by) is None:
        return True
    may = not required or any(by == one or hierarchy.manages(by, one) for one in required)
    return may and held(governance, by, signoff)


def held(governance: Governance, role: str, signoff: Signoff) -> bool:
    """Whether the person held the role on the day, as deputy or not. A role names those who hold it now, and whoever
    held it before may be gone from it: only where it says who held it on the day can somebody else not have."""
    declared, person, on = governance.find(Role, role), governance.find(Person, plain(signoff.person)), signoff.on
    if declared is None or person is None or on is None:
        return True
    own = [one for one in declared.held_by if one.person == person.id]
    if own:
        return any(in_term(one, on) for one in own)
    return not any(one.since and not one.deputy and in_term(one, on) for one in declared.held_by)


def missing_signature(
    governance: Governance, node: Node, found: list[Signoff] | tuple[()], required: tuple[str, ...]
) -> Findings:
    """What the signature lacks, told of the last one."""
    what = f"the {kind_name(node.kind)} '{cut(node.title)}'"
    who = listed((governance.title(f"role:{one}") for one in required), "or") or "a role"
    command = f"`revgov signoff {node.ref} --by {required[0] if required else 'ROLE'}`"
    if not found:
        yield lacks(node, "signoff"), f"nobody has signed {what}; {who} must: {command}"
        return
    last = found[-1]
    related = (last.at(), "it was signed here")
    if not holds(last, node):
        when = f" on {last.on}" if last.on else ""
        yield (
            lacks(node, "signoff"),
            f"{what} was changed since it was signed{when}; {who} must sign anew: {command}",
            related,
        )
    elif last.on is None:
        yield lacks(last, "on"), f"the signature under {what} has no date; add `on`"
    elif last.by is None:
        yield lacks(last, "by"), f"the signature under {what} names no role; add `by`"
    elif not held(governance, plain(last.by) or "", last):
        said = f"{cut(governance.title(f'person:{plain(last.person)}'))} did not hold {cut(last.by)} on {last.on}"
        yield last.at("person"), f"{said}, so {what} is not signed"
    else:
        yield last.at("by"), f"{cut(governance.title(f'role:{plain(last.by)}'))} signed {what}, but {who} must"


@check("x-self-approval", severity=ERROR, startup=WARNING)
def author_approves(governance: Governance) -> Findings:
    """A text is never signed by its author alone: of those who changed its file since it was signed before, at least
    one is somebody else than those who signed it now.

    Whoever approves their own change approves everything.

    Authors are those of git's commits, told by the `email` or `github` of people. Where git remembers nothing, or an
    author is nobody who is declared, nothing is said.

    Remedy: have somebody else, who may decide about it, sign as well.
    """
    who = people_by_address(governance)
    for ref, signed in signatures(governance).items() if governance.history else ():
        node = governance.nodes[ref]
        standing = [one for one in signed if holds(one, node) and one.person and one.on]
        people = {plain(one.person) for one in standing}
        if not standing or len(people) != 1:
            continue
        before = [one.on for one in signed if not holds(one, node) and one.on]
        authors = {
            person_of(who, email)
            for email, on in governance.history.get(node.file, ())
            if (not before or on > max(before)) and standing[-1].on and on <= standing[-1].on
        }
        if authors == people:
            name = cut(governance.title(f"person:{next(iter(people))}"))
            said = f"{name} alone changed {cut(node.file)} before signing '{cut(node.title)}'; somebody else must sign"
            yield standing[-1].at("person"), said, (node.at(), "this was signed")


def people_by_address(governance: Governance) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for person in governance.all(Person):
        for address in (person.email, f"{person.github}{NOREPLY}" if person.github else None):
            if address:
                found[address.strip().casefold()] = person.id
    return found


def person_of(who: Mapping[str, str], email: str) -> str | None:
    """The person behind an author's address; GitHub's own addresses may begin with a number."""
    address = email.strip().casefold()
    if address.endswith(NOREPLY):
        address = address.rpartition("+")[2]
    return who.get(address)
