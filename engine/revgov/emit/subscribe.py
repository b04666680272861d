"""The page that lists the feeds: how many meetings, which is next, and a link that subscribes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import NamedTuple

from revgov.emit.html import Html, element, joined
from revgov.emit.page import POLICY
from revgov.emit.plain import one_line
from revgov.governance.governance import Governance

GROUPS = {"": "Everything", "council": "By council", "role": "By role", "person": "By person"}
STYLE = """
a.feed { overflow-wrap: anywhere }
td:nth-child(2) { text-align: right }
/* Four columns are too wide for a phone: there what belongs to a feed stands below its name. */
@media (max-width: 40rem) {
  thead { display: none }
  tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line) }
  tbody th, td, td:nth-child(2) { display: block; padding: 0.125rem 0; border: 0; text-align: left }
  td:nth-child(2)::before { content: "Meetings: " }
  td:nth-child(3)::before { content: "Next: " }
}
"""


class Listed(NamedTuple):
    """A feed on the page: its path, title, number of meetings, and the start and name of the next one."""

    path: str
    title: str
    meetings: int
    following: tuple[datetime.datetime, str] | None


def index(governance: Governance, feeds: Iterable[Listed], base: str | None) -> bytes:
    """The page, UTF-8. `base` is the address that the feeds are served from, where it is known."""
    title = f"Calendars of {one_line(governance.charter.organization or 'the company')}"
    style = Html(files(__package__).joinpath("page.css").read_text(encoding="utf-8") + STYLE)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name_="color-scheme", content="light dark"),
        element("title", title),
        element("style", style),
    )
    grouped: dict[str, list[Listed]] = {group: [] for group in GROUPS}
    for feed in feeds:
        grouped[feed.path.rpartition("/")[0]].append(feed)
    sections = (section(GROUPS[group], group, some, base) for group, some in grouped.items() if some)
    masthead = element("header", element("h1", title), element("p", how(base)), class_="masthead")
    footer = element("footer", element("p", f"As of {governance.as_of.isoformat()}."))
    body = element("body", masthead, element("main", *sections, id="report"), footer)
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n".encode("utf-8", "backslashreplace")


def how(base: str | None) -> str:
    if base:
        return (
            "Subscribe opens your calendar program. For Google Calendar and Outlook on the web copy the address of "
            "“file” and add a calendar from its address. Programs look for changes every few hours."
        )
    return (
        "These are files. Where they are served from is not set (build.feeds.url), so that they can be imported, "
        "but not subscribed to from here."
    )


def section(title: str, group: str, feeds: Iterable[Listed], base: str | None) -> Html:
    anchor = group or "all"
    heads = (element("th", head, scope="col") for head in ("Calendar", "Meetings", "Next", "Links"))
    rows = (element("tr", *row(feed, base)) for feed in feeds)
    table = element("table", element("thead", element("tr", *heads)), element("tbody", *rows))
    scroll = element("div", table, class_="scroll", tabindex="0", role="region", aria_label=f"Table: {title}")
    return element("section", element("h2", title, id=f"{anchor}-title"), scroll)


def row(feed: Listed, base: str | None) -> Iterator[Html]:
    title = one_line(feed.title)
    yield element("th", title, scope="row")
    yield element("td", str(feed.meetings))
    yield element("td", told(feed.following))
    yield element("td", joined(*links(feed.path, title, base), between=" · "))


def told(following: tuple[datetime.datetime, str] | None) -> Html:
    """The local time of the meeting itself, and its zone: a page cannot know where its reader is."""
    if following is None:
        return element("span", "none")
    start, name = following
    shown = f"{start:%Y-%m-%d %H:%M} {start.tzinfo}"
    return joined(element("time", shown, datetime=start.isoformat()), one_line(name), between=", ")


def links(path: str, title: str, base: str | None) -> Iterator[Html]:
    """Links with the feed's name in their label, because many of them stand on the page."""
    if base:
        address = f"{base}/{path}"
        webcal = f"webcal://{address.partition('://')[2]}"
        yield element("a", "subscribe", href=webcal, aria_label=f"Subscribe to {title}", class_="feed")
        yield element("a", "file", href=address, aria_label=f"File of {title}", class_="feed")
    else:
        yield element("a", "file", href=path, aria_label=f"File of {title}", class_="feed")
