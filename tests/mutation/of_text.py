"""Operators on the text and on the shape of single fields: what reading itself has to notice."""

from __future__ import annotations

import re

from revgov.governance.texts import home_of
from tests.mutation.changes import IS_KEY, TEXT, Operator, drop, has, misspelt, put, rename_key, replace, when
from tests.mutation.company import Mutant, NothingToChange


def key_twice(mutant: Mutant) -> None:
    """Writes the first field of a declaration a second time, below it."""
    place = mutant.whole.place(mutant.node.at())
    lines = mutant.text().splitlines(keepends=True)
    first = lines[place.line]
    if not re.match(r" +\w+: \S+", first):
        raise NothingToChange
    mutant.texts[mutant.file] = "".join((*lines[: place.line + 1], first, *lines[place.line + 1 :]))


def pasted_twice(mutant: Mutant) -> None:
    """Leaves a one-line declaration in its file twice."""
    place = mutant.whole.place(mutant.node.at())
    lines = mutant.text().splitlines(keepends=True)
    if not lines[place.line - 1].rstrip().endswith("}"):
        raise NothingToChange
    mutant.texts[mutant.file] = "".join((*lines[: place.line], *lines[place.line - 1 :]))


def escape(mutant: Mutant) -> None:
    mutant.raw()["name"] = f"{mutant.node.title}\x07"


def tagged(mutant: Mutant) -> None:
    """Writes a tag of another YAML before the first value of a declaration."""
    place = mutant.whole.place(mutant.node.at())
    lines = mutant.text().splitlines(keepends=True)
    lines[place.line] = re.sub(r"^( +\w+: )", r"\1!!str ", lines[place.line])
    mutant.texts[mutant.file] = "".join(lines)


def misspelt_section(mutant: Mutant) -> None:
    document = mutant.document(mutant.file)
    section = home_of(mutant.whole.nodes[mutant.ref])[0]
    if len(document[section]) != 1:
        raise NothingToChange
    document[misspelt(section)] = document.pop(section)


def capital_id(mutant: Mutant) -> str:
    section = mutant.section()
    section[mutant.id.capitalize()] = section.pop(mutant.id)
    return f"{mutant.kind}:{mutant.id.capitalize()}"


# fmt: off
TEXTS = (
    Operator("write a field twice", ("decision",), "yaml-duplicate-key", key_twice, at=TEXT),
    Operator("paste a declaration twice", ("role",), "yaml-duplicate-key", pasted_twice, at=TEXT),
    Operator("write a tag", ("recommendation",), "yaml-refused", tagged, at=TEXT),
    Operator("hide a bell in a name", ("dashboard", "territory"), "schema-control-character", escape, at=TEXT),
    Operator("misspell a section", ("assessment", "forecast", "calendar"), "schema-unknown-section", misspelt_section,
             at=TEXT),
    Operator("write capitals in an id", ("minutes",), "schema-id-invalid", capital_id),
    Operator("invent a field", ("stage", "policy"), "schema-unknown-field", put("colour", "green")),
    Operator("misspell a field", ("risk",), "schema-unknown-field", rename_key("treatment", "treatmnet")),
    Operator("write a mapping for a text", ("dataset",), "schema-wrong-type", put("description", {"what": "text"})),
    Operator("write a list for a mapping", ("sla",), "schema-wrong-type",
             replace("runs_in", ["the CRM, every morning"])),
    Operator("write a rhythm nobody can read", ("meeting",), "schema-unreadable",
             replace("schedule.repeat", "every other blue moon")),
    Operator("write a target nobody can read", ("kpi",), "schema-unreadable",
             when(IS_KEY, replace("target.value", "lots of it"))),
    Operator("write a formula nobody can read", ("kpi",), "schema-unreadable",
             replace("formula", "won_deals / / closed_deals")),
    Operator("write a date nobody can read", ("ai_use", "system"), "schema-unreadable",
             replace("review.last", "last spring")),
    Operator("write a cell nobody can read", ("activity",), "schema-unreadable",
             when(has("duty"), replace("raci.*", "owner"))),
    Operator("leave an action without its text", ("risk",), "schema-part-missing", drop("treatment.actions.*.what")),
)
# fmt: on
