"""Who stands above whom, asked quickly and asked step by step."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from revgov.checks.hierarchy import Hierarchy
from revgov.kinds import Charter, Role
from revgov.kinds.node import made


def hierarchy(bosses: list[int | None]) -> Hierarchy:
    """Role `r<index>` reports to the role at the index in the list; an index beyond the list is of nobody declared."""
    roles = [
        made(Role, {"id": f"r{index}"} | ({} if boss is None else {"reports_to": f"r{boss}"}))
        for index, boss in enumerate(bosses)
    ]
    governance = SimpleNamespace(every=lambda _: roles, charter=made(Charter, {"id": "charter"}), known=lambda *_: None)
    return Hierarchy(governance)  # type: ignore[arg-type]


def step_by_step(bosses: list[int | None], role: int) -> list[int]:
    above: list[int] = []
    boss = bosses[role]
    while boss is not None and boss < len(bosses) and boss not in (role, *above):
        above.append(boss)
        boss = bosses[boss]
    return above


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=9))
def test_levels_managers_and_tops(bosses: list[int | None]) -> None:
    lines = hierarchy(bosses)
    for role in range(len(bosses)):
        above = step_by_step(bosses, role)
        assert list(lines.above(f"r{role}")) == [f"r{one}" for one in above]
        assert lines.level(f"r{role}") == len(above)
        assert lines.top(f"r{role}") == f"r{[role, *above][-1]}"
        assert [boss for boss in range(len(bosses)) if lines.manages(f"r{boss}", f"r{role}")] == sorted(above)


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=9))
def test_each_circle_is_found_once(bosses: list[int | None]) -> None:
    lines = hierarchy(bosses)
    circling = {role for role in range(len(bosses)) if returns(bosses, role)}
    found = [role for cycle in lines.cycles for role in cycle]
    assert sorted(found) == sorted(f"r{role}" for role in circling)


def returns(bosses: list[int | None], role: int) -> bool:
    boss = bosses[role]
    for _ in bosses:
        if boss == role:
            return True
        if boss is None or boss >= len(bosses):
            return False
        boss = bosses[boss]
    return False
