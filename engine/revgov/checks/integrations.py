"""Does each integration say what it carries where, how often, and who is called when it stops?"""

from __future__ import annotations

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Integration
from revgov.kinds.node import written_name

PARTS = ("from_", "to", "fields", "every", "on_failure", "from_owner", "to_owner")


@check("tech-integration-incomplete", severity=ERROR, startup=WARNING)
def integration_not_fully_described(governance: Governance) -> Findings:
    """An integration says from where to where it goes, which fields it carries, how often it runs, what happens when it
    fails, and who owns it at either end.

    A feed that nobody owns stops on a Friday, and is missed at the end of the quarter.

    Remedy: add what the finding names: `from`, `to`, `fields`, `every`, `on_failure`, `from_owner`, `to_owner`.
    """
    unread_fields = unread(governance)
    for integration in governance.every(Integration):
        gaps = [written_name(part) for part in PARTS if not getattr(integration, part)]
        gaps = [f"`{part}`" for part in gaps if (integration.ref, part) not in unread_fields]
        if gaps:
            said = f"the integration '{cut(integration.title)}' does not say {', '.join(gaps)}"
            yield lacks(integration, ",".join(gaps)), said
        elif integration.from_ and integration.from_ == integration.to:
            said = f"the integration '{cut(integration.title)}' goes from {cut(integration.from_)} to itself"
            yield integration.at("to"), f"{said}; name the other system"
