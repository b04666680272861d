"""Tables for spreadsheets: CSV by RFC 4180, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from revgov.characters import plain

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\s?%?")
# Spreadsheets look past blanks and invisible characters, and some take the full-width forms for the signs themselves
# (OWASP, CSV Injection).
FORMULA = re.compile(r"[\s\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\0]")


def cell(value: object) -> str:
    """A value as a cell: an apostrophe keeps a text that begins like a formula a text; nothing stands for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = plain(str(value))
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A heading and rows, UTF-8, lines ended by CR LF."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8", "backslashreplace")
