"""What a check run leaves for the next one, in files that anyone may delete at any time.

`report.json` answers the same question again. `last.json` holds what was told and what each check read for it: where
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

from revgov.report import Bearer, Report, report_from, report_json
from revgov.text import read_whole, write_whole
from revgov.version import __version__
from revgov.workspace import Workspace

if TYPE_CHECKING:
    import datetime

    from revgov.checks.again import Last

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
    """A digest of everything a run depends on but the files themselves."""
    parts = [__version__, edition(), on.isoformat(), workspace.settings.digest if workspace.settings else ""]
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
    from revgov.checks.again import Last
    from revgov.checks.keeping import outline_from, standing_from

    try:
        checksum, _, body = content(folder, "last.json").partition(b"\n")
        kept = json.loads(body) if int(checksum, 16) == crc32(body) else {}
        if kept["circumstances"] != given:
            return None
        standing = standing_from(kept["standing"])
        bearers = {str(ref): Bearer(asset, owner) for ref, (asset, owner) in kept["bearers"].items()}
        return Last(dict(kept["files"]), outline_from(kept["outline"], standing), standing, bearers)
    except NOT_OURS:
        return None


def keep_last(folder: Path | None, given: str, last: Last) -> None:
    """Keeps the last run, after a checksum that tells accidents, not forgery."""
    if folder is None:
        return
    from revgov.checks.keeping import outline_json, standing_json

    kept = {"circumstances": given, "files": dict(last.files), "bearers": last.bearers}
    kept |= {"outline": outline_json(last.outline), "standing": standing_json(last.standing)}
    body = in_json(kept)
    put(folder, "last.json", b"%08x\n%s" % (crc32(body), body))


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
