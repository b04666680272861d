"""The tools we are compared with, in an environment of the benchmark's own, beside revgov as it stands in this tree."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"

# All kinds of declaration in one schema, for versions of revgov that cannot write it themselves.
SCHEMA = """
import json, sys
from revgov.kinds import KINDS
from revgov.kinds.validation import adapter
properties, definitions = {}, {}
for kind in KINDS:
    schema = adapter(kind.model).json_schema(ref_template="#/definitions/{model}")
    definitions.update(schema.pop("$defs", {}))
    one = kind.section == "charter"
    properties[kind.section] = schema if one else {"type": "object", "additionalProperties": schema}
whole = {"type": "object", "properties": properties, "definitions": definitions, "additionalProperties": False}
json.dump(whole, sys.stdout)
"""
RULES = "{extends: default, rules: {line-length: disable}}"
"""yamllint's own rules but the one for long lines, which would report a third of the corpus and slow it down."""


def environment(peers: bool) -> Path:
    """The Python of a virtual environment that holds revgov, installed from this tree, and the peers."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
        (ENVIRONMENT / ".gitignore").write_text("*\n", encoding="ascii")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, str(HERE.parent)], check=True)
    if peers:
        subprocess.run([*install, "-r", str(HERE / "requirements.txt")], check=True)
    return python


def schema(python: Path, folder: Path) -> Path:
    """A JSON Schema of a whole file, of the same shape as our models."""
    written = folder / "schema"
    subprocess.run([str(python), "-m", "revgov", "schema", "--out", str(written)], capture_output=True, check=False)
    whole = written / "revgov.schema.json"
    if whole.exists():
        return whole
    text = subprocess.run([str(python), "-c", SCHEMA], capture_output=True, check=True, text=True).stdout
    plain = folder / "schema.json"
    plain.write_text(json.dumps(json.loads(text)), encoding="utf-8")
    return plain


def yamllint(python: Path, repository: Path) -> list[str]:
    """The style of every file."""
    return [str(python), "-m", "yamllint", "-d", RULES, str(repository)]


def check_jsonschema(python: Path, repository: Path, schema: Path) -> list[str]:
    """The shape of every file: fields and types, no references, no graph."""
    files = sorted(str(path) for path in repository.rglob("*.yaml"))
    return [str(python), "-m", "check_jsonschema", "--schemafile", str(schema), *files]


if __name__ == "__main__":
    print(environment(peers=True), file=sys.stderr)
