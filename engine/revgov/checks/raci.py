"""Is it clear who answers for each activity, and who does it?"""

from __future__ import annotations

from revgov.checks.registry import ERROR, Findings, check
from revgov.governance.governance import Governance
from revgov.kinds import Activity


@check("raci-no-accountable", severity=ERROR, startup=ERROR)
def activity_without_accountable(governance: Governance) -> Findings:
    """An activity names exactly one accountable role.

    When nobody is accountable an escalation has nowhere to end.

    Remedy: name one role under `accountable`; keep the others under `responsible`.
    """
    for activity in governance.every(Activity):
        if not activity.with_letter("A"):
            yield activity.at(), f"nobody is accountable for {activity.title}"
