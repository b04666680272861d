"""Which meetings stand in whose feed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from revgov.emit.events import Event
from revgov.governance.governance import Governance
from revgov.governance.ownership import in_term
from revgov.kinds import Council, Meeting, Node, Person, Role
from revgov.schedule import Occurrence

N = TypeVar("N", bound=Node)
# Names that Windows keeps for devices, whatever their ending. A hyphen stands in no id, so that nothing can collide.
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))


class Published(NamedTuple):
    """A meeting in the feeds: its events, who attends, and what comes next."""

    meeting: Meeting
    events: tuple[Event, ...]
    roles: frozenset[str]
    following: Occurrence | None


class Feed(NamedTuple):
    """One file to subscribe to: its path below the folder, its title, and its meetings."""

    path: str
    title: str
    meetings: tuple[Published, ...]

    @property
    def following(self) -> tuple[datetime.datetime, str] | None:
        """The next meeting: when it begins, and what it is called."""
        coming = [(one.following.start, one.meeting.title) for one in self.meetings if one.following]
        return min(coming, default=None)


def attending(governance: Governance, meeting: Meeting) -> frozenset[str]:
    """The roles in whose feeds a meeting stands: owner, required, optional, leads, and the members of its council."""
    council = governance.find(Council, meeting.council)
    seats = (*council.chair, *council.members) if council else ()
    leads = (item.lead for item in meeting.agenda if item.lead)
    turns = (role for turn in (meeting.schedule.rotation if meeting.schedule else ()) for role in turn.required)
    return frozenset((*meeting.owner, *meeting.required, *meeting.optional, *leads, *turns, *seats))


def feeds_of(governance: Governance, meetings: list[Published]) -> Iterator[Feed]:
    """All meetings in one feed, which always exists; then a feed for each council, role and person that has any."""
    yield Feed("all.ics", "All meetings", tuple(meetings))
    for council in in_order(governance.every(Council)):
        yield from feed("council", council, (one for one in meetings if one.meeting.council == council.id))
    for role in in_order(governance.every(Role)):
        yield from feed("role", role, (one for one in meetings if role.id in one.roles))
    held = roles_held(governance)
    for person in in_order(governance.every(Person)):
        roles: set[str] = held.get(person.id, set())
        yield from feed("person", person, (one for one in meetings if one.roles & roles))


def in_order(nodes: Iterable[N]) -> list[N]:
    return sorted(nodes, key=lambda node: node.id)


def feed(kind: str, node: Node, meetings: Iterable[Published]) -> Iterator[Feed]:
    chosen = tuple(meetings)
    if chosen:
        yield Feed(f"{kind}/{file_name(node.id)}.ics", node.title, chosen)


def roles_held(governance: Governance) -> Mapping[str, set[str]]:
    """The roles of each person on the as-of date: held, on leave or not, and those they act in as deputies."""
    held: dict[str, set[str]] = {}
    for role in governance.every(Role):
        terms = (term for term in role.held_by if not term.deputy and in_term(term, governance.as_of))
        for person in (*(term.person for term in terms), *governance.holders(role.id)):
            held.setdefault(person, set()).add(role.id)
    return held


def file_name(id_: str) -> str:
    return f"{id_}-" if id_ in RESERVED else id_
