"""`revgov check --baseline` and `--write-baseline`, as a company takes them up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands import TODAY, run
from tests.repository import write
from tests.unit.cli.invoked import invoke

FILE = ".revgov-baseline.json"
TWO = "activities:\n  work: {responsible: cro}\n  rest: {responsible: cro}\nroles:\n  cro: {title: Chief}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A company of the larger profile with a great many findings."""
    return write(tmp_path, {"raci/all.yaml": TWO})


def check(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = run("check", *arguments, "--as-of", TODAY, cwd=root)
    return done.code, done.stdout, done.stderr


def entries(root: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((root / FILE).read_text(encoding="utf-8"))["findings"]
    return found


def of(root: Path, check: str) -> set[str]:
    return {one["node"] for one in entries(root).values() if one["check"] == check}


def test_after_the_first_writing_nothing_is_left_to_do_today(root: Path) -> None:
    code, shown, said = check(root, "--write-baseline")
    assert (code, shown.count("\n")) == (0, 1)
    assert f"revgov: {FILE} knows {len(entries(root))} findings: {len(entries(root))} added, 0 dropped" in said
    assert of(root, "raci-no-accountable") == {"activity:work", "activity:rest"}
    code, shown, _ = check(root, "--baseline")
    apart = f"({len(entries(root))} in the baseline)"
    assert (code, shown) == (0, f"no findings {apart} in 4 declarations of 2 files, as of {TODAY}\n")


def test_what_is_new_fails_although_the_baseline_is_there(root: Path) -> None:
    check(root, "--write-baseline")
    write(root, {"raci/more.yaml": "activities:\n  novel: {responsible: cro}\n"})
    code, shown, _ = check(root, "--baseline", "--select", "raci-no-accountable")
    assert code == 1
    assert "activity" not in shown
    assert "raci/more.yaml:2:3: error[raci-no-accountable]" in shown
    assert "1 error (2 in the baseline)" in shown


def test_what_is_mended_is_told_and_then_dropped_and_what_is_new_refused(root: Path) -> None:
    check(root, "--write-baseline")
    write(root, {"raci/all.yaml": TWO.replace("work: {responsible", "work: {accountable: cro, responsible")
                 .replace("rest:", "novel: {responsible: cro}\n  rest:")})  # fmt: skip
    _, shown, _ = check(root, "--baseline", "--select", "raci-no-accountable")
    assert f"1 entry of {FILE} is fixed: shrink it with --write-baseline.\n" in shown
    code, shown, said = check(root, "--write-baseline")
    assert of(root, "raci-no-accountable") == {"activity:rest"}
    assert "not in it: mend or waive them; --force would add them\n" in said
    assert code == 1
    assert "nobody is accountable for 'novel'" in shown
    assert check(root, "--write-baseline", "--force")[0] == 0
    assert of(root, "raci-no-accountable") == {"activity:rest", "activity:novel"}


def test_what_has_become_worse_fails_although_the_baseline_knows_it(root: Path) -> None:
    write(root, {"revgov.yaml": "checks: {raci-no-accountable: warning}\n"})
    check(root, "--write-baseline")
    assert check(root, "--baseline", "--select", "raci-no-accountable")[0] == 0
    write(root, {"revgov.yaml": "checks: {raci-no-accountable: error}\n"})
    code, shown, _ = check(root, "--baseline", "--select", "raci-no-accountable")
    assert (code, shown.count("error[raci-no-accountable]")) == (1, 2)


def test_nothing_is_written_while_the_text_is_at_fault(root: Path) -> None:
    write(root, {"raci/broken.yaml": "roles: [\n"})
    code, shown, said = check(root, "--write-baseline")
    assert (code, (root / FILE).exists()) == (1, False)
    assert "error[yaml-syntax]" in shown
    assert f"revgov: {FILE} was not written: not everything could be read" in said
    assert "\nrevgov: yaml-syntax can be in no baseline and must be mended, not waived;" in said


def test_a_file_may_be_named_and_the_answer_be_json(root: Path) -> None:
    check(root, "--write-baseline", "known.json")
    code, shown, _ = check(root, "--baseline", "known.json", "--format", "json")
    assert code == 0
    told = json.loads(shown)
    assert told["findings"] == []
    assert told["baseline"]["file"] == "known.json"
    assert told["baseline"]["findings"] > 2
    assert told["summary"]["error"] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--baseline"], f"there is no baseline {FILE}; write one with --write-baseline"),
        (["--baseline", "."], "'.' is a folder, no baseline; write the folder to check before --baseline"),
        (["--force"], "--force adds to a baseline: it goes with --write-baseline"),
        (["--baseline", "--write-baseline"], "--write-baseline uses the baseline as well: leave --baseline out"),
        (["--write-baseline", "--select", "raci"],
         "--write-baseline needs the whole run: leave out --select and --no-waivers"),
        (["--baseline", "--base", "main"], "--base shows only what is new already: leave the baseline out"),
        (["--write-baseline", "none/b.json"], "the baseline none/b.json cannot be written: No such file or directory"),
    ],
    ids=str,
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line(arguments: list[str], says: str, root: Path) -> None:
    assert check(root, *arguments) == (2, "", f"revgov: {says}\n")


def test_the_help_says_that_it_may_only_shrink() -> None:
    said = " ".join(invoke("check", "--help").stdout.split())
    assert "The first --write-baseline takes up all that stand; later ones only drop what is mended" in said
