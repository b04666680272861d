"""Are the data that something stands or falls with good enough, and who sees to it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revgov.checks.absence import lacks
from revgov.checks.data_use import Use, dictionary, unread_data, uses_of
from revgov.checks.owners import owner_ids
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.wording import cut, kind_name, listed
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field
from revgov.kinds.values import Amount

PARTS = ("completeness", "freshness", "uniqueness", "method", "every")
SHARES = ("completeness", "uniqueness", "validity", "accuracy", "consistency")


@check("data-quality-sla-missing", severity=ERROR, startup=WARNING)
def critical_data_without_targets(governance: Governance) -> Findings:
    """A critical field has targets for completeness, freshness and uniqueness, how they are measured and how often, its
    own or its dataset's, and the dataset a steward beside its owner. Critical is what a KPI is counted from, a stage or
    a handoff asks for, a model reads, or what is marked `critical`.

    A forecast is as good as the field that is filled in worst, and that nobody measures nobody mends.

    Remedy: write `quality: {completeness: 98%, freshness: 24h, uniqueness: 100%, method: …, every: 1 day}` at the
    dataset, or at a field that needs other targets, and `steward:` at the dataset.
    """
    uses, unread_fields = uses_of(governance), unread_data(governance)
    for dataset, fields in dictionary(governance):
        yield from impossible_shares(dataset, fields)
        critical = [field for field in fields if field.critical or any(use.critical for use in uses.get(field.ref, ()))]
        for gaps, lost in lacking(dataset, critical, unread_fields).items():
            spot = dataset.at("quality") if dataset.quality else lacks(dataset, "quality")
            names = listed(f"{field.id} ({why_critical(uses, field)})" for field in lost)
            yield spot, f"{cut(dataset.title)} sets no {listed(gaps, 'and no')} for the quality of {names}"
        if critical:
            yield from without_steward(governance, dataset, unread_fields)


def why_critical(uses: Mapping[str, list[Use]], field: Field) -> str:
    """What stands on a field, in a few words."""
    use = next((use for use in uses.get(field.ref, ()) if use.critical), None)
    return f"{kind_name(use.node.kind)} '{cut(use.node.title)}'" if use else "marked critical"


def lacking(
    dataset: Dataset, fields: list[Field], unread_fields: frozenset[tuple[str, str]]
) -> Mapping[tuple[str, ...], list[Field]]:
    """The fields for which neither they nor their dataset set some targets, by what is not set."""
    found: dict[tuple[str, ...], list[Field]] = {}
    unset = [part for part in PARTS if not getattr(dataset.quality, part, None)]
    for field in fields if unset and (dataset.ref, "quality") not in unread_fields else ():
        gaps = tuple(f"`{part}`" for part in unset if not getattr(field.quality, part, None))
        if gaps and (field.ref, "quality") not in unread_fields:
            found.setdefault(gaps, []).append(field)
    return found


def impossible_shares(dataset: Dataset, fields: list[Field]) -> Iterator[Found]:
    """Targets beyond what a share can be."""
    described: list[Dataset | Field] = [dataset, *fields]
    for one in described:
        for part in SHARES if one.quality else ():
            target = getattr(one.quality, part)
            if isinstance(target, Amount) and not 0 <= target.number <= 1:
                said = f"a share lies between 0% and 100%, so {cut(one.title)} can have no {part} of {target}"
                yield one.at("quality", part), said


def without_steward(
    governance: Governance, dataset: Dataset, unread_fields: frozenset[tuple[str, str]]
) -> Iterator[Found]:
    if (dataset.ref, "steward") in unread_fields:
        return
    owners = owner_ids(governance, dataset)
    if not dataset.steward:
        yield lacks(dataset, "steward"), f"nobody is steward of {cut(dataset.title)}, which holds critical fields"
    elif len(owners) == 1 and set(dataset.steward) == set(owners):
        said = f"{cut(dataset.steward[0])} owns {cut(dataset.title)} and is its steward; name somebody else"
        yield dataset.at("steward"), said
