"""Names -> the declarations they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revgov.governance.governance import Edge, Unresolved
from revgov.kinds import Node
from revgov.kinds.mentions import Mention, Step, members, steps_of, walk
from revgov.kinds.node import Ref, once_per_model


class Resolved(NamedTuple):
    """The edges of every declaration, and the names that lead nowhere."""

    out: dict[str, tuple[Edge, ...]]
    unresolved: tuple[Unresolved, ...]


def resolve(nodes: Mapping[str, Node]) -> Resolved:
    """Follows every reference of every declaration. Names of checks are left to whoever knows the checks."""
    followed = Followed({ref: ref for ref in nodes}, {})
    kinds_of: Mapping[str, list[str]] | None = None
    out: dict[str, tuple[Edge, ...]] = {}
    unresolved: list[Unresolved] = []
    for ref, node in nodes.items():
        edges, rest = followed.edges(node)
        if rest:
            kinds_of = kinds_of or kinds_by_id(nodes.values())
            unresolved.extend(closely(node, rest, edges, nodes, kinds_of))
        if edges:
            out[ref] = tuple(edges)
    return Resolved(out, tuple(unresolved))


class Followed(NamedTuple):
    """The quick way along references: plain ids of one kind, and `kind:id`, which is what nearly all of them are.

    `refs` gives the one copy of each reference, and `known` the one copy of each edge: there are ten of them for each
    declaration.
    """

    refs: Mapping[str, str]
    known: dict[tuple[str, str], Edge]

    def edges(self, node: Node) -> tuple[dict[Edge, None], list[Step]]:
        """The edges of a declaration, in the order written, and the fields that have to be looked at closely."""
        plan = plan_of(type(node))
        edges: dict[Edge, None] = {}
        rest: list[Step] = []
        for attribute, value in node.__dict__.items():
            step = plan.get(attribute)
            if step is not None and not self.follow(step, step.name, value, edges):
                rest.append(step)
        return edges, rest

    def follow(self, step: Step, field: str, value: Any, edges: dict[Edge, None]) -> bool:
        """Whether everything that a field names was found; its edges are added."""
        mark = step.mark
        if step.keys is not None or (type(mark) is Ref and mark.of is not None):
            return False
        if step.inner:
            return mark is None and self.inside(field, value, edges)
        kinds = mark.kinds if type(mark) is Ref else ()
        prefix = f"{kinds[0]}:" if len(kinds) == 1 else ""
        names = value if type(value) is tuple else (value,)
        whole = True
        for name in names:
            whole = type(name) is str and self.found(field, prefix, name, kinds, edges) and whole
        return whole

    def inside(self, field: str, value: Any, edges: dict[Edge, None]) -> bool:
        whole = True
        for _, part in members(value):
            plan = plan_of(type(part))
            for attribute, nested in part.__dict__.items():
                step = plan.get(attribute)
                whole = (step is None or self.follow(step, field, nested, edges)) and whole
        return whole

    def found(self, field: str, prefix: str, name: str, kinds: tuple[str, ...], edges: dict[Edge, None]) -> bool:
        if kinds and not prefix and name.partition(":")[0] not in kinds:
            return False
        key = (field, prefix + name)
        edge = self.known.get(key)
        if edge is None:
            ref = self.refs.get(key[1])
            if ref is None:
                return False
            edge = self.known[key] = Edge(field, ref)
        edges[edge] = None
        return True


@once_per_model
def plan_of(model: type[Any]) -> Mapping[str, Step]:
    """The fields of a model that hold references, by attribute."""
    return {step.attribute: step for step in steps_of(model) if refers(step)}


def refers(step: Step) -> bool:
    return any(type(mark) is Ref for mark in (step.mark, step.keys)) or any(map(refers, step.inner))


def closely(
    node: Node,
    rest: Iterable[Step],
    edges: dict[Edge, None],
    nodes: Mapping[str, Node],
    kinds_of: Mapping[str, list[str]],
) -> Iterator[Unresolved]:
    """Follows the names in some fields of a declaration one by one: each is found, or yielded."""
    for mention in walk(node, tuple(rest), ()):
        mark = mention.mark
        if type(mark) is not Ref or mention.written.startswith("check:"):
            continue
        found = targets(node, mention, mark, nodes, kinds_of)
        if len(found) == 1:
            edges[Edge(mention.field, nodes[found[0]].ref)] = None
        elif not_a_word(node, mention, nodes):
            yield Unresolved(node, mention, found)


def kinds_by_id(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """For each id, the kinds that declare it."""
    kinds: dict[str, list[str]] = {}
    for node in nodes:
        kinds.setdefault(node.id, []).append(node.kind)
    return kinds


def targets(
    node: Node, mention: Mention, mark: Ref, nodes: Mapping[str, Node], kinds_of: Mapping[str, list[str]]
) -> tuple[str, ...]:
    """The declarations a name can mean: one where it is right, none or several where it is not."""
    written = mention.written
    if mark.of is not None:
        written = f"{node.id if mark.of == 'self' else mention.sibling}.{written}"
    kind, colon, _ = written.partition(":")
    if colon:
        return (written,) if written in nodes and (not mark.kinds or kind in mark.kinds) else ()
    if len(mark.kinds) == 1:
        ref = f"{mark.kinds[0]}:{written}"
        return (ref,) if ref in nodes else ()
    declared = kinds_of.get(written, ())
    return tuple(f"{kind}:{written}" for kind in declared if not mark.kinds or kind in mark.kinds)


# Words that may stand where a reference may: a council without a chair says why, a rule may enforce itself.
WORDS = {("council", "chair"): "none", ("policy", "enforced_by"): "this_rule"}


def not_a_word(node: Node, mention: Mention, nodes: Mapping[str, Node]) -> bool:
    """Whether a name that leads nowhere is a defect: neither an allowed word nor a field of an unknown dataset."""
    if WORDS.get((node.kind, mention.field)) == mention.written:
        return False
    return mention.sibling is None or f"dataset:{mention.sibling}" in nodes
