"""After a change only what it touches is checked again, and nobody can tell: for mutants of every sort the findings are
those of a run from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from revgov.checks.again import Last, run, standing_of
from revgov.checks.keeping import outline_from, outline_json, standing_from, standing_json
from revgov.checks.run import findings_of, rules_of, settled
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.governance.outline import Unopened, outline_of
from revgov.opening import governance_of
from revgov.text import ReadingCache
from revgov.workspace import Workspace
from tests.mutation.changes import Operator
from tests.mutation.company import TODAY, Company, opened
from tests.mutation.operators import OPERATORS
from tests.mutation.verdicts import mutants

# Of some operators every mutant is one that only a new run can judge, as when a declaration is taken away.
LEAST_AGAIN = 60


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readings")


@pytest.fixture(scope="module")
def company(readings: Path) -> Company:
    company = opened(readings)
    company.cache.close()
    return company


@pytest.fixture(scope="module")
def last(company: Company) -> Last:
    digests = {file.path: file.digest for file in company.workspace.files}
    return Last(digests, outline_of(company.whole), standing_of(company.whole), {})


@pytest.fixture(scope="module")
def taken() -> dict[str, bool]:
    """Whether the mutant of each operator was checked again, and not from nothing."""
    return {}


def told(governance: Governance, last: Last) -> list[Finding]:
    found = [one.finding for one in last.standing.told]
    return settled(governance, rules_of(governance), found, select=(), waive=True)


def changed(company: Company, operator: Operator) -> Workspace:
    mutant, _ = next(mutants(company, operator))
    return company.workspace._replace(files=tuple(sorted(mutant.files())))


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name.replace(" ", "-"))
def test_checked_again_is_checked(
    operator: Operator, company: Company, last: Last, readings: Path, taken: dict[str, bool]
) -> None:
    workspace = changed(company, operator)
    governance, now = run(workspace, company.settings, TODAY, ReadingCache(readings), last)
    fresh = governance_of(workspace, company.settings, TODAY, ReadingCache(None))
    assert told(governance, now) == findings_of(fresh)
    taken[operator.name] = isinstance(governance.nodes, Unopened)


def test_most_changes_need_no_new_run(taken: dict[str, bool]) -> None:
    if len(taken) < len(OPERATORS):
        pytest.skip("not every operator was run")
    assert sum(taken.values()) >= LEAST_AGAIN


def test_a_change_and_its_undoing_leave_nothing(company: Company, last: Last, readings: Path) -> None:
    for operator in OPERATORS[::20]:
        workspace = changed(company, operator)
        _, there = run(workspace, company.settings, TODAY, ReadingCache(readings), last)
        back, again = run(company.workspace, company.settings, TODAY, ReadingCache(readings), there)
        assert told(back, again) == findings_of(company.whole)


def test_what_is_kept_comes_back_as_it_was(company: Company, last: Last) -> None:
    import json

    kept = json.loads(json.dumps([outline_json(last.outline), standing_json(last.standing)]))
    standing = standing_from(kept[1])
    assert (standing, outline_from(kept[0], standing)) == (last.standing, last.outline)
