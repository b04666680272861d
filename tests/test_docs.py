"""The generated pages of the manual, and the examples that `explain` prints, are what code and golden cases say.

`BLESS=1 pytest tests/test_docs.py` writes them anew; the diff is the review.
"""

from __future__ import annotations

import inspect
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

import revgov
from revgov.checks.catalogue import CATALOGUE
from revgov.checks.examples import Example, example, examples, examples_json, readable
from revgov.checks.faults import FAULTS, FaultKind
from revgov.checks.registry import Check
from revgov.cli.main import COMMANDS
from revgov.cli.main import revgov as command
from revgov.emit.catalogue_docs import check_pages, commands_page
from revgov.emit.section_docs import sections_page
from revgov.kinds import KINDS
from revgov.kinds.node import Node, Part
from revgov.opening import open_workspace
from tests.commands import TODAY, run

ROOT = Path(__file__).parent.parent
SHIPPED = "engine/revgov/checks/examples.json"
FAULT_CASES = sorted(path.name for path in (ROOT / "tests" / "faults").iterdir())


def case(folder: Path) -> Example:
    """A golden case as an example."""
    output = (folder / "expected.txt").read_text(encoding="utf-8")
    return example(texts(folder / "failing"), texts(folder / "passing"), output)


def texts(folder: Path) -> dict[str, str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".revgov_cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): readable(path.read_bytes()) for path in paths}


def cases() -> dict[str, Example]:
    """The cases of checks and of faults, those that show what is printed."""
    folders = [*(ROOT / "tests" / "golden").glob("*"), *(ROOT / "tests" / "faults").glob("*")]
    ids = {*CATALOGUE, *FAULTS}
    return {
        folder.name: case(folder) for folder in folders if folder.name in ids and (folder / "expected.txt").exists()
    }


def helps() -> Iterator[tuple[str, str, str]]:
    """Name, summary and help text of each command, as they are on a terminal of 100 columns."""
    for name, (_, says) in COMMANDS.items():
        with click.Context(command, info_name="revgov", **command.context_settings) as above:
            found = command.get_command(above, name)
            assert found is not None
            with click.Context(found, info_name=name, parent=above, max_content_width=100, terminal_width=100) as ctx:
                yield name, says, found.get_help(ctx)


def generated() -> dict[str, bytes]:
    """Every generated file of the repository, by its path."""
    found = cases()
    company = revgov.load(ROOT, as_of=TODAY)
    return {
        SHIPPED: examples_json(found),
        **dict(check_pages(found)),
        **dict([sections_page(company), commands_page(helps())]),
    }


def pages_on_disk() -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "checks").glob("*.md")}


@pytest.fixture(scope="module")
def wanted() -> Mapping[str, bytes]:
    found = generated()
    if os.environ.get("BLESS"):
        for path in pages_on_disk() - found.keys():
            (ROOT / path).unlink()
        for path, data in found.items():
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_bytes(data)
    return found


def test_committed_pages_are_the_generated_ones(wanted: Mapping[str, bytes]) -> None:
    stale = [path for path, data in wanted.items() if not (ROOT / path).exists() or (ROOT / path).read_bytes() != data]
    assert stale == [], "write them anew with BLESS=1 pytest tests/test_docs.py"


def test_no_page_is_left_of_a_check_that_is_gone(wanted: Mapping[str, bytes]) -> None:
    assert pages_on_disk() - wanted.keys() == set()


def test_every_check_has_a_page_that_says_what_why_and_what_to_do(wanted: Mapping[str, bytes]) -> None:
    everything: list[Check | FaultKind] = [*CATALOGUE.values(), *FAULTS.values()]
    for about in everything:
        text = wanted[f"docs/checks/{about.id}.md"].decode()
        assert about.summary in text
        assert about.why in text
        assert about.remedy[1:] in text


def test_the_shipped_examples_are_those_of_the_golden_cases() -> None:
    assert examples() == cases()


def test_every_section_and_every_field_stands_on_the_page_of_sections(wanted: Mapping[str, bytes]) -> None:
    text = wanted["docs/sections.md"].decode()
    chapters = {part.partition("\n")[0]: part for part in text.split("\n### ")}
    common = own_fields(Node)
    of_all = text.partition("\n## What every declaration may carry\n")[2].partition("\n## ")[0]
    assert common - set(rows(of_all)) == set()
    for kind in KINDS:
        assert own_fields(kind.model) - common - set(rows(chapters[kind.section])) == set()


def own_fields(model: type[Part]) -> set[str]:
    return {name.rstrip("_") for name, hint in inspect.get_annotations(model).items() if "ClassVar" not in str(hint)}


def rows(chapter: str) -> list[str]:
    return [line.split("`")[1] for line in chapter.splitlines() if line.startswith("| `")]


def test_every_command_stands_on_the_page_of_commands(wanted: Mapping[str, bytes]) -> None:
    text = wanted["docs/commands.md"].decode()
    assert [name for name in COMMANDS if f"## revgov {name}\n" not in text] == []


@pytest.mark.parametrize("fault", FAULT_CASES)
def test_the_example_of_a_fault_fails_and_passes_as_its_page_says(fault: str, tmp_path: Path) -> None:
    folder = ROOT / "tests" / "faults" / fault
    for side in ("failing", "passing"):
        shutil.copytree(folder / side, tmp_path / side)
    failing = run("check", str(tmp_path / "failing"), "--select", fault, "--as-of", TODAY)
    if os.environ.get("BLESS"):
        (folder / "expected.txt").write_text(failing.stdout, encoding="utf-8")
    assert failing.stdout == (folder / "expected.txt").read_text(encoding="utf-8")
    assert failing.code == 1
    passing = run("check", str(tmp_path / "passing"), "--select", "yaml", "--select", "schema", "--as-of", TODAY)
    assert passing.stdout.startswith("no findings")


def test_every_fault_that_can_be_written_down_has_an_example() -> None:
    assert set(FAULTS) - set(FAULT_CASES) == {"engine-fault", "yaml-file-unreadable"}


def test_every_fault_that_reading_reports_is_explained() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "engine" / "revgov").rglob("*.py"))
    named = set(re.findall(r"[\"'](yaml-[a-z-]+[a-z]|schema-[a-z-]+[a-z])[\"']", source))
    assert named - set(FAULTS) == set()


def test_the_root_is_a_governance_repository() -> None:
    workspace, _ = open_workspace(ROOT)
    assert "charter.yaml" in [file.path for file in workspace.files]
