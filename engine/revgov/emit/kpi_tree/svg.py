"""The picture of the KPI tree: boxes and curves, light and dark, readable aloud, and the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.emit.edition import Edition
from revgov.emit.html import Html, element, joined
from revgov.emit.kpi_tree.layers import GAP, Layout, Point
from revgov.emit.kpi_tree.tree import Edge, Tree
from revgov.emit.kpi_tree.words import LINE, PADDING_X, PADDING_Y, SIZE, Box, box_of
from revgov.kinds import Kpi

MARGIN, HEAD = 32, 84
STYLE = """
svg { color-scheme: light dark; background: #ffffff; }
text { font: 13px Helvetica, Arial, "Liberation Sans", sans-serif; fill: #1c2430; }
.title { font-size: 20px; font-weight: 600; } .soft { fill: #55606f; }
.box { fill: #f5f7f9; stroke: #a9b3bf; } .key text { font-weight: 600; }
.key .box { fill: #e8f0fb; stroke: #1d4f91; stroke-width: 2; }
.edge { fill: none; stroke: #6b7685; stroke-width: 1.25; } .head { fill: #6b7685; }
.influence { stroke-dasharray: 5 4; stroke: #8a94a3; }
@media (prefers-color-scheme: dark) {
  svg { background: #14181f; } text { fill: #e4e8ee; } .soft { fill: #a3adba; }
  .box { fill: #1b212a; stroke: #566172; } .key .box { fill: #1b2b42; stroke: #8db8f2; }
  .edge { stroke: #8b96a5; } .influence { stroke: #6f7a89; } .head { fill: #8b96a5; }
}
"""
ARROW = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0 8 4 0 8z" class="head"/></marker></defs>'
)


def svg(edition: Edition, tree: Tree, layout: Layout) -> bytes:
    """The whole picture, UTF-8."""
    grid = loose_grid(tree, max(layout.width, 760))
    below = HEAD + layout.height + (2 * MARGIN if tree.loose and tree.levels else 0)
    width = max(layout.width, 760) + 2 * MARGIN
    height = below + (grid[-1][2].y + 60 if grid else 0) + MARGIN
    drawn = (
        element("title", f"KPI tree of {edition.organization}", id="title"),
        element("desc", description(tree), id="desc"),
        element("style", Html(STYLE)),
        Html(ARROW),
        *heading(edition, tree),
        shifted(MARGIN, HEAD, *(edge(layout, tree, one) for one in tree.edges)),
        shifted(MARGIN, HEAD, *(node(tree.kpis[id_], layout.boxes[id_], at) for id_, at in layout.places.items())),
        shifted(MARGIN, below, *loose_nodes(tree, grid)),
    )  # fmt: skip
    size = f"{number(width)} {number(height)}"
    sized = f'viewBox="0 0 {size}" width="{number(width)}" height="{number(height)}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {sized} role="img" aria-labelledby="title desc">'
    return f"{opening}{joined(*drawn)}</svg>\n".encode("utf-8", "backslashreplace")


def number(value: float) -> str:
    """A coordinate to a tenth of a pixel."""
    return f"{round(value, 1):g}" if abs(value) < 1e6 else f"{value:.0f}"


def shifted(x: float, y: float, *contents: Html) -> Html:
    return element("g", *contents, transform=f"translate({number(x)} {number(y)})")


def description(tree: Tree) -> str:
    """The picture in words, for those who hear it."""
    arithmetic = sum(one.solid for one in tree.edges)
    key = sum(kpi.key for kpi in tree.kpis.values())
    words = (
        f"{len(tree.kpis)} KPIs, {key} of them key, with {arithmetic} arithmetic and {len(tree.edges) - arithmetic} "
    )
    words += "influence edges; what a number is made of stands to its right."
    return words + (f" {tree.left_out} KPIs are left out." if tree.left_out else "")


def heading(edition: Edition, tree: Tree) -> Iterator[Html]:
    yield element("text", f"KPI tree of {edition.organization}"[:80], x=str(MARGIN), y="40", class_="title")
    said = f"As of {edition.as_of.isoformat()}. A number is made of what stands to its right: "
    said += "solid by its formula, dashed by influence. Key KPIs are framed."
    said += f" {tree.left_out} more are left out." if tree.left_out else ""
    yield element("text", said, x=str(MARGIN), y="62", class_="soft")


def node(kpi: Kpi, box: Box, place: Point) -> Html:
    """A box with its title; the owner's words are read when the pointer rests on it."""
    top = place.y - box.height / 2
    frame = element(
        "rect",
        x=number(place.x),
        y=number(top),
        width=number(box.width),
        height=number(box.height),
        rx="4",
        class_="box",
    )
    baseline = top + PADDING_Y + SIZE - 1
    lines = (
        element("text", line, x=number(place.x + PADDING_X), y=number(baseline + index * LINE))
        for index, line in enumerate(box.lines)
    )
    told = element(
        "title", f"{kpi.title}{' (key)' if kpi.key else ''}{f': {kpi.definition}' if kpi.definition else ''}"
    )
    return element("g", told, frame, *lines, class_="key" if kpi.key else None)


def edge(layout: Layout, tree: Tree, one: Edge) -> Html:
    """An edge from a driver to the left into what it drives: level across columns, curved between them."""
    driver, driven = layout.places[one.driver], layout.places[one.driven]
    end = Point(driven.x + layout.boxes[one.driven].width, driven.y)
    if tree.levels[one.driver] <= tree.levels[one.driven]:
        # An edge that closes a cycle goes round above the boxes.
        lift = min(driver.y, driven.y) - 60
        path = f"M{at(driver)}C{at(Point(driver.x - 40, lift))} {at(Point(end.x + 40, lift))} {at(end)}"
    else:
        path = f"M{at(driver)}"
        here = driver
        for level, y in reversed(layout.bends[one]):
            left, right = layout.columns[level]
            path += curve(here, Point(right, y)) + f"H{number(left)}"
            here = Point(left, y)
        path += curve(here, Point(layout.columns[tree.levels[one.driven]][1], end.y)) + f"H{number(end.x)}"
    return element("path", d=path, class_="edge" if one.solid else "edge influence", marker_end="url(#head)")


def curve(right: Point, left: Point) -> str:
    """A curve between two columns that leaves and arrives level."""
    half = (right.x - left.x) / 2
    return f"C{at(Point(right.x - half, right.y))} {at(Point(left.x + half, left.y))} {at(left)}"


def at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def loose_grid(tree: Tree, width: float) -> list[tuple[str, Box, Point]]:
    """Places for the KPIs outside the tree: in rows, from left to right."""
    placed: list[tuple[str, Box, Point]] = []
    x, y, tallest = 0.0, 0.0, 0.0
    for id_ in tree.loose:
        box = box_of(tree.kpis[id_].title, bold=tree.kpis[id_].key)
        if x and x + box.width > width:
            x, y, tallest = 0.0, y + tallest + GAP, 0.0
        placed.append((id_, box, Point(x, y + box.height / 2)))
        x, tallest = x + box.width + GAP, max(tallest, box.height)
    return placed


def loose_nodes(tree: Tree, grid: list[tuple[str, Box, Point]]) -> Iterator[Html]:
    if grid:
        yield element("text", "Outside the tree", x="0", y="-12", class_="soft")
    for id_, box, place in grid:
        yield node(tree.kpis[id_], box, place)
