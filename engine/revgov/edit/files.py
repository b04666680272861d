"""Puts new texts in the place of old ones: all of them or none, within the root, and never over somebody's work."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from revgov.edit.draft import Draft
from revgov.edit.page import Refused


def replace(root: Path, drafts: Sequence[Draft]) -> None:
    """Writes every draft. Raises Refused, with every file as it was, where one cannot be written or has changed."""
    drafts = [draft for draft in drafts if draft.new != draft.old]
    waiting: list[Path] = []
    done: list[Draft] = []
    try:
        for draft in drafts:
            expect_unchanged(root, draft)
            waiting.append(laid_beside(root, draft))
        for draft, beside in zip(drafts, list(waiting), strict=True):
            # Whatever was written meanwhile is somebody's work.
            expect_unchanged(root, draft)
            put(beside, root / draft.path, new=draft.old is None)
            waiting.remove(beside)
            done.append(draft)
    except (OSError, Refused) as reason:
        for draft in done:
            take_back(root, draft)
        raise reason if isinstance(reason, Refused) else unwritable(reason) from None
    finally:
        for beside in waiting:
            beside.unlink(missing_ok=True)


def unwritable(reason: OSError) -> Refused:
    where = f" ({reason.filename})" if reason.filename else ""
    return Refused(f"the system refused: {reason.strerror or reason}{where}; nothing was changed")


def expect_unchanged(root: Path, draft: Draft) -> None:
    """Raises Refused unless the file is the ordinary file below the root that was read, or is not there yet."""
    path = PurePosixPath(draft.path)
    if path.is_absolute() or ".." in path.parts:
        raise Refused(f"{draft.path} leads out of the repository, so nothing was changed")
    if any(os.path.islink(root / part) for part in (path, *path.parents) if part.name):
        raise Refused(f"{draft.path} is, or lies behind, a symbolic link, and links are not followed")
    if draft.old is None:
        if os.path.lexists(root / draft.path):
            raise Refused(f"{draft.path} has appeared meanwhile, so nothing was changed; try again")
    elif content(root / draft.path) != draft.old:
        raise Refused(f"{draft.path} was changed by somebody else meanwhile, so nothing was changed; try again")


def content(path: Path) -> bytes | None:
    """The bytes of an ordinary file that may be written; None for anything else."""
    flags = sum(getattr(os, name, 0) for name in ("O_RDWR", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
    try:
        with open(os.open(path, flags), "rb") as file:
            return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except FileNotFoundError:
        return None


def laid_beside(root: Path, draft: Draft) -> Path:
    """The new text in a file of its own, in the same folder and with the same mode. Raises OSError."""
    path = root / draft.path
    path.parent.mkdir(parents=True, exist_ok=True)
    # A hidden name: should the machine stop now, nobody reads the left-over as governance.
    beside = next(free for free in names_beside(path) if not os.path.lexists(free))
    try:
        with open(beside, "xb") as file:
            file.write(draft.new)
            file.flush()
            os.fsync(file.fileno())
        if draft.old is not None:
            os.chmod(beside, stat.S_IMODE(os.stat(path).st_mode))
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def names_beside(path: Path) -> Iterator[Path]:
    number = 0
    while True:
        yield path.with_name(f".{path.name}.{os.getpid()}.{number}.revgov")
        number += 1


def put(beside: Path, path: Path, *, new: bool) -> None:
    """A new file never takes the place of one that appeared at the last moment."""
    if new and os.path.lexists(path):
        raise Refused(f"{path.name} has appeared meanwhile, so nothing was changed; try again")
    os.replace(beside, path)


def take_back(root: Path, draft: Draft) -> None:
    """Makes a file what it was before, as far as the system lets us."""
    with contextlib.suppress(OSError, Refused):
        if draft.old is None:
            (root / draft.path).unlink()
        else:
            back = Draft(draft.path, draft.new, draft.old)
            os.replace(laid_beside(root, back), root / draft.path)
