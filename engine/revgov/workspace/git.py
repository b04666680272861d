"""How git is asked: by its own program, with nothing of the repository's started, fetched or locked."""

from __future__ import annotations

import os
from pathlib import Path

from revgov.workspace.state import WorkspaceError

# Nothing a repository's own configuration or hooks name is started, nothing is fetched, nothing is locked.
GIT = ("git", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null")
GIT_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
GIT_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
GIT_SECONDS = 120
GIT_SENTENCES = {
    "not a git repository": "this folder is in no git repository",
    "dubious ownership": "git does not trust this folder, which is somebody else's: see safe.directory in its manual",
    "cannot change to": "there is no such folder",
}


def git(root: Path, *arguments: str, request: bytes = b"") -> bytes:
    import subprocess

    # A hook sets GIT_DIR and GIT_INDEX_FILE for its own repository, which need not be that of `root`.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in GIT_KEPT}
    command = [*GIT, "-C", os.fspath(root), *arguments]
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, env=kept | GIT_ENVIRONMENT, timeout=GIT_SECONDS, check=False
        )
    except FileNotFoundError:
        raise WorkspaceError("git is not installed, or not on the PATH") from None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise WorkspaceError("git did not answer") from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace")
    for phrase, explained in GIT_SENTENCES.items():
        if phrase in said:
            raise WorkspaceError(explained)
    raise WorkspaceError("git could not read this repository: try `git fsck`")
