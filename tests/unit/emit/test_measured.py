"""What was measured, beside what was promised: in the dictionary, the report and the risk register."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.repository import governance

from revgov.checks.catalogue import CATALOGUE
from revgov.emit.build import edition_of
from revgov.emit.compliance import compliance
from revgov.emit.edition import Edition
from revgov.emit.measured import colour, of_kpi, of_promises
from revgov.emit.metrics import metrics
from revgov.emit.risks import risks
from revgov.kinds import Dataset, Kpi, Sla

HEAD = "of,measure,period,on,value,source\n"
RATE = "kpis: {rate: {name: Rate, key: true, unit: percent, %s}}\n"
BY = "direction: up, target: {value: 25%, by: 2027-01-31}, bands: {red: '< 18%', amber: '< 22%'}"


def measured(folder: Path, text: str, rows: str | None, settings: str = "") -> Edition:
    """A company with declarations and rows of values; with None its settings name no file of values."""
    asked = "" if rows is None else "observations: [policies/o.csv]\n"
    files = {"revgov.yaml": f"profile: scale_up\n{asked}{settings}", "policies/all.yaml": text}
    return edition_of(governance(folder, files | ({} if rows is None else {"policies/o.csv": HEAD + rows})))


def standing(folder: Path, kpi: str, rows: str | None) -> tuple[str | None, bool | None, str]:
    """The target that the KPI `rate` is held against, whether it is met, and the word for how it stands."""
    made = measured(folder, RATE % kpi, rows).governance
    assert made.observations.faults == ()
    (rate,) = made.every(Kpi)
    one = of_kpi(made, rate)
    return one.target, one.met, one.state.word


@pytest.mark.parametrize(
    ("kpi", "value", "expected"),
    [
        (BY, "25%", ("25% by 2027-01-31", True, "met")),
        (BY, "24.9%", ("25% by 2027-01-31", False, "not met yet")),
        (BY.replace("2027-01-31", "2026-11-24"), "24.9%", ("25% by 2026-11-24", False, "not met yet")),
        (BY.replace("2027-01-31", "2026-11-23"), "24.9%", ("25% by 2026-11-23", False, "not met")),
        (BY.replace("up", "down"), "25%", ("25% by 2027-01-31", True, "met")),
        (BY.replace("up", "down"), "25.1%", ("25% by 2027-01-31", False, "not met yet")),
        (BY.replace("up", "within"), "25%", ("25% by 2027-01-31", None, "cannot be told")),
        ("target: 25%", "25%", ("25%", None, "cannot be told")),
        ("direction: up, target: 25%", "24%", ("25%", False, "not met")),
        ("direction: up, target: {value: 25%, period: 2026-10}", "24%", ("25% in 2026-10", False, "not met")),
        (
            "direction: up, target: {value: 25%, period: FY2027}",
            "26%",
            ("25% in FY2027", None, "cannot be told: the target is for FY2027"),
        ),
        ("direction: up, target: 20%, targets: {2026-10: 25%}", "24%", ("25% in 2026-10", False, "not met")),
        ("direction: up, targets: {2026-11: 25%}", "24%", (None, None, "no target for 2026-10")),
        ("direction: up, target: {words: High}", "24%", (None, None, "in words only: cannot be told")),
        ("direction: up", "24%", (None, None, "no target")),
    ],
)
def test_a_kpi_is_held_against_its_target(
    tmp_path: Path, kpi: str, value: str, expected: tuple[str | None, bool | None, str]
) -> None:
    assert standing(tmp_path, kpi, f"rate,,2026-10,2026-11-02,{value},x\n") == expected


def test_the_figure_says_what_is_not_met_yet(tmp_path: Path) -> None:
    made = measured(tmp_path, RATE % BY, "rate,,2026-10,2026-11-02,24%,x\n")
    assert "**0 of 1** KPI targets met, 1 not met yet" in dict(compliance(made))["reports/compliance.md"].decode()


@pytest.mark.parametrize("rows", [None, "", "rate,,2026-11,2026-11-25,30%,tomorrow\n"])
def test_what_nobody_measured_is_never_met(tmp_path: Path, rows: str | None) -> None:
    assert standing(tmp_path, BY, rows) == ("25% by 2027-01-31", None, "not measured")
    made = measured(tmp_path, RATE % BY, rows)
    report = json.loads(dict(compliance(made))["reports/compliance.json"])
    assert report["measured"]["kpis"]["kpi:rate"]["met"] is None
    assert "Rate" not in report["not_measured"]["KPI values against target"], "all are unmeasured: no list of names"
    page = dict(compliance(made))["reports/compliance.md"].decode()
    assert "**0 of 1** KPI targets met, 1 not measured" in page
    assert "| Rate (key) | **nobody** | – | 25% by 2027-01-31 | not measured | – |" in page


def test_lengths_of_time_are_compared_in_days(tmp_path: Path) -> None:
    text = "kpis: {k: {unit: days, direction: down, target: 2 weeks, bands: {red: '> 3 weeks'}}}\n"
    made = measured(tmp_path, text, "k,,,2026-11-02,15 days,x\n").governance
    (kpi,) = made.every(Kpi)
    one = of_kpi(made, kpi)
    assert (one.met, one.value and one.value.said) == (False, "15 days on 2026-11-02")
    assert colour(kpi, one.value) == ("green", "good")


def test_a_value_in_another_unit_compares_with_nothing(tmp_path: Path) -> None:
    text = "kpis: {k: {direction: up, target: 10 EUR, bands: {red: '< 5 EUR'}}}\n"
    made = measured(tmp_path, text, "k,,,2026-11-02,15 USD,x\n").governance
    (kpi,) = made.every(Kpi)
    one = of_kpi(made, kpi)
    assert (one.met, one.state.word, colour(kpi, one.value)) == (None, "cannot be told", None)


@pytest.mark.parametrize(("value", "band"), [("17%", "red"), ("18%", "amber"), ("21%", "amber"), ("22%", "green")])
def test_the_band_that_a_value_lies_in(tmp_path: Path, value: str, band: str) -> None:
    text = RATE % BY.replace("{red: '< 18%', amber: '< 22%'}", "{amber: '< 22%', red: '< 18%'}")
    made = measured(tmp_path, text, f"rate,,2026-10,2026-11-02,{value},x\n")
    (row,) = csv.DictReader(io.StringIO(dict(metrics(made))["registers/metrics.csv"].decode(), newline=""))
    assert row["band"] == band


def test_the_dictionary_shows_the_last_value_beside_the_target(tmp_path: Path) -> None:
    rows = "rate,,2026-09,2026-10-02,26%,old\nrate,,2026-10,2026-11-02,24%,=1+1\n"
    files = dict(metrics(measured(tmp_path, RATE % BY, rows)))
    (row,) = csv.DictReader(io.StringIO(files["registers/metrics.csv"].decode(), newline=""))
    names = ("measured", "measured_period", "measured_on", "measured_source", "target", "standing", "band")
    assert [row[name] for name in names] == ["24%", "2026-10", "2026-11-02", "'=1+1", "25%", "not met yet", "green"]
    text = files["registers/metrics.md"].decode()
    assert "- **Target:** 25% by 2027-01-31\n- **Last measured:** 24% in 2026-10 (=1+1)<br>not met yet\n" in text
    assert text.endswith("declared; measured values are the last ones up to 2026-11-24, of 1 file.\n")


def test_a_dictionary_without_values_says_so(tmp_path: Path) -> None:
    files = dict(metrics(measured(tmp_path, RATE % BY, None)))
    (row,) = csv.DictReader(io.StringIO(files["registers/metrics.csv"].decode(), newline=""))
    assert (row["measured"], row["standing"], row["band"]) == ("", "not measured", "")
    text = files["registers/metrics.md"].decode()
    assert "- **Last measured:** not measured\n" in text
    assert text.endswith(
        "nothing is measured, for `observations` in revgov.yaml names no file of values.\n".replace("`", "\\`")
    )


SERVICE = """\
roles: {lead: {title: Lead}}
slas:
  kept: {party: lead, within: 24h, target: 95%}
  broken: {name: Answer, party: lead, within: 24h, target: 95%}
  slow: {party: lead, within: 24h, target: 95%}
  open: {party: lead, target: 95%}
  silent: {party: lead, within: 24h, target: 95%}
