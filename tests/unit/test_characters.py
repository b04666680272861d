"""What is never published as it is, and what stands in its place."""

from __future__ import annotations

import json

import pytest

from revgov.characters import in_json, plain


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_what_turns_a_line_is_shown_as_its_escape(code: int) -> None:
    assert plain(f"a{chr(code)}b") == f"a\\u{{{code:x}}}b"


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\x85", "\ud800", "\ufdd0", "\ufffe", "\uffff"])
def test_what_no_page_can_hold_is_shown_as_what_cannot_be_shown(character: str) -> None:
    assert plain(f"a{character}b") == "a\ufffdb"


def test_lines_end_in_one_way_and_everything_else_stays() -> None:
    assert plain("a\r\nb\rc\n\td") == "a\nb\nc\n\td"
    assert plain("ünï שלום \u200f\u2065\u206a 😀 \ufffd") == "ünï שלום \u200f\u2065\u206a 😀 \ufffd"


def test_json_shows_nothing_that_turns_lines_or_hides_and_means_the_same() -> None:
    value = {"name": "a\u202eb\x9b\u200b\ud800é"}
    written = in_json(value)
    assert written == '{"name": "a\\u202eb\\u009b\\u200b\\ud800é"}'
    assert json.loads(written) == value
