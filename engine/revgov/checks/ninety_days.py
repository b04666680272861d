"""While the 90-day plan runs: is each of its milestones there, and does it fall into its weeks?"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.misspelt import Misspelt, anything_unread
from revgov.checks.registry import WARNING, Findings, Found, check
from revgov.checks.roadmap_items import done, dropped
from revgov.checks.wording import cut
from revgov.governance.governance import Governance
from revgov.kinds import Initiative
from revgov.profiles import Phase

Window = tuple[datetime.date, datetime.date]


@check("roadmap-ninety-day-gap", severity=WARNING, startup=WARNING)
def gap_in_the_first_ninety_days(governance: Governance) -> Findings:
    """From the day the charter sets the start of the 90-day plan until day 90 is over, each of the plan's milestones is
    an initiative that is to end within the days of its phase: weeks 1-2 audit and charter, weeks 3-6 lifecycle, service
    levels and dashboards, weeks 7-12 forecast reviews, data audits and risk register, and on days 85-90 the data
    foundation, one AI use and the roadmap.

    What does not begin in the first ninety days waits for the next reorganisation.

    Remedy: declare the initiative under the id that the message names, or write that word under `is:` on the one it is,
    and let it end within its days.
    """
    charter, plan = governance.charter, governance.profile.plan
    starts = charter.plan.starts if charter.plan else None
    if starts is None or governance.as_of > plan[-1].window(starts)[1]:
        return
    known = governance.profile.known.get("initiative", ())
    odd = Misspelt(frozenset(one.is_ for one in governance.every(Initiative) if one.is_ and one.is_ not in known))
    silent = not all_read(governance) or anything_unread(governance, "initiative", "is")
    unread_fields = unread(governance)
    for phase in plan:
        window = phase.window(starts)
        for word, title in phase.milestones.items():
            item = governance.known(Initiative, word)
            if item is not None:
                yield from out_of_phase(item, phase, window, unread_fields)
            elif not silent and not odd.may_mean(word):
                said = f"the 90-day plan has no `{word}` ({title})"
                spot = charter.at("plan", "starts", word=(0, word))
                yield spot, f"{said}, which is to end between {window[0]} and {window[1]}"


def out_of_phase(
    item: Initiative, phase: Phase, window: Window, unread_fields: Collection[tuple[str, str]]
) -> Iterator[Found]:
    """What keeps a milestone out of the days of its phase. What is done before its days is no gap."""
    title, (first, last) = cut(item.title), window
    due = f"between {first} and {last} (days {phase.first_day} to {phase.last_day})"
    if dropped(item):
        yield item.at("status"), f"'{title}' was given up, and is a milestone of the 90-day plan"
        return
    if item.phase is not None and item.phase != phase.name:
        yield item.at("phase"), f"'{title}' belongs to the phase `{phase.name}`, not to '{cut(item.phase)}'"
    if item.ends is None:
        if (item.ref, "ends") not in unread_fields:
            yield lacks(item, "ends"), f"'{title}' has no `ends`; as a milestone it is to end {due}"
    elif item.ends > last or (item.ends < first and not done(item)):
        yield item.at("ends"), f"'{title}' ends on {item.ends}; as a milestone it is to end {due}"
