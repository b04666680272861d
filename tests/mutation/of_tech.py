"""Operators on the tech stack: systems, what they are for, and the integrations between them."""

from __future__ import annotations

from tests.mutation.changes import CHARTER, Change, Operator, drop, put, replace, says, when
from tests.mutation.company import Mutant, NothingToChange

SYSTEM, INTEGRATION = ("system",), ("integration",)
# The company has as many systems as it may have: each further one is told as well.
FULL = ("tech-stack-too-large",)
CONFIDENTIAL = ("confidential", "restricted")
COVERED = ("marketing_automation", "customer_success", "reporting")
CLASSES = ("public", "internal", *CONFIDENTIAL)


def twin(**overlap: str) -> Change:
    """A second system with the capability of this one, and what is said about the overlap."""

    def change(mutant: Mutant) -> str | None:
        # Two systems of one capability are there already: a third one is another case.
        if mutant.was()["capability"] == "sales_engagement":
            raise NothingToChange
        raw = {field: mutant.was()[field] for field in ("capability", "owner", "process", "usage")}
        overlaps = [{"with": mutant.id, **overlap}] if overlap else []
        return mutant.add("system", "twin", {**raw, "name": "Twin", "classification": "public", "overlaps": overlaps})

    return change


def crowded(mutant: Mutant) -> str:
    """Five more systems, each with a capability of its own."""
    if mutant.id != "crm":
        raise NothingToChange
    raw = {field: mutant.was()[field] for field in ("owner", "process", "usage")}
    more = [{**raw, "capability": f"niche {word}", "classification": "public"} for word in ("a", "b", "c", "d", "e")]
    refs = [mutant.add("system", f"zz_{number}", one) for number, one in enumerate(more)]
    return refs[0]


def idle(mutant: Mutant) -> str:
    """A system that nothing speaks of, with a capability and an owner."""
    raw = {field: mutant.was()[field] for field in ("owner", "usage")}
    return mutant.add("system", "idle", {**raw, "name": "Idle", "capability": "none known", "classification": "public"})


def lowered(mutant: Mutant) -> None:
    """The lowest class, where something of a higher one is kept in the system."""
    into = mutant.whole.into.get(mutant.ref, ())
    if not any(edge.ref.startswith("dataset:") and edge.field == "system" for edge in into):
        raise NothingToChange
    mutant.raw()["classification"] = CLASSES[0]


def is_confidential(mutant: Mutant) -> bool:
    return mutant.was()["classification"] in CONFIDENTIAL


def in_use(mutant: Mutant) -> bool:
    return mutant.was()["status"] == "active"


def kept_data(mutant: Mutant) -> bool:
    edges = mutant.whole.into.get(mutant.ref, ())
    return any(edge.field == "system" and edge.ref.startswith("dataset:") for edge in edges)


def late_process(mutant: Mutant) -> None:
    """Lets a system start before the processes that it supports."""
    if not in_use(mutant):
        raise NothingToChange
    mutant.raw()["since"] = "2026-01-05"
    for written in mutant.was()["process"]:
        mutant.raw(written)["since"] = "2026-02-02"


# fmt: off
TECH: tuple[Operator, ...] = (
    Operator("buy a second system for one job", SYSTEM, "tech-capability-overlap", twin(), FULL),
    Operator("keep two systems for no reason", SYSTEM, "tech-capability-overlap", twin(until="2027-06-30"),
             FULL),
    Operator("keep two systems for ever", SYSTEM, "tech-capability-overlap", twin(why="Nobody wants to move"),
             FULL),
    Operator("keep two systems longer than said", SYSTEM, "tech-capability-overlap",
             twin(why="We move in autumn", until="2026-10-31"), FULL),
    Operator("buy five more systems", SYSTEM, "tech-stack-too-large", crowded),
    Operator("buy a system that nobody needs", SYSTEM, "tech-orphan-system", idle, FULL),
    Operator("say not what a system can", SYSTEM, "tech-orphan-system", drop("capability")),
    Operator("leave a function without a system", SYSTEM, "tech-function-gap",
             when(says("capability", *COVERED), put("status", "retired")), at=CHARTER),
    *(Operator(f"leave {part} out of an integration", INTEGRATION, "tech-integration-incomplete", drop(part))
      for part in ("from", "to", "fields", "every", "on_failure", "from_owner", "to_owner")),
    Operator("integrate a system with itself", INTEGRATION, "tech-integration-incomplete",
             replace("to", lambda mutant: mutant.was()["from"])),
    Operator("class a system below its data", SYSTEM, "tech-classification-below-data", lowered),
    Operator("class no system", SYSTEM, "tech-classification-below-data", when(kept_data, drop("classification"))),
    *(Operator(f"say nothing of {part}", SYSTEM, "tech-offboarding-missing", when(is_confidential, drop(part)))
      for part in ("provisions", "deprovisions", "access_review")),
    Operator("buy a system for no process", SYSTEM, "tech-process-first", when(in_use, drop("process"))),
    Operator("buy a system before its process", SYSTEM, "tech-process-first", late_process),
    Operator("pay for seats that nobody uses", SYSTEM, "tech-adoption-low",
             when(in_use, put("usage.active", 1))),
    Operator("measure the use of a system long ago", SYSTEM, "tech-adoption-low",
             put("usage.measured_on", "2026-08-25")),
    Operator("measure no use of a system", SYSTEM, "tech-adoption-low", drop("usage")),
)
# fmt: on
