"""`leaver` says exactly what the text says: recomputed here from the YAML alone, without the engine's own reasoning."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revgov.cli.main import revgov as command

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-24"
FOLDERS = ("policies", "raci", "kpi_tree", "cadence")
KINDS = {
    "charter": "charter", "councils": "council", "decisions": "decision", "people": "person", "roles": "role",
    "activities": "activity", "initiatives": "initiative", "kpis": "kpi", "terms": "term", "forecasts": "forecast",
    "dashboards": "dashboard", "datasets": "dataset", "meetings": "meeting", "calendars": "calendar",
    "holidays": "holiday",
    "stages": "stage", "handoffs": "handoff", "slas": "sla", "playbooks": "playbook", "systems": "system",
    "integrations": "integration", "ai_uses": "ai_use", "risks": "risk", "contingencies": "contingency",
    "territories": "territory", "quotas": "quota", "comp_plans": "comp_plan", "policies": "policy", "waivers": "waiver",
    "minutes": "minutes", "recommendations": "recommendation", "signoffs": "signoff", "assessments": "assessment",
}  # fmt: skip
# Beside `owner`, the field that says who answers for a declaration of the kind.
POSTS = {
    "charter": "head", "council": "chair", "decision": "decides", "activity": "accountable", "handoff": "takes",
    "sla": "party",
}  # fmt: skip
Declarations = Mapping[tuple[str, str], Mapping[str, Any]]


def declarations(root: Path) -> Declarations:
    """Every declaration of a repository by kind and id; BaseLoader leaves every scalar a text."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    files = [root / "charter.yaml", *(file for folder in FOLDERS for file in sorted((root / folder).rglob("*.yaml")))]
    for file in files:
        for section, content in (yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) or {}).items():
            entries = {"charter": content} if section == "charter" else content or {}
            for id_, declared in entries.items():
                found.setdefault((KINDS[section], id_), declared or {})
                if section == "datasets":
                    for name, field in ((declared or {}).get("fields") or {}).items():
                        found.setdefault(("field", f"{id_}.{name}"), field or {})
    return found


def runs(what: Mapping[str, Any], on: str) -> bool:
    return (what.get("since") or "") <= on and on <= (what.get("until") or "9999")


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def holders(all_: Declarations, role: str, on: str) -> list[tuple[str, bool]]:
    """Person and whether as deputy, of each entry that holds."""
    declared = all_.get(("role", role))
    if declared is None or not runs(declared, on):
        return []
    entries = [{"person": one} if isinstance(one, str) else one for one in several(declared.get("held_by"))]
    held = [one for one in entries if runs(one, on) and runs(all_.get(("person", one["person"]), {}), on)]
    return [(one["person"], one.get("deputy") == "true") for one in held]


def named(all_: Declarations, kind: str, declared: Mapping[str, Any], field: str) -> list[str]:
    """Who a post names, as role:… or council:…, without names that lead nowhere or to two."""
    if field == "accountable" and kind == "activity":
        letters = (declared.get("raci") or {}).items()
        written = [*several(declared.get(field)), *(role for role, cell in letters if "A" in cell.upper())]
    else:
        written = several(declared.get(field))
    kinds = ("role", "council") if field == "decides" else ("role",)
    return list(dict.fromkeys(ref for word in written if (ref := meant(all_, word, kinds))))


def meant(all_: Declarations, word: str, kinds: tuple[str, ...]) -> str | None:
    """The declaration of one of the kinds that a word names, with its kind or where only one bears the id."""
    refs = [ref for ref in (f"{kind}:{word.removeprefix(f'{kind}:')}" for kind in kinds) if word in (ref, bare(ref))]
    declared = [ref for ref in refs if (ref.partition(":")[0], bare(ref)) in all_]
    return declared[0] if len(declared) == 1 else None


def expected(all_: Declarations, person: str, on: str) -> dict[str, Any]:
    """What the command should answer, in sets."""
    present = {name: holders(all_, name, on) for kind, name in all_ if kind == "role"}
    vacant, deputy_only, still_held = set(), {}, {}
    for role, held in present.items():
        if person in [who for who, _ in held]:
            regular = {who for who, deputy in held if who != person and not deputy}
            others = {who for who, _ in held if who != person}
            if regular:
                still_held[role] = regular
            elif others:
                deputy_only[role] = others
            else:
                vacant.add(role)
    loses = set()
    for kind, id_, declared, field in every_post(all_, on):
        answerable = named(all_, kind, declared, field)
        gone = [one for one in answerable if one.removeprefix("role:") in vacant and one.startswith("role:")]
        if gone and not any(stays(one, present, vacant) for one in answerable):
            loses.add((f"{kind}:{id_}", field, tuple(gone)))
    return {"vacant": vacant, "deputy_only": deputy_only, "still_held": still_held, "loses": loses} | carried(
        all_, person, on
    )


