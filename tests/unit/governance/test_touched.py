"""What a change of a file touches: fields by kind, as they are written."""

from __future__ import annotations

import pytest
import yaml

from revgov.governance.reads import REFERENCES
from revgov.governance.touched import touched

BEFORE = """
kpis:
  won: {definition: Deals won, owner: cro, is: won_deals, target: {value: 10%}}
  lost: {definition: Deals lost}
datasets:
  deals:
    owner: cro
    fields: {amount: {type: number}, stage: {type: text}}
"""


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("Deals won", "Deals we won", {("kpi", "definition")}),
        ("10%", "11%", {("kpi", "target")}),
        ("is: won_deals", "is: win_rate", {("kpi", "is")}),
        ("owner: cro, is", "owner: vp_sales, is", {("kpi", "owner"), REFERENCES}),
        (", owner: cro, is", ", is", {("kpi", "owner"), REFERENCES}),
        ("definition: Deals won, owner: cro", "owner: cro, definition: Deals won", "all"),
        ("type: number", "type: money", {("dataset", "fields"), ("field", "type")}),
        ("value: 10%", "value: 10", {("kpi", "target")}),
        ("{value: 10%}", "{value: true}", {("kpi", "target")}),
        ("Deals lost", "1", {("kpi", "definition")}),
        ("#", "#", set()),
        ("  lost:", "  more: {}\n  lost:", None),
        ("  lost:", "  missed:", None),
        ("stage:", "step:", None),
        ("kpis:", "kpi:", None),
        ("{definition: Deals lost}", "[]", None),
        ("datasets:", "terms: {arr: {}}\ndatasets:", None),
    ],
)
def test_what_a_change_touches(old: str, new: str, fields: object) -> None:
    before, after = (yaml.safe_load(text) for text in (BEFORE, BEFORE.replace(old, new, 1)))
    found = touched(before, after)
    if fields == "all":
        fields = {("kpi", name) for name in ("definition", "owner", "is", "target")} | {REFERENCES}
    # The known things are words of a list, and no references; names in lists of words count as such all the same.
    assert found is None if fields is None else (found or set()) - {REFERENCES} == set(fields) - {REFERENCES}  # type: ignore[call-overload]
    if fields and REFERENCES in fields:  # type: ignore[operator]
        assert REFERENCES in (found or ())


def test_true_is_not_one() -> None:
    assert touched({"kpis": {"a": {"key": True}}}, {"kpis": {"a": {"key": 1}}}) == {("kpi", "key")}
    assert touched(None, None) == frozenset()
    assert touched(["kpis"], ["kpis"]) is None


def test_a_dataset_whose_fields_are_not_written() -> None:
    bare, null, none = ({"datasets": {"deals": one}} for one in ({"name": "Deals"}, {"fields": None}, {"fields": {}}))
    assert touched(bare, {"datasets": {"deals": {"name": "Deals", "fields": {}}}}) == {("dataset", "fields")}
    assert touched(null, none) == {("dataset", "fields")}
    assert touched(none, {"datasets": {"deals": {}}}) == {("dataset", "fields")}
    assert touched(none, {"datasets": {"deals": {"fields": 5}}}) is None
