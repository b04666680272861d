"""Names -> the declarations they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from revgov.kinds import Node
from revgov.kinds.mentions import Mention, Step, members, steps_of, walk
from revgov.kinds.node import Ref, once_per_model


class Edge(NamedTuple):
    """A reference that resolves: the declaration's field, and the declaration at its other end."""

    field: str
    ref: str


class Unresolved(NamedTuple):
    """A name that names nothing, or too much; `candidates` are the declarations it could mean."""

    node: Node
    mention: Mention
    candidates: tuple[str, ...]


class References(Mapping[str, tuple[Edge, ...]]):
    """The edges of each declaration that has any, and the names that lead nowhere: a declaration's are followed when
    somebody asks for them. Names of checks are kept apart, for whoever knows the checks."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes
        self._followed = Followed({ref: ref for ref in nodes}, defaultdict(dict))
        self._kinds_of: Mapping[str, list[str]] | None = None
        self._edges: dict[str, tuple[Edge, ...]] = {}
        self._unresolved: dict[str, tuple[Unresolved, ...]] = {}
        self._checks: dict[str, tuple[Mention, ...]] = {}

    def __getitem__(self, ref: str) -> tuple[Edge, ...]:
        edges: tuple[Edge, ...] = self.get(ref, ())
        if not edges:
            raise KeyError(ref)
        return edges

    def get(self, ref: str, default: Any = None) -> Any:
        """Asked for all the time, and so without the detour of `Mapping.get`."""
        edges = self._edges.get(ref)
        if edges is None and ref in self._nodes:
            edges = self._follow(ref)
        return edges or default

    def __iter__(self) -> Iterator[str]:
        return (ref for ref in self._nodes if self.get(ref))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def lost(self, refs: Iterable[str]) -> Iterator[Unresolved]:
        """The names in some declarations that lead nowhere."""
        for ref in refs:
            if ref not in self._edges:
                self._follow(ref)
            yield from self._unresolved.get(ref, ())

    def checks(self) -> Iterator[tuple[Node, Mention]]:
        """The names of checks in all declarations, be there such checks or not."""
        for ref in self._nodes:
            if ref not in self._edges:
                self._follow(ref)
        yield from ((self._nodes[ref], mention) for ref, those in self._checks.items() for mention in those)

    def _follow(self, ref: str) -> tuple[Edge, ...]:
        node = self._nodes[ref]
        edges, rest = self._followed.edges(node)
        if rest:
            self._kinds_of = self._kinds_of or kinds_by_id(self._nodes)
            written = [one for one in walk(node, tuple(rest), ()) if type(one.mark) is Ref]
            checks = tuple(filter(names_check, written))
            lost = tuple(closely(node, written, edges, self._followed.refs, self._kinds_of))
            self._checks.update({ref: checks} if checks else {})
            self._unresolved.update({ref: lost} if lost else {})
        self._edges[ref] = tuple(edges)
        if len(self._edges) == len(self._nodes):
            # Nobody asks for a copy any more.
            self._followed.known.clear()
        return self._edges[ref]


class Followed(NamedTuple):
    """The quick way along references: plain ids of one kind, and `kind:id`, which is what nearly all of them are.

    `refs` gives the one copy of each reference, and `known` the one copy of each edge: there are ten of them for each
    declaration.
    """

    refs: Mapping[str, str]
    known: defaultdict[str, dict[str, Edge]]

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
        known, written = self.known[field], prefix + name
        edge = known.get(written)
        if edge is None:
            ref = self.refs.get(written)
            if ref is None:
                return False
            edge = known[written] = Edge(field, ref)
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
    written: Iterable[Mention],
    edges: dict[Edge, None],
    refs: Mapping[str, str],
    kinds_of: Mapping[str, list[str]],
) -> Iterator[Unresolved]:
    """Follows names in a declaration one by one, but for those of checks: each is found, or yielded."""
    for mention in written:
        if names_check(mention):
            continue
        found = targets(node, mention, mention.mark, refs, kinds_of)
        if len(found) == 1:
            edges[Edge(mention.field, refs[found[0]])] = None
        elif not_a_word(node, mention, refs):
            yield Unresolved(node, mention, found)


def names_check(mention: Mention) -> bool:
    """Whether a check is named, and may be named there."""
    mark = mention.mark
    return mention.written.startswith("check:") and type(mark) is Ref and (not mark.kinds or "check" in mark.kinds)


def kinds_by_id(refs: Iterable[str]) -> dict[str, list[str]]:
    """For each id, the kinds that declare it."""
    kinds: dict[str, list[str]] = {}
    for ref in refs:
        kind, _, id_ = ref.partition(":")
        kinds.setdefault(id_, []).append(kind)
    return kinds


def targets(
    node: Node, mention: Mention, mark: Any, refs: Collection[str], kinds_of: Mapping[str, list[str]]
) -> tuple[str, ...]:
    """The declarations a name can mean: one where it is right, none or several where it is not."""
    written = mention.written
    if mark.of is not None:
        written = f"{node.id if mark.of == 'self' else mention.sibling}.{written}"
    kind, colon, _ = written.partition(":")
    if colon:
        return (written,) if written in refs and (not mark.kinds or kind in mark.kinds) else ()
    if len(mark.kinds) == 1:
        ref = f"{mark.kinds[0]}:{written}"
        return (ref,) if ref in refs else ()
    declared = kinds_of.get(written, ())
    return tuple(f"{kind}:{written}" for kind in declared if not mark.kinds or kind in mark.kinds)


# Words that may stand where a reference may: a council without a chair says why, a rule may enforce itself.
WORDS = {("council", "chair"): "none", ("policy", "enforced_by"): "this_rule"}


def not_a_word(node: Node, mention: Mention, refs: Collection[str]) -> bool:
    """Whether a name that leads nowhere is a defect: neither an allowed word nor a field of an unknown dataset."""
    if WORDS.get((node.kind, mention.field)) == mention.written:
        return False
    return mention.sibling is None or f"dataset:{mention.sibling}" in refs
