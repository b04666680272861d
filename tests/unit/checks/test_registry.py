"""How checks are declared, and what a finding may bring."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace

import pytest

import revgov.checks as package
from revgov.checks.catalogue import CATALOGUE
from revgov.checks.registry import ERROR, INFO, WARNING, Check, Findings, catalogue, check, milder, split
from revgov.governance.defect import Suggestion
from revgov.governance.governance import Governance
from revgov.kinds import BY_NAME
from revgov.kinds.node import Spot


def nothing(governance: Governance, *, most: int = 3) -> Findings:
    """A rule.

    Because.

    Remedy: Do it.
    """
    return ()


SPOT, OTHER = Spot("kpi:a"), Spot("kpi:b")
SUGGESTION = Suggestion("Use it", SPOT, "it")


def test_a_docstring_says_what_why_and_what_to_do() -> None:
    declared = check("x-nothing", severity=ERROR, startup=WARNING)(nothing)
    assert (declared.summary, declared.why, declared.remedy) == ("A rule.", "Because.", "Do it.")
    assert declared.parameters == {"most": 3}
    assert (declared.severity("scale_up"), declared.severity("startup")) == (ERROR, WARNING)
    assert not declared.knows_checks
    assert declared.subject == "Governance"


def test_a_check_says_what_it_looks_at() -> None:
    def of_something(*, most: int = 3) -> Findings:
        return ()

    of_something.__doc__ = nothing.__doc__
    with pytest.raises(TypeError, match="the first argument of the check x-nothing must say"):
        check("x-nothing", severity=ERROR, startup=WARNING)(of_something)
    known = {"Governance", "Node", *(kind.model.__name__ for kind in BY_NAME.values())}
    assert {one.id: one.subject for one in CATALOGUE.values() if one.subject not in known} == {}


def test_a_check_that_takes_the_names_of_checks_gets_them() -> None:
    asking = {name for name, one in CATALOGUE.items() if one.knows_checks}
    assert asking == {
        "risk-failure-mode-gap", "risk-residual-unexplained", "risk-trigger-fired", "risk-trigger-unmeasurable",
        "x-policy-unenforced", "x-ref-unresolved", "x-waiver-invalid",
    }  # fmt: skip


def test_every_module_that_declares_a_check_is_in_the_catalogue() -> None:
    modules = (import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__))
    declared = {
        one.id: module.__name__ for module in modules for one in vars(module).values() if isinstance(one, Check)
    }
    assert {id_: name for id_, name in declared.items() if id_ not in CATALOGUE} == {}
    assert set(CATALOGUE) == set(declared)


def test_a_name_is_given_once() -> None:
    one, other = (check("x-nothing", severity=ERROR, startup=ERROR)(nothing) for _ in range(2))
    with pytest.raises(TypeError, match="two checks are called x-nothing"):
        catalogue(SimpleNamespace(one=one), SimpleNamespace(other=other))


def test_the_parts_of_a_finding_in_any_order() -> None:
    assert split((SPOT, "said")) == (SPOT, "said", (), None)
    assert split((SPOT, "said", INFO, (OTHER, "there"), SUGGESTION)) == (SPOT, "said", ((OTHER, "there"),), SUGGESTION)


def test_a_finding_may_only_be_milder_than_its_check() -> None:
    assert milder(ERROR, (SPOT, "said")) is ERROR
    assert milder(ERROR, (SPOT, "said", INFO)) is INFO
    assert milder(WARNING, (SPOT, "said", ERROR)) is WARNING


@pytest.mark.parametrize("id_", sorted(CATALOGUE))
def test_words_for_people(id_: str) -> None:
    one = CATALOGUE[id_]
    assert one.summary.endswith(".")
    assert all(len(text) > 15 for text in (one.summary, one.why, one.remedy))
