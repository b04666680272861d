"""Canonical form: fields in their order with their comments, quotes only where needed, and the meaning untouched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.edit.draft import comparable
from revgov.edit.format import formatted
from revgov.edit.order import OPENINGS, group_of
from revgov.kinds import BY_NAME, SECTIONS, Dataset, Kpi, Policy, Signoff
from revgov.text import read


def canonical(text: str) -> str:
    new, left = formatted("f.yaml", text.encode())
    assert left == []
    assert formatted("f.yaml", new) == (new, [])
    return new.decode()


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("kpis:\n  a:\n    owner: o\n    name: n\n", "kpis:\n  a:\n    name: n\n    owner: o\n"),
        ("kpis:\r\n  a:\r\n    owner: o # x\r\n    name: n", "kpis:\r\n  a:\r\n    name: n\r\n    owner: o # x"),
        ("kpis: {a: {owner: o,  name: n}} # c", "kpis: {a: {name: n,  owner: o}} # c"),
        (
            (
                "kpis:\n  a:\n    owner: o\n"
                "    # about the name\n    # in two lines\n    name: n # here\n\n    unit: count\n"
            ),
            (
                "kpis:\n  a:\n    # about the name\n"
                "    # in two lines\n    name: n # here\n    owner: o\n\n    unit: count\n"
            ),
        ),
        (
            (
                "risks:\n  r:\n    treatment:\n"
                "      actions:\n        - owner: o\n          what: w\n      decision: accept\n"
            ),
            (
                "risks:\n  r:\n    treatment:\n"
                "      decision: accept\n      actions:\n        - what: w\n          owner: o\n"
            ),
        ),
        ("kpis:\n  a: {bands: {red: x, amber: y}}\n", "kpis:\n  a: {bands: {red: x, amber: y}}\n"),
        ("activities:\n  a: {raci: {z: A, b: R}}\n", "activities:\n  a: {raci: {z: A, b: R}}\n"),
        (
            "datasets:\n  d:\n    fields:\n      z: {type: text, name: Z}\n      a: {}\n",
            "datasets:\n  d:\n    fields:\n      z: {name: Z, type: text}\n      a: {}\n",
        ),
    ],
)
def test_fields_are_put_in_order(before: str, wanted: str) -> None:
    assert canonical(before) == wanted


def test_a_group_that_stays_as_it_is_moves_as_a_whole() -> None:
    target = "    target:\n      # by when\n      by: 2026-01-01\n      value: 1\n"
    name = "    name: |\n      n\n"
    new, left = formatted("f.yaml", f"kpis:\n  a:\n{target}{name}\n  b: {{}}\n".encode())
    assert new.decode() == f"kpis:\n  a:\n{name}{target}\n  b: {{}}\n"
    why = "a comment above the first field may be about all of them"
    assert left == [f"f.yaml:3: the fields of a.target were left as they are: {why}"]


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("name: 'Win rate'", "name: Win rate"),
        ('name: "Win rate" # "x"', 'name: Win rate # "x"'),
        ("name: 'it is: so'", 'name: "it is: so"'),
        ("name: 'say \"so\"'", "name: 'say \"so\"'"),
        *(
            (f"name: '{kept}'", f'name: "{kept}"')
            for kept in (
                "no",
                "on",
                "2026-01-01",
                "12",
                "1_000",
                "09:00",
                "null",
                "",
                " a",
                "# a",
                "- a",
                "~",
                "1e3",
                "kpi:a",
            )
        ),
        ("name: 'two\n      lines'", "name: 'two\n      lines'"),
        ("'name': x", "name: x"),
        ("name: 'x'\n    name: 'y'", "name: x\n    name: 'y'"),
        ('tags: ["a", "b c", "d, e", "f:g"]', 'tags: [a, b c, "d, e", "f:g"]'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(before: str, wanted: str) -> None:
    assert canonical(f"kpis:\n  a:\n    {before}\n") == f"kpis:\n  a:\n    {wanted}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("kpis:\n  a:\n    owner: o\n    # apart\n\n    name: n\n", "a comment stands apart"),
        ("kpis:\n  a:\n    owner: o\n      # deeper\n    name: n\n", "a comment stands apart"),
        ("kpis:\n  a:\n    # all?\n    owner: o\n    name: n\n", "may be about all of them"),
        ("kpis:\n  a:\n    owner: o\n    name: n\n    # last\n", "below the last field"),
        ("kpis:\n  a:\n    owner: o\n    nme: n\n    name: n\n", "unknown or written twice"),
        ("kpis:\n  a: {owner: o,\n    name: n}\n", "several lines"),
        ("kpis:\n  a: {owner: , name: n}\n", "holds nothing"),
        ("kpis:\n  a:\n    notes: |+\n      x\n\n    name: n\n", "would say something else"),
        ("kpis:\n  a:\n    owner: &o x\n    name: *o\n", "would say something else"),
        ("risks:\n  r: {treatment: {actions: [{owner: o,\n   what: w}], decision: accept}}\n", "several lines"),
    ],
)
def test_what_cannot_be_moved_safely_is_left_and_told(text: str, why: str) -> None:
    new, left = formatted("f.yaml", text.encode())
    assert new.decode() == text
    assert left
    assert why in left[0]


def test_one_group_that_cannot_be_moved_does_not_hold_up_the_others() -> None:
    good = "  {0}:\n    owner: 'o'\n    name: n\n"
    bad = "  x:\n    notes: |+\n      x\n\n    name: n\n"
    text = "kpis:\n" + good.format("a") + bad + good.format("b")
    moved = "  {0}:\n    name: n\n    owner: o\n"
    new, left = formatted("f.yaml", text.encode())
    assert new.decode() == "kpis:\n" + moved.format("a") + bad + moved.format("b")
    assert [sentence[:9] for sentence in left] == ["f.yaml:5:"]


def test_a_text_that_cannot_be_read_is_left_and_told() -> None:
    new, left = formatted("f.yaml", b"a: [")
    assert new == b"a: ["
    assert left[0].startswith("f.yaml:1 cannot be read, so nothing was changed: ")


def test_the_order_is_the_models_with_what_it_is_first_and_what_is_kept_about_it_last() -> None:
    assert group_of(Kpi).fields[:8] == ("name", "is", "was", "description", "definition", "owner", "function", "pillar")
    assert group_of(Policy).fields[4:8] == ("statement", "owner", "function", "pillar")
    assert group_of(Signoff).fields[-9:] == (
        "digest",
        "since",
        "until",
        "review",
        "evidence",
        "links",
        "aliases",
        "tags",
        "notes",
    )
    assert group_of(Dataset).fields[-1] == "fields"
    for kind, opening in OPENINGS.items():
        fields = group_of(BY_NAME[kind].model).fields
        assert set(opening) <= set(fields)
        # What a kind opens with is read in one go, right before who owns it.
        assert fields[fields.index("owner") - len(opening) : fields.index("owner")] == opening
    for section in SECTIONS.values():
        assert len(set(group_of(section.model).fields)) == len(section.model.__fields__)


# --- whatever stands there, the meaning stays and a second run changes nothing

LINES = st.sampled_from(
    [
        "name: n",
        "owner: 'o'",
        "# a comment",
        "",
        "unit: count # c",
        "definition: >-\n      d\n      e",
        'target: {by: 2026-01-01, value: "5%"}',
        "target:\n      by: '2026-01-01'\n      # above\n      value: 5%",
        "notes: |\n      n\n\n",
        "notes: |+\n      n\n\n",
        "'is': x",
        "tags: [\"a\", 'b']",
        "  # deeper",
        "zzz: 1",
        "links: {b: x, a: y}",
        "review: &r {last: 2026-01-01, every: 1 month}",
        "evidence: [{what: w, by: *r}]",
        "formula: a\n      + b",
    ]
)


@given(
    lines=st.lists(LINES, max_size=9),
    newline=st.sampled_from(["\n", "\r\n"]),
    tail=st.sampled_from(["", "\n", "\n  b: {}\n"]),
)
def test_meaning_never_changes_and_twice_is_once(lines: list[str], newline: str, tail: str) -> None:
    text = "kpis:\n  a:\n" + "\n".join(f"    {line}" if line else "" for line in lines) + tail
    data = text.replace("\n", newline).encode()
    new, left = formatted("f.yaml", data)
    assert comparable(read(new).values) == comparable(read(data).values)
    assert [fault.check for fault in read(new).faults] == [fault.check for fault in read(data).faults]
    assert formatted("f.yaml", new) == (new, left)
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    assert sorted(line.strip() for line in new.decode().splitlines() if line.strip().startswith("#")) == sorted(
        comments
    )
