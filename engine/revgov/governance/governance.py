"""A governance: everything declared in a repository, as one graph on one day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from revgov.finding import Place
from revgov.governance.observations import Observations
from revgov.governance.reads import REFERENCES, Recorder, derived
from revgov.governance.resolve import Edge, References, Unresolved
from revgov.governance.texts import Faults, LeftOut, Source, Texts
from revgov.kinds import BY_NAME, Charter, Node, Person, Role, Spot, made
from revgov.profiles import Profile
from revgov.settings import Settings

if TYPE_CHECKING:
    import networkx

    from revgov.governance.kpi_tree import KpiTree

N = TypeVar("N", bound=Node)


class Governance:
    """Declarations by kind and id, their places and references. None of this changes after loading; what is derived
    of it is made when first asked for.

    `nodes` maps `kind:id` to declarations in the order of files and lines; `every` leaves out what is not in force on
    `as_of`, `all` does not. `observations` are the measured values, and `history` says by whom (an e-mail address) and
    when each file was changed, newest first, where git remembers. `base` is what the governance is compared with, where
    somebody asked for a comparison.
    """

    def __init__(
        self,
        source: Source,
        settings: Settings,
        profile: Profile,
        as_of: datetime.date,
        nodes: Mapping[str, Node],
        left_out: LeftOut,
        faults: Faults,
        measure: Callable[[Mapping[str, Node]], Observations] | None = None,
        history: Mapping[str, Sequence[tuple[str, datetime.date]]] | None = None,
        base: Governance | None = None,
    ) -> None:
        self.source = source
        self.settings = settings
        self.profile = profile
        self.as_of = as_of
        self.nodes = nodes
        self.texts = Texts(source.files, left_out)
        self.faults = faults
        self._measure = measure
        self.history = history or {}
        self.base = base
        self.reads: Recorder | None = None
        self.made: dict[str, tuple[Any, Any]] = {}

    def set_aside(self) -> None:
        """Lets every derived value be asked for anew, so that it is known who asks."""
        for name in self.made:
            self.__dict__.pop(name, None)

    @cached_property
    def refs_by_kind(self) -> Mapping[str, tuple[str, ...]]:
        sorted_out: dict[str, list[str]] = {kind: [] for kind in BY_NAME}
        for ref in self.nodes:
            sorted_out[ref.partition(":")[0]].append(ref)
        return {kind: tuple(refs) for kind, refs in sorted_out.items()}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        return PerKind(lambda kind: tuple([self.nodes[ref] for ref in self.refs_by_kind[kind]]))

    @cached_property
    def in_force_by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        return PerKind(lambda kind: tuple(filter(self.in_force, self.by_kind[kind])))

    def all(self, model: type[N]) -> tuple[N, ...]:
        """Every declaration of a kind, in force or not."""
        return self.by_kind[model.kind]  # type: ignore[return-value]

    def every(self, model: type[N]) -> tuple[N, ...]:
        """Every declaration of a kind that is in force."""
        return self.in_force_by_kind[model.kind]  # type: ignore[return-value]

    def in_force_of(self, model: str) -> Iterator[Node]:
        """Every declaration in force of the model of that name; of every kind for `Node`."""
        for kind, nodes in self.in_force_by_kind.items():
            if model in (Node.__name__, BY_NAME[kind].model.__name__):
                yield from nodes

    def in_force(self, node: Node) -> bool:
        """Whether a declaration holds on the as-of date; `until` includes its day."""
        since, until = node.since, node.until
        return (since is None or since <= self.as_of) and (until is None or until >= self.as_of)

    def get(self, ref: str) -> Node | None:
        """The declaration `kind:id`, in force or not."""
        return self.nodes.get(ref)

    def find(self, model: type[N], id_: str | None) -> N | None:
        """The declaration of a kind with an id, in force or not."""
        return self.nodes.get(f"{model.kind}:{id_}")  # type: ignore[return-value]

    @cached_property
    def charter(self) -> Charter:
        """The charter; an empty one where none is declared or it cannot be read."""
        declared = self.find(Charter, "charter")
        if declared is not None:
            return declared
        return made(Charter, {"id": "charter", "file": "charter.yaml"})

    def known(self, model: type[N], word: str) -> N | None:
        """The declaration in force that is the framework's known thing of that name, by `is` or by its id."""
        return self.known_things.get((model.kind, word))  # type: ignore[return-value]

    @derived
    def known_things(self) -> Mapping[tuple[str, str], Node]:
        things: dict[tuple[str, str], Node] = {}
        for kind, words in self.profile.known.items():
            for node in self.in_force_by_kind[kind]:
                if node.is_ is None and node.id in words:
                    things[kind, node.id] = node
        for nodes in self.in_force_by_kind.values():
            things.update(((node.kind, node.is_), node) for node in reversed(nodes) if node.is_)
        return things

    @derived
    def out(self) -> References:
        """The edges of each declaration that has any, by its reference."""

        if self.reads:
            self.reads.add(REFERENCES)
        return References(self.nodes)

    def unresolved(self, *kinds: str) -> Iterator[Unresolved]:
        """The names in declarations of some kinds, or of all, that name nothing or too much."""
        for kind in kinds or self.refs_by_kind:
            yield from self.out.lost(self.refs_by_kind[kind])

    @derived
    def into(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that end at each declaration; an edge's `ref` is where it comes from."""
        ends: dict[str, list[Edge]] = {}
        for ref, edges in self.out.items():
            for edge in edges:
                ends.setdefault(edge.ref, []).append(Edge(edge.field, ref))
        return {ref: tuple(edges) for ref, edges in ends.items()}

    @derived
    def observations(self) -> Observations:
        """What was measured; the values are read in the units of what they measure."""
        return self._measure(self.nodes) if self._measure else Observations()

    def holders(self, role_id: str, on: datetime.date | None = None) -> tuple[str, ...]:
        """The ids of the people who hold a role on a day: without those on leave, for whom deputies stand in."""
        from revgov.governance.ownership import holders

        return holders(self, role_id, on or self.as_of)

    def title(self, ref: str) -> str:
        """What people call a declaration; its reference where it is not declared."""
        node = self.nodes.get(ref)
        return node.title if node else ref

    def roles_of(self, person: Person) -> tuple[Role, ...]:
        """The roles in force that a person holds on the as-of date, deputising included."""
        return tuple(role for role in self.every(Role) if person.id in self.holders(role.id))

    def place(self, spot: Spot) -> Place:
        """Where a spot is in the text."""
        if spot.file in self.observations.files:
            return Place(spot.file, *spot.path)  # type: ignore[arg-type]
        return self.texts.place(spot, self.nodes.get(spot.node or ""))

    def written(self, place: Place) -> str:
        """The text at a place, to the end of its first line."""
        return self.texts.written(place)

    @derived
    def kpi_tree(self) -> KpiTree:
        """What drives which KPI in force, and what it drives."""
        from revgov.governance.kpi_tree import tree_of

        return tree_of(self)

    @derived
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The graph as networkx sees it: a node for each declaration, an edge for each reference, its key the field."""
        from revgov.governance.graph import graph_of

        return graph_of(self)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def __repr__(self) -> str:
        return f"<Governance of {self.charter.organization or self.source.root}: {len(self.nodes)} declarations>"


class PerKind(Mapping[str, tuple[Node, ...]]):
    """The declarations of each kind, taken together when somebody asks for that kind."""

    def __init__(self, take: Callable[[str], tuple[Node, ...]]) -> None:
        self._take = take
        self._taken: dict[str, tuple[Node, ...]] = {}

    def __getitem__(self, kind: str) -> tuple[Node, ...]:
        if kind not in self._taken:
            self._taken[kind] = self._take(kind)
        return self._taken[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(BY_NAME)

    def __len__(self) -> int:
        return len(BY_NAME)
