"""The way of nearly every file to its places: no values are made. Whatever is unusual it leaves to the composer."""

from __future__ import annotations

from itertools import islice
from sys import intern

from revgov.text.grammar import fast_events, fast_grammar
from revgov.text.layout import LIST, MAPPING, SCALAR, Layout
from revgov.text.limits import LEVELS, NODES
from revgov.text.quick import NeedsCare, expect_usual
from revgov.text.source import Source


def outline(source: Source) -> Layout:
    """The layout a composer would give. Raises NeedsCare and yaml.YAMLError."""
    expect_usual(source)
    scalar, mapping_start, mapping_end, sequence_start, sequence_end, alias, _, document_end = fast_grammar()
    layout = Layout()
    kinds, numbers, keys = layout.kinds, layout.numbers, layout.keys
    text = source.text
    # The key the next value stands under, or whether a key is next; in a list neither.
    key: str | None = None
    key_start = key_end = 0
    key_next = False
    # For each open collection its row, and whether it is a mapping.
    stack: list[tuple[int, bool]] = []
    last = 0
    for event in islice(fast_events(source), 2 * NODES + 8):
        kind = type(event)
        if kind is scalar:
            start, end = event.start_mark.index, event.end_mark.index
            style = event.style
            if style == "|" or style == ">":
                end = start + len(text[start:end].rstrip())
            if end > start:
                last = end
            if key_next:
                key, key_start, key_end, key_next = intern(event.value), start, end, False
                continue
            if end - start - (2 if style else 0) != len(event.value):
                layout.texts[len(kinds)] = event.value
            kinds.append(SCALAR)
            keys.append(key)
            numbers.extend((start, end, key_start, key_end, len(kinds)))
            key_next = key is not None
        elif kind is mapping_end or kind is sequence_end:
            row, _ = stack.pop()
            if event.end_mark.index > event.start_mark.index:
                last = event.end_mark.index
            layout.close(row, max(last, numbers[5 * row]))
            key_next = bool(stack) and stack[-1][1]
            key, key_start, key_end = None, 0, 0
        elif kind is mapping_start or kind is sequence_start:
            if key_next or len(stack) >= LEVELS:
                raise NeedsCare
            key_next = kind is mapping_start
            start = event.start_mark.index
            stack.append(
                (layout.add(MAPPING if key_next else LIST, (start, start), key, (key_start, key_end)), key_next)
            )
            key, key_start, key_end = None, 0, 0
        elif kind is document_end:
            return layout
        elif kind is alias:
            raise NeedsCare
    raise NeedsCare
