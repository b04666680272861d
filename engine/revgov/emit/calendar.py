"""The feeds that people subscribe to: all meetings, and those of each council, role and person."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import NAMESPACE_DNS, UUID, uuid5

from revgov.emit.events import Entry, Event, Horizon, events
from revgov.emit.ics import component, text, uri, utc
from revgov.emit.invitation import invitation
from revgov.emit.subscribe import Listed, index
from revgov.emit.vtimezone import vtimezone
from revgov.governance.governance import Governance
from revgov.governance.ownership import in_term
from revgov.kinds import Calendar, Council, Holiday, Meeting, Person, Role
from revgov.kinds.values import Duration, Unreadable
from revgov.kinds.values.time import add_months
from revgov.schedule import Occurrence, between, calendar_of, series
from revgov.schedule.zones import UTC
from revgov.settings import SettingsError

FOLDER = "calendars"
DEFAULT_HORIZON = Duration(24, "months")
REFRESH = "PT12H"
# Names that Windows keeps for devices, whatever their ending. A hyphen stands in no id, so that nothing can collide.
RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
ORDER: Callable[[Event], tuple[str, str]] = lambda event: (event.uid, event.recurrence_id)  # noqa: E731


class Published(NamedTuple):
    """A meeting in the feeds: its events, who attends, and what comes next."""

    meeting: Meeting
    events: tuple[Event, ...]
    roles: frozenset[str]
    following: Occurrence | None


class Feed(NamedTuple):
    """One file to subscribe to: its path below the folder, its title, and its meetings."""

    path: str
    title: str
    meetings: tuple[Published, ...]


def calendars(governance: Governance) -> Iterator[tuple[str, bytes]]:
    """Every feed and the page that lists them: (path below the output folder, bytes). Raises SettingsError."""
    horizon = horizon_of(governance)
    domain = namespace(governance)
    feeds = list(feeds_of(governance, published(governance, domain, horizon)))
    for feed in feeds:
        yield f"{FOLDER}/{feed.path}", written(governance, feed, domain, horizon)
    listed = [Listed(one.path, one.title, len(one.meetings), next_of(one)) for one in feeds]
    yield f"{FOLDER}/index.html", index(governance, listed, base_url(governance))


def horizon_of(governance: Governance) -> Horizon:
    """One month before the month of the as-of date to 24 months after it, whole months; `build.feeds.horizon` sets the end."""
    month = governance.as_of.replace(day=1)
    written = governance.settings.feeds.horizon
    try:
        ahead = Duration.read(written) if written else DEFAULT_HORIZON
    except Unreadable as reason:
        raise SettingsError(f"revgov.yaml: build.feeds.horizon: {reason}") from None
    return Horizon(add_months(month, -1), ahead.after(add_months(month, 1)) - datetime.timedelta(days=1))


def namespace(governance: Governance) -> UUID:
    """What ids of events are made from: the feed domain, else the company's name, so that two companies share none."""
    organization = governance.charter.organization or "revgov"
    return uuid5(NAMESPACE_DNS, governance.settings.feeds.domain or f"{organization}.invalid")


def stamp_of(governance: Governance) -> datetime.datetime:
    """When the events last changed: the commit, else the first day of the as-of month; never the clock."""
    moment = governance.source.committed_at
    if moment is not None:
        return datetime.datetime.fromtimestamp(moment, UTC)
    return datetime.datetime.combine(governance.as_of.replace(day=1), datetime.time(), UTC)


def base_url(governance: Governance) -> str | None:
    """The address that the folder of calendars is served from, without a slash at its end."""
    url = uri(governance.settings.feeds.url or "")
    return url.rstrip("/") if url and url.lower().startswith(("https://", "http://")) else None


def published(governance: Governance, domain: UUID, horizon: Horizon) -> list[Published]:
    """The meetings that can be placed and take place inside the horizon."""
    calendars = {calendar.id: calendar for calendar in governance.every(Calendar)}
    holidays = governance.every(Holiday)
    stamp = stamp_of(governance)
    uids: set[str] = set()
    found = []
    for meeting in sorted(governance.every(Meeting), key=lambda meeting: meeting.id):
        placed = series(meeting, calendar_of(meeting.calendar, calendars), holidays)
        if placed is None:
            continue
        entry = Entry(uid_of(meeting, domain, uids), invitation(governance, meeting), stamp)
        some = events(placed, entry, horizon)
        following = next(iter(between(placed, governance.as_of, horizon.last)), None)
        if some:
            found.append(Published(meeting, tuple(some), attending(governance, meeting), following))
    return found


