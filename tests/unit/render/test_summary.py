"""The end of a long report: whose work it is, and what to do first, in eighty columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.commands import TODAY, run
from tests.repository import write
from tests.unit.render.reports import UNRESOLVED, WAIVED, report

from revgov.finding import Finding, Place, Severity
from revgov.render.summary import summary_of
from revgov.render.terminal import width
from revgov.report import Bearer, Report

OTHER = WAIVED._replace(waiver=None)


def reported(*findings: tuple[Finding, Bearer]) -> Report:
    """A report of findings, each with whom it falls to."""
    numbered = [(one._replace(fingerprint=f"{index:032}"), bearer) for index, (one, bearer) in enumerate(findings)]
    bearers = {one.fingerprint: bearer for one, bearer in numbered}
    return report(*(one for one, _ in numbered))._replace(bearers=bearers)


def test_a_summary_is_literally_this() -> None:
    # Of a house rule no remedy is known, so its own message is shown.
    rule = OTHER._replace(check="policy:one_crm", message="there is a second CRM, of which nobody was told: end it")
    error = rule._replace(check="policy:promises", severity=Severity.ERROR, message="nothing happens when it is broken")
    told = reported(
        (rule, Bearer("operating_model", "cfo")),
        (error, Bearer("kpi_tree", "vp_sales")),
        (error._replace(place=Place("raci/z.yaml", 9, 1, 9, 2)), Bearer("operating_model", "vp_sales")),
        (WAIVED, Bearer("charter", "ceo")),
    )
    assert summary_of(told) == (
        "By asset                             errors  warnings  infos\n"
        "  Operating model and RACI                1         1      0\n"
        "  KPI tree and metrics dictionary         1         0      0\n"
        "\n"
        "By owner      errors  warnings  infos\n"
        "  vp_sales         2         0      0\n"
        "  cfo              0         1      0\n"
        "\n"
        "What to do first\n"
        "  1. 2 errors policy:promises, for vp_sales:\n"
        "     nothing happens when it is broken\n"
        "     Begin at raci/forecast.yaml:2.\n"
        "  2. 1 warning policy:one_crm, for cfo:\n"
        "     there is a second CRM, of which nobody was told: end it\n"
        "     Begin at raci/forecast.yaml:2."
    )


def order(*findings: Finding) -> list[str]:
    shown = summary_of(reported(*((one, Bearer()) for one in findings)))
    return [line.split()[3].rstrip(":,") for line in shown.splitlines() if line[2:3].isdigit()]


def test_what_hides_other_findings_comes_first_then_the_worst_then_the_most() -> None:
    few = OTHER._replace(check="kpi-vanity")
    many = OTHER._replace(check="raci-no-responsible")
    error = UNRESOLVED._replace(check="raci-no-accountable")
    fault = UNRESOLVED._replace(check="yaml-syntax", node=None)
    wrong = UNRESOLVED._replace(check="schema-unreadable")
    assert order(few, many, many, error, wrong, UNRESOLVED, fault) == [
        "yaml-syntax", "schema-unreadable", "x-ref-unresolved", "raci-no-accountable", "raci-no-responsible",
    ]  # fmt: skip


def test_of_more_steps_than_five_the_rest_is_counted() -> None:
    checks = ["kpi-vanity", "kpi-unreviewed", "raci-no-accountable", "raci-no-responsible", "risk-score-invalid",
              "x-owner-missing", "x-term-expired"]  # fmt: skip
    shown = summary_of(reported(*((OTHER._replace(check=check), Bearer()) for check in checks)))
    assert shown.endswith("  Then 2 more checks; run this again when these are done.")


def test_one_more_is_one(tmp_path: Path) -> None:
    checks = ["kpi-vanity", "kpi-unreviewed", "raci-no-accountable", "raci-no-responsible", "risk-score-invalid",
              "x-owner-missing"]  # fmt: skip
    shown = summary_of(reported(*((OTHER._replace(check=check), Bearer()) for check in checks)))
    assert shown.endswith("  Then 1 more check; run this again when these are done.")
    shown = summary_of(reported(*((UNRESOLVED, Bearer("roadmap", f"role_{number:02}")) for number in range(11))))
    assert "  and 1 more with 1 error in all\n" in shown


@pytest.mark.parametrize(
    ("owners", "said"),
    [(["cfo"], "for cfo:"), (["cfo", "cro", "cfo"], "for cfo and cro:"), ([None, None], ":"),
     (["cfo", None, None], "1 of them for cfo:"), (["cfo", "cfo", None], "most of them for cfo:"),
     (["cfo", "cfo", "cro", "ceo"], "2 of them for cfo:"), (["cfo", None], "1 of them for cfo:")],
    ids=str,
)  # fmt: skip
def test_whose_work_a_step_is(owners: list[str | None], said: str) -> None:
    shown = summary_of(reported(*((UNRESOLVED, Bearer("roadmap", owner)) for owner in owners)))
    line = next(line for line in shown.splitlines() if line.startswith("  1. "))
    assert line.partition("x-ref-unresolved")[2].removeprefix(", ") == said


def test_faults_of_the_text_of_several_kinds_are_one_step() -> None:
    faults = [UNRESOLVED._replace(check=check, node=None) for check in ("yaml-syntax", "yaml-duplicate-key")]
    assert "  1. 2 errors yaml-syntax and others:\n" in summary_of(reported(*((one, Bearer()) for one in faults)))


def test_a_note_that_something_is_not_there_says_itself_what_to_do() -> None:
    note = UNRESOLVED._replace(
        check="x-evidence-stale", severity=Severity.INFO, node="charter:charter", field=None,
        message="nothing is measured: name CSV files", place=Place("charter.yaml", 1, 1, 1, 8),
    )  # fmt: skip
    told = reported((note, Bearer()))._replace(remedies={"x-evidence-stale": "collect the evidence anew"})
    assert summary_of(told).endswith("  1. 1 info x-evidence-stale:\n     Nothing is measured: name CSV files.")


def test_what_is_about_nothing_declared_says_what_it_is() -> None:
    absent = UNRESOLVED._replace(
        check="x-asset-missing", node="charter:charter", field=None, message="the Roadmap is missing",
        place=Place("charter.yaml", 1, 1, 1, 8),
    )  # fmt: skip
    assert "     First: the Roadmap is missing." in summary_of(reported((absent, Bearer("roadmap", "ceo"))))


def test_nobody_and_what_belongs_to_no_asset_have_a_row() -> None:
    shown = summary_of(reported((UNRESOLVED, Bearer()), (UNRESOLVED, Bearer("house_rules", "cro"))))
    assert re.search(r"^  The text of files +1 +0 +0$", shown, re.M)
    assert re.search(r"^  House rules +1 +0 +0$", shown, re.M)
    assert re.search(r"^  nobody in particular +1 +0 +0$", shown, re.M)


def test_of_many_owners_the_most_urgent_are_shown() -> None:
    shown = summary_of(reported(*((UNRESOLVED, Bearer("roadmap", f"role_{number:02}")) for number in range(13))))
    assert "  role_09" in shown
    assert "  role_10" not in shown
    assert "  and 3 more with 3 errors in all\n" in shown


@pytest.mark.parametrize("name", ["x" * 200, "売上" * 60, "a\u202eb", "\x1b[31m"])
def test_it_fits_eighty_columns_and_is_safe(name: str) -> None:
    finding = UNRESOLVED._replace(place=Place(f"raci/{name}.yaml", 1, 1, 1, 2), message=name)
    shown = summary_of(reported((finding, Bearer("roadmap", name)), (finding._replace(check="policy:x"), Bearer())))
    assert max(map(width, shown.splitlines())) <= 80
    assert all(line.isprintable() for line in shown.splitlines())


ROLES = "roles:\n  cro: {title: Chief}\n"


def printed(tmp_path: Path, number: int, *arguments: str) -> str:
    """What is printed where so many activities lack an accountable role."""
    work = "".join(f"  work_{index}: {{responsible: cro}}\n" for index in range(number))
    root = write(tmp_path, {"raci/all.yaml": f"{ROLES}activities:\n{work}"})
    return run("check", str(root), "--select", "raci-no-accountable", "--as-of", TODAY, *arguments).stdout


def test_it_comes_where_there_is_more_than_a_handful(tmp_path: Path) -> None:
    assert "What to do first" not in printed(tmp_path, 5)
    assert "What a check wants and why: revgov explain raci-no-accountable\n" in printed(tmp_path, 5)
    shown = printed(tmp_path, 6)
    assert "\n\nBy asset " in shown
    last = (
        "What a check wants and why: revgov explain raci-no-accountable\n6 errors in 8 declarations of 2 files, as of"
    )
    assert shown.endswith(f"\n\n{last} 2026-11-24\n")


def test_it_comes_and_stays_away_as_asked(tmp_path: Path) -> None:
    assert "What to do first" in printed(tmp_path, 1, "--summary")
    assert "What to do first" not in printed(tmp_path, 6, "--no-summary")
    assert "What to do first" not in printed(tmp_path, 0, "--summary")


def test_the_second_time_it_is_the_same(tmp_path: Path) -> None:
    first = printed(tmp_path, 6, "--no-cache")
    kept = str(tmp_path / "cache")
    work = [run("check", str(tmp_path), "--select", "raci-no-accountable", "--as-of", TODAY, REVGOV_CACHE_DIR=kept)
            for _ in range(2)]  # fmt: skip
    assert [one.stdout for one in work] == [first, first]
    assert Severity.ERROR.value in first


def test_a_step_says_how_much_of_it_is_how_bad() -> None:
    milder = UNRESOLVED._replace(severity=Severity.WARNING, fingerprint="b" * 32)
    assert "1. 1 error, 1 warning x-ref-unresolved" in summary_of(report(UNRESOLVED, milder))
