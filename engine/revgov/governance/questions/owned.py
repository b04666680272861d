"""What does a role, a council or a person answer for?"""

from __future__ import annotations

from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.questions.posts import Post, posts, quotas_carried, roles_held, territories_held
from revgov.kinds import Person


class Owned(NamedTuple):
    """What somebody answers for.

    `roles` are the roles a person holds, each with whether as deputy; `posts` what is owned, chaired, decided or
    accounted for, each `named` cut down to those through whom it is. `held` are a person's territories and quotas,
    with the field.
    """

    ref: str
    roles: tuple[tuple[str, bool], ...]
    posts: tuple[Post, ...]
    held: tuple[tuple[str, str], ...]


def owned(governance: Governance, ref: str) -> Owned:
    """Everything that a role, a council or a person answers for; a person does so through the roles they hold today."""
    roles: dict[str, bool] = {}
    held: list[tuple[str, str]] = []
    person = governance.get(ref)
    if isinstance(person, Person):
        for role, holder in roles_held(governance, person.id):
            roles[role.ref] = roles.get(role.ref, True) and holder.deputy
        held += ((territory.ref, "held_by") for territory, _ in territories_held(governance, person.id))
        held += ((quota.ref, field) for quota, field in quotas_carried(governance, person.id))
    through = {ref, *roles}
    cut = (post._replace(named=tuple(one for one in post.named if one in through)) for post in posts(governance))
    return Owned(ref, tuple(roles.items()), tuple(post for post in cut if post.named), tuple(held))
