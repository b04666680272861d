"""Elements of a page, as functions. Whatever is not markup already is escaped; only web addresses become links."""

from __future__ import annotations

import re
from html import escape

from revgov.characters import plain

VOID = {"meta", "link", "br", "wbr"}
ADDRESS = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@)[^\s\"'<>\\^`{|}]*")


class Html(str):
    """Markup that stands in a page as it is. Only this module and the style sheet make it of strings."""

    __slots__ = ()


Content = str | Html | None


def text(content: Content) -> Html:
    """Text, escaped; markup, untouched; nothing for None."""
    if isinstance(content, Html):
        return content
    return Html(escape(plain(content or ""), quote=True))


def element(name: str, /, *contents: Content, **attributes: str | bool | None) -> Html:
    """One element. An attribute that is None or False is left out; a trailing `_` and the others become hyphens."""
    written = "".join(f" {attribute(key, value)}" for key, value in attributes.items() if value not in (None, False))
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{''.join(map(text, contents))}</{name}>")


def attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return name if value is True else f'{name}="{text(str(value))}"'


def joined(*contents: Content, between: Content = "") -> Html:
    """Contents one after the other."""
    return Html(text(between).join(map(text, contents)))


def link(label: Content, to: str) -> Html:
    """A link to an anchor of the page or to a web or mail address; anything else stays text."""
    if to.startswith("#"):
        return element("a", label, href=to)
    if ADDRESS.fullmatch(to):
        return element("a", label, href=to, rel="noopener noreferrer")
    return text(label)
