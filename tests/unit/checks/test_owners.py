"""Who owns a declaration, or a part of it."""

from __future__ import annotations

import pytest

from revgov.checks.owners import owner_fields
from revgov.kinds import BY_NAME

PARTS = {
    "system": {"technical_owner"},
    "ai_use": {"technical_owner"},
    "integration": {"from_owner", "to_owner"},
}


@pytest.mark.parametrize("kind", sorted(BY_NAME))
def test_the_fields_that_name_owners_are_those_of_the_whole_and_the_marked_ones(kind: str) -> None:
    whole = {BY_NAME[kind].owned_by, "owner"}
    assert set(owner_fields(kind)) == whole | PARTS.get(kind, set())
