"""Who decides what, and what each role answers for: what breaks when it is vacant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revgov.emit.declared import people, titles
from revgov.emit.document import Cell, Code, Lines, Section, State, Table
from revgov.emit.edition import Edition
from revgov.emit.names import heading
from revgov.governance.governance import Governance
from revgov.governance.questions.posts import holders_of, posts
from revgov.kinds import BY_NAME, Decision, Role
from revgov.kinds.values import Cover


def decision_rights(edition: Edition) -> Section:
    governance = edition.governance
    columns = ("Decision", "Decides", "Recommends", "Must agree", "Heard", "Told", "Covers", "Within", "Escalates to")
    rows = tuple(decision_row(governance, decision) for decision in governance.every(Decision))
    return Section(
        "decision-rights", "Decision rights", (Table(columns, rows, empty="No decision right is declared."),)
    )


def decision_row(governance: Governance, decision: Decision) -> tuple[Cell, ...]:
    def parties(names: Iterable[str]) -> Cell:
        return titles(governance, names) or "–"

    escalates = titles(governance, [decision.escalates_to]) if decision.escalates_to else "–"
    after = f" after {decision.escalates_after}" if decision.escalates_after else ""
    return (
        decision.title, parties(decision.decides) if decision.decides else State("nobody", "bad"),
        parties(decision.recommends),
        parties(decision.agrees), parties(decision.consults), parties(decision.informs), covered(decision.covers),
        str(decision.within) if decision.within else "–", escalates + after,
    )  # fmt: skip


def covered(covers: tuple[Cover, ...]) -> Cell:
    return Lines(tuple(Code(str(cover)) for cover in covers)) if covers else "–"


def roles(edition: Edition) -> Section:
    """Every role with its holders and all that would lose its owner if nobody held it."""
    owned = owned_by(edition.governance)
    rows = tuple(role_row(edition.governance, role, owned.get(role.ref, {})) for role in edition.governance.every(Role))
    intro = (
        "What stands beside a role breaks when the role is vacant: nobody would own, chair, decide or answer for it."
    )
    table = Table(("Role", "Held by", "Stands in", "Answers for"), rows, empty="No role is declared.")
    return Section("roles", "Roles and what they answer for", (intro, table))


def owned_by(governance: Governance) -> Mapping[str, Mapping[str, list[str]]]:
    """What each role or council answers for: titles by the name of the section, in the order of the table of kinds."""
    found: dict[str, dict[str, list[str]]] = {}
    for post in posts(governance):
        section = BY_NAME[post.ref.partition(":")[0]].section
        for owner in post.named:
            those = found.setdefault(owner, {}).setdefault(section, [])
            if governance.title(post.ref) not in those:
                those.append(governance.title(post.ref))
    return found


def role_row(governance: Governance, role: Role, owned: Mapping[str, list[str]]) -> tuple[Cell, ...]:
    held = holders_of(governance, role)
    holding = people(governance, (one.person for one in held if not one.deputy))
    standing_in = people(governance, (one.person for one in held if one.deputy))
    answers = Lines(
        tuple(f"{heading(section)}: {', '.join(sorted(those))}" for section, those in sorted(owned.items()))
    )
    return (
        Lines((role.title, Code(role.id))),
        Lines(holding) if holding else State("vacant", "bad"),
        Lines(standing_in) if standing_in else "–",
        answers if owned else "–",
    )
