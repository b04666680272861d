"""The mutation run: every operator, applied to every eligible declaration of the example company.

A mutant passes where the named check reports the declaration in question, and nothing outside the operator's row is
new. What is new is told by comparison with what the checks say of the company as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import FAULTS
from tests.mutation.changes import Operator
from tests.mutation.company import Company, dumped, keys, opened, source_file
from tests.mutation.operators import OPERATORS
from tests.mutation.verdicts import News, Verdict, judged, mutants

LEAST_MUTANTS, LEAST_OPERATORS = 600, 40
Verdicts = Mapping[str, Sequence[Future[list[Verdict]]]]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return opened(tmp_path_factory.mktemp("readings"))


@pytest.fixture(scope="module")
def verdicts(
    request: pytest.FixtureRequest, company: Company, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Verdicts]:
    """The verdicts on the mutants of the operators that this session tests."""
    params = (getattr(item, "callspec", None) for item in request.session.items)
    asked = (spec.params.get("operator") for spec in params if spec)
    chosen = [operator for operator in asked if isinstance(operator, Operator)]
    # Not forked: a child must not inherit whatever other tests left behind.
    pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"))
    yield judged(pool, company, tmp_path_factory.mktemp("readings"), chosen)
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name.replace(" ", "-"))
def test_the_named_check_notices_and_no_other(operator: Operator, verdicts: Verdicts) -> None:
    made = [verdict for future in verdicts[operator.name] for verdict in future.result()]
    assert made, "no declaration of the company can be broken in this way"
    silent = [
        one.ref for one in made if (operator.raises, one.where) not in {(new.check, new.node) for new in one.news}
    ]
    assert silent == [], f"{operator.raises} does not notice these mutants"
    row = {operator.raises, *operator.follows}
    beside = [(one.ref, *new) for one in made for new in one.news if new.check not in row and not stale(new)]
    assert beside == [], "these findings are outside the row"
    seen = {new.check for one in made for new in one.news}
    assert set(operator.follows) <= seen, "what never follows does not belong into the row"


def stale(new: News) -> bool:
    """Whatever changes a text that somebody signed makes the signature stale: that belongs to each operator's row."""
    return new.check == "x-signoff-missing" and "was changed since it was signed" in new.message


def test_a_file_written_anew_changes_nothing(company: Company) -> None:
    anew = [source_file(file.path, dumped(company.values[file.path])) for file in company.workspace.files]
    assert keys(company.findings(anew)) == company.known


def test_there_are_enough_of_them(company: Company) -> None:
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS) >= LEAST_OPERATORS
    assert sum(1 for operator in OPERATORS for _ in mutants(company, operator)) >= LEAST_MUTANTS


def test_every_check_is_named_by_an_operator() -> None:
    named = {operator.raises for operator in OPERATORS}
    assert CATALOGUE.keys() - named == set()
    assert {name for operator in OPERATORS for name in (operator.raises, *operator.follows)} <= {*CATALOGUE, *FAULTS}


def test_a_mutant_depends_on_nothing_but_operator_and_declaration(company: Company) -> None:
    for operator in OPERATORS[:: len(OPERATORS) // 12]:
        once, again = (
            [[file.digest for file in mutant.files()] for mutant, _ in made]
            for made in (list(mutants(company, operator)), reversed(list(mutants(company, operator))))
        )
        assert once == again[::-1]
