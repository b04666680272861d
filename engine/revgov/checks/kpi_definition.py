"""Does everybody mean the same number: is a KPI fully defined, and counted from one place?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Kpi
from revgov.kinds.values import Term

PARTS = ("definition", "unit", "direction", "grain", "timing", "includes", "excludes", "when_missing", "refresh")
WORDS = {"direction": ("up", "down", "within"), "timing": ("leading", "lagging")}
Unread = Collection[tuple[str, str]]


@check("kpi-definition-incomplete", severity=ERROR, startup=WARNING, given=unread)
def kpi_not_fully_defined(kpi: Kpi, unread_fields: Unread) -> Findings:
    """A KPI says what it means: definition, formula or source, unit, direction, grain, what counts and what does not,
    what it is when data are missing or its divisor is 0, whether it leads or lags, when it is new and how often it is
    reviewed.

    Where one of these is open two people compute two numbers under one name.

    Remedy: add the fields that the finding names; the passing example is a complete KPI.
    """
    gaps = ", ".join(f"`{field}`" for field in absent(kpi, unread_fields))
    faults = [f"missing are {gaps}"] if "," in gaps else [f"{gaps} is missing"] if gaps else []
    faults += [*unknown_words(kpi), *zero_divisors(kpi, unread_fields)]
    if faults:
        yield kpi.at(), f"{cut(kpi.title)} is not fully defined: {'; '.join(faults)}"


def absent(kpi: Kpi, unread_fields: Unread) -> Iterator[str]:
    ref = kpi.ref
    for field in PARTS:
        if not getattr(kpi, field) and (ref, field) not in unread_fields:
            yield field
    if not (kpi.formula or kpi.source or (ref, "formula") in unread_fields or (ref, "source") in unread_fields):
        yield "formula` or `source"
    reviewed = kpi.on_agenda or (kpi.review and kpi.review.every)
    if not (reviewed or (ref, "on_agenda") in unread_fields or (ref, "review") in unread_fields):
        yield "review.every"


def unknown_words(kpi: Kpi) -> Iterator[str]:
    for field, words in WORDS.items():
        word = getattr(kpi, field)
        if word and word not in words:
            yield f"'{cut(word)}' is no `{field}`, write {listed(words, 'or')}"


def zero_divisors(kpi: Kpi, unread_fields: Unread) -> Iterator[str]:
    """What is not said about a divisor of 0. `when_missing` says it for all of them; a 0 that is written is a slip."""
    if kpi.formula is None or "/" not in kpi.formula.written:
        return
    divisors = kpi.formula.divisors
    if any(divisor.op == "number" and divisor.number == 0 for divisor in divisors):
        yield "the formula divides by 0"
    elif not kpi.when_missing and (kpi.ref, "when_missing") not in unread_fields and any(map(can_be_zero, divisors)):
        name = next((f"`{cut(divisor.name)}`" for divisor in divisors if divisor.op == "name"), "its divisor")
        yield f"nothing says what it is when {name} is 0"


def can_be_zero(divisor: Term) -> bool:
    """Whether a divisor can be 0 for all the formula says. A product is 0 where one of its factors is."""
    factors = [divisor]
    while factors:
        term = factors.pop()
        if term.op in ("*", "negative"):
            factors.extend(term.parts)
        elif term.op == "/":
            factors.append(term.parts[0])
        elif not never_zero(term):
            return True
    return False


def never_zero(term: Term) -> bool:
    numbers = [part.number for part in term.parts if part.op == "number"]
    if term.op == "nullif":
        return term.parts[1].op == "number" and term.parts[1].number == 0
    return (term.op == "number" and term.number != 0) or (term.op == "max" and any(number > 0 for number in numbers))


@check("kpi-source-not-single", severity=ERROR, startup=ERROR)
def kpi_without_single_source(governance: Governance) -> Findings:
    """An input KPI is counted from one field of one system of record; a KPI with a formula has no source of its own.

    A number with two origins has two values, and the argument about which is right comes back every month.

    Remedy: keep the formula or the source; name the dataset and the field, and the dataset's system.
    """
    unread_fields = unread(governance)
    homeless: dict[str, list[Kpi]] = {}
    for kpi in governance.every(Kpi):
        if kpi.source is None:
            continue
        if kpi.formula is not None or (kpi.ref, "formula") in unread_fields:
            said = f"{cut(kpi.title)} has a formula and a source; keep the one that its number comes from"
            yield kpi.at("source"), said
        elif kpi.source.field is None and (kpi.ref, "source") not in unread_fields:
            said = f"{cut(kpi.title)} is counted from '{cut(kpi.source.dataset)}', but from no field of it; add `field`"
            yield kpi.at("source"), said
        homeless.setdefault(kpi.source.dataset.rpartition(":")[2], []).append(kpi)
    for id_, kpis in homeless.items():
        dataset_ = governance.find(Dataset, id_)
        if dataset_ and dataset_.system is None and (dataset_.ref, "system") not in unread_fields:
            names = listed(kpi.title for kpi in kpis)
            said = f"{cut(dataset_.title)} names no `system`, so that {names} cannot be traced to a system of record"
            yield lacks(dataset_, "system"), said
