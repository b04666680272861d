"""Do the feeds run often enough for what depends on them: quality targets, KPIs and meetings?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from revgov.checks.absence import unread
from revgov.checks.data_flow import Move, flow_of, reached
from revgov.checks.number_sources import Shown, homes_of, shown_in, sources_of
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.wording import cut, plural
from revgov.governance.governance import Governance
from revgov.kinds import Dataset, Field, Integration, Kpi, Meeting
from revgov.kinds.node import Spot
from revgov.kinds.values import Repeat
from revgov.schedule import Frequency, frequency

# A length of time written in another unit may differ by rounding.
HARDLY = 1e-6
Moves = Mapping[str, Sequence[Move]]


class Need(NamedTuple):
    """How new something wants its data, in days; where that is said, and in which words."""

    days: float
    by: Dataset | Field | Kpi | Meeting
    way: tuple[str | int, ...]

    @property
    def said(self) -> str:
        title = cut(self.by.title)
        if isinstance(self.by, Meeting):
            return f"the meeting '{title}', every {self.days:.3g} days"
        if isinstance(self.by, Kpi) and self.by.refresh:
            return f"{title}, new every {self.by.refresh.every}"
        quality = self.by.quality if isinstance(self.by, (Dataset, Field)) else None
        return f"the freshness of {title} ({quality.freshness if quality else ''})"

    @property
    def spot(self) -> Spot:
        return self.by.at(*self.way)


@check("tech-freshness-mismatch", severity=ERROR, startup=WARNING)
def feed_slower_than_its_use(governance: Governance) -> Findings:
    """A feed runs at least as often as what depends on it: the freshness targets of the fields it carries, the refresh
    of the KPIs that it feeds, and the meetings that look at them.

    A number that is discussed every week and arrives once a month is an argument about last month.

    Remedy: let the integration run more often (`every`), or ask less of it: the finding points at what asks the most.
    """
    moves = flow_of(governance).moves
    missed: dict[str, tuple[Integration, list[Need]]] = {}
    for move, need in (*quality_needs(governance, moves), *kpi_needs(governance, moves)):
        missed.setdefault(move.integration.ref, (move.integration, []))[1].append(need)
    for feed, needs in missed.values():
        most = min(needs, key=lambda need: need.days)
        others = {need.spot for need in needs} - {most.spot}
        more = f" (and {plural(len(others), 'more need')})" if others else ""
        said = f"'{cut(feed.title)}' runs every {feed.every}, too seldom for {most.said}{more}"
        yield feed.at("every"), said, (most.spot, "this asks for more")


def days_between(move: Move) -> float:
    """How many days pass from one run of a feed to the next; 0 where nobody says."""
    return move.integration.every.days if move.integration.every else 0


def slower(move: Move, days: float) -> bool:
    return days_between(move) > days + HARDLY


def quality_needs(governance: Governance, carried: Moves) -> Iterator[tuple[Move, Need]]:
    """The feeds slower than the freshness targets of the fields that they carry: their own, else their dataset's."""
    for id_, moves in carried.items():
        field, dataset = governance.find(Field, id_), governance.find(Dataset, id_.partition(".")[0])
        for one in (field, dataset):
            if one is not None and one.quality and one.quality.freshness:
                days = one.quality.freshness.days
                yield from ((move, Need(days, one, ("quality", "freshness"))) for move in moves if slower(move, days))
                break


def kpi_needs(governance: Governance, carried: Moves) -> Iterator[tuple[Move, Need]]:
    """The feeds on the way to where a KPI is shown that are slower than the KPI, or the meetings about it, want."""
    meetings = meeting_needs(governance)
    slowest = {id_: max(map(days_between, moves)) for id_, moves in carried.items()}
    shown: Mapping[str, Sequence[Shown]] | None = None
    for kpi in governance.every(Kpi):
        most = meetings.get(kpi.ref)
        if kpi.refresh and (most is None or kpi.refresh.every.days < most.days):
            most = Need(kpi.refresh.every.days, kpi, ("refresh", "every"))
        if most is None or kpi.source is None:
            continue
        slow = [id_ for id_ in sources_of(kpi) if slowest.get(id_, 0) > most.days + HARDLY]
        # Nearly always every feed is quick enough, and nobody has to know the ways.
        shown = shown_in(governance) if slow and shown is None else shown or {}
        for id_, home in homes_of(governance, slow).items():
            for target in {one.system: None for one in shown.get(kpi.id, ()) if one.system != home}:
                yield from ((move, most) for move in slow_moves(carried[id_], home, target, most.days))


def meeting_needs(governance: Governance) -> Mapping[str, Need]:
    """The meeting that looks at each KPI most often, by the KPI's reference."""
    needs: dict[str, Need] = {}
    rhythms: dict[Repeat | None, Frequency | None] = {}
    unread_fields = unread(governance)
    for meeting in governance.every(Meeting):
        schedule = meeting.schedule
        if schedule is None or not meeting.reviews or (meeting.ref, "schedule") in unread_fields:
            continue
        # The same few rhythms stand in hundreds of meetings.
        rhythm = rhythms[schedule.repeat] if schedule.repeat in rhythms else frequency(schedule)
        if schedule.repeat is not None:
            rhythms[schedule.repeat] = rhythm
        for item, written in enumerate(meeting.reviews if rhythm else ()):
            ref = written if ":" in written else f"kpi:{written}"
            if rhythm and (ref not in needs or rhythm.every_days < needs[ref].days):
                needs[ref] = Need(rhythm.every_days, meeting, ("reviews", item))
    return needs


def slow_moves(moves: Sequence[Move], home: str, target: str, days: float) -> list[Move]:
    """The moves on the shortest way to a target that are too slow, unless there is a way that is quick enough."""
    quick = ((move.source, move.target) for move in moves if not slower(move, days))
    if target in reached(quick, home):
        return []
    before = reached(((move.source, move.target) for move in moves), home)
    steps, system = set(), target
    while before.get(system, system) != system:
        steps.add((before[system], system))
        system = before[system]
    return [move for move in moves if (move.source, move.target) in steps and slower(move, days)]
