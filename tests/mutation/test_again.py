"""After a change only what it touches is checked again, and nobody can tell: for mutants of every sort the findings are
those of a run from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from revgov.checks.last import run_from
from revgov.checks.run import findings_of
from revgov.governance.outline import Unopened
from revgov.opening import governance_of
from revgov.report import Bearer
from revgov.run_cache import keep_last, last_run
from revgov.text import ReadingCache
from revgov.workspace import Workspace
from tests.mutation.changes import Operator
from tests.mutation.company import TODAY, Company, opened, told
from tests.mutation.operators import OPERATORS
from tests.mutation.verdicts import mutants


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readings")


@pytest.fixture(scope="module")
def company(readings: Path) -> Company:
    return opened(readings)


@pytest.fixture(scope="module")
def taken() -> dict[str, bool]:
    """Whether the mutant of each operator was checked again, and not from nothing."""
    return {}


def changed(company: Company, operator: Operator) -> Workspace:
    mutant, _ = next(mutants(company, operator))
    return company.workspace._replace(files=tuple(sorted(mutant.files())))


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name.replace(" ", "-"))
def test_checked_again_is_checked(operator: Operator, company: Company, readings: Path, taken: dict[str, bool]) -> None:
    workspace = changed(company, operator)
    governance, now = run_from(workspace, company.settings, TODAY, ReadingCache(readings), company.last)
    fresh = governance_of(workspace, company.settings, TODAY, ReadingCache(None))
    assert told(governance, now) == findings_of(fresh)
    taken[operator.name] = isinstance(governance.nodes, Unopened)


def test_most_changes_need_no_new_run(taken: dict[str, bool]) -> None:
    if len(taken) < len(OPERATORS):
        pytest.skip("not every operator was run")
    # Some only a new run can judge, as when a declaration is taken away.
    assert sum(taken.values()) > len(taken) / 2


def test_a_change_and_its_undoing_leave_nothing(company: Company, readings: Path) -> None:
    for operator in OPERATORS[::20]:
        workspace = changed(company, operator)
        _, there = run_from(workspace, company.settings, TODAY, ReadingCache(readings), company.last)
        back, again = run_from(company.workspace, company.settings, TODAY, ReadingCache(readings), there)
        assert told(back, again) == findings_of(company.whole)


def test_what_is_kept_comes_back_as_it_was(company: Company, tmp_path: Path) -> None:
    kept = company.last._replace(bearers={"kpi:arr": Bearer("kpi_tree", "cro")})
    keep_last(tmp_path, "given", kept)
    assert last_run(tmp_path, "given") == kept
    assert last_run(tmp_path, "other") is None
