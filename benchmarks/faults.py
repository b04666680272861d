"""Planted faults: each kind breaks one declaration of a team, and says which finding it must cause and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.writing import Declaration, File


class Planted(NamedTuple):
    """The finding a fault must cause; `offset` counts lines from that of the declaration's id."""

    check: str
    node: str | None
    section: str
    id: str
    offset: int


class Broken(NamedTuple):
    """What a fault made of a declaration, the finding it must cause, and perhaps a second declaration for another file,
    at which the finding then stands."""

    instead: Declaration
    planted: Planted
    elsewhere: Declaration | None = None


def at_line(one: Declaration, kind: str, check: str, lines: Sequence[str], start: str = "") -> Broken:
    """One finding, at the first line that starts so; at the id's own where nothing is named."""
    offset = next(index + 1 for index, line in enumerate(lines) if line.startswith(start)) if start else 0
    planted = Planted(check, f"{kind}:{one.id}", one.section, one.id, offset)
    return Broken(one._replace(lines=tuple(lines)), planted)


def changed(one: Declaration, start: str | tuple[str, ...], change: Callable[[str], str]) -> list[str]:
    return [change(line) if line.startswith(start) else line for line in one.lines]


def without(one: Declaration, start: str) -> list[str]:
    return [line for line in one.lines if not line.startswith(start)]


def misspelt_reference(one: Declaration) -> Broken:
    lines = changed(one, "informed:", lambda line: re.sub(r"\w\]", "]", line))
    return at_line(one, "activity", "x-ref-unresolved", lines, "informed:")


def second_accountable(one: Declaration) -> Broken:
    second = f"{one.id.removesuffix('work_partners')}success_manager"
    lines = changed(one, "accountable:", lambda line: f"accountable: [{line.split(': ')[1]}, {second}]")
    return at_line(one, "activity", "raci-multiple-accountable", lines, "accountable:")


def no_accountable(one: Declaration) -> Broken:
    return at_line(one, "activity", "raci-no-accountable", without(one, "accountable:"))


def no_owner(one: Declaration) -> Broken:
    return at_line(one, "policy", "x-owner-missing", without(one, "owner:"))


def unknown_field(one: Declaration) -> Broken:
    lines = changed(one, "skills:", lambda line: line.replace("skills", "skils"))
    return at_line(one, "role", "schema-unknown-field", lines, "skils:")


def unreadable_value(one: Declaration) -> Broken:
    lines = changed(one, "fte:", lambda _: "since: 2026-02-30")
    return at_line(one, "role", "schema-unreadable", lines, "since:")


def duplicate_id(one: Declaration) -> Broken:
    """The same id in a file that is read later: the second place is the finding."""
    return Broken(one, Planted("x-id-duplicate", f"term:{one.id}", one.section, one.id, 0), one)


def letter_conflict(one: Declaration) -> Broken:
    lines = changed(one, ("consulted:", "informed:"), lambda line: line.replace(": [", ": [vp_sales, "))
    return at_line(one, "activity", "raci-letter-conflict", lines, "informed:")


def duplicate_key(one: Declaration) -> Broken:
    lines = (*one.lines, "title: Twice")
    return Broken(one._replace(lines=lines), Planted("yaml-duplicate-key", None, one.section, one.id, len(lines)))


def wrong_type(one: Declaration) -> Broken:
    lines = changed(one, "fte:", lambda _: "fte: whole")
    return at_line(one, "role", "schema-wrong-type", lines, "fte:")


def kpi_cycle(one: Declaration) -> Broken:
    """The time to a first response drives the qualification rate, and is now driven by it."""
    lines = [*one.lines, f"drivers: [{one.id.removesuffix('response_time')}qualification_rate]"]
    return at_line(one, "kpi", "kpi-tree-cycle", lines, "drivers:")


def no_decision(one: Declaration) -> Broken:
    return at_line(one, "risk", "risk-treatment-incomplete", without(one, "  decision:"), "  actions:")


# The fault, and the section and last words of the id of the declaration that it breaks. The k-th team has the k-th.
FAULTS: tuple[tuple[Callable[[Declaration], Broken], str, str], ...] = (
    (misspelt_reference, "activities", "qualify_leads"),
    (second_accountable, "activities", "work_partners"),
    (no_accountable, "activities", "hire"),
    (no_owner, "policies", "records"),
    (unknown_field, "roles", "account_executive"),
    (unreadable_value, "roles", "operations_analyst"),
    (duplicate_id, "terms", "territory"),
    (letter_conflict, "activities", "save_accounts"),
    (duplicate_key, "roles", "demand_manager"),
    (kpi_cycle, "kpis", "response_time"),
    (wrong_type, "roles", "success_manager"),
    (no_decision, "risks", "partner_loss"),
)


def plant(kind: int, slug: str, files: Sequence[File]) -> tuple[list[File], str, Planted]:
    """The files of a team with one fault, of the kind with that number modulo how many there are; the path of the file
    in which the finding stands, and the finding."""
    fault, section, word = FAULTS[kind % len(FAULTS)]
    for number, file in enumerate(files):
        for index, one in enumerate(file.declarations):
            if one.section == section and one.id == f"{slug}_{word}":
                broken = fault(one)
                rest = list(files)
                before, after = file.declarations[:index], file.declarations[index + 1 :]
                rest[number] = file._replace(declarations=(*before, broken.instead, *after))
                if broken.elsewhere is not None:
                    # Files are read in the order of their paths: the first of a team's files is its last.
                    number = 0
                    rest[0] = files[0]._replace(declarations=(*files[0].declarations, broken.elsewhere))
                return rest, rest[number].path, broken.planted
    raise ValueError(f"{slug} declares no {section} that ends with {word}")
