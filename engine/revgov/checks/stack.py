"""Is the stack as large as it has to be and no larger: what is covered twice, and what not at all?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from revgov.checks.absence import all_read, missing, unread
from revgov.checks.misspelt import anything_unread
from revgov.checks.registry import INFO, OFF, WARNING, Findings, Found, check
from revgov.checks.systems_in_use import systems_in_use
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import System
from revgov.kinds.stack import Overlap


@check("tech-capability-overlap", severity=WARNING, startup=INFO)
def capability_served_twice(governance: Governance) -> Findings:
    """Two systems in use serve one capability only for a reason that is written down, and until a date to come.

    Two tools for one job cost twice, split the data, and each team learns another truth.

    Remedy: switch one of them off, or write at one of them
    `overlaps: [{with: other_system, why: …, until: 2027-03-31}]`.
    """
    unread_fields = unread(governance)
    lost = {one.node.ref for one in governance.unresolved("system") if one.mention.field == "overlaps"}
    groups: dict[str, list[System]] = {}
    for system in systems_in_use(governance):
        if system.capability:
            groups.setdefault(plain(system.capability), []).append(system)
    for systems in groups.values():
        refs = {system.ref for system in systems}
        if len(systems) > 1 and not refs & lost and not any((ref, "overlaps") in unread_fields for ref in refs):
            yield from unexplained(governance, systems)


def plain(capability: str) -> str:
    """A capability as a word, however it is written: `Sales engagement` is `sales_engagement`."""
    return re.sub(r"[\W_]+", "_", capability.casefold()).strip("_")


def unexplained(governance: Governance, systems: list[System]) -> Iterator[Found]:
    """What is wrong with the reasons for keeping systems of one capability: gaps in them, and that there are none."""
    ids = {system.id for system in systems}
    partners: dict[str, set[str]] = {id_: set() for id_ in ids}
    for system in systems:
        for index, overlap in enumerate(system.overlaps):
            if overlap.with_ in ids and overlap.with_ != system.id:
                partners[system.id].add(overlap.with_)
                partners[overlap.with_].add(system.id)
                if gap := gap_in(overlap, governance.as_of):
                    other = cut(governance.title(f"system:{overlap.with_}"))
                    said = f"{cut(system.title)} and {other} both serve '{cut(system.capability or '')}'"
                    yield system.at("overlaps", index), f"{said}; {gap}"
    alone = [system for system in systems if len(partners[system.id]) < len(systems) - 1]
    if len(alone) > 1:
        names = listed(system.title for system in alone)
        said = f"{names} serve the same capability '{cut(alone[-1].capability or '')}', and no `overlaps` says why"
        yield alone[-1].at("capability"), f"{said} and until when", (alone[0].at("capability"), "it is served here too")


def gap_in(overlap: Overlap, today: datetime.date) -> str | None:
    gaps = [f"`{field}`" for field in ("why", "until") if not getattr(overlap, field)]
    if gaps:
        return f"write {listed(gaps)} for keeping both"
    return f"that was to end on {overlap.until}" if overlap.until and overlap.until < today else None


@check("tech-stack-too-large", severity=INFO, startup=OFF)
def stack_too_large(governance: Governance, *, most: int = 20) -> Findings:
    """At most twenty systems are in use.

    Each further tool has to be paid, connected, secured and learned, and few of them ever go.

    Remedy: retire a system, or set `most` to the number that you can look after.
    """
    systems = systems_in_use(governance)
    if len(systems) > most:
        said = f"{len(systems)} systems are in use, and {cut(systems[most].title)} is one more than the limit of {most}"
        yield systems[most].at(), said


@check("tech-contract-ended", severity=WARNING, startup=INFO)
def system_without_running_contract(governance: Governance) -> Findings:
    """The contract of a system in use has not ended.

    What runs on without a contract can be switched off, or priced anew, on any day.

    Remedy: write the `ends` of the new contract, or set the system's `status` to `retired`.
    """
    for system in systems_in_use(governance):
        ends = system.contract.ends if system.contract else None
        if ends is not None and ends < governance.as_of:
            said = f"the contract of {cut(system.title)} ended on {ends}, and it is in use"
            yield system.at("contract", "ends"), f"{said}; renew it, or retire the system"


@check("tech-function-gap", severity=WARNING, startup=OFF)
def function_without_system(
    governance: Governance,
    *,
    capabilities: tuple[str, ...] = ("crm", "marketing_automation", "customer_success", "reporting"),
) -> Findings:
    """A system in use serves each of sales (CRM), marketing automation, customer success and reporting.

    A function without a system keeps its numbers in sheets that nobody else sees, and drops out of the map.

    Remedy: declare the system that does the work under its `capability`, or write the word under `is:`.
    """
    systems = systems_in_use(governance)
    if not systems or not all_read(governance) or anything_unread(governance, "system", "capability", "is", "status"):
        return
    served = [f"_{plain(word)}_" for system in systems for word in words_of(system)]
    for capability in capabilities:
        if not any(f"_{plain(capability)}_" in words for words in served):
            said = f"no system in use serves {cut(capability.replace('_', ' '))}"
            yield (
                missing(f"capability:{capability}"),
                f"{said}; write `capability: {cut(capability)}` at the one that does",
            )


def words_of(system: System) -> Iterator[str]:
    """The words that say what a system is for."""
    yield from (word for word in (system.capability, system.is_, system.id) if word)
