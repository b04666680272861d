"""Do we know how sensitive our data are, and are they handled accordingly: basis, access, masking, retention?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import all_read, lacks
from revgov.checks.data_flow import Move, flow_of
from revgov.checks.data_use import dictionary, unread_data
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.sensitivity import UNKNOWN, Classes, classes_of, most_sensitive
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field
from revgov.kinds.charter import RetentionRule
from revgov.kinds.node import Spot
from revgov.kinds.values import Duration

# Two ways of writing one length of time may differ by rounding: seven years and 84 months.
HARDLY = 1e-6


@check("data-classification-missing", severity=ERROR, startup=WARNING)
def data_without_class(governance: Governance) -> Findings:
    """Every dataset and every field has a classification, and the charter lists the classes.

    Of data that nobody has classed nobody knows who may see them, or which tool may hold them.

    Remedy: write `classification:` with one of the charter's `classifications`; one that is not listed there is
    reported as `x-ref-unresolved`.
    """
    datasets, charter, unread_fields = list(dictionary(governance)), governance.charter, unread_data(governance)
    unlisted = not charter.classifications and (charter.ref, "classifications") not in unread_fields
    if datasets and unlisted and governance.get(charter.ref) and all_read(governance):
        said = "the charter lists no `classifications`, so nobody can say which data are more sensitive than others"
        yield lacks(charter, "classifications"), said
    for dataset, fields in datasets:
        bare = [field for field in fields if unclassed(field, unread_fields)]
        if unclassed(dataset, unread_fields):
            names = f", nor have its fields {listed(field.title for field in bare)}" if bare else ""
            yield lacks(dataset, "classification"), f"{cut(dataset.title)} has no classification{names}"
        else:
            for field in bare:
                yield lacks(field, "classification"), f"the field {cut(field.id)} has no classification"


def unclassed(one: Dataset | Field, unread_fields: frozenset[tuple[str, str]]) -> bool:
    return one.classification is None and (one.ref, "classification") not in unread_fields


@check("data-pii-uncontrolled", severity=ERROR, startup=ERROR)
def sensitive_data_uncontrolled(governance: Governance, *, confidential: str = "confidential") -> Findings:
    """A field that is personal, or of the class `confidential` or above, states its lawful basis and its masking, and
    its dataset who has access and how long the data are kept.

    Without these a request for erasure cannot be answered, and a leak is found out by those whose data it is.

    Remedy: write `lawful_basis` and `masking` at the field, `access` and `retention` at the dataset.
    """
    classes, unread_fields = classes_of(governance, confidential), unread_data(governance)
    for dataset, fields in dictionary(governance):
        sensitive, whole = sensitive_fields(fields, classes), dataset.classification
        for field, why in sensitive:
            gaps = absent(field, ("lawful_basis", "masking"), unread_fields)
            if gaps:
                yield field.at(), f"{cut(field.id)} is {why} and states no {listed(gaps, 'and no')}"
        gaps = absent(dataset, ("access", "retention"), unread_fields)
        if gaps and holds_sensitive(dataset, fields, classes):
            names = listed(field.title for field, _ in sensitive)
            what = f"holds personal or {cut(confidential)} data ({names})" if names else f"is {cut(whole or '')}"
            yield lacks(dataset, ",".join(gaps)), f"{cut(dataset.title)} {what} and states no {listed(gaps, 'and no')}"


def sensitive_fields(fields: list[Field], classes: Classes) -> list[tuple[Field, str]]:
    """The fields that are personal or confidential, and which of both."""
    found = []
    for field in fields:
        # What a field without a class of its own may be, another check asks.
        if field.personal or classes.place(field.classification) >= classes.confidential:
            found.append((field, "personal" if field.personal else cut(field.classification or "")))
    return found


def holds_sensitive(dataset: Dataset, fields: list[Field], classes: Classes) -> bool:
    return classes.place(dataset.classification) >= classes.confidential or bool(sensitive_fields(fields, classes))


def absent(one: Dataset | Field, parts: tuple[str, ...], unread_fields: frozenset[tuple[str, str]]) -> list[str]:
    return [f"`{part}`" for part in parts if not getattr(one, part) and (one.ref, part) not in unread_fields]


@check("data-retention-invalid", severity=ERROR, startup=WARNING)
def retention_that_does_not_hold(governance: Governance, *, confidential: str = "confidential") -> Findings:
    """A dataset says how long it is kept and how it is disposed of, within the limits that the charter sets for its
    highest class, and no copy of it is kept longer.

    Data kept too long are a liability, data deleted too early a breach; a copy that stays makes both worse. Where a
    dataset with personal or confidential data states no retention at all, `data-pii-uncontrolled` says so.

    Remedy: write `retention` within the charter's `retention` of that class, and `dispose`; keep copies no longer.
    """
    classes, unread_fields = classes_of(governance, confidential), unread_data(governance)
    for dataset, fields in dictionary(governance):
        parts = ("dispose",) if holds_sensitive(dataset, fields, classes) else ("retention", "dispose")
        gaps = absent(dataset, parts, unread_fields)
        if gaps:
            yield lacks(dataset, ",".join(gaps)), f"{cut(dataset.title)} states no {listed(gaps, 'and no')}"
        yield from out_of_limits(governance, dataset, most_sensitive(dataset, fields, classes), classes)
    yield from longer_copies(governance)


def out_of_limits(governance: Governance, dataset: Dataset, most: Dataset | Field, classes: Classes) -> Iterator[Found]:
    """Whether a dataset is kept shorter or longer than the charter allows for the highest class in it."""
    word, kept, rules = most.classification or "", dataset.retention, governance.charter.retention or {}
    rule = rules.get(word, RetentionRule())
    limits = governance.charter.at("retention", word), "the charter's limits"
    if kept is None or classes.place(word) == UNKNOWN:
        return
    whose = f"{cut(word)} data" + (f", which {cut(most.id)} is," if isinstance(most, Field) else "")
    if rule.least and kept.days < rule.least.days - HARDLY:
        said = f"{cut(dataset.title)} is kept for {kept}, but {whose} must be kept for at least {rule.least}"
        yield dataset.at("retention"), said, limits
    elif rule.most and kept.days > rule.most.days + HARDLY:
        said = f"{cut(dataset.title)} is kept for {kept}, but {whose} may be kept for at most {rule.most}"
        yield dataset.at("retention"), said, limits


def longer_copies(governance: Governance) -> Iterator[Found]:
    """The copies that integrations make and that are kept longer than what they are copies of."""
    told: set[tuple[Spot, str]] = set()
    copying = (move for moves in flow_of(governance).moves.values() for move in moves)
    for move in (move for move in copying if move.integration.kept or move.renamed):
        origin = governance.find(Dataset, move.field.partition(".")[0])
        if origin is None or origin.retention is None:
            continue
        for spot, copy, kept in copies_of(governance, move, origin):
            if kept.days > origin.retention.days + HARDLY and (spot, origin.id) not in told:
                told.add((spot, origin.id))
                said = f"{copy} kept for {kept}, but {cut(origin.title)} only for {origin.retention}"
                yield spot, said, (origin.at("retention"), "the original")


def copies_of(governance: Governance, move: Move, origin: Dataset) -> Iterator[tuple[Spot, str, Duration]]:
    """The copies of a field of which somebody says how long they are kept: the integration that makes them, or the
    dataset of whose fields one is the copy."""
    if move.integration.kept:
        yield move.integration.at("kept"), f"copies made by '{cut(move.integration.title)}' are", move.integration.kept
    copy = governance.find(Dataset, move.becomes.partition(".")[0]) if move.renamed else None
    if copy and copy is not origin and copy.retention and governance.find(Field, move.becomes):
        said = f"{cut(copy.title)}, which '{cut(move.integration.title)}' copies {cut(move.field)} to, is"
        yield copy.at("retention"), said, copy.retention
