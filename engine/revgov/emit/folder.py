"""An output folder that is replaced whole or not at all, and that never takes away what it did not write."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "manifest.json"
# What file managers leave in every folder they show.
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


class BuildError(Exception):
    """Nothing was written; the text is a sentence for the person who asked for a build."""


def suitable(out: Path, root: Path) -> Path:
    """The output folder as an absolute path. Raises BuildError where writing it would destroy what is the user's."""
    out = Path(os.path.abspath(out))
    real_out, real_root = Path(os.path.realpath(out)), Path(os.path.realpath(root))
    if real_out == real_root or real_out in real_root.parents:
        raise BuildError(f"{out} holds the governance itself; name a folder of its own, such as build")
    if ".git" in out.parts:
        raise BuildError(f"{out} lies inside git's own folder; name another one")
    if out.is_symlink():
        raise BuildError(f"{out} is a symbolic link, and links are not followed; name the folder itself")
    if out.exists() and not out.is_dir():
        raise BuildError(f"{out} is a file; name a folder")
    foreign = next(unknown(out), None) if out.is_dir() else None
    if foreign is not None:
        raise BuildError(
            f"{out / foreign} was not written by revgov, and a build replaces the whole folder; "
            "move it away or choose another --out"
        )
    return out


def unknown(out: Path) -> Iterator[str]:
    """The files of a folder that its manifest does not list; links count as files."""
    listed = {MANIFEST, *files_in(manifest_of(out))}
    for folder, folders, names in os.walk(out):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted([*names, *links]):
            path = Path(folder, name).relative_to(out).as_posix()
            if path not in listed and name not in LITTER:
                yield path


def manifest_of(out: Path) -> Mapping[str, Any]:
    """The manifest of an earlier build; an empty mapping for a folder that bears none of ours."""
    try:
        kept = json.loads((out / MANIFEST).read_bytes())
        ours = kept["tool"]["name"] == "revgov" and isinstance(kept["files"], dict)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return kept if ours else {}


def files_in(manifest: Mapping[str, Any]) -> Mapping[str, Mapping[str, str]]:
    files: Mapping[str, Mapping[str, str]] = manifest.get("files", {})
    return {path: about for path, about in files.items() if isinstance(about, dict) and inside(path)}


def inside(path: str) -> bool:
    """Whether a path stays below the folder it is put into."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def kept_files(out: Path, artefacts: Mapping[str, object]) -> dict[str, tuple[bytes, Mapping[str, str]]]:
    """The files of an earlier build that belong to artefacts. Raises BuildError for one that was changed since."""
    kept = {}
    for path, about in files_in(manifest_of(out)).items():
        if about.get("artefact") not in artefacts:
            continue
        try:
            data = b"" if (out / path).is_symlink() else (out / path).read_bytes()
        except OSError:
            data = b""
        if digest(data) != about.get("sha256"):
            raise BuildError(f"{out / path} is not as it was written; build everything anew, without --only")
        kept[path] = (data, about)
    return kept


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def replace(out: Path, files: Mapping[str, bytes]) -> None:
    """Puts a folder with these files where `out` is or was. Raises BuildError, and then `out` is as it was."""
    new, old = beside(out, "new"), beside(out, "old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with alone(out.parent):
            recover(out, new, old)
            fill(new, files)
            swap(out, new, old)
    except OSError as error:
        raise BuildError(f"{out} cannot be written ({error.strerror or type(error).__name__})") from None


def beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.revgov-{what}")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Lets one build at a time write into a folder. The system forgets the lock when a build is killed."""
    try:
        import fcntl
    except ImportError:  # Windows, where a second build fails on renaming instead
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise BuildError(f"another build is writing into {folder}; wait until it is done") from None
    except OSError:  # some network file systems know no locks
        pass
    try:
        yield
    finally:
        os.close(handle)


def recover(out: Path, new: Path, old: Path) -> None:
    """Clears up after a build that was killed: the folder it had moved away comes back, what it had begun goes."""
    if old.is_dir() and not out.exists():
        os.replace(old, out)
    for left in (new, old):
        if left.is_symlink():
            left.unlink()
        elif left.exists():
            shutil.rmtree(left)


def fill(new: Path, files: Mapping[str, bytes]) -> None:
    try:
        new.mkdir()
        for path, data in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(data)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        raise


def swap(out: Path, new: Path, old: Path) -> None:
    """Moves the old folder away and the new one in; if that fails the old one comes back."""
    existed = out.exists()
    if existed:
        os.rename(out, old)
    try:
        os.rename(new, out)
    except OSError:
        if existed:
            os.rename(old, out)
        shutil.rmtree(new, ignore_errors=True)
        raise
    if existed:
        shutil.rmtree(old, ignore_errors=True)
