"""Words that are listed elsewhere: where they are used, and what may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from revgov.checks.wording import cut, kind_name
from revgov.governance.governance import Governance
from revgov.kinds import BY_NAME, LAYERS, PILLARS, Node
from revgov.kinds.mentions import Mention, Step, steps_of, walk
from revgov.kinds.node import Spot, Word, written_name
from revgov.kinds.values import Cover
from revgov.profiles import NAMES


class Vocabulary(NamedTuple):
    """The words that may stand in a field, what one is called, and where they are listed."""

    words: tuple[str, ...]
    said: str
    where: tuple[tuple[Spot, str], ...]


def listed_words(governance: Governance) -> Iterator[tuple[Node, Mention, Vocabulary]]:
    """Every use of a word that is listed elsewhere, with the list."""
    lists: dict[tuple[str, str], Vocabulary] = {}
    for kind, nodes in governance.by_kind.items():
        for node, mention in marked(kind, nodes):
            word: Any = mention.mark
            key = (kind, word.vocabulary)
            if key not in lists:
                lists[key] = vocabulary(governance, node, word)
            yield node, mention, lists[key]


def marked(kind: str, nodes: Iterable[Node]) -> Iterator[tuple[Node, Mention]]:
    """Every listed word in some declarations of a kind."""
    steps = only(steps_of(BY_NAME[kind].model))
    for node in nodes if steps else ():
        if written := [step for step in steps if getattr(node, step.attribute)]:
            for mention in walk(node, tuple(written), ()):
                if type(mention.mark) is Word:
                    yield node, mention


def only(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The fields that hold listed words."""
    kept = []
    for step in steps:
        inner = only(step.inner)
        if inner or Word in (type(step.mark), type(step.keys)):
            kept.append(step._replace(inner=inner))
    return tuple(kept)


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
        "stage": (NAMES, ()),
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
