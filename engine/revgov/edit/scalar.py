"""How a text is written as a scalar of YAML: plain where every reader takes it for the same text, else in quotes."""

from __future__ import annotations

import json
import re

from revgov.text import read

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*")
# YAML 1.1, which most editors and libraries still speak, reads these as something else than text; and a digest may
# happen to look like a number.
OTHERWISE = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~|[-+.]?[0-9][-+0-9_.,:eE]*|0[xo][0-9a-f_]+|\.(?:inf|nan)|[0-9a-f]{12,}|=",
    re.IGNORECASE,
)


def scalar(value: str, like: str = "", *, flow: bool = False) -> str:
    """A text as YAML, in the style of what stood there before: `like` is that text, or empty."""
    if like[:1] == "'" and not re.search(r"[\r\n]", value):
        return "'" + value.replace("'", "''") + "'"
    if like[:1] == '"':
        return quoted(value)
    # Where a colon stood unquoted before, one more does no harm.
    return value if plain_is_safe(value, flow=flow, colon=":" in like) else quoted(value)


def quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def plain_is_safe(value: str, *, flow: bool, colon: bool = False) -> bool:
    """Whether every reader takes an unquoted value for this text; `colon` lets one stand within brackets."""
    if OTHERWISE.fullmatch(value):
        return False
    if WORD.fullmatch(value):
        return True
    # Older readers refuse `[kpi:win_rate]`.
    if not value or value != value.strip() or re.search(r"[\r\n\t]", value) or (flow and ":" in value and not colon):
        return False
    probe = f"- [{value}, x]\n" if flow else f"- k: {value}\n"
    reading = read(probe.encode("utf-8", "surrogatepass"))
    return not reading.faults and reading.values == ([[value, "x"]] if flow else [{"k": value}])
