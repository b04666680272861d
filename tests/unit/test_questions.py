"""Questions to small graphs: names, steps, paths, impact, and who answers for what."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance

from revgov.governance.governance import Governance
from revgov.governance.questions.impact import OTHERWISE, PASSES_ON, impact
from revgov.governance.questions.named import UnknownName, named
from revgov.governance.questions.neighbourhood import neighbourhood
from revgov.governance.questions.owned import owned
from revgov.governance.questions.paths import path
from revgov.governance.questions.steps import Step
from revgov.governance.questions.written import written
from revgov.kinds import BY_NAME, Kpi
from revgov.kinds.node import fields_of

COMPANY = """
people:
  ada: {name: Ada King}
  ben: {until: 2026-11-23}
roles:
  cro: {title: Chief revenue officer, held_by: [ada, ben]}
  analyst: {title: Analyst, reports_to: cro, held_by: [{person: ada, deputy: true}]}
  empty: {held_by: [ben]}
councils:
  board: {chair: cro, members: [analyst]}
decisions:
  pricing: {decides: board, covers: ["kpi:arr", area:pricing]}
systems:
  crm: {owner: analyst}
  warehouse: {owner: analyst}
integrations:
  nightly: {from: crm, to: warehouse, owner: analyst}
datasets:
  deal: {system: crm, owner: analyst, fields: {amount: {}, stage: {}}}
kpis:
  bookings: {owner: cro, source: {dataset: deal, field: amount}, drives: arr}
  arr: {owner: cro}
  coverage: {owner: analyst, formula: bookings / 2, guardrails: [arr]}
  old_rate: {owner: analyst, until: 2026-01-01, was: [rate]}
meetings:
  review: {owner: cro, reviews: [coverage]}
comp_plans:
  reps: {for: analyst, measures: [{kpi: arr}]}
ai_uses:
  scoring: {owner: analyst, inputs: [deal.amount]}
terms:
  arr: {means: Annual recurring revenue}
  lonely: {means: Named by nothing}
  cro: {expands: Chief revenue officer}
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Governance:
    return governance(tmp_path_factory.mktemp("company"), {"raci/all.yaml": COMPANY})


def reached(company: Governance, ref: str, depth: int | None = None) -> dict[str, list[str]]:
    """What is affected, and the fields on the way there."""
    return {one.ref: [step.field for step in one.way] for one in impact(company, ref, depth)}


def test_a_name_is_a_reference_or_an_id_of_its_own(company: Governance) -> None:
    assert named(company, "kpi:arr").ref == "kpi:arr"
    assert named(company, "bookings").ref == "kpi:bookings"
    assert named(company, "deal.amount").ref == "field:deal.amount"
    assert named(company, "old_rate").ref == "kpi:old_rate"


@pytest.mark.parametrize(
    ("word", "kinds", "says"),
    [
        ("arr", (), "'arr' is declared as kpi:arr and term:arr; write which one you mean"),
        ("bookngs", (), "'bookngs' is not declared; did you mean kpi:bookings?"),
        ("rate", (), "'rate' is not declared; did you mean kpi:old_rate?"),
        ("Ada King", ("person",), "'Ada King' is not declared; did you mean person:ada?"),
        ("kpis:arr", (), "'kpis:arr' is not declared: there is no kind 'kpis'; did you mean 'kpi:arr'?"),
        (
            "cro",
            ("person",),
            "'role:cro' is a role; this question is about person; did you mean person:ada, who holds role:cro?",
        ),
        (
            "term:cro",
            ("person",),
            "'term:cro' is a term; this question is about person; did you mean person:ada, who holds role:cro?",
        ),
        (
            "empty",
            ("person",),
            "'role:empty' is a role; this question is about person, and role:empty is vacant",
        ),
        (
            "ada",
            ("role",),
            (
                "'person:ada' is a person; this question is about role; "
                "did you mean role:cro or role:analyst, held by person:ada?"
            ),
        ),
        ("ben", ("role",), "'person:ben' is a person; this question is about role"),
        ("cro", ("kpi",), "'role:cro' is a role; this question is about kpi"),
        ("qqqqq", (), "'qqqqq' is not declared"),
        ("", (), "'' is not declared"),
    ],
)
def test_a_wrong_name_says_what_was_meant(company: Governance, word: str, kinds: tuple[str, ...], says: str) -> None:
    with pytest.raises(UnknownName) as raised:
        named(company, word, kinds)
    assert str(raised.value) == says


def test_a_plain_id_is_unique_among_the_kinds_that_are_asked_for(company: Governance) -> None:
    assert named(company, "arr", ("kpi",)).ref == "kpi:arr"


def test_a_path_is_the_shortest_chain_read_either_way(company: Governance) -> None:
    found = path(company, "ai_use:scoring", "kpi:bookings")
    assert found == (
        Step("ai_use:scoring", "inputs", "field:deal.amount", True),
        Step("field:deal.amount", "source", "kpi:bookings", False),
    )


def test_a_path_leads_from_a_field_to_its_dataset(company: Governance) -> None:
    assert path(company, "field:deal.stage", "dataset:deal") == (
        Step("field:deal.stage", "fields", "dataset:deal", False),
    )


def test_there_is_no_step_to_oneself_and_none_to_what_nothing_names(company: Governance) -> None:
    assert path(company, "kpi:arr", "kpi:arr") == ()
    assert path(company, "kpi:arr", "term:lonely") is None


