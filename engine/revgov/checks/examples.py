"""An example of each check: what fails, what is printed for it, and what passes. Written from the golden cases."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple


class Example(NamedTuple):
    """Two small repositories, and what `check` prints for the first. Shown are only the files that differ, and of the
    first those of which something is printed."""

    failing: Mapping[str, str]
    passing: Mapping[str, str]
    output: str


def examples() -> Mapping[str, Example]:
    """The examples by check id, as they are shipped with the package."""
    kept = json.loads(files(__package__).joinpath("examples.json").read_text(encoding="utf-8"))
    return {check: Example(**example) for check, example in kept.items()}


def examples_json(found: Mapping[str, Example]) -> bytes:
    """The shipped form of examples: sorted, one line for each file, so that a diff reads well."""
    table = {check: found[check]._asdict() for check in sorted(found)}
    return json.dumps(table, indent=1, ensure_ascii=True, sort_keys=True).encode("ascii") + b"\n"


def readable(data: bytes) -> str:
    """A file as a page can show it: what is no text, or would act on a terminal, as its escape."""
    text = data.decode("utf-8", "backslashreplace")
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", lambda match: f"\\x{ord(match[0]):02x}", text)


def example(failing: Mapping[str, str], passing: Mapping[str, str], output: str) -> Example:
    """An example cut down to the files that make the difference, and those that the output points to; everything where
    none makes a difference."""
    paths = [path for path in sorted({*failing, *passing}) if failing.get(path) != passing.get(path)]
    paths = paths or sorted({*failing, *passing})
    return Example(
        {path: text for path, text in sorted(failing.items()) if path in paths or points_to(output, path)},
        {path: passing[path] for path in paths if path in passing},
        output,
    )


def points_to(output: str, path: str) -> bool:
    """Whether a line of an output begins with a place in a file."""
    return re.search(rf"^ *{re.escape(path)}:\d", output, re.MULTILINE) is not None
