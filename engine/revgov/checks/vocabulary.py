"""Does everybody mean the same by a word, and is every short form spelt out somewhere?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from revgov.checks.absence import all_read, lacks, unread
from revgov.checks.registry import ERROR, Findings, Found, check
from revgov.checks.wording import cut, kind_name
from revgov.governance.governance import Governance
from revgov.kinds import BY_NAME, Node, Spot, Term
from revgov.kinds.prose import meaning_of, spelt_in

# Kinds in the order in which people meet them: where two texts contradict each other, it is told of the later one, and
# an unknown short form is told where it is used first. Other kinds follow.
READ_FIRST = ("charter", "term", "stage", "kpi", "dataset", "field")
SHORT_FORM = re.compile(r"(?<![\w.&/@-])([A-Z]{2,6})(?=s?\d*(?![\w&@]))")
# What needs no glossary: common abbreviations, currencies, words that somebody stresses, numerals, and placeholders, of
# which another check tells.
UNDERSTOOD = frozenset({
    "AI", "AM", "API", "APP", "CEO", "CFO", "COO", "CTO", "CSV", "EU", "FAQ", "HR", "HTML", "ID", "INC", "IT", "JSON",
    "KPI", "LLC", "LTD", "OK", "PDF", "PM", "PR", "QA", "SMS", "TV", "UK", "UN", "URL", "US", "USA", "UTC", "VAT",
    "VP", "WWW", "XML", "YAML",
    "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP", "INR", "JPY", "NOK", "NZD", "PLN", "SEK", "SGD", "USD",
    "ALL", "AND", "ANY", "BUT", "DO", "IF", "IN", "IS", "MAY", "MUST", "NEVER", "NEW", "NO", "NOT", "OF", "ON", "ONLY",
    "OR", "THE", "TO", "II", "III", "IV", "VI",
    "TBA", "TBC", "TBD", "TODO", "FIXME", "XX", "XXX", "XXXX",
})  # fmt: skip
CAPITALS = re.compile(r"[A-Z]{2,6}")
BLANKS = re.compile(r"[\W_]+")


@check("x-term-conflict", severity=ERROR, startup=ERROR)
def word_with_two_meanings(governance: Governance, *, understood: tuple[str, ...] = ()) -> Findings:
    """A term, a stage or a KPI is defined in the same words wherever its name is defined; a term of the glossary says
    what it means; and short forms such as MQL are spelt out.

    Two teams that mean two things by one word find out about it when their numbers meet.

    Remedy: keep one text, and leave the other out (a term may just `see` the KPI or stage of its name); declare a short
    form under `terms` with `expands`. What everybody knows can be listed under `understood` in the settings.
    """
    not_read = unread(governance)
    for term in governance.every(Term):
        silent = not (term.means or term.expands or term.see or term.description)
        if silent and not any(ref == term.ref for ref, _ in not_read):
            yield lacks(term, "means"), f"the term '{cut(term.title)}' is not defined; write `means` or `expands`"
    yield from conflicts(governance)
    if all_read(governance):
        yield from unexplained(governance, UNDERSTOOD | set(understood))


def conflicts(governance: Governance) -> Iterator[Found]:
    """Declarations of one name whose definitions differ: each against the first that can be compared with it."""
    defined: dict[str, list[Node]] = {}
    for node in defining(governance):
        for name in names_of(node):
            defined.setdefault(name, []).append(node)
    told: set[str] = set()
    for nodes in defined.values():
        for index, node in enumerate(nodes if len(nodes) > 1 else ()):
            other = next((one for one in nodes[:index] if contradicts(one, node)), None)
            if other is not None and node.ref not in told:
                told.add(node.ref)
                said = f"the {kind_name(node.kind)} '{cut(node.title)}' is defined in other words than"
                message = f"{said} the {kind_name(other.kind)} '{cut(other.title)}'; keep one text"
                yield at_meaning(node), message, (at_meaning(other), "the other text")


def defining(governance: Governance) -> Iterator[Node]:
    """The declarations that say what they mean."""
    for kind in kinds_in_order():
        if field := meaning_of(BY_NAME[kind].model):
            yield from (node for node in governance.in_force_by_kind[kind] if getattr(node, field))


def kinds_in_order() -> list[str]:
    return list(dict.fromkeys((*READ_FIRST, *BY_NAME)))


def names_of(node: Node) -> list[str]:
    """What a declaration is called, without capitals and separators. A field's id is a column's name, not a word."""
    names = [] if node.kind == "field" else [node.id]
    if node.name:
        names.append(slug(node.name))
    expanded = node.expands if isinstance(node, Term) else None
    return names + [slug(name) for name in (expanded, *node.aliases) if name]


def slug(name: str) -> str:
    plain = name.casefold().replace(" ", "_")
    return plain if plain.isidentifier() else BLANKS.sub("_", plain).strip("_")


def contradicts(one: Node, other: Node) -> bool:
    """Whether two declarations of a name that speak of the same sort of thing say different things.

    A term may be meant for anything; a number and a state of the same name, such as expansion, are two things.
    """
    kinds = {one.kind, other.kind}
    same_sort = "term" in kinds or kinds in ({"kpi"}, {"stage"}, {"kpi", "field"})
    return one is not other and same_sort and meaning(one) != meaning(other)


def meaning(node: Node) -> str:
    return BLANKS.sub(" ", says(node)).strip().casefold()


def unexplained(governance: Governance, understood: frozenset[str]) -> Iterator[Found]:
    """The short forms that nothing spells out, each where it is first used."""
    # Few texts hold one that is not known, and there are thousands of texts: they are looked through in one go.
    capitals = set(CAPITALS.findall("\n".join(text for _, _, text in texts(governance)))) - understood
    unknown = {short for short in capitals if not bears(governance, short)}
    if unknown:
        names = other_names(governance)
        unknown = {short for short in unknown if short.casefold() not in names}
        for short, (node, field, start) in first_uses(governance, unknown).items():
            said = f"'{short}' is spelt out nowhere; declare it under `terms`, with `expands`"
            yield node.at(field, word=(start, short)), said


def other_names(governance: Governance) -> set[str]:
    """The aliases of everything, and the names of what says what it means."""
    defined = (node.name for node in defining(governance))
    aliases = (name for node in governance for name in node.aliases)
    return {name.casefold() for name in (*defined, *aliases) if name}


def texts(governance: Governance) -> list[tuple[Node, str, str]]:
    """The texts in which short forms are looked for, with their declarations and fields."""
    return [
        (node, field, text)
        for kind in kinds_in_order()
        if (fields := spelt_in(BY_NAME[kind].model))
        for node in governance.in_force_by_kind[kind]
        for field in fields
        if (text := getattr(node, field))
    ]


def first_uses(governance: Governance, shorts: set[str]) -> dict[str, tuple[Node, str, int]]:
    """Where each of some short forms is first used as such: not in a shouted text, nor explained in brackets
    somewhere, as in `net revenue retention (NRR)`."""
    used: dict[str, tuple[Node, str, int]] = {}
    explained: set[str] = set()
    for node, field, text in texts(governance):
        # Where all words are in capitals the text is shouted, and none of them need be a short form.
        for found in SHORT_FORM.finditer(text) if not text.isupper() or " " not in text else ():
            short = found[1]
            if short in shorts:
                used.setdefault(short, (node, field, found.start()))
                if "(" in text and short not in explained and in_brackets(short).search(text):
                    explained.add(short)
    return {short: place for short, place in used.items() if short not in explained}


def in_brackets(short: str) -> re.Pattern[str]:
    """Words that begin with the letters of a short form, before or after it, one of the two in brackets."""
    words = r"[\s-]+".join(rf"{letter}\w*" for letter in short)
    return re.compile(rf"\b{words}\s*\({short}\)|\b{short}\s*\({words}\)", re.IGNORECASE)


def says(node: Node) -> str:
    """The text in which a declaration says what it means; nothing where it has none."""
    field = meaning_of(type(node))
    return (getattr(node, field) or "") if field else ""


def at_meaning(node: Node) -> Spot:
    return node.at(meaning_of(type(node)) or "")


def bears(governance: Governance, short: str) -> bool:
    """Whether something bears a short form as its id, and has a longer name or a definition."""
    for kind in governance.by_kind:
        node = governance.get(f"{kind}:{short.casefold()}")
        # Of a term without a text it is told already that it says nothing.
        if node is not None and (node.title.casefold() != short.casefold() or says(node) or isinstance(node, Term)):
            return True
    return False
