"""JSON Schemas (draft-07) for editors: completion and faults while one types, with the ids of the repository."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from revgov.checks.catalogue import CATALOGUE
from revgov.emit.shapes import Either, FieldShape, Many, Shape, Table, Text, Value, shapes_of, summary, words
from revgov.finding import Severity
from revgov.governance.governance import Governance
from revgov.governance.resolve import WORDS
from revgov.kinds import KINDS, PILLARS, Field, Node
from revgov.kinds.node import Part, Ref, Word
from revgov.profiles import NAMES
from revgov.settings import KEYS

DRAFT = "http://json-schema.org/draft-07/schema#"
ID = {"pattern": "^[a-z][a-z0-9_]*$"}
NULL = {"type": "null"}
GOVERNANCE, SETTINGS = "revgov.schema.json", "revgov-settings.schema.json"

Schema = dict[str, Any]


def schemas(governance: Governance) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each schema: one for any governance file, one for `revgov.yaml`."""
    yield GOVERNANCE, encoded(governance_schema(governance))
    yield SETTINGS, encoded(settings_schema())


def encoded(schema: Schema) -> bytes:
    return json.dumps(schema, indent=1).encode("ascii") + b"\n"


def governance_schema(governance: Governance) -> Schema:
    """What any governance file may hold: every section, in any file."""
    definitions = Definitions(governance)
    sections = {kind.section: section(definitions, kind.section, kind.model) for kind in KINDS}
    return {
        "$schema": DRAFT,
        "title": "Revenue governance",
        "description": "A file of a governance repository. Any section may stand in any file; they merge by id.",
        "type": ["object", "null"],
        "properties": sections,
        "additionalProperties": False,
        "definitions": dict(sorted(definitions.made.items())),
    }


def section(definitions: Definitions, name: str, model: type[Node]) -> Schema:
    declaration = definitions.group(model)
    if name == "charter":
        return declaration
    return {
        "description": summary(model),
        "type": ["object", "null"],
        "propertyNames": ID,
        "additionalProperties": declaration,
    }


class Definitions:
    """The named parts of a schema, made when first referred to."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.made: dict[str, Schema] = {}

    def group(self, model: type[Part]) -> Schema:
        """A reference to the definition of a model."""
        name = model.__name__
        if name not in self.made:
            self.made[name] = {}
            fields = list(shapes_of(model))
            self.made[name].update(
                title=name,
                description=summary(model),
                # A declaration may be empty; a part without anything means nothing.
                type=["object", "null"] if issubclass(model, Node) else "object",
                properties={field.name: self.field(model, field) for field in fields},
                additionalProperties=False,
                **({"required": [field.name for field in fields if field.required]} if any_required(fields) else {}),
            )
        return to(name)

    def field(self, model: type[Part], field: FieldShape) -> Schema:
        """A field, which may always be left empty, unless the rest means nothing without it."""
        kind = model.kind if issubclass(model, Node) else ""
        options = list(flat(self.schema(field.shape, (kind, field.name))))
        if not field.required:
            options = with_null(options)
        return {"description": words(field.shape), **(options[0] if alone(options) else {"anyOf": options})}

    def schema(self, shape: Shape, of: tuple[str, str]) -> Schema:
        """What a shape admits that belongs to the field `of`: a kind, nothing for a part, and the field's name."""
        if isinstance(shape, Text):
            return self.text(shape.mark, of)
        if isinstance(shape, Value):
            return {**shape.schema, **({"description": shape.says} if shape.says else {})}
        if isinstance(shape, Many):
            return {"type": "array", "items": self.schema(shape.item, of)}
        if isinstance(shape, Table):
            return self.table(shape, of)
        if isinstance(shape, Either):
            return {"anyOf": [self.schema(option, of) for option in shape.options]}
        return self.group(shape.model)

    def table(self, shape: Table, of: tuple[str, str]) -> Schema:
        value = self.schema(shape.value, of)
        keys = ID if value == to(Field.__name__) else self.schema(shape.key, of)
        names = {"propertyNames": keys} if keys != {"type": "string"} else {}
        return {"type": "object", **names, "additionalProperties": value}

    def text(self, mark: Ref | Word | None, of: tuple[str, str]) -> Schema:
        """Any text, or where it names something the list of what it may name."""
        if mark is None:
            return {"type": "string"}
        if isinstance(mark, Word):
            return self.word(mark.vocabulary, of[0])
        return {"anyOf": [self.named(mark), {"const": WORDS[of]}]} if of in WORDS else self.named(mark)

    def named(self, mark: Ref) -> Schema:
        """A reference to the list of the declarations that may be named."""
        if mark.of is not None:
            fields = {field.id.partition(".")[2] for field in self.governance.all(Field)}
            return self.listed("ref.field_of_dataset", sorted(fields))
        return self.listed(".".join(("ref", *(mark.kinds or ("any",)))), names(self.governance, mark.kinds))

    def word(self, vocabulary: str, kind: str) -> Schema:
        """A word of the charter or the profile. Where those list none, any will do."""
        known = vocabularies(self.governance)
        found = self.governance.profile.known.get(kind, ()) if vocabulary == "known" else known.get(vocabulary, ())
        if not found:
            return {"type": "string"}
        return self.listed(f"word.{kind}" if vocabulary == "known" else f"word.{vocabulary}", found)

    def listed(self, name: str, found: Iterable[str]) -> Schema:
        values = list(dict.fromkeys(found))
        # An empty `enum` is refused by some validators, so nothing is admitted in another way.
        self.made[name] = {"enum": values} if values else {"description": "Nothing of this is declared.", "not": {}}
        return to(name)


