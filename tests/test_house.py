"""The house keeps its shape: short files and functions, floors with arrows down only, names of the field."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "engine" / "revgov"
FILES = sorted(PACKAGE.rglob("*.py"))
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions_of(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def test_files_are_short() -> None:
    assert median(map(lines_of, FILES)) <= 100
    assert [file.name for file in FILES if lines_of(file) > 350] == []


def test_functions_are_short() -> None:
    lengths = [length(function) for file in FILES for function in functions_of(file)]
    assert median(lengths) <= 10
    assert quantiles(lengths, n=20)[-1] <= 40


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        str(file.relative_to(PACKAGE)) for file in FILES if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []


def test_names_say_something() -> None:
    assert [file.name for file in FILES if file.stem in NAMELESS] == []


def test_no_module_knows_too_many_others() -> None:
    def own_imports(file: Path) -> set[str]:
        found = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("revgov"):
                found.add(node.module or "")
        return found

    # The table of kinds names every kind: that is what it is for. So do the lists of checks and of artefacts.
    tables = {PACKAGE / "kinds" / "__init__.py", PACKAGE / "checks" / "catalogue.py", PACKAGE / "emit" / "artefacts.py"}
    crowded = {
        file.name: sorted(own_imports(file)) for file in FILES if len(own_imports(file)) > 11 and file not in tables
    }
    assert crowded == {}


def test_checks_read_fields_as_attributes() -> None:
    """What is taken from `__dict__` is not seen, so the check would not run again after a change of it. A check that
    judges each declaration by itself runs anyway: that is the only one that may."""
    allowed = {"completeness.py"}
    # What the governance is made with, before anything is recorded, and whether a field was written at all.
    allowed |= {"declare.py", "faults.py", "resolve.py", "governance.py", "reads.py", "signature.py"}
    for file in sorted([*(PACKAGE / "checks").glob("*.py"), *(PACKAGE / "governance").glob("*.py")]):
        names = {
            node.attr
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
        }
        assert "__dict__" not in names or file.name in allowed, file.name


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "importlinter.cli", "lint-imports"]
    script = Path(sys.executable).with_name("lint-imports")
    if script.exists():
        command = [str(script)]
    return subprocess.run(
        [*command, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "engine"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the engine and its contracts, to be broken."""
    shutil.copytree(PACKAGE, tmp_path / "engine" / "revgov", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_floors_hold(copy: Path) -> None:
    result = lint_imports(copy)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_arrow_upwards_is_seen(copy: Path) -> None:
    file = copy / "engine" / "revgov" / "text" / "reading.py"
    file.write_text(file.read_text(encoding="utf-8") + "\nimport revgov.governance.load\n", encoding="utf-8")
    result = lint_imports(copy)
    assert result.returncode == 1
    assert "revgov.text is not allowed to import revgov.governance" in result.stdout


def test_a_module_without_a_floor_is_seen(copy: Path) -> None:
    (copy / "engine" / "revgov" / "stray.py").write_text('"""A module nobody placed."""\n', encoding="utf-8")
    result = lint_imports(copy)
    assert result.returncode == 1
    assert "stray" in result.stdout
