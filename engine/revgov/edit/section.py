"""A new declaration at the end of its section, in a file that may not be there yet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from revgov.edit.draft import Draft, created, drafted
from revgov.edit.page import Refused
from revgov.edit.step import Insert, Step
from revgov.governance.governance import Governance
from revgov.text import read


def added(governance: Governance, file: str, section: str, id_: str, declaration: Mapping[str, Any]) -> Draft:
    """The file with one more declaration. Raises Refused where a file of that name would never be read."""
    expect_read(governance, file)
    data = governance.source.files.get(file)
    values = read(data).values if data is not None else None
    step = step_for(values, section, id_, dict(declaration) if type(declaration) is dict else declaration)
    return created(file, [step]) if data is None else drafted(file, data, [step])


def step_for(values: Any, section: str, id_: str, declaration: Mapping[str, Any]) -> Step:
    held = values.get(section) if isinstance(values, dict) else None
    if isinstance(values, dict) and section in values:
        return Insert((section,), ((id_, declaration),), tuple(held) if isinstance(held, dict) else ())
    return Insert((), ((section, {id_: declaration}),))


def expect_read(governance: Governance, file: str) -> None:
    path = PurePosixPath(file)
    inside = any(path.is_relative_to(folder) for folder in governance.settings.folders)
    if path.is_absolute() or ".." in path.parts or str(path) != file:
        raise Refused(f"'{file}' is no path below the root, such as policies/waivers.yaml")
    hidden = any(part.startswith(".") for part in path.parts)
    if file != "charter.yaml" and (not inside or hidden or path.suffix not in (".yaml", ".yml")):
        folders = ", ".join(governance.settings.folders)
        raise Refused(f"'{file}' would not be read: name a .yaml file in one of the folders {folders}")
    if file not in governance.source.files and os.path.lexists(os.path.join(governance.source.root, file)):
        raise Refused(f"'{file}' is there and was not read: links are not followed, nor is anything but files")
