"""Does every part of the market belong to somebody, and to nobody else?"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from revgov.checks.absence import all_read
from revgov.checks.misspelt import Misspelt, anything_unread
from revgov.checks.registry import ERROR, OFF, Findings, check
from revgov.checks.wording import cut, listed
from revgov.governance.attendance import plain
from revgov.governance.governance import Governance
from revgov.governance.ownership import in_term
from revgov.kinds import Territory
from revgov.schedule import away


class Market(NamedTuple):
    """The segments and regions that are sold to, by the charter; where it does not say, those of the territories."""

    segments: tuple[str, ...]
    regions: tuple[str, ...]

    def parts(self, segments: Iterable[str] = (), regions: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
        """The parts of some segments and regions; of all of them where none is named."""
        for segment in tuple(segments) or self.segments:
            for region in tuple(regions) or self.regions:
                yield segment, region


# A part of the market, or `account` and a name.
Thing = tuple[str, str]
Owners = Mapping[Thing, list[tuple[Territory, str]]]


@check("territory-coverage", severity=ERROR, startup=OFF)
def market_covered_twice_or_not(governance: Governance, *, days: int = 90) -> Findings:
    """For each motion, every segment of every region and every named account belongs to exactly one territory, on each
    of the next `days` days. Within a territory its own parts share it out, and a named account goes before its segment.

    Where two look after a customer they argue about the deal, and where nobody does there is none.

    Remedy: change `includes` of the territories in question; let the `until` of one be the day before the `since` of
    the one that follows it.
    """
    last = away(governance.as_of, days - 1)
    territories = [one for one in governance.all(Territory) if one.includes and matters(one, governance.as_of, last)]
    market = market_of(governance, territories)
    lines = {territory.id: ancestors(governance, territory) for territory in territories}
    gaps = Gaps(governance, market, territories)
    told: set[tuple[str, ...]] = set()
    for day in turning_days(territories, governance.as_of, last):
        motions: dict[str, list[Territory]] = {territory.motion or "": [] for territory in territories}
        for territory in territories:
            if in_term(territory, day):
                motions[territory.motion or ""].append(territory)
        since = f" from {day} on" if day > governance.as_of else ""
        for motion, own in motions.items():
            what = (f" for {cut(motion)}" if motion else "") + since
            owners = owners_of(market, own)
            for one, other, names in shared(owners, lines):
                if (motion, one.id, other.id) not in told:
                    told.add((motion, one.id, other.id))
                    said = f"{cut(one.title)} and {cut(other.title)} both take in {listed(names)}{what}"
                    yield other.at("includes"), said, (one.at("includes"), "this one takes it in too")
            yield from gaps.found(motion, owners, what)


def matters(territory: Territory, first: datetime.date, last: datetime.date) -> bool:
    """Whether a territory is in force on any of some days."""
    since, until = territory.since, territory.until
    return (since is None or since <= last) and (until is None or until >= first)


def market_of(governance: Governance, territories: Iterable[Territory]) -> Market:
    market = governance.charter.market
    scopes = [one.includes for one in territories if one.includes]
    segments = (market and market.segments) or dict.fromkeys(word for scope in scopes for word in scope.segments)
    regions = (market and market.regions) or dict.fromkeys(word for scope in scopes for word in scope.regions)
    return Market(tuple(segments) or ("",), tuple(regions) or ("",))


def turning_days(territories: Iterable[Territory], first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The first day, and those until the last on which a territory begins or the one after it has ended."""
    days = {first}
    for territory in territories:
        days.update(day for day in (territory.since, territory.until and away(territory.until, 1)) if day)
    return sorted(day for day in days if first <= day <= last)


def things(market: Market, territory: Territory) -> Mapping[Thing, str]:
    """What a territory takes in, and how to say it. One that names nothing but accounts takes in these alone."""
    scope = territory.includes
    if scope is None:
        return {}
    found = {("account", " ".join(name.casefold().split())): f"'{cut(name)}'" for name in scope.accounts}
    if scope.segments or scope.regions:
        found |= {part: named(*part) for part in market.parts(scope.segments, scope.regions)}
    return found


def named(segment: str, region: str) -> str:
    return " in ".join(filter(None, (segment, region)))


def owners_of(market: Market, territories: Iterable[Territory]) -> Owners:
    """The territories that take in each thing, with how they say it."""
    owners: defaultdict[Thing, list[tuple[Territory, str]]] = defaultdict(list)
    for territory in territories:
        for thing, name in things(market, territory).items():
            owners[thing].append((territory, name))
    return owners


def ancestors(governance: Governance, territory: Territory) -> set[str]:
    """The ids of the territories that a territory is a part of."""
    found: set[str] = set()
    above = territory.parent
    while above and plain(above) not in found:
        found.add(plain(above))
        parent = governance.find(Territory, plain(above))
        above = parent.parent if parent else None
    return found


def shared(owners: Owners, lines: Mapping[str, set[str]]) -> Iterator[tuple[Territory, Territory, list[str]]]:
    """Two territories of which neither is a part of the other, and what both take in."""
    pairs: dict[tuple[str, str], tuple[Territory, Territory, list[str]]] = {}
    for owned in owners.values():
        above = set().union(*(lines[one.id] for one, _ in owned)) if len(owned) > 1 else set()
        lowest = [(one, name) for one, name in owned if one.id not in above]
        if len(lowest) > 1:
            (one, _), (other, name) = lowest[:2]
            pairs.setdefault((one.id, other.id), (one, other, []))[2].append(name)
    yield from pairs.values()


class Gaps:
    """The parts of the market that nobody has; each is told of once, on the first day on which it is so."""

    def __init__(self, governance: Governance, market: Market, territories: Iterable[Territory]) -> None:
        declared = governance.charter.market
        self.charter = governance.charter
        self.market = market
        # Where the charter does not say what is sold to, nobody can say what is left out.
        self.silent = not declared or not (declared.segments or declared.regions) or not all_read(governance)
        self.silent = self.silent or anything_unread(governance, "territory", "includes", "motion", "since", "until")
        words = {
            word for one in territories if one.includes for word in (*one.includes.segments, *one.includes.regions)
        }
        self.odd = Misspelt(frozenset(words.difference(market.segments, market.regions)))
        self.begun: set[str] = set()
        self.told: set[tuple[str, str, str]] = set()

    def found(self, motion: str, owners: Mapping[tuple[str, str], object], what: str) -> Findings:
        """The finding about a motion on one day, from the day on which anything is covered; none for a motion in which
        only accounts are handed out."""
        parts = [] if self.silent else list(self.market.parts())
        if any(part in owners for part in parts):
            self.begun.add(motion)
        lost = [part for part in parts if part not in owners and (motion, *part) not in self.told]
        lost = [part for part in lost if not any(self.odd.may_mean(word) for word in part)]
        if lost and motion in self.begun:
            self.told.update((motion, *part) for part in lost)
            spot = self.charter.at("market", key=True, word=(0, motion))
            yield spot, f"no territory takes in {listed(named(*part) for part in lost)}{what}"
