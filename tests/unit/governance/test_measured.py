"""What files of measured values say, and what is told of those that say nothing."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest
from tests.repository import TODAY, findings, governance, write

from revgov.checked import checked
from revgov.governance.measured import MOST_FAULTS
from revgov.governance.observations import Observation, Observations, follows
from revgov.kinds.values import Period
from revgov.opening import open_workspace
from revgov.workspace import WorkspaceError

SETTINGS = "observations: [policies/*.csv]\n"
THINGS = """kpis:
  rate: {unit: percent, was: [old_rate]}
  size: {unit: USD}
  speed: {unit: days}
  both: {}
slas: {answer: {within: 24h, target: 95%}, both: {}}
datasets: {lead: {fields: {score: {}}}}
"""
HEAD = "of,measure,period,on,value,source\n"


def company(rows: str, head: str = HEAD) -> dict[str, str]:
    return {"revgov.yaml": SETTINGS, "kpi_tree/k.yaml": THINGS, "policies/o.csv": head + rows}


def read(folder: Path, rows: str, as_of: datetime.date = TODAY) -> Observations:
    return governance(folder, company(rows), as_of).observations


@pytest.mark.parametrize(
    ("row", "ref", "measure", "said"),
    [
        ("kpi:rate,,2026-10,2026-11-01,18%,CRM", "kpi:rate", "", "18% in 2026-10"),
        ("rate,,,2026-11-01,18 %,", "kpi:rate", "", "18% on 2026-11-01"),
        ("kpi:old_rate,,FY2027-Q3,2026-11-01,18%", "kpi:rate", "", "18% in FY2027-Q3"),
        ("kpi:size,,,2026-11-01,1.2 million USD", "kpi:size", "", "1,200,000 USD on 2026-11-01"),
        ('"kpi:size",,,2026-11-01,"120k USD","a, ""quoted"" report"', "kpi:size", "", "120,000 USD on 2026-11-01"),
        ("speed,,,2026-11-01,36h", "kpi:speed", "", "36 hours on 2026-11-01"),
        ("answer,,,2026-11-01,96%", "sla:answer", "", "96% on 2026-11-01"),
        ("answer,,,2026-11-01,26h", "sla:answer", "", "26 hours on 2026-11-01"),
        ("sla:both,,,2026-11-01,96%", "sla:both", "", "96% on 2026-11-01"),
        ("lead,Completeness,,2026-11-01,98%", "dataset:lead", "completeness", "98% on 2026-11-01"),
        ("field:lead.score,freshness,,2026-11-01,6h", "field:lead.score", "freshness", "6 hours on 2026-11-01"),
    ],
)
def test_a_record(tmp_path: Path, row: str, ref: str, measure: str, said: str) -> None:
    found = read(tmp_path, row + "\n")
    assert found.faults == ()
    assert [(one.ref, one.measure, one.said) for one in found.all] == [(ref, measure, said)]
    assert found.latest(ref, measure) == found.all[0]


@pytest.mark.parametrize(
    ("row", "check", "column", "said"),
    [
        ("kpi:rat,,,2026-11-01,18%", "x-ref-unresolved", 1, "not declared; did you mean 'kpi:rate'?"),
        ("=cmd|' /C calc'!A0,,,2026-11-01,18%", "x-ref-unresolved", 1, "is measured here and not declared"),
        ("risk:rate,,,2026-11-01,18%", "schema-observation", 1, "'risk:rate' is nothing that is measured here"),
        ("both,,,2026-11-01,18%", "schema-observation", 1, "may be kpi:both or sla:both; write which one"),
        (",,,2026-11-01,18%", "schema-observation", 1, "nothing stands under `of`"),
        ("rate,,,,18%", "schema-observation", 8, "nothing stands under `on`"),
        ("rate,,,1.11.2026,18%", "schema-observation", 8, "on: '1.11.2026' is no date"),
        ("rate,,2026-13,2026-11-01,18%", "schema-observation", 7, "period: '2026-13' is no period"),
        ("rate,,,2026-11-01,", "schema-observation", 19, "nothing stands under `value`"),
        ("rate,,,2026-11-01,lots", "schema-observation", 19, "value: 'lots' is no amount"),
        ('rate,,,2026-11-01,"24,5%"', "schema-observation", 19, "'24,5%' has a comma in its number; write 24.5%"),
        ('size,,,2026-11-01,"1,25 million USD"', "schema-observation", 19, "write 1.25 million USD"),
        ('size,,,2026-11-01,"1,250 USD"', "schema-observation", 19, "write 1250 USD or 1.250 USD"),
        ("kpi:rate;;;2026-11-01;18%;CRM", "schema-observation", 1, "columns are separated by commas here, not by `;`"),
        ("rate,,,2026-11-01,0.18", "schema-observation", 19, "'0.18' is without a unit, while kpi:rate is in percent"),
        ("size,,,2026-11-01,5 EUR", "schema-observation", 19, "is in EUR, while kpi:size is in USD"),
        ("answer,,,2026-11-01,96", "schema-observation", 21, "write the share kept (96%) or a time (26h)"),
        ("lead,completeness,,2026-11-01,6h", "schema-observation", 31, "completeness is a share"),
        ("lead,freshness,,2026-11-01,96%", "schema-observation", 28, "freshness is a time"),
        ("lead,,,2026-11-01,96%", "schema-observation", 6, "nothing stands under `measure`"),
        ("lead,beauty,,2026-11-01,96%", "schema-observation", 6, "'beauty' is no measure of data"),
        ("rate,completeness,,2026-11-01,18%", "schema-observation", 6, "leave `measure` empty"),
        ("rate,,,2026-11-01,18%,a,b,c", "schema-observation", 1, "the 6 cells of the first line; quote commas, and"),
        ('"ra""te",,"2026-13",2026-11-01,18%', "x-ref-unresolved", 1, "is measured here"),
        ('rate,"",  "2026-13",2026-11-01,18%', "schema-observation", 9, "period"),
        ("rate,,,2026-11-01,18%,\x1b[2J", "schema-observation", 23, "a control character stands under `source`"),
        ("rate,,,2026-11-01,18%\x00", "schema-observation", 19, "a control character"),
        ('rate,,,2026-11-01,"18%', "schema-observation", 1, "no CSV from here on"),
        ('rate,,,2026-11-01,"18%"x', "schema-observation", 1, "no CSV from here on"),
    ],
)  # fmt: skip
def test_a_record_that_says_nothing(tmp_path: Path, row: str, check: str, column: int, said: str) -> None:
    told = [one for one in findings(tmp_path, company(row + "\n")) if one.place.path == "policies/o.csv"]
    assert [(one.check, one.place.line, one.place.column) for one in told] == [(check, 2, column)]
    assert said in told[0].message
    assert told[0].message.isprintable()


def test_a_cell_that_spans_lines_keeps_the_places_of_what_follows(tmp_path: Path) -> None:
    rows = 'rate,,,2026-11-01,18%,"one\ntwo"\n\nrate,,,2026-11-02,x,\n'
    found = read(tmp_path, rows)
    assert [(fault.span.line, fault.span.column) for _, fault in found.faults] == [(5, 19)]
    assert [one.source for one in found.all] == ["one two"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("of;on;value\n", "the first line names no column `of`; columns are separated by commas here, not by `;`"),
        ("of,on\nrate,2026-11-01\n", "the first line names no column `value`"),
        ("of,on,value,valeu\n", "'valeu' is no column of observations; did you mean 'value'?"),
        ("of,on,value,on\n", "the column 'on' stands here twice"),
    ],
)
def test_a_heading_that_says_nothing(tmp_path: Path, text: str, said: str) -> None:
    found = governance(tmp_path, company("", text)).observations
    assert [said in fault.message for _, fault in found.faults] == [True]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\ufeffOf , ON,Value\nrate,2026-11-01,18%\n", "of,on,value\r\nrate,2026-11-01,18%\r\n"]
)
def test_headings_that_spreadsheets_write(tmp_path: Path, text: str) -> None:
    found = governance(tmp_path, company("", text)).observations
    assert found.faults == ()
    assert len(found.all) == text.count("rate")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    root = write(tmp_path, company(""))
    (root / "policies/o.csv").write_bytes(HEAD.encode() + b"rate,,,2026-11-01,18%,\xff\n")
    report, _ = checked(root, as_of="2026-11-24", select=["schema-observation"], cached=False)
    assert [(one.place.line, one.message) for one in report.findings] == [
        (2, "the file is not UTF-8, so none of it was read")
    ]


def test_of_a_file_of_something_else_not_everything_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "nothing here\n" * 500)
    assert len(found.faults) == MOST_FAULTS + 1
    assert f"{500 - MOST_FAULTS} more records" in found.faults[-1][1].message
    assert "reading ended there" in read(tmp_path, "nothing here\n" * 2000).faults[-1][1].message


def test_the_same_day_twice(tmp_path: Path) -> None:
    found = read(tmp_path, "rate,,2026-10,2026-11-01,18%\nkpi:rate,,2026-10,2026-11-01,19%\n")
    assert [(fault.span.line, "in line 2" in fault.message) for _, fault in found.faults] == [(3, True)]
    assert [str(one.value) for one in found.of("kpi:rate")] == ["18%"]


def test_what_is_measured_anew_replaces_and_keeps_its_turn(tmp_path: Path) -> None:
    found = read(tmp_path, "rate,,2026-10,2026-11-02,19%\nrate,,2026-09,2026-10-01,17%\nrate,,2026-09,2026-11-20,16%\n")
    assert [one.said for one in found.of("kpi:rate")] == ["16% in 2026-09", "19% in 2026-10"]


def test_what_is_measured_later_does_not_count_yet(tmp_path: Path) -> None:
    rows = "rate,,2026-09,2026-10-01,17%\nrate,,2026-10,2026-11-01,19%\n"
    assert [one.said for one in read(tmp_path, rows, datetime.date(2026, 10, 31)).of("kpi:rate")] == ["17% in 2026-09"]
    assert len(read(tmp_path, rows, datetime.date(2026, 11, 1)).of("kpi:rate")) == 2


def observed(*periods: str) -> Observations:
    template = read_one()
    days = (datetime.date(2026, 1, 1) + datetime.timedelta(days=index) for index in range(len(periods)))
    return Observations(
        template._replace(period=Period.read(one), on=day) for one, day in zip(periods, days, strict=True)
    )


def read_one() -> Observation:
    from revgov.finding import Place
    from revgov.kinds.values import Amount

    place = Place("o.csv", 2, 1, 2, 9)
    return Observation("kpi:rate", "", None, datetime.date(2026, 1, 1), Amount.read("18%"), "", place)


def test_the_last_periods_are_those_without_a_gap() -> None:
    assert len(observed("2026-08", "2026-09").last("kpi:rate", 2)) == 2
    assert observed("2026-08", "2026-10").last("kpi:rate", 2) == ()
    assert observed("2026-08").last("kpi:rate", 2) == ()
    assert len(observed("2026-01", "2026-08", "2026-09").last("kpi:rate", 2)) == 2


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("2026-08", "2026-09", True), ("2026-12", "2027-01", True), ("2026-08", "2026-10", False),
     ("2026-09", "2026-08", False),
     ("2026-Q4", "2027-Q1", True), ("2026-Q3", "2027-Q1", False), ("FY2027-P12", "FY2028-P01", True),
     ("FY2027-P13", "FY2028-P01", True), ("FY2027-P11", "FY2028-P01", False), ("FY2027", "FY2028", True),
     ("FY2027", "FY2029", False), ("2026-08", "2026-Q4", True)],
)  # fmt: skip
def test_what_follows(first: str, second: str, expected: bool) -> None:
    assert follows(Period.read(first), Period.read(second)) is expected
    assert follows(None, Period.read(second)) is True


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("policies/o.csv", ["policies/o.csv"]), ("./policies/o.csv", ["policies/o.csv"]),
     ("policies/*.csv", ["policies/o.csv"]), ("**/*.csv", ["a/b/c.csv", "policies/deep/p.csv", "policies/o.csv"]),
     ("policies/**/?.csv", ["policies/deep/p.csv", "policies/o.csv"]),
     ("a/*/c.csv", ["a/b/c.csv"]), ("*.csv", []), ("a/*.csv", []), ("nothing/x.csv", []), ("policies/o", [])],
)  # fmt: skip
@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_which_files_a_pattern_names(tmp_path: Path, pattern: str, found: list[str], revision: str | None) -> None:
    files = {
        **company(""),
        "a/b/c.csv": HEAD,
        "policies/deep/p.csv": HEAD,
        "policies/.hidden/p.csv": HEAD,
        "policies/.h.csv": HEAD,
    }
    root = write(tmp_path, {**files, "revgov.yaml": f"observations: ['{pattern}']\n"})
    if revision:
        for command in (
            ["init", "-q"],
            ["add", "-A"],
            ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "1"],
        ):
            subprocess.run(["git", "-C", str(root), *command], check=True)
    workspace, _ = open_workspace(root, revision)
    assert [file.path for file in workspace.observations] == found
    assert [path for path, _ in workspace.unobserved] == ([] if found else [pattern])


def test_a_pattern_that_names_nothing_is_told(tmp_path: Path) -> None:
    told = findings(tmp_path, {"revgov.yaml": "observations: [policies/*.csv]\n"}, "schema-observation")
    assert [(one.place.path, "policies/*.csv: no file" in one.message) for one in told] == [("revgov.yaml", True)]


@pytest.mark.parametrize("pattern", ["../x.csv", "/etc/passwd", "a/../../x.csv"])
def test_a_pattern_that_leads_out_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(WorkspaceError, match="leads out"):
        open_workspace(write(tmp_path, {"revgov.yaml": f"observations: ['{pattern}']\n"}))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    root = write(tmp_path / "root", {"revgov.yaml": SETTINGS, "policies/a.yaml": ""})
    (tmp_path / "secret.csv").write_text(HEAD)
    (root / "policies/o.csv").symlink_to(tmp_path / "secret.csv")
    workspace, _ = open_workspace(root)
    assert workspace.observations == ()
    assert ["symbolic link" in said for _, said in workspace.unobserved] == [True]


def test_a_new_value_is_a_new_question(tmp_path: Path) -> None:
    rows = "answer,,2026-10,2026-11-01,96%\n"
    root = write(tmp_path / "root", company(rows))
    options = {"as_of": "2026-11-24", "select": ["x-sla-breached"]}
    assert checked(root, **options)[0].findings == ()  # type: ignore[arg-type]
    (root / "policies/o.csv").write_text(HEAD + rows.replace("96%", "90%"))
    assert [one.check for one in checked(root, **options)[0].findings] == ["x-sla-breached"]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["kpi:speed", "speed", "kpi:sped"])
def test_what_may_be_declared_out_of_sight_is_not_called_undeclared(name: str, tmp_path: Path) -> None:
    files = {**company(f"{name},,,2026-11-01,3 days\n"), "kpi_tree/k.yaml": THINGS.replace("speed: {", "speed: [")}
    told = findings(tmp_path, files)
    assert "yaml-syntax" in {one.check for one in told}
    lost = [one.message for one in told if one.check == "x-ref-unresolved"]
    assert lost == (["'kpi:sped' is measured here and not declared"] if name == "kpi:sped" else [])
