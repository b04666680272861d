"""Where the values of one file stand, found when a finding asks."""

from __future__ import annotations

from collections.abc import Sequence

from revgov.finding import Span
from revgov.text.fault import Stop
from revgov.text.node import Node
from revgov.text.reading import tree_of
from revgov.text.source import Source, open_source

START = Span(1, 1, 1, 1)


class Places:
    """The spans of one file's keys and values. Build it with `locate`."""

    def __init__(self, source: Source | None, root: Node | None) -> None:
        self._source = source
        self._root = root

    def span(self, path: Sequence[str | int], *, key: bool = False, word: tuple[int, str] | None = None) -> Span:
        """Where the value at `path` stands; `path` are keys of mappings and indices of lists.

        `key`: where the last key stands. `word`: where a word of the value stands, given its code point offset in the
        value and itself; the whole value where it cannot be told. Of a path that leads nowhere, the key of its longest
        part that leads somewhere; of an empty value its key; of a file that cannot be read its start.
        """
        if self._source is None or self._root is None:
            return START
        node, found = self._find(self._root, path)
        named = node.key_end > node.key_start
        if named and (key or node.start == node.end or (not found and isinstance(node.content, dict))):
            return self._source.span(node.key_start, node.key_end)
        if found and word is not None and isinstance(node.content, str):
            return self._word(self._source, node, *word)
        return self._source.span(node.start, node.end)

    @staticmethod
    def _find(node: Node, path: Sequence[str | int]) -> tuple[Node, bool]:
        for step in path:
            content = node.content
            if isinstance(content, dict) and step in content:
                node = content[step]
            elif isinstance(content, list) and isinstance(step, int) and 0 <= step < len(content):
                node = content[step]
            else:
                return node, False
        return node, True

    @staticmethod
    def _word(source: Source, node: Node, offset: int, word: str) -> Span:
        written = source.text[node.start : node.end]
        value: str = node.content
        for quotes in (0, 1):
            if written[quotes : len(written) - quotes] == value and value.startswith(word, offset):
                start = node.start + quotes + offset
                return source.span(start, start + len(word))
        start = -1
        for _ in range(value.count(word, 0, offset) + 1):
            start = written.find(word, start + 1)
        if not word or start < 0:
            return source.span(node.start, node.end)
        return source.span(node.start + start, node.start + start + len(word))


def locate(data: bytes) -> Places:
    """The places of the file with these bytes. Reads it once more, and never raises."""
    try:
        source = open_source(data)
    except Stop:
        return Places(None, None)
    tree = tree_of(source)
    return Places(source, tree.root)
