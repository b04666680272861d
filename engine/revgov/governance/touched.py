"""What a change of files changes of a governance: which fields of which kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revgov.governance.declare import declarations
from revgov.governance.defect import Defect
from revgov.governance.load import reading_of
from revgov.governance.outline import Outline
from revgov.governance.reads import REFERENCES, Read
from revgov.kinds import BY_NAME, FIELDS, SECTIONS
from revgov.kinds.mentions import steps_of
from revgov.kinds.node import written_name
from revgov.text import ReadingCache
from revgov.workspace import Workspace

# Dates of force decide whether other declarations count, and the charter's stage which profile holds: every check
# depends on them without reading them.
ALL_DEPENDS = frozenset({"since", "until", "stage"})


class Change(NamedTuple):
    """Files whose text is another one, the declarations in them, and the fields that differ."""

    files: frozenset[str]
    refs: tuple[str, ...]
    fields: frozenset[Read]


def change_since(
    before: Mapping[str, str], outline: Outline, workspace: Workspace, readings: ReadingCache
) -> Change | None:
    """What has changed since a run that saw files with these digests. None where only a new run can tell: where other
    files or declarations are there, or others in force, and where something was or is at fault in the text."""
    changed = [file for file in workspace.files if before.get(file.path) != file.digest]
    files = frozenset(file.path for file in changed)
    if before.keys() != {file.path for file in workspace.files} or not files.isdisjoint(outline.faulty_files):
        return None
    fields: set[Read] = set()
    for file in changed:
        earlier, reading = readings.get(before[file.path]), reading_of(file, readings)
        differ = touched(earlier.values, reading.values) if earlier and not reading.faults else None
        if differ is None or any(isinstance(one, Defect) for one in declarations(file.path, reading.values)):
            return None
        fields |= differ
    if any(field in ALL_DEPENDS for _, field in fields):
        return None
    refs = tuple(ref for path in sorted(files) for ref in outline.refs.get(path, ()))
    return Change(files, refs, frozenset(fields))


def touched(before: Any, after: Any) -> frozenset[Read] | None:
    """The fields that differ between the values of a file before and after a change, by kind; REFERENCES among them
    where such a field can name other declarations. None where not the same declarations stand there in the same
    order."""
    if declared(before) is None or declared(before) != declared(after):
        return None
    found: set[Read] = set()
    for section, one, other in pairs(before, after):
        kind = SECTIONS[section].name
        for field in differing(one, other):
            found.add((kind, field))
            if (kind, field) == ("dataset", "fields"):
                found.update((FIELDS.name, part) for part in differing_parts(one.get(field), other.get(field)))
    return frozenset(found | {REFERENCES} if any(names_others(*read) for read in found) else found)


def declared(values: Any) -> list[tuple[str, ...]] | None:
    """The ways to all declarations of a file, in order; None where something else stands among them."""
    ways: list[tuple[str, ...]] = []
    for section, those in (values or {}).items() if isinstance(values or {}, dict) else [("", None)]:
        if section not in SECTIONS or not isinstance(those, dict):
            return None
        for id_, one in those.items() if section != "charter" else [("charter", those)]:
            if not isinstance(one, dict):
                return None
            inner = (one.get("fields") or {}) if section == "datasets" else {}
            if not isinstance(inner, dict) or not all(isinstance(field, dict) for field in inner.values()):
                return None
            ways += [(section, id_), *((section, id_, name) for name in inner)]
    return ways


def pairs(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Each declaration of a file before and after, with its section; the same ones stand in both."""
    for section, those in (before or {}).items():
        if section == "charter":
            yield section, those, after[section]
        else:
            yield from ((section, one, after[section][id_]) for id_, one in those.items())


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The keys whose values differ. The order of two keys is a difference too: edges come in the order written."""
    both = before.keys() & after.keys()
    moved = [key for key in before if key in both] != [key for key in after if key in both]
    for key in before.keys() | after.keys():
        # Not by `==`, for which 1 is true.
        if moved or key not in both or repr(before[key]) != repr(after[key]):
            yield key


def differing_parts(before: Any, after: Any) -> Iterator[str]:
    """The keys that differ in any of a dataset's fields; the same fields stand in both, if there are any."""
    for name in before or ():
        yield from differing(before[name], after[name])


def names_others(kind: str, field: str) -> bool:
    steps = steps_of(BY_NAME[kind].model)
    return any(written_name(step.attribute) == field for step in steps)
