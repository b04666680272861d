"""What became of each mutant; judged in several processes, for there are thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import NamedTuple

from tests.mutation.changes import TEXT, Operator
from tests.mutation.company import Company, Mutant, NothingToChange, opened
from tests.mutation.operators import OPERATORS

# So many mutants are judged before the process looks for the next ones.
AT_ONCE = 10


class News(NamedTuple):
    """A finding that the mutant has and the company has not. `node` is `text` for a fault of the mutant's own file."""

    check: str
    node: str
    message: str


class Verdict(NamedTuple):
    """A mutant, where the named check must point, and all that is new."""

    ref: str
    where: str
    news: tuple[News, ...]


def mutants(company: Company, operator: Operator) -> Iterator[tuple[Mutant, str]]:
    """Every mutant that an operator makes of the declarations in force, and where the named check must point."""
    for kind in operator.kinds:
        for node in company.in_force(kind):
            mutant = Mutant(company, node.ref, operator.name)
            try:
                where = operator.change(mutant)
            except NothingToChange:
                continue
            yield mutant, where or operator.at or node.ref


def verdict_on(mutant: Mutant, where: str) -> Verdict:
    found = mutant.news()
    nodes = (one.node or (TEXT if one.place.path == mutant.file else one.place.path) for one in found)
    news = (News(one.check, node, one.message) for one, node in zip(found, nodes, strict=True))
    return Verdict(mutant.ref, where, tuple(news))


class Judges:
    """Processes that judge mutants, each with a company of its own."""
