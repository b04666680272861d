"""Datasets and their fields: what data there is, how good it must be, how it may be used."""

from __future__ import annotations

from typing import Annotated

from revgov.kinds.node import Definition, Node, OneOrMore, Part, Ref, SpeltName, Text, Word, YesNo, model
from revgov.kinds.values import Amount, Duration, Percent
from revgov.kinds.values.quantity import read_percent
from revgov.kinds.values.value import Reads, text


def percent_or_words(raw: object) -> Amount | str:
    """`99%`, or in words what makes a value valid."""
    return read_percent(raw) if isinstance(raw, str) and raw.strip().endswith("%") else text(raw, "99%")


Validity = Annotated[Amount | str, Reads(percent_or_words, type="string", examples=["99%"])]


@model
class Quality(Part):
    """Quality targets, how they are measured and how often."""

    completeness: Percent | None = None
    freshness: Duration | None = None
    uniqueness: Percent | None = None
    validity: Validity | None = None
    accuracy: Percent | None = None
    consistency: Percent | None = None
    method: str | None = None
    every: Duration | None = None


@model
class Writer(Part):
    """Another system that writes to these fields, and who wins."""

    system: Annotated[str, Ref("system")]
    fields: Annotated[OneOrMore, Ref("field", of="self")] = ()
    wins: str | None = None


@model
class Field(Node):
    """One field of a dataset. It is owned by whoever owns the dataset."""

    name: SpeltName | None = None
    description: Definition | None = None
    type: str | None = None
    classification: Annotated[str | None, Word("classification")] = None
    personal: YesNo = False
    lawful_basis: Text | None = None
    masking: Text | None = None
    values: OneOrMore = ()
    ai: str | None = None
    mandatory: YesNo = False
    known_from: Annotated[str | None, Ref("stage")] = None
    required_from: Annotated[str | None, Ref("stage")] = None
    critical: YesNo = False
    quality: Quality | None = None


@model
class Dataset(Node):
    """A set of records in one system of record."""

    name: SpeltName | None = None
    description: Definition | None = None
    system: Annotated[str | None, Ref("system")] = None
    steward: Annotated[OneOrMore, Ref("role")] = ()
    classification: Annotated[str | None, Word("classification")] = None
    retention: Duration | None = None
    dispose: Text | None = None
    access: Annotated[OneOrMore, Ref("role")] = ()
    quality: Quality | None = None
    writes: tuple[Writer, ...] = ()
    fields: dict[str, Field] | None = None
