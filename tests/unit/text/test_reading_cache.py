"""Readings are kept by content; a cache that is broken, foreign or hostile is as good as none."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revgov.finding import Span
from revgov.text import Fault, Reading, ReadingCache, cache, read

DIGEST = sha256(b"a: 1\n").hexdigest()


def kept(folder: Path, digest: str, reading: Reading) -> Reading | None:
    """The reading as a later run finds it."""
    first = ReadingCache(folder)
    first.put(digest, reading)
    first.close()
    return ReadingCache(folder).get(digest)


def shard(folder: Path, digest: str = DIGEST) -> Path:
    return folder / f"readings-{digest[0]}.jsonl"


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    text = "kpis: {a: 1, b: [x, 1.5, 1e300, -0.0, null, true, é\u2028𝄞], c: {}, d: []}\ne: 999999999999999999\n"
    reading = read(text.encode())
    found = kept(tmp_path, DIGEST, reading)
    assert found == reading
    assert repr(found) == repr(reading)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values, st.booleans())
def test_any_value_comes_back_as_it_was(value: Any, pure: bool) -> None:
    line = cache._encode(DIGEST, Reading(value, (), pure))
    assert line.count(b"\n") == 1
    assert repr(cache._decode(line)) == repr(Reading(value, (), pure))


def test_a_reading_with_faults_is_not_kept(tmp_path: Path) -> None:
    reading = Reading({"a": 1}, (Fault("yaml-duplicate-key", "twice", Span(1, 1, 1, 2)),), False)
    assert kept(tmp_path, DIGEST, reading) is None


def test_without_a_folder_nothing_is_kept() -> None:
    store = ReadingCache(None)
    store.put(DIGEST, read(b"a: 1\n"))
    assert store.get(DIGEST) is None
    store.close()


def test_what_was_not_asked_for_again_stays_while_it_is_little(tmp_path: Path) -> None:
    other = DIGEST[0] + "0" * 63
    assert kept(tmp_path, other, read(b"b: 2\n")) is not None
    assert kept(tmp_path, DIGEST, read(b"a: 1\n")) is not None
    assert ReadingCache(tmp_path).get(other) == read(b"b: 2\n")


def test_what_was_not_asked_for_again_goes_when_it_is_much(tmp_path: Path) -> None:
    other = DIGEST[0] + "0" * 63
    assert kept(tmp_path, other, Reading({"a": "x" * cache.SPARE_BYTES}, (), False)) is not None
    assert kept(tmp_path, DIGEST, read(b"a: 1\n")) is not None
    assert ReadingCache(tmp_path).get(other) is None


def test_the_folder_is_no_matter_for_git_and_holds_no_drafts(tmp_path: Path) -> None:
    kept(tmp_path / "cache", DIGEST, read(b"a: 1\n"))
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [".gitignore", shard(tmp_path).name]


def test_a_run_that_reads_nothing_new_writes_nothing(tmp_path: Path) -> None:
    kept(tmp_path, DIGEST, read(b"a: 1\n"))
    before = shard(tmp_path).stat()
    again = ReadingCache(tmp_path)
    assert again.get(DIGEST) is not None
    again.close()
    after = shard(tmp_path).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def hostile_line(values: str, digest: str = DIGEST) -> bytes:
    rest = f"0,{values}]".encode()
    return f'["{digest}",{crc32(rest)},'.encode() + rest + b"\n"


HEADER = cache._header()
LINE = cache._encode(DIGEST, read(b"a: 1\n"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"{}",
        b"\xff\xfe\x00",
        LINE,
        HEADER.replace(b"1", b"2") + LINE,
        HEADER + LINE[:-5],
        HEADER + LINE[:-1],
        HEADER + LINE.replace(b'"a"', b'"b"'),
        HEADER + LINE.replace(b",0,", b",1,"),
        HEADER + b'["' + DIGEST.encode() + b'",1]\n',
        HEADER + b'["' + DIGEST.encode() + b'",{},[],0,0]\n',
        HEADER + b'["' + DIGEST.encode() + b'",' + b"[" * 100_000 + b"]\n",
        HEADER + hostile_line("[" * 65 + "]" * 65),
        HEADER + hostile_line("[" * 900 + "]" * 900),
        HEADER + hostile_line("[" * 90 + '"[[]"' + "]" * 90),
        HEADER + hostile_line("1" * 5000),
        HEADER + hostile_line("{"),
    ],
)
def test_a_broken_cache_is_ignored_and_mended(tmp_path: Path, content: bytes) -> None:
    shard(tmp_path).write_bytes(content)
    assert ReadingCache(tmp_path).get(DIGEST) is None
    assert kept(tmp_path, DIGEST, read(b"a: 1\n")) == read(b"a: 1\n")


def test_brackets_in_texts_are_no_levels(tmp_path: Path) -> None:
    reading = read(b'a: "[[[{{{]]"\nb: [[], {}]\n')
    assert kept(tmp_path, DIGEST, reading) == reading


def test_a_folder_that_cannot_be_used_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert kept(tmp_path / "file", DIGEST, read(b"a: 1\n")) is None
    shard(tmp_path).mkdir()
    assert kept(tmp_path, DIGEST, read(b"a: 1\n")) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(shard(tmp_path))
    assert ReadingCache(tmp_path).get(DIGEST) is None


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "elsewhere")
    assert kept(tmp_path / "cache", DIGEST, read(b"a: 1\n")) is None
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "own").mkdir()
    shard(tmp_path / "own").symlink_to(tmp_path / "precious")
    assert kept(tmp_path / "own", DIGEST, read(b"a: 1\n")) is not None
    assert (tmp_path / "precious").read_text() == "mine"


def test_lines_are_json(tmp_path: Path) -> None:
    kept(tmp_path, DIGEST, read(b"a: 1\n"))
    header, line = shard(tmp_path).read_text().splitlines()
    assert json.loads(header) == {"revgov-readings": cache.READER_VERSION}
    assert json.loads(line)[0] == DIGEST
