"""Every operator, family by family."""

from __future__ import annotations

from tests.mutation.changes import Operator
from tests.mutation.of_ownership import OWNERSHIP
from tests.mutation.of_references import REFERENCES
from tests.mutation.of_text import TEXTS

OPERATORS: tuple[Operator, ...] = (*TEXTS, *REFERENCES, *OWNERSHIP)
