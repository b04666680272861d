"""What a calendar entry says, in plain text. It names roles, never holders, so that a date alone changes no event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.kinds import Decision, Meeting


class Invitation(NamedTuple):
    """The texts of an entry, as people read them: nothing is escaped yet."""

    summary: str
    description: str
    location: str | None
    conference: str | None
    categories: tuple[str, ...]


def invitation(governance: Governance, meeting: Meeting) -> Invitation:
    """The invitation to a meeting."""
    sections = filter(None, map("\n".join, sections_of(governance, meeting)))
    categories = [governance.title(f"council:{meeting.council}")] if meeting.council else []
    return Invitation(
        meeting.title,
        "\n\n".join(sections),
        meeting.location,
        meeting.conference,
        tuple(dict.fromkeys([*categories, *meeting.tags])),
    )


def sections_of(governance: Governance, meeting: Meeting) -> Iterator[list[str]]:
    """The paragraphs of the description, each a list of lines; empty where there is nothing to say."""
    yield [line for line in (meeting.purpose, meeting.description) if line]
    yield [f"Council: {governance.title(f'council:{meeting.council}')}"] if meeting.council else []
    yield headed("Agenda", agenda(governance, meeting))
    yield headed("Needed beforehand", inputs(governance, meeting))
    yield headed("Looks at", (governance.title(ref) for ref in named(governance, meeting, "reviews")))
    yield headed("Decisions", decisions(governance, meeting))
    yield headed("Results", meeting.outputs)
    yield [
        f"{word}: {', '.join(governance.title(f'role:{role}') for role in some)}"
        for word, some in (("Owner", meeting.owner), ("Required", meeting.required), ("Optional", meeting.optional))
        if some
    ]
    join = [f"Join: {meeting.conference}"] if meeting.conference else []
    yield [*join, *(f"{word}: {url}" for word, url in (meeting.links or {}).items())]


def headed(head: str, lines: Iterable[str]) -> list[str]:
    items = [f"- {line}" for line in lines]
    return [f"{head}:", *items] if items else []


def named(governance: Governance, meeting: Meeting, field: str) -> list[str]:
    """The declarations that a field of a meeting names, as references."""
    return [edge.ref for edge in governance.out.get(meeting.ref, ()) if edge.field == field]


def agenda(governance: Governance, meeting: Meeting) -> Iterator[str]:
    for item in meeting.agenda:
        notes = [f"{item.minutes} min"] if item.minutes is not None else []
        notes += [governance.title(f"role:{item.lead}")] if item.lead else []
        yield f"{item.item} ({', '.join(notes)})" if notes else item.item


def inputs(governance: Governance, meeting: Meeting) -> Iterator[str]:
    for one in meeting.inputs:
        giver = giver_of(governance, one.from_) if one.from_ else None
        yield ", ".join(filter(None, (one.what, f"from {giver}" if giver else None, str(one.due) if one.due else None)))


def giver_of(governance: Governance, name: str) -> str:
    """Whoever an input comes from: a role, or a meeting before this one."""
    refs = [name] if ":" in name else [f"role:{name}", f"meeting:{name}"]
    return next((governance.title(ref) for ref in refs if governance.get(ref)), name)


def decisions(governance: Governance, meeting: Meeting) -> Iterator[str]:
    for ref in named(governance, meeting, "decisions"):
        decision = governance.get(ref)
        edges = governance.out.get(ref, ()) if isinstance(decision, Decision) else ()
        deciders = [governance.title(edge.ref) for edge in edges if edge.field == "decides"]
        yield f"{governance.title(ref)} (decided by {', '.join(deciders)})" if deciders else governance.title(ref)
