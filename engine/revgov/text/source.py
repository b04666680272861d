"""The characters of one file: decoded, free of what no text may hold, and able to say where each one stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property

from revgov.finding import Span
from revgov.text.fault import CONTROL_CHARACTER, ENCODING, LIMIT, REFUSED, Fault, Stop
from revgov.text.limits import BYTES

# Category Cc but TAB, LF and CR; surrogates; U+FEFF but as the first character; what Unicode will never assign.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
CONTROL_BYTES = bytes(code for code in range(128) if CONTROL.match(chr(code)))
SURROGATE = re.compile("[\ud800-\udfff]")
BREAK = re.compile("\r\n|\r|\n")
BOM = b"\xef\xbb\xbf"
# Directives are refused before parsing: libyaml compares each %TAG with all others, which is quadratic.
DIRECTIVE = re.compile(rb"(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n])*+%")
INVISIBLE = {"\ufeff": "a byte order mark", "\0": "a zero byte"}
SEPARATORS = "\u2028\u2029"
SEPARATOR_BYTES = tuple(separator.encode() for separator in SEPARATORS)
MISREAD = f"?{SEPARATORS}"
QUESTION = re.compile(r"\?(?<![^\s\[{,]\?)(?=[^\s,\[\]{}])")
QUESTION_BYTES = re.compile(QUESTION.pattern.encode())
PRIVATE_USE = range(0xE000, 0xF8FF)


class Source:
    """One text. Offsets count code points from the first after a byte order mark."""

    def __init__(self, data: bytes) -> None:
        """Take `data` as it is; whether it may be read says `open_source`."""
        self.data = data.removeprefix(BOM)
        if self.data.rstrip(b" ").endswith((b"\n", b"\r")) and not self.data.endswith((b"\n", b"\r")):
            # A last line of spaces is a line, its break missing or not; libyaml takes it for text.
            self.data += b"\n"
        self.restored: dict[int, str] | None = None
        self.escapes = b"\\" in data

    @cached_property
    def text(self) -> str:
        """All characters; a byte that is no UTF-8 counts as one."""
        return self.data.decode("utf-8", "replace")

    @cached_property
    def line_starts(self) -> array[int]:
        """Offset of the first character of each line. Lines end as in YAML 1.2: LF, CR LF or CR, nothing else."""
        return array("I", (0, *(found.end() for found in BREAK.finditer(self.text))))

    @cached_property
    def size(self) -> int:
        """How many characters there are."""
        return len(self.text)

    def rest(self) -> Source:
        """Let go of the decoded text and keep what spans need; the text comes back when it is asked for."""
        self.line_starts, self.size  # noqa: B018
        self.__dict__.pop("text", None)
        return self

    def span(self, start: int, end: int) -> Span:
        """The stretch from offset `start` to before offset `end`."""
        return Span(*self.place(min(start, self.size)), *self.place(min(max(start, end), self.size)))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def shield(self) -> None:
        """Hide from the parsers what they misread.

        U+2028 and U+2029 are line breaks to them, as in YAML 1.1; `?` begins a key in `{?name: x}`, where YAML 1.2 has
        a text that begins with a question mark. Each is replaced by a private character the text does not name, which
        every value gives back.
        """
        text = self.text
        lowered = text.lower()
        free = (code for code in PRIVATE_USE if chr(code) not in text and f"{code:x}" not in lowered)
        stand_ins = dict(zip(MISREAD, free, strict=False))
        self.restored = {code: character for character, code in stand_ins.items()}
        hidden = QUESTION.sub(chr(stand_ins["?"]), text)
        self.data = hidden.translate({ord(separator): stand_ins[separator] for separator in SEPARATORS}).encode()


def open_source(data: bytes) -> Source:
    """The text of `data`. Raises Stop for a file that is too large, no UTF-8, or holds what no text may hold."""
    source = Source(data)
    if len(data) > BYTES:
        size = f"{len(data) / 1024 / 1024:.1f}"
        raise Stop(Fault(LIMIT, f"the file has {size} MiB, and one file may have 2: split it", Span(1, 1, 1, 1)))
    if not source.data.isascii():
        _refuse_other_encodings(source)
        if CONTROL.search(source.text):
            _refuse_control_character(source)
    elif len(source.data.translate(None, CONTROL_BYTES)) != len(source.data):
        _refuse_control_character(source)
    if directive := DIRECTIVE.match(source.data):
        _refuse_directive(source, directive.end() - 1)
    if QUESTION_BYTES.search(source.data) or any(separator in source.data for separator in SEPARATOR_BYTES):
        source.shield()
    return source


def _refuse_other_encodings(source: Source) -> None:
    try:
        source.data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = len(source.data[: error.start].decode("utf-8"))
        byte = source.data[error.start]
        wide = source.data[:2] in (b"\xff\xfe", b"\xfe\xff")
        hint = "it seems to be UTF-16" if wide else f"byte {error.start + 1} is {byte:#04x}"
        message = f"the file is not UTF-8 ({hint}): save it again with the encoding UTF-8"
        raise Stop(Fault(ENCODING, message, source.span(offset, offset + 1))) from None


def _refuse_control_character(source: Source) -> None:
    found = CONTROL.search(source.text)
    assert found is not None
    raise Stop(control_character(found.group(), source.span(*found.span())))


def control_character(character: str, span: Span) -> Fault:
    """The fault of a character that no text may hold, raw or as an escape."""
    name = INVISIBLE.get(character, "a control character")
    message = f"{name} (U+{ord(character):04X}) stands here, which no text may hold: delete it"
    return Fault(CONTROL_CHARACTER, message, span)


def _refuse_directive(source: Source, offset: int) -> None:
    # Comments before it may hold more than ASCII: count characters, not bytes.
    start = len(source.data[:offset].decode("utf-8"))
    end = BREAK.search(source.text + "\n", start)
    assert end is not None
    message = "a line that begins with % is a directive of YAML, and none may be used: delete the line"
    raise Stop(Fault(REFUSED, message, source.span(start, end.start())))
