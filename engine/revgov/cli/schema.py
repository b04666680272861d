"""`revgov schema`: JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from revgov.cli.options import Mistake, as_of_option, opened, output, root_option


@click.command()
@click.option("--out", metavar="DIR", type=click.Path(file_okay=False), help="Write both schemas into this folder.")
@click.option("--settings", is_flag=True, help="Print the schema of revgov.yaml instead of that of governance files.")
@as_of_option
@root_option
def schema(out: str | None, settings: bool, as_of: str | None, root: str) -> None:
    """Write JSON Schemas (draft-07) with which an editor completes and checks governance files while one types.

    They know the ids that this repository declares, so an unknown role is underlined at once; write them anew when ids
    have come or gone. Without --out the schema is printed. Afterwards the command says how an editor finds them.
    """
    from revgov.emit.schema import GOVERNANCE, SETTINGS, schemas

    made = dict(schemas(opened(root, as_of)))
    if out is None:
        output(made[SETTINGS if settings else GOVERNANCE].decode("ascii"))
        return
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise Mistake(f"{folder} cannot be written: {error.strerror}") from None
    output(directions(folder, GOVERNANCE, SETTINGS))


def directions(folder: Path, governance: str, settings: str) -> str:
    """How editors are told where the schemas are."""
    folders = ["policies", "raci", "kpi_tree", "cadence"]
    files = ["charter.yaml", *(f"{one}/**/*.{end}" for one in folders for end in ("yaml", "yml"))]
    where = folder.as_posix() if folder.is_absolute() else f"./{folder.as_posix()}"
    snippet = {"yaml.schemas": {f"{where}/{governance}": files, f"{where}/{settings}": ["revgov.yaml"]}}
    return f"""\
Wrote {(folder / governance).as_posix()} and {(folder / settings).as_posix()}.

Visual Studio Code with the YAML extension (redhat.vscode-yaml) reads them with this in .vscode/settings.json:

{json.dumps(snippet, indent=2)}

Any editor with the YAML language server reads them with this as the first line of a file, its path counted from that
file:

# yaml-language-server: $schema={where}/{governance}
"""
