"""The files of a governance repository as they were at a git revision, and the commit a folder stands at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from revgov.workspace.git import git
from revgov.workspace.state import (
    CHARTER,
    FILE_BYTES,
    FOLDERS,
    LINK,
    OTHER_REPOSITORY,
    SETTINGS,
    SUFFIXES,
    TOO_LARGE,
    NoCharterYet,
    SourceFile,
    Workspace,
    WorkspaceError,
    belongs,
    inside,
    matches,
    shown,
    telling,
    workspace_of,
)

STATUS = ("--porcelain=v2", "--branch", "--untracked-files=no", "--ignore-submodules=all")


class CommitInfo(NamedTuple):
    """The commit a folder stands at; `-dirty` follows its name when tracked files below the folder differ from it."""

    commit: str
    committed_at: int | None


def from_revision(root: Path, revision: str, folders: Sequence[str] = FOLDERS) -> Workspace:
    """The files below `root` as they were at a git revision, straight from git's objects. Raises WorkspaceError.

    `root` may be any folder of the repository's working tree; nothing is checked out, links and submodules are not
    followed.
    """
    commit, committed_at = commit_at(root, revision)
    faults: list[tuple[str, str]] = []
    objects = dict(listed(root, commit, inside(folders), faults))
    if CHARTER not in objects and not any(path == CHARTER for path, _ in faults):
        raise NoCharterYet(f"there is no {CHARTER} in this folder at revision {revision}")
    contents = blobs(root, objects.values())
    files = [SourceFile(path, contents[name], sha256(contents[name]).hexdigest()) for path, name in objects.items()]
    workspace = workspace_of(root, files, faults)
    return workspace._replace(commit=commit, committed_at=committed_at, revision=revision)


def commit_of(root: Path, folders: Sequence[str] = FOLDERS, observations: Sequence[str] = ()) -> CommitInfo | None:
    """The commit the folder stands at; None without git, outside a repository, or before its first commit.

    It ends in `-dirty` where what is read is not what the commit holds: a tracked file differs, or a file of the
    governance was never committed.
    """
    try:
        status = git(root, "status", *STATUS, "--", ".")
        lines = status.decode("utf-8", "replace").splitlines()
        commit = next(line.split()[2] for line in lines if line.startswith("# branch.oid "))
        _, committed_at = commit_at(root, commit)
    except (WorkspaceError, StopIteration):
        return None
    differs = any(not line.startswith("#") for line in lines) or never_committed(root, folders, observations)
    return CommitInfo(commit + "-dirty" * differs, committed_at)


def never_committed(root: Path, folders: Sequence[str], observations: Sequence[str]) -> bool:
    """Whether a file that is read is none of git's, ignored ones included."""
    measured = inside(observations, "path of observations")
    named = ["."] if measured else [CHARTER, SETTINGS, *inside(folders)]
    for name in git(root, "ls-files", "-z", "--others", "--", *named).split(b"\0"):
        path = shown(name)
        if path in (CHARTER, SETTINGS) or (path.endswith(SUFFIXES) and belongs(path, folders)):
            return True
        if any(matches(path, pattern) for pattern in measured):
            return True
    return False


def commit_at(root: Path, revision: str) -> tuple[str, int | None]:
    # On standard input a revision cannot be taken for an option, whatever it begins with.
    if not revision or "\n" in revision or "\0" in revision:
        raise WorkspaceError(f"`{revision!r}` is no git revision")
    request = f"{revision}^{{commit}}\n".encode("utf-8", "surrogateescape")
    heading, _, rest = git(root, "cat-file", "--batch", request=request).partition(b"\n")
    words = heading.split()
    if len(words) != 3 or words[1] != b"commit":
        raise WorkspaceError(f"git knows no revision `{revision}` here: fetch it, or check how it is written")
    committer = next((line for line in rest.split(b"\n") if line.startswith(b"committer ")), b"")
    seconds = committer.rsplit(b" ", 2)[-2:-1]
    return words[0].decode(), int(seconds[0]) if seconds and seconds[0].isdigit() else None


def charters_at(root: Path, revision: str) -> list[str]:
    """The paths of all charters of a revision, from the top of the repository, the least deep first."""
    commit, _ = commit_at(root, revision)
    names = git(root, "ls-tree", "-r", "--full-tree", "--name-only", "-z", commit).split(b"\0")
    found = [path for path in map(shown, names) if path.rpartition("/")[2] == CHARTER]
    return sorted(found, key=lambda path: (path.count("/"), path))


def listed(
    root: Path, commit: str, folders: Sequence[str], faults: list[tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """Path and object of each file of ours in a commit; of one that cannot be taken no object."""
    wanted = [] if "." in folders else [CHARTER, SETTINGS, *folders]
    for entry in git(root, "ls-tree", "-r", "-l", "-z", commit, "--", *wanted).split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, digest, size = head.split()
        path = shown(name)
        if not belongs(path, folders) and path not in (CHARTER, SETTINGS, *folders):
            continue
        if mode == b"160000":
            faults.append((path, OTHER_REPOSITORY))
        elif mode == b"120000" and telling(path, folders):
            faults.append((path, LINK))
            if path in (CHARTER, SETTINGS):
                yield path, b""
        elif path.endswith(SUFFIXES) and mode.startswith(b"100"):
            large = not size.isdigit() or int(size) > FILE_BYTES
            if large:
                faults.append((path, TOO_LARGE))
            yield path, b"" if large else digest


def blobs(root: Path, names: Iterable[bytes]) -> dict[bytes, bytes]:
    contents = {b"": b""}
    wanted = sorted(set(names) - {b""})
    answer = git(root, "cat-file", "--batch", request=b"".join(name + b"\n" for name in wanted))
    start = 0
    for name in wanted:
        heading_end = answer.index(b"\n", start)
        size = answer[start:heading_end].rsplit(b" ", 1)[1]
        if not size.isdigit():
            raise WorkspaceError("git has not all files of this revision (a partial clone?): fetch them")
        start = heading_end + 1
        contents[name] = answer[start : start + int(size)]
        start += int(size) + 1
    return contents
