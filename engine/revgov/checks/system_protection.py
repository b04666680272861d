"""Is each system as well protected as the most sensitive data in it?"""

from __future__ import annotations

from revgov.checks.absence import lacks, unread
from revgov.checks.registry import ERROR, WARNING, Findings, check
from revgov.checks.sensitivity import UNKNOWN, classes_of, held_by_systems
from revgov.checks.systems_in_use import systems_in_use
from revgov.checks.wording import cut, listed
from revgov.governance.governance import Governance
from revgov.kinds import System

CONFIDENTIAL = "confidential"


@check("tech-classification-below-data", severity=ERROR, startup=WARNING)
def system_below_its_data(governance: Governance) -> Findings:
    """A system has a classification, at least that of the most sensitive data that it holds or receives.

    Data are as safe as the least protected tool they reach.

    Remedy: raise the `classification` of the system, with what that asks for, or keep these data out of it.
    """
    classes, unread_fields = classes_of(governance, CONFIDENTIAL), unread(governance)
    held = held_by_systems(governance, classes)
    for system in governance.every(System):
        most = held.get(system.id)
        if most is None or (system.ref, "classification") in unread_fields:
            continue
        own = classes.place(system.classification)
        if system.classification is None:
            said = f"{cut(system.title)} has no classification, but what is in it is {most.word}"
            yield lacks(system, "classification"), said, most.related
        elif UNKNOWN < own < most.place:
            said = f"{cut(system.title)} is {cut(system.classification)}, but what is in it is {most.word}"
            yield system.at("classification"), said, most.related


@check("tech-offboarding-missing", severity=ERROR, startup=WARNING)
def system_without_offboarding(governance: Governance, *, confidential: str = CONFIDENTIAL) -> Findings:
    """A system that is, or holds what is, of the class `confidential` or above names who gives access, who takes it
    away, and how often access is reviewed.

    Where nobody takes access away former colleagues keep it, and nobody finds out before they use it.

    Remedy: write `provisions: {role: …, how: …}`, `deprovisions: {role: …, how: …}` and
    `access_review: {every: 1 quarter}`.
    """
    classes, unread_fields = classes_of(governance, confidential), unread(governance)
    held = held_by_systems(governance, classes)
    for system in systems_in_use(governance):
        most = held.get(system.id)
        place = max(classes.place(system.classification), most.place if most else UNKNOWN)
        reviewed = system.access_review and system.access_review.every
        parts = {"provisions": system.provisions, "deprovisions": system.deprovisions, "access_review": reviewed}
        gaps = [part for part, said in parts.items() if not said and (system.ref, part) not in unread_fields]
        if place >= classes.confidential and gaps:
            names = listed((f"`{'access_review.every' if gap == 'access_review' else gap}`" for gap in gaps), "and no")
            word = next(word for word, at in classes.places.items() if at == place)
            yield lacks(system, ",".join(gaps)), f"{cut(system.title)} holds {cut(word)} data and names no {names}"
