"""One owner for each thing, and somebody in the owner's seat."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

OWNED = (
    "councils",
    "initiatives",
    "kpis",
    "datasets",
    "meetings",
    "stages",
    "slas",
    "systems",
    "integrations",
    "ai_uses",
    "risks",
    "territories",
    "policies",
)


@pytest.mark.parametrize("section", OWNED)
def test_everything_governed_has_an_owner(tmp_path: Path, section: str) -> None:
    (one,) = found(tmp_path, "x-owner-missing", f"{section}:\n  «thing»: {{name: Thing}}\n")
    assert one.message.startswith("nobody owns the ")


@pytest.mark.parametrize(
    "yaml",
    [
        "councils: {c: {chair: r}}",
        "slas: {s: {party: r}}",
        "datasets: {d: {owner: r, fields: {f: {}}}}",
        "risks: {r: {dismissed: {on: 2026-01-01, why: Moved away}}}",
        "terms: {t: {means: A thing}}",
        "handoffs: {h: {}}",
        "kpis: {k: {until: 2026-01-01}}",
        "councils: {c: {chair: none, why: Elected anew}}",
        "kpis: {k: {owner: nobody_known}}",
    ],
)
def test_what_has_an_owner_or_needs_none(tmp_path: Path, yaml: str) -> None:
    assert found(tmp_path, "x-owner-missing", yaml + "\n") == []


def test_a_council_without_chair_says_why(tmp_path: Path) -> None:
    told = found(tmp_path, "x-owner-missing", "councils: {c: {chair: «none»}}\n")
    assert named(told) == [("council:c", "chair")]


def test_an_owner_that_could_not_be_read_is_not_missing(tmp_path: Path) -> None:
    assert found(tmp_path, "x-owner-missing", "kpis: {k: {owner: {a: b}}}\n") == []


@pytest.mark.parametrize(
    ("yaml", "field", "said"),
    [
        ("kpis: {k: {name: K, owner: «[a, b]»}}", "owner", "K has 2 owners, a and b"),
        ("councils: {k: {chair: «[a, b]»}}", "chair", "2 owners"),
        ("slas: {k: {party: «[a, b]»}}", "party", "2 owners"),
        ("handoffs: {k: {takes: «[a, b]»}}", "takes", "2 owners"),
        ("systems: {k: {owner: a, technical_owner: «[a, b]»}}", "technical_owner", "2 owners"),
        ("integrations: {k: {owner: a, from_owner: «ada»}}", "from_owner", "'ada' is a person"),
        ("kpis: {k: {owner: «a / b»}}", "owner", "names 2 owners in one text"),
        ("kpis: {k: {owner: «a & b»}}", "owner", "names 2 owners in one text"),
        ("kpis: {k: {owner: «'a, b'»}}", "owner", "names 2 owners in one text"),
        ("kpis: {k: {owner: «a and b»}}", "owner", "names 2 owners in one text"),
        ("kpis: {k: {owner: «ada»}}", "owner", "is a person"),
        ("kpis: {k: {owner: «'person:ada'»}}", "owner", "is a person"),
        ("kpis: {k: {owner: «sales»}}", "owner", "is a whole function"),
        ("kpis: {k: {owner: «Sales team»}}", "owner", "is a whole function"),
        ("kpis: {k: {owner: «customer success»}}", "owner", "is a whole function"),
        ("kpis: {k: {owner: «sales@acme.example»}}", "owner", "is an address"),
        ("initiatives: {k: {owner: a, actions: [{what: Do, owner: «[a, b]»}]}}", "actions.owner", "2 owners"),
        (
            "risks: {k: {owner: a, treatment: {actions: [{what: Do, owner: «ada»}]}}}",
            "treatment.actions.owner",
            "person",
        ),
    ],
)
def test_an_owner_is_one_role(tmp_path: Path, yaml: str, field: str, said: str) -> None:
    rest = "roles: {a: {}, b: {}}\npeople: {ada: {}}\n"
    charter = "charter: {functions: [sales, customer_success]}\n"
    lines = found(tmp_path, "x-owner-not-single", f"{charter}{yaml}\n{rest}")
    assert [one.field for one in lines] == [field]
    assert said in lines[0].message


@pytest.mark.parametrize("owner", ["a", "[a]", "[a, a]", "'role:a'", "unknown", "Head of A"])
def test_an_owner_that_is_one_role_or_only_unknown(tmp_path: Path, owner: str) -> None:
    yaml = f"kpis: {{k: {{owner: {owner}}}}}\nroles: {{a: {{title: Head of A}}}}\n"
    assert found(tmp_path, "x-owner-not-single", yaml) == []


def test_accountable_and_deciding_roles_have_checks_of_their_own(tmp_path: Path) -> None:
    yaml = "activities: {x: {accountable: [a, b]}}\ndecisions: {d: {decides: [a, b]}}\nroles: {a: {}, b: {}}\n"
    assert found(tmp_path, "x-owner-not-single", yaml) == []


HELD = """\
kpis: {{k: {{name: K, owner: r}}}}
people: {{ada: {{leaves: [2026-11-20..2026-11-27]}}, dev: {{}}, gone: {{until: 2026-11-23}}}}
roles:
  «r»: {held}
