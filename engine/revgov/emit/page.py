"""A report as one page of HTML that needs nothing else: no script and no request, made to be read and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from revgov.emit.document import Cell, Code, Document, Facts, Figures, Lines, Linked, Part, Row, Section, State, Table
from revgov.emit.html import Html, element, joined, link
from revgov.emit.plain import one_line

# Nothing may be fetched and nothing may run, whatever a text contains.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
WIDE = 4
"""Columns from which on a table needs room of its own, and scrolls in a narrow window."""
LONG = 6
"""Parts from which on a row is too long for a column."""
SHORT = 28
"""The most letters of a state that stay on one line."""
# A word alone carries the meaning; the sign helps those who do not see the colour.
DATE = re.compile(r"\d{4}-(?:\d\d(?:-\d\d)?|Q\d)|FY\d{4}-[QP]\d{1,2}")
SIGNS = {"good": "✓", "fair": "!", "bad": "✕", "quiet": "·"}


def page(report: Document) -> bytes:
    """The whole page, UTF-8."""
    style = Html(files(__package__).joinpath("page.css").read_text(encoding="utf-8"))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="robots", content="noindex"),
        element("title", one_line(report.title)),
        element("style", style, running(report.running)),
    )
    body = element(
        "body",
        element("a", "Skip to the report", href="#report", class_="skip"),
        masthead(report),
        contents(report),
        element("main", *(section(one, 2) for one in report.sections), id="report", tabindex="-1"),
        element("footer", element("p", cell(report.footer))),
    )
    markup = f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"
    return markup.encode("utf-8", "backslashreplace")


def running(line: str) -> Html:
    """The line at the head of each printed page. Style sheets cannot escape everything, so only plain signs come in."""
    said = re.sub(r"[^A-Za-z0-9 .,:-]", "", line)
    return Html(f'@page {{ @top-left {{ content: "{said}"; font: 7.5pt sans-serif; color: #55606f; }} }}')


def masthead(report: Document) -> Html:
    kicker = element("p", cell(report.kicker), class_="kicker")
    return element("header", kicker, element("h1", report.title), part(report.origin), class_="masthead")


def contents(report: Document) -> Html:
    entries = (element("li", link(one.title, f"#{one.anchor}")) for one in report.sections)
    return element("nav", element("ol", *entries), aria_label="Contents")


def section(one: Section, level: int) -> Html:
    inner = (section(each, level + 1) for each in one.sections)
    parts = (part(each, one.title) for each in one.parts)
    return element("section", element(f"h{min(level, 6)}", one.title), *parts, *inner, id=one.anchor)


def part(one: Part, title: str = "") -> Html:
    if isinstance(one, Table):
        return table(one, title)
    if isinstance(one, Facts):
        return element("dl", *(fact(name, value) for name, value in one.rows))
    if isinstance(one, Figures):
        return element("ul", *figures(one), class_="figures")
    return element("p", cell(one))


def fact(name: str, value: Cell) -> Html:
    """A name and what it stands for; a long row takes the whole width."""
    whole = "whole" if isinstance(value, Row) and len(value.parts) > LONG else None
    return element("div", element("dt", name), element("dd", cell(value)), class_=whole)


def figures(one: Figures) -> Iterator[Html]:
    for figure in one.figures:
        number = element("strong", figure.number)
        yield element("li", number, element("span", figure.label), class_=f"tone-{figure.tone}")


def table(one: Table, title: str) -> Html:
    """A table that scrolls by itself where the window is too narrow; the first cell of a row is its heading."""
    if not one.rows:
        return element("p", one.empty, class_="empty")
    heads = (element("th", column, scope="col") for column in one.columns)
    body = (element("tr", *cells(row)) for row in one.rows)
    caption = element("caption", one.caption) if one.caption else None
    whole = element("table", caption, element("thead", element("tr", *heads)), element("tbody", *body))
    kind = "scroll" + (" matrix" if one.matrix else "") + (" wide" if len(one.columns) >= WIDE else "")
    # A keyboard scrolls what can be focused, and what can be focused needs a name.
    return element("div", whole, class_=kind, tabindex="0", role="group", aria_label=f"{title}, table")


def cells(row: tuple[Cell, ...]) -> Iterator[Html]:
    for index, content in enumerate(row):
        tone = f"tone-{content.tone}" if isinstance(content, State) else None
        if index == 0:
            yield element("th", cell(content), scope="row", class_=tone)
        else:
            yield element("td", cell(content), class_=tone)


def cell(content: Cell) -> Html:
    if isinstance(content, Linked):
        return link(content.text, content.to)
    if isinstance(content, State):
        sign = element("span", SIGNS[content.tone], aria_hidden="true", class_="sign")
        short = " short" if len(content.word) <= SHORT else ""
        return element("span", sign, content.word, class_=f"state{short} tone-{content.tone}")
    if isinstance(content, Code):
        # A path or a reference may break after its separators, and nowhere else.
        return element("code", joined(*re.split(r"(?<=[:/._])(?=\w)", content.text), between=Html("<wbr>")))
    if isinstance(content, Lines):
        return element("ul", *(element("li", cell(line)) for line in content.lines), class_="lines")
    if isinstance(content, Row):
        return joined(*map(cell, content.parts), between=content.between)
    return element("span", content, class_="date") if DATE.fullmatch(content) else joined(content)
