"""The mends of findings in texts: which are applied, which are left, and that a second run finds nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance

from revgov.edit.fixes import Mended, fix

BASE = "people:\n  ada: {}\nroles:\n  vp_sales: {title: VP, held_by: [ada]}\n"


def mended(folder: Path, text: str, *select: str) -> tuple[str, Mended]:
    before = governance(folder, {"raci/base.yaml": BASE, "raci/x.yaml": text})
    found = fix(before, select)
    again = fix(found.governance, select)
    assert again.outcome.drafts == ()
    assert again.outcome.done == ()
    return found.governance.source.files["raci/x.yaml"].decode(), found


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("kpis:\n  a: {owner: vp_sale} # c\n", "kpis:\n  a: {owner: vp_sales} # c\n"),
        ("kpis:\r\n  a: {'owner': \"vp_sale\"}", "kpis:\r\n  a: {'owner': \"vp_sales\"}"),
        ("kpis:\n  a:\n    ownr: vp_sales\n", "kpis:\n  a:\n    owner: vp_sales\n"),
        ("kpis:\n  a: {grian: month}\n  b: {grian: month}\n", "kpis:\n  a: {grain: month}\n  b: {grain: month}\n"),
        ("kpi:\n  ab: {ownr: vp_sale}\n", "kpis:\n  ab: {owner: vp_sales}\n"),
        (
            "kpis:\n  base: {}\n  c: {formula: (base + bse) / bas}\n",
            "kpis:\n  base: {}\n  c: {formula: (base + base) / base}\n",
        ),
        (
            "kpis:\n  base: {}\n  c:\n    formula: >-\n      base +\n      bse\n",
            "kpis:\n  base: {}\n  c:\n    formula: >-\n      base +\n      base\n",
        ),
        ("activities:\n  a: {raci: {vp_sale: A}}\n", "activities:\n  a: {raci: {vp_sales: A}}\n"),
        ("kpis:\n  a: &a {owner: vp_sale}\n  b: *a\n", "kpis:\n  a: &a {owner: vp_sale}\n  b: *a\n"),
    ],
)
def test_mends_touch_what_is_wrong_and_nothing_else(tmp_path: Path, before: str, wanted: str) -> None:
    assert mended(tmp_path, before)[0] == wanted


def test_what_is_mended_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    text, found = mended(
        tmp_path, "kpis:\n  a: {owner: vp_sale, ownr: vp_sales}\n", "schema-unknown-field", "x-ref-unresolved"
    )
    assert text == "kpis:\n  a: {owner: vp_sales, ownr: vp_sales}\n"
    assert found.outcome.done == ("raci/x.yaml:2:14: Use 'vp_sales' (x-ref-unresolved)",)
    (told,) = found.outcome.look
    assert told.startswith("raci/x.yaml:2:23: not mended (schema-unknown-field): 'owner' stands there already")


def test_only_selected_checks_are_mended(tmp_path: Path) -> None:
    text = "kpis:\n  a: {owner: vp_sale, grian: month}\n"
    assert mended(tmp_path, text, "x-ref-unresolved")[0] == text.replace("vp_sale,", "vp_sales,")
    assert mended(tmp_path, text, "schema")[0] == text.replace("grian", "grain")


def test_what_is_waived_is_left_alone(tmp_path: Path) -> None:
    text = (
        "kpis:\n  a: {owner: vp_sales, drives: aa}\n  aaa: {owner: vp_sales}\n"
        "waivers:\n  w: {check: x-ref-unresolved, for: [kpi:a], reason: r, approved_by: cfo, expires: 2027-01-01}\n"
        "roles:\n  cfo: {held_by: [eve]}\npeople:\n  eve: {}\n"
    )
    assert mended(tmp_path, text)[0] == text
