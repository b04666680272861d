"""The declaration somebody means by a word on the command line, or the sentence that says why none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from revgov.governance.governance import Governance
from revgov.kinds import BY_NAME, Node, Person, Role


class UnknownName(ValueError):
    """A word that names no declaration, or several; the message says in one line what was probably meant."""


def named(governance: Governance, word: str, kinds: Collection[str] = ()) -> Node:
    """The declaration `kind:id`, or the only one with that plain id; in force or not.

    `kinds` are the kinds that the question is about, all where it is empty. Raises UnknownName.
    """
    candidates = [node for node in governance if not kinds or node.kind in kinds]
    found = [node for node in candidates if word in (node.ref, node.id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownName(f"'{word}' is declared as {listed(node.ref for node in found)}; write which one you mean")
    other = governance.get(word) or next((node for node in governance if node.id == word), None)
    if other is not None:
        said = f"'{other.ref}' is {article(other.kind)}; this question is about {listed(kinds, 'or')}"
        raise UnknownName(said + seat(governance, other.id, kinds))
    raise UnknownName(f"'{word}' is not declared{suggestion(word, candidates)}")


def seat(governance: Governance, id_: str, kinds: Collection[str]) -> str:
    """Who holds the role with an id, where a person is asked for; where a role is, which ones the person holds."""
    role, person = governance.find(Role, id_), governance.find(Person, id_)
    if role and "person" in kinds:
        people = [f"person:{one}" for one in governance.holders(id_)]
        return (
            f"; did you mean {listed(people, 'or')}, who holds {role.ref}?" if people else f", and {role.ref} is vacant"
        )
    if person and "role" in kinds:
        roles = [one.ref for one in governance.roles_of(person)]
        return f"; did you mean {listed(roles, 'or')}, held by {person.ref}?" if roles else ""
    return ""


def suggestion(word: str, candidates: Collection[Node]) -> str:
    """What was probably meant: a former or another name of a declaration, or the nearest id or title."""
    kind, colon, id_ = word.partition(":")
    if colon and kind not in BY_NAME:
        close = get_close_matches(kind, BY_NAME, n=1)
        return f": there is no kind '{kind}'" + (f"; did you mean '{close[0]}:{id_}'?" if close else "")
    wanted = (id_ if colon else word).casefold()
    names: dict[str, str] = {}
    for node in candidates:
        if not colon or node.kind == kind:
            for name in (node.id, node.title.casefold(), *node.aliases, *node.was):
                names.setdefault(name, node.ref)
    exact = names.get(wanted)
    close = [names[name] for name in get_close_matches(wanted, names, n=3)]
    meant = list(dict.fromkeys([exact] if exact else close))
    return f"; did you mean {listed(meant, 'or')}?" if meant else ""


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *before, final = words
    return f"{', '.join(before)} {last} {final}" if before else final


def article(kind: str) -> str:
    # `ai_use` and `sla` are spoken letter by letter, hence `an sla` but `a quota`.
    an = kind[0] in "aeio" or kind == "sla"
    return f"{'an' if an else 'a'} {kind}"