def test_a_changed_field_reaches_what_is_counted_from_it_and_what_reads_it(company: Governance) -> None:
    assert reached(company, "field:deal.amount") == {
        "ai_use:scoring": ["inputs"],
        "kpi:bookings": ["source"],
        "kpi:arr": ["source", "drives"],
        "kpi:coverage": ["source", "formula"],
        "comp_plan:reps": ["source", "drives", "measures"],
        "meeting:review": ["source", "formula", "reviews"],
    }


def test_a_driver_moves_what_it_drives_and_not_the_other_way_round(company: Governance) -> None:
    assert "kpi:arr" in reached(company, "kpi:bookings")
    assert "kpi:bookings" not in reached(company, "kpi:arr")


def test_a_changed_field_does_not_change_its_neighbours(company: Governance) -> None:
    assert "field:deal.stage" not in reached(company, "field:deal.amount")
    assert reached(company, "system:crm")["field:deal.stage"] == ["system", "fields"]


def test_an_integration_carries_what_changes_to_where_it_leads(company: Governance) -> None:
    assert reached(company, "system:crm")["system:warehouse"] == ["from", "to"]
    assert reached(company, "system:warehouse") == {"integration:nightly": ["to"]}


def test_a_person_reaches_what_their_roles_answer_for_and_no_further(company: Governance) -> None:
    affected = reached(company, "person:ada")
    assert affected["kpi:arr"] == ["held_by", "owner"]
    # Whoever owns `bookings`, `coverage` is counted from it as before: it is reached as owned by the analyst.
    assert affected["kpi:coverage"] == ["held_by", "owner"]
    assert affected["decision:pricing"] == ["held_by", "chair", "decides"]


def test_a_decision_right_is_not_changed_by_what_it_covers(company: Governance) -> None:
    assert "decision:pricing" not in reached(company, "kpi:arr")
    assert reached(company, "decision:pricing")["kpi:arr"] == ["covers"]


def test_impact_goes_only_as_far_as_asked(company: Governance) -> None:
    assert reached(company, "field:deal.amount", 1) == {"ai_use:scoring": ["inputs"], "kpi:bookings": ["source"]}


def test_a_circle_of_references_ends(tmp_path: Path) -> None:
    circle = governance(tmp_path, {"raci/all.yaml": "kpis:\n  a: {drives: b}\n  b: {drives: c}\n  c: {drives: a}\n"})
    assert reached(circle, "kpi:a") == {"kpi:b": ["drives"], "kpi:c": ["drives", "drives"]}


def test_of_a_long_way_the_end_is_kept(tmp_path: Path) -> None:
    chain = "".join(f"  k{number}: {{drives: k{number + 1}}}\n" for number in range(100))
    long = governance(tmp_path, {"raci/all.yaml": f"kpis:\n{chain}  k100: {{}}\n"})
    last = impact(long, "kpi:k0")[-1]
    assert (last.ref, last.distance, len(last.way)) == ("kpi:k100", 100, 50)
    assert (last.way[0].start, last.way[-1].end) == ("kpi:k50", "kpi:k100")
    whole = path(long, "kpi:k0", "kpi:k100")
    assert whole is not None
    assert [step.end for step in whole] == [f"kpi:k{number}" for number in range(1, 101)]


def test_the_tables_of_impact_name_fields_that_exist() -> None:
    fields = {(kind.name, name) for kind in BY_NAME.values() for _, name, _ in fields_of(kind.model)}
    assert set(OTHERWISE) - fields == set()
    assert {(kind, field) for kind, through in PASSES_ON.items() for field in through} - fields == set()


def test_a_role_owns_chairs_and_decides(company: Governance) -> None:
    assert [(post.ref, post.field) for post in owned(company, "role:cro").posts] == [
        ("council:board", "chair"),
        ("kpi:bookings", "owner"),
        ("kpi:arr", "owner"),
        ("meeting:review", "owner"),
    ]
    assert [(post.ref, post.field) for post in owned(company, "council:board").posts] == [
        ("decision:pricing", "decides")
    ]


def test_a_person_owns_through_roles_and_what_has_ended_is_nobodys(company: Governance) -> None:
    ada = owned(company, "person:ada")
    assert ada.roles == (("role:cro", False), ("role:analyst", True))
    assert ("kpi:coverage", ("role:analyst",)) in [(post.ref, post.named) for post in ada.posts]
    assert "kpi:old_rate" not in [post.ref for post in ada.posts]
    assert owned(company, "person:ben").roles == ()


def test_a_neighbourhood_holds_every_reference_between_its_members(company: Governance) -> None:
    around = neighbourhood(company, "meeting:review")
    assert [node.ref for node in around.nodes] == ["kpi:coverage", "meeting:review", "role:cro"]
    assert around.references == (("meeting:review", "owner", "role:cro"), ("meeting:review", "reviews", "kpi:coverage"))
    assert [node.ref for node in neighbourhood(company, "term:lonely", 9).nodes] == ["term:lonely"]
    assert len(neighbourhood(company).nodes) == len(company.nodes)


def test_a_neighbourhood_ends_where_nothing_is_left_to_reach(company: Governance) -> None:
    far = neighbourhood(company, "kpi:bookings", 10**30)
    assert far == neighbourhood(company, "kpi:bookings", len(company.nodes))


def test_what_is_written_is_what_stands_in_the_file(company: Governance) -> None:
    node = company.find(Kpi, "bookings")
    assert node is not None
    assert written(company, node) == {"owner": "cro", "source": {"dataset": "deal", "field": "amount"}, "drives": "arr"}
