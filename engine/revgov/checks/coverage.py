"""Does somebody look after every part of the revenue lifecycle, and after what this repository keeps?"""

from __future__ import annotations

from collections.abc import Iterator

from revgov.checks.absence import missing
from revgov.checks.misspelt import anything_unread, misspelt
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.wording import cut, kind_name
from revgov.governance.governance import Governance
from revgov.kinds import ASSETS, BY_NAME, SECTIONS, Activity, Decision, Handoff, Stage


@check("raci-coverage-gap", severity=ERROR, startup=WARNING)
def part_without_activity(governance: Governance) -> Findings:
    """Every stage, handoff and decision right is served by an activity, and every asset is maintained by one.

    What no activity mentions is done by whoever happens to be there, or by nobody.

    Remedy: add the part to `serves` of the activity that does the work (`serves: [stage:sql]`), and what has to be
    kept up to `maintains`.
    """
    served: set[str] = set()
    kept_up: set[str] = set()
    for activity in governance.every(Activity):
        for edge in governance.out.get(activity.ref, ()):
            (kept_up if edge.field == "maintains" else served).add(edge.ref)
    if not governance.every(Activity):
        return
    names = misspelt(governance, "activity", "serves", "needs")
    blind = anything_unread(governance, "activity", "serves", "needs")
    for node in (*governance.every(Stage), *governance.every(Handoff), *governance.every(Decision)):
        if node.ref not in served and not blind and not names.may_mean(node.id):
            yield node.at(), f"no activity serves the {kind_name(node.kind)} '{cut(node.title)}'"
    lost = {one.mention.written for one in governance.unresolved("activity") if one.mention.field == "maintains"}
    if not anything_unread(governance, "activity", "maintains"):
        yield from neglected_assets(governance, {ref.partition(":")[0] for ref in kept_up | lost})


def neglected_assets(governance: Governance, kept_up: set[str]) -> Iterator[Found]:
    """The assets of the profile that are there, and of which no activity maintains anything."""
    # A misspelt name without its kind may be of any asset.
    assets = {BY_NAME[kind].asset for kind in kept_up & BY_NAME.keys()}
    for asset, sections in governance.profile.assets.items():
        there = any(governance.every(SECTIONS[section].model) for section in sections)
        if there and asset not in assets and kept_up <= BY_NAME.keys():
            yield missing(asset), f"no activity maintains anything of the {ASSETS[asset]}: name it under `maintains`"
