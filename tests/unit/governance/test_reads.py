"""What is read of a governance is noted: field by field, and through whatever was made of it before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance

from revgov.governance.governance import Governance
from revgov.governance.reads import REFERENCES, recorded
from revgov.kinds import Kpi, Role

FILES = {
    "kpi_tree/k.yaml": "kpis:\n  won: {owner: cro}\n  rate: {formula: won / 2, is: win_rate}\n",
    "raci/r.yaml": "roles:\n  cro: {title: CRO}\n",
}


@pytest.fixture
def whole(tmp_path: Path) -> Governance:
    return governance(tmp_path, FILES)


def owners(whole: Governance) -> list[tuple[str, ...]]:
    return [kpi.owner for kpi in whole.every(Kpi)]


def test_a_field_is_noted_whether_written_or_not(whole: Governance) -> None:
    with recorded(whole) as reads:
        whole.every(Kpi)
        assert reads.during(lambda: owners(whole)) == ([("cro",), ()], {("kpi", "owner")})
        assert reads.during(lambda: whole.charter.mission) == (None, {("charter", "mission")})
        assert reads.during(lambda: [role.title for role in whole.all(Role)]) == (["CRO"], {("role", "title")})


def test_each_question_is_noted_anew(whole: Governance) -> None:
    with recorded(whole) as reads:
        whole.every(Kpi)
        first, again = (reads.during(lambda: owners(whole))[1] for _ in range(2))
        assert first == again == {("kpi", "owner")}


def test_who_asks_for_what_was_made_has_read_what_it_was_made_of(whole: Governance) -> None:
    assert whole.known(Kpi, "win_rate") is not None, "made once before anything is recorded"
    with recorded(whole) as reads:
        for _ in range(2):
            found, read = reads.during(lambda: whole.known(Kpi, "win_rate"))
            assert found is whole.get("kpi:rate")
            assert {("kpi", "is"), ("role", "is")} <= read
            drivers, read = reads.during(lambda: whole.kpi_tree.drivers["rate"])
            assert drivers == ["won"]
            assert REFERENCES in read


def test_a_question_within_a_question_is_part_of_it(whole: Governance) -> None:
    with recorded(whole) as reads:
        whole.every(Kpi)
        inner: list[frozenset[tuple[str, str]]] = []

        def outer() -> None:
            owners(whole)
            inner.append(reads.during(lambda: owners(whole))[1])
            assert whole.get("role:cro").name is None

        assert reads.during(outer)[1] == {("kpi", "owner"), ("role", "name")}
        assert inner == [{("kpi", "owner")}]


def test_afterwards_the_models_are_as_they_were(whole: Governance) -> None:
    before = {model: dict(vars(model)) for model in (Kpi, Role)}
    with pytest.raises(ZeroDivisionError), recorded(whole) as reads:
        reads.during(lambda: owners(whole) and 1 / 0)
    assert {model: dict(vars(model)) for model in (Kpi, Role)} == before
    assert whole.reads is None