def every_post(all_: Declarations, on: str) -> Iterator[tuple[str, str, Mapping[str, Any], str]]:
    for (kind, id_), declared in all_.items():
        if runs(declared, on):
            for field in dict.fromkeys((POSTS.get(kind, "owner"), "owner")):
                yield kind, id_, declared, field


def stays(who: str, present: Mapping[str, list[Any]], vacant: set[str]) -> bool:
    kind, _, id_ = who.partition(":")
    return kind == "council" or (bool(present.get(id_)) and id_ not in vacant)


def carried(all_: Declarations, person: str, on: str) -> dict[str, Any]:
    territories: dict[str, set[str]] = {}
    quotas = set()
    if runs(all_.get(("person", person), {}), on):
        for (kind, id_), declared in all_.items():
            if kind == "territory" and runs(declared, on) and person in several(declared.get("held_by")):
                here = {one for one in several(declared.get("held_by")) if runs(all_.get(("person", one), {}), on)}
                territories[id_] = here - {person}
            if kind == "quota" and runs(declared, on):
                if meant(all_, declared.get("of") or "", ("territory", "person")) == f"person:{person}":
                    quotas.add((id_, "of"))
                if person in [seat["person"] for seat in several(declared.get("seats"))]:
                    quotas.add((id_, "seats"))
    return {"territories": territories, "quotas": quotas}


