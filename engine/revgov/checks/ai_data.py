"""Is the data that a model works on good enough for it to be in use?"""

from __future__ import annotations

from collections.abc import Iterable

from revgov.checks.absence import unread
from revgov.checks.registry import ERROR, WARNING, Findings, Found, check
from revgov.checks.service_quality import Breach, breaches, promises, quality_of
from revgov.checks.unmeasured import note
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import AiUse, Dataset, Field

LIVE = ("live", "active")


@check("ai-data-gate", severity=ERROR, startup=WARNING)
def live_on_bad_data(governance: Governance) -> Findings:
    """No AI use is live while one of its input fields has no quality target, its own or its dataset's, or the last
    measured value breaks it. What was never measured is named in one note.

    A model makes more of whatever it is fed, and of dirty data more dirt.

    Remedy: set `quality` for the data and mend it, or put the use back to `pilot` until its data is good enough.
    """
    not_read = {ref for ref, field in unread(governance) if field in ("quality", "fields")}
    unknown: dict[str, None] = {}
    for use in governance.every(AiUse):
        if (use.status or "").strip().casefold() in LIVE:
            without: list[str] = []
            judged: dict[str, Field | Dataset] = {}
            for edge in governance.out.get(use.ref, ()):
                field = governance.nodes[edge.ref]
                if edge.field != "inputs" or not isinstance(field, Field):
                    continue
                home = quality_of(governance, field)
                if home is not None:
                    judged[home.ref] = home
                elif not {field.ref, f"dataset:{field.id.partition('.')[0]}"} & not_read:
                    without.append(field.id)
            if without:
                said = f"'{cut(use.title)}' is live, and nothing says how good {listed(without)} must be"
                yield use.at("inputs"), f"{said}; set `quality` there"
            yield from bad_inputs(governance, use, judged.values())
            unknown.update((home.title, None) for home in judged.values() if never_measured(governance, home))
    if governance.observations.asked and not governance.observations.faults:
        yield from note("inputs of live AI uses", list(unknown))


def bad_inputs(governance: Governance, use: AiUse, homes: Iterable[Field | Dataset]) -> Findings:
    for home in homes:
        for breach in breaches(governance, home):
            yield bad_input(use, home, breach)


def bad_input(use: AiUse, home: Field | Dataset, breach: Breach) -> Found:
    value, target = breach.value.said, breach.promise.target
    said = f"'{cut(use.title)}' is live, and the {breach.promise.measure} of '{cut(home.title)}' was {value}"
    related = (home.at(*breach.promise.path), "the target stands here")
    message = f"{said}, where {target} is needed; mend it, or take the use back"
    return use.at("status"), message, related, (breach.value.spot, "it was measured here")


def never_measured(governance: Governance, home: Field | Dataset) -> bool:
    found = (governance.observations.latest(home.ref, one.measure) for one in promises(home))
    return not any(found)
