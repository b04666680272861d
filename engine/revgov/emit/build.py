"""Publishes: everything is made in memory first, and then put into place whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from revgov.checks.run import blocks_publishing, findings_of
from revgov.emit.artefacts import ARTEFACTS, NAMES, Artefact
from revgov.emit.edition import Edition, json_bytes, stamp
from revgov.emit.folder import MANIFEST, BuildError, digest, inside, kept_files, manifest_of, replace, suitable
from revgov.governance.governance import Governance
from revgov.version import __version__

__all__ = ["BuildError", "Made", "edition_of", "publish", "write"]


class Made(NamedTuple):
    """What a build wrote: the files of each artefact, by its name."""

    out: Path
    artefacts: Mapping[str, tuple[str, ...]]


def write(governance: Governance, out: Path, only: Collection[str] = ()) -> list[str]:
    """Writes the artefacts, all or only those named, below `out`; the paths written, sorted.

    Raises BuildError, with nothing written, where the text itself is at fault: what could not be read must never be
    published as absent, for it would cancel meetings on people's phones.
    """
    edition = edition_of(governance)
    faults = [finding for finding in edition.findings if blocks_publishing(finding)]
    if faults:
        first = faults[0]
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise BuildError(
            "nothing was written, for the text is at fault: "
            f"{first.place.path}:{first.place.line}: {first.message}{more}"
        )
    made = publish(edition, out, only)
    return sorted([MANIFEST, *(path for paths in made.artefacts.values() for path in paths)])


def edition_of(governance: Governance, *, waive: bool = True) -> Edition:
    """A governance with what is wrong with it, ready to be published."""
    return Edition(governance, tuple(findings_of(governance, waive=waive)), __version__)


def publish(edition: Edition, out: Path, only: Collection[str] = ()) -> Made:
    """Writes an edition. With `only`, the other artefacts of an earlier build stay as they are.

    The manifest says of each artefact of which day and commit it is. Raises BuildError.
    """
    chosen = chosen_artefacts(only)
    out = suitable(out, Path(edition.governance.source.root))
    made = {artefact.name: files_of(artefact, edition) for artefact in chosen}
    files = {path: data for those in made.values() for path, data in those.items()}
    listed = {
        path: {"sha256": digest(data), "artefact": name} for name, those in made.items() for path, data in those.items()
    }
    other = {
        name: about for name, about in artefacts_in(manifest_of(out)).items() if name in NAMES and name not in made
    }
    for path, (data, about) in kept_files(out, other).items() if only else ():
        files.setdefault(path, data)
        listed.setdefault(path, dict(about))
    kept = other if only else {}
    manifest = stamp(edition) | {"artefacts": {name: said(edition) for name in made} | kept, "files": listed}
    replace(out, {**dict(sorted(files.items())), MANIFEST: json_bytes(manifest)})
    return Made(out, {name: tuple(sorted(those)) for name, those in made.items()})


def said(edition: Edition) -> dict[str, Any]:
    """Of which state an artefact is; after `--only` not all need be of the same."""
    return {key: value for key, value in stamp(edition).items() if key in ("as_of", "commit")}


def artefacts_in(manifest: Mapping[str, Any]) -> Mapping[str, Any]:
    artefacts = manifest.get("artefacts", {})
    return artefacts if isinstance(artefacts, dict) else {}


def chosen_artefacts(only: Collection[str]) -> list[Artefact]:
    for name in only:
        if name not in NAMES:
            close = get_close_matches(name, NAMES, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(NAMES)}"
            raise BuildError(f"there is no artefact '{name}'; {hint}")
    return [artefact for artefact in ARTEFACTS if not only or artefact.name in only]


def files_of(artefact: Artefact, edition: Edition) -> dict[str, bytes]:
    """The files of an artefact by path. Two of one path, or one that leads elsewhere, is a defect of ours."""
    files: dict[str, bytes] = {}
    for path, data in artefact.files(edition):
        if path in files or not inside(path):
            raise ValueError(f"the artefact {artefact.name} writes '{path}', which it must not")
        files[path] = data
    return files