def answered(root: Path, person: str, on: str) -> dict[str, Any]:
    """What the command does answer, in sets."""
    done = CliRunner().invoke(
        command, ["leaver", f"person:{person}", "-C", str(root), "--as-of", on, "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    roles = found["roles"]
    return {
        "vacant": {bare(one["ref"]) for one in roles["vacant"]},
        "deputy_only": {bare(one["ref"]): set(map(bare, one["by"])) for one in roles["deputy_only"]},
        "still_held": {bare(one["ref"]): set(map(bare, one["by"])) for one in roles["still_held"]},
        "loses": {(one["ref"], one["field"], tuple(one["named"])) for one in found["loses"]},
        "territories": {bare(one["ref"]): set(map(bare, one["by"])) for one in found["territories"]},
        "quotas": {(bare(one["ref"]), one["field"]) for one in found["quotas"]},
    }


def bare(ref: str) -> str:
    return ref.partition(":")[2]


COMPANY = declarations(ROOT)


@pytest.mark.parametrize("person", sorted(id_ for kind, id_ in COMPANY if kind == "person"))
def test_what_hangs_on_each_person_of_the_example_company(person: str) -> None:
    assert answered(ROOT, person, TODAY) == expected(COMPANY, person, TODAY)


def test_somebody_of_the_example_company_is_the_last_holder_of_a_role() -> None:
    people = [id_ for kind, id_ in COMPANY if kind == "person"]
    assert any(expected(COMPANY, person, TODAY)["loses"] for person in people)


EVERY_CASE = """
people: {ada: {}, ben: {until: 2026-11-23}, cleo: {leaves: [2026-11-01..2026-12-31]}, dan: {since: 2026-11-25}}
roles:
  cro: {held_by: [ada, ben, {person: cleo, until: 2026-11-23}, dan]}
  analyst: {held_by: [ada, {person: cleo, deputy: true}]}
  steward: {held_by: [{person: ada, deputy: true}, cleo]}
  clerk: {held_by: [{person: ada, deputy: true}]}
  retired: {held_by: [ada], until: 2026-11-23}
councils:
  board: {chair: cro}
  desk: {chair: [cro, analyst]}
decisions:
  with_a_council: {decides: [cro, board]}
  alone: {decides: cro, owner: analyst}
  between_two_vacant: {decides: [cro, clerk]}
kpis:
  past: {owner: cro, until: 2026-11-23}
  of_nobody_declared: {owner: [cro, ghost]}
  of_the_retired: {owner: [cro, retired]}
activities:
  with_letters: {raci: {cro: A/R, analyst: C}}
slas: {promise: {party: cro}}
handoffs: {over: {takes: clerk}}
datasets: {deal: {owner: cro, fields: {amount: {}, stage: {owner: clerk}}}}
territories: {north: {held_by: [ada, ben]}, south: {held_by: [ada, cleo]}}
quotas: {first: {of: ada, seats: [{person: ada}]}}
"""


def test_what_hangs_on_a_person_in_every_case_there_is(tmp_path: Path) -> None:
    (tmp_path / "raci").mkdir()
    (tmp_path / "charter.yaml").write_text("charter: {organization: Example, head: cro}\n", encoding="utf-8")
    (tmp_path / "raci" / "all.yaml").write_text(EVERY_CASE, encoding="utf-8")
    all_ = declarations(tmp_path)
    for person in ("ada", "ben", "cleo", "dan"):
        assert answered(tmp_path, person, TODAY) == expected(all_, person, TODAY)
    ada = answered(tmp_path, "ada", TODAY)
    assert ada["vacant"] == {"cro", "clerk"}
    assert ada["deputy_only"] == {"analyst": {"cleo"}}
    assert ada["still_held"] == {"steward": {"cleo"}}
    assert {ref for ref, _, _ in ada["loses"]} == {
        "charter:charter", "council:board", "decision:alone", "decision:between_two_vacant", "kpi:of_nobody_declared",
        "kpi:of_the_retired", "activity:with_letters", "sla:promise", "handoff:over", "dataset:deal",
        "field:deal.stage",
    }  # fmt: skip
    assert answered(tmp_path, "ben", TODAY)["vacant"] == set()


PEOPLE, ROLES = ("ada", "ben", "cleo"), ("cro", "analyst", "steward")
some = st.sampled_from
terms = st.fixed_dictionaries(
    {},
    optional={"since": some(["2026-01-01", TODAY, "2026-11-25"]), "until": some(["2026-11-23", TODAY, "2027-06-30"])},
)
owners = st.lists(some([*ROLES, "ghost"]), max_size=2, unique=True)


def merged(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda found: {key: value for part in found for key, value in part.items()})


holdings = st.lists(
    merged(st.fixed_dictionaries({"person": some([*PEOPLE, "nobody"]), "deputy": st.booleans()}), terms), max_size=3
)
fixed = st.fixed_dictionaries
kinds = {
    "people": fixed(dict.fromkeys(PEOPLE, terms)),
    "roles": fixed(dict.fromkeys(ROLES, merged(fixed({"held_by": holdings}), terms))),
    "kpis": st.dictionaries(some(["win_rate", "churn"]), merged(fixed({"owner": owners}), terms)),
    # A council that bears the id of a role makes that plain id mean two things.
    "councils": st.dictionaries(some(["board", "steward"]), fixed({"chair": owners})),
    "decisions": st.dictionaries(
        some(["pricing", "hiring"]),
        fixed({"decides": st.lists(some([*ROLES, "board"]), max_size=2, unique=True), "owner": owners}),
    ),
    "activities": st.dictionaries(
        some(["submit", "approve"]),
        fixed(
            {"raci": st.dictionaries(some(ROLES), some(["A", "R", "A/R", "C, I"]), max_size=3), "accountable": owners}
        ),
    ),
    "datasets": st.dictionaries(
        some(["deal", "account"]),
        fixed({"owner": owners, "fields": st.dictionaries(some(["amount"]), fixed({"owner": owners}))}),
    ),
    "territories": st.dictionaries(some(["north", "south"]), fixed({"held_by": st.lists(some(PEOPLE), unique=True)})),
    "quotas": st.dictionaries(
        some(["first", "second"]),
        fixed({"of": some([*PEOPLE, "north"]), "seats": st.lists(fixed({"person": some(PEOPLE)}), max_size=2)}),
    ),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(company=st.fixed_dictionaries(kinds), head=owners)
def test_what_hangs_on_each_person_of_any_company(company: dict[str, Any], head: list[str]) -> None:
    charter = {"organization": "Example", "timezone": "UTC", "stage": "startup"} | ({"head": head[0]} if head else {})
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "raci").mkdir()
        (root / "charter.yaml").write_text(yaml.safe_dump({"charter": charter}), encoding="utf-8")
        (root / "raci" / "all.yaml").write_text(plain_dates(yaml.safe_dump(company)), encoding="utf-8")
        all_ = declarations(root)
        for person in PEOPLE:
            assert answered(root, person, TODAY) == expected(all_, person, TODAY)


def plain_dates(text: str) -> str:
    # PyYAML quotes a text that looks like a date; both are the same to us, and this way both are tried.
    return text.replace("'2026-01-01'", "2026-01-01")
