"""Names that name nothing, and what they may be meant for: that is not called missing as well."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

from revgov.checks.absence import unread
from revgov.governance.governance import Governance

# With more names than these nobody compares each with everything: any of them may mean anything.
MOST = 20


class Misspelt(NamedTuple):
    """The ids of unresolved names, in some fields of some kind."""

    names: frozenset[str]

    def may_mean(self, id_: str) -> bool:
        """Whether one of the names may be meant for an id."""
        if not self.names:
            return False
        return len(self.names) > MOST or bool(get_close_matches(id_, self.names, n=1))


def misspelt(governance: Governance, kind: str, *fields: str) -> Misspelt:
    """The names that lead nowhere in these fields of declarations of a kind."""
    found = (one.mention for one in governance.unresolved(kind))
    return Misspelt(frozenset(one.written.rpartition(":")[2] for one in found if one.field in fields))


def misspelt_seats(governance: Governance) -> Misspelt:
    """The names that lead nowhere where a meeting or a council says who attends."""
    meetings = misspelt(governance, "meeting", "owner", "required", "optional", "agenda", "schedule")
    return Misspelt(meetings.names | misspelt(governance, "council", "chair", "members").names)


def anything_unread(governance: Governance, kind: str, *fields: str) -> bool:
    """Whether a declaration of a kind has something in these fields that could not be read: it may have been a name."""
    return any(ref.partition(":")[0] == kind and field in fields for ref, field in unread(governance))
