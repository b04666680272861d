"""`revgov build` as a person runs it: what is written, what is said, and how it ends."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import revgov
from revgov.emit.artefacts import NAMES
from revgov.emit.build import BuildError
from tests.commands import ROOT, TODAY, run
from tests.repository import write
from tests.unit.emit.company import files


@pytest.fixture
def company(tmp_path: Path) -> Path:
    root = tmp_path / "company"
    root.mkdir()
    return write(root, files())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def manifest(out: Path) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return found


def commit(folder: Path) -> str:
    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "-qm", "all")
    return git("rev-parse", "HEAD")


def test_everything_is_written_and_listed(company: Path) -> None:
    ran = run("build", str(company), "--as-of", TODAY)
    out = company / "build"
    assert ran.code == 1, "the company has open errors, and is published all the same"
    written = contents(out)
    listed = manifest(out)
    assert set(listed["files"]) == set(written) - {"manifest.json"}
    assert all(
        listed["files"][path]["sha256"] == hashlib.sha256(data).hexdigest()
        for path, data in written.items()
        if path != "manifest.json"
    )
    assert set(listed["artefacts"]) == set(NAMES)
    assert listed["as_of"] == TODAY
    assert {
        "registers/risks.csv", "registers/risks.md", "registers/risks.json", "registers/raci.csv", "registers/raci.md",
        "registers/metrics.csv", "registers/metrics.md", "reports/compliance.html", "reports/compliance.md",
        "reports/compliance.json", "graph/kpi_tree.svg", "graph/kpi_tree.mmd", "graph/governance.json",
        "graph/governance.graphml", "graph/governance.mmd", "calendars/all.ics",
    } <= set(written)  # fmt: skip
    assert ran.stdout.startswith(f"wrote {out}\n")
    assert "risks       registers/risks.csv, registers/risks.json, registers/risks.md" in ran.stdout
    assert f"as of {TODAY}" in ran.stdout.splitlines()[-1]


def test_open_findings_are_pointed_to(company: Path) -> None:
    ran = run("build", str(company), "--as-of", TODAY, "--no-waivers", "--only", "raci")
    told = [line for line in ran.stdout.splitlines() if line.startswith("What was found: ")]
    assert told == [f"What was found: revgov check {company} --as-of {TODAY} --no-waivers"]
    command = told[0].partition(": revgov ")[2].split(" ")
    assert run(*command).stdout.splitlines()[-1] == ran.stdout.splitlines()[-1]
    folder = company.rename(company.parent / "a company")
    ran = run("build", str(folder), "--only", "raci", "--as-of", TODAY)
    assert f"\nWhat was found: revgov check '{folder}' --as-of {TODAY}\n" in ran.stdout
    ran = run("build", "--only", "raci", cwd=folder)
    assert "\nWhat was found: revgov check\n" in ran.stdout


def test_where_nothing_is_open_nothing_is_pointed_to(tmp_path: Path) -> None:
    for name in ("charter.yaml", "revgov.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("raci", "kpi_tree", "cadence", "policies"):
        shutil.copytree(ROOT / name, tmp_path / name)
    ran = run("build", str(tmp_path), "--as-of", TODAY, "--only", "raci")
    assert ran.stdout.splitlines()[-1].startswith("no findings (4 waived)")
    assert "What was found" not in ran.stdout


def test_how_it_ends_is_a_matter_of_fail_on(tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    clean.mkdir()
    write(clean, {"revgov.yaml": "checks: {}\n"})
    found = {finding.severity.value for finding in revgov.check(revgov.load(clean, as_of=TODAY))}
    assert run("build", str(clean), "--as-of", TODAY).code == int("error" in found)
    assert run("build", str(clean), "--as-of", TODAY, "--fail-on", "info").code == int(bool(found))


def test_a_waiver_counts_unless_told_otherwise(company: Path) -> None:
    waived = "activities:\n  alone: {name: Alone, responsible: lead}\n"
    (company / "raci").mkdir()
    (company / "raci" / "a.yaml").write_text(waived, encoding="utf-8")
    policies = company / "policies" / "all.yaml"
    policies.write_text(
        policies.read_text(encoding="utf-8").replace("for: [activity:work]", "for: [activity:alone]"), encoding="utf-8"
    )
    counts = [
        json.loads((company / "build" / "reports" / "compliance.json").read_text(encoding="utf-8"))["findings"]
        for options in ((), ("--no-waivers",))
        if run("build", str(company), "--as-of", TODAY, *options).code == 1
    ]
    waivers = [
        {one["waiver"] for one in found if one["node"] == "activity:alone" and one["check"] == "raci-no-accountable"}
        for found in counts
    ]
    assert waivers == [{"spared"}, {None}]


@pytest.mark.parametrize(
    "broken",
    [
        "roles: {a: [}",
        "roles:\n  a: {}\n  a: {}\n",
        "roles: {lead: {}}\n",
        "roles: {a: {titel: x}}\n",
        "roles: {a: {fte: many}}\n",
    ],
    ids=["no yaml", "key twice", "id twice", "unknown field", "unreadable value"],
)
def test_nothing_is_written_while_the_text_is_at_fault(company: Path, broken: str) -> None:
    assert run("build", str(company), "--as-of", TODAY).code == 1
    before = contents(company / "build")
    (company / "raci").mkdir()
    (company / "raci" / "broken.yaml").write_text(broken, encoding="utf-8")
    ran = run("build", str(company), "--as-of", TODAY)
    assert ran.code == 1
    assert "raci/broken.yaml:" in ran.stdout
    assert "wrote" not in ran.stdout
    assert ran.stderr == "revgov: nothing was written, for what cannot be read must not be published as absent\n"
    assert contents(company / "build") == before
    with pytest.raises(BuildError, match=r"nothing was written.*raci/broken\.yaml"):
        revgov.build(revgov.load(company, as_of=TODAY), company / "elsewhere")
    assert not (company / "elsewhere").exists()


def test_a_second_build_leaves_nothing_of_the_first(company: Path) -> None:
    run("build", str(company), "--as-of", TODAY)
    out = company / "build"
    listed = manifest(out)
    (out / "registers" / "old.csv").write_text("a", encoding="utf-8")
    listed["files"]["registers/old.csv"] = {"sha256": hashlib.sha256(b"a").hexdigest(), "artefact": "gone"}
    (out / "manifest.json").write_text(json.dumps(listed), encoding="utf-8")
    run("build", str(company), "--as-of", TODAY)
    assert "registers/old.csv" not in contents(out)
    assert not list(company.glob(".build.*"))


def test_only_some_artefacts_are_replaced_and_the_others_stay(company: Path) -> None:
    assert run("build", str(company), "--as-of", "2026-11-20").code == 1
    before = contents(company / "build")
    ran = run("build", str(company), "--as-of", TODAY, "--only", "risks", "--only", "raci")
    assert [line.split()[0] for line in ran.stdout.splitlines()[1:3]] == ["risks", "raci"]
    after = contents(company / "build")
    assert set(after) == set(before)
    assert {path for path in after if after[path] != before[path]} >= {
        "registers/risks.md",
        "registers/raci.md",
        "manifest.json",
    }
    assert after["reports/compliance.html"] == before["reports/compliance.html"]
    listed = manifest(company / "build")
    assert {name: about["as_of"] for name, about in listed["artefacts"].items()} == {
        name: TODAY if name in ("risks", "raci") else "2026-11-20" for name in NAMES
    }
    assert set(listed["files"]) == set(after) - {"manifest.json"}


def test_only_alone_writes_nothing_else(company: Path) -> None:
    run("build", str(company), "--as-of", TODAY, "--only", "raci", "--out", str(company / "some"))
    assert set(contents(company / "some")) == {"manifest.json", "registers/raci.csv", "registers/raci.md"}


@pytest.mark.parametrize("only", [(), ("--only", "risks")])
def test_a_file_that_somebody_changed_is_refused(company: Path, only: tuple[str, ...]) -> None:
    run("build", str(company), "--as-of", TODAY)
    (company / "build" / "registers" / "raci.md").write_text("mine", encoding="utf-8")
    ran = run("build", str(company), "--as-of", TODAY, *only)
    assert (ran.code, ran.stdout) == (2, "")
    assert "raci.md is not as it was written" in ran.stderr
    assert (company / "build" / "registers" / "raci.md").read_text(encoding="utf-8") == "mine"


def test_a_kept_file_that_is_gone_needs_a_whole_build(company: Path) -> None:
    run("build", str(company), "--as-of", TODAY)
    (company / "build" / "registers" / "raci.md").unlink()
    assert "build everything anew" in run("build", str(company), "--as-of", TODAY, "--only", "risks").stderr
    assert run("build", str(company), "--as-of", TODAY).code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--only", "risk"), "there is no artefact 'risk'; did you mean 'risks'?"),
        (("--only", "everything"), "there is no artefact 'everything'; there are calendars, risks, raci"),
        (("--out", "."), "holds the governance itself"),
        (("--out", "policies"), "was not written by revgov"),
        (("--as-of", "soon"), "'soon' is no date"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(company: Path, options: tuple[str, ...], said: str) -> None:
    before = contents(company)
    ran = run("build", "--as-of", TODAY, *options, cwd=company)
    assert ran.code == 2
    assert ran.stdout == ""
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert contents(company) == before


def test_settings_name_the_folder(company: Path) -> None:
    (company / "revgov.yaml").write_text("build: {out: public/site}\n", encoding="utf-8")
    run("build", "--as-of", TODAY, "--only", "raci", cwd=company)
    assert (company / "public" / "site" / "manifest.json").exists()
    for out, said in (("../escaped", "leads out of the repository"), ("policies/site", "lies in policies")):
        (company / "revgov.yaml").write_text(f"build: {{out: {out}}}\n", encoding="utf-8")
        ran = run("build", "--as-of", TODAY, "--only", "raci", cwd=company)
        assert (ran.code, ran.stdout) == (2, "")
        assert said in ran.stderr
        assert not (company / out).exists()


def test_what_is_published_knows_its_commit(company: Path) -> None:
    at = commit(company)
    run("build", str(company), "--as-of", TODAY)
    assert manifest(company / "build")["commit"] == at
    assert at in (company / "build" / "reports" / "compliance.html").read_text(encoding="utf-8")
    (company / "charter.yaml").write_text(
        (company / "charter.yaml").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    run("build", str(company), "--as-of", TODAY)
    assert manifest(company / "build")["commit"] == f"{at}-dirty"


def test_a_program_gets_the_paths(company: Path, tmp_path: Path) -> None:
    paths = revgov.build(revgov.load(company, as_of=TODAY), tmp_path / "out", only=["raci"])
    assert paths == ["manifest.json", "registers/raci.csv", "registers/raci.md"]
    assert set(contents(tmp_path / "out")) == set(paths)


def test_an_empty_governance_can_be_published(tmp_path: Path) -> None:
    (tmp_path / "charter.yaml").write_text("charter: {}\n", encoding="utf-8")
    assert run("build", str(tmp_path), "--as-of", TODAY).code in (0, 1)
    assert set(manifest(tmp_path / "build")["artefacts"]) == set(NAMES)
