"""The files of a governance repository as they lie in a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath

from revgov.workspace.state import (
    CHARTER,
    FILE_BYTES,
    FOLDERS,
    LINK,
    NO_FILE,
    OTHER_REPOSITORY,
    SETTINGS,
    SUFFIXES,
    TOO_LARGE,
    SourceFile,
    Workspace,
    WorkspaceError,
    inside,
    shown,
    telling,
    workspace_of,
)


def from_folder(root: Path, folders: Sequence[str] = FOLDERS) -> Workspace:
    """The files below `root` as they are now. Raises WorkspaceError."""
    if not os.path.lexists(root / CHARTER):
        raise WorkspaceError(f"there is no {CHARTER} in {root}: the folder that holds it is the root")
    found: dict[str, SourceFile] = {}
    faults: list[tuple[str, str]] = []
    for path in files_in(root, inside(folders), faults):
        data = bytes_of(root, path, faults)
        name = shown(os.fsencode(path))
        found[name] = SourceFile(name, data, sha256(data).hexdigest())
    return workspace_of(root, found.values(), faults)


def files_in(root: Path, folders: Sequence[str], faults: list[tuple[str, str]]) -> Iterator[str]:
    """Paths, as the system names them, of what could be files of ours; a path may come twice."""
    yield from (name for name in (CHARTER, SETTINGS) if os.path.lexists(root / name))
    left = []
    for folder in folders:
        way = (PurePosixPath(folder), *PurePosixPath(folder).parents)
        if any(os.path.islink(root / part) for part in way if part.name):
            faults.append((folder, LINK))
        elif os.path.isdir(root / folder):
            left.append(folder)
    yield from below(root, left, faults, lambda path: path.endswith(SUFFIXES), lambda path: telling(path, folders))


def below(
    root: Path,
    folders: Iterable[str],
    faults: list[tuple[str, str]],
    wanted: Callable[[str], bool],
    missed: Callable[[str], bool],
    entered: Callable[[str], bool] = lambda path: True,
) -> Iterator[str]:
    """The paths of wanted files below some folders. No link is followed: one that people would miss is told."""
    left = list(folders)
    while left:
        folder = left.pop()
        for entry in entries(root, folder, faults):
            path = entry.name if folder == "." else f"{folder}/{entry.name}"
            if entry.is_symlink():
                if missed(path):
                    faults.append((shown(os.fsencode(path)), LINK))
            elif entry.is_dir():
                left += [path] if entered(path) else []
            elif wanted(path):
                yield path


def entries(root: Path, folder: str, faults: list[tuple[str, str]]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(root / folder) as listing:
            entries = list(listing)
    except OSError as error:
        faults.append((shown(os.fsencode(folder)), reason(error)))
        return []
    if folder != "." and any(entry.name == ".git" for entry in entries):
        faults.append((shown(os.fsencode(folder)), OTHER_REPOSITORY))
        return []
    return [entry for entry in entries if not entry.name.startswith(".")]


def bytes_of(root: Path, path: str, faults: list[tuple[str, str]]) -> bytes:
    """The bytes of an ordinary file, else none and a fault; a named pipe must not hold us up."""
    name = shown(os.fsencode(path))
    try:
        # Not every system has all of them; without O_BINARY Windows would turn CR LF into LF.
        flags = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
        if os.path.islink(root / path):
            faults.append((name, LINK))
            return b""
        with open(os.open(root / path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size <= FILE_BYTES:
                return file.read(FILE_BYTES)
            faults.append((name, TOO_LARGE if stat.S_ISREG(status.st_mode) else NO_FILE))
    except OSError as error:
        faults.append((name, reason(error)))
    return b""


def reason(error: OSError) -> str:
    return f"this could not be read ({error.strerror or type(error).__name__}): check its permissions"
