"""Assets, functions, and texts that say something."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity


@pytest.mark.parametrize(
    "text",
    [
        "TBD",
        "tbd",
        "To be defined.",
        "TODO",
        "todo:",
        "TODO ask Ada",
        "?",
        "???",
        "n/a",
        "N/A",
        "n-a",
        "lorem ipsum dolor",
        "xxx",
        "XXXX",
        "-",
        "…",
        "coming soon",
        "Will be TBD by May",
        "What is <your mission>",
        "...",
        "Lorem",
    ],
)
def test_placeholders(tmp_path: Path, text: str) -> None:
    told = found(tmp_path, "x-placeholder-text", f'charter:\n  mission: «"{text}"»\n')
    assert named(told) == [("charter:charter", "mission")]
    assert "is a placeholder" in told[0].message


@pytest.mark.parametrize(
    "text",
    [
        "The todo list is empty",
        "Names a role",
        "A < b and b > c",
        "See <a href=x>there</a>",
        "Deals, calls, renewals and more...",
        "None",
        "Nobody knows?",
        "No.",
    ],
)
def test_texts_that_only_look_like_placeholders(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "x-placeholder-text", f'charter:\n  mission: "{text}"\n') == []


@pytest.mark.parametrize(
    ("yaml", "field"),
    [
        ("kpis: {win_rate: {name: Win rate, definition: «Win rate.»}}", "definition"),
        ("kpis: {win_rate: {name: Rate of wins, definition: «win rate»}}", "definition"),
        ("kpis: {win_rate: {name: Win rate, description: «WIN RATE»}}", "description"),
        ("kpis: {net_revenue_retention: {name: NRR, description: «Net revenue retention»}}", "description"),
        ("kpis: {win_rate: {name: «TBD»}}", "name"),
        ("kpis: {win_rate: {name: Win rate, target: {words: «TBD»}}}", "target.words"),
        ("roles: {vp: {title: «TODO»}}", "title"),
        ("meetings: {m: {purpose: «tbd», agenda: [{item: Numbers}, {item: «TBD»}]}}", "purpose"),
        ("meetings: {m: {outputs: [minutes, «TBD»]}}", "outputs"),
        ("risks: {r: {event: «n/a»}}", "event"),
        ("risks: {r: {treatment: {actions: [{what: «TODO»}]}}}", "treatment.actions.what"),
        ("charter: {outcomes: [{outcome: «TBD»}]}", "outcomes.outcome"),
        ("ai_uses: {a: {oversight: {criteria: «TBD»}}}", "oversight.criteria"),
        ("datasets: {d: {fields: {f: {lawful_basis: «TBD»}}}}", "lawful_basis"),
        ("waivers: {w: {reason: «TBD»}}", "reason"),
    ],
)
def test_texts_of_every_kind(tmp_path: Path, yaml: str, field: str) -> None:
    told = found(tmp_path, "x-placeholder-text", yaml + "\n")
    assert told[0].field == field


def test_what_is_over_and_what_may_repeat_the_title_is_left_alone(tmp_path: Path) -> None:
    yaml = (
        "kpis: {k: {name: TBD, until: 2026-01-01}, win_rate: {name: Win rate}}\nmeetings: {m: {agenda: [m], name: m}}\n"
    )
    assert found(tmp_path, "x-placeholder-text", yaml) == []


def test_an_asset_that_is_missing_and_one_that_is_incomplete(tmp_path: Path) -> None:
    yaml = "«»charter: {mission: M}\nstages: {s: {}}\n" + REST.replace("decisions: {d: {}}\n", "")
    told = found(tmp_path, "x-asset-missing", yaml.replace("«»", "«»" * 3), profile="startup")
    assert {one.message.partition(":")[0] for one in told} == {
        "the RevOps charter is incomplete",
        "the RevOps playbook is incomplete",
        "the Risk and contingency playbook is missing",
    }
    assert {one.severity for one in told} == {Severity.WARNING}
    assert {one.node for one in told} == {"charter:charter"}
    assert len({one.fingerprint.partition("-")[0] for one in told}) == len(told)


REST = """\
decisions: {d: {}}
roles: {r: {}}
people: {p: {}}
activities: {a: {}}
initiatives: {i: {}}
kpis: {k: {}}
datasets: {d: {}}
meetings: {m: {}}
systems: {s: {}}
ai_uses: {a: {}}
"""


def test_all_assets_are_there(tmp_path: Path) -> None:
    yaml = "charter: {mission: M}\nstages: {s: {}}\nslas: {s: {}}\nrisks: {r: {}}\n" + REST
    assert found(tmp_path, "x-asset-missing", yaml, profile="startup") == []


def test_a_scale_up_needs_more(tmp_path: Path) -> None:
    yaml = "charter: {mission: M}\nstages: {s: {}}\nslas: {s: {}}\nrisks: {r: {}}\n" + REST
    told = findings(tmp_path, {"charter.yaml": yaml, "revgov.yaml": "profile: scale_up\n"}, "x-asset-missing")
    assert any("declare handoffs and playbooks" in one.message for one in told)


def test_what_is_over_is_no_asset(tmp_path: Path) -> None:
    yaml = "charter: {mission: M}\nrisks: {r: {until: 2026-01-01}}\n"
    told = findings(tmp_path, {"charter.yaml": yaml}, "x-asset-missing")
    assert any("Risk and contingency playbook is missing" in one.message for one in told)


def test_nothing_is_called_missing_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    files = {"raci/broken.yaml": "roles: {a: [\n"}
    assert findings(tmp_path, files, "x-asset-missing", "x-function-missing") == []


FUNCTIONS = """\
charter: {mission: M}
roles: {m: {function: marketing}, s: {function: sales}, c: {function: customer_success}}
"""


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("stages: {a: {owner: m}, b: {owner: s}}", "customer success is left out of the stages"),
        ("kpis: {a: {owner: m}, b: {owner: c}}", "sales is left out of the KPIs"),
        ("kpis: {a: {owner: m}, b: {owner: c}, d: {owner: m, function: sales}}", None),
        ("councils: {a: {chair: s, members: [c]}}", "marketing is left out of the councils"),
        ("councils: {a: {chair: s, members: [c]}, b: {chair: m}}", None),
        ("meetings: {a: {owner: s, required: [c]}}", "marketing is left out of the meetings"),
        ("meetings: {a: {owner: s, required: [c], optional: [m]}}", None),
        ("meetings: {a: {council: x}}\ncouncils: {x: {chair: s, members: [c, m]}}", None),
        ("", None),
    ],
)
def test_each_function_appears_everywhere(tmp_path: Path, yaml: str, said: str | None) -> None:
    told = found(tmp_path, "x-function-missing", ("«»" if said else "") + FUNCTIONS + yaml + "\n")
    assert [said in one.message for one in told if said] == [True] * bool(said)


def test_a_function_without_any_role(tmp_path: Path) -> None:
    yaml = "«»charter: {mission: M}\nroles: {m: {function: marketing}, s: {function: sales}}\n"
    (one,) = found(tmp_path, "x-function-missing", yaml)
    assert one.message.startswith("customer success is left out of the roles")
