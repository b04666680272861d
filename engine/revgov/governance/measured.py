"""CSV files of observations -> measured values, and the faults of what cannot be read, each at its cell."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from io import StringIO
from typing import Any, NamedTuple

from revgov.finding import Place, Span
from revgov.governance.observations import DIMENSIONS, FAULT, Observation, Observations
from revgov.kinds import Kpi, Node
from revgov.kinds.values import Amount, Period, Unreadable, WrongType
from revgov.kinds.values.quantity import same_unit
from revgov.kinds.values.time import DAYS, read_date
from revgov.kinds.values.value import reader
from revgov.text import Fault
from revgov.workspace import SETTINGS, Workspace

COLUMNS = ("of", "measure", "period", "on", "value", "source", "note")
NEEDED = ("of", "on", "value")
KINDS = ("kpi", "sla", "dataset", "field")
MOST_FAULTS = 50
MOST_COLUMNS = 50
MOST_REFUSED = 1000
"""Of a file that holds anything but measured values nobody wants to hear or wait for more."""
DATE, AMOUNT, PERIOD = reader(read_date), reader(Amount.read), reader(Period.read)
CELL = re.compile(r'\s*"(?:[^"]|"")*"?[^,]*|[^,]*')
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
LONGEST = 200
COMMAS = "columns are separated by commas here"
# A number as much of the world writes it, and a part that may be thousands.
COMMA = re.compile(r"([+-]?\d+),(\d+)(.*)")


class Row(NamedTuple):
    """One record: the line it starts on, its text, and its cells by column."""

    line: int
    text: str
    cells: Mapping[str, str]
    columns: tuple[str, ...]

    def span(self, column: str) -> Span:
        """Where a cell stands."""
        return span_of(self.text, self.line, self.columns.index(column)) if column in self.columns else self.whole

    @property
    def whole(self) -> Span:
        return Span(self.line, 1, self.line, len(self.text.splitlines()[0]) + 1 if self.text.strip() else 1)


class Refused(Exception):
    """A record says nothing that counts; its text is a sentence, `column` the cell that it is about."""

    def __init__(self, column: str, message: str, check: str = FAULT) -> None:
        super().__init__(message)
        self.column = column
        self.check = check


def observations_of(workspace: Workspace, as_of: datetime.date, nodes: Mapping[str, Node]) -> Observations:
    """The measured values of a workspace up to a day."""
    found: list[Observation] = []
    top = Span(1, 1, 1, 1)
    faults = [(SETTINGS, Fault(FAULT, f"{path}: {said}", top)) for path, said in workspace.unobserved]
    for file in workspace.observations:
        read_here, faults_here = read_observations(file.path, file.data, nodes)
        found.extend(one for one in read_here if one.on <= as_of)
        faults.extend((file.path, fault) for fault in faults_here)
    return Observations(found, (file.path for file in workspace.observations), faults, asked=True)


def read_observations(path: str, data: bytes, nodes: Mapping[str, Node]) -> tuple[list[Observation], list[Fault]]:
    """What a file says, and what is wrong with it. Nothing a file holds makes this raise."""
    found: list[Observation] = []
    faults: list[Fault] = []
    seen: dict[tuple[Any, ...], int] = {}
    refused, declared = 0, Declared(nodes)
    for row in rows(data, faults):
        try:
            one = observation(path, row, declared)
            key = (one.ref, one.measure, one.period, one.on)
            if key in seen:
                raise Refused(
                    "of", f"the same was measured on the same day in line {seen[key]}; keep one of the values"
                )
        except Refused as refusal:
            refused += 1
            if refused <= MOST_FAULTS:
                faults.append(Fault(refusal.check, str(refusal), row.span(refusal.column)))
            if refused == MOST_REFUSED:
                break
            continue
        seen[key] = row.line
        found.append(one)
    if refused > MOST_FAULTS:
        rest = ", and reading ended there" if refused == MOST_REFUSED else ""
        said = f"{refused - MOST_FAULTS} more records cannot be read{rest}; is this a file of measured values?"
        faults.append(Fault(FAULT, said, Span(1, 1, 1, 1)))
    return found, faults


def rows(data: bytes, faults: list[Fault]) -> Iterator[Row]:
    """The records below the heading. Where the file cannot be read on, a fault says so."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        faults.append(Fault(FAULT, "the file is not UTF-8, so none of it was read", Span(line, 1, line, 1)))
        return
    columns: tuple[str, ...] | None = None
    following = 1
    try:
        for line, record, cells in records(text):
            following = line + max(record.count("\n"), 1)
            if columns is None:
                columns = heading(line, record, cells, faults)
                if columns is None:
                    return
            elif any(cell.strip() for cell in cells):
                yield Row(line, record, by_column(columns, cells), columns)
    except csv.Error as error:
        said = f"the file is no CSV from here on, and was read up to here ({error})"
        faults.append(Fault(FAULT, said, Span(following, 1, following, 1)))


