"""The JSON Schemas: draft-07, true to the example company, and strict where the engine is."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import revgov
from revgov.emit.schema import GOVERNANCE, SETTINGS, schemas
from revgov.kinds import KINDS
from revgov.kinds.node import fields_of
from revgov.text import read
from tests.commands import ROOT, TODAY, run
from tests.repository import findings

COMPANY = revgov.load(ROOT, as_of=TODAY)
MADE = {name: json.loads(data) for name, data in schemas(COMPANY)}
VALIDATOR = Draft7Validator(MADE[GOVERNANCE])
FILES = {
    path: read(data).values for path, data in COMPANY.source.files.items() if path not in COMPANY.observations.files
}


def faults(values: Any, validator: Draft7Validator = VALIDATOR) -> list[str]:
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(values)
    ]


@pytest.mark.parametrize("name", [GOVERNANCE, SETTINGS])
def test_both_are_draft_07_and_nothing_newer(name: str) -> None:
    schema = MADE[name]
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    newer = {"$defs", "prefixItems", "unevaluatedProperties", "dependentRequired", "$dynamicRef", "minContains"}
    assert newer & set(keys_of(schema)) == set()


def keys_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for one in value.values() for key in keys_of(one))]
    return [key for one in value for key in keys_of(one)] if isinstance(value, list) else []


def test_every_reference_inside_leads_somewhere() -> None:
    schema = MADE[GOVERNANCE]
    named = {value.removeprefix("#/definitions/") for value in refs_of(schema)}
    assert named == set(schema["definitions"])


def refs_of(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return [*own, *(ref for one in value.values() for ref in refs_of(one))]
    return [ref for one in value for ref in refs_of(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", sorted(FILES))
def test_every_file_of_the_example_company_is_valid(path: str) -> None:
    assert faults(FILES[path]) == []


def test_the_settings_of_the_example_company_are_valid() -> None:
    values = read((ROOT / "revgov.yaml").read_bytes()).values
    assert faults(values, Draft7Validator(MADE[SETTINGS])) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.section)
def test_every_section_and_field_is_there_with_words(kind: Any) -> None:
    properties = MADE[GOVERNANCE]["definitions"][kind.model.__name__]["properties"]
    assert set(properties) == {name for _, name, _ in fields_of(kind.model)}
    assert all(field["description"] for field in properties.values())
    assert MADE[GOVERNANCE]["definitions"][kind.model.__name__]["description"]


Spoil = Callable[[dict[str, Any]], None]


def setting(section: str, id_: str, *path: Any, to: Any) -> Spoil:
    def spoil(values: dict[str, Any]) -> None:
        holder = values.setdefault(section, {}) if id_ == "" else values.setdefault(section, {}).setdefault(id_, {})
        for part in path[:-1]:
            holder = holder.setdefault(part, {})
        holder[path[-1]] = to

    return spoil


# What is wrong -> how, and whether the engine finds it while reading or by a check.
MUTANTS: dict[str, Spoil] = {
    "unknown section": lambda values: values.update({"kpi": {}}),
    "unknown field": setting("kpis", "new", "defintion", to="x"),
    "unknown role": setting("kpis", "new", "owner", to="nobody_we_know"),
    "unknown role in a list": setting("meetings", "new", "required", to=["cro", "nobody_we_know"]),
    "another kind's id": setting("kpis", "new", "owner", to="kpi:win_rate"),
    "unknown person in a short form": setting("roles", "new", "held_by", to=["nobody_we_know"]),
    "unknown role as a key": setting("activities", "new", "raci", to={"nobody_we_know": "A"}),
    "unknown word of the framework": setting("kpis", "new", "is", to="win_rat"),
    "unknown function": setting("kpis", "new", "function", to="salez"),
    "unknown area": setting("activities", "new", "area", to="forcasting"),
    "unknown reference of any kind": setting("meetings", "new", "reviews", to=["kpi:no_such_kpi"]),
    "unknown check": setting("risks", "new", "controls", to=["check:no-such-check"]),
    "unknown dataset": setting("kpis", "new", "source", to={"dataset": "no_such_dataset"}),
    "unknown field of a dataset": setting(
        "kpis", "new", "source", to={"dataset": "opportunity", "field": "no_such_field"}
    ),
    "a list where a text belongs": setting("kpis", "new", "definition", to=["x"]),
    "a number without its percent sign": setting("slas", "new", "target", to=0.95),
    "no date": setting("kpis", "new", "since", to="yesterday"),
    "no duration": setting("slas", "new", "within", to="soon"),
    "yes where true belongs": setting("kpis", "new", "key", to="yes"),
    "a part without what it needs": setting("initiatives", "new", "actions", to=[{"due": "2026-12-01"}]),
    "a part with too much": setting("kpis", "new", "target", to={"value": "10%", "until": "2026-12-01"}),
    "an id that is none": setting("kpis", "", "Win-Rate", to={}),
    "a declaration that is a text": setting("kpis", "", "new", to="x"),
    "a section that is a list": lambda values: values.update({"kpis": []}),
}
SOUND: dict[str, Spoil] = {
    "an empty section": lambda values: values.update({"kpis": None}),
    "an empty declaration": setting("kpis", "", "new", to=None),
    "an empty field": setting("kpis", "new", "owner", to=None),
    "one or several": setting("kpis", "new", "owner", to=["cro", "cfo"]),
    "a reference with its kind": setting("kpis", "new", "owner", to="role:cro"),
    "a check as control": setting("risks", "new", "controls", to=["check:raci-no-accountable"]),
    "a council without a chair": setting("councils", "new", "chair", to="none"),
    "a rule that enforces itself": setting("policies", "new", "enforced_by", to=["this_rule"]),
    "a target in short": setting("kpis", "new", "target", to="110%"),
    "a target as a number": setting("kpis", "new", "target", to=12),
    "an SLA of a field": setting(
        "slas", "new", "starts_on", to=sorted(field.id for field in COMPANY.by_kind["field"])[0]
    ),
}


@pytest.mark.parametrize("what", MUTANTS)
def test_what_is_wrong_is_refused(what: str) -> None:
    values: dict[str, Any] = {}
    MUTANTS[what](values)
    assert faults(values) != []


@pytest.mark.parametrize("what", SOUND)
def test_what_is_sound_is_admitted(what: str) -> None:
    values: dict[str, Any] = {}
    SOUND[what](values)
    assert faults(values) == []


@pytest.mark.parametrize("path", ["charter.yaml", "raci/roles.yaml"])
def test_a_spoiled_file_of_the_example_company_is_refused(path: str) -> None:
    for section, content in FILES[path].items():
        values = copy.deepcopy(FILES[path])
        declared = values[section] if section == "charter" else values[section][next(iter(content))]
        declared["no_such_field"] = "x"
        assert faults(values) != []


@pytest.mark.parametrize(
    "what", sorted(set(MUTANTS) - {"unknown word of the framework", "unknown function", "unknown area"})
)
def test_the_engine_refuses_the_same(what: str) -> None:
    """The schema is no stricter than the engine: whatever it refuses, the engine finds too."""
    values: dict[str, Any] = {}
    MUTANTS[what](values)
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "raci/new.yaml": json.dumps(values),
            "raci/cro.yaml": "roles: {cro: {}}\nkpis: {win_rate: {}}\ndatasets: {opportunity: {}}\n",
        }
        found = findings(Path(folder), files, "schema", "x-ref-unresolved")
    assert found != []


def test_a_repository_without_anything_has_a_schema_too(tmp_path: Path) -> None:
    (tmp_path / "charter.yaml").write_text("charter: {organization: Empty}\n")
    made = {name: json.loads(data) for name, data in schemas(revgov.load(tmp_path, as_of=TODAY))}
    validator = Draft7Validator(made[GOVERNANCE])
    assert faults({"charter": {"organization": "Empty"}}, validator) == []
    assert faults({"kpis": {"win_rate": {"owner": "cro"}}}, validator) != []
    assert faults({"kpis": {"win_rate": {"function": "sales"}}}, validator) == []


@pytest.mark.parametrize(
    ("settings", "sound"),
    [
        ({}, True),
        ({"profile": "startup"}, True),
        ({"profile": "start_up"}, False),
        ({"checks": {"raci-no-accountable": "off"}}, True),
        ({"checks": {"raci-no-accountable": {"severity": "warning"}}}, True),
        ({"checks": {"raci-no-accountable": {"severity": "mild"}}}, False),
        ({"checks": {"raci-no-accountable": {"most": 5}}}, False),
        ({"checks": {"raci-none": "off"}}, False),
        ({"build": {"feeds": {"domain": "example.org"}}}, True),
        ({"build": {"feed": {}}}, False),
        ({"folders": ["policies"]}, True),
        ({"folders": "policies"}, False),
    ],
    ids=str,
)
def test_settings(settings: dict[str, Any], sound: bool) -> None:
    assert (faults(settings, Draft7Validator(MADE[SETTINGS])) == []) is sound


def test_the_command_writes_both_and_says_how_editors_find_them(tmp_path: Path) -> None:
    done = run("schema", "--out", str(tmp_path / "schemas"), "--as-of", TODAY)
    assert done.code == 0
    assert {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "schemas").iterdir()} == MADE
    assert '"yaml.schemas": {' in done.stdout
    assert "# yaml-language-server: $schema=" in done.stdout


def test_the_command_prints_what_it_would_write() -> None:
    assert json.loads(run("schema", "--as-of", TODAY).stdout) == MADE[GOVERNANCE]
    assert json.loads(run("schema", "--settings", "--as-of", TODAY).stdout) == MADE[SETTINGS]


def test_the_same_bytes_under_any_hash_seed() -> None:
    once, again = (run("schema", "--as-of", TODAY, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert once == again


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("schema", "--out", str(tmp_path / "file" / "schemas"), "--as-of", TODAY)
    assert (done.code, done.stderr.count("\n")) == (2, 1)
