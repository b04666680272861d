"""The output folder: whole or not at all, and nothing of the user's is taken away."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from revgov.emit.folder import BuildError, digest, replace, settled, suitable

MANIFEST = json.dumps(
    {"tool": {"name": "revgov"}, "files": {"a.txt": {"sha256": digest(b"old"), "artefact": "x"}}}
).encode()


def built(out: Path) -> Path:
    """A folder as an earlier build left it."""
    replace(out, {"a.txt": b"old", "manifest.json": MANIFEST})
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    out = built(tmp_path / "build")
    replace(out, {"sub/b.txt": b"new", "manifest.json": b"{}"})
    assert contents(tmp_path) == {"build/sub/b.txt": b"new", "build/manifest.json": b"{}"}


def test_folders_above_are_made(tmp_path: Path) -> None:
    replace(tmp_path / "x" / "y" / "build", {"a": b"1"})
    assert contents(tmp_path) == {"x/y/build/a": b"1"}


def test_what_cannot_be_written_leaves_the_old_folder(tmp_path: Path) -> None:
    out = built(tmp_path / "build")
    with pytest.raises(BuildError, match="cannot be written"):
        replace(out, {"fine.txt": b"1", "n" * 300: b"a name no file system takes"})
    assert contents(tmp_path) == {"build/a.txt": b"old", "build/manifest.json": MANIFEST}


def test_a_build_killed_while_writing_is_cleared_up(tmp_path: Path) -> None:
    out = built(tmp_path / "build")
    (tmp_path / ".build.revgov-new").mkdir()
    (tmp_path / ".build.revgov-new" / "half.txt").write_bytes(b"half")
    replace(out, {"a.txt": b"new"})
    assert contents(tmp_path) == {"build/a.txt": b"new"}


def test_a_build_killed_between_its_two_moves_gives_the_old_folder_back(tmp_path: Path) -> None:
    out = built(tmp_path / "build")
    os.rename(out, tmp_path / ".build.revgov-old")
    with pytest.raises(BuildError):
        replace(out, {"n" * 300: b""})
    assert contents(tmp_path) == {"build/a.txt": b"old", "build/manifest.json": MANIFEST}


def test_two_builds_at_a_time_do_not_mix(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl", reason="this system has no such locks")
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(BuildError, match="another build is writing"):
        replace(tmp_path / "build", {"a": b"1"})
    os.close(handle)
    assert contents(tmp_path) == {}


def test_a_build_of_ours_an_empty_folder_and_none_are_suitable(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for out in (built(tmp_path / "ours"), tmp_path / "none", root / "build"):
        assert suitable(out, root) == out
    (tmp_path / "empty").mkdir()
    assert suitable(tmp_path / "empty", root) == tmp_path / "empty"


def test_files_of_the_user_are_never_taken_away(tmp_path: Path) -> None:
    out = built(tmp_path / "build")
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match=r"notes\.txt was not written by revgov"):
        suitable(out, tmp_path / "root")
    other = tmp_path / "other"
    other.mkdir()
    (other / "manifest.json").write_text('{"files": {"a": 1}}', encoding="utf-8")
    (other / "a").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="was not written by revgov"):
        suitable(other, tmp_path / "root")


def test_the_governance_itself_is_never_replaced(tmp_path: Path) -> None:
    root = tmp_path / "a" / "root"
    root.mkdir(parents=True)
    for out in (root, tmp_path / "a", root / "." / ".." / "root"):
        with pytest.raises(BuildError, match="holds the governance itself"):
            suitable(out, root)
    (root / ".git").mkdir()
    (root / "link").symlink_to(root / ".git")
    for out in (root / ".git" / "build", root / ".GIT" / "x", root / "link" / "hooks2"):
        with pytest.raises(BuildError, match="git's own folder"):
            suitable(out, root)


def test_a_name_that_no_disk_takes_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="cannot be written"):
        suitable(tmp_path / ("n" * 300), tmp_path / "root")


def test_what_somebody_changed_or_added_is_never_thrown_away(tmp_path: Path) -> None:
    out = built(tmp_path / "build")
    (out / "kept").mkdir()
    with pytest.raises(BuildError, match="kept was not written by revgov"):
        suitable(out, tmp_path / "root")
    (out / "kept").rmdir()
    (out / "a.txt").write_bytes(b"mine")
    with pytest.raises(BuildError, match=r"a\.txt is not as it was written"):
        suitable(out, tmp_path / "root")
    (out / "a.txt").unlink()
    assert suitable(out, tmp_path / "root") == out


def test_settings_lead_neither_out_of_the_repository_nor_into_what_is_read(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "raci").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    for out in ("../escaped", str(tmp_path / "elsewhere"), "link/x", "public/../../x"):
        with pytest.raises(BuildError, match="leads out of the repository"):
            settled(root, out, ["raci"])
    for out in ("raci", "raci/site", "RACI"):
        with pytest.raises(BuildError, match="lies in raci, which is read"):
            settled(root, out, ["raci"])
    assert settled(root, "public/site", [".", "raci"]) == root / "public" / "site"


def test_a_link_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BuildError, match="symbolic link"):
        suitable(tmp_path / "link", tmp_path / "root")
    with pytest.raises(BuildError, match="is a file"):
        suitable(tmp_path / "file", tmp_path / "root")
