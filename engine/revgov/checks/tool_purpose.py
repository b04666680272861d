"""Does each system have a job, and was the job there before the tool?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.misspelt import Misspelt
from revgov.checks.registry import INFO, WARNING, Findings, Found, check
from revgov.checks.systems_in_use import EMPLOYERS, employed, state_of, systems_in_use
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.governance.ownership import in_term
from revgov.kinds import System


@check("tech-orphan-system", severity=WARNING, startup=INFO)
def system_without_job(governance: Governance) -> Findings:
    """A system in use serves a capability, and an integration, a process, a KPI, a dataset or an AI use speaks of it.

    What nothing speaks of is paid for every year and missed by nobody.

    Remedy: write `capability:` and `process:` at the system, connect it, or retire it.
    """
    unread_fields, jobs, names = unread(governance), employed(governance), lost_names(governance)
    for system in systems_in_use(governance):
        faults = []
        if not system.capability and (system.ref, "capability") not in unread_fields:
            faults.append("has no `capability`")
        idle = system.ref not in jobs and (system.ref, "process") not in unread_fields
        if idle and names is not None and not names.may_mean(system.id):
            faults.append("is named by no integration, process, KPI, dataset or AI use")
        if faults:
            yield lacks(system, "job"), f"{cut(system.title)} {' and '.join(faults)}: what is it there for?"


def lost_names(governance: Governance) -> Misspelt | None:
    """The names that lead nowhere where a system may be named; None where some of them cannot be read."""
    kinds = {model.kind: fields for model, fields in EMPLOYERS}
    if not all_read(governance) or any(
        field in kinds.get(ref.partition(":")[0], ()) for ref, field in unread(governance)
    ):
        return None
    lost = (one.mention for one in governance.unresolved(*kinds) if one.mention.field in kinds.get(one.node.kind, ()))
    return Misspelt(frozenset(mention.written.rpartition(":")[2] for mention in lost))


@check("tech-process-first", severity=WARNING, startup=WARNING)
def tool_before_process(governance: Governance) -> Findings:
    """A system that is planned, or bought by a contract, names the process that it supports, and that process was there
    before the system.

    A tool that is bought before anybody knows the process automates whatever happened to be done.

    Remedy: describe the process first, and name it under `process:` of the system; start the system after it. A system
    in use that nothing at all speaks of is `tech-orphan-system`'s.
    """
    unread_fields, jobs = unread(governance), employed(governance)
    for system in governance.all(System):
        over = system.until is not None and system.until < governance.as_of
        planned = state_of(system) in ("planned", "proposed")
        if over or state_of(system) in ("retiring", "retired") or not (planned or system.contract):
            continue
        if not system.process:
            if (planned or system.ref in jobs) and (system.ref, "process") not in unread_fields:
                how = "planned" if planned else "paid for"
                yield lacks(system, "process"), f"{cut(system.title)} is {how}, but names no `process` that it supports"
        else:
            yield from later_processes(governance, system)


def later_processes(governance: Governance, system: System) -> Iterator[Found]:
    """The processes of a system that start after it, or are over before it starts."""
    starts = system.since
    if starts is None:
        return
    for index, written in enumerate(system.process):
        named = (edge.ref for edge in governance.out.get(system.ref, ()) if edge.field == "process")
        ref = next((ref for ref in named if ref.rpartition(":")[2] == written.rpartition(":")[2]), "")
        process = governance.get(ref)
        # That a system in force names what is not in force is told by `x-ref-out-of-force`.
        if process is None or in_term(process, starts) or governance.in_force(system) > governance.in_force(process):
            continue
        later = process.since is not None and process.since > starts
        when = f"only starts on {process.since}" if later else f"is over on {process.until}"
        said = f"{cut(system.title)} starts on {starts}, but '{cut(process.title)}', which it supports, {when}"
        yield system.at("process", index), said, (process.at("since" if later else "until"), "the process")
