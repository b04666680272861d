"""Are the promises of service and of data kept, as measured?"""

from __future__ import annotations

from revgov.checks.open_work import worked_on
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.service_quality import Breach, breaches, promises
from revgov.checks.unmeasured import unmeasured
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field, Sla


@check("x-sla-breached", severity=ERROR, startup=WARNING)
def promise_broken(governance: Governance) -> Findings:
    """The last measured value of every service level and of every quality target of data keeps the promise, or an
    action or recommendation about it is open. What was never measured is named in one note.

    A promise that nobody measures, or whose breach has no consequence, is none.

    Remedy: mend the cause, and until then write an action that is `about` the service level or dataset, or change the
    promise.
    """
    nodes: tuple[Sla | Dataset | Field, ...] = (
        *governance.every(Sla),
        *governance.every(Dataset),
        *governance.every(Field),
    )
    promised = [node for node in nodes if any(True for _ in promises(node))]
    work = worked_on(governance) if governance.observations.asked else None
    for node in promised if work else ():
        for breach in breaches(governance, node):
            if work and not work.answers(node.ref):
                yield node.at(*breach.promise.path), said_of(node, breach), (breach.value.spot, "it was measured here")
    yield from unmeasured(governance, "service levels and quality targets", promised)


def said_of(node: Sla | Dataset | Field, breach: Breach) -> str:
    title, value, target = cut(node.title), breach.value, breach.promise.target
    if not isinstance(node, Sla):
        said = f"the {breach.promise.measure} of '{title}' was {value.said}, and {target} is promised"
    elif value.value.unit == "percent":
        said = f"'{title}' was kept to {value.said}, and {target} is promised"
    else:
        said = f"'{title}' took {value.said}, and {node.within} is promised"
    return f"{said}; no action or recommendation about it is open"
