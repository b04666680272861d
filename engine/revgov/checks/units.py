"""Whether two amounts can be compared: units are never guessed."""

from __future__ import annotations

from revgov.kinds.values.time import DAYS

# Numbers of these units may stand without one, and a share may be written as a percentage.
BARE = ("count", "ratio", "points")
SHARES = ("ratio", "percent")


def same_unit(unit: str, written: str) -> bool:
    """Whether an amount with the unit `written` can be held against one in `unit`; '' is a bare number."""
    if unit == written or (not written and unit in BARE) or (unit in SHARES and written in SHARES):
        return True
    return unit in DAYS and written in DAYS
