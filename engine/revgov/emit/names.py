"""Names of sections, areas and functions as people write them."""

from __future__ import annotations

# Words with capitals of their own.
SPELT = {
    "ai": "AI", "crm": "CRM", "gtm": "GTM", "hr": "HR", "it": "IT", "kpi": "KPI", "kpis": "KPIs", "raci": "RACI",
    "revops": "RevOps", "sla": "SLA", "slas": "SLAs",
}  # fmt: skip


def readable(name: str) -> str:
    """`ai_uses` as `AI uses`: within a sentence."""
    return " ".join(SPELT.get(word.lower(), word) for word in name.replace("_", " ").split(" "))


def heading(name: str) -> str:
    """`lead_routing` as `Lead routing`: at the head of a section or of a row."""
    words = readable(name)
    return words[:1].upper() + words[1:]
