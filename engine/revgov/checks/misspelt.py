"""Names that name nothing, and what they may have been meant for: what a misspelt name means is not called missing too."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

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
    found = (one.mention for one in governance.unresolved if one.node.kind == kind)
    return Misspelt(frozenset(one.written.rpartition(":")[2] for one in found if one.field in fields))
