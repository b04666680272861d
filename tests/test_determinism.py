"""The same commit and day give the same bytes, whatever the hash seed, the time zone, the locale and the folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.commands import ROOT, TODAY, run
from tests.repository import write
from tests.unit.emit.company import files

SETTINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "1"},
]
DECLARED = ("charter.yaml", "revgov.yaml", "raci", "policies", "kpi_tree", "cadence")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def builds(root: Path, out: Path) -> list[dict[str, bytes]]:
    """The files of one build for each of the settings, from a folder of another name each time."""
    found = []
    for number, settings in enumerate(SETTINGS):
        here = root.with_name(f"{root.name}{number}")
        shutil.copytree(root, here)
        ran = run("build", str(here), "--as-of", TODAY, "--out", str(out / str(number)), cwd=root.parent, **settings)
        assert ran.code in (0, 1), ran.stderr + ran.stdout
        found.append(contents(out / str(number)))
        assert "manifest.json" in found[-1], ran.stdout
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def test_a_small_company_twice(tmp_path: Path) -> None:
    root = tmp_path / "company"
    root.mkdir()
    first, *others = builds(write(root, files("Ümlaut – 東京 & <b>")), tmp_path / "out")
    assert [differing(first, other) for other in others] == [[] for _ in others]


def test_the_example_company_twice(tmp_path: Path) -> None:
    root = tmp_path / "example"
    root.mkdir()
    for name in DECLARED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    first, *others = builds(root, tmp_path / "out")
    assert [differing(first, other) for other in others] == [[] for _ in others]


def test_the_order_in_which_files_were_made_does_not_matter(tmp_path: Path) -> None:
    parts = {f"raci/{letter}.yaml": f"roles: {{{letter}: {{title: The {letter}}}}}\n" for letter in "abcdef"}
    found = []
    for number, order in enumerate((list(parts), list(parts)[::-1])):
        root = tmp_path / str(number)
        root.mkdir()
        write(root, {path: parts[path] for path in order})
        assert run("build", str(root), "--as-of", TODAY).code in (0, 1)
        found.append(contents(root / "build"))
    assert differing(*found) == []
