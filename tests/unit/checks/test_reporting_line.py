"""To whom RevOps reports, and whether the lines meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.marked import found

from revgov.finding import Severity

CHARTER = "charter: {head: head}\n"


@pytest.mark.parametrize(
    ("roles", "said", "severity"),
    [
        (
            "{ceo: {}, vp_sales: {reports_to: ceo}, head: {reports_to: «vp_sales»}}",
            "reports to vp_sales",
            Severity.ERROR,
        ),
        ("{ceo: {}, cfo: {reports_to: ceo}, head: {reports_to: «cfo»}}", "not to the CRO or CEO", Severity.WARNING),
        ("{ceo: {}, fin: {is: cfo, reports_to: ceo}, head: {reports_to: «fin»}}", "reports to fin", Severity.WARNING),
        ("{«head»: {}}", "heads RevOps and reports to nobody: name the CRO or CEO", Severity.ERROR),
        (
            "{a: {reports_to: «b»}, b: {reports_to: a}, ceo: {}, head: {reports_to: ceo}}",
            "a and b report to each other",
            Severity.ERROR,
        ),
        ("{ceo: {}, a: {reports_to: «a»}, head: {reports_to: ceo}}", "a reports to itself", Severity.ERROR),
        ("{ceo: {}, head: {reports_to: ceo}, «vp»: {}, x: {}}", "vp and x report to nobody, like ceo", Severity.ERROR),
        ("{«boss»: {}, ceo: {}, head: {reports_to: ceo}}", "boss reports to nobody, like ceo", Severity.ERROR),
    ],
)
def test_a_line_that_is_wrong(tmp_path: Path, roles: str, said: str, severity: Severity) -> None:
    (one,) = found(tmp_path, "charter-reporting-line", f"{CHARTER}roles: {roles}\n")
    assert said in one.message
    assert one.severity is severity


@pytest.mark.parametrize(
    "roles",
    [
        "{ceo: {}, cro: {reports_to: ceo}, head: {reports_to: cro}}",
        "{ceo: {}, head: {reports_to: ceo}}",
        "{ceo: {}, chief: {is: cro, reports_to: ceo}, head: {reports_to: 'role:chief'}}",
        "{head: {is: cro}}",
        "{ceo: {}, head: {reports_to: unknown}}",
        "{ceo: {}, head: {reports_to: ceo}, advisor: {external: true}}",
        "{ceo: {}, head: {reports_to: ceo}, gone: {until: 2026-01-01}}",
    ],
)
def test_a_line_that_is_right(tmp_path: Path, roles: str) -> None:
    assert found(tmp_path, "charter-reporting-line", f"{CHARTER}roles: {roles}\n") == []


def test_a_charter_without_head(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "charter-reporting-line", "«charter»: {mission: M}\nroles: {ceo: {}}\n")
    assert one.message == "the charter names no head of RevOps: add `head`"


def test_long_lines_and_wide_ones_end(tmp_path: Path) -> None:
    roles = "".join(f"  r{number}: {{reports_to: r{number + 1}}}\n" for number in range(3000))
    yaml = f"{CHARTER}roles:\n{roles}  r3000: {{}}\n  head: {{reports_to: ceo}}\n  ceo: {{reports_to: r0}}\n"
    assert found(tmp_path, "charter-reporting-line", yaml) == []


def test_a_long_circle_is_told_once_and_cut(tmp_path: Path) -> None:
    following = ["«r1»", *(f"r{number}" for number in range(2, 1000)), "r0"]
    roles = "".join(f"  r{number}: {{reports_to: {boss}}}\n" for number, boss in enumerate(following))
    (one,) = found(
        tmp_path, "charter-reporting-line", f"{CHARTER}roles:\n{roles}  ceo: {{}}\n  head: {{reports_to: ceo}}\n"
    )
    assert "996 more report to each other" in one.message
