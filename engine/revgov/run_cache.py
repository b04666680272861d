"""What a check run leaves for the next one, in files that anyone may delete at any time.

`report.json` answers the same question again. `last.jsonl` holds what was told and what each check read for it: where
a few files have changed since, only what they touch is asked anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from revgov.report import Report, report_from, report_json
from revgov.text import opened, read_whole, write_whole
from revgov.version import __version__
from revgov.workspace import Workspace

if TYPE_CHECKING:
    import datetime

    from revgov.checks.last import Last

CACHE = ".revgov_cache"
# What continuous integration calls itself: whoever sends a pull request decides what lies in that working tree.
CI_NAMES = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL", "BUILDKITE", "TEAMCITY_VERSION")
# What anything else than what we wrote may raise while it is taken apart.
NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


def cache_folder(root: Path) -> Path | None:
    """Where readings and reports are kept. In CI only where REVGOV_CACHE_DIR says so: a pull request could bring a
    `.revgov_cache` of its own, and what it says would be believed."""
    named = os.environ.get("REVGOV_CACHE_DIR")
    if named:
        return Path(named)
    return None if any(map(os.environ.get, CI_NAMES)) else root / CACHE


def circumstances(workspace: Workspace, on: datetime.date) -> str:
    """A digest of everything a run depends on but what stands in the files."""
    parts = [__version__, edition(), on.isoformat(), workspace.settings.digest if workspace.settings else ""]
    parts += [file.path for file in workspace.files]
    parts += [f"{path}\0{message}" for path, message in workspace.faults]
    parts += [f"{file.path}\0{file.digest}" for file in workspace.observations]
    parts += [f"{path}\0{message}" for path, message in workspace.unobserved]
    parts += [f"{path}\0{changes}" for path, changes in sorted(workspace.history.items())]
    return digest(parts)


def question(given: str, workspace: Workspace, select: Collection[str], waive: bool) -> str:
    """A digest of everything a report depends on, in given circumstances."""
    files = [f"{file.path}\0{file.digest}" for file in workspace.files]
    return digest([given, ",".join(sorted(select)), str(waive), *files])


def digest(parts: Collection[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def recalled(folder: Path | None, key: str) -> Report | None:
    """The report kept for a question; whatever is not one is ignored."""
    try:
        kept = json.loads(content(folder, "report.json"))
        return report_from(kept["report"]) if kept["question"] == key else None
    except NOT_OURS:
        return None


def remember(folder: Path | None, key: str, report: Report) -> None:
    """Keeps the last report."""
    put(folder, "report.json", in_json({"question": key, "report": report_json(report)}))


def last_run(folder: Path | None, given: str) -> Last | None:
    """The last run in the same circumstances; whatever is not one is ignored."""
    from revgov.checks.rows import last_from

    if folder is None or folder.is_symlink():
        return None
    try:
        with opened(folder / "last.jsonl") as file:
            header = file.readline()
            if not header.startswith(given.encode("ascii")):
                return None
            rows: dict[str, list[Any]] = {}
            checksum = 0
            for line in file:
                checksum = crc32(line, checksum)
                name, row = json.loads(line)
                rows.setdefault(name, []).append(row)
        return last_from(rows) if header == header_of(given, checksum) else None
    except (OSError, *NOT_OURS):
        return None


def keep_last(folder: Path | None, given: str, last: Last) -> None:
    """Keeps the last run."""
    if folder is None:
        return
    from revgov.checks.rows import rows_of

    body = b"".join(in_json(row) + b"\n" for row in rows_of(last))
    put(folder, "last.jsonl", header_of(given, crc32(body)) + body)


def header_of(given: str, checksum: int) -> bytes:
    """The first line: the circumstances, so that the rest may stay unread in others, and a checksum that tells
    accidents, not forgery."""
    return f"{given} {checksum:08x}\n".encode("ascii")


def in_json(what: Any) -> bytes:
    return json.dumps(what, separators=(",", ":")).encode("ascii")


def content(folder: Path | None, name: str) -> bytes:
    """What a file of the cache holds; nothing where it is not there."""
    return (read_whole(folder / name) if folder and not folder.is_symlink() else None) or b""


def put(folder: Path | None, name: str, data: bytes) -> None:
    """Keeps something. A folder that cannot be written is nobody's concern."""
    if folder is not None and folder.is_dir() and not folder.is_symlink():
        with contextlib.suppress(OSError):
            write_whole(folder / name, data)


def edition() -> str:
    """A digest of this program's own files, so that nobody who changes a check is shown what it said before."""
    package = Path(__file__).parent
    files = (path for path in package.rglob("*") if path.suffix in (".py", ".toml"))
    stated = sorted((path.relative_to(package).as_posix(), path.stat()) for path in files)
    told = "\n".join(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stated)
    return hashlib.sha256(told.encode()).hexdigest()