datasets:
  deal: {quality: {completeness: 98%, freshness: 24h, validity: as agreed}}
"""
VALUES = (
    "sla:kept,,2026-10,2026-11-02,95%,x\nsla:broken,,2026-10,2026-11-02,94%,x\nsla:slow,,,2026-11-02,26h,x\n"
    "sla:open,,,2026-11-02,26h,x\ndataset:deal,completeness,,2026-11-02,97%,x\n"
)


def test_promises_are_kept_or_not_or_nobody_can_tell(tmp_path: Path) -> None:
    made = measured(tmp_path, SERVICE, VALUES).governance
    told = {sla.id: held.state.word for sla in made.every(Sla) for _, held in of_promises(made, sla)}
    assert told == {
        "kept": "met", "broken": "not met", "slow": "not met", "open": "cannot be told", "silent": "not measured",
    }  # fmt: skip
    (deal,) = made.every(Dataset)
    quality = {promise.measure: held.state.word for promise, held in of_promises(made, deal)}
    assert quality == {"completeness": "not met", "freshness": "not measured"}


def test_the_report_shows_promises_and_what_is_not_measured(tmp_path: Path) -> None:
    files = dict(compliance(measured(tmp_path, SERVICE, VALUES)))
    report, page = json.loads(files["reports/compliance.json"]), files["reports/compliance.md"].decode()
    assert report["measured"]["service_levels"]["sla:broken"] == {
        "value": "94%", "period": "2026-10", "on": "2026-11-02", "source": "x", "target": "95%",
        "met": False, "state": "not met",
    }  # fmt: skip
    assert report["measured"]["data"]["dataset:deal"]["freshness"]["met"] is None
    assert report["not_measured"]["Service levels met"] == "1 of 5 were never measured: silent"
    assert report["not_measured"]["Data quality against target"] == "1 of 2 were never measured: deal (freshness)"
    assert "| Answer<br>`broken` | Lead | 95% within 24 hours | 94% in 2026-10 | **not met** |" in page
    assert "| 97% on 2026-11-02<br>**not met (target 98%)** | –<br>not measured (target 24 hours) |" in page
    assert "No KPI target is declared; 7 promises: 1 met, 3 not met, 2 not measured, 1 cannot be told." in page
    assert "3 targets and promises are not met." in page
    assert page.index("| Answer") < page.index("| open |") < page.index("| kept |"), "the worst first"


def test_a_measured_forecast_is_not_among_the_unknown(tmp_path: Path) -> None:
    text = "kpis: {a: {unit: percent}}\nforecasts: {f: {name: New business, accuracy: {kpi: a}}, g: {name: Renewals}}\n"
    files = dict(compliance(measured(tmp_path, text, "a,,,2026-11-02,90%,x\n")))
    unknown = json.loads(files["reports/compliance.json"])["not_measured"]
    assert unknown["Forecast accuracy"] == "1 of 2 were never measured: Renewals"
    assert "KPI values against target" not in unknown


RISK = """\
kpis: {rate: {unit: percent}, other: {unit: percent}}
risks: {miss: {indicators: ['kpi:rate < 20%%', 'kpi:other < 20%%', 'deal.amount is set']}}
contingencies: {plan: {name: The plan, for: [risk:miss], trigger: %s%s}}
"""
LOW = "rate,,2026-09,2026-10-02,19%,x\nrate,,2026-10,2026-11-02,18%,x\n"


def register(folder: Path, trigger: str, rows: str, more: str = "", settings: str = "") -> tuple[Any, str]:
    """What the register says of the one risk, as values and as text."""
    files = dict(risks(measured(folder, RISK % (trigger, more), rows, settings)))
    return json.loads(files["registers/risks.json"])["risks"]["miss"], files["registers/risks.md"].decode()


@pytest.mark.parametrize(
    ("trigger", "rows", "state"),
    [
        ("['kpi:rate < 20% for 2 periods']", LOW, "fired, and not active"),
        ("['kpi:rate < 19% for 2 periods']", LOW, "not fired"),
        ("['kpi:rate < 20% for 3 periods']", LOW, "not fired"),
        ("['kpi:rate < 20%', 'kpi:other < 20%']", LOW, "not measured"),
        ("['kpi:rate > 20%', 'kpi:other < 20%']", LOW, "not fired"),
        ("['kpi:rate < 20 USD']", LOW, "cannot be told"),
        ("['deal.amount is set']", LOW, "cannot be told"),
        ("[]", LOW, "no trigger"),
    ],
)
def test_a_trigger_is_told_by_what_was_measured(tmp_path: Path, trigger: str, rows: str, state: str) -> None:
    one, text = register(tmp_path, trigger, rows)
    assert [each["state"] for each in one["triggers"]] == [state]
    assert f"The plan: {state}" in text


def test_a_plan_that_is_active_says_since_when(tmp_path: Path) -> None:
    one, _ = register(tmp_path / "a", "['kpi:rate < 20%']", LOW, ", active: {since: 2026-11-20}")
    assert one["triggers"][0]["state"] == "active since 2026-11-20"
    one, _ = register(tmp_path / "b", "['kpi:rate < 20%']", LOW, ", active: {since: 2026-11-25}")
    assert one["triggers"][0]["state"] == "fired, and not active"


@pytest.mark.parametrize(
    ("trigger", "settings", "state"),
    [
        ("['check:kpi-definition-incomplete fails']", "", "fired, and not active"),
        ("['check:kpi-definition-incomplete passes']", "", "not fired"),
        ("['check:kpi-definition-incomplete fails']", "checks: {kpi-definition-incomplete: off}\n", "cannot be told"),
    ],
)
def test_a_trigger_about_a_check(tmp_path: Path, trigger: str, settings: str, state: str) -> None:
    one, _ = register(tmp_path, trigger, LOW, settings=settings)
    assert one["triggers"][0]["state"] == state


def test_the_register_shows_the_values_that_tell(tmp_path: Path) -> None:
    one, text = register(tmp_path, "['kpi:rate < 20% for 2 periods']", LOW)
    assert one["triggers"][0]["conditions"] == [
        {"condition": "kpi:rate < 20% for 2 periods", "holds": True, "by": "19% in 2026-09, 18% in 2026-10"}
    ]
    assert "`kpi:rate < 20% for 2 periods`: holds, 19% in 2026-09, 18% in 2026-10\n" in text
    assert "- **Indicator:** `kpi:rate < 20%`: **holds, 18% in 2026-10**\n" in text
    assert "- **Indicator:** `kpi:other < 20%`: not measured\n" in text
    assert "- **Indicator:** `deal.amount is set`: cannot be told\n" in text
    assert "nothing in this register is measured" not in text


def test_a_control_that_nothing_runs_or_measures_is_not_said_to_work(tmp_path: Path) -> None:
    controls = "[policy:sql, policy:words, sla:kept, sla:broken, sla:silent, check:raci-no-accountable]"
    text = SERVICE + f"risks: {{one: {{controls: {controls}}}}}\n"
    text += "policies: {sql: {owner: lead, statement: S, query: select 1}, words: {owner: lead, statement: S}}\n"
    made = measured(tmp_path, text, VALUES, "checks: {raci-no-accountable: off}\n")._replace(findings=())
    one = json.loads(dict(risks(made))["registers/risks.json"])["risks"]["one"]
    told = {each["ref"]: (each["state"], each["working"]) for each in one["controls"]}
    assert told == {
        "policy:sql": ("declared, not run by this version", None),
        "policy:words": ("working", True),
        "sla:kept": ("working", True),
        "sla:broken": ("not met, 94% in 2026-10", False),
        "sla:silent": ("not measured", None),
        "check:raci-no-accountable": ("switched off", False),
    }


def test_the_report_names_every_check(tmp_path: Path) -> None:
    settings = "checks: {raci-no-accountable: off, raci-consulted-excess: {severity: error, most: 9}}\n"
    made = measured(
        tmp_path, "activities: {work: {}}\npolicies: {sql: {statement: One CRM., query: select 1}}\n", None, settings
    )
    files = dict(compliance(made))
    listed, page = json.loads(files["reports/compliance.json"])["checks"], files["reports/compliance.md"].decode()
    assert set(listed) == set(CATALOGUE)
    part = page.partition("## What was checked")[2].partition("## Not measured")[0]
    assert [id_ for id_ in CATALOGUE if f"| {id_} |" not in part and f"| `{id_}` |" not in part] == []
    assert listed["raci-no-accountable"] == {"severity": "off", "open": 0, "waived": 0}
    assert listed["raci-no-responsible"]["open"] == 1
    assert "| – | switched off |" in part
    assert "severity set to error, usually warning<br>most is 9, usually 4" in part
    assert "| sql<br>`sql` | One CRM. | – | declared, not run by this version |" in part


def test_a_source_stays_text(tmp_path: Path) -> None:
    made = measured(tmp_path, RATE % BY, "rate,,2026-10,2026-11-02,24%,<b>*x*</b> @all\n")
    files = dict(compliance(made))
    assert "(&lt;b&gt;*x*&lt;/b&gt; @all)" in files["reports/compliance.html"].decode()
    assert "<b>" not in files["reports/compliance.html"].decode()
    assert "(\\<b\\>\\*x\\*\\</b\\> @\u200ball)" in files["reports/compliance.md"].decode()
