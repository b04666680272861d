"""Sections, areas and functions as people write them."""

from __future__ import annotations

import pytest

from revgov.emit.names import heading, readable


@pytest.mark.parametrize(
    ("name", "within", "at_the_head"),
    [
        ("ai_uses", "AI uses", "AI uses"),
        ("kpis", "KPIs", "KPIs"),
        ("revops", "RevOps", "RevOps"),
        ("ai_governance", "AI governance", "AI governance"),
        ("lead_routing", "lead routing", "Lead routing"),
        ("", "", ""),
    ],
)
def test_a_name_for_people(name: str, within: str, at_the_head: str) -> None:
    assert (readable(name), heading(name)) == (within, at_the_head)
