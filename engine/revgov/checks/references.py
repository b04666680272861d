"""Does every name lead to exactly one thing, and does every thing have one name?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from revgov.checks.absence import out_of_sight
from revgov.checks.names import Names, is_key
from revgov.checks.owners import no_single_role, owner_fields, owner_spots
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, Found, check
from revgov.checks.wording import cut, kind_name
from revgov.checks.words import fault_of_cover, listed_words
from revgov.governance.defect import Suggestion
from revgov.governance.governance import Governance
from revgov.governance.resolve import Unresolved
from revgov.kinds import KINDS, Activity, Decision, Node, Spot
from revgov.kinds.mentions import mentions

PLAIN = re.compile(r"[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*")
# What happened stays true when what it speaks of is gone.
RECORDS = frozenset(kind.name for kind in KINDS if kind.asset == "records")


@check("x-ref-unresolved", severity=ERROR, startup=ERROR)
def name_that_leads_nowhere(governance: Governance, checks: Collection[str]) -> Findings:
    """Every name of another declaration, of a check or of a listed word leads to exactly one.

    After a rename or a departure, whatever still bears the old name is owned, fed or discussed by nobody.

    Remedy: write the id that is suggested, or declare what is named; write `kind:id` where two kinds share an id.
    """
    names = Names(governance)
    hidden = out_of_sight(governance)
    for lost in governance.unresolved():
        if last_word(lost) not in hidden and not owner_fault(governance, lost):
            yield from unresolved(names, lost)
    for node, mention in governance.out.checks():
        name = mention.written.removeprefix("check:")
        if name not in checks:
            spot = node.at(*mention.path, word=mention.word)
            near = names.nearest("checks", name, checks, 0.8)
            yield wrong_word(spot, f"there is no check '{cut(name)}'", mention.written, name, near)
    for node, mention, (words, said, where) in listed_words(governance):
        if words and mention.written not in words:
            spot = node.at(*mention.path, key=is_key(node, mention))
            near = names.nearest(f"{node.kind} {said}", mention.written, words)
            message = f"'{cut(mention.written)}' is no {said}"
            yield (*wrong_word(spot, message, mention.written, mention.written, near), *where)
    for decision in governance.every(Decision):
        for index, cover in enumerate(decision.covers):
            if fault := fault_of_cover(governance, cover):
                yield decision.at("covers", index), fault


def last_word(lost: Unresolved) -> str:
    """The id that is looked for: of `kpi:win_rate` and of `opportunity.amount` the last part."""
    return re.split(r"[:.]", lost.mention.written)[-1]


def owner_fault(governance: Governance, lost: Unresolved) -> bool:
    """Whether the name stands where an owner belongs and is none for another reason: `x-owner-not-single` says so."""
    spot = lost.node.at(*lost.mention.path)
    return any(
        spot == other and no_single_role(governance, lost.mention.written) for _, other in owner_spots(lost.node)
    )


def unresolved(names: Names, lost: Unresolved) -> Iterator[Found]:
    node, mention, candidates = lost
    spot = node.at(*mention.path, key=is_key(node, mention), word=mention.word)
    shown = mention.word[1] if mention.word else mention.written
    if candidates:
        related = [(Spot(ref), f"'{ref}' is declared here") for ref in candidates[:5]]
        choices = " or ".join(candidates[:5])
        yield spot, f"'{cut(shown)}' may be {choices}; write which one is meant", *related
        return
    message, meant = names.explained(lost, shown)
    if meant is None:
        yield spot, message
        return
    suggestion = Suggestion(f"Use '{meant.text}'", spot, meant.text)
    yield spot, message, (Spot(meant.ref), f"'{meant.text}' is declared here"), suggestion


def wrong_word(spot: Spot, message: str, written: str, name: str, near: str | None) -> Found:
    if near is None:
        return spot, message
    text = written.replace(name, near)
    return spot, f"{message}; did you mean '{near}'?", Suggestion(f"Use '{text}'", spot, text)


@check("x-ref-out-of-force", severity=ERROR, startup=WARNING)
def name_of_something_out_of_force(governance: Governance) -> Findings:
    """What is in force refers to what is in force, above all where it says who answers for it.

    A declaration before its `since` or after its `until` is kept for the record, and nobody tends to it: it cannot own,
    decide, approve, be accountable, or show an outcome of the charter. Any other mention of it is only a note.

    Remedy: name what has taken its place, or move the `since` or `until` of what is named.
    """
    gone = {node.ref: node for node in governance if not governance.in_force(node) and node.kind != "person"}
    for node in governance if gone else ():
        if governance.in_force(node) and node.kind not in RECORDS:
            for edge in governance.out.get(node.ref, ()):
                if edge.ref in gone:
                    target = gone[edge.ref]
                    spot, related = spot_of(node, edge.field, target), (target.at(), "it is declared here")
                    milder = () if answers(node, spot) else (INFO,)
                    yield spot, over(governance, target), related, *milder


def answers(node: Node, spot: Spot) -> bool:
    """Whether whatever is named at a spot owns, decides, approves or answers for something, or shows an outcome."""
    field, last = spot.path[0], [part for part in spot.path if isinstance(part, str)][-1]
    if isinstance(node, Activity) and field == "raci":
        return "A" in (node.raci or {}).get(last, "")
    return field == "outcomes" or last in (*owner_fields(node.kind), "accountable", "decides", "approved_by")


def spot_of(node: Node, field: str, target: Node) -> Spot:
    """Where a declaration names another."""
    for mention in mentions(node):
        if mention.field == field and f".{target.id}".endswith(f".{mention.written.rpartition(':')[2]}"):
            return node.at(*mention.path, key=is_key(node, mention), word=mention.word)
    return node.at(field)


def over(governance: Governance, target: Node) -> str:
    what = f"the {kind_name(target.kind)} '{cut(target.id)}'"
    if target.until and target.until < governance.as_of:
        return f"{what} is not in force any more, since {target.until}"
    return f"{what} is not in force before {target.since}"


@check("x-id-duplicate", severity=ERROR, startup=ERROR)
def one_name_for_two_things(governance: Governance) -> Findings:
    """An id is declared once in its kind, also when capitals and separators are overlooked, and is no alias of another.

    Two things under one name are edited, approved and published for each other.

    Remedy: give one of the two another id; if both mean the same, keep one declaration and delete the other.
    """
    for again in governance.faults.duplicates:
        kind, _, id_ = again.ref.partition(":")
        message = f"the {kind_name(kind)} '{cut(id_)}' is declared once more; only its first declaration counts"
        yield again.spot, message, (again.first, "the first declaration is here")
    for nodes in governance.by_kind.values():
        yield from look_alikes(nodes)


def look_alikes(nodes: Iterable[Node]) -> Iterator[Found]:
    """Ids of one kind that only capitals or separators tell apart, and aliases that are names of something else."""
    names: dict[str, Node] = {}
    aliased = []
    for node in nodes:
        first = names.setdefault(slug(node.id), node)
        if first is not node:
            message = f"'{cut(node.id)}' and '{cut(first.id)}' are told apart only by capitals or separators"
            yield node.at(), message, (first.at(), f"'{cut(first.id)}' is declared here")
        if node.aliases:
            aliased.append(node)
    for node in aliased:
        for index, alias in enumerate(node.aliases):
            first = names.setdefault(slug(alias), node)
            if first is not node:
                other = f"the {kind_name(node.kind)} '{cut(first.id)}'"
                means = f"is {other}" if slug(first.id) == slug(alias) else f"is another name of {other} as well"
                yield node.at("aliases", index), f"the alias '{cut(alias)}' {means}", (first.at(), f"{other} is here")


def slug(name: str) -> str:
    """A name without what people do not hear: capitals, and which separators stand between words."""
    if PLAIN.fullmatch(name):
        return name
    return ".".join(re.sub(r"[\W_]+", "_", part.casefold()).strip("_") for part in name.split("."))
