"""Findings as JSON: as documented, literally, and as the schema in docs/ describes them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError
from tests.commands import TODAY, run
from tests.unit.render.reports import UNRESOLVED, WAIVED, report

from revgov.render.json import render, written
from revgov.report import report_from

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).with_name("findings.json")
SCHEMA = json.loads((ROOT / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)


def test_a_report_is_literally_this() -> None:
    shown = render(report(WAIVED, UNRESOLVED))
    if os.environ.get("BLESS"):
        GOLDEN.write_text(shown, encoding="utf-8")
    assert shown == GOLDEN.read_text(encoding="utf-8")


def test_a_report_reads_back_as_it_was() -> None:
    assert report_from(json.loads(render(report(WAIVED, UNRESOLVED)))) == report(WAIVED, UNRESOLVED)


def test_the_schema_is_one_and_describes_reports() -> None:
    Draft7Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(render(report(WAIVED, UNRESOLVED))))


@pytest.mark.parametrize(
    "spoiled",
    [{"version": 2}, {"as_of": "today"}, {"commit": "HEAD"}, {"more": 1}, {"summary": {}}, {"findings": [{}]}],
    ids=str,
)
def test_the_schema_refuses_what_is_none(spoiled: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        VALIDATOR.validate(json.loads(render(report(UNRESOLVED))) | spoiled)


def test_the_schema_describes_the_example_company_and_faults() -> None:
    for folder in (ROOT, ROOT / "tests" / "faults" / "schema-unknown-field" / "failing"):
        done = run("check", str(folder), "--format", "json", "--as-of", TODAY)
        VALIDATOR.validate(json.loads(done.stdout))


@given(st.text())
def test_json_is_safe_on_a_terminal_and_means_the_same(text: str) -> None:
    shown = written({"message": text})
    assert json.loads(shown) == {"message": text}
    assert not any(character in shown for character in "\x1b\x9b\x7f\u202e\u2028\ufeff")
