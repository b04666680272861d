"""What a name that leads nowhere probably meant: the nearest id, a former name, a listed word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from revgov.checks.wording import cut, kind_name
from revgov.governance.governance import Governance, Unresolved
from revgov.kinds import BY_NAME, LAYERS, PILLARS, Node
from revgov.kinds.mentions import Mention, Step, steps_of, walk
from revgov.kinds.node import Ref, Spot, Word, written_name
from revgov.kinds.values import Cover

# Comparing names costs about 10 µs each: a repository full of errors gets its suggestions within a second, or none.
COMPARISONS = 60_000


class Vocabulary(NamedTuple):
    """The words that may stand in a field, what one is called, and where they are listed."""

    words: tuple[str, ...]
    said: str
    where: tuple[tuple[Spot, str], ...]


class Meant(NamedTuple):
    """A declaration that was probably meant, and how to write it in the place in question."""

    ref: str
    text: str


class Names:
    """The ids of a governance, asked for the ones nearest to a name; each question is answered once."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.left = COMPARISONS
        self.answers: dict[tuple[str, int], str | None] = {}
        self.called: dict[tuple[str, str], tuple[str, str]] | None = None

    def nearest(self, name: str, words: Iterable[str], alike: float = 0.6) -> str | None:
        """The word that a name resembles most, and at least as much as `alike`, from 0 to 1."""
        known = list(words)
        question = name[:80], hash(tuple(known[:3])) ^ len(known)
        if question not in self.answers:
            self.left -= len(known)
            close = get_close_matches(question[0], known, n=1, cutoff=alike) if self.left >= 0 else []
            self.answers[question] = close[0] if close else None
        return self.answers[question]

    def explained(self, lost: Unresolved, shown: str) -> tuple[str, Meant | None]:
        """What to say of a name that leads nowhere, and what it probably meant."""
        mark = lost.mention.mark
        kind, colon, id_ = lost.mention.written.partition(":")
        kinds = mark.kinds if isinstance(mark, Ref) else ()
        if colon and kind not in BY_NAME:
            near = self.nearest(kind, BY_NAME)
            return f"there is no kind '{cut(kind)}'" + (f"; did you mean '{near}:{cut(id_)}'?" if near else ""), None
        if colon and kinds and kind not in kinds:
            return f"'{cut(shown)}' is a {kind_name(kind)}; {either(kinds)} is needed here", None
        prefix = self.prefix(lost)
        wanted = (kind,) if colon else kinds or tuple(BY_NAME)
        what = " or ".join(map(kind_name, wanted)) + " " if len(wanted) <= 3 and ":" not in shown else ""
        message = f"{what}'{cut(shown)}' is not declared"
        name = prefix + (id_ if colon else lost.mention.written)
        found = self.resembling(name, wanted, prefix)
        if found is None:
            return message + self.elsewhere(name, kinds), None
        ref, why = found
        text = ref if ":" in shown or (not colon and not kinds) else ref.partition(":")[2].removeprefix(prefix)
        hint = why.replace("*", text) if why else f"did you mean '{text}'?"
        return f"{message}; {hint}", Meant(ref, text)

    def prefix(self, lost: Unresolved) -> str:
        """The first half of a two-part id, where a sibling field or the declaration itself says it."""
        mark = lost.mention.mark
        if not isinstance(mark, Ref) or mark.of is None:
            return ""
        return f"{lost.node.id if mark.of == 'self' else lost.mention.sibling}."

    def resembling(self, name: str, kinds: tuple[str, ...], prefix: str) -> tuple[str, str] | None:
        """The reference of the declaration that is or was called so, with the reason in words, or the nearest id."""
        if self.called is None:
            self.called = dict(self.other_names())
        for kind in kinds:
            if (kind, name.casefold()) in self.called:
                return self.called[kind, name.casefold()]
        ids = {node.id: node.ref for kind in reversed(kinds) for node in self.governance.by_kind[kind]}
        near = self.nearest(name, (id_ for id_ in ids if id_.startswith(prefix)))
        return (ids[near], "") if near else None

    def other_names(self) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        for node in self.governance:
            for alias in node.aliases:
                yield (node.kind, alias.casefold()), (node.ref, "it is another name of '*'")
            if node.title != node.id:
                yield (node.kind, node.title.casefold()), (node.ref, "did you mean '*'?")
            for former in node.was:
                yield (node.kind, former.casefold()), (node.ref, "it was renamed to '*'")

    def elsewhere(self, name: str, kinds: tuple[str, ...]) -> str:
        """Says so where something of another kind bears the name."""
        other = next((kind for kind in BY_NAME if kinds and f"{kind}:{name}" in self.governance.nodes), None)
        return f"; there is a {kind_name(other)} of that id, but {either(kinds)} is needed here" if other else ""


