"""What a check is about, or what checks there are: the answers of `revgov explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from revgov.checks.examples import Example
from revgov.checks.faults import FaultKind
from revgov.checks.registry import Check
from revgov.render.terminal import fitted, padded, plain, wrapped

WIDEST = 80


def json_of(about: Check | FaultKind, example: Example | None) -> dict[str, Any]:
    """A check as JSON: `severities` by profile, `parameters` with their defaults, `example` null without one."""
    severities = about.severities if isinstance(about, Check) else {"scale_up": "error", "startup": "error"}
    parameters = about.parameters if isinstance(about, Check) else {}
    return {
        "check": about.id,
        "summary": about.summary,
        "why": about.why,
        "remedy": about.remedy,
        "severities": {profile: str(severity) for profile, severity in severities.items()},
        "parameters": {name: default if plainly(default) else str(default) for name, default in parameters.items()},
        "since": about.since if isinstance(about, Check) else None,
        "example": example._asdict() if example else None,
        "docs": f"docs/checks/{about.id}.md",
    }


def index_json(checks: Iterable[Check], faults: Iterable[FaultKind], families: Mapping[str, str]) -> dict[str, Any]:
    """Every check and fault with its family and summary, in the order of the families; then the faults."""
    order = list(families)
    ranked = sorted(checks, key=lambda check: order.index(check.family) if check.family in order else len(order))
    found = [row_of(check, families.get(check.family, check.family)) for check in ranked]
    return {"checks": [*found, *(row_of(fault, "Faults of the text") for fault in faults)]}


def row_of(about: Check | FaultKind, family: str) -> dict[str, str]:
    return {"check": about.id, "family": family, "summary": about.summary}


def index_text(found: Mapping[str, Any]) -> str:
    """One line for each check, which fits into a terminal: as much of its summary as there is room for."""
    lines = ["revgov explain CHECK says more about each: why, what to do, and an example."]
    for family, rows in groupby(found["checks"], key=itemgetter("family")):
        members = [(row["check"], plain(row["summary"])) for row in rows]
        room = max(len(check) for check, _ in members)
        lines += ["", family, *(fitted(f"  {padded(check, room)}  {says}", WIDEST) for check, says in members)]
    return "\n".join(lines) + "\n"


def plainly(value: Any) -> bool:
    """Whether JSON can hold a parameter's default as it is."""
    return isinstance(value, (str, int, float, bool, list, tuple, dict, type(None)))


def text_of(explanation: Mapping[str, Any]) -> str:
    return "\n".join(lines_of(explanation)) + "\n"


def lines_of(explanation: Mapping[str, Any]) -> Iterator[str]:
    yield explanation["check"]
    yield from paragraph("", explanation["summary"])
    yield from paragraph("Why: ", explanation["why"])
    yield from paragraph("What to do: ", explanation["remedy"])
    yield ""
    severities = (f"{severity} ({profile})" for profile, severity in explanation["severities"].items())
    yield from hanging("Severity: ", ", ".join(severities))
    for name, default in explanation["parameters"].items():
        set_by = f"checks.{explanation['check']}.{name} in revgov.yaml"
        yield from hanging("Parameter: ", f"{name}, {written(default)} unless set by {set_by}")
    if explanation["example"]:
        yield from example_lines(explanation["example"])


def paragraph(title: str, text: str) -> Iterator[str]:
    yield ""
    yield from (f"  {line}" for line in wrapped(title + plain(text), WIDEST - 2))


def hanging(title: str, text: str) -> Iterator[str]:
    """A line, and what does not fit into it below it."""
    for number, line in enumerate(wrapped(title + plain(text), WIDEST - 4)):
        yield f"{'  ' if number == 0 else '    '}{line}"


def written(default: Any) -> str:
    return "[" + ", ".join(map(str, default)) + "]" if isinstance(default, (list, tuple)) else str(default)


def example_lines(example: Mapping[str, Any]) -> Iterator[str]:
    yield from file_lines("Fails", example["failing"])
    yield "\nWhat is printed"
    yield from indented(example["output"])
    yield from file_lines("Passes", example["passing"])


def file_lines(title: str, files: Mapping[str, str]) -> Iterator[str]:
    for path, text in files.items():
        yield f"\n{title}: {plain(path)}"
        yield from indented(text)


def indented(text: str) -> Iterator[str]:
    for line in text.rstrip("\n").split("\n"):
        yield f"    {plain(line)}".rstrip()
