"""The mends of findings in texts: which are applied, which are left, and that a second run finds nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance

from revgov.edit.fixes import Mended, fix
from revgov.governance.signature import signature

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
    assert found.outcome.done == (
        "raci/x.yaml:2:14: Use 'vp_sales' (x-ref-unresolved)",
        "mended 1 place in 1 file: raci/x.yaml (1)",
    )
    (told,) = found.outcome.look
    assert told.startswith("raci/x.yaml:2:23: not mended (schema-unknown-field): 'owner' stands there already")


def test_the_mends_of_a_file_are_told_together_and_which_files_they_were(tmp_path: Path) -> None:
    files = {
        "raci/base.yaml": BASE,
        "raci/x.yaml": "kpi:\n  ab: {owner: vp_sale}\n",
        "raci/y.yaml": "kpis:\n  cd: {ownr: x}\n",
    }
    found = fix(governance(tmp_path, files))
    assert found.outcome.done == (
        "raci/x.yaml:1:1: Use 'kpis' (schema-unknown-section)",
        "raci/x.yaml:2:15: Use 'vp_sales' (x-ref-unresolved)",
        "raci/y.yaml:2:8: Use 'owner' (schema-unknown-field)",
        "mended 3 places in 2 files: raci/x.yaml (2) and raci/y.yaml (1)",
    )


def test_a_signature_that_a_mend_makes_lapse_is_told(tmp_path: Path) -> None:
    text = "kpis:\n  ab: {owner: vp_sale}\n"
    digest = signature(governance(tmp_path, {"raci/base.yaml": BASE, "raci/x.yaml": text}).nodes["kpi:ab"])
    signed = f"signoffs:\n  s: {{of: kpi:ab, by: vp_sales, person: ada, on: 2026-11-01, digest: '{digest}'}}\n"
    found = fix(governance(tmp_path, {"raci/x.yaml": text + signed}), ("x-ref-unresolved",))
    assert found.outcome.look == (
        "the sign-off 's' of kpi:ab lapses: what was signed has changed, have it signed again",
    )


@pytest.mark.parametrize(
    "text",
    [
        # Hardly anything refers to itself, also by a name that it bore or bears.
        "kpis:\n  win_rate: {drives: win_ratee}\n",
        "kpis:\n  win_rate: {was: won_share, drives: won_share}\n",
        "kpis:\n  win_rate: {name: Share, formula: share + 1}\n",
        # One letter more or less makes another name of a short one.
        "kpis:\n  q: {}\n  win: {drives: qq}\n",
        "kpis:\n  q: {}\n  win: {drives: quota}\n",
        "kpis:\n  ab: {}\n  win: {drives: [abc, a, ba]}\n",
        "datasets:\n  lead: {fields: {a: {}, ab: {}}}\nai_uses:\n  x: {inputs: [lead.b, lead.abc]}\n",
    ],
)
def test_a_name_that_may_be_anything_is_left_to_people(tmp_path: Path, text: str) -> None:
    assert mended(tmp_path, text, "x-ref-unresolved")[0] == text


def test_the_second_nearest_is_meant_where_the_nearest_is_the_declaration_itself(tmp_path: Path) -> None:
    text = "kpis:\n  win_rate: {drives: win_ratee}\n  win_rates: {}\n"
    assert mended(tmp_path, text, "x-ref-unresolved")[0] == text.replace("win_ratee", "win_rates")


def test_an_abbreviation_of_two_letters_is_still_one(tmp_path: Path) -> None:
    text = "kpis:\n  win_rate: {}\n  deals: {drives: wr}\n"
    assert mended(tmp_path, text, "x-ref-unresolved")[0] == text.replace("wr", "win_rate")


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
