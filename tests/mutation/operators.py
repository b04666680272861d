"""Every operator, family by family: those of all modules `of_…` beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.mutation.changes import Operator

FAMILIES = sorted(path.stem for path in Path(__file__).parent.glob("of_*.py"))


def operators_in(family: str) -> Iterator[Operator]:
    """The operators that a module lists."""
    module = import_module(f"tests.mutation.{family}")
    listed = (value for name, value in vars(module).items() if name.isupper() and isinstance(value, tuple))
    return (one for value in listed for one in value if isinstance(one, Operator))


OPERATORS: tuple[Operator, ...] = tuple(dict.fromkeys(one for family in FAMILIES for one in operators_in(family)))
