"""Steps carried out in texts that people, editors and other programs lay out in every way YAML admits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.edit.draft import comparable, created, drafted
from revgov.edit.page import Refused
from revgov.edit.step import Append, Inline, Insert, Remove, RenameKey, Reword, Step, Write, carried_out
from revgov.text import read


def after(text: str | bytes, *steps: Step) -> str:
    data = text.encode() if isinstance(text, str) else text
    return drafted("raci/file.yaml", data, steps).new.decode()


OWNER = ("kpis", "arr", "owner")


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("kpis:\n  arr:\n    owner: cro # who\n", "kpis:\n  arr:\n    owner: chief # who\n"),
        ("kpis:\n  arr:\n    owner: 'cro'\t# who\n", "kpis:\n  arr:\n    owner: 'chief'\t# who\n"),
        ('kpis:\n  arr:\n    owner:   "cro"\n', 'kpis:\n  arr:\n    owner:   "chief"\n'),
        ("kpis: {arr: {owner: cro, name: x}}", "kpis: {arr: {owner: chief, name: x}}"),
        ("kpis: {arr: {owner: [ cro ]}}", "kpis: {arr: {owner: [ chief ]}}"),
        ("\ufeffkpis:\r\n  arr:\r\n    owner: cro\r\n", "\ufeffkpis:\r\n  arr:\r\n    owner: chief\r\n"),
        ("kpis:\r  arr:\r    owner: cro", "kpis:\r  arr:\r    owner: chief"),
        (
            "# ünïcode 🎯\nkpis:\n  arr: {name: Größe, owner: cro}",
            "# ünïcode 🎯\nkpis:\n  arr: {name: Größe, owner: chief}",
        ),
        ("kpis:\n  arr:\n    owner: >-\n      cro\n", "kpis:\n  arr:\n    owner: chief\n"),
        (
            "kpis:\n  arr:\n    owner: cro\n  # a tab\there\n\n\n",
            "kpis:\n  arr:\n    owner: chief\n  # a tab\there\n\n\n",
        ),
        ("kpis:\n  arr:\n    owner: cro\n   ", "kpis:\n  arr:\n    owner: chief\n   "),
        ("---\nkpis:\n arr:\n  owner:\n   cro\n...\n", "---\nkpis:\n arr:\n  owner:\n   chief\n...\n"),
        ("kpis:\n  arr:\n    owner: &who cro\n", "kpis:\n  arr:\n    owner: &who chief\n"),
        (
            "kpis:\n  arr:\n    owner: cro\n  nrr: {name: a, name: b}\n",
            "kpis:\n  arr:\n    owner: chief\n  nrr: {name: a, name: b}\n",
        ),
    ],
)
def test_a_text_is_written_where_the_old_one_stood(before: str, wanted: str) -> None:
    path = (*OWNER, 0) if "[" in before else OWNER
    assert after(before, Write(path, "chief")) == wanted


def test_an_alias_follows_its_anchor_and_else_becomes_a_text_of_its_own() -> None:
    text = "kpis:\n  arr: {owner: &who cro}\n  nrr: {owner: *who}\n"
    both = Write(OWNER, "chief"), Write(("kpis", "nrr", "owner"), "chief")
    assert after(text, *both) == "kpis:\n  arr: {owner: &who chief}\n  nrr: {owner: *who}\n"
    assert after(text, both[1]) == "kpis:\n  arr: {owner: &who cro}\n  nrr: {owner: chief}\n"
    with pytest.raises(Refused, match=r"^raci/file\.yaml: .* would say something else"):
        after(text, both[0])


def test_names_are_renamed_in_the_quotes_they_have() -> None:
    text = "activities:\n  a: {raci: {cro: A, 'ceo': C, \"cfo\": I}}\n"
    raci = ("activities", "a", "raci")
    steps = [RenameKey((*raci, old), old + "_x") for old in ("cro", "ceo", "cfo")]
    assert after(text, *steps) == "activities:\n  a: {raci: {cro_x: A, 'ceo_x': C, \"cfo_x\": I}}\n"


def test_a_name_that_is_there_already_is_refused() -> None:
    with pytest.raises(Refused):
        after("roles:\n  cro: {}\n  ceo: {}\n", RenameKey(("roles", "cro"), "ceo"))


@pytest.mark.parametrize(
    "formula",
    [
        "a / aa + a",
        '"a / aa + a"',
        "'a / aa + a'",
        "|\n      a / aa + a",
        ">-\n      a /\n      aa\n      + a",
        "a\n      / aa + a",
    ],
)
def test_a_word_is_found_by_its_order_whatever_the_layout(formula: str) -> None:
    text = f"kpis:\n  x:\n    formula: {formula}\n    name: a\n"
    value = read(text.encode()).values["kpis"]["x"]["formula"]
    path = ("kpis", "x", "formula")
    changed = after(text, Reword(path, 0, "a", "b"), Reword(path, value.rindex("a"), "a", "b"))
    assert read(changed.encode()).values["kpis"]["x"] == {
        "formula": "b" + value.strip()[1:-1] + "b" + value[len(value.rstrip()) :],
        "name": "a",
    }


def test_a_word_written_with_escapes_is_refused() -> None:
    with pytest.raises(Refused):
        after('kpis:\n  x: {formula: "\\x61 + b"}\n', Reword(("kpis", "x", "formula"), 0, "a", "c"))


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("roles:\n  a:\n    title: A # t\n    fte: 1\n", "roles:\n  a:\n    title: A # t\n    was: old\n    fte: 1\n"),
        ("roles:\r\n  a:\r\n    title: A", "roles:\r\n  a:\r\n    title: A\r\n    was: old"),
        ("roles: {a: {title: A, fte: 1}}\n", "roles: {a: {title: A, was: old, fte: 1}}\n"),
        ("roles:\n  a: # none\n  b: {}\n", "roles:\n  a: # none\n    was: old\n  b: {}\n"),
        ("roles:\n  a: {} # none\n  b: {}\n", "roles:\n  a: # none\n    was: old\n  b: {}\n"),
        ("roles:\n  a: ~\n", "roles:\n  a:\n    was: old\n"),
        ("roles: {a: {}}\n", "roles: {a: {was: old}}\n"),
        ("roles:\n  a:\n    fte: 1\n", "roles:\n  a:\n    was: old\n    fte: 1\n"),
        (
            "roles:\n  a:\n    title: |\n      A\n    fte: 1\n",
            "roles:\n  a:\n    title: |\n      A\n    was: old\n    fte: 1\n",
        ),
        ("roles:\n  a:\n    title: |+\n      A\n\n", "roles:\n  a:\n    was: old\n    title: |+\n      A\n\n"),
        ("roles:\n  a:\n    title: &t\n      A\n", "roles:\n  a:\n    title: &t\n      A\n    was: old\n"),
    ],
)
def test_an_entry_goes_behind_those_before_it(before: str, wanted: str) -> None:
    assert after(before, Insert(("roles", "a"), (("was", "old"),), ("title",))) == wanted


def test_nothing_is_added_to_what_an_alias_stands_for() -> None:
    with pytest.raises(Refused, match="alias"):
        after("roles:\n  a: &a {title: A}\n  b: *a\n", Insert(("roles", "b"), (("was", "old"),)))
    with pytest.raises(Refused):
        after("roles:\n  a: &a {title: A}\n  b: *a\n", Insert(("roles", "a"), (("was", "old"),)))


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("was: a", "was: [a, b]"),
        ("was: 'a' # c", "was: ['a', b] # c"),
        ("was: [a]", "was: [a, b]"),
        ("was: [ ]", "was: [b ]"),
        ("was:\n  - a # c\n", "was:\n  - a # c\n  - b\n"),
        ("was:\n- a", "was:\n- a\n- b"),
    ],
)
def test_a_list_grows_in_its_own_style(before: str, wanted: str) -> None:
    assert after(before, Append(("was",), "b")) == wanted


@pytest.mark.parametrize(
    ("before", "path", "wanted"),
    [
        ("a: 1\nwas: x\nb: 2\n", ("was",), "a: 1\nb: 2\n"),
        ("a: 1\r\nwas: x", ("was",), "a: 1"),
        ("{a: 1, was: x, b: 2}", ("was",), "{a: 1, b: 2}"),
        ("{was: x, b: 2}", ("was",), "{b: 2}"),
        ("was: [x, y, z]", ("was", 1), "was: [x, z]"),
        ("was:\n  - x\n  - y\n", ("was", 1), "was:\n  - x\n"),
    ],
)
def test_what_goes_leaves_no_trace(before: str, path: tuple[str | int, ...], wanted: str) -> None:
    assert after(before, Remove(path)) == wanted


def test_a_comment_never_goes_with_what_it_stands_behind() -> None:
    with pytest.raises(Refused, match="by hand"):
        after("a: 1\nwas: x # since May\n", Remove(("was",)))


def test_a_new_file_holds_what_it_should() -> None:
    waiver = {"check": "raci-no-accountable", "for": ["activity:a"], "reason": "on: or off"}
    draft = created("policies/waivers.yaml", [Insert((), (("waivers", {"w": waiver}),))])
    assert draft.old is None
    assert draft.new.decode() == (
        'waivers:\n  w:\n    check: raci-no-accountable\n    for: ["activity:a"]\n    reason: "on: or off"\n'
    )


def test_a_section_comes_to_the_end_of_a_file() -> None:
    record = Inline({"of": "kpi:arr", "digest": "1234567890123456"})
    step = Insert((), (("signoffs", {"s": record}),))
    entry = 'signoffs:\n  s: {of: "kpi:arr", digest: "1234567890123456"}\n'
    assert after("kpis:\n  a: {}", step) == f"kpis:\n  a: {{}}\n\n{entry}"
    assert after("# only a comment\n", step) == f"# only a comment\n\n{entry}"
    assert after("", step) == entry


def test_two_changes_of_one_stretch_are_refused() -> None:
    with pytest.raises(Refused, match=r"^f\.yaml:2: two changes meet here"):
        drafted("f.yaml", b"\na: x\n", [Write(("a",), "y"), Write(("a",), "z")])


@pytest.mark.parametrize("text", ["a: [", "a: !x 1", "\x00", "a: 1\n---\nb: 2\n"])
def test_what_cannot_be_read_is_not_edited(text: str) -> None:
    with pytest.raises(Refused, match=r"^raci/file\.yaml:\d+ cannot be read"):
        after(text, Write(("a",), "b"))


# --- whatever is written, the text says what the steps say, or nothing is changed

WORDS = st.sampled_from(
    [
        "cro",
        "kpi:win_rate",
        "on",
        "2026-01-01",
        "it's",
        'a "b"',
        "x: y",
        "- z",
        "#",
        "é\u2028",
        "a, b",
        "",
        " ",
        "12",
        "null",
        "1e3",
    ]
)
NAMES = st.sampled_from(["a", "b", "c", "owner", "was", "on", "ä"])
VALUES = st.recursive(
    WORDS | st.integers(-9, 9) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A mapping in some layout: block or flow, any kind of quotes, comments, line ends and indentation."""

    def flow(value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{flow(key)}: {flow(one)}" for key, one in value.items()) + "}"
        if isinstance(value, list):
            return (
                "[" + ", ".join(flow(one) for one in value) + draw(st.sampled_from(["]", ",]" if value else "]", " ]"]))
            )
        if isinstance(value, str):
            plain = value.isalpha() and value.isascii() and value not in ("null", "on")
            quoted = [json.dumps(value), json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"]
            return draw(st.sampled_from([*quoted, value] if plain else quoted))
        return json.dumps(value)

    def block(value: Any, indent: str) -> str:
        more = indent + " " * draw(st.integers(1, 3))
        comment = draw(st.sampled_from(["", "", " # c\t: x", "  #"]))
        above = draw(st.sampled_from(["", "", f"{indent}# above\n", "\n"]))
        if value and isinstance(value, dict) and draw(st.booleans()):
            return (
                comment + "\n" + "".join(f"{above}{indent}{flow(key)}:{block(one, more)}" for key, one in value.items())
            )
        if value and isinstance(value, list) and draw(st.booleans()):
            return comment + "\n" + "".join(f"{above}{indent}- {flow(one)}\n" for one in value)
        return f" {flow(value)}{comment}\n"

    values = draw(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4))
    text = block(values, "").removeprefix("\n")
    text = draw(st.sampled_from([text, text.rstrip("\n"), text + "\n \n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, value)]
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found += paths(one, (*path, key))
    return found


@given(data=texts(), draw=st.data())
def test_the_text_says_what_the_steps_say_and_touches_only_their_lines(data: bytes, draw: st.DataObject) -> None:
    values = read(data).values
    if not isinstance(values, dict):
        return
    path, value = draw.draw(st.sampled_from(paths(values)[1:]))
    step: Step = RenameKey(path, "renamed") if isinstance(path[-1], str) else Remove(path)
    if isinstance(value, str) and draw.draw(st.booleans()):
        step = Write(path, draw.draw(WORDS))
    elif isinstance(value, dict) and draw.draw(st.booleans()):
        step = Insert(path, (("new", draw.draw(WORDS)), ("newer", "x")), tuple(value))
    elif isinstance(value, list) and draw.draw(st.booleans()):
        step = Append(path, "new")
    try:
        new = drafted("f.yaml", data, [step]).new
    except Refused as reason:
        assert str(reason).startswith("f.yaml")
        # What only replaces something that stands there is never refused.
        assert not isinstance(step, (RenameKey, Write))
        return
    assert comparable(read(new).values) == comparable(carried_out(values, [step]))
    if isinstance(step, (Write, RenameKey)):
        changed = [one != two for one, two in zip(data.splitlines(), new.splitlines(), strict=True)]
        assert sum(changed) <= 1
