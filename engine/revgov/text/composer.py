"""Events become values and their layout: the walk that understands everything, for both parsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from revgov.finding import Span
from revgov.text.fault import DUPLICATE_KEY, ESCAPED, LIMIT, REFUSED, SYNTAX, Fault, Stop
from revgov.text.grammar import Grammar
from revgov.text.layout import LIST, MAPPING, NOWHERE, SCALAR, Extent, Layout
from revgov.text.limits import ALIASES, DIGITS, FAULTS, LEVELS, NODES, levels
from revgov.text.scalars import OutOfRange, plain
from revgov.text.source import CONTROL, SURROGATE, Source, control_character
from revgov.text.strict import expect_the_end, flow_fault, node_start, scalar_fault

ANCHOR_NAME = re.compile(r"&([^\s,\[\]{}]*)")
TAG = re.compile(r"!\S*")
SHOWN = 60


class NeedsPureParser(Exception):
    """libyaml reads this otherwise than YAML 1.2 does."""


class Anchored:
    """What an anchor names; `nodes` counts it with aliases expanded, and is None while it is still open."""

    __slots__ = ("nodes", "row", "value")

    def __init__(self, value: Any, row: int, nodes: int | None) -> None:
        """Made when the value begins; `nodes` is set when it ends."""
        self.value = value
        self.row = row
        self.nodes = nodes


class Frame(NamedTuple):
    """A mapping or list being filled, the event that opened it, its row, and how many nodes there were before it."""

    content: Any
    opener: Any
    row: int
    before: int


class Composer:
    """The walk over one file's events. Faults that let reading go on are collected in `faults`."""

    def __init__(self, source: Source, grammar: Grammar) -> None:
        """Ready for `compose`, which is to be called once."""
        self.source = source
        self.grammar = grammar
        self.faults: list[Fault] = []
        self.layout = Layout()
        self._documents: list[Any] = []
        # The outermost frame stands for the file itself.
        self._frames = [Frame(self._documents, None, 0, 0)]
        self._content: Any = self._documents
        self._key: str | None = None
        self._key_extent = NOWHERE
        self._nodes = 0
        self._aliases = 0
        self._anchors: dict[str, Anchored] = {}
        self._end = 0

    def compose(self, events: Iterator[Any]) -> Any:
        """The value of the document. Raises Stop, NeedsPureParser, and what `events` raises."""
        scalar, mapping_start, mapping_end, sequence_start, sequence_end, alias, _, document_end = self.grammar
        for event in events:
            kind = type(event)
            if kind is scalar:
                self._scalar(event)
            elif kind is mapping_end or kind is sequence_end:
                self._close(event)
            elif kind is mapping_start:
                self._open(event, {}, MAPPING)
            elif kind is sequence_start:
                self._open(event, [], LIST)
            elif kind is alias:
                self._alias(event)
            elif kind is document_end:
                expect_the_end(self.source, event)
                break
        return self._documents[0] if self._documents else None

    def abandon(self) -> Layout:
        """The layout of what was read before the walk broke off."""
        for frame in reversed(self._frames[1:]):
            self._end_of(frame.row)
        return self.layout

    # One method per kind of event.

    def _scalar(self, event: Any) -> None:
        self._nodes += 1
        if event.tag is not None or self._nodes > NODES:
            self._refuse_node(event)
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None:
            start = min(node_start(self.source, event), end)
        style = event.style
        if style == "|" or style == ">":
            end = start + len(self.source.text[start:end].rstrip())
        if end > self._end and end > start:
            self._end = end
        value = self._value(event)
        if self._key is None and type(self._content) is dict:
            if event.anchor is not None:
                self._name(event, Anchored(value, 0, 1))
            self._take_key(event, value, (start, end))
            return
        row = self._attach(value, SCALAR, (start, end))
        if isinstance(value, str) and end - start - (2 if style else 0) != len(value):
            self.layout.texts[row] = value
        if event.anchor is not None:
            self._name(event, Anchored(value, row, 1))

    def _open(self, event: Any, content: Any, kind: int) -> None:
        self._nodes += 1
        if event.tag is not None or self._nodes > NODES:
            self._refuse_node(event)
        if self._key is None and type(self._content) is dict:
            self._stop(REFUSED, "a list or a mapping stands where a name must: names are text", event)
        if len(self._frames) > LEVELS:
            self._stop(LIMIT, f"more than {LEVELS} levels are nested here: nest less deeply", event)
        start = node_start(self.source, event)
        before = self._nodes
        row = self._attach(content, kind, (start, start))
        if event.anchor is not None:
            self._name(event, Anchored(content, row, None))
        self._frames.append(Frame(content, event, row, before))
        self._content = content

    def _close(self, event: Any) -> None:
        content, opener, row, before = self._frames.pop()
        self._content = self._frames[-1].content
        if opener.flow_style:
            # The mapping of `[a: b]` has no bracket of its own to end with.
            if event.end_mark.index > event.start_mark.index:
                self._end = max(self._end, event.end_mark.index)
            if fault := flow_fault(self.source, opener, event, self._openers()):
                raise Stop(fault)
        self._end_of(row)
        anchored = self._anchors.get(opener.anchor) if opener.anchor is not None else None
        if anchored is not None and anchored.value is content:
            anchored.nodes = self._nodes - before + 1

    def _end_of(self, row: int) -> None:
        # A block ends for parsers where the next line begins; for people at its last character.
        self.layout.close(row, max(self._end, self.layout.extent(row)[0]))

    def _alias(self, event: Any) -> None:
        name = event.anchor
        shown = name[:SHOWN]
        start, end = event.start_mark.index, event.end_mark.index
        if self.grammar.fast and self.source.text.startswith(":", end):
            raise NeedsPureParser
        self._aliases += 1
        anchored = self._anchors.get(name)
        if anchored is None:
            message = f"`*{shown}` is an alias, and no `&{shown}` stands above: put text that begins with * in quotes"
            self._stop(SYNTAX, message, event)
        if anchored.nodes is None:
            self._stop(REFUSED, f"`*{shown}` stands within what it refers to, and would never end", event)
        if self._aliases > ALIASES:
            self._stop(LIMIT, f"more than {ALIASES} aliases (`*name`) in one file: write the values out", event)
        if self._key is None and type(self._content) is dict:
            self._stop(REFUSED, f"the alias `*{shown}` stands where a name must: write the name out", event)
        self._nodes += anchored.nodes
        if self._nodes > NODES:
            self._refuse_node(event)
        if len(self._frames) - 1 + levels(anchored.value) > LEVELS:
            self._stop(LIMIT, f"more than {LEVELS} levels are nested, aliases expanded: nest less deeply", event)
        self._end = max(self._end, end)
        row = self._attach(anchored.value, self.layout.kinds[anchored.row], (start, end))
        if isinstance(anchored.value, (dict, list)):
            self.layout.targets[row] = anchored.row

    # Keys and values.

    def _attach(self, value: Any, kind: int, extent: Extent) -> int:
        """Put a value where it belongs, and return its row."""
        key = self._key
        if key is None:
            self._content.append(value)
            return self.layout.add(kind, extent, None, NOWHERE)
        self._content.setdefault(key, value)
        self._key = None
        return self.layout.add(kind, extent, key, self._key_extent)

    def _take_key(self, event: Any, value: Any, extent: Extent) -> None:
        key = value if isinstance(value, str) else str(event.value)
        if not event.style and key == "<<":
            self._stop(REFUSED, "`<<` would merge another declaration into this one: write the fields out", event)
        if not isinstance(value, str):
            what = f"`{key[:SHOWN]}` is no text, and cannot be a name" if key else "a name is missing before the colon"
            self._report(REFUSED, f"{what}: write it in quotes, or give it another name", self.source.span(*extent))
        if key in self._content:
            self._repeated(key, extent)
        self._key, self._key_extent = key, extent

    def _repeated(self, key: str, extent: Extent) -> None:
        first = self.layout.first(self._frames[-1].row, key)
        place = NOWHERE if first is None else self.layout.key_extent(first)
        message = f"`{key[:SHOWN]}` is written twice, and only the first is taken: delete one of them, or rename it"
        self._report(
            DUPLICATE_KEY, message, self.source.span(*extent), ("first written here", self.source.span(*place))
        )

    def _value(self, event: Any) -> Any:
        value = event.value
        if not event.style:
            try:
                value = plain[value]
            except OutOfRange:
                message = f"this number is out of range ({DIGITS} digits at most, and finite): is it text? Use quotes"
                self._report(LIMIT, message, self._span(event))
        else:
            if fault := scalar_fault(self.source, event, self._openers()):
                raise Stop(fault)
            if self.source.escapes and (found := CONTROL.search(value)):
                self._escaped_control(event, value, found.group())
        if self.source.restored is not None and isinstance(value, str):
            value = value.translate(self.source.restored)
        return value

    def _escaped_control(self, event: Any, value: str, character: str) -> None:
        if SURROGATE.search(value):
            raise Stop(control_character(character, self._span(event)))
        message = f"the text holds a control character (U+{ord(character):04X}), written as an escape: delete it"
        self._report(ESCAPED, message, self._span(event))

    def _name(self, event: Any, anchored: Anchored) -> None:
        written = ANCHOR_NAME.search(self.source.text, event.start_mark.index)
        if self.grammar.fast and (written is None or written[1] != event.anchor):
            raise NeedsPureParser
        self._anchors[event.anchor] = anchored

    # Faults.

    def _refuse_node(self, event: Any) -> NoReturn:
        if getattr(event, "tag", None) is None:
            self._stop(LIMIT, f"the file holds more than {NODES:,} names and values, aliases expanded: split it", event)
        written = TAG.search(self.source.text, event.start_mark.index)
        tag = written.group()[:SHOWN] if written else "!"
        self._stop(REFUSED, f"`{tag}` is a tag of YAML, and none may be used: delete it, or use quotes", event)

    def _openers(self) -> list[Any]:
        return [frame.opener for frame in self._frames[1:]]

    def _span(self, event: Any) -> Span:
        return self.source.span(event.start_mark.index, event.end_mark.index)

    def _report(self, check: str, message: str, span: Span, *related: tuple[str, Span]) -> None:
        if len(self.faults) >= FAULTS:
            raise Stop(Fault(LIMIT, f"this file has more than {FAULTS} faults: reading ends here", span))
        self.faults.append(Fault(check, message, span, related))

    def _stop(self, check: str, message: str, event: Any) -> NoReturn:
        raise Stop(Fault(check, message, self._span(event)))
