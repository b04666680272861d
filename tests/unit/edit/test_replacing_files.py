"""New texts take the place of old ones: all or none, never outside the root, never over somebody's work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revgov.edit import files
from revgov.edit.draft import Draft
from revgov.edit.files import replace
from revgov.edit.page import Refused


def test_files_are_replaced_whole_and_keep_their_mode(tmp_path: Path) -> None:
    (tmp_path / "raci").mkdir()
    (tmp_path / "raci" / "a.yaml").write_bytes(b"a: 1\r\n")
    (tmp_path / "raci" / "a.yaml").chmod(0o640)
    replace(tmp_path, [Draft("raci/a.yaml", b"a: 1\r\n", b"a: 2\r\n"), Draft("policies/new/b.yaml", None, b"b: 1\n")])
    assert (tmp_path / "raci" / "a.yaml").read_bytes() == b"a: 2\r\n"
    assert (tmp_path / "raci" / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "policies" / "new" / "b.yaml").read_bytes() == b"b: 1\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.yaml", "b.yaml", "new", "policies", "raci"]


def test_where_one_file_has_changed_none_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "b.yaml").write_bytes(b"b: changed\n")
    with pytest.raises(Refused, match=r"b\.yaml was changed by somebody else"):
        replace(tmp_path, [Draft("a.yaml", b"a: 1\n", b"a: 2\n"), Draft("b.yaml", b"b: 1\n", b"b: 2\n")])
    assert (tmp_path / "a.yaml").read_bytes() == b"a: 1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


def test_a_file_that_changes_at_the_last_moment_keeps_the_change_and_the_others_their_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_bytes(b"x: 1\n")
    put = files.put

    def hurried(beside: Path, path: Path, *, new: bool) -> None:
        put(beside, path, new=new)
        (tmp_path / "b.yaml").write_bytes(b"x: mine\n")

    monkeypatch.setattr(files, "put", hurried)
    with pytest.raises(Refused, match=r"b\.yaml was changed by somebody else"):
        replace(tmp_path, [Draft(f"{name}.yaml", b"x: 1\n", b"x: 2\n") for name in ("a", "b")])
    assert (tmp_path / "a.yaml").read_bytes() == b"x: 1\n"
    assert (tmp_path / "b.yaml").read_bytes() == b"x: mine\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]


@pytest.mark.parametrize("path", ["../a.yaml", "/a.yaml", "raci/../../a.yaml"])
def test_nothing_outside_the_root_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused, match="leads out of the repository"):
        replace(tmp_path, [Draft(path, None, b"a: 1\n")])


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_links_are_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.yaml").write_bytes(b"a: 1\n")
    (root / "raci").symlink_to(outside)
    (root / "a.yaml").symlink_to(outside / "a.yaml")
    for path in ("raci/a.yaml", "a.yaml"):
        with pytest.raises(Refused, match="symbolic link"):
            replace(root, [Draft(path, b"a: 1\n", b"a: 2\n")])
    with pytest.raises(Refused, match="symbolic link"):
        replace(root, [Draft("raci/new.yaml", None, b"a: 2\n")])
    assert (outside / "a.yaml").read_bytes() == b"a: 1\n"
    assert [path.name for path in outside.iterdir()] == ["a.yaml"]


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    with pytest.raises(Refused, match="has appeared meanwhile"):
        replace(tmp_path, [Draft("a.yaml", None, b"a: 2\n")])


def test_a_system_that_refuses_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "raci").write_bytes(b"a file where a folder should be")
    with pytest.raises(Refused, match="the system refused"):
        replace(tmp_path, [Draft("a.yaml", b"a: 1\n", b"a: 2\n"), Draft("raci/b.yaml", None, b"b: 1\n")])
    assert (tmp_path / "a.yaml").read_bytes() == b"a: 1\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "raci"]
