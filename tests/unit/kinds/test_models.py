"""Models: two ways to make one, frozen, and the only description of what they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from revgov.kinds import BY_NAME, KINDS, Activity, Dataset, Decision, Kpi, Meeting, Risk, Role
from revgov.kinds.assembly import assemble
from revgov.kinds.mentions import mentions, steps_of
from revgov.kinds.node import Node, made
from revgov.kinds.validation import build
from revgov.text import read
from revgov.workspace import from_folder

ROOT = Path(__file__).parents[3]
DECLARATIONS = [
    (section, id_, raw)
    for file in from_folder(ROOT).files
    for section, entries in read(file.data).values.items()
    for id_, raw in ({"charter": entries} if section == "charter" else entries).items()
]
MODELS = {kind.section: kind.model for kind in KINDS}


@pytest.mark.parametrize("section", [kind.section for kind in KINDS])
def test_both_ways_make_the_same_of_the_example_company(section: str) -> None:
    raws = [(id_, raw) for name, id_, raw in DECLARATIONS if name == section]
    assert raws, f"the example company declares no {section}"
    for id_, raw in raws:
        assert assemble(MODELS[section], raw) == build(MODELS[section], raw), id_


WRONG: list[tuple[type[Node], dict[str, Any]]] = [
    (Kpi, {"name": ["a", "list"]}),
    (Kpi, {"nmae": "Win rate"}),
    (Kpi, {"nmae": None}),
    (Kpi, {"target": {"vaule": "3%"}}),
    (Kpi, {"refresh": {"by": "06:00"}}),
    (Kpi, {"refresh": {"every": None}}),
    (Kpi, {"targets": ["3%"]}),
    (Kpi, {"targets": {"FY2027": "much"}}),
    (Kpi, {"key": "yes"}),
    (Kpi, {"version": True}),
    (Meeting, {"agenda": [{"minutes": 5}]}),
    (Meeting, {"schedule": "every monday"}),
    (Risk, {"inherent": {"likelihood": 1.5}}),
    (Dataset, {"fields": {"a": {"quality": {"completeness": 98}}}}),
    (Activity, {"raci": {"cfo": "X"}}),
]


@pytest.mark.parametrize(("model", "raw"), WRONG)
def test_what_the_quick_way_turns_away_pydantic_refuses(model: type[Node], raw: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - Unfit, or whatever the reader says
        assemble(model, raw)
    with pytest.raises(ValidationError):
        build(model, raw)


def test_nothing_written_is_nothing_said() -> None:
    assert assemble(Kpi, {"owner": None, "name": "Win rate"}) == build(Kpi, {"name": "Win rate"})
    assert assemble(Kpi, {}).owner == ()


def test_one_owner_or_several_are_read_as_written() -> None:
    assert assemble(Kpi, {"owner": "vp_sales"}).owner == ("vp_sales",)
    assert assemble(Kpi, {"owner": ["vp_sales", "cfo"]}).owner == ("vp_sales", "cfo")


@pytest.mark.parametrize(
    ("model", "raw", "field", "read"),
    [
        (Role, {"reports_to": "role:cro"}, "reports_to", "cro"),
        (Kpi, {"owner": "role:cfo"}, "owner", ("cfo",)),
        (Kpi, {"owner": ["role:cfo", "cro"]}, "owner", ("cfo", "cro")),
        (Role, {"reports_to": "role:role:cro"}, "reports_to", "role:cro"),
        (Kpi, {"owner": "person:ada"}, "owner", ("person:ada",)),
        (Decision, {"decides": "role:cro"}, "decides", ("role:cro",)),
        (Activity, {"serves": "kpi:arr"}, "serves", ("kpi:arr",)),
        (Activity, {"raci": {"role:cfo": "A"}}, "raci", {"role:cfo": "A"}),
    ],
)
def test_a_name_has_no_kind_where_only_one_may_be_named(
    model: type[Node], raw: dict[str, Any], field: str, read: object
) -> None:
    assert getattr(assemble(model, raw), field) == read
    assert assemble(model, raw) == build(model, raw)


def test_a_name_within_a_part_has_no_kind_either() -> None:
    raw = {"held_by": ["person:ada", {"person": "person:bob", "deputy": True}]}
    assert [one.person for one in assemble(Role, raw).held_by] == ["ada", "bob"]
    assert assemble(Role, raw) == build(Role, raw)
    halves = {"source": {"dataset": "dataset:deals", "field": "field:amount"}}
    source = assemble(Kpi, halves).source
    assert source is not None
    assert (source.dataset, source.field) == ("deals", "field:amount")
    assert assemble(Kpi, halves) == build(Kpi, halves)


def test_a_row_names_roles_by_id_and_keeps_their_places() -> None:
    raw = {"consulted": "role:cfo", "raci": {"role:cfo": "A", "cfo": "R"}}
    activity = made(Activity, {**assemble(Activity, raw).__dict__, "id": "x", "file": "f"})
    assert [(one.role, one.letter, one.spot.path) for one in activity.assignments()] == [
        ("cfo", "C", ("consulted", 0)), ("cfo", "A", ("raci", "role:cfo")), ("cfo", "R", ("raci", "cfo")),
    ]  # fmt: skip
    assert activity.cells() == {"cfo": "AR"}


def test_declarations_are_frozen() -> None:
    kpi = assemble(Kpi, {"name": "Win rate"})
    with pytest.raises(AttributeError, match="frozen"):
        kpi.name = "Another"  # type: ignore[misc]


def test_raci_letters_in_any_order() -> None:
    raw = {"raci": {"vp_sales": "R,A", "cfo": "i", "cro": "A R", "ceo": "C/I"}}
    activity = made(Activity, {**assemble(Activity, raw).__dict__, "id": "x", "file": "f"})
    assert [(one.role, one.letter) for one in activity.assignments()] == [
        ("vp_sales", "R"), ("vp_sales", "A"), ("cfo", "I"), ("cro", "R"), ("cro", "A"), ("ceo", "C"), ("ceo", "I"),
    ]  # fmt: skip
    assert [one.role for one in activity.with_letter("A")] == ["vp_sales", "cro"]


def test_mentions_know_their_way() -> None:
    role = assemble(Role, {"held_by": ["ada", {"person": "dev", "deputy": True}], "reports_to": "cro"})
    assert {(one.path, one.written) for one in mentions(role)} == {
        (("held_by", 0, "person"), "ada"), (("held_by", 1, "person"), "dev"), (("reports_to",), "cro"),
    }  # fmt: skip
    kpi = assemble(Kpi, {"formula": "won / nullif(lost, 0)", "source": {"dataset": "deals", "field": "amount"}})
    assert {(one.path, one.written, one.sibling, one.word) for one in mentions(kpi)} == {
        (("formula",), "won", None, (0, "won")),
        (("formula",), "lost", None, (13, "lost")),
        (("source", "dataset"), "deals", None, None),
        (("source", "field"), "amount", "deals", None),
    }
    activity = assemble(Activity, {"raci": {"cfo": "A"}})
    assert [(one.path, one.written) for one in mentions(activity)] == [(("raci", "cfo"), "cfo")]


def test_every_reference_names_kinds_that_exist() -> None:
    def kinds_named(model: type[Any]) -> set[str]:
        found: set[str] = set()
        waiting = list(steps_of(model))
        while waiting:
            step = waiting.pop()
            waiting.extend(step.inner)
            found.update(kind for mark in (step.mark, step.keys) for kind in getattr(mark, "kinds", ()))
        return found

    named = set().union(*(kinds_named(kind.model) for kind in KINDS))
    assert named - set(BY_NAME) == {"check"}
