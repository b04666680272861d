"""Which files belong, of a folder and of a revision."""

from __future__ import annotations

import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from revgov.workspace import (
    LINK,
    NO_FILE,
    OTHER_REPOSITORY,
    TOO_LARGE,
    Workspace,
    WorkspaceError,
    commit_of,
    find_root,
    from_folder,
    from_revision,
)


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path_factory.mktemp("git") / "config"
    settings.write_text(
        "[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n[commit]\ngpgSign = false\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def write(root: Path, path: str, text: str = "x: 1\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A governance repository with files that belong and files that do not."""
    root = tmp_path / "governance"
    for path in (
        "charter.yaml",
        "revgov.yaml",
        "raci/roles.yaml",
        "raci/a/b/c.yml",
        "kpi_tree/k é.yaml",
        "policies/x.yaml",
        # None of these belongs.
        "other/x.yaml",
        "raci/notes.txt",
        "raci/x.yaml.bak",
        "raci/.hidden.yaml",
        "raci/.folder/x.yaml",
        "x.yaml",
    ):
        write(root, path, f"{path}: 1\n")
    return root


def repository(root: Path, *, top: Path | None = None) -> None:
    git(top or root, "init", "-q")
    git(top or root, "add", "-A")
    git(top or root, "commit", "-q", "-m", "first")


def paths(workspace: Workspace) -> list[str]:
    return [file.path for file in workspace.files]


def content(workspace: Workspace) -> tuple[object, ...]:
    return workspace.files, workspace.settings, workspace.faults


def test_the_files_of_a_folder(root: Path) -> None:
    workspace = from_folder(root)
    assert paths(workspace) == [
        "charter.yaml",
        "kpi_tree/k é.yaml",
        "policies/x.yaml",
        "raci/a/b/c.yml",
        "raci/roles.yaml",
    ]
    assert workspace.faults == ()
    assert workspace.settings is not None
    assert workspace.settings.path == "revgov.yaml"
    for file in workspace.files:
        assert file.data == (root / file.path).read_bytes()
        assert file.digest == sha256(file.data).hexdigest()


def test_settings_may_name_other_folders(root: Path) -> None:
    assert paths(from_folder(root, ["other", "raci/a", "raci/a/b", "absent", "x.yaml"])) == [
        "charter.yaml",
        "other/x.yaml",
        "raci/a/b/c.yml",
    ]
    everything = paths(from_folder(root, ["."]))
    assert "x.yaml" in everything
    assert "revgov.yaml" not in everything
    assert not any("hidden" in path or ".folder" in path for path in everything)


@pytest.mark.parametrize("folder", ["..", "../other", "raci/../../x", "/etc", "a\0b"])
def test_no_folder_leads_out_of_the_root(root: Path, folder: str) -> None:
    repository(root)
    with pytest.raises(WorkspaceError, match="leads out"):
        from_folder(root, [folder])
    with pytest.raises(WorkspaceError, match="leads out"):
        from_revision(root, "HEAD", [folder])


def test_the_root_is_found_upwards(root: Path) -> None:
    assert find_root(root) == root
    assert find_root(root / "raci" / "a") == root
    assert find_root(root / "raci" / "roles.yaml") == root
    assert find_root(root.parent) is None


def test_a_folder_without_charter_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no charter\.yaml"):
        from_folder(tmp_path)


@pytest.mark.parametrize(
    "folders", [["policies", "raci", "kpi_tree", "cadence"], ["."], ["raci/a", "other"], ["absent"]]
)
def test_a_revision_has_the_files_its_folder_had(root: Path, folders: list[str]) -> None:
    repository(root)
    before = from_folder(root, folders)
    commit = git(root, "rev-parse", "HEAD")
    write(root, "raci/roles.yaml", "changed: 1\n")
    write(root, "raci/new.yaml")
    (root / "policies" / "x.yaml").unlink()
    after = from_revision(root, "HEAD", folders)
    assert content(after) == content(before)
    assert (after.commit, after.revision) == (commit, "HEAD")
    assert after.committed_at == int(git(root, "show", "-s", "--format=%ct"))


def test_a_root_may_be_a_folder_of_the_repository(root: Path) -> None:
    write(root.parent, "raci/outside.yaml")
    write(root.parent, "charter.yaml")
    repository(root, top=root.parent)
    assert content(from_revision(root, "main")) == content(from_folder(root))


@pytest.mark.parametrize("revision", ["main", "HEAD~0", "v1", "HEAD^{commit}"])
def test_a_revision_may_be_any_name_of_a_commit(root: Path, revision: str) -> None:
    repository(root)
    git(root, "tag", "-a", "v1", "-m", "one")
    assert from_revision(root, revision).commit == git(root, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    "revision", ["absent", "", "-h", "--output=x", "HEAD:raci", "a\nb", "HEAD..HEAD", "\udcff", "a b"]
)
def test_an_unknown_revision_is_an_error_and_never_an_option(root: Path, revision: str) -> None:
    repository(root)
    before = sorted(root.rglob("*"))
    with pytest.raises(WorkspaceError, match="revision"):
        from_revision(root, revision)
    assert sorted(root.rglob("*")) == before


def test_a_revision_needs_a_repository_and_a_charter(root: Path) -> None:
    with pytest.raises(WorkspaceError, match="no git repository"):
        from_revision(root, "HEAD")
    (root / "charter.yaml").unlink()
    repository(root)
    with pytest.raises(WorkspaceError, match=r"no charter\.yaml"):
        from_revision(root, "HEAD")


def test_links_are_not_followed_in_a_folder_nor_in_a_revision(root: Path) -> None:
    write(root.parent, "outside/x.yaml")
    (root / "raci" / "link.yaml").symlink_to(root.parent / "outside" / "x.yaml")
    (root / "raci" / "outside").symlink_to(root.parent / "outside")
    (root / "raci" / "loop").symlink_to(root / "raci")
    (root / "raci" / "notes.md").symlink_to(root / "raci" / "notes.txt")
    (root / "cadence").symlink_to(root.parent / "outside")
    repository(root)
    workspace = from_folder(root)
    assert not any("link" in path or "outside" in path or "loop" in path for path in paths(workspace))
    assert workspace.faults == tuple(
        (path, LINK) for path in ("cadence", "raci/link.yaml", "raci/loop", "raci/outside")
    )
    assert content(from_revision(root, "HEAD")) == content(workspace)


def test_a_charter_that_is_a_link_is_not_followed(root: Path) -> None:
    (root / "charter.yaml").rename(root.parent / "charter.yaml")
    (root / "charter.yaml").symlink_to(root.parent / "charter.yaml")
    repository(root)
    workspace = from_folder(root)
    assert workspace.files[0] == ("charter.yaml", b"", sha256(b"").hexdigest())
    assert workspace.faults == (("charter.yaml", LINK),)
    assert content(from_revision(root, "HEAD")) == content(workspace)


def test_a_repository_within_is_not_read(root: Path) -> None:
    write(root, "raci/inner/x.yaml")
    repository(root / "raci" / "inner")
    repository(root)
    workspace = from_folder(root)
    assert "raci/inner/x.yaml" not in paths(workspace)
    assert workspace.faults == (("raci/inner", OTHER_REPOSITORY),)
    assert content(from_revision(root, "HEAD")) == content(workspace)


def test_a_file_too_large_is_named_and_not_read(root: Path) -> None:
    write(root, "raci/large.yaml", "x" * (4 * 1024 * 1024 + 1))
    repository(root)
    workspace = from_folder(root)
    assert next(file.data for file in workspace.files if file.path == "raci/large.yaml") == b""
    assert workspace.faults == (("raci/large.yaml", TOO_LARGE),)
    assert content(from_revision(root, "HEAD")) == content(workspace)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_holds_nobody_up(root: Path) -> None:
    os.mkfifo(root / "raci" / "pipe.yaml")
    assert from_folder(root).faults == (("raci/pipe.yaml", NO_FILE),)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who may read everything cannot test this")
def test_a_file_that_cannot_be_read_is_named(root: Path) -> None:
    (root / "raci" / "roles.yaml").chmod(0)
    ((path, message),) = from_folder(root).faults
    assert (path, "permissions" in message) == ("raci/roles.yaml", True)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_odd_names(root: Path) -> None:
    odd = [
        b"caf\xe9.yaml",
        b"new\nline.yaml",
        b'quote".yaml',
        b"back\\slash.yaml",
        b"-dash.yaml",
        b":(top).yaml",
        b" .yaml",
    ]
    for name in odd:
        Path(os.fsdecode(os.fsencode(root / "raci") + b"/" + name)).write_bytes(b"x: 1\n")
    repository(root)
    workspace = from_folder(root)
    for name in odd:
        assert f"raci/{name.decode('utf-8', 'backslashreplace')}" in paths(workspace)
    assert content(from_revision(root, "HEAD")) == content(workspace)
    assert "".join(paths(workspace)).encode("utf-8")


def test_the_commit_of_a_folder(root: Path) -> None:
    assert commit_of(root) is None
    git(root, "init", "-q")
    assert commit_of(root) is None
    repository(root)
    commit, seconds = git(root, "show", "-s", "--format=%H %ct").split()
    assert commit_of(root) == (commit, int(seconds))
    write(root, "untracked.yaml")
    assert commit_of(root) == (commit, int(seconds))
    untracked = root / "raci" / "untracked.yaml"
    write(root, "raci/untracked.yaml")
    assert commit_of(root) == (f"{commit}-dirty", int(seconds))
    untracked.unlink()
    assert commit_of(root) == (commit, int(seconds))
    write(root, "raci/roles.yaml", "changed: 1\n")
    assert commit_of(root) == (f"{commit}-dirty", int(seconds))


def test_changes_outside_the_root_do_not_make_it_dirty(root: Path) -> None:
    write(root.parent, "code.py", "1\n")
    repository(root, top=root.parent)
    write(root.parent, "code.py", "2\n")
    assert commit_of(root) == (git(root, "rev-parse", "HEAD"), int(git(root, "show", "-s", "--format=%ct")))


def test_nothing_a_repository_names_is_started(root: Path) -> None:
    repository(root)
    trap = root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{root}/sprung'\n")
    trap.chmod(0o755)
    git(root, "config", "core.fsmonitor", str(trap))
    git(root, "config", "core.hooksPath", str(root))
    write(root, "raci/roles.yaml", "changed: 1\n")
    assert commit_of(root) is not None
    assert from_revision(root, "HEAD").files
    assert not (root / "sprung").exists()


def test_the_environment_of_a_hook_is_no_matter(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(root)
    commit = git(root, "rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(root.parent))
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    found = commit_of(root)
    assert found is not None
    assert found.commit == commit
    assert from_revision(root, "HEAD").commit == commit


def test_without_git_there_is_no_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(root)
    monkeypatch.setenv("PATH", "")
    assert commit_of(root) is None
    with pytest.raises(WorkspaceError, match="not installed"):
        from_revision(root, "HEAD")
