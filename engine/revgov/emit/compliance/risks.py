"""Risk at a glance: the residual heat map, and what is above appetite or accepted. The register says the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from revgov.emit.document import Section
from revgov.emit.edition import Edition
from revgov.emit.risk_entry import entry
from revgov.emit.risk_text import heat_map, overview, worst_first
from revgov.kinds import Risk


def risk_picture(edition: Edition) -> Section:
    entries: dict[str, Mapping[str, Any]] = {risk.id: entry(edition, risk) for risk in edition.governance.every(Risk)}
    ranked = sorted(entries.items(), key=worst_first)
    maps = [heat_map(edition.governance, entries, moment) for moment in ("inherent", "residual")] if entries else []
    return Section("risks", "Risks", (overview(ranked), *maps))
