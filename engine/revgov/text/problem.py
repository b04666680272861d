"""What a YAML parser says, in words for the person who wrote the file."""

from __future__ import annotations


def sentence(problem: str | None) -> str:
    """A sentence for a parser's `problem`."""
    return f"this is not YAML: {problem or 'it cannot be read'}"
