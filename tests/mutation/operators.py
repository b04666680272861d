"""Every operator, family by family."""

from __future__ import annotations

from tests.mutation.changes import Operator
from tests.mutation.of_charter import CHARTERS
from tests.mutation.of_kpis import KPIS
from tests.mutation.of_meetings import MEETINGS
from tests.mutation.of_ownership import OWNERSHIP
from tests.mutation.of_raci import RACI
from tests.mutation.of_references import REFERENCES
from tests.mutation.of_risks import RISKS
from tests.mutation.of_text import TEXTS

OPERATORS: tuple[Operator, ...] = (
    *TEXTS,
    *REFERENCES,
    *OWNERSHIP,
    *RACI,
    *CHARTERS,
    *MEETINGS,
    *KPIS,
    *RISKS,
)