def any_required(fields: Iterable[FieldShape]) -> bool:
    return any(field.required for field in fields)


def to(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def flat(schema: Schema) -> Iterator[Schema]:
    """The options of a choice, or the schema as the only one: nested choices make editors' messages unreadable."""
    if set(schema) == {"anyOf"}:
        for option in schema["anyOf"]:
            yield from flat(option)
    else:
        yield schema


def with_null(options: list[Schema]) -> list[Schema]:
    """The options and nothing at all: written into the type of the first where it can be, for that reads best."""
    first = options[0]
    kinds = first.get("type")
    if len(options) == 1 and kinds and "enum" not in first:
        return [first | {"type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}]
    return [*options, NULL]


def alone(options: list[Schema]) -> bool:
    """Whether one option is all there is, and may bear a description: draft-07 overlooks whatever is beside `$ref`."""
    return len(options) == 1 and "$ref" not in options[0] and "description" not in options[0]


def names(governance: Governance, kinds: tuple[str, ...]) -> list[str]:
    """How declarations of some kinds may be named, those of any kind where there is none: by plain ids that only one of
    them bears, then with the kind; and checks where they may be named."""
    nodes = [node for node in governance if not kinds or node.kind in kinds]
    bearers: dict[str, set[str]] = {}
    for node in nodes:
        bearers.setdefault(node.id, set()).add(node.kind)
    plain = sorted(id_ for id_, bearing in bearers.items() if len(bearing) == 1)
    checks = [f"check:{check}" for check in CATALOGUE] if not kinds or "check" in kinds else []
    return [*plain, *sorted(node.ref for node in nodes), *checks]


def vocabularies(governance: Governance) -> Mapping[str, tuple[str, ...]]:
    """The words that the charter lists, by what they are for."""
    charter = governance.charter
    market = charter.market
    return {
        "area": (*charter.owns, *charter.supports, *charter.out_of_scope),
        "function": charter.functions,
        "classification": charter.classifications,
        "pillar": PILLARS,
        "segment": market.segments if market else (),
        "region": market.regions if market else (),
    }


def settings_schema() -> Schema:
    """What `revgov.yaml` may hold."""
    schema = settings_part(KEYS)
    schema["properties"]["profile"] = {"enum": [*NAMES, None]}
    schema["properties"]["checks"] = {
        "type": ["object", "null"],
        "properties": {check.id: check_schema(check.summary, check.parameters) for check in CATALOGUE.values()},
        "additionalProperties": False,
    }
    return {"$schema": DRAFT, "title": "Settings of revgov", **schema}


def settings_part(keys: Mapping[str, Any]) -> Schema:
    kinds = {str: "string", bool: "boolean", list: "array", dict: "object"}
    properties = {
        key: settings_part(holds)
        if isinstance(holds, dict)
        else {"type": [kinds[holds], "null"], **({"items": {"type": "string"}} if holds is list else {})}
        for key, holds in keys.items()
    }
    return {"type": ["object", "null"], "properties": properties, "additionalProperties": False}


def check_schema(says: str, parameters: Mapping[str, Any]) -> Schema:
    """A check's severity alone, or a mapping of severity and parameters. `false` is what some editors make of `off`."""
    severity = {"enum": [*map(str, Severity), False]}
    properties = {name: parameter_schema(default) for name, default in parameters.items()}
    full = {"type": "object", "properties": {"severity": severity, **properties}, "additionalProperties": False}
    return {"description": says, "anyOf": [{"enum": [*map(str, Severity)]}, full]}


def parameter_schema(default: Any) -> Schema:
    kinds = {bool: "boolean", int: "number", float: "number", str: "string", tuple: "array", list: "array"}
    kind = kinds.get(type(default), "object")
    return {"type": kind, "default": json.loads(json.dumps(default, default=str))}