def either(kinds: tuple[str, ...]) -> str:
    return "a " + " or ".join(map(kind_name, kinds))


def is_key(node: Node, mention: Mention) -> bool:
    """Whether a name is itself the key of a mapping, as in `raci: {vp_sales: A}`."""
    return len(mention.path) == 2 and isinstance(node.__dict__.get(str(mention.path[0])), dict)


def listed_words(governance: Governance) -> Iterator[tuple[Node, Mention, Vocabulary]]:
    """Every use of a word that is listed elsewhere, with the list."""
    lists: dict[tuple[str, str], Vocabulary] = {}
    for kind, nodes in governance.by_kind.items():
        for node, mention in marked(kind, nodes, Word):
            word: Any = mention.mark
            key = (kind, word.vocabulary)
            if key not in lists:
                lists[key] = vocabulary(governance, node, word)
            yield node, mention, lists[key]


def check_names(governance: Governance) -> Iterator[tuple[Node, Mention]]:
    """Every use of the name of a check."""
    files = {path for path, data in governance.source.files.items() if b"check:" in data}
    for kind, nodes in governance.by_kind.items() if files else ():
        for node, mention in marked(kind, (node for node in nodes if node.file in files), Ref):
            if mention.written.startswith("check:"):
                yield node, mention


def marked(kind: str, nodes: Iterable[Node], mark: type[Ref] | type[Word]) -> Iterator[tuple[Node, Mention]]:
    """Every name of a sort in some declarations of a kind; of references those that may name a check."""
    steps = only(steps_of(BY_NAME[kind].model), mark)
    fields = frozenset(step.attribute for step in steps)
    for node in nodes if fields else ():
        if not fields.isdisjoint(node.__dict__):
            for mention in walk(node, tuple(step for step in steps if step.attribute in node.__dict__), ()):
                if type(mention.mark) is mark:
                    yield node, mention


def only(steps: tuple[Step, ...], mark: type[Ref] | type[Word]) -> tuple[Step, ...]:
    """The fields that hold listed words, or of those that hold references the ones that may name a check."""
    kept = []
    for step in steps:
        inner = only(step.inner, mark)
        if inner or any(wanted(one, mark) for one in (step.mark, step.keys)):
            kept.append(step._replace(inner=inner))
    return tuple(kept)


def wanted(one: Ref | Word | None, mark: type[Ref] | type[Word]) -> bool:
    return type(one) is mark and (not isinstance(one, Ref) or not one.kinds or "check" in one.kinds)


def vocabulary(governance: Governance, node: Node, mark: Word) -> Vocabulary:
    """The words that may stand in a field, what they are called, and where they are listed; none where nobody does."""
    charter = governance.charter
    market = charter.market
    fields: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "area": ((*charter.owns, *charter.supports, *charter.out_of_scope), ("owns",)),
        "function": (charter.functions, ("functions",)),
        "classification": (charter.classifications, ("classifications",)),
        "segment": (market.segments if market else (), ("market", "segments")),
        "region": (market.regions if market else (), ("market", "regions")),
        "pillar": (PILLARS, ()),
        "layer": (LAYERS, ()),
        "known": (governance.profile.known.get(node.kind, ()), ()),
    }
    words, path = fields.get(mark.vocabulary, ((), ()))
    said = f"known {kind_name(node.kind)}" if mark.vocabulary == "known" else mark.vocabulary
    if not path:
        return Vocabulary(words, said, ())
    return Vocabulary(words, f"{said} of the charter", ((charter.at(*path), "the charter lists them here"),))


def fault_of_cover(governance: Governance, cover: Cover) -> str | None:
    """What is wrong with the words of a cover; the declaration it names is a reference like any other."""
    if cover.kind == "area":
        words = vocabulary(governance, governance.charter, Word("area"))[0]
        return f"'{cut(str(cover.id))}' is no area of the charter" if words and cover.id not in words else None
    if cover.kind not in BY_NAME:
        return f"there is no kind '{cut(cover.kind)}', so this covers nothing" if cover.id is None else None
    first = cover.field.partition(".")[0]
    if first and first not in map(written_name, BY_NAME[cover.kind].model.__fields__):
        return f"a {kind_name(cover.kind)} has no field '{cut(first)}', so this covers nothing"
    return None
