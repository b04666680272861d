"""Where the values of one file stand, found when a finding asks."""

from __future__ import annotations

from collections.abc import Sequence

from revgov.finding import Span
from revgov.text.fault import Stop
from revgov.text.grammar import fast_reader_available
from revgov.text.layout import MAPPING, SCALAR, Extent, Layout
from revgov.text.outline import outline
from revgov.text.quick import NeedsCare
from revgov.text.reading import composition_of
from revgov.text.source import Source, open_source

START = Span(1, 1, 1, 1)


class Places:
    """The spans of one file's keys and values. Build it with `locate`."""

    def __init__(self, source: Source | None, layout: Layout) -> None:
        """Without a source every span is the start of the file."""
        self._source = source
        self._layout = layout

    def span(self, path: Sequence[str | int], *, key: bool = False, word: tuple[int, str] | None = None) -> Span:
        """Where the value at `path` stands; `path` are keys of mappings and indices of lists.

        `key`: where the last key stands. `word`: where a word of the value stands, given its code point offset in the
        value and itself; the whole value where it cannot be told. Of a path that leads nowhere, the key of its longest
        part that leads somewhere; of an empty value its key; of a file that cannot be read its start.
        """
        row, found = self._layout.find(path)
        if self._source is None or row is None:
            return START
        start, end = self._layout.extent(row)
        key_start, key_end = self._layout.key_extent(row)
        opens = not found and self._layout.kinds[row] == MAPPING
        if key_end > key_start and (key or opens or start == end):
            return self._source.span(key_start, key_end)
        if found and word is not None and self._layout.kinds[row] == SCALAR:
            start, end = self._word(self._source.text[start:end], start, self._layout.texts.get(row), *word)
        return self._source.span(start, end)

    @staticmethod
    def _word(written: str, start: int, value: str | None, offset: int, word: str) -> Extent:
        """Extent of a word; `value` is the text of the scalar where it is not as written."""
        whole = start, start + len(written)
        if value is None:
            quotes = 1 if written[:1] in ("'", '"') and len(written) > 1 else 0
            at = quotes + offset
            return (start + at, start + at + len(word)) if word and written.startswith(word, at) else whole
        at = -1
        for _ in range(value.count(word, 0, offset) + 1 if word else 0):
            at = written.find(word, at + 1)
        return (start + at, start + at + len(word)) if at >= 0 else whole


def locate(data: bytes) -> Places:
    """The places of the file with these bytes. Reads it once more, and never raises."""
    try:
        source = open_source(data)
    except Stop:
        return Places(None, Layout())
    layout = _layout_of(source)
    return Places(source.rest(), layout)


def _layout_of(source: Source) -> Layout:
    if fast_reader_available():
        from yaml import YAMLError

        try:
            return outline(source)
        except (NeedsCare, YAMLError):
            pass
    return composition_of(source).layout
