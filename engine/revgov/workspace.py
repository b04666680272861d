"""Which files belong to a governance repository: those of a folder or of a git revision, their bytes and digests."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

CHARTER = "charter.yaml"
SETTINGS = "revgov.yaml"
FOLDERS = ("policies", "raci", "kpi_tree", "cadence")
SUFFIXES = (".yaml", ".yml")
FILE_BYTES = 4 * 1024 * 1024
"""A larger file is not even read: no text may have as much."""

LINK = "this is a symbolic link, and links are not followed: put the file or folder itself here"
OTHER_REPOSITORY = "this folder is a git repository of its own, and is not read: its files belong to another history"
TOO_LARGE = "the file is larger than 4 MiB and was not read: split it"
NO_FILE = "this is no ordinary file and was not read: delete or rename it"


class SourceFile(NamedTuple):
    """One file as it was found. `path` is relative to the root, with `/`; `digest` is the sha256 of `data` in hex."""

    path: str
    data: bytes
    digest: str


class Workspace(NamedTuple):
    """The files of one state of a governance repository, sorted by path, without the settings.

    `commit` and `committed_at` (seconds since 1970) are those of the revision; None for a folder, whose commit tells
    `commit_of`. `faults` are (path, sentence) of what could not be read or is not followed; a file that could not be
    read is in `files` without bytes.
    """

    root: Path
    files: tuple[SourceFile, ...]
    commit: str | None = None
    committed_at: int | None = None
    revision: str | None = None
    settings: SourceFile | None = None
    faults: tuple[tuple[str, str], ...] = ()


class CommitInfo(NamedTuple):
    """The commit a folder stands at; `-dirty` follows its name when tracked files below the folder differ from it."""

    commit: str
    committed_at: int | None


class WorkspaceError(Exception):
    """There is no governance repository to read; its text is a sentence for the person who asked."""


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds charter.yaml."""
    start = Path(os.path.abspath(start))
    for folder in (start, *start.parents):
        if os.path.lexists(folder / CHARTER):
            return folder
    return None


def from_folder(root: Path, folders: Sequence[str] = FOLDERS) -> Workspace:
    """The files below `root` as they are now. Raises WorkspaceError."""
    if not os.path.lexists(root / CHARTER):
        raise WorkspaceError(f"there is no {CHARTER} in {root}: the folder that holds it is the root")
    found: dict[str, SourceFile] = {}
    faults: list[tuple[str, str]] = []
    for path in _files(root, _inside(folders), faults):
        data = _bytes(root, path, faults)
        shown = _shown(os.fsencode(path))
        found[shown] = SourceFile(shown, data, sha256(data).hexdigest())
    return _workspace(root, found.values(), faults)


def from_revision(root: Path, revision: str, folders: Sequence[str] = FOLDERS) -> Workspace:
    """The files below `root` as they were at a git revision, straight from git's objects. Raises WorkspaceError.

    `root` may be any folder of the repository's working tree; nothing is checked out, links and submodules are not
    followed.
    """
    commit, committed_at = _commit_at(root, revision)
    faults: list[tuple[str, str]] = []
    objects = dict(_listed(root, commit, _inside(folders), faults))
    if CHARTER not in objects and not any(path == CHARTER for path, _ in faults):
        raise WorkspaceError(f"there is no {CHARTER} in this folder at revision {revision}")
    contents = _blobs(root, objects.values())
    files = [SourceFile(path, contents[name], sha256(contents[name]).hexdigest()) for path, name in objects.items()]
    workspace = _workspace(root, files, faults)
    return workspace._replace(commit=commit, committed_at=committed_at, revision=revision)


def commit_of(root: Path, folders: Sequence[str] = FOLDERS) -> CommitInfo | None:
    """The commit the folder stands at; None without git, outside a repository, or before its first commit.

    It ends in `-dirty` where what is read is not what the commit holds: a tracked file differs, or a file of the
    governance was never committed.
    """
    try:
        status = _git(root, "status", *STATUS, "--", ".")
        lines = status.decode("utf-8", "replace").splitlines()
        commit = next(line.split()[2] for line in lines if line.startswith("# branch.oid "))
        _, committed_at = _commit_at(root, commit)
    except (WorkspaceError, StopIteration):
        return None
    differs = any(not line.startswith("#") for line in lines) or _never_committed(root, folders)
    return CommitInfo(commit + "-dirty" * differs, committed_at)


def _never_committed(root: Path, folders: Sequence[str]) -> bool:
    """Whether a file that is read is none of git's, ignored ones included."""
    named = (CHARTER, SETTINGS, *_inside(folders))
    others = _git(root, "ls-files", "-z", "--others", "--", *named).split(b"\0")
    shown = (_shown(path) for path in others if path)
    return any(path in (CHARTER, SETTINGS) or (path.endswith(SUFFIXES) and _belongs(path, folders)) for path in shown)


def _workspace(root: Path, found: Iterable[SourceFile], faults: Iterable[tuple[str, str]]) -> Workspace:
    by_path = {file.path: file for file in found}
    settings = by_path.pop(SETTINGS, None)
    files = tuple(by_path[path] for path in sorted(by_path))
    return Workspace(root, files, settings=settings, faults=tuple(sorted(set(faults))))


def _inside(folders: Sequence[str]) -> list[str]:
    """The folders in plain form. Settings come with a change under review: none may lead out of the root."""
    plain = []
    for folder in folders:
        path = PurePosixPath(folder)
        if path.is_absolute() or ".." in path.parts or "\0" in folder:
            raise WorkspaceError(f"the folder `{folder}` leads out of the governance repository: name one below it")
        plain.append(str(path))
    return plain


