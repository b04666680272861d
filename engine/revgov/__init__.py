"""Governance as code for revenue operations: `load` a repository, `check` it, and `build` what people use from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revgov.version import __version__

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
