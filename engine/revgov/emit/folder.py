"""An output folder that is replaced whole or not at all, and that never takes away what it did not write."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "manifest.json"
# What file managers leave in every folder they show.
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}


class BuildError(Exception):
    """Nothing was written; the text is a sentence for the person who asked for a build."""


def settled(root: Path, out: str, folders: Iterable[str]) -> Path:
    """The output folder that the settings name.

    Settings come with a change under review, unlike `--out`: BuildError where they lead out of the repository, or into
    a folder that is read.
    """
    named = Path(root, out)
    if not within(named, root):
        raise BuildError(
            f"revgov.yaml: build.out: '{out}' leads out of the repository; name a folder in it, "
            "or another one with --out"
        )
    for folder in folders:
        if within(named, Path(root, folder)) and not within(root, Path(root, folder)):
            raise BuildError(f"revgov.yaml: build.out: '{out}' lies in {folder}, which is read; name another folder")
    return named


def within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or leads below it, whatever links it goes through."""
    inner, outer = real_parts(path), real_parts(folder)
    return inner[: len(outer)] == outer


def real_parts(path: Path) -> tuple[str, ...]:
    """The parts of a path once its links are followed, in one case: many disks take `.GIT` for `.git`."""
    return tuple(part.casefold() for part in Path(os.path.realpath(path)).parts)


def suitable(out: Path, root: Path) -> Path:
    """The output folder as an absolute path. Raises BuildError where writing it would destroy what is the user's."""
    out = Path(os.path.abspath(out))
    try:
        refuse(out, root)
    except (OSError, ValueError) as error:
        raise BuildError(f"{out} cannot be written ({getattr(error, 'strerror', None) or error})") from None
    return out


def refuse(out: Path, root: Path) -> None:
    if within(root, out):
        raise BuildError(f"{out} holds the governance itself; name a folder of its own, such as build")
    if ".git" in (*real_parts(out), *(part.casefold() for part in out.parts)):
        raise BuildError(f"{out} lies inside git's own folder; name another one")
    if out.is_symlink():
        raise BuildError(f"{out} is a symbolic link, and links are not followed; name the folder itself")
    if out.exists() and not out.is_dir():
        raise BuildError(f"{out} is a file; name a folder")
    for found, what in ((unknown(out), "was not written by revgov"), (changed(out), "is not as it was written")):
        path = next(found, None)
        if path is not None:
            raise BuildError(
                f"{out / path} {what}, and a build replaces the whole folder; move it away or choose another --out"
            )


def unknown(out: Path) -> Iterator[str]:
    """What a folder holds that its manifest does not list: files, links, and folders with nothing in them."""
    listed = {MANIFEST, *files_in(manifest_of(out))}
    ours = {parent.as_posix() for path in listed for parent in PurePosixPath(path).parents}
    for folder, folders, names in os.walk(out):
        here = Path(folder).relative_to(out)
        if not folders and LITTER.issuperset(names) and here.as_posix() not in ours:
            yield here.as_posix()
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted([*names, *links]):
            path = (here / name).as_posix()
            if path not in listed and name not in LITTER:
                yield path


def changed(out: Path) -> Iterator[str]:
    """The files of an earlier build that somebody wrote anew; one that is gone is no loss."""
    for path, about in files_in(manifest_of(out)).items():
        if os.path.lexists(out / path) and not unaltered(out / path, about):
            yield path


def unaltered(file: Path, about: Mapping[str, str]) -> bool:
    return file.is_file() and not file.is_symlink() and digest(file.read_bytes()) == about.get("sha256")


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
    """The files of an earlier build that belong to artefacts. Raises BuildError for one that is gone since."""
    kept = {}
    for path, about in files_in(manifest_of(out)).items():
        if about.get("artefact") not in artefacts:
            continue
        try:
            kept[path] = ((out / path).read_bytes(), about)
        except OSError:
            raise BuildError(f"{out / path} cannot be read; build everything anew, without --only") from None
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
