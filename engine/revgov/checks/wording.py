"""How checks word their sentences: names and lists cut to a length that a person reads."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 80
MOST = 4


def cut(text: str) -> str:
    """A name as written, cut where it is longer than any name should be."""
    text = " ".join(text[: LONGEST * 4].split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`; of many words the first ones and how many more there are."""
    all_ = [cut(word) for word in words]
    shown = all_ if len(all_) <= MOST + 1 else [*all_[:MOST], f"{len(all_) - MOST} more"]
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def plural(number: int, word: str) -> str:
    """`1 role`, `2 roles`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def kind_name(kind: str) -> str:
    """A kind as people say it: `KPI`, `AI use`, `comp plan`."""
    return {"kpi": "KPI", "sla": "SLA", "ai_use": "AI use"}.get(kind, kind.replace("_", " "))
