"""Is everything there that a company of this stage needs, and is it more than a placeholder?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from revgov.checks.absence import all_read, missing
from revgov.checks.misspelt import Misspelt
from revgov.checks.registry import ERROR, INFO, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.governance.ownership import function_of
from revgov.kinds import ASSETS, SECTIONS, Council, Kpi, Meeting, Node, Role, Stage
from revgov.kinds.prose import passages_of, texts_in

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
# What any of those has in it; that there is none is found the quicker, the rarer the letters that it begins with.
MARKS = re.compile(r"TODO|TBD|TBA|TBC|FIXME|XXX|psum|\?\?|<[a-z]")
INSIDE = re.compile(
    r"\b(?:TODO|TBD|TBA|TBC|FIXME|XXX+)\b|\b[Ll]orem ipsum\b|\?\?+|<[a-z]+(?: [a-z]+)+>|<(?:name|text|title)>"
)
SPACES = re.compile(r"[\W_]+")


@check("x-placeholder-text", severity=WARNING, startup=INFO)
def placeholder_instead_of_text(node: Node) -> Findings:
    """A text says something: it is no TBD, TODO, n/a or lorem ipsum, and no copy of the title.

    A filled-in form with nothing in it passes every other check, and helps nobody who reads it.

    Remedy: write what is meant, or leave the field out until you know: then the check that asks for it will say so.
    """
    for path, text, naming in texts_in(node, passages_of(type(node))):
        if why := emptiness(node, naming, text):
            yield node.at(*path), why


def emptiness(node: Node, naming: bool, text: str) -> str | None:
    """Why a text says nothing, in a sentence; one that names something may well say what the title says. This is asked
    of every text: what takes longest comes last."""
    if (len(text) < SHORT and text.strip(EDGES).casefold() in WHOLE) or (MARKS.search(text) and INSIDE.search(text)):
        return f"'{cut(text)}' is a placeholder: write what is meant, or leave the field out"
    length = len(text) - PUNCTUATION
    if naming or (length > len(node.id) and length > len(node.title)):
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
