"""What becomes of each mutant: judged by several processes, for there are thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from revgov.finding import Place
from tests.mutation.changes import TEXT, Operator
from tests.mutation.company import Company, Mutant, NothingToChange, opened
from tests.mutation.operators import OPERATORS

# So many mutants are judged in one go.
AT_ONCE = 8


class News(NamedTuple):
    """A finding that the mutant has and the company has not; `node` is `text` for a fault of the mutant's own file."""

    check: str
    node: str
    message: str


class Verdict(NamedTuple):
    """A mutant, where the named check must point, and all that is new."""

    ref: str
    where: str
    news: tuple[News, ...]


def mutants(company: Company, operator: Operator) -> Iterator[tuple[Mutant, str]]:
    """Every mutant that an operator makes of the declarations in force, and where the named check must point.

    A declaration of which something is told already is left alone: what else is wrong with it could hide behind that.
    """
    told = {node for _, node, _ in company.known}
    nodes = (node for kind in operator.kinds for node in company.in_force(kind) if node.ref not in told)
    for node in nodes:
        mutant = Mutant(company, node.ref, operator.name)
        try:
            where = operator.change(mutant)
        except NothingToChange:
            continue
        yield mutant, where or operator.at or node.ref


def verdict_on(mutant: Mutant, where: str) -> Verdict:
    found = mutant.news()
    news = (News(one.check, one.node or file_of(mutant, one.place), one.message) for one in found)
    return Verdict(mutant.ref, where, tuple(news))


def file_of(mutant: Mutant, place: Place) -> str:
    return TEXT if place.path == mutant.file else place.path


@cache
def own_company(cache_folder: Path) -> Company:
    """The company that a process opened for itself."""
    return opened(cache_folder)


def judge(cache_folder: Path, name: str, first: int) -> list[Verdict]:
    """Judges some mutants of an operator, from the `first` one on."""
    operator = next(one for one in OPERATORS if one.name == name)
    made = mutants(own_company(cache_folder), operator)
    return [verdict_on(mutant, where) for mutant, where in islice(made, first, first + AT_ONCE)]


def judged(
    pool: ProcessPoolExecutor, company: Company, folder: Path, operators: Iterable[Operator]
) -> dict[str, list[Future[list[Verdict]]]]:
    """The verdicts on all mutants of some operators, by the operator's name, as they come in."""
    made = {operator.name: sum(1 for _ in mutants(company, operator)) for operator in operators}
    return {
        name: [pool.submit(judge, folder, name, first) for first in range(0, count, AT_ONCE)]
        for name, count in made.items()
    }
