"""Governance as code for revenue operations.

import revgov
governance = revgov.load(".")
for finding in revgov.check(governance):
    print(finding.place.path, finding.place.line, finding.message)
revgov.build(governance, "build")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Governance", "__version__", "build", "check", "load"]

if TYPE_CHECKING:
    from revgov.api import build, check, load
    from revgov.governance.governance import Governance


def __getattr__(name: str) -> Any:
    # Whoever asks for the version alone should not wait for the rest.
    if name in ("build", "check", "load"):
        from revgov import api

        return getattr(api, name)
    if name == "Governance":
        from revgov.governance.governance import Governance

        return Governance
    raise AttributeError(f"module 'revgov' has no attribute '{name}'")
