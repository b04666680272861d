"""Time zones from the pinned `tzdata` package, and local times that clock changes skip or repeat."""

from __future__ import annotations

import datetime
import importlib.resources
from functools import cache
from zoneinfo import ZoneInfo

UTC = datetime.UTC


@cache
def tz_data(name: str) -> bytes:
    """The compiled rules (TZif, RFC 9636) of a zone.

    They are read from the package and never from the system, whose copy is older on some machines: in 2026 Vancouver
    keeps summer time for one of them and not for the other. Raises KeyError for a name the package does not have.
    """
    folder = importlib.resources.files("tzdata") / "zoneinfo"
    path = folder.joinpath(*name.split("/"))
    if not name or ".." in name or not path.is_file():
        raise KeyError(name)
    return path.read_bytes()


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name, links such as `Poland` included. Raises KeyError for an unknown name."""
    import io

    return ZoneInfo.from_file(io.BytesIO(tz_data(name)), key=name)


def placed(day: datetime.date, time: datetime.time, name: str) -> datetime.datetime:
    """The moment a wall clock in a zone shows a date and time.

    A time that clocks skip moves forward by the gap, one they show twice is the first (RFC 5545, 3.3.5).
    """
    local = datetime.datetime.combine(day, time, zone(name))
    return local.astimezone(UTC).astimezone(zone(name))


def later(start: datetime.datetime, minutes: int) -> datetime.datetime:
    """The moment so many minutes later, by the clock of the same zone. Minutes are real ones, clock changes or not."""
    return (start.astimezone(UTC) + datetime.timedelta(minutes=minutes)).astimezone(start.tzinfo)


def skipped(day: datetime.date, time: datetime.time, name: str) -> bool:
    """Whether clocks in a zone never show this time on this day."""
    return placed(day, time, name).replace(tzinfo=None) != datetime.datetime.combine(day, time)


def footer(name: str) -> str:
    """The POSIX rule for the time after the last listed change, such as `EST5EDT,M3.2.0,M11.1.0`, or ''."""
    return tz_data(name).rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")
