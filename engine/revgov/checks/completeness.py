"""Is everything there that a company of this stage needs, and is it more than a placeholder?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from revgov.checks.absence import all_read, missing
from revgov.checks.misspelt import Misspelt
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.ownership import function_of
from revgov.kinds import ASSETS, SECTIONS, Council, Kpi, Meeting, Node, Role, Stage
from revgov.kinds.node import written_name

# The texts that somebody will act on, by kind; every declaration's name and description are among them.
TEXTS: dict[str, tuple[str, ...]] = {
    "charter": ("organization", "mission", "vision", "outcomes.outcome"),
    "council": ("purpose", "why"),
    "role": ("title",),
    "kpi": ("definition", "includes", "excludes", "when_missing", "target.words", "target.basis", "benchmarking.why"),
    "term": ("means", "expands"),
    "forecast": ("accuracy.formula", "snapshot"),
    "dataset": ("dispose",),
    "field": ("lawful_basis", "masking"),
    "meeting": ("purpose", "inputs.what", "agenda.item", "outputs"),
    "initiative": ("change_plan.communications", "change_plan.training", "actions.what"),
    "sla": ("on_breach",),
    "playbook": ("trigger", "steps.does"),
    "system": ("capability", "overlaps.why"),
    "integration": ("on_failure",),
    "ai_use": (
        "purpose", "risk_tier.why", "oversight.criteria", "oversight.override", "comparator", "disclosure", "fallback",
        "switch_off",
    ),
    "risk": ("cause", "event", "effect", "treatment.actions.what", "treatment.acceptance.reason", "dismissed.why"),
    "contingency": ("steps.does",),
    "policy": ("statement", "why", "message"),
    "waiver": ("reason",),
    "recommendation": ("hypotheses", "proposal"),
    "minutes": ("decisions.decided", "actions.what"),
}  # fmt: skip
EVERYWHERE = ("name", "description")
# Words that stand for a text still to be written: as the whole text, and inside one.
WHOLE = frozenset({
    "tbd", "tba", "tbc", "todo", "to do", "fixme", "n/a", "n a", "na", "n-a", "n.a", "nil", "xx", "xxx", "lorem",
    "lorem ipsum", "placeholder", "to be defined", "to be determined", "to be decided", "to be done",
    "to be written", "to follow",
    "fill in", "fill me in", "coming soon", "pending", "unknown", "not yet known", "asdf", "foo", "bar", "",
})  # fmt: skip
SHORT = 26
PUNCTUATION = 6
EDGES = " .…!?:-–—_*\n\t"
# What any of those has in it; quick to find that there is none.
MARKS = re.compile(r"TODO|TBD|TBA|TBC|FIXME|XXX|orem ipsum|\?\?|<[a-z]")
INSIDE = re.compile(
    r"\b(?:TODO|TBD|TBA|TBC|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|\?\?+|<[a-z]+(?: [a-z]+)+>|<(?:name|text|title)>"
)
# Fields that name the thing, or a part of it, and may well say what the title says.
NAMING = frozenset({"name", "title_", "organization", "item", "what", "capability", "expands"})
SPACES = re.compile(r"[\W_]+")


@check("x-placeholder-text", severity=WARNING, startup=INFO)
def placeholder_instead_of_text(node: Node) -> Findings:
    """A text says something: it is no TBD, TODO, n/a or lorem ipsum, and no copy of the title.

    A filled-in form with nothing in it passes every other check, and helps nobody who reads it.

    Remedy: write what is meant, or leave the field out until you know: then the check that asks for it will say so.
    """
    plain, nested = text_fields(node.kind)
    values = node.__dict__
    for field in plain:
        text = values.get(field)
        if type(text) is str and (why := emptiness(node, field, text)):
            yield node.at(written_name(field)), why
    for path in nested:
        if path[0] in values:
            for way, text in texts_at(node, path, ()):
                if why := emptiness(node, path[-1], text):
                    yield node.at(*way), why


@cache
def text_fields(kind: str) -> tuple[list[str], list[list[str]]]:
    """The attributes of a kind that hold one text, and the ways to the texts that lie deeper."""
    paths = [path.split(".") for path in (*EVERYWHERE, *TEXTS.get(kind, ()))]
    several = {"outputs", "hypotheses"}
    plain = [path[0] for path in paths if len(path) == 1 and path[0] not in several]
    nested = [path for path in paths if len(path) > 1 or path[0] in several]
    return ["title_" if name == "title" else name for name in plain], nested


def texts_at(holder: Any, path: list[str], way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts at a path of fields, through every item of the lists on the way."""
    if isinstance(holder, tuple) and not hasattr(holder, "_fields"):
        for index, item in enumerate(holder):
            yield from texts_at(item, path, (*way, index))
    elif path:
        value = getattr(holder, "__dict__", {}).get(path[0])
        if value is not None:
            yield from texts_at(value, path[1:], (*way, path[0]))
    elif isinstance(holder, str):
        yield way, holder