def _belongs(path: str, folders: Sequence[str]) -> bool:
    """Whether a path, not hidden, lies below one of the folders."""
    for folder in folders:
        rest = path if folder == "." else path.removeprefix(f"{folder}/")
        if (folder == "." or rest != path) and not rest.startswith(".") and "/." not in rest:
            return True
    return False


def _telling(path: str, folders: Sequence[str]) -> bool:
    """Whether a link could stand for a file or folder people would miss."""
    return path in (CHARTER, SETTINGS, *folders) or path.endswith(SUFFIXES) or "." not in path.rsplit("/", 1)[-1]


def _shown(name: bytes) -> str:
    """A path as text; bytes that are no UTF-8 are written as \\xNN."""
    return name.decode("utf-8", "backslashreplace")


# --- a folder ---


def _files(root: Path, folders: Sequence[str], faults: list[tuple[str, str]]) -> Iterator[str]:
    """Paths, as the system names them, of what could be files of ours; a path may come twice."""
    yield from (name for name in (CHARTER, SETTINGS) if os.path.lexists(root / name))
    left = []
    for folder in folders:
        way = (PurePosixPath(folder), *PurePosixPath(folder).parents)
        if any(os.path.islink(root / part) for part in way if part.name):
            faults.append((folder, LINK))
        elif os.path.isdir(root / folder):
            left.append(folder)
    while left:
        folder = left.pop()
        for entry in _entries(root, folder, faults):
            path = entry.name if folder == "." else f"{folder}/{entry.name}"
            if entry.is_symlink():
                if _telling(path, folders):
                    faults.append((_shown(os.fsencode(path)), LINK))
            elif entry.is_dir():
                left.append(path)
            elif path.endswith(SUFFIXES):
                yield path


def _entries(root: Path, folder: str, faults: list[tuple[str, str]]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as listing:
            entries = list(listing)
    except OSError as error:
        faults.append((_shown(os.fsencode(folder)), _reason(error)))
        return []
    if folder != "." and any(entry.name == ".git" for entry in entries):
        faults.append((_shown(os.fsencode(folder)), OTHER_REPOSITORY))
        return []
    return [entry for entry in entries if not entry.name.startswith(".")]


def _bytes(root: Path, path: str, faults: list[tuple[str, str]]) -> bytes:
    """The bytes of an ordinary file, else none and a fault; a named pipe must not hold us up."""
    shown = _shown(os.fsencode(path))
    try:
        # Not every system has all of them; without O_BINARY Windows would turn CR LF into LF.
        flags = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
        if os.path.islink(root / path):
            faults.append((shown, LINK))
            return b""
        with open(os.open(root / path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size <= FILE_BYTES:
                return file.read(FILE_BYTES)
            faults.append((shown, TOO_LARGE if stat.S_ISREG(status.st_mode) else NO_FILE))
    except OSError as error:
        faults.append((shown, _reason(error)))
    return b""


def _reason(error: OSError) -> str:
    return f"this could not be read ({error.strerror or type(error).__name__}): check its permissions"


# --- a git revision ---


def _commit_at(root: Path, revision: str) -> tuple[str, int | None]:
    # On standard input a revision cannot be taken for an option, whatever it begins with.
    if not revision or "\n" in revision or "\0" in revision:
        raise WorkspaceError(f"`{revision!r}` is no git revision")
    request = f"{revision}^{{commit}}\n".encode("utf-8", "surrogateescape")
    heading, _, rest = _git(root, "cat-file", "--batch", request=request).partition(b"\n")
    words = heading.split()
    if len(words) != 3 or words[1] != b"commit":
        raise WorkspaceError(f"git knows no revision `{revision}` here: fetch it, or check how it is written")
    committer = next((line for line in rest.split(b"\n") if line.startswith(b"committer ")), b"")
    seconds = committer.rsplit(b" ", 2)[-2:-1]
    return words[0].decode(), int(seconds[0]) if seconds and seconds[0].isdigit() else None


def _listed(
    root: Path, commit: str, folders: Sequence[str], faults: list[tuple[str, str]]
) -> Iterator[tuple[str, bytes]]:
    """Path and object of each file of ours in a commit; of one that cannot be taken no object."""
    wanted = [] if "." in folders else [CHARTER, SETTINGS, *folders]
    for entry in _git(root, "ls-tree", "-r", "-l", "-z", commit, "--", *wanted).split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, digest, size = head.split()
        path = _shown(name)
        if not _belongs(path, folders) and path not in (CHARTER, SETTINGS, *folders):
            continue
        if mode == b"160000":
            faults.append((path, OTHER_REPOSITORY))
        elif mode == b"120000" and _telling(path, folders):
            faults.append((path, LINK))
            if path in (CHARTER, SETTINGS):
                yield path, b""
        elif path.endswith(SUFFIXES) and mode.startswith(b"100"):
            large = not size.isdigit() or int(size) > FILE_BYTES
            if large:
                faults.append((path, TOO_LARGE))
            yield path, b"" if large else digest


def _blobs(root: Path, names: Iterable[bytes]) -> dict[bytes, bytes]:
    contents = {b"": b""}
    wanted = sorted(set(names) - {b""})
    answer = _git(root, "cat-file", "--batch", request=b"".join(name + b"\n" for name in wanted))
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


# Nothing a repository's own configuration or hooks name is started, nothing is fetched, nothing is locked.
GIT = ("git", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null")
GIT_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
STATUS = ("--porcelain=v2", "--branch", "--untracked-files=no", "--ignore-submodules=all")
GIT_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
GIT_SECONDS = 120
GIT_SENTENCES = {
    "not a git repository": "this folder is in no git repository",
    "dubious ownership": "git does not trust this folder, which is somebody else's: see safe.directory in its manual",
    "cannot change to": "there is no such folder",
}


def _git(root: Path, *arguments: str, request: bytes = b"") -> bytes:
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
