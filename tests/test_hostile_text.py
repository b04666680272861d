"""Every hostile text is accepted or refused as its manifest says, as far as the text alone can tell.

The manifest speaks of whole commands. What the text floor takes, a floor above refuses: ABOVE says which and why.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from revgov.finding import Span
from revgov.text import locate, read
from revgov.text.source import CONTROL

HOSTILE = Path(__file__).parents[2] / "shared" / "data" / "hostile"
MANIFEST = HOSTILE / "manifest.json"

# Classes of must-reject cases that are sound texts, and what refuses them.
ABOVE = {
    "unicode-key": "an unknown section",
    "huge-number": "an unknown section; the value is text",
    "encoding": "an unknown section",
    "unicode-spoof": "an unknown section, or the document is no mapping",
    "structure": "the document is no mapping",
    "yaml": "the document is no mapping",
    "ics": "an unknown section",
    "path": "an unknown section",
    "graph": "a list where a mapping belongs",
    "size": "an unknown section",
    "regex": "an unknown section",
}
# Of these classes no document that is a mapping is a sound text.
TEXT_ALONE = {"alias-bomb", "recursive", "syntax", "alias", "nesting", "duplicate-key", "keys", "tags", "yaml"}
# Sound YAML with control characters as escapes, which our language refuses: no yaml-* fault, but a schema-* one.
ESCAPED_CONTROL = {"yaml-test-suite/G4RS"}


def cases() -> list[Any]:
    if not MANIFEST.exists():
        return []
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    files = [case for case in manifest["cases"] if case["file"].startswith(("own/", "yaml-test-suite/"))]
    return [pytest.param(case, id=case["id"]) for case in files if case["file"].endswith((".yaml", ".yml"))]


pytestmark = pytest.mark.skipif(not MANIFEST.exists(), reason="the shared hostile texts are not here")
CASES = cases() or [pytest.param(None, id="absent")]


def inside(span: Span, data: bytes) -> bool:
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 1 <= span.line <= span.end_line <= len(lines) and 1 <= span.column <= len(lines[span.line - 1]) + 1


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_text(case: dict[str, Any]) -> None:
    data = (HOSTILE / case["file"]).read_bytes()
    started = time.process_time()
    found = read(data)
    places = locate(data)
    assert time.process_time() - started < case.get("limit_s", 5)
    for fault in found.faults:
        assert inside(fault.span, data)
        assert not CONTROL.search(fault.message)
        assert len(fault.message) < 250
    assert inside(places.span([]), data)
    assert inside(places.span(["a", 0, "b"]), data)

    checks = {fault.check for fault in found.faults}
    refused = any(check.startswith("yaml-") for check in checks)
    if case["expect"] == "must-reject-with-position":
        is_mapping = isinstance(found.values, dict)
        assert refused or not is_mapping or case["class"] not in TEXT_ALONE
        assert refused or case["class"] in ABOVE
        for expected in case.get("checks", []):
            if expected.startswith("yaml-"):
                assert any(check.startswith(expected.rstrip("*")) for check in checks)
    elif refused:
        assert case["expect"] == "either" or case.get("tolerated") == "must-reject-with-position"
    else:
        assert not checks or case.get("tolerated") or case["id"] in ESCAPED_CONTROL
        if "json" in case:
            expected = json.loads((HOSTILE / case["json"]).read_text(encoding="utf-8"))
            assert found.values == expected
