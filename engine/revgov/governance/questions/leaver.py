"""What would be nobody's if a person left?"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from revgov.governance.governance import Governance
from revgov.governance.questions.posts import Post, holders_of, posts, quotas_carried, roles_held, territories_held
from revgov.kinds import Person, Role


class Kept(NamedTuple):
    """A role or a territory of a leaver, and the people who keep it."""

    ref: str
    by: tuple[str, ...]


class Leaving(NamedTuple):
    """What changes when a person goes.

    `vacant` are the roles they are the last holder of; in `deputy_only` deputies remain; `still_held` others hold.
    `loses` are the posts that nobody would fill any more, each `named` cut down to the roles that fall vacant; `rests`
    those that only deputies would fill, `named` cut down to the roles they are deputies in.
    """

    person: str
    vacant: tuple[str, ...]
    deputy_only: tuple[Kept, ...]
    still_held: tuple[Kept, ...]
    loses: tuple[Post, ...]
    rests: tuple[Post, ...]
    territories: tuple[Kept, ...]
    quotas: tuple[tuple[str, str], ...]


def leaver(governance: Governance, person: Person) -> Leaving:
    """Exactly what would lose its owner, chair, decider, accountable role or last holder if a person left today.

    - A *holder* of a role is an entry in its `held_by` whose `since`/`until` include the as-of date, of a person whose
      own `since`/`until` do too (or who is not declared). Being on leave changes nothing. The role must be in force.
    - A role the person holds falls *vacant* when nobody else holds it, deputies included; it is *deputy only* when
      others hold it as deputies alone; otherwise it is *still held*.
    - A post is a field that says who answers for a declaration in force (see `posts`). It is *lost* when one of the
      roles it names falls vacant and none of the others it names is filled: a role by a holder or deputy, a council by
      being there.
    - Somebody who has left already holds nothing, so nothing is lost.
    """
    vacant: list[str] = []
    deputy_only: list[Kept] = []
    still_held: list[Kept] = []
    for role in dict.fromkeys(role for role, _ in roles_held(governance, person.id)):
        others = [holder for holder in holders_of(governance, role) if holder.person != person.id]
        regular = tuple(f"person:{holder.person}" for holder in others if not holder.deputy)
        if regular:
            still_held.append(Kept(role.ref, regular))
        elif others:
            deputy_only.append(Kept(role.ref, tuple(f"person:{holder.person}" for holder in others)))
        else:
            vacant.append(role.ref)
    return Leaving(
        person=person.ref,
        vacant=tuple(vacant),
        deputy_only=tuple(deputy_only),
        still_held=tuple(still_held),
        loses=tuple(lost(governance, frozenset(vacant))),
        rests=tuple(resting(governance, frozenset(vacant), frozenset(kept.ref for kept in deputy_only))),
        territories=tuple(
            Kept(territory.ref, tuple(f"person:{other}" for other in others))
            for territory, others in territories_held(governance, person.id)
        ),
        quotas=tuple((quota.ref, field) for quota, field in quotas_carried(governance, person.id)),
    )


def lost(governance: Governance, vacant: frozenset[str]) -> list[Post]:
    """The posts that nobody fills once some roles are vacant."""
    filled = still_filled(governance, vacant)
    found = []
    for post in posts(governance):
        gone = tuple(ref for ref in post.named if ref in vacant)
        if gone and not any(map(filled, post.named)):
            found.append(post._replace(named=gone))
    return found


def resting(governance: Governance, vacant: frozenset[str], deputised: frozenset[str]) -> list[Post]:
    """The posts that are not lost, but would be without the deputies."""
    cut = (
        post._replace(named=tuple(ref for ref in post.named if ref in deputised))
        for post in lost(governance, vacant | deputised)
    )
    return [post for post in cut if post.named]


def still_filled(governance: Governance, vacant: frozenset[str]) -> Callable[[str], bool]:
    held = {role.ref for role in governance.all(Role) if holders_of(governance, role)} - vacant
    return lambda ref: not ref.startswith("role:") or ref in held
