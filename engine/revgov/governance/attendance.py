"""Who is in a meeting: by its own lists, its agenda and its council."""

from __future__ import annotations

from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.ownership import regular_holders
from revgov.kinds import Council, Meeting


class Attendance(NamedTuple):
    """The ids of the roles that must be there, and of those that may."""

    required: frozenset[str]
    optional: frozenset[str]

    @property
    def invited(self) -> frozenset[str]:
        return self.required | self.optional


def attendance(governance: Governance, meeting: Meeting) -> Attendance:
    """Who attends. The owner and the leads of agenda items always do; the council's chair and members are required
    unless they are listed as optional."""
    own = [*meeting.owner, *meeting.required, *(item.lead for item in meeting.agenda if item.lead)]
    for turn in meeting.schedule.rotation if meeting.schedule else ():
        own.extend(turn.required)
    optional, required = frozenset(meeting.optional), frozenset(own)
    if meeting.council:
        required |= seats(governance, meeting.council) - optional
    return Attendance(required, optional - required)


def seats(governance: Governance, council: str) -> frozenset[str]:
    """The roles that sit in a council: its chair and its members."""
    declared = governance.find(Council, council)
    return frozenset((*declared.chair, *declared.members)) - {"none"} if declared else frozenset()


def plain(written: str) -> str:
    """The id of a reference that may say its kind."""
    return written.rpartition(":")[2] if ":" in written else written


def in_person(governance: Governance, role_id: str, attending: frozenset[str]) -> bool:
    """Whether a role is in a meeting of some roles: itself, or all who hold it in other roles of theirs.

    Leave makes no difference: it passes, and the meeting stays.
    """
    if role_id in attending:
        return True
    holders = regular_holders(governance, role_id)
    return bool(holders) and holders <= {person for role in attending for person in regular_holders(governance, role)}
