"""The files of measured values that settings name by path or pattern, of a folder or of a git revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from revgov.workspace.folder import below, bytes_of
from revgov.workspace.git import git
from revgov.workspace.revision import blobs
from revgov.workspace.state import FILE_BYTES, LINK, TOO_LARGE, SourceFile, Workspace, inside, matches, shown

WILD = frozenset("*?[")
NOTHING = "no file bears this name, or fits this pattern: nothing that it should hold is measured"
Faults = list[tuple[str, str]]


def observed(workspace: Workspace, patterns: Sequence[str]) -> Workspace:
    """The workspace with the files that the patterns name, each once. Raises WorkspaceError where one leads outside.

    What cannot be read, is a link, or names nothing is told under `unobserved`, by its path or its pattern.
    """
    plain = inside(patterns, "path of observations")
    faults: Faults = []
    if not plain:
        return workspace
    found = _at_revision(workspace, plain, faults) if workspace.commit else _in_folder(workspace.root, plain, faults)
    files = {path: SourceFile(path, data, sha256(data).hexdigest()) for path, data in found}
    told = [*files, *(path for path, _ in faults)]
    for written, pattern in zip(patterns, plain, strict=True):
        if not any(matches(path, pattern) for path in told):
            faults.append((written, NOTHING))
    in_order = tuple(files[path] for path in sorted(files))
    return workspace._replace(observations=in_order, unobserved=tuple(sorted(set(faults))))


def _fixed(pattern: str) -> str:
    """The folder in which a pattern begins to vary; `.` for the root."""
    names = pattern.split("/")
    varying = next((index for index, name in enumerate(names) if WILD & {*name}), len(names) - 1)
    return "/".join(names[:varying]) or "."


def _in_folder(root: Path, patterns: Iterable[str], faults: Faults) -> Iterator[tuple[str, bytes]]:
    for pattern in patterns:
        for path in _walked(root, pattern, faults):
            yield shown(os.fsencode(path)), bytes_of(root, path, faults)


def _walked(root: Path, pattern: str, faults: Faults) -> Iterator[str]:
    """The paths of a folder that fit a pattern. A folder that a pattern passes through is no link."""
    folder, deep = _fixed(pattern), "**" in pattern.split("/")
    way = [folder, *map(str, PurePosixPath(folder).parents)]
    linked = [part for part in way if part != "." and os.path.islink(root / part)]
    if linked:
        faults.append((pattern, LINK))
    start = [folder] if not linked and os.path.isdir(root / folder) else []
    depth = pattern.count("/")
    fits = partial(matches, pattern=pattern)
    yield from below(root, start, faults, fits, fits, lambda path: deep or path.count("/") < depth)


def _at_revision(workspace: Workspace, patterns: list[str], faults: Faults) -> Iterator[tuple[str, bytes]]:
    listing = git(workspace.root, "ls-tree", "-r", "-l", "-z", workspace.commit or "", "--", *map(_fixed, patterns))
    objects: dict[str, bytes] = {}
    for entry in listing.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, digest, size = head.split()
        path = shown(name)
        hidden = path.startswith(".") or "/." in path
        if hidden or not any(matches(path, pattern) for pattern in patterns):
            continue
        if mode == b"120000":
            faults.append((path, LINK))
        elif mode.startswith(b"100"):
            large = not size.isdigit() or int(size) > FILE_BYTES
            faults.extend([(path, TOO_LARGE)] if large else [])
            objects[path] = b"" if large else digest
    contents = blobs(workspace.root, objects.values())
    yield from ((path, contents[name]) for path, name in objects.items())
