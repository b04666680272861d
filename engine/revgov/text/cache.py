"""Readings kept by content: a text seen before is not parsed again. Anyone may delete the folder at any time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple, cast
from zlib import crc32

from revgov.text.fault import Reading
from revgov.text.limits import LEVELS, levels

READER_VERSION = 1
"""Raise it with every change of what a text means: older readings are then forgotten."""

SHARD_BYTES = 32 * 1024 * 1024
SPARE_BYTES = 1024 * 1024
NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class ReadingCache:
    """A store of fault-free readings, one line of JSON each, in 16 files by the first digit of the digest.

    A line is `["<sha256 of the text>",<crc32 of what follows>,<pure: 0 or 1>,<values>]`. Whatever is not of this shape
    is as good as absent; a folder that cannot be read or written is as good as none. The checksum tells accidents,
    not forgery: who may write the folder may say what a text means.
    """

    def __init__(self, folder: Path | None) -> None:
        """None keeps nothing; nor does a folder that is a symbolic link, for it may lead out of the repository."""
        self._folder = None if folder is None or folder.is_symlink() else folder
        self._shards: dict[str, Shard] = {}
        self._used: set[bytes] = set()
        self._new = Waiting()

    def get(self, digest: str) -> Reading | None:
        """The reading of the text with this sha256, or None."""
        if self._folder is None:
            return None
        key = digest.encode()
        line = self._shard(self._folder, digest[0]).line(key) or self._new.line(digest)
        reading = None if line is None else _decode(line)
        if reading is not None:
            self._used.add(key)
        return reading

    def put(self, digest: str, reading: Reading) -> None:
        """Keep a reading; one with faults is not kept, for its findings need the text anyway."""
        if self._folder is None or reading.faults:
            return
        self._used.add(digest.encode())
        self._new.add(digest, _encode(digest, reading))

    def keep(self, digests: Iterable[str]) -> None:
        """Readings that are still of use, though nobody asked for them this time."""
        self._used.update(digest.encode() for digest in digests)

    def release(self) -> None:
        """Lets go of what the folder holds: after a large repository was read it is in the way."""
        self._shards.clear()

    def close(self) -> None:
        """Write what is new, each file whole or not at all. Errors of the disk are nobody's concern."""
        if self._folder is None or not self._new.lines:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            ignore = self._folder / ".gitignore"
            if not ignore.exists():
                write_whole(ignore, b"*\n")
            for name in sorted({digest[0] for digest in self._new.lines}):
                shard = _load(self._path(self._folder, name)).all() | self._new.shard(name)
                write_whole(self._path(self._folder, name), b"".join([_header(), *self._kept(shard)]))
        except OSError:
            pass
        self._new.forget()

    def _kept(self, shard: dict[bytes, bytes]) -> list[bytes]:
        used = {key: line for key, line in shard.items() if key in self._used}
        # Other branches' readings are worth their place until they are more than this run's own.
        if sum(map(len, shard.values())) > SPARE_BYTES + 2 * sum(map(len, used.values())):
            shard = used
        return list(shard.values())

    def _shard(self, folder: Path, name: str) -> Shard:
        if name not in self._shards:
            self._shards[name] = _load(self._path(folder, name))
        return self._shards[name]

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / f"readings-{name}.jsonl"


class Shard(NamedTuple):
    """A file of the folder in one piece, and where in it the line of each key stands."""

    data: bytes
    lines: dict[bytes, slice]

    def line(self, key: bytes) -> bytes | None:
        return self.data[self.lines[key]] if key in self.lines else None

    def all(self) -> dict[bytes, bytes]:
        """The lines by key."""
        return {key: self.data[place] for key, place in self.lines.items()}


class Waiting:
    """New lines on their way to the disk. Beyond a few megabytes they wait in a nameless file, not in memory."""

    def __init__(self) -> None:
        self.lines: dict[str, bytes | tuple[int, int]] = {}
        self._bytes = 0
        self._file: IO[bytes] | None = None

    def add(self, digest: str, line: bytes) -> None:
        self._bytes += len(line)
        if self._bytes <= SPARE_BYTES:
            self.lines[digest] = line
            return
        if self._file is None:
            from tempfile import TemporaryFile

            self._file = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 - closed by forget
        self.lines[digest] = self._file.seek(0, os.SEEK_END), len(line)
        self._file.write(line)

    def line(self, digest: str) -> bytes | None:
        kept = self.lines.get(digest)
        if isinstance(kept, tuple) and self._file is not None:
            self._file.seek(kept[0])
            return self._file.read(kept[1])
        return kept if isinstance(kept, bytes) else None

    def shard(self, name: str) -> dict[bytes, bytes]:
        """The lines of one shard by key."""
        lines = {digest.encode(): self.line(digest) for digest in self.lines if digest[0] == name}
        return {key: line for key, line in lines.items() if line is not None}

    def forget(self) -> None:
        self.lines.clear()
        self._bytes = 0
        if self._file is not None:
            self._file.close()
            self._file = None


def _header() -> bytes:
    return json.dumps({"revgov-readings": READER_VERSION}).encode() + b"\n"


def _encode(digest: str, reading: Reading) -> bytes:
    values = json.dumps(reading.values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    rest = f"{int(reading.pure)},{values}]".encode()
    return b'["%s",%d,%s\n' % (digest.encode(), crc32(rest), rest)


def _decode(line: bytes) -> Reading | None:
    try:
        _, checksum, pure, values = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return None
    rest = line[line.find(b",", 68) + 1 :].rstrip(b"\n")
    if checksum != crc32(rest) or not _shallow(rest[:-1], values):
        return None
    return Reading(values, (), bool(pure))


def _shallow(written: bytes, values: object) -> bool:
    """Whether no more levels are nested than a text may have: nobody above need fear for the stack."""
    brackets = written.translate(None, NO_BRACKETS)
    for _ in range(LEVELS):
        if not brackets:
            return True
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return levels(values) <= LEVELS


def _load(path: Path) -> Shard:
    data = read_whole(path) or b""
    lines: dict[bytes, slice] = {}
    start = len(_header())
    while data.startswith(_header()) and (end := data.find(b"\n", start) + 1):
        if data.startswith(b'["', start) and data[start + 66 : start + 68] == b'",' and data[end - 2 : end] == b"]\n":
            lines[data[start + 2 : start + 66]] = slice(start, end)
        start = end
    return Shard(data, lines)


def read_whole(path: Path) -> bytes | None:
    """What a file of the cache holds; None for what is none: absent, too large, a link, a pipe."""
    try:
        with opened(path) as file:
            return file.read() if os.fstat(file.fileno()).st_size <= SHARD_BYTES else None
    except OSError:
        return None


def opened(path: Path) -> BinaryIO:
    """A file of the cache, opened for reading. Raises OSError, also for a link; a named pipe in its place must not hold
    us up."""
    flags = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
    return open(os.open(path, flags), "rb")


def write_whole(path: Path, content: bytes) -> None:
    """Puts a file of the cache in its place, whole or not at all. Raises OSError."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(draft, "xb") as file:
            file.write(content)
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