def uid_of(meeting: Meeting, domain: UUID, taken: set[str]) -> str:
    """The id by which phones know a meeting: pinned by `uid`, kept over renames by the first id in `was`.

    A second meeting that claims the same id gets one of its own: it would replace the first in every calendar.
    """
    first_id = meeting.was[0] if meeting.was else meeting.id
    claims = (meeting.uid, str(uuid5(domain, f"meeting:{first_id}")), str(uuid5(domain, f"meeting:{meeting.id}")))
    uid = next((claim for claim in claims if claim and claim not in taken), str(uuid5(domain, f"meeting={meeting.id}")))
    taken.add(uid)
    return uid


def attending(governance: Governance, meeting: Meeting) -> frozenset[str]:
    """The roles in whose feeds a meeting stands: owner, required, optional, leads, and the members of its council."""
    council = governance.find(Council, meeting.council)
    seats = (*council.chair, *council.members) if council else ()
    leads = (item.lead for item in meeting.agenda if item.lead)
    turns = (role for turn in (meeting.schedule.rotation if meeting.schedule else ()) for role in turn.required)
    return frozenset((*meeting.owner, *meeting.required, *meeting.optional, *leads, *turns, *seats))


def feeds_of(governance: Governance, meetings: list[Published]) -> Iterator[Feed]:
    """All meetings in one feed, which always exists; then one feed for whoever has any."""
    yield Feed("all.ics", "All meetings", tuple(meetings))
    groups = (
        ("council", governance.every(Council), lambda one: of_council(meetings, one.id)),
        ("role", governance.every(Role), lambda one: of_roles(meetings, {one.id})),
        ("person", governance.every(Person), lambda one: of_roles(meetings, roles_held(governance).get(one.id, set()))),
    )
    for kind, nodes, choose in groups:
        for node in sorted(nodes, key=lambda node: node.id):
            chosen = choose(node)
            if chosen:
                yield Feed(f"{kind}/{file_name(node.id)}.ics", node.title, chosen)


def of_council(meetings: Iterable[Published], council: str) -> tuple[Published, ...]:
    return tuple(one for one in meetings if one.meeting.council == council)


def of_roles(meetings: Iterable[Published], roles: set[str]) -> tuple[Published, ...]:
    return tuple(one for one in meetings if one.roles & roles)


def roles_held(governance: Governance) -> Mapping[str, set[str]]:
    """The roles of each person on the as-of date: held, on leave or not, and those they act in as deputies."""
    held: dict[str, set[str]] = {}
    for role in governance.every(Role):
        terms = (term for term in role.held_by if not term.deputy and in_term(term, governance.as_of))
        for person in (*(term.person for term in terms), *governance.holders(role.id)):
            held.setdefault(person, set()).add(role.id)
    return held


def file_name(id_: str) -> str:
    return f"{id_}-" if id_ in RESERVED else id_


def next_of(feed: Feed) -> tuple[datetime.datetime, str] | None:
    """The next meeting of a feed: when it begins, and what it is called."""
    coming = [(one.following.start, one.meeting.title) for one in feed.meetings if one.following]
    return min(coming, default=None)


def written(governance: Governance, feed: Feed, domain: UUID, horizon: Horizon) -> bytes:
    """The file of a feed."""
    chosen = sorted((event for one in feed.meetings for event in one.events), key=ORDER)
    zones = sorted({event.zone for event in chosen} - {""})
    if not chosen:
        # A calendar needs a component (RFC 5545, 3.6), and those who subscribed must find their feed.
        zones = [governance.charter.timezone or "UTC"]
    parts = (vtimezone(zone, horizon.first, horizon.last) for zone in zones)
    return component("VCALENDAR", header(governance, feed, domain), (*parts, *(event.data for event in chosen)))


def header(governance: Governance, feed: Feed, domain: UUID) -> Iterator[str]:
    """The properties of RFC 7986, and beside them the names by which older clients know them."""
    organization = governance.charter.organization
    name = text(f"{organization}: {feed.title}" if organization else feed.title)
    about = text(f"{feed.title}: meetings as declared in the governance repository. Do not edit here; changes come by review.")
    base = base_url(governance)
    yield from ("VERSION:2.0", "PRODID:-//revgov//revgov//EN", "CALSCALE:GREGORIAN")
    yield f"UID:{uuid5(domain, f'feed:{feed.path}')}"
    yield f"LAST-MODIFIED:{utc(stamp_of(governance))}"
    yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}")
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}")
    if base:
        yield f"SOURCE;VALUE=URI:{base}/{feed.path}"


