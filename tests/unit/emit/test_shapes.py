"""Fields as shapes: what may stand there, told from the annotation alone."""

from __future__ import annotations

from revgov.emit.shapes import Either, Group, Many, Table, Text, Value, shapes_of, words
from revgov.kinds import Activity, Calendar, Kpi, Role, Stage
from revgov.kinds.node import Node, Part
from revgov.kinds.role import Holding


def shape(model: type[Part], name: str) -> object:
    return next(field.shape for field in shapes_of(model) if field.name == name)


def said(model: type[Part], name: str) -> str:
    return words(next(field.shape for field in shapes_of(model) if field.name == name))


def test_the_short_form_of_a_part_is_the_shape_of_the_field_it_fills() -> None:
    found = shape(Role, "held_by")
    assert isinstance(found, Many)
    assert isinstance(found.item, Either)
    short, full = found.item.options
    assert short == shape(Holding, "person")
    assert full == Group(Holding)


def test_one_or_more_is_the_item_or_a_list_of_it() -> None:
    found = shape(Node, "owner")
    assert isinstance(found, Either)
    one, several = found.options
    assert several == Many(one)
    assert isinstance(one, Text)


def test_marks_of_keys_stay_with_the_keys() -> None:
    found = shape(Activity, "raci")
    assert isinstance(found, Table)
    assert words(found.key) == "→ role"
    assert isinstance(found.value, Value)


def test_python_names_are_written_as_yaml_has_them() -> None:
    assert "is" in [field.name for field in shapes_of(Role)]
    assert "title" in [field.name for field in shapes_of(Role)]


def test_only_what_means_nothing_without_is_needed() -> None:
    assert [field.name for field in shapes_of(Holding) if field.required] == ["person"]
    assert [field.name for field in shapes_of(Kpi) if field.required] == []


def test_shapes_in_words() -> None:
    assert said(Node, "owner") == "→ role; one or a list"
    assert said(Node, "since") == "date, such as `2026-03-31`"
    assert said(Node, "is") == "known word"
    assert said(Kpi, "formula").startswith("formula, such as ")
    assert said(Stage, "entry").endswith("; one or a list")
    assert said(Activity, "serves") == "→ any declaration; one or a list"
    assert said(Calendar, "hours") == "hours, such as `09:00-17:30`"
