"""What a state of a governance repository holds, and which paths belong to it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
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


class Authored(NamedTuple):
    """Somebody changed a file: the e-mail address of the commit's author, and the day in UTC on which they wrote it."""

    email: str
    on: datetime.date


class Workspace(NamedTuple):
    """The files of one state of a governance repository, sorted by path, without the settings.

    `commit` and `committed_at` (seconds since 1970) are those of the revision; None for a folder, whose commit tells
    `commit_of`. `faults` are (path, sentence) of what could not be read or is not followed; a file that could not be
    read is in `files` without bytes. `observations` are the files of measured values, `unobserved` the same as `faults`
    for them. `history` holds who changed each file and when (`Authored`), newest first; it is empty where git cannot
    tell.
    """

    root: Path
    files: tuple[SourceFile, ...]
    commit: str | None = None
    committed_at: int | None = None
    revision: str | None = None
    settings: SourceFile | None = None
    faults: tuple[tuple[str, str], ...] = ()
    observations: tuple[SourceFile, ...] = ()
    unobserved: tuple[tuple[str, str], ...] = ()
    history: Mapping[str, Sequence[tuple[str, datetime.date]]] = {}


class WorkspaceError(Exception):
    """There is no governance repository to read; its text is a sentence for the person who asked."""


class NoCharterYet(WorkspaceError):
    """A git revision is there, but nobody had written a charter by then."""


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds charter.yaml."""
    start = Path(os.path.abspath(start))
    for folder in (start, *start.parents):
        if os.path.lexists(folder / CHARTER):
            return folder
    return None


def workspace_of(root: Path, found: Iterable[SourceFile], faults: Iterable[tuple[str, str]]) -> Workspace:
    by_path = {file.path: file for file in found}
    settings = by_path.pop(SETTINGS, None)
    files = tuple(by_path[path] for path in sorted(by_path))
    return Workspace(root, files, settings=settings, faults=tuple(sorted(set(faults))))


def inside(paths: Sequence[str], what: str = "folder") -> list[str]:
    """Paths in plain form. Settings come with a change under review: none may lead out of the root."""
    plain = []
    for written in paths:
        path = PurePosixPath(written)
        if path.is_absolute() or ".." in path.parts or "\0" in written:
            raise WorkspaceError(f"the {what} `{written}` leads out of the governance repository: name one below it")
        plain.append(str(path))
    return plain


def belongs(path: str, folders: Sequence[str]) -> bool:
    """Whether a path, not hidden, lies below one of the folders."""
    for folder in folders:
        rest = path if folder == "." else path.removeprefix(f"{folder}/")
        if (folder == "." or rest != path) and not rest.startswith(".") and "/." not in rest:
            return True
    return False


def matches(path: str, pattern: str) -> bool:
    """Whether a path is meant by a pattern: `*` and `?` stand for letters of one name, `**` for any folders."""
    return _fits(path.split("/"), pattern.split("/"))


def _fits(names: list[str], parts: list[str]) -> bool:
    # Row by row, for a chain of `**` would try every way there is.
    reached = {0}
    for part in parts:
        if part == "**":
            reached = set(range(min(reached, default=len(names) + 1), len(names) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(names) and fnmatchcase(names[at], part)}
    return len(names) in reached


def telling(path: str, folders: Sequence[str]) -> bool:
    """Whether a link could stand for a file or folder people would miss."""
    return path in (CHARTER, SETTINGS, *folders) or path.endswith(SUFFIXES) or "." not in path.rsplit("/", 1)[-1]


def shown(name: bytes) -> str:
    """A path as text; bytes that are no UTF-8 are written as \\xNN."""
    return name.decode("utf-8", "backslashreplace")
