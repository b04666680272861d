"""What has been promised and is not settled yet: actions, recommendations, initiatives."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read, unread
from revgov.checks.misspelt import Misspelt, misspelt
from revgov.governance.governance import Governance
from revgov.kinds import Initiative, Minutes, Node, Recommendation, Risk
from revgov.kinds.node import Action, Spot

# Which declarations say what is done about what, and in which fields.
HOLDERS = ("minutes", "initiative", "risk", "recommendation")
SAYING = ("actions", "treatment", "about")
# How a recommendation ends that nobody follows, and an initiative that is over; by the first word.
REFUSED = ("declined", "rejected", "refused", "withdrawn", "dropped", "cancelled")
OVER = ("done", "completed", "complete", "closed", "cancelled", "canceled", "dropped", "stopped", "abandoned")


class Deed(NamedTuple):
    """An action, the declaration it stands in and the way to it."""

    node: Node
    action: Action
    path: tuple[str | int, ...]

    def at(self, *path: str | int) -> Spot:
        return self.node.at(*self.path, *path)


def deeds(governance: Governance) -> Iterator[Deed]:
    """Every action of minutes, initiatives and risks in force."""
    holders: tuple[Initiative | Minutes, ...] = (*governance.every(Initiative), *governance.every(Minutes))
    for node in holders:
        yield from (Deed(node, action, ("actions", index)) for index, action in enumerate(node.actions))
    for risk in governance.every(Risk):
        actions = risk.treatment.actions if risk.treatment else ()
        yield from (Deed(risk, one, ("treatment", "actions", index)) for index, one in enumerate(actions))


def due(promise: Action | Recommendation) -> datetime.date | None:
    """The day by which something was promised, or to which it was moved."""
    return promise.moved.to if promise.moved else promise.due


def settled(promise: Action | Recommendation, as_of: datetime.date) -> bool:
    """Whether something is done by a day, or cancelled; what will be done later is not done yet."""
    return bool(promise.cancelled) or (promise.done is not None and promise.done <= as_of)


def first_word(text: str | None) -> str:
    return (text or "").strip().casefold().partition(" ")[0].rstrip(",;:.")


def over(recommendation: Recommendation, as_of: datetime.date) -> bool:
    """Whether a recommendation is settled, was refused, or its effect has been measured."""
    refused = first_word(recommendation.decision) in REFUSED
    return settled(recommendation, as_of) or refused or measured(recommendation, as_of)


def measured(recommendation: Recommendation, as_of: datetime.date) -> bool:
    effect = recommendation.measured
    return effect is not None and (effect.on is None or effect.on <= as_of)


def ended(initiative: Initiative) -> bool:
    """Whether an initiative is done or given up."""
    progress = initiative.progress
    return first_word(initiative.status) in OVER or (progress is not None and progress.number >= 1)


def recommendations_about(governance: Governance) -> Mapping[str, list[Recommendation]]:
    """The open recommendations about each declaration, by its reference."""
    found: dict[str, list[Recommendation]] = {}
    for one in governance.every(Recommendation):
        if not over(one, governance.as_of):
            for edge in governance.out.get(one.ref, ()):
                if edge.field == "about":
                    found.setdefault(edge.ref, []).append(one)
    return found


class Work(NamedTuple):
    """What open actions and recommendations are about. `blind` where some of them could not be read; `lost` are the
    names in them that lead nowhere."""

    about: frozenset[str]
    blind: bool
    lost: Misspelt

    def answers(self, ref: str) -> bool:
        """Whether something is done about a declaration, or may be meant to be."""
        return ref in self.about or self.blind or self.lost.may_mean(ref.partition(":")[2])


def worked_on(governance: Governance) -> Work:
    """What is worked on, by the actions and recommendations that are open."""
    found = set(recommendations_about(governance))
    for deed in deeds(governance):
        if deed.action.about and not settled(deed.action, governance.as_of):
            meant = {written.rpartition(":")[2] for written in deed.action.about}
            edges = governance.out.get(deed.node.ref, ())
            found.update(one.ref for one in edges if one.field == deed.path[0] and one.ref.partition(":")[2] in meant)
    return Work(frozenset(found), half_read(governance, *HOLDERS), lost_in(governance, *HOLDERS))


def advised_on(governance: Governance) -> Work:
    """What open recommendations are about."""
    about = frozenset(recommendations_about(governance))
    return Work(about, half_read(governance, "recommendation"), lost_in(governance, "recommendation"))


def half_read(governance: Governance, *kinds: str) -> bool:
    """Whether something that says what is done about what could not be read."""
    fields = {(ref.partition(":")[0], field) for ref, field in unread(governance)}
    return not all_read(governance) or any(kind in kinds and field in SAYING for kind, field in fields)


def lost_in(governance: Governance, *kinds: str) -> Misspelt:
    """The names in actions and recommendations that lead nowhere."""
    return Misspelt(frozenset().union(*(misspelt(governance, kind, *SAYING).names for kind in kinds)))
