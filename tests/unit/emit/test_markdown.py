"""Markdown: users' text shows as it was written, and does nothing."""

from __future__ import annotations

import re

import pytest

from revgov.emit.document import Code, Linked, State, Table
from revgov.emit.markdown import cell, part, table, text

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py reads Markdown for this test")


def rendered(markdown: str) -> str:
    return str(markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def shown(html: str) -> str:
    """The visible text, without the invisible blanks that part mentions and addresses."""
    import html as entities

    return entities.unescape(re.sub(r"<[^>]*>", "", html)).replace("\u200b", "").strip()


@pytest.mark.parametrize(
    "written",
    [
        "a | b", "# heading", "- item", "+ item", "1. item", "2) item", "> quote", "```", "~~~", "<b>bold</b>",
        "<!-- x -->", "![x](https://example.org/x.png)", "[click](javascript:alert(1))", "[x]: https://example.org",
        "**b** _i_ ~~s~~", "snake_case_name", "[^1]", "- [x] approved", "\\", "---", "===", "&copy;", "/approve",
        "__init__", "*", "a*b*c", "$x^2$",
    ],
)  # fmt: skip
def test_a_text_is_a_paragraph_that_says_what_was_written(written: str) -> None:
    html = rendered(text(written))
    assert re.findall(r"<(\w+)", html) == ["p"]
    assert shown(html) == written


@pytest.mark.parametrize(
    "written",
    [
        "@everyone",
        "@org/team",
        "#1",
        "org/repo#1",
        "GH-12",
        "https://example.org",
        "www.example.org",
        ":tada:",
        "a@example.org",
    ],
)
def test_nothing_is_recognised_after_rendering(written: str) -> None:
    recognised = r"@\w|#\d|GH-\d|https?://|www\.\w|:\w+:"
    assert re.search(recognised, written)
    assert not re.search(recognised, shown_raw(written))
    assert shown(rendered(text(written))) == written


def shown_raw(written: str) -> str:
    import html as entities

    return entities.unescape(re.sub(r"<[^>]*>", "", rendered(text(written))))


def test_a_digest_in_a_text_is_no_commit() -> None:
    assert not re.search(r"\b[0-9a-f]{7,40}\b", text("a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0"))


def test_a_table_keeps_its_rows_and_columns() -> None:
    html = rendered(table(["a", "b"], [["x |\n| y", "|"], [Code("a|b"), State("bad | worse", "bad")]]))
    assert html.count("<tr>") == 3
    assert html.count("<td>") == 4


def test_code_is_code_where_nothing_ends_it() -> None:
    assert cell(Code("kpi:win_rate")) == "`kpi:win_rate`"
    assert "<code>" not in rendered(cell(Code("a`b")))
    assert shown(rendered(cell(Code("a`b")))) == "a`b"


def test_a_link_is_only_its_text() -> None:
    assert cell(Linked("proof", "https://example.org")) == "proof"


def test_an_empty_table_says_so() -> None:
    assert part(Table(("a",), (), empty="Nothing here.")) == "Nothing here."
