"""Texts that people act on: which they are is said by marks on the models, and by nothing else."""

from __future__ import annotations

from typing import Annotated

import pytest

from revgov.kinds import BY_NAME, AiUse, Charter, Dataset, Kpi, Meeting, Risk, Role, Sla, Stage, System, Term
from revgov.kinds.assembly import assemble
from revgov.kinds.node import Naming, Node, OneOrMore, Part, Prose, Text, model, short_form
from revgov.kinds.prose import meaning_of, passages_of, spelt_in, texts_in


@model
class Reason(Part):
    """A part with a text in it."""

    why: Text
    who: str | None = None


@model
class Sample(Node):
    """A kind with texts in every place where one may stand."""

    what: Naming | None = None
    status: str | None = None
    steps: Annotated[OneOrMore, Prose()] = ()
    reason: Annotated[Reason | None, short_form("why")] = None
    reasons: tuple[Annotated[Reason, short_form("why")], ...] = ()


def texts(raw: dict[str, object]) -> list[tuple[tuple[str | int, ...], str, bool]]:
    return list(texts_in(assemble(Sample, raw), passages_of(Sample)))


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({"name": "A", "description": "B"}, [(("name",), "A", True), (("description",), "B", False)]),
        ({"what": ""}, [(("what",), "", True)]),
        ({"status": "open", "notes": "n", "links": {"a": "b"}}, []),
        ({"steps": ["a", "b"]}, [(("steps", 0), "a", False), (("steps", 1), "b", False)]),
        ({"reason": {"why": "", "who": "w"}}, [(("reason", "why"), "", False)]),
        ({"reasons": ["a", {"why": "b"}]}, [(("reasons", 0, "why"), "a", False), (("reasons", 1, "why"), "b", False)]),
    ],
)
def test_the_texts_of_a_declaration_with_the_ways_to_them(
    raw: dict[str, object], found: list[tuple[tuple[str | int, ...], str, bool]]
) -> None:
    assert texts(raw) == found


def test_a_field_of_another_name_in_python_is_told_as_it_is_written() -> None:
    role = assemble(Role, {"title": "Analyst"})
    assert list(texts_in(role, passages_of(Role))) == [(("title",), "Analyst", True)]


def test_the_parts_that_several_kinds_share_are_read_in_each() -> None:
    risk = assemble(Risk, {"treatment": {"actions": [{"what": "Call"}], "acceptance": {"reason": "Small"}}})
    assert [(path, text) for path, text, _ in texts_in(risk, passages_of(Risk))] == [
        (("treatment", "actions", 0, "what"), "Call"),
        (("treatment", "acceptance", "reason"), "Small"),
    ]
    meeting = assemble(Meeting, {"agenda": ["Risks"], "outputs": "minutes"})
    assert {path for path, _, _ in texts_in(meeting, passages_of(Meeting))} == {("agenda", 0, "item"), ("outputs", 0)}


def test_the_fields_of_a_dataset_speak_for_themselves() -> None:
    dataset = assemble(Dataset, {"fields": {"a": {"description": "Of the field"}}})
    assert list(texts_in(dataset, passages_of(Dataset))) == []


def test_where_a_kind_says_what_it_means() -> None:
    found = {kind: field for kind, row in BY_NAME.items() if (field := meaning_of(row.model))}
    assert found == {
        "term": "means",
        "kpi": "definition",
        **dict.fromkeys(("stage", "dataset", "field", "sla", "ai_use"), "description"),
    }


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kpi, ("name", "definition", "includes", "excludes", "description")),
        (AiUse, ("name", "purpose", "description")),
        (Sla, ("name", "description", "on_breach")),
        (Charter, ("mission", "vision", "description")),
        (Stage, ("name", "description")),
        (System, ()),
    ],
)
def test_short_forms_are_looked_for_in_the_order_in_which_a_kind_lists_its_fields(
    kind: type[Node], fields: tuple[str, ...]
) -> None:
    assert spelt_in(kind) == fields


def test_short_forms_are_looked_for_in_what_a_term_says_and_not_in_its_name() -> None:
    assert set(spelt_in(Term)) == {"means", "expands"}


def test_what_bears_a_mark_beside_a_common_field_keeps_its_place() -> None:
    assert Kpi.__fields__[: len(Node.__fields__)] == Node.__fields__
