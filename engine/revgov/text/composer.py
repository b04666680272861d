"""Events become values. One walk serves both parsers, and both purposes: plain values, or nodes that know their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from revgov.text.fault import DUPLICATE_KEY, LIMIT, REFUSED, SYNTAX, Fault, Stop
from revgov.text.grammar import Grammar
from revgov.text.limits import ALIASES, DIGITS, FAULTS, LEVELS, NODES
from revgov.text.node import Node, levels
from revgov.text.scalars import OutOfRange, plain
from revgov.text.source import CONTROL, Source, control_character

# An anchor, and what may stand between it and its node.
ANCHOR = re.compile(r"&\S+(?:[ \t\r\n]|#[^\r\n]*+)*+")
# libyaml ends the name before the colon, YAML 1.2 has the colon in the name.
COLON_IN_NAME = re.compile(r"[&*][^\s,\[\]{}]*?:")
NOTHING_MORE = re.compile(r"(?:\.\.\.(?=\s|\Z)|[ \t\r\n]|(?<!\S)#[^\r\n]*+)*+")
DISCARDED = object()


class NeedsPlaces(Exception):
    """A fault that tells of two places, or lets reading go on: walk again, with places."""


class NeedsPureParser(Exception):
    """libyaml reads this otherwise than YAML 1.2 does."""


class Anchored:
    """What an anchor names. `nodes` counts them with aliases expanded; it is None while the node is still open."""

    __slots__ = ("nodes", "value")

    def __init__(self, value: Any, nodes: int | None) -> None:
        self.value = value
        self.nodes = nodes


class Composer:
    """The walk over one file's events.

    Without places it stops at the first fault; with them, faults that let reading go on are collected in `faults`.
    """

    def __init__(self, source: Source, grammar: Grammar, *, places: bool) -> None:
        self.source = source
        self.grammar = grammar
        self.places = places
        self.faults: list[Fault] = []
        self.documents: list[Any] = []
        self._anchors: dict[str, Anchored] = {}
        self._aliases = 0
        self._spoilt: list[dict[Any, Any]] = []
        self._key = (0, 0)
        self._end = 0

    def compose(self, events: Iterator[Any]) -> Any:
        """The value of the document, or its node. Raises Stop, NeedsPlaces, NeedsPureParser, and what `events` raises."""
        scalar, mapping_start, mapping_end, sequence_start, sequence_end, alias, _, document_end = self.grammar
        places = self.places
        by_hand = places or self.source.escapes or self.source.restored is not None
        # The container being filled: a mapping, or a list by its `append`. One of the two is None.
        mapping: dict[Any, Any] | None = None
        append: Any = self.documents.append
        key: Any = None
        stack: list[tuple[dict[Any, Any] | None, Any, tuple[Any, Any, int] | None]] = []
        count = 0
        for event in events:
            kind = type(event)
            if kind is scalar:
                count += 1
                if event.tag is not None or count > NODES:
                    self._refuse_node(event, count)
                try:
                    value = self._text(event) if by_hand else event.value if event.style else plain[event.value]
                except OutOfRange:
                    value = self._out_of_range(event)
                if event.anchor is not None:
                    self._anchor(event, Anchored(self._leaf(event, value, keyed=False) if places else value, 1))
                if append is None and key is None:
                    if type(value) is not str or value == "<<":
                        value = self._odd_key(event, value)
                    key = value if value not in mapping else self._repeated(event, value, mapping)  # type: ignore[operator,arg-type]
                    if places:
                        self._key = self._extent(event)
                    continue
                if places:
                    value = self._leaf(event, value, keyed=append is None)
            elif kind is mapping_start or kind is sequence_start:
                count += 1
                if event.tag is not None or count > NODES or len(stack) >= LEVELS or (append is None and key is None):
                    self._refuse_node(event, count, len(stack))
                opened: Any = {} if kind is mapping_start else []
                value = self._branch(event, opened, keyed=append is None) if places else opened
                if append is not None:
                    append(value)
                else:
                    mapping[key] = value  # type: ignore[index]
                if event.anchor is not None:
                    self._anchor(event, Anchored(value, None))
                stack.append((mapping, append, (event.anchor, value, count) if places or event.anchor else None))
                mapping, append, key = (opened, None, None) if kind is mapping_start else (None, opened.append, None)
                continue
            elif kind is mapping_end or kind is sequence_end:
                mapping, append, opening = stack.pop()
                key = None
                if opening is not None:
                    self._close(event, opening, count)
                continue
            elif kind is alias:
                value, nodes = self._alias(event, len(stack), keyed=append is None, as_key=append is None and key is None)
                count += nodes
                if count > NODES:
                    self._refuse_node(event, count)
                if append is None and key is None:
                    key = value if value not in mapping else self._repeated(event, value, mapping)  # type: ignore[operator,arg-type]
                    continue
            elif kind is document_end:
                return self._finish(event)
            else:
                continue
            if append is not None:
                append(value)
            else:
                mapping[key] = value  # type: ignore[index]
                key = None
        return self._finish(None)

    # What follows is off the fast path: places, anchors, and everything that is not as it should be.

    def _finish(self, event: Any) -> Any:
        for mapping in self._spoilt:
            mapping.pop(DISCARDED, None)
        if event is not None:
            self._expect_the_end(event)
        return self.documents[0] if self.documents else None

    def _expect_the_end(self, event: Any) -> None:
        text = self.source.text
        start = event.end_mark.index
        rest = NOTHING_MORE.match(text, start)
        assert rest is not None
        start = rest.end()
        if start == len(text):
            return
        span = self.source.span(start, start + 3 if text.startswith("---", start) else start + 1)
        if text.startswith("---", start) or text.startswith("%", start):
            message = "a second document begins here, and a file holds one: delete this line, or move what follows to a file of its own"
            raise Stop(Fault(REFUSED, message, span))
        raise Stop(Fault(SYNTAX, "the document ended above, and something follows: indent it like the lines it belongs to", span))

    def _text(self, event: Any) -> Any:
        value: str = event.value
        if not event.style:
            value = plain[value]  # type: ignore[assignment]
        elif self.source.escapes and event.style == '"' and (found := CONTROL.search(value)):
            raise Stop(control_character(found.group(), self._span(event)))
        if self.source.restored is not None and isinstance(value, str):
            value = value.translate(self.source.restored)
        return value

    def _out_of_range(self, event: Any) -> str:
        self._report(
            LIMIT,
            f"this number is out of range: whole numbers may have {DIGITS} digits, others must be finite; if it is meant as text, put it in quotes",
            self._span(event),
        )
        return str(event.value)

    def _odd_key(self, event: Any, value: Any) -> str:
        if event.style:
            return str(value)
        text = str(event.value)
        span = self._span(event)
        if text == "<<":
            raise Stop(Fault(REFUSED, "`<<` would merge another declaration into this one, which is not allowed: write the fields out", span))
        if value != "<<":
            what = "an empty name" if not text else f"`{text[:40]}` as a name is not text"
            self._report(REFUSED, f"{what}: write it in quotes, or give it another name", span)
        return text

    def _repeated(self, event: Any, key: str, mapping: dict[Any, Any]) -> object:
        if not self.places:
            raise NeedsPlaces
        first: Node = mapping[key]
        related = ("first written here", self.source.span(first.key_start, first.key_end))
        message = f"`{key[:60]}` is written twice here; only the first is taken: delete one of them, or rename it"
        self._report(DUPLICATE_KEY, message, self._span(event), related)
        self._spoilt.append(mapping)
        return DISCARDED

    def _report(self, check: str, message: str, span: Any, *related: tuple[str, Any]) -> None:
        if not self.places:
            raise NeedsPlaces
        if len(self.faults) >= FAULTS:
            raise Stop(Fault(LIMIT, f"more than {FAULTS} faults in this file: reading ends here", span))
        self.faults.append(Fault(check, message, span, related))

    def _refuse_node(self, event: Any, count: int, depth: int = 0) -> None:
        span = self._span(event)
        if getattr(event, "tag", None) is not None:
            raise Stop(Fault(REFUSED, f"`{self._tag(event)}` is a tag of YAML, and none may be used: delete it", span))
        if count > NODES:
            raise Stop(Fault(LIMIT, f"the file holds more than {NODES:,} names and values, aliases expanded: split it", span))
        if depth >= LEVELS:
            raise Stop(Fault(LIMIT, f"more than {LEVELS} levels are nested here: nest less deeply", span))
        raise Stop(Fault(REFUSED, "a list or a mapping stands where a name must: names are text", span))

    def _tag(self, event: Any) -> str:
        written = self.source.text[event.start_mark.index : event.start_mark.index + 200]
        found = re.search(r"!\S*", written)
        return found.group()[:60] if found else "!"

    def _anchor(self, event: Any, anchored: Anchored) -> None:
        self._check_names()
        self._anchors[event.anchor] = anchored

    def _check_names(self) -> None:
        if not self._anchors and self.grammar.scalar.__module__.startswith("yaml.") and COLON_IN_NAME.search(self.source.text):
            raise NeedsPureParser

    def _alias(self, event: Any, depth: int, *, keyed: bool, as_key: bool) -> tuple[Any, int]:
        self._check_names()
        name = event.anchor
        anchored = self._anchors.get(name)
        span = self._span(event)
        self._aliases += 1
        if anchored is None:
            raise Stop(Fault(SYNTAX, f"`*{name[:40]}` refers to an anchor, and no `&{name[:40]}` stands above", span))
        if anchored.nodes is None:
            raise Stop(Fault(REFUSED, f"`*{name[:40]}` stands within what it refers to, and would never end", span))
        if self._aliases > ALIASES:
            raise Stop(Fault(LIMIT, f"more than {ALIASES} aliases (`*name`) in one file: write the values out", span))
        value = anchored.value
        content = value.content if self.places else value
        if as_key:
            if not isinstance(content, str):
                raise Stop(Fault(REFUSED, f"`*{name[:40]}` stands where a name must, and is no text", span))
            self._key = self._extent(event)
            return content, 1
        if anchored.nodes <= NODES and depth + levels(content) > LEVELS:
            raise Stop(Fault(LIMIT, f"more than {LEVELS} levels are nested here, aliases expanded: nest less deeply", span))
        if self.places:
            return self._placed(event.start_mark.index, event.end_mark.index, content, keyed=keyed), anchored.nodes
        return content, anchored.nodes

    def _close(self, event: Any, opening: tuple[Any, Any, int], count: int) -> None:
        name, value, before = opening
        if name is not None and self._anchors[name].value is value:
            self._anchors[name].nodes = count - before + 1
        if self.places:
            # The end of a block is where the next line begins: its last character serves people better.
            self._end = max(self._end, event.end_mark.index if event.end_mark.index > event.start_mark.index else 0)
            value.end = self._end

    def _leaf(self, event: Any, value: Any, *, keyed: bool) -> Node:
        start, end = self._extent(event)
        return self._placed(start, end, value, keyed=keyed)

    def _branch(self, event: Any, content: Any, *, keyed: bool) -> Node:
        start, _ = self._extent(event)
        return self._placed(start, start, content, keyed=keyed)

    def _placed(self, start: int, end: int, content: Any, *, keyed: bool) -> Node:
        self._end = max(self._end, end)
        return Node(start, end, content, *(self._key if keyed else (0, 0)))

    def _extent(self, event: Any) -> tuple[int, int]:
        """From the first character to after the last, without anchor and without the lines after a block of text."""
        start, end = event.start_mark.index, event.end_mark.index
        text = self.source.text
        if event.anchor is not None and (anchor := ANCHOR.match(text, start)) and type(event) is not self.grammar.alias:
            start = min(anchor.end(), max(start, end))
        if getattr(event, "style", None) in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        self._end = max(self._end, end)
        return start, end

    def _span(self, event: Any) -> Any:
        return self.source.span(event.start_mark.index, event.end_mark.index)
