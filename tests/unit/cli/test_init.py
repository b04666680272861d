"""`revgov init`: a repository that is sound on the first day, and asks for what only the company can say."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.answers import fill_in, placeholders
from tests.commands import ROOT, run
from tests.unit.cli.invoked import invoke

from revgov.cli.init import in_the_past, not_over, source
from revgov.cli.options import Mistake
from revgov.profiles import NAMES

START = "2026-11-30"
ASKED = ["--organization", "Acme Ltd", "--timezone", "Europe/Berlin", "--start", START, "--yes"]
# What no starter can know beforehand: what was measured.
UNMEASURED = {"x-evidence-stale", "tech-adoption-low"}


@pytest.fixture(scope="module", params=NAMES)
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository of each profile."""
    root = tmp_path_factory.mktemp("company") / "governance"
    done = invoke("init", str(root), "--profile", request.param, *ASKED)
    assert done.exit_code == 0, done.output
    return root


def report(root: Path, *arguments: str, as_of: str = START) -> Any:
    done = run("check", str(root), "--format", "json", "--as-of", as_of, "--no-cache", *arguments)
    return {**json.loads(done.stdout), "code": done.code}


def test_on_the_first_day_nothing_is_wrong_but_placeholders(company: Path) -> None:
    told = report(company)
    assert {one["check"] for one in told["findings"] if not one["waiver"]} - UNMEASURED == {"x-placeholder-text"}
    assert told["code"] == 0


def test_it_is_in_canonical_form(company: Path) -> None:
    assert run("fmt", "--check", str(company)) == ("", "", 0)


def test_every_placeholder_is_a_finding(company: Path) -> None:
    found: dict[str, set[int]] = {}
    for one in report(company, "--select", "x-placeholder-text")["findings"]:
        found.setdefault(one["place"]["path"], set()).add(one["place"]["line"])
    assert found == placeholders(company)


def test_once_they_are_filled_in_there_is_nothing_left(company: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-R", f"{company}/.", str(tmp_path)], check=True)
    fill_in(tmp_path)
    assert placeholders(tmp_path) == {}
    told = report(tmp_path)
    assert [one["message"] for one in told["findings"] if not one["waiver"] and one["check"] not in UNMEASURED] == []
    assert told["code"] == 0


@pytest.mark.parametrize("start", ["2026-12-03", "2028-02-29", "2027-12-25"])
@pytest.mark.parametrize("profile", NAMES)
def test_it_may_begin_on_any_day(profile: str, start: str, tmp_path: Path) -> None:
    root = tmp_path / "governance"
    assert invoke("init", str(root), "--profile", profile, "--start", start, "--yes").exit_code == 0
    fill_in(root)
    told = report(root, as_of=start)
    assert [one["message"] for one in told["findings"] if not one["waiver"] and one["check"] not in UNMEASURED] == []


def test_the_first_findings_of_later_days_are_promises_that_nobody_kept(company: Path) -> None:
    weeks = [str(datetime.date.fromisoformat(START) + datetime.timedelta(days)) for days in (7, 14, 28)]
    later = {one["check"] for day in weeks for one in report(company, as_of=day)["findings"] if not one["waiver"]}
    assert later - UNMEASURED <= {"x-placeholder-text", "x-commitment-overdue", "cadence-decision-unlogged"}


def test_what_it_publishes_can_be_published(company: Path, tmp_path: Path) -> None:
    done = run("build", str(company), "--out", str(tmp_path / "out"), "--as-of", START)
    assert (done.code, done.stderr) == (0, "")
    assert (tmp_path / "out" / "calendars" / "all.ics").is_file()


def test_it_says_what_was_written_and_what_to_do_next(tmp_path: Path) -> None:
    done = invoke("init", str(tmp_path / "new"), *ASKED, "--ci", "gitlab")
    assert done.stdout.startswith(f"Wrote {sum(one.is_file() for one in (tmp_path / 'new').rglob('*'))} files into ")
    assert "10 placeholders are waiting; begin with charter.yaml\n" in done.stdout
    assert "the first ninety days begin on 2026-11-30\n" in done.stdout
    assert not (tmp_path / "new" / ".github").exists()


def test_without_a_name_the_name_is_a_placeholder(tmp_path: Path) -> None:
    assert invoke("init", str(tmp_path), "--yes", "--ci", "none").exit_code == 0
    assert '  organization: "TODO: name of the company"\n' in (tmp_path / "charter.yaml").read_text("utf-8")
    assert (tmp_path / "README.md").read_text("utf-8").startswith("# How TODO: name of the company governs")


def test_what_is_in_the_way_is_listed_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours.\n", encoding="utf-8")
    (tmp_path / "charter.yaml").write_text("charter: {}\n", encoding="utf-8")
    done = run("init", "--yes", cwd=tmp_path)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == (
        "revgov: nothing was written, for this is in the way:\n"
        "revgov:   README.md\n"
        "revgov:   charter.yaml\n"
        "revgov: --keep leaves files alone that are there, and writes the rest\n"
    )
    assert sorted(one.name for one in tmp_path.iterdir()) == ["README.md", "charter.yaml"]


def test_what_is_there_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours.\n", encoding="utf-8")
    done = run("init", "--yes", "--keep", cwd=tmp_path)
    assert done.code == 0
    assert (tmp_path / "README.md").read_text("utf-8") == "Ours.\n"
    assert (tmp_path / "charter.yaml").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_is_in_the_way_of_a_folder_is_not_kept_but_named(kind: str, tmp_path: Path) -> None:
    where = tmp_path / ("charter.yaml" if kind == "folder" else "raci")
    if kind == "file":
        where.write_text("a list\n", encoding="utf-8")
    elif kind == "link":
        where.symlink_to(tmp_path)
    else:
        where.mkdir()
    done = run("init", "--yes", "--keep", cwd=tmp_path)
    assert (done.code, done.stdout) == (2, "")
    assert f"revgov: nothing was written, for this is in the way:\nrevgov:   {where.name}\n" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == [where.name]


TODAY = datetime.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("ago", "says"),
    [(-7, []), (0, []), (7, []), (8, ["8 days ago"]), (89, ["89 days ago"]), (90, ["90 days ago", "they are over"])],
)
def test_a_plan_that_began_long_ago_says_what_follows(ago: int, says: list[str]) -> None:
    told = list(in_the_past(TODAY - datetime.timedelta(ago), TODAY))
    assert [one in line for one, line in zip(says, told, strict=True)] == [True] * len(says)


