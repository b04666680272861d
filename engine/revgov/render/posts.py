"""Who answers for what: the answers of `revgov owns` and `revgov leaver`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from revgov.governance.governance import Governance
from revgov.governance.questions.leaver import Kept, Leaving
from revgov.governance.questions.owned import Owned
from revgov.governance.questions.posts import Post
from revgov.kinds import BY_NAME
from revgov.render.terminal import columns, plain

# What somebody named in the field does to the declaration.
VERBS = {
    "owner": "owns", "head": "heads", "chair": "chairs", "decides": "decides", "accountable": "is accountable for",
    "party": "promises", "takes": "takes over", "held_by": "looks after", "of": "carries", "seats": "has a seat in",
}  # fmt: skip
LOSSES = {
    "owner": "its owner", "head": "its head", "chair": "its chair", "decides": "its decider",
    "accountable": "its accountable role", "party": "its party", "takes": "who takes it over",
}  # fmt: skip


def owned_json(governance: Governance, owned: Owned) -> dict[str, Any]:
    """What somebody answers for; `through` are the role, the council or the person's roles that are named."""
    return {
        "ref": owned.ref,
        "title": governance.title(owned.ref),
        "roles": [{"ref": ref, "title": governance.title(ref), "deputy": deputy} for ref, deputy in owned.roles],
        "posts": [
            *(post_json(governance, post, "through") for post in owned.posts),
            *(post_json(governance, Post(ref, field, (owned.ref,)), "through") for ref, field in owned.held),
        ],
    }


def post_json(governance: Governance, post: Post, named: str) -> dict[str, Any]:
    kind = post.ref.partition(":")[0]
    title = governance.title(post.ref)
    return {"ref": post.ref, "kind": kind, "title": title, "field": post.field, named: list(post.named)}


def owned_text(owned: dict[str, Any]) -> str:
    return "\n".join(owned_lines(owned)) + "\n"


def owned_lines(owned: dict[str, Any]) -> Iterator[str]:
    yield f"{plain(owned['ref'])}  {plain(owned['title'])}"
    yield from columns(
        ("holds", plain(role["ref"]), plain(role["title"]) + (" (as deputy)" if role["deputy"] else ""))
        for role in owned["roles"]
    )
    if not owned["posts"]:
        yield "  answers for nothing"
    several = len(owned["roles"]) > 1
    for section, posts in by_section(owned["posts"]):
        yield f"\n{section}"
        yield from columns(owned_row(post, several) for post in posts)


def owned_row(post: dict[str, Any], several: bool) -> tuple[str, str, str]:
    through = f" (as {', '.join(map(plain, post['through']))})" if several else ""
    return VERBS[post["field"]], plain(post["ref"]), plain(post["title"]) + through


def by_section(posts: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {kind.section: [] for kind in BY_NAME.values()}
    for post in posts:
        found[BY_NAME[post["kind"]].section].append(post)
    yield from ((section, rows) for section, rows in found.items() if rows)


def leaving_json(governance: Governance, leaving: Leaving) -> dict[str, Any]:
    """What would be nobody's if the person left; see `revgov.governance.questions.leaver`."""
    person = governance.nodes[leaving.person]
    return {
        "ref": leaving.person,
        "title": person.title,
        "in_force": governance.in_force(person),
        "roles": {
            "vacant": [{"ref": ref, "title": governance.title(ref)} for ref in leaving.vacant],
            "deputy_only": [kept_json(governance, kept) for kept in leaving.deputy_only],
            "still_held": [kept_json(governance, kept) for kept in leaving.still_held],
        },
        "loses": [post_json(governance, post, "named") for post in leaving.loses],
        "rests_on_deputies": [post_json(governance, post, "named") for post in leaving.rests],
        "territories": [kept_json(governance, kept) for kept in leaving.territories],
        "quotas": [{"ref": ref, "title": governance.title(ref), "field": field} for ref, field in leaving.quotas],
    }


def kept_json(governance: Governance, kept: Kept) -> dict[str, Any]:
    return {"ref": kept.ref, "title": governance.title(kept.ref), "by": list(kept.by)}


def leaving_text(leaving: dict[str, Any]) -> str:
    return "\n".join(leaving_lines(leaving)) + "\n"


def leaving_lines(leaving: dict[str, Any]) -> Iterator[str]:
    who = f"{plain(leaving['ref'])} ({plain(leaving['title'])})"
    roles = leaving["roles"]
    if not leaving["in_force"]:
        yield f"{who} is not here on that day, so nothing hangs on them."
        return
    if not any((*roles.values(), leaving["territories"], leaving["quotas"])):
        yield f"Nothing would change if {who} left: no role, territory or quota is theirs."
        return
    yield f"If {who} left:"
    yield from listing("Roles that nobody would hold", (titled(role) for role in roles["vacant"]))
    yield from grouped("What would lose {}", leaving["loses"])
    yield from listing(
        "Roles that only deputies would hold", (kept_row(role, "deputy:") for role in roles["deputy_only"])
    )
    yield from grouped("What would rest on the deputy of {}", leaving["rests_on_deputies"])
    yield from listing("Roles still held by others", (kept_row(role) for role in roles["still_held"]))
    yield from listing("Territories", (kept_row(territory) for territory in leaving["territories"]))
    quotas = ((plain(quota["ref"]), VERBS[quota["field"]], plain(quota["title"])) for quota in leaving["quotas"])
    yield from listing("Quotas", quotas)


def grouped(title: str, posts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A listing for each role, with what it is to each declaration; the title names the role in place of `{}`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for post in (post for _, those in by_section(posts) for post in those):
        found.setdefault(" and ".join(map(plain, post["named"])), []).append(post)
    for named, those in found.items():
        yield from listing(title.format(named), map(loss_row, those))


def loss_row(post: dict[str, Any]) -> tuple[str, str, str]:
    return LOSSES[post["field"]], plain(post["ref"]), plain(post["title"])


def listing(title: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = list(columns(rows))
    if lines:
        yield from (f"\n{title}", *lines)


def titled(one: dict[str, Any]) -> tuple[str, str]:
    return plain(one["ref"]), plain(one["title"])


def kept_row(kept: dict[str, Any], as_: str = "still held by") -> tuple[str, str, str]:
    by = f"{as_} {', '.join(map(plain, kept['by']))}" if kept["by"] else "nobody else looks after it"
    return plain(kept["ref"]), plain(kept["title"]), by
