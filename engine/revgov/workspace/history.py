"""Who changed which file, as git remembers it."""

from __future__ import annotations

import datetime
import os

from revgov.workspace.git import git
from revgov.workspace.state import Authored, Workspace, WorkspaceError, shown

MOST_COMMITS = 5000
# `log.showSignature` would start a program that the repository's configuration names.
LOG = (
    "-c", "log.showSignature=false", "log", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-merges",
    f"--max-count={MOST_COMMITS}", "--name-only", "--relative", "-z", "--format=%x01%at %ae",
)  # fmt: skip


def authored(workspace: Workspace) -> Workspace:
    """The workspace with who changed each of its files; as it is where nothing is signed, or git cannot tell.

    Only who signs needs to be told from who wrote, so git is not asked for anything else.
    """
    signed = any(b"signoffs" in file.data for file in workspace.files)
    if not signed or not _in_repository(workspace):
        return workspace
    paths = [file.path for file in workspace.files]
    try:
        said = git(workspace.root, *LOG, workspace.commit or "HEAD", "--", *_tops(paths))
    except WorkspaceError:
        return workspace
    history: dict[str, list[Authored]] = {path: [] for path in paths}
    author = None
    for token in said.split(b"\0"):
        if token.startswith(b"\x01"):
            author = _author(token[1:].strip())
        elif author is not None and (path := shown(token.removeprefix(b"\n"))) in history:
            history[path].append(author)
    return workspace._replace(history={path: tuple(found) for path, found in history.items() if found})


def _in_repository(workspace: Workspace) -> bool:
    """Whether a repository may be around: asking git where there is none takes longer than to look."""
    root = workspace.root.absolute()
    return any(os.path.lexists(folder / ".git") for folder in (root, *root.parents))


def _tops(paths: list[str]) -> list[str]:
    """The first folders of paths, or the paths themselves: a command line takes only so many."""
    return sorted({path.partition("/")[0] for path in paths})


def _author(heading: bytes) -> Authored | None:
    seconds, _, email = heading.partition(b" ")
    try:
        day = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return Authored(email.decode("utf-8", "replace"), day)
