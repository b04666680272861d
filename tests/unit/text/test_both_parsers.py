"""libyaml and the pure parser give the same values, the same faults and the same places."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from revgov.finding import Span
from revgov.text import Fault, fast_reader_available, locate, read
from revgov.text.composer import Composer, NeedsPureParser
from revgov.text.fault import Stop
from revgov.text.grammar import fast_events, fast_grammar
from revgov.text.layout import SCALAR, Layout
from revgov.text.outline import outline
from revgov.text.quick import NeedsCare
from revgov.text.reading import Composition, by_pure_parser, composition_of
from revgov.text.scalars import resolve
from revgov.text.source import open_source

pytestmark = pytest.mark.skipif(not fast_reader_available(), reason="PyYAML has no C part here")

DATA = Path(__file__).parents[4] / "shared" / "data"


def rows(layout: Layout) -> list[tuple[Any, ...]]:
    """The layout without what each parser sees elsewhere: where an empty value or name is."""
    found = []
    for row, kind in enumerate(layout.kinds):
        start, end = layout.extent(row)
        key_start, key_end = layout.key_extent(row)
        place = (start, end) if end > start else None
        key_place = (key_start, key_end) if key_end > key_start else None
        found.append((kind, place, key_place, layout.keys[row], layout.targets.get(row)))
    return found


def both(data: bytes) -> tuple[Composition, Composition] | None:
    """What both parsers make of a text, or None where libyaml makes nothing of it."""
    try:
        source = open_source(data)
        fast = Composer(source, fast_grammar())
        fast.compose(fast_events(source))
    except (Stop, NeedsPureParser, yaml.YAMLError):
        return None
    return composition_of(source), by_pure_parser(source)


def assert_same(data: bytes) -> None:
    pair = both(data)
    if pair is None:
        return
    fast, pure = pair
    assert not fast.reading.pure
    assert_same_outline(data, fast)
    # The pure parser may refuse what libyaml reads; it may not read it otherwise.
    if pure.reading.values is not None or not pure.reading.faults:
        assert same(fast.reading.values, pure.reading.values)
        assert list(map(told, fast.reading.faults)) == list(map(told, pure.reading.faults))
        assert rows(fast.layout) == rows(pure.layout)
    assert read(data) == fast.reading


def assert_same_outline(data: bytes, careful: Composition) -> None:
    """The quick way to the places leads where the careful one does, as far as both go."""
    try:
        quick = outline(open_source(data))
    except (NeedsCare, yaml.YAMLError):
        return
    if careful.reading.values is not None or not careful.reading.faults:
        assert rows(quick) == rows(careful.layout)
        assert quick.texts == careful.layout.texts


def told(fault: Fault) -> Fault:
    """The fault, without the place of a name that is missing, which each parser sees elsewhere."""
    start, end = fault.span[:2], fault.span[2:]
    return fault if start != end else fault._replace(span=Span(0, 0, 0, 0))


def same(one: Any, other: Any) -> bool:
    """Equal, and 1 is not true."""
    return repr(one) == repr(other)


def others_files() -> list[Path]:
    return sorted(path for path in DATA.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_other_peoples_files() -> None:
    for file in others_files():
        if file.stat().st_size < 100_000:
            assert_same(file.read_bytes())


SIGNIFICANT = "kpi:win_rate 110% 2026-01-01 yes NO 1_000 0x1F 010 1e3 -5 .5 null ~ true a#b a b: @x http://x:80"
words = st.sampled_from(SIGNIFICANT.split())
scalars = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | words | st.text(max_size=12)
names = st.text(alphabet="abcxyz_09 é-:#?", max_size=8) | words
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=25
)


def by_pyyaml(value: Any, flow: bool | None, width: int) -> str:
    return yaml.safe_dump(value, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False)


def by_ruamel(value: Any, flow: bool | None, width: int) -> str:
    emitter = YAML(typ="safe", pure=True)
    emitter.default_flow_style = flow
    emitter.width = width
    stream = StringIO()
    emitter.dump(value, stream)
    return stream.getvalue()


@settings(max_examples=150, deadline=None)
@given(
    documents,
    st.sampled_from([by_pyyaml, by_ruamel]),
    st.sampled_from([True, False, None]),
    st.sampled_from([20, 80]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_texts_that_emitters_write(value: Any, emit: Any, flow: bool | None, width: int, line_break: str) -> None:
    assert_same(emit(value, flow, width).replace("\n", line_break).encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None)
@given(documents.filter(lambda value: isinstance(value, dict)))
def test_json_is_yaml(value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    assert_same(text.encode("utf-8", "surrogatepass"))
    found = read(text.encode("utf-8", "surrogatepass"))
    if not found.faults:
        assert same(found.values, value)


# Texts by hand: block, flow and quotes mixed, comments, anchors, blank lines.
plain_words = st.sampled_from(
    ["a", "b c", "110%", "x#y", "é", "1", "true", "kpi:win", "-x", "?x", "http://x:80", "", "*a", "&a x"]
)
quoted = st.sampled_from(["'it''s'", '"a \\"b\\" \\u00e9"', "'x: y'", '"#"', "'<<'", '""', "'two\n      lines'"])
flows = st.recursive(
    plain_words.filter(bool) | quoted,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from("pqr"), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=6,
)
blocks_of_text = st.sampled_from(
    ["|\n      one\n      two\n", ">-\n      one\n\n      two\n", "|+\n      one\n\n", "word one\n      two\n"]
)
ends = st.sampled_from(["\n", " # why\n", "\n\n", "\n# why\n", "  \n"])
fields = st.tuples(
    st.sampled_from(["name", '"quoted"', "'it''s'", "k-1", "é", "on"]),
    st.tuples(flows, ends).map("".join) | blocks_of_text,
)
declarations = st.lists(fields, min_size=1, max_size=4).map(
    lambda pairs: "".join(f"    {key}: {value}" for key, value in pairs)
)
items = st.lists(st.tuples(flows, ends).map(lambda item: f"  - {item[0]}{item[1]}"), min_size=1, max_size=3).map(
    "".join
)
by_hand = st.lists(
    st.tuples(st.sampled_from("abcd"), items | declarations.map(lambda text: f"  x:\n{text}")), min_size=1, max_size=3
).map(lambda sections: "".join(f"{name}:\n{text}" for name, text in sections))


@settings(max_examples=300, deadline=None)
@given(by_hand)
def test_texts_by_hand(text: str) -> None:
    assert_same(text.encode())


@settings(max_examples=300, deadline=None)
@given(by_hand)
def test_a_place_holds_what_stands_there(text: str) -> None:
    data = text.encode()
    pair = both(data)
    if pair is None or pair[0].reading.faults:
        return
    places = locate(data)
    lines = text.split("\n")
    for path, value in scalars_of(pair[0].reading.values):
        span = places.span(path)
        raw = cut(lines, span)
        if span.line == span.end_line and not raw.startswith("*"):
            reread = raw if raw[:1] not in "'\"" else None
            assert reread is None or same(resolve(reread), value) or value is None
            assert reread is not None or same(read(raw.encode()).values, value)
        if path and isinstance(path[-1], str) and not raw.startswith("*"):
            key = cut(lines, places.span(path, key=True))
            assert read(f"{key}: 1".encode()).values == {path[-1]: 1}


def scalars_of(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in scalars_of(inner, (*path, key))]
    if isinstance(value, list):
        return [found for index, inner in enumerate(value) for found in scalars_of(inner, (*path, index))]
    return [(path, value)]


def cut(lines: list[str], span: Span) -> str:
    held = lines[span.line - 1 : span.end_line]
    held[-1] = held[-1][: span.end_column - 1]
    held[0] = held[0][span.column - 1 :]
    return "\n".join(held)


def test_a_layout_has_a_row_for_every_value() -> None:
    source = open_source(b"a: [1, {b: c}]\n")
    layout = composition_of(source).layout
    assert [
        source.text[slice(*layout.extent(row))] for row in range(len(layout.kinds)) if layout.kinds[row] == SCALAR
    ] == [
        "1",
        "c",
    ]
