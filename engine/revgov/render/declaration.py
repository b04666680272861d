"""One declaration with everything that is known of it: the answer of `revgov show`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.governance.ownership import owners_of
from revgov.governance.questions.steps import Step, steps_of
from revgov.governance.questions.written import written
from revgov.kinds import Council, Node, Role
from revgov.render.terminal import columns, plain
from revgov.report import finding_json


def json_of(governance: Governance, node: Node, findings: Sequence[Finding]) -> dict[str, Any]:
    """The declaration as JSON: `fields` as written, `refers_to` and `named_by` as references with their fields."""
    steps = steps_of(governance)[node.ref]
    return {
        "ref": node.ref,
        "kind": node.kind,
        "id": node.id,
        "title": node.title,
        "in_force": governance.in_force(node),
        "place": governance.place(node.at())._asdict(),
        "owners": [owner_json(governance, owner) for owner in owners_of(governance, node)],
        "fields": written(governance, node) or {},
        "refers_to": [end_json(governance, step) for step in steps if step.forward],
        "named_by": [end_json(governance, step) for step in steps if not step.forward],
        "findings": [finding_json(finding) for finding in findings],
    }


def owner_json(governance: Governance, owner: str) -> dict[str, Any]:
    """Who owns it, and the people that are today: of a council those who hold its chair."""
    role, council = governance.find(Role, owner), governance.find(Council, owner)
    chairs = [owner] if role else list(council.chair) if council else []
    people = dict.fromkeys(person for chair in chairs for person in governance.holders(chair))
    declared = role or council
    return {
        "ref": declared.ref if declared else None,
        "id": owner,
        "title": declared.title if declared else None,
        "holders": [{"ref": f"person:{one}", "title": governance.title(f"person:{one}")} for one in people],
    }


def end_json(governance: Governance, step: Step) -> dict[str, str]:
    return {"ref": step.end, "field": step.field, "title": governance.title(step.end)}


def text_of(shown: dict[str, Any]) -> str:
    return "\n".join(lines_of(shown)) + "\n"


def lines_of(shown: dict[str, Any]) -> Iterator[str]:
    place = shown["place"]
    yield f"{plain(shown['ref'])}  {plain(shown['title'])}"
    yield f"  {plain(place['path'])}:{place['line']}:{place['column']}{'' if shown['in_force'] else ', not in force'}"
    yield from columns(["owned by", who(owner)] for owner in shown["owners"])
    if isinstance(shown["fields"], dict):
        yield from headed("Fields", outline(shown["fields"]))
    yield from headed("Refers to", columns(end_row(end) for end in shown["refers_to"]))
    yield from headed("Named by", columns(end_row(end) for end in shown["named_by"]))
    yield from headed("Findings", columns(finding_row(finding) for finding in shown["findings"]))


def who(owner: dict[str, Any]) -> str:
    if owner["ref"] is None:
        return f"{plain(owner['id'])}, which is not declared"
    held = ", ".join(plain(holder["title"]) for holder in owner["holders"])
    return f"{plain(owner['ref'])} ({plain(owner['title'])}), held by {held or 'nobody'}"


def headed(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A section, left out where it is empty."""
    found = list(lines)
    if found:
        yield from ("", title, *found)


def outline(fields: dict[str, Any], indent: int = 2) -> Iterator[str]:
    """Fields and values as one reads them: nested ones below, further in."""
    flat: list[tuple[str, str]] = []
    for name, value in fields.items():
        nested = value if isinstance(value, dict) else items(value)
        if nested is None:
            flat.append((plain(str(name)), scalar(value)))
            continue
        yield from columns(flat, indent=indent)
        flat = []
        yield f"{' ' * indent}{plain(str(name))}"
        yield from outline(nested, indent + 2)
    yield from columns(flat, indent=indent)


def items(value: Any) -> dict[str, Any] | None:
    """A list of more than plain values, by number."""
    if isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value):
        return {str(number): one for number, one in enumerate(value, 1)}
    return None


def scalar(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(scalar, value)) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else plain(str(value).strip())


def end_row(end: dict[str, str]) -> tuple[str, str, str]:
    return plain(end["field"]), plain(end["ref"]), plain(end["title"])


def finding_row(finding: dict[str, Any]) -> tuple[str, str]:
    waived = f" (waived by {plain(finding['waiver'])})" if finding["waiver"] else ""
    return f"{finding['severity']}[{plain(finding['check'])}]", plain(finding["message"]) + waived
