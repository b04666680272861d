"""The way of nearly every file: no anchors, no tags, no faults. Whatever is otherwise it leaves to the composer."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from revgov.text.grammar import fast_events, fast_grammar
from revgov.text.limits import LEVELS, NODES, nodes
from revgov.text.scalars import OutOfRange, plain
from revgov.text.source import CONTROL, Source
from revgov.text.strict import GLUED, expect_the_end, flow_fault, scalar_fault

# An anchor, alias, tag or merge key could stand only where this matches. It begins with a set of characters, which `re`
# seeks some fifty times faster than a group.
UNUSUAL = re.compile(rb"[&*!<](?<![^\s\[{,][&*!<])(?:(?<=[&*])\S|(?<=!)|(?<=<)<)")
SIGNS = (b"&", b"*", b"!", b"<<")


class NeedsCare(Exception):
    """This text is not of the usual kind."""


def quick_values(source: Source) -> Any:
    """The values of a text without faults. Raises NeedsCare, Stop, and yaml.YAMLError."""
    expect_usual(source)
    # A node takes one byte at least: only a long text can hold too many.
    long = len(source.data) > NODES
    events = fast_events(source)
    try:
        values = _compose(source, islice(events, 2 * NODES + 8) if long else events)
    except OutOfRange:
        raise NeedsCare from None
    if long and nodes(values) > NODES:
        raise NeedsCare
    return values


def expect_usual(source: Source) -> None:
    """Raises NeedsCare where the text may hold anchors, tags, merge keys or glued comments."""
    data = source.data
    marked = any(sign in data for sign in SIGNS) and UNUSUAL.search(data) is not None
    if marked or source.restored is not None or GLUED.search(data) is not None:
        raise NeedsCare


def _compose(source: Source, events: Any) -> Any:
    scalar, mapping_start, mapping_end, sequence_start, sequence_end, _, _, document_end = fast_grammar()
    escapes = source.escapes
    documents: list[Any] = []
    # What is being filled: a mapping, or a list by its `append`; one of the two is None. Likewise what is around it.
    mapping: Any = None
    append: Any = documents.append
    key: Any = None
    opener: Any = None
    stack: list[tuple[Any, Any, Any]] = []
    for event in events:
        kind = type(event)
        if kind is scalar:
            value = event.value
            if not event.style:
                value = plain[value]
            elif event.start_mark.line != event.end_mark.line or (escapes and CONTROL.search(value)):
                _expect_sound(source, event, _around(stack, opener), value)
            if append is not None:
                append(value)
            elif key is None:
                if type(value) is not str or value in mapping:
                    raise NeedsCare
                key = value
            else:
                mapping[key] = value
                key = None
        elif kind is mapping_end or kind is sequence_end:
            closed = opener
            mapping, append, opener = stack.pop()
            if closed.flow_style and closed.start_mark.line != event.end_mark.line:
                openers = _around(stack, opener)
                if flow_fault(source, closed, event, openers):
                    raise NeedsCare
            key = None
        elif kind is mapping_start or kind is sequence_start:
            if len(stack) >= LEVELS or (append is None and key is None):
                raise NeedsCare
            inner: Any = {} if kind is mapping_start else []
            if append is not None:
                append(inner)
            else:
                mapping[key] = inner
            stack.append((mapping, append, opener))
            mapping, append = (inner, None) if kind is mapping_start else (None, inner.append)
            key, opener = None, event
        elif kind is document_end:
            expect_the_end(source, event)
            return documents[0]
    if documents:
        raise NeedsCare
    return None


def _around(stack: list[tuple[Any, Any, Any]], opener: Any) -> list[Any]:
    """The events that opened the collections around the one being read."""
    return [*(frame[2] for frame in stack[1:]), opener] if stack else []


def _expect_sound(source: Source, event: Any, openers: list[Any], value: str) -> None:
    if scalar_fault(source, event, openers) or CONTROL.search(value):
        raise NeedsCare
