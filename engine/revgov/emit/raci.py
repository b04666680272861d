"""The RACI matrix: every activity by every role, area by area, as CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.emit.declared import party
from revgov.emit.document import Cell, Document, Facts, Section, State, Table
from revgov.emit.edition import Edition, File, origin
from revgov.emit.markdown import document
from revgov.emit.names import heading
from revgov.emit.sheet import csv_bytes
from revgov.governance.governance import Governance
from revgov.kinds import Activity, Role
from revgov.kinds.activity import LETTERS

NO_AREA = "no area"
LEGEND = (
    ("R", "responsible: does the work"),
    ("A", "accountable: answers for it, one role only"),
    ("C", "consulted: is asked before"),
    ("I", "informed: is told after"),
)


def raci(edition: Edition) -> Iterator[File]:
    """`registers/raci` as a sheet with a column for each role, and as a text with a table for each area."""
    yield "registers/raci.csv", sheet(edition.governance)
    yield "registers/raci.md", matrix_text(edition)


def letters(activity: Activity) -> dict[str, str]:
    """The letters of each role in one activity, such as `A/R`, in the order R, A, C, I."""
    found: dict[str, set[str]] = {}
    for one in activity.assignments():
        found.setdefault(one.role, set()).add(one.letter)
    return {role: "/".join(letter for letter in LETTERS if letter in held) for role, held in found.items()}


def roles_of(governance: Governance, activities: tuple[Activity, ...]) -> list[str]:
    """The roles that have a letter, in the order in which they are declared; names that are not declared come last."""
    used = {role for activity in activities for role in letters(activity)}
    declared = [role.id for role in governance.all(Role) if role.id in used]
    return declared + sorted(used.difference(declared))


def by_area(governance: Governance) -> list[tuple[str, tuple[Activity, ...]]]:
    """Activities by their first area, areas by name, those of none at the end."""
    areas: dict[str, list[Activity]] = {}
    for activity in governance.every(Activity):
        areas.setdefault(activity.area[0] if activity.area else NO_AREA, []).append(activity)
    return sorted(((area, tuple(those)) for area, those in areas.items()), key=lambda one: (one[0] == NO_AREA, one[0]))


def sheet(governance: Governance) -> bytes:
    activities = governance.every(Activity)
    roles = roles_of(governance, activities)
    rows = (
        [area, activity.id, activity.title, activity.type, *cells, missing(activity)]
        for area, those in by_area(governance)
        for activity in those
        for cells in [[letters(activity).get(role, "") for role in roles]]
    )
    return csv_bytes(("area", "id", "activity", "type", *roles, "unassigned"), rows)


def missing(activity: Activity) -> str:
    """Which of the two letters that every activity needs nobody bears."""
    return ", ".join(LETTERS[letter] for letter in "RA" if not activity.with_letter(letter))


def matrix_text(edition: Edition) -> bytes:
    governance = edition.governance
    sections = (Section(area, heading(area), (matrix(governance, those),)) for area, those in by_area(governance))
    report = Document(
        title=f"Who does what at {edition.organization}",
        kicker=origin(edition),
        origin=Facts(LEGEND),
        sections=tuple(sections) or (Section("none", "Activities", ("No activity is declared.",)),),
        footer="Letters are read from the activities; a role is whoever holds it on the day.",
    )
    return document(report)


def matrix(governance: Governance, activities: tuple[Activity, ...]) -> Table:
    """A table with the roles that have a letter in it as columns, so that it stays readable."""
    roles = roles_of(governance, activities)
    rows: list[tuple[Cell, ...]] = []
    for activity in activities:
        held = letters(activity)
        gap = missing(activity)
        unassigned: Cell = State(f"nobody is {gap}", "bad") if gap else "–"
        rows.append((activity.title, *(held.get(role, "") for role in roles), unassigned))
    return Table(("Activity", *(head(governance, role) for role in roles), "Unassigned"), tuple(rows))


def head(governance: Governance, role: str) -> str:
    return party(governance, role).title
