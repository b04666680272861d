"""The manual's pages of checks and of commands, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.examples import Example
from revgov.checks.faults import FAULTS, FaultKind
from revgov.checks.registry import Check
from revgov.finding import Severity

FAMILIES = {
    "x": "Across all kinds", "charter": "Charter, councils and decisions", "raci": "Operating model and RACI",
    "kpi": "KPIs",
    "forecast": "Forecasts", "data": "Data", "cadence": "Operating cadence", "process": "Lifecycle, SLAs and playbooks",
    "tech": "Tech stack", "ai": "AI", "risk": "Risks and contingencies", "roadmap": "Roadmap",
    "territory": "Territories",
    "quota": "Quotas", "comp": "Compensation", "policy": "House rules",
}  # fmt: skip


def check_pages(examples: Mapping[str, Example]) -> Iterator[tuple[str, bytes]]:
    """The page of each check and of each fault of the text, and the index of all."""
    yield "docs/checks/index.md", page("the checks' docstrings", index())
    everything: list[Check | FaultKind] = [*CATALOGUE.values(), *FAULTS.values()]
    for about in everything:
        source = "the check's docstring" if isinstance(about, Check) else "the list of faults of the text"
        yield f"docs/checks/{about.id}.md", page(source, check_page(about, examples.get(about.id)))


def page(source: str, lines: Iterable[str]) -> bytes:
    """A page, and in a comment what to edit instead of it."""
    text = "\n".join([f"<!-- Generated; edit {source} instead. -->", *lines])
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


def index() -> Iterator[str]:
    yield from ("# Checks", "")
    yield (
        "Each has a severity for either profile and perhaps parameters, both of which `revgov.yaml` may change; "
        "`revgov explain CHECK` prints the same page."
    )
    families = [*FAMILIES, *sorted({check.family for check in CATALOGUE.values()} - FAMILIES.keys())]
    for family in families:
        checks = [check for check in CATALOGUE.values() if check.family == family]
        if checks:
            yield from (
                "",
                f"## {FAMILIES.get(family, family)}",
                "",
                "| check | scale-up | start-up | says |",
                "|---|---|---|---|",
            )
            for check in checks:
                severities = " | ".join(shown(check.severity(profile)) for profile in ("scale_up", "startup"))
                yield f"| [{check.id}]({check.id}.md) | {severities} | {cell(check.summary)} |"
    yield from ("", "## Faults of the text", "", "Always errors. While one stands, nothing is published.", "")
    yield from ("| fault | says |", "|---|---|")
    yield from (f"| [{fault.id}]({fault.id}.md) | {cell(fault.summary)} |" for fault in FAULTS.values())


def shown(severity: Severity) -> str:
    return "off" if severity is Severity.OFF else str(severity)


def cell(text: str) -> str:
    """Text inside a table: one line, and no bar that would end the cell."""
    return " ".join(text.split()).replace("|", "\\|")


def check_page(about: Check | FaultKind, example: Example | None) -> Iterator[str]:
    yield from (f"# {about.id}", "", about.summary, "", f"**Why.** {about.why}", "")
    yield from (f"**What to do.** {sentence(about.remedy)}", "")
    if isinstance(about, Check):
        severities = (f"{shown(about.severity(profile))} for {profile}" for profile in ("scale_up", "startup"))
        yield f"**Severity.** {', '.join(severities)}."
        yield from parameters(about)
    else:
        yield "**Severity.** Always an error."
    if example:
        yield from ("", "## What fails", *files(example.failing), "", "prints", "", *fenced(example.output, "text"))
        if example.passing:
            yield from ("", "## What passes", *files(example.passing))


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def parameters(check: Check) -> Iterator[str]:
    if check.parameters:
        yield from ("", "## Parameters", "", "```yaml", "# revgov.yaml", "checks:", f"  {check.id}:")
        yield from (f"    {name}: {written(default)}" for name, default in check.parameters.items())
        yield "```"


def written(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, (tuple, list)):
        return f"[{', '.join(map(written, default))}]"
    return str(default)


def files(texts: Mapping[str, str]) -> Iterator[str]:
    for path, text in texts.items():
        yield from ("", f"`{path}`", "", *fenced(text, "csv" if path.endswith(".csv") else "yaml"))


def fenced(text: str, language: str) -> Iterator[str]:
    """A code block that no text can end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    yield from (f"{fence}{language}", text.rstrip("\n"), fence)


def commands_page(commands: Iterable[tuple[str, str, str]]) -> tuple[str, bytes]:
    """The page of commands, from the name, the summary and the help text of each."""
    return "docs/commands.md", page("the commands' docstrings", command_lines(list(commands)))


def command_lines(commands: list[tuple[str, str, str]]) -> Iterator[str]:
    yield from ("# Commands", "", "| command | what it does |", "|---|---|")
    yield from (f"| [`revgov {name}`](#revgov-{name}) | {cell(says)} |" for name, says, _ in commands)
    yield from (
        "",
        "Exit status of every command: `0` nothing bad found; `1` findings; `2` the command or the settings are wrong;",
    )
    yield "`3` revgov itself failed."
    for name, says, text in commands:
        yield from ("", f"## revgov {name}", "", says, "", *fenced(text, "text"))
