"""Operators on contracts."""

from __future__ import annotations

from tests.mutation.changes import Operator, has, put, when

CONTRACTS: tuple[Operator, ...] = (
    Operator("let a contract end", ("system",), "tech-contract-ended",
             when(has("contract"), put("contract.ends", "2026-11-23"))),
)  # fmt: skip
