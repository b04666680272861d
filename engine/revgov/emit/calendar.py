"""The feeds that people subscribe to: all meetings, and those of each council, role and person."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from uuid import NAMESPACE_DNS, UUID, uuid5

from revgov.emit.audience import Feed, Published, attending, feeds_of
from revgov.emit.events import Entry, Horizon, events
from revgov.emit.ics import component, text, uri, utc
from revgov.emit.invitation import invitation
from revgov.emit.subscribe import Listed, index
from revgov.emit.vtimezone import vtimezone
from revgov.governance.governance import Governance
from revgov.kinds import Calendar, Holiday, Meeting
from revgov.kinds.values import Duration, Unreadable
from revgov.schedule import UTC, calendar_of, series, upcoming
from revgov.settings import SettingsError

FOLDER = "calendars"
DEFAULT_HORIZON, ONE_MONTH = Duration(24, "months"), Duration(1, "months")
ONE_DAY = datetime.timedelta(days=1)
REFRESH = "PT12H"


def calendars(governance: Governance) -> Iterator[tuple[str, bytes]]:
    """Every feed and the page that lists them: (path below the output folder, bytes). Raises SettingsError."""
    horizon = horizon_of(governance)
    domain = namespace(governance)
    feeds = list(feeds_of(governance, published(governance, domain, horizon)))
    for feed in feeds:
        yield f"{FOLDER}/{feed.path}", written(governance, feed, domain, horizon)
    listed = [Listed(one.path, one.title, len(one.meetings), one.following) for one in feeds]
    yield f"{FOLDER}/index.html", index(governance, listed, base_url(governance))


def horizon_of(governance: Governance) -> Horizon:
    """Whole months: one before that of the as-of date to 24 after it, or as many as `build.feeds.horizon` says."""
    month = governance.as_of.replace(day=1)
    written = governance.settings.feeds.horizon
    try:
        ahead = Duration.read(written) if written else DEFAULT_HORIZON
    except Unreadable as reason:
        raise SettingsError(f"revgov.yaml: build.feeds.horizon: {reason}") from None
    before = (month - ONE_DAY).replace(day=1)
    return Horizon(before, ahead.after(ONE_MONTH.after(month)) - ONE_DAY)


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
        following = upcoming(placed, governance.as_of, horizon.last)
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


def written(governance: Governance, feed: Feed, domain: UUID, horizon: Horizon) -> bytes:
    """The file of a feed."""
    chosen = sorted(
        (event for one in feed.meetings for event in one.events), key=lambda event: (event.uid, event.recurrence_id)
    )
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
    about = text(f"{feed.title}: meetings as declared in the governance repository, where they are changed by review.")
    base = base_url(governance)
    yield from ("VERSION:2.0", "PRODID:-//revgov//revgov//EN", "CALSCALE:GREGORIAN")
    yield f"UID:{uuid5(domain, f'feed:{feed.path}')}"
    yield f"LAST-MODIFIED:{utc(stamp_of(governance))}"
    yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}")
    yield from (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}")
    if base:
        yield f"SOURCE;VALUE=URI:{base}/{feed.path}"
