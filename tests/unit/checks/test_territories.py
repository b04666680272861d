"""A market of which every part belongs to one territory."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

CHECK = "territory-coverage"
MARKET = "charter:\n  stage: scale_up\n  market: {segments: [mid, top], regions: [amer, emea]}\nterritories:\n"
ALONE = "charter: {stage: scale_up}\nterritories:\n"
WEST = "  w: {name: West, motion: new, includes: {regions: amer}}\n"
TOP = "  q: {includes: {segments: top}}\n"
EAST = "  e: {name: East, motion: new, includes: {regions: emea}}\n"


@pytest.mark.parametrize(
    ("text", "node", "field", "said"),
    [
        (
            MARKET + WEST + EAST + "  x: {motion: new, includes: «{segments: top, regions: emea}»}\n",
            "territory:x",
            "includes",
            "East and x both take in top in emea for new",
        ),
        (
            MARKET + WEST + "  x: {motion: new, includes: «{segments: [top, mid]}»}\n",
            "territory:x",
            "includes",
            "both take in mid in amer and top in amer for new",
        ),
        (
            MARKET + "  w: {name: A, includes: {accounts: [Acme]}}\n  x: {includes: «{accounts: [Beta, ' acme ']}»}\n",
            "territory:x",
            "includes",
            "A and x both take in 'acme'",
        ),
        (
            MARKET + "  p: {includes: {segments: top}}\n  q: {parent: p, includes: {regions: amer, segments: top}}\n"
            "  r: {parent: p, includes: «{regions: amer, segments: top}»}\n  s: {includes: {segments: mid}}\n",
            "territory:r",
            "includes",
            "q and r both take in top in amer",
        ),
        (
            MARKET.replace("market", "«market»") + WEST,
            "charter:charter",
            "market",
            "no territory takes in mid in emea and top in emea for new",
        ),
        (
            MARKET.replace("market", "«market»") + WEST + EAST.replace("{name", "{until: 2026-12-31, name"),
            "charter:charter",
            "market",
            "no territory takes in mid in emea and top in emea for new from 2027-01-01 on",
        ),
        (
            MARKET.replace("market", "«market»") + WEST + EAST.replace("{name", "{since: 2026-12-01, name"),
            "charter:charter",
            "market",
            "no territory takes in mid in emea and top in emea for new",
        ),
        (
            MARKET.replace("market", "«market»") + "  x: {until: 2026-12-31, includes: {segments: [mid, top]}}\n",
            "charter:charter",
            "market",
            "takes in mid in amer, mid in emea, top in amer and top in emea from 2027-01-01 on",
        ),
        (
            MARKET + WEST + EAST + "  x: {since: 2026-12-15, motion: new, includes: «{regions: emea}»}\n",
            "territory:x",
            "includes",
            "for new from 2026-12-15 on",
        ),
        (
            "charter: {organization: A}\nterritories:\n"
            + EAST
            + "  x: {motion: new, includes: «{regions: [emea, apac]}»}\n",
            "territory:x",
            "includes",
            "East and x both take in emea for new",
        ),
    ],
)
def test_a_part_that_belongs_to_two_or_to_nobody(tmp_path: Path, text: str, node: str, field: str, said: str) -> None:
    told = found(tmp_path, CHECK, text)
    assert named(told) == [(node, field)]
    assert said in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        MARKET,
        MARKET + WEST + EAST,
        MARKET + WEST + EAST + "  x: {motion: grow, includes: {segments: [mid, top]}}\n",
        # The whole shares itself out among its parts.
        MARKET + "  p: {includes: {segments: [mid, top]}}\n  q: {parent: p, includes: {segments: top}}\n",
        MARKET
        + "  p: {includes: {segments: [mid, top]}}\n  n: {parent: p}\n  q: {parent: n, includes: {segments: top}}\n",
        MARKET + WEST + EAST + "  x: {motion: new, includes: {accounts: [Acme]}}\n",
        MARKET + "  x: {motion: named, includes: {accounts: [Acme]}}\n",
        MARKET + "  x: {name: World}\n",
        MARKET
        + WEST
        + EAST.replace("{name", "{until: 2026-12-31, name")
        + EAST.replace("e: {", "n: {since: 2027-01-01, "),
        # Beyond the next 90 days, or long gone.
        MARKET + WEST + EAST.replace("{name", "{until: 2027-02-21, name"),
        MARKET + "  x: {motion: old, until: 2026-11-23, includes: {regions: amer}}\n",
        MARKET + "  x: {motion: late, since: 2027-02-22, includes: {regions: amer}}\n",
        MARKET + "  x: {since: 2027-01-01, includes: {segments: [mid, top]}}\n",
        # What is misspelt may be what nobody has.
        MARKET + WEST + "  e: {motion: new, includes: {regions: emeea}}\n",
        MARKET + WEST + "  e: {motion: new, includes: [emea]}\n",
        "charter: {organization: A}\nterritories:\n"
        + WEST
        + "  e: {motion: new, includes: {segments: top, regions: emea}}\n",
    ],
)
def test_a_market_that_is_shared_out(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, CHECK, text) == []


def test_parents_in_a_circle_end(tmp_path: Path) -> None:
    text = MARKET + "  p: {parent: q, includes: {segments: top}}\n  q: {parent: p, includes: {segments: mid}}\n"
    assert found(tmp_path, CHECK, text) == []


def test_what_a_file_hides_may_belong_to_somebody_there(tmp_path: Path) -> None:
    files = {"charter.yaml": MARKET + WEST, "policies/more.yaml": "territories: [\n"}
    assert findings(tmp_path, files, CHECK) == []


def test_how_far_to_look_ahead_is_a_setting(tmp_path: Path) -> None:
    files = {
        "charter.yaml": MARKET + WEST + EAST.replace("{name", "{until: 2027-02-21, name"),
        "revgov.yaml": f"checks: {{{CHECK}: {{days: 91}}}}\n",
    }
    assert named(findings(tmp_path, files, CHECK)) == [("charter:charter", "market")]


def test_a_territory_may_last_for_ever(tmp_path: Path) -> None:
    text = MARKET + WEST + EAST.replace("{name", "{since: 0001-01-01, until: 9999-12-31, name")
    assert found(tmp_path, CHECK, text) == []
