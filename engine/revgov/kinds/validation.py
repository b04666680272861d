"""Raw values -> models, by pydantic. Nothing else imports pydantic, and this module only when a text is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar, cast

from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from revgov.kinds.node import Part, fields_of, made, once_per_model, prefix_of, without_kind

M = TypeVar("M", bound=Part)


def build(model: type[M], raw: Any) -> M:
    """A model from the values of YAML. Raises pydantic's ValidationError."""
    made: M = validator(model).validate_python(raw)
    return made


@once_per_model
def validator(model: type[Any]) -> SchemaValidator:
    return cast(SchemaValidator, adapter(model).validator)


@once_per_model
def adapter(model: type[Any]) -> TypeAdapter[Any]:
    """Pydantic's view of a model: it validates, and knows the JSON Schema."""
    return TypeAdapter(model)


def core_schema_of(model: type[Part], handler: GetCoreSchemaHandler) -> CoreSchema:
    """What pydantic has to know of a model: a mapping of its fields, none of another name, made into an instance."""
    fields = {
        name: core_schema.typed_dict_field(handler.generate_schema(hint), required=not hasattr(model, attribute))
        for attribute, name, hint in fields_of(model)
    }
    mapping = core_schema.typed_dict_schema(fields, extra_behavior="forbid", cls_name=model.__name__)
    present = core_schema.no_info_before_validator_function(without_nothing(fields), mapping)
    return core_schema.no_info_after_validator_function(maker(model), present)


def without_nothing(known: Collection[str]) -> Callable[[Any], Any]:
    """Leaves out fields with nothing behind them: they say nothing. A name that is no field stays, to be told."""

    def present(raw: Any) -> Any:
        if type(raw) is dict and None in raw.values():
            return {name: value for name, value in raw.items() if value is not None or name not in known}
        return raw

    return present


def maker(model: type[M]) -> Callable[[dict[str, Any]], M]:
    """Makes an instance of the values by field: in Python some fields have another name, and names have no kind."""
    renamed: Mapping[str, str] = {name: attribute for attribute, name, _ in fields_of(model) if attribute != name}
    prefixes = {attribute: prefix for attribute, _, hint in fields_of(model) if (prefix := prefix_of(hint))}

    def make(values: dict[str, Any]) -> M:
        for name, attribute in renamed.items():
            if name in values:
                values[attribute] = values.pop(name)
        for attribute in prefixes.keys() & values.keys():
            values[attribute] = without_kind(prefixes[attribute], values[attribute])
        return made(model, values)

    return make