"""


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("{title: R}", "R owns 'K', and nobody holds it"),
        ("{title: R, held_by: []}", "and nobody holds it"),
    ],
)
def test_a_role_that_nobody_holds(tmp_path: Path, held: str, said: str) -> None:
    (one,) = found(tmp_path, "x-role-vacant", HELD.format(held=held))
    assert said in one.message
    assert [(other.place.line, other.place.column) for other in one.related] == [(1, 8)]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("«[{person: dev, until: 2026-11-23}]»", "the term of dev ended on 2026-11-23"),
        ("«[gone]»", "gone left on 2026-11-23"),
        ('«["person:gone"]»', "gone left on 2026-11-23"),
        ("«[ada]»", "ada cannot act on 2026-11-24 and no deputy stands in"),
        ("«[{person: dev, since: 2026-11-25}]»", "nobody holds it before dev starts"),
        ("«[ada, {person: dev, deputy: true, until: 2026-11-23}]»", "ada cannot act"),
    ],
)
def test_a_role_whose_holders_cannot_act(tmp_path: Path, held: str, said: str) -> None:
    yaml = HELD.format(held=f"{{held_by: {held}}}").replace("«r»", "r")
    (one,) = found(tmp_path, "x-role-vacant", yaml)
    assert one.field == "held_by"
    assert said in one.message


@pytest.mark.parametrize(
    "held",
    ["[dev]", "[ada, {person: dev, deputy: true}]", "[{person: dev, until: 2026-11-24}]", "[somebody_unknown]", "5"],
)
def test_a_role_that_somebody_holds_or_may_hold(tmp_path: Path, held: str) -> None:
    yaml = HELD.format(held=f"{{held_by: {held}}}").replace("«r»", "r")
    assert found(tmp_path, "x-role-vacant", yaml) == []


@pytest.mark.parametrize(
    "yaml",
    [
        "activities: {x: {raci: {r: A}}}",
        "activities: {x: {accountable: r}}",
        "decisions: {d: {decides: r}}",
        "councils: {c: {chair: r}}",
        "charter: {head: r}",
        "slas: {s: {party: r}}",
        "handoffs: {h: {takes: r}}",
    ],
)
def test_whoever_answers_for_something_is_held(tmp_path: Path, yaml: str) -> None:
    (one,) = found(tmp_path, "x-role-vacant", f"{yaml}\nroles: {{«r»: {{}}}}\n")
    assert one.node == "role:r"


@pytest.mark.parametrize("yaml", ["activities: {x: {raci: {r: R}}}", "kpis: {k: {owner: r, until: 2026-01-01}}", ""])
def test_whoever_answers_for_nothing_may_be_vacant(tmp_path: Path, yaml: str) -> None:
    assert found(tmp_path, "x-role-vacant", f"{yaml}\nroles: {{r: {{}}}}\n") == []


def test_a_term_that_ends_is_reported_the_day_after(tmp_path: Path) -> None:
    yaml = "kpis: {k: {owner: r}}\nroles: {r: {held_by: «[{person: dev, until: 2026-11-24}]»}}\n"
    found(tmp_path, "x-role-vacant", yaml.replace("«", "").replace("»", ""))
    found(tmp_path, "x-role-vacant", yaml, as_of=datetime.date(2026, 11, 25))


def test_holders_whose_time_is_over(tmp_path: Path) -> None:
    yaml = """\
people: {ada: {}, dev: {}, gone: {until: 2026-11-23}}
kpis: {k: {owner: owning}, l: {owner: vacant}}
roles:
  owning: {held_by: [dev, {person: ada, until: «2026-11-23»}, «gone», {person: ada, until: 2026-11-24}]}
  vacant: {held_by: [{person: ada, until: 2026-11-23}]}
  idle: {held_by: [{person: ada, until: «2026-11-23»}]}
territories:
  emea: {held_by: [dev, «gone»]}
"""
    told = found(tmp_path, "x-term-expired", yaml)
    assert named(told) == [
        ("role:owning", "held_by.until"),
        ("role:owning", "held_by"),
        ("role:idle", "held_by.until"),
        ("territory:emea", "held_by"),
    ]
