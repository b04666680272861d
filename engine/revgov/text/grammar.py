"""The two parsers: libyaml through PyYAML, and ruamel.yaml's in pure Python. Both turn a text into the same events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from revgov.text.source import Source


class Grammar(NamedTuple):
    """The classes of one parser's events."""

    scalar: type
    mapping_start: type
    mapping_end: type
    sequence_start: type
    sequence_end: type
    alias: type
    document_start: type
    document_end: type

    @property
    def fast(self) -> bool:
        """Whether these are libyaml's events."""
        return self.scalar.__module__.startswith("yaml.")


def fast_reader_available() -> bool:
    """Whether PyYAML has its C part here. Without it the pure parser reads every file, some 30 times slower."""
    try:
        from yaml._yaml import CParser  # noqa: F401
    except ImportError:
        return False
    return True


def fast_events(source: Source) -> Iterator[Any]:
    """Events of libyaml. Raises yaml.YAMLError on the way."""
    from yaml._yaml import CParser

    return iter(CParser(source.data).get_event, None)


def fast_grammar() -> Grammar:
    """The event classes of PyYAML."""
    from yaml import events

    return _grammar(events)


def pure_events(source: Source) -> Iterator[Any]:
    """Events of ruamel.yaml. Raises YAMLError on the way, and now and then a TypeError or AssertionError."""
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).parse(source.data.decode("utf-8")))


def pure_grammar() -> Grammar:
    """The event classes of ruamel.yaml."""
    from ruamel.yaml import events

    return _grammar(events)


def _grammar(events: Any) -> Grammar:
    return Grammar(
        scalar=events.ScalarEvent,
        mapping_start=events.MappingStartEvent,
        mapping_end=events.MappingEndEvent,
        sequence_start=events.SequenceStartEvent,
        sequence_end=events.SequenceEndEvent,
        alias=events.AliasEvent,
        document_start=events.DocumentStartEvent,
        document_end=events.DocumentEndEvent,
    )