def emptiness(node: Node, field: str, text: str) -> str | None:
    """Why a text says nothing, in a sentence. This is asked of every text: what takes longest comes last."""
    if (len(text) < SHORT and text.strip(EDGES).casefold() in WHOLE) or (MARKS.search(text) and INSIDE.search(text)):
        return f"'{cut(text)}' is a placeholder: write what is meant, or leave the field out"
    if field in NAMING or len(text) > max(len(node.title), len(node.id)) + PUNCTUATION:
        return None
    if begins_alike(text, node) and said(text) in (said(node.title), said(node.id)):
        return f"'{cut(text)}' only says the title again: write what is meant, or leave the field out"
    return None


def begins_alike(text: str, node: Node) -> bool:
    """Whether a text may say the title: it begins with a sign, or with the same letter."""
    initial = text[:1]
    return not initial.isalnum() or initial.casefold() in (node.title[:1].casefold(), node.id[:1])


def said(text: str) -> str:
    """A text as people say it, without capitals and punctuation."""
    return SPACES.sub(" ", text).strip().casefold()


@check("x-asset-missing", severity=ERROR, startup=WARNING)
def asset_that_is_not_there(governance: Governance) -> Findings:
    """Each asset that the profile requires is there, with the least that makes it one.

    The ten assets hold each other up: what one of them does not say, people decide anew every time.

    Remedy: declare what the message names, in the folder it names; the example company shows each of them.
    """
    if not all_read(governance):
        return
    for asset, sections in governance.profile.assets.items():
        lacking = [
            section for section, least in sections.items() if len(governance.every(SECTIONS[section].model)) < least
        ]
        if lacking:
            state = "missing" if len(lacking) == len(sections) else "incomplete"
            homes = listed(dict.fromkeys(SECTIONS[section].home for section in lacking))
            words = listed(section.replace("_", " ") for section in lacking)
            yield missing(asset), f"the {ASSETS[asset]} is {state}: declare {words} ({homes})"


@check("x-function-missing", severity=ERROR, startup=ERROR)
def function_left_out(governance: Governance) -> Findings:
    """Marketing, sales and customer success each appear among roles, stages, KPIs, councils and meetings.

    A function that is left out of the revenue governance is governed by nobody's numbers but its own.

    Remedy: give roles their `function`, and that function a stage, a KPI, a seat in a council and one in a meeting.
    """
    if not all_read(governance):
        return
    present = {where: functions for where, functions in functions_by_place(governance) if functions is not None}
    named = {one.function for one in governance if one.function}
    odd = Misspelt(frozenset(named.difference(governance.charter.functions or named)))
    for function in governance.profile.functions:
        absent = [where for where, functions in present.items() if function not in functions]
        if absent and not odd.may_mean(function):
            message = f"{function.replace('_', ' ')} is left out of the {listed(absent)}: who speaks for it there?"
            yield missing(function), message


def functions_by_place(governance: Governance) -> Iterator[tuple[str, set[str | None] | None]]:
    """The functions that appear in each place; None where nothing of the kind is declared, which other checks tell."""
    functions = {role.id: role.function for role in governance.every(Role)}
    required = governance.profile.functions

    def of_roles(nodes: tuple[Any, ...], *fields: str) -> set[str | None]:
        named = (name for node in nodes for field in fields for name in getattr(node, field))
        return {functions.get(name) for name in named} | {node.function for node in nodes}

    def of_owners(nodes: tuple[Node, ...]) -> set[str | None]:
        found: set[str | None] = set()
        for node in nodes:
            if not found.issuperset(required):
                found.add(function_of(governance, node))
        return found

    councils, meetings = governance.every(Council), governance.every(Meeting)
    stages, kpis = governance.every(Stage), governance.every(Kpi)
    yield "roles", set(functions.values()) if functions else None
    yield "stages", of_owners(stages) if stages else None
    yield "KPIs", of_owners(kpis) if kpis else None
    yield "councils", of_roles(councils, "chair", "members") if councils else None
    seats = {council.id: of_roles((council,), "chair", "members") for council in councils}
    invited = (seats.get(meeting.council or "", set()) for meeting in meetings)
    present = of_roles(meetings, "owner", "required", "optional").union(*invited)
    yield "meetings", present if meetings else None