def records(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """The first line of each record, its text and its cells; empty lines are none."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in StringIO(text, newline=""):
            taken.append(line)
            yield line

    at = 1
    for cells in csv.reader(lines(), strict=True):
        record, line = "".join(taken), at
        at += len(taken)
        taken.clear()
        if cells:
            yield line, record, cells


def heading(line: int, record: str, cells: list[str], faults: list[Fault]) -> tuple[str, ...] | None:
    """The columns that the first record names; None where those are missing without which nothing can be read."""
    columns = tuple(cell.strip().casefold() for cell in cells)
    lacking = [name for name in NEEDED if name not in columns]
    if lacking:
        hint = f"{COMMAS}, not by `;`" if ";" in record else f"write {','.join(COLUMNS[:-1])}, with commas between"
        said = f"the first line names no column `{lacking[0]}`; {hint}"
        faults.append(Fault(FAULT, said, Span(line, 1, line, 1)))
        return None
    if len(columns) > MOST_COLUMNS:
        said = f"the first line names {len(columns)} columns; there are {', '.join(COLUMNS)}"
        faults.append(Fault(FAULT, said, Span(line, 1, line, 1)))
        return None
    for index, name in enumerate(columns):
        span = span_of(record, line, index)
        if name in columns[:index]:
            faults.append(Fault(FAULT, f"the column '{shown(name)}' stands here twice; the first one counts", span))
        elif name not in COLUMNS:
            close = get_close_matches(name[:LONGEST], COLUMNS, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(COLUMNS)}"
            faults.append(Fault(FAULT, f"'{shown(name)}' is no column of observations; {hint}", span))
    return columns


def by_column(columns: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        found.setdefault(column, cell.strip())
    if any(cell.strip() for cell in cells[len(columns) :]):
        found[""] = "more"
    return found


def span_of(record: str, line: int, index: int) -> Span:
    """Where the cell of that number stands in a record that starts on a line."""
    start = 0
    for _ in range(index):
        cell = CELL.match(record, start)
        start = cell.end() + 1 if cell else start
    cell = CELL.match(record, start)
    written = cell[0].rstrip() if cell else ""
    before = record[:start]
    line += before.count("\n")
    column = len(before) - before.rfind("\n")
    first = written.splitlines()[0] if written else ""
    return Span(line, column, line, column + len(first))


def shown(text: str) -> str:
    text = " ".join(CONTROL.sub("\N{REPLACEMENT CHARACTER}", text[: LONGEST * 2]).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def observation(path: str, row: Row, declared: Declared) -> Observation:
    """What a record says. Raises Refused."""
    cells = row.cells
    if "" in cells:
        said = f"this record has more than the {len(row.columns)} cells of the first line"
        raise Refused("", f"{said}; quote commas, and write 24.5 for 24,5")
    for column, cell in cells.items() if CONTROL.search(row.text) else ():
        if CONTROL.search(cell):
            raise Refused(column, f"a control character stands under `{shown(column)}`; delete it")
    if ";" in row.text and not any(cells.get(name) for name in row.columns[1:]):
        raise Refused("", f"this record is one cell with `;` in it; {COMMAS}, not by `;`")
    node = declared.named(cells.get("of", ""))
    measure = measure_of(node, cells.get("measure", "").casefold())
    on: datetime.date = read("on", DATE, cells.get("on", ""))
    period = read("period", PERIOD, cells["period"]) if cells.get("period") else None
    value = value_of(node, measure, cells.get("value", ""))
    place = Place.of(path, row.whole)
    return Observation(node.ref, measure, period, on, value, shown(cells.get("source", "")), place)


def read(column: str, how: Any, written: str) -> Any:
    if not written:
        raise Refused(column, f"nothing stands under `{column}`")
    try:
        return how(written)
    except (Unreadable, WrongType) as reason:
        raise Refused(column, f"{column}: {shown(str(reason))}") from None


class Declared:
    """What can be measured, asked by the names that stand in files; it looks for what was meant only so often."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.nodes = nodes
        self.hints = MOST_FAULTS
        self.answers: dict[str, Node] = {}

    @cached_property
    def former(self) -> Mapping[tuple[str, str], Node]:
        """Declarations by the names they had: what was measured before a change of name still counts."""
        return {(node.kind, name): node for node in self.nodes.values() for name in node.was}

    def named(self, written: str) -> Node:
        """The declaration that was measured; a plain id is enough while only one kind declares it. Raises Refused."""
        if written not in self.answers:
            self.answers[written] = self.looked_up(written)
        return self.answers[written]

    def looked_up(self, written: str) -> Node:
        name = shown(written)
        if not written:
            raise Refused("of", "nothing stands under `of`; name what was measured, such as kpi:win_rate")
        kind, colon, id_ = written.rpartition(":")
        if colon and kind not in KINDS:
            raise Refused("of", f"'{name}' is nothing that is measured here; name a kpi, sla, dataset or field")
        found = [f"{one}:{id_}" for one in ((kind,) if colon else KINDS) if f"{one}:{id_}" in self.nodes]
        if len(found) > 1:
            raise Refused("of", f"'{name}' may be {' or '.join(found)}; write which one")
        if found:
            return self.nodes[found[0]]
        if (kind, id_) in self.former:
            return self.former[kind, id_]
        said = f"'{name}' is measured here and not declared{self.hint(kind, id_)}"
        raise Refused("of", said, "x-ref-unresolved")

    def hint(self, kind: str, id_: str) -> str:
        """The nearest name, in words; comparing takes long, and of a file full of errors nobody reads them all."""
        self.hints -= 1
        known = [node.id for node in self.nodes.values() if node.kind == kind] if self.hints >= 0 else []
        close = get_close_matches(id_[:LONGEST], known[:2000], n=1)
        return f"; did you mean '{kind}:{close[0]}'?" if close else ""


def measure_of(node: Node, written: str) -> str:
    if node.kind in ("dataset", "field"):
        if written in DIMENSIONS:
            return written
        said = f"'{shown(written)}' is no measure of data" if written else "nothing stands under `measure`"
        raise Refused("measure", f"{said}; write {', '.join(DIMENSIONS)}")
    if written:
        raise Refused("measure", "a KPI or SLA is measured as a whole; leave `measure` empty")
    return ""


def value_of(node: Node, measure: str, written: str) -> Amount:
    """The value, in a unit that can be compared with what is declared: units are never guessed."""
    if comma := COMMA.fullmatch(written):
        whole, part, unit = comma.groups()
        either = f"{shown(whole + part + unit)} or " if len(part) == 3 else ""
        point = shown(f"{whole}.{part}{unit}")
        raise Refused("value", f"value: '{shown(written)}' has a comma in its number; write {either}{point}")
    value: Amount = read("value", AMOUNT, written)
    if isinstance(node, Kpi):
        if node.unit and not same_unit(node.unit, value.unit):
            raise Refused("value", f"'{shown(written)}' is {in_unit(value)}, while {node.ref} is in {node.unit}")
    elif node.kind == "sla":
        if value.unit != "percent" and value.unit not in DAYS:
            raise Refused(
                "value", f"'{shown(written)}' is {in_unit(value)}; write the share kept (96%) or a time (26h)"
            )
    elif measure == "freshness" and value.unit not in DAYS:
        raise Refused("value", f"'{shown(written)}' is {in_unit(value)}; freshness is a time, such as 6h")
    elif measure != "freshness" and value.unit != "percent":
        raise Refused("value", f"'{shown(written)}' is {in_unit(value)}; {measure} is a share, such as 98%")
    return value


def in_unit(value: Amount) -> str:
    return f"in {value.unit}" if value.unit else "without a unit"
