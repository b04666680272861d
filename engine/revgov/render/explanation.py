"""What a check is about: the answer of `revgov explain`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from revgov.checks.examples import Example
from revgov.checks.faults import FaultKind
from revgov.checks.registry import Check
from revgov.render.terminal import plain, wrapped

ROOM = 90


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
    yield "\n  Severity: " + ", ".join(
        f"{severity} ({profile})" for profile, severity in explanation["severities"].items()
    )
    for name, default in explanation["parameters"].items():
        set_by = f"checks.{explanation['check']}.{name} in revgov.yaml"
        yield f"  Parameter: {name}, {written(default)} unless set by {set_by}"
    if explanation["example"]:
        yield from example_lines(explanation["example"])


def paragraph(title: str, text: str) -> Iterator[str]:
    yield ""
    yield from (f"  {line}" for line in wrapped(title + plain(text), ROOM))


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
