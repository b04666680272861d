"""Who changed which file, as git remembers it."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest
from tests.repository import write

from revgov.api import load
from revgov.checked import checked
from revgov.opening import open_workspace
from revgov.run_cache import CI_NAMES
from revgov.workspace import Authored

SIGNED = {"cadence/s.yaml": "signoffs: {s: {of: charter:charter}}\n", "raci/r.yaml": "roles: {a: {}}\n"}


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("REVGOV_CACHE_DIR", *CI_NAMES):
        monkeypatch.delenv(name, raising=False)


def commit(root: Path, email: str, on: str) -> None:
    """Commits everything as somebody, at noon of a day."""
    names = ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME")
    who = dict.fromkeys(names, email)
    dates = {"GIT_AUTHOR_DATE": f"{on}T12:00:00Z", "GIT_COMMITTER_DATE": f"{on}T12:00:00Z"}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, env={**os.environ, **who, **dates})


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository below the root of git's, changed by two people."""
    root = write(tmp_path / "top" / "governance", SIGNED)
    commit(tmp_path / "top", "ada@x", "2026-01-02")
    write(root, {"raci/r.yaml": "roles: {a: {}, b: {}}\n", "raci/é\n.yaml": "roles: {c: {}}\n"})
    commit(tmp_path / "top", "bob@x", "2026-02-03")
    return root


def test_each_file_has_its_authors_newest_first(root: Path) -> None:
    ada, bob = Authored("ada@x", day("2026-01-02")), Authored("bob@x", day("2026-02-03"))
    assert open_workspace(root)[0].history == {
        "cadence/s.yaml": (ada,), "charter.yaml": (ada,), "raci/r.yaml": (bob, ada), "raci/é\n.yaml": (bob,)
    }  # fmt: skip
    assert load(root, as_of="2026-11-24").history["raci/r.yaml"] == (bob, ada)


def test_a_revision_has_the_history_that_led_to_it(root: Path) -> None:
    assert open_workspace(root, "HEAD~1")[0].history["raci/r.yaml"] == (Authored("ada@x", day("2026-01-02")),)


def test_where_nothing_is_signed_git_is_not_asked(tmp_path: Path, root: Path) -> None:
    (root / "cadence/s.yaml").unlink()
    assert open_workspace(root)[0].history == {}
    assert open_workspace(write(tmp_path / "plain", SIGNED))[0].history == {}


def test_nothing_that_the_repository_names_is_started(root: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    sign(root)
    for name in ("gpg.program", "diff.external", "core.pager"):
        git(root, "config", name, str(trap))
    git(root, "config", "log.showSignature", "true")
    assert open_workspace(root)[0].history
    assert not (tmp_path / "sprung").exists()


def git(root: Path, *arguments: str, told: str = "") -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], input=told, capture_output=True, text=True, check=True)
    return done.stdout


def sign(root: Path) -> None:
    """Gives the last commit a signature, as anybody could who sends one."""
    head, _, message = git(root, "cat-file", "commit", "HEAD").partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n{message}"
    commit = git(root, "hash-object", "-t", "commit", "-w", "--stdin", told=signed).strip()
    git(root, "update-ref", "HEAD", commit)


def test_another_author_is_another_question(tmp_path: Path) -> None:
    """A report is kept by what it depends on, and who wrote a file is part of that."""
    from revgov.governance.signature import signature

    people = "people: {ada: {name: Ada, email: ada@x}}\nroles: {cro: {held_by: [ada]}}\n"
    root = write(tmp_path, {"raci/p.yaml": people, "policies/h.yaml": "policies: {h: {}}\n"})
    digest = signature(load(root, as_of="2026-11-24").nodes["policy:h"])
    signoff = f"{{of: policy:h, by: cro, person: ada, on: 2026-03-01, digest: '{digest}'}}"
    write(root, {"cadence/s.yaml": f"signoffs: {{s: {signoff}}}\n"})
    options = {"as_of": "2026-11-24", "select": ["x-self-approval"]}
    assert checked(root, **options)[0].findings == ()  # type: ignore[arg-type]
    commit(root, "ada@x", "2026-02-03")
    assert [one.check for one in checked(root, **options)[0].findings] == ["x-self-approval"]  # type: ignore[arg-type]