def test_a_plan_that_is_over_is_begun_by_an_option_only(tmp_path: Path) -> None:
    assert not_over(TODAY)("2026-08-27") == datetime.date(2026, 8, 27)
    with pytest.raises(Mistake, match=r"the ninety days from 2026-08-26 are over; .* --start 2026-08-26"):
        not_over(TODAY)("2026-08-26")
    done = run("init", "--yes", "--start", "2020-01-06", cwd=tmp_path)
    assert done.code == 0
    assert done.stderr.startswith("revgov: the ninety days began on 2020-01-06, ")


GIT = "git+https://git.example.com/tools/revgov@v1.0"


@pytest.mark.parametrize(
    ("said", "requirement"),
    [
        ("TODO", None),
        (GIT, f"revgov[holidays] @ {GIT}"),
        (f"revgov @ {GIT}#egg=revgov", f"revgov[holidays] @ {GIT}#egg=revgov"),
        ("git+ssh://git@git.example.com:22/revgov", "revgov[holidays] @ git+ssh://git@git.example.com:22/revgov"),
        ("https://example.com/revgov-1.0.tar.gz", "revgov[holidays] @ https://example.com/revgov-1.0.tar.gz"),
        ("revgov", "revgov[holidays]"),
        ("revgov[holidays] >= 1.0, < 2", "revgov[holidays]>=1.0,<2"),
    ],
)
def test_where_revgov_is_kept(said: str, requirement: str | None) -> None:
    assert source(said) == requirement


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("/home/ada/revgov", "is nothing to install revgov from"),
        ("file:///home/ada/revgov", "is nothing to install revgov from"),
        ("git@git.example.com:tools/revgov", "is nothing to install revgov from"),
        ("other==1.0", "is nothing to install revgov from"),
        (GIT + '";rm', "is nothing to install revgov from"),
        (GIT + "$(id)", "is nothing to install revgov from"),
        (GIT + "\\", "is nothing to install revgov from"),
        ("git+https://token@git.example.com/revgov", "holds a password or token"),
        ("git+ssh://ada:secret@git.example.com/revgov", "holds a password or token"),
    ],
)
def test_what_is_no_source_or_a_secret_is_refused(said: str, why: str) -> None:
    with pytest.raises(Mistake, match=why):
        source(said)


