"""A value that knows where it stands."""

from __future__ import annotations

from typing import Any


class Node:
    """A value, its extent in the text, and the extent of the key it stands under (0, 0 where there is none).

    `content` is a dict or list of nodes, or the value of a scalar. Offsets count code points of the text.
    """

    __slots__ = ("content", "end", "key_end", "key_start", "start")

    def __init__(self, start: int, end: int, content: Any, key_start: int, key_end: int) -> None:
        self.start = start
        self.end = end
        self.content = content
        self.key_start = key_start
        self.key_end = key_end


def levels(value: Any) -> int:
    """How deep mappings and lists are nested in `value`, nodes or plain values; 0 for a scalar."""
    depth = 0
    layer = [value]
    while branches := [branch for branch in map(_content, layer) if isinstance(branch, (dict, list))]:
        depth += 1
        layer = [inner for branch in branches for inner in (branch.values() if isinstance(branch, dict) else branch)]
    return depth


def _content(value: Any) -> Any:
    return value.content if isinstance(value, Node) else value


def plain_value(node: Node | None) -> Any:
    """The values without their places. As deep as the text is nested, which is limited."""
    if node is None:
        return None
    content = node.content
    if isinstance(content, dict):
        return {key: plain_value(inner) for key, inner in content.items()}
    if isinstance(content, list):
        return [plain_value(inner) for inner in content]
    return content
