"""Is it clear who answers for each activity, who does it, and who is only asked or told?"""

from __future__ import annotations

from collections import Counter

from revgov.checks.absence import lacks, unread
from revgov.checks.owners import JOINT, owned_by_role, rows_of
from revgov.checks.registry import ERROR, INFO, OFF, WARNING, Findings, Found, check
from revgov.checks.wording import cut, listed, plural
from revgov.governance.governance import Governance
from revgov.governance.ownership import accountable, regular_holders
from revgov.kinds import Activity, Role
from revgov.kinds.activity import LETTERS
from revgov.kinds.node import Spot


def where(activity: Activity, role: str, letter: str) -> Spot:
    """Where a role got a letter; of several places the last one."""
    found = [one for one in activity.assignments() if one.role == role and one.letter == letter]
    return found[-1].spot if found else activity.at()


def unread_rows(governance: Governance, field: str) -> frozenset[str | None]:
    """The activities in whose row something could not be read: who bears a letter there, nobody knows."""
    return frozenset(ref for ref, part in unread(governance) if part in (field, "raci"))


@check("raci-no-accountable", severity=ERROR, startup=ERROR)
def activity_without_accountable(governance: Governance) -> Findings:
    """An activity names exactly one accountable role.

    When nobody is accountable an escalation has nowhere to end.

    Remedy: name one role under `accountable`; keep the others under `responsible`.
    """
    not_read = unread_rows(governance, "accountable")
    for activity in governance.every(Activity):
        if not accountable(activity) and activity.ref not in not_read:
            yield activity.at(), f"nobody is accountable for '{cut(activity.title)}'"


@check("raci-multiple-accountable", severity=ERROR, startup=ERROR)
def activity_with_several_accountable(governance: Governance) -> Findings:
    """No activity has two accountable roles, nor one that is a group of people.

    If two people answer for it, each believes that the other one does.

    Remedy: keep the A of the role that decides when opinions differ, and make the others responsible or consulted.
    """
    groups = {role.id: role for role in governance.every(Role) if len(regular_holders(governance, role.id)) > 1}
    for activity in governance.every(Activity):
        roles = accountable(activity)
        if len(roles) > 1:
            first, again = (where(activity, role, "A") for role in roles[:2])
            message = f"{listed(roles)} are all accountable for '{cut(activity.title)}'; keep one"
            yield again, message, (first, "the first one")
        elif roles and roles[0] in groups:
            yield group_accountable(governance, activity, groups[roles[0]])
        elif roles and f"role:{roles[0]}" not in governance.nodes and len([*filter(None, JOINT.split(roles[0]))]) > 1:
            message = f"'{cut(roles[0])}' names several accountable roles in one text; keep one"
            yield where(activity, roles[0], "A"), message


def group_accountable(governance: Governance, activity: Activity, role: Role) -> Found:
    """A role that several people hold makes all of them accountable; it is a milder fault, for they may have a lead."""
    people = len(regular_holders(governance, role.id))
    message = f"{people} people hold {cut(role.title)}, so {people} are accountable for '{cut(activity.title)}'"
    related = (role.at("held_by"), "they are listed here")
    return where(activity, role.id, "A"), f"{message}; name the role of one of them", related, WARNING


@check("raci-no-responsible", severity=ERROR, startup=WARNING)
def activity_without_responsible(governance: Governance) -> Findings:
    """An activity names at least one responsible role; whoever is accountable may be it as well.

    Where one role signs and no role works, the work is done by chance.

    Remedy: name who does it under `responsible`, or write A/R for a role that both does it and answers for it.
    """
    not_read = unread_rows(governance, "responsible")
    for activity in governance.every(Activity):
        cells = (activity.raci or {}).values()
        if not activity.responsible and not any("R" in cell for cell in cells) and activity.ref not in not_read:
            yield lacks(activity, "responsible"), f"nobody is responsible for doing '{cut(activity.title)}'"


@check("raci-letter-conflict", severity=ERROR, startup=ERROR)
def role_with_conflicting_letters(governance: Governance) -> Findings:
    """A role bears one letter in an activity; only A and R go together.

    Of somebody who is both asked and told nobody knows whether to wait for their answer.

    Remedy: keep the stronger of the letters: R before C, C before I.
    """
    for activity in governance.every(Activity):
        for role, cell in rows_of(governance)[activity.ref].items():
            both = "".join(letter for letter in LETTERS if letter in cell)
            if len(both) > 1 and both != "RA":
                message = f"{cut(role)} is {listed(LETTERS[letter] for letter in both)} for '{cut(activity.title)}'"
                yield where(activity, role, both[-1]), f"{message}; keep one letter (only A and R go together)"


@check("raci-accountable-overloaded", severity=WARNING, startup=OFF)
def role_accountable_for_too_much(
    governance: Governance, *, most_share: float = 0.3, most: int = 10, from_activities: int = 10
) -> Findings:
    """No role is accountable for more than 30 % of the activities (of ten and more), nor for more than ten.

    Everything then waits for one person, who can look closely at none of it.

    Remedy: hand the A of routine work down to those who do it, and keep it for what needs the seniority.
    """
    activities = governance.every(Activity)
    counts = Counter(role for activity in activities for role in accountable(activity))
    for id_, count in counts.items():
        role = governance.find(Role, id_)
        share = count / len(activities)
        too_many = count > most or (len(activities) >= from_activities and share > most_share)
        if role and too_many:
            message = f"{cut(role.title)} is accountable for {count} of {len(activities)} activities ({share:.0%})"
            yield role.at(), f"{message}; the limit is {most_share:.0%}, or {most}"


@check("raci-consulted-excess", severity=WARNING, startup=OFF)
def activity_with_too_many_consulted(governance: Governance, *, most: int = 4, most_share: float = 0.5) -> Findings:
    """An activity consults at most four roles, and at most half of those in the matrix.

    Every opinion that must be heard costs days; most of these people only want to know.

    Remedy: move who need not be waited for from consulted to informed.
    """
    rows = [(activity, rows_of(governance)[activity.ref]) for activity in governance.every(Activity)]
    in_matrix = len({role for _, row in rows for role in row})
    for activity, row in rows:
        consulted = [role for role, cell in row.items() if "C" in cell]
        if len(consulted) > most or len(consulted) > most_share * in_matrix:
            message = f"'{cut(activity.title)}' consults {len(consulted)} of {plural(in_matrix, 'role')}"
            limit = f"at most {most}, and at most {most_share:.0%} of the roles, should be asked"
            yield where(activity, consulted[-1], "C"), f"{message}; {limit}"


@check("raci-role-unused", severity=WARNING, startup=INFO)
def role_without_letter(governance: Governance, *, owners_only: bool = False) -> Findings:
    """Every role bears a letter in some activity, above all one that owns something.

    An owner whose work appears nowhere is invisible to everybody who plans by the matrix.

    Remedy: give the role a letter where it does, answers, advises or is told; delete a role that does none of this.
    """
    activities = governance.every(Activity)
    if not activities:
        return
    used = {role for row in rows_of(governance).values() for role in row}
    owned = owned_by_role(governance)
    for role in governance.every(Role):
        if role.id in used:
            continue
        if things := owned.get(role.id):
            message = f"{cut(role.title)} owns '{cut(things[0].title)}' and bears no letter in any activity"
            yield role.at(), message, (things[0].at(), "it owns this")
        elif not owners_only:
            yield role.at(), f"{cut(role.title)} bears no letter in any activity"