def installs(root: Path) -> list[str]:
    """What CI runs to get revgov, as YAML says it, and what pre-commit installs."""
    github = yaml.safe_load((root / ".github" / "workflows" / "governance.yml").read_text("utf-8"))
    gitlab = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))
    hook = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    steps = [step["run"] for step in github["jobs"]["check"]["steps"] if "run" in step]
    return [steps[0], gitlab["default"]["before_script"][0], hook["language"], *hook.get("additional_dependencies", [])]


def test_ci_installs_revgov_from_where_it_is_kept(tmp_path: Path) -> None:
    done = invoke("init", str(tmp_path), *ASKED, "--ci", "github", "--ci", "gitlab", "--revgov", GIT)
    wanted = f"revgov[holidays] @ {GIT}"
    assert installs(tmp_path) == [f'pip install "{wanted}"'] * 2 + ["python", wanted]
    assert f'$ pip install "{wanted}" ' in (tmp_path / "README.md").read_text("utf-8")
    assert "TODO: write" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="CI runs a shell of another kind")
def test_while_nobody_said_where_it_is_kept_ci_says_so_and_fails(tmp_path: Path) -> None:
    done = invoke("init", str(tmp_path), *ASKED, "--ci", "github", "--ci", "gitlab")
    where = ".github/workflows/governance.yml, .gitlab-ci.yml, README.md"
    assert f"  TODO: write into {where} where your company keeps revgov\n" in done.stdout
    github, gitlab, hook = installs(tmp_path)
    assert (github, hook) == (gitlab, "system")
    ran = subprocess.run(["sh", "-c", github], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("TODO - put here where your company keeps revgov, such as pip install 'revgov")


def test_it_says_that_a_waiver_is_only_proposed(tmp_path: Path) -> None:
    done = invoke("init", str(tmp_path), *ASKED)
    assert "  policies/waivers.yaml     its waiver holds already: let who is named there agree to it" in done.stdout
    (tmp_path / "README.md").unlink()
    assert "its waiver" not in invoke("init", str(tmp_path), *ASKED, "--keep").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--revgov", "../revgov"], "'../revgov' is nothing to install revgov from"),
        (["--timezone", "IST"], "'IST' is an abbreviation and names no place"),
        (["--timezone", "Berlin"], "'Berlin' is no time zone; write an IANA name"),
        (["--start", "tomorrow"], "'tomorrow' is no date; write year-month-day"),
        (["--start", "0001-01-01"], "'0001-01-01' is no day to begin on"),
        (["--currency", "Euro"], "'Euro' is no currency; write its three letters"),
        (["--organization", "a\x1bb"], "the name of the company is one line of at most 100 letters"),
        (["--organization", "x" * 101], "the name of the company is one line of at most 100 letters"),
        (["--profile", "unicorn"], "'unicorn' is not one of 'startup', 'scale_up'"),
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used_is_refused(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = run("init", "--yes", *arguments, cwd=tmp_path)
    assert done.code == 2
    assert says in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no terminals of this kind")
def test_on_a_terminal_it_asks_until_it_understands(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "engine")}
    command = [sys.executable, "-m", "revgov", "init", ".", "--start", START]
    said = "Acme Ltd\nscale_up\nIST\nEurope/Berlin\neur\nnone\n\n"
    with subprocess.Popen(
        command, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        os.write(ours, said.encode())
        output, questions = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, questions
    assert b"What is the company called? [TODO: name of the company]: " in questions
    assert b"'IST' is an abbreviation and names no place" in questions
    assert b"profile scale_up" in output
    charter = (tmp_path / "charter.yaml").read_text("utf-8")
    assert "  organization: Acme Ltd\n  timezone: Europe/Berlin\n  stage: scale_up\n" in charter
    assert "    unit: EUR\n" in (tmp_path / "kpi_tree" / "revenue.yaml").read_text("utf-8")
    assert not (tmp_path / ".github").exists()
