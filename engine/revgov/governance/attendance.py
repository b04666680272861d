"""Who is in a meeting: by its own lists, its agenda and its council."""

from __future__ import annotations

from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.questions.posts import holders_of
from revgov.kinds import Council, Meeting, Role


class Attendance(NamedTuple):
    """The ids of the roles that must be there, and of those that may."""

    required: frozenset[str]
    optional: frozenset[str]

    @property
    def invited(self) -> frozenset[str]:
        return self.required | self.optional


def attendance(governance: Governance, meeting: Meeting) -> Attendance:
    """The owner and the leads of agenda items always attend; the council's chair and members are required unless they
    are listed as optional."""
    council = governance.find(Council, plain(meeting.council)) if meeting.council else None
    seats = (*council.chair, *council.members) if council else ()
    optional = frozenset(map(plain, meeting.optional))
    turns = meeting.schedule.rotation if meeting.schedule else ()
    leads = (item.lead for item in meeting.agenda if item.lead)
    own = (*meeting.owner, *meeting.required, *leads, *(role for turn in turns for role in turn.required))
    required = frozenset(map(plain, own)) | (frozenset(map(plain, seats)) - optional)
    return Attendance(required - {"none"}, optional - required)


def plain(written: str) -> str:
    """The id of a reference that may say its kind."""
    return written.rpartition(":")[2]


def in_person(governance: Governance, role_id: str, attending: frozenset[str]) -> bool:
    """Whether a role is in a meeting of some roles: itself, or all who hold it in other roles of theirs, leave aside."""
    if role_id in attending:
        return True
    holders = holding(governance, role_id)
    return bool(holders) and holders <= {person for role in attending for person in holding(governance, role)}


def holding(governance: Governance, role_id: str) -> frozenset[str]:
    role = governance.find(Role, role_id)
    return frozenset(one.person for one in holders_of(governance, role) if not one.deputy) if role else frozenset()
