"""Colours that mean what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found, named

RED_AMBER = '{red: "< 18%", amber: "< 23%"}'


def kpi(direction: str = "up", unit: str = "percent", **fields: str) -> str:
    lines = {"unit": unit, "direction": direction, **fields}
    return "kpis:\n  k:\n" + "".join(f"    {name}: {text}\n" for name, text in lines.items() if text)


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        (
            kpi("down", bands=f"«{RED_AMBER}»"),
            "bands",
            "from low to high k is red, amber, green, which contradicts `direction: down`",
        ),
        (
            kpi(bands='«{red: "> 18%", amber: "> 12%"}»'),
            "bands",
            "green, amber, red, which contradicts `direction: up`",
        ),
        (kpi(bands='«{red: "< 18%", amber: "> 30%"}»'), "bands", "red, green, amber"),
        (kpi("within", bands='«{red: "= 18%", amber: "< 30%"}»'), "bands", "amber, red, amber, green"),
        (kpi(bands='{red: "< 18%", amber: «"< 12%"»}'), "bands.amber", "k is never amber; red (< 18%) comes first"),
        (
            kpi(bands='{red: «"< 0%"», amber: "< 12%"}', bounds="0%..100%"),
            "bands.red",
            "k is never red within the bounds 0%..100%",
        ),
        (
            kpi(bands='«{red: "< 18%", amber: "<= 100%"}»', bounds="0%..100%"),
            "bands",
            "k is never green within the bounds",
        ),
        (
            kpi(bands='«{red: "< 18%", amber: ">= 18%"}»'),
            "bands",
            "k is never green; red (< 18%) and amber (>= 18%) comes first",
        ),
        (kpi(bands='{«yellow»: "< 12%"}'), "bands.yellow", "'yellow' is no colour of a band"),
        (kpi(bands=RED_AMBER, target="{value: «22%»}"), "target.value", "the target of k, 22%, is amber (`< 23%`)"),
        (kpi(bands=RED_AMBER, target="{value: «17%»}"), "target.value", "is red (`< 18%`)"),
        (kpi("", bands=RED_AMBER, target="{value: «17%»}"), "target.value", "is red (`< 18%`)"),
        (
            kpi(target="{value: «110%»}", bounds="0%..100%"),
            "target.value",
            "the target of k, 110%, lies outside its bounds 0%..100%",
        ),
        (
            kpi(bands=RED_AMBER, targets="{2026-Q4: 30%, 2027-Q1: «20%»}"),
            "targets.2027-Q1",
            "the target for 2027-Q1 of k, 20%, is amber",
        ),
        (
            kpi(targets="{2026-Q4: 90%, 2027-Q1: «110%»}", bounds="0%..100%"),
            "targets.2027-Q1",
            "the target for 2027-Q1 of k, 110%",
        ),
        (
            kpi(target="{value: «30»}"),
            "target.value",
            "the target of k is without a unit (30), while the KPI is in percent",
        ),
        (kpi(target="«30»"), "target.value", "without a unit"),
        (kpi(unit="USD", target="{value: «30 EUR»}"), "target.value", "is in EUR, while the KPI is in USD"),
        (kpi(unit="USD", bands='{red: «"< 30"»}'), "bands.red", "the threshold of red of k is without a unit"),
        (
            kpi(unit="days", target="{value: 5 days}", bounds="«0%..30 days»"),
            "bounds",
            "the lower bound of k is in percent",
        ),
        (
            kpi("down", "days", bands='{red: "> 2 weeks", amber: "> 7 days"}', target="{value: «240h»}"),
            "target.value",
            "240 hours, is amber",
        ),
    ],
)
def test_colours_that_contradict(tmp_path: Path, text: str, field: str, said: str) -> None:
    told = found(tmp_path, "kpi-threshold-contradiction", text)
    assert named(told) == [("kpi:k", field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        kpi(bands=RED_AMBER, target="{value: 23%}", bounds="0%..100%"),
        kpi("down", "days", bands='{red: "> 2 weeks", amber: "> 7 days"}', target="{value: 48h}"),
        kpi("within", "USD", bands='{red: "> 20 USD", amber: "> 10 USD"}', target="{value: 9 USD}"),
        kpi("within", bands='{red: "< 5%", amber: "> 15%"}', target="{value: 9%}"),
        kpi(bands='{red: "< 18%"}', target="{value: 18%}"),
        kpi(bands='{amber: "< 18%"}'),
        kpi("sideways", bands=RED_AMBER),
        kpi(unit="ratio", bands='{red: "< 2", amber: "< 270%"}', target="{value: 3}"),
        kpi(unit="", target="{value: 3}"),
        kpi(unit="points", target="{value: 74 points}", bounds="0..100"),
        kpi(bands=RED_AMBER, target="{words: a quarter}"),
        kpi(bands=RED_AMBER, targets="{2026-Q4: 30%}"),
    ],
)
def test_colours_that_agree(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "kpi-threshold-contradiction", text) == []


def test_a_target_outside_the_bounds_has_no_colour(tmp_path: Path) -> None:
    text = kpi("down", bands='{red: "> 50%"}', target="{value: «110%»}", bounds="0%..100%")
    assert named(found(tmp_path, "kpi-threshold-contradiction", text)) == [("kpi:k", "target.value")]
