"""A governance: everything declared in a repository, as one graph on one day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from revgov.finding import Place
from revgov.governance.observations import Observations
from revgov.governance.report import Report
from revgov.kinds import BY_NAME, Charter, Node, Person, Role, Spot, made
from revgov.kinds.mentions import Mention
from revgov.profiles import Profile
from revgov.settings import Settings
from revgov.text import Fault, Places, locate

if TYPE_CHECKING:
    import networkx

    from revgov.governance.kpi_tree import KpiTree

N = TypeVar("N", bound=Node)
LINE_END = re.compile("\r\n|\r|\n")


MOST_PLACES = 100


class Edge(NamedTuple):
    """A reference that resolves: the declaration's field, and the declaration at its other end."""

    field: str
    ref: str


class Unresolved(NamedTuple):
    """A name that names nothing, or too much; `candidates` are the declarations it could mean."""

    node: Node
    mention: Mention
    candidates: tuple[str, ...]


class TextFault(NamedTuple):
    """A fault of the text of one file."""

    file: str
    fault: Fault


class Duplicate(NamedTuple):
    """A second declaration of an id: the first one counts."""

    ref: str
    spot: Spot
    first: Spot


class Source(NamedTuple):
    """What a governance was read from."""

    root: str
    files: Mapping[str, bytes]
    commit: str | None = None
    committed_at: int | None = None
    pure_files: tuple[str, ...] = ()


class Governance:
    """Declarations by kind and id, their places and references; nothing changes after loading.

    `nodes` maps `kind:id` to declarations in the order of files and lines. `out` maps a reference to its edges.
    `every` leaves out what is not in force on `as_of`; `all` does not. `observations` are the measured values, and
    `history` says by whom (an e-mail address) and when each file was changed, newest first, where git remembers. `base`
    is what the governance is compared with, where somebody asked for a comparison.
    """

    def __init__(
        self,
        source: Source,
        settings: Settings,
        profile: Profile,
        as_of: datetime.date,
        nodes: Mapping[str, Node],
        homes: Mapping[str, tuple[str, ...]],
        left_out: Mapping[str, Mapping[tuple[str | int, ...], tuple[int, ...]]],
        out: Mapping[str, tuple[Edge, ...]],
        unresolved: tuple[Unresolved, ...],
        text_faults: tuple[TextFault, ...],
        reports: tuple[Report, ...],
        duplicates: tuple[Duplicate, ...],
        observations: Observations | None = None,
        history: Mapping[str, Sequence[tuple[str, datetime.date]]] | None = None,
        base: Governance | None = None,
    ) -> None:
        self.source = source
        self.settings = settings
        self.profile = profile
        self.as_of = as_of
        self.nodes = nodes
        self.homes = homes
        self.left_out = left_out
        self.out = out
        self.unresolved = unresolved
        self.text_faults = text_faults
        self.reports = reports
        self.duplicates = duplicates
        self.observations = observations or Observations()
        self.history = history or {}
        self.base = base
        self._places: dict[str, Places] = {}
        self._lines: dict[str, list[str]] = {}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        sorted_out: dict[str, list[Node]] = {kind: [] for kind in BY_NAME}
        for node in self.nodes.values():
            sorted_out[node.kind].append(node)
        return {kind: tuple(nodes) for kind, nodes in sorted_out.items()}

    @cached_property
    def in_force_by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        return {kind: tuple(filter(self.in_force, nodes)) for kind, nodes in self.by_kind.items()}

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

    @cached_property
    def known_things(self) -> Mapping[tuple[str, str], Node]:
        things: dict[tuple[str, str], Node] = {}
        for kind, words in self.profile.known.items():
            for node in self.in_force_by_kind[kind]:
                if node.is_ is None and node.id in words:
                    things[kind, node.id] = node
        for nodes in self.in_force_by_kind.values():
            things.update(((node.kind, node.is_), node) for node in reversed(nodes) if node.is_)
        return things

    @cached_property
    def into(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that end at each declaration; an edge's `ref` is where it comes from."""
        ends: dict[str, list[Edge]] = {}
        for ref, edges in self.out.items():
            for edge in edges:
                ends.setdefault(edge.ref, []).append(Edge(edge.field, ref))
        return {ref: tuple(edges) for ref, edges in ends.items()}

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
        """Where a spot is in the text. A file is read again for its places only when one of them is asked for."""
        if spot.file in self.observations.files:
            return Place(spot.file, *spot.path)  # type: ignore[arg-type]
        file, path = self.whereabouts(spot)
        if spot.key and not path:
            return Place(file, 1, 1, 1, 1)
        if file not in self._places:
            # The places of a file weigh more than its text; of thousands of files with findings a few are kept.
            forget_first(self._places)
            self._places[file] = locate(self.source.files.get(file, b""))
        return Place.of(file, self._places[file].span(path, key=spot.key or not spot.path, word=spot.word))

    def written(self, place: Place) -> str:
        """The text at a place, to the end of its first line."""
        if place.path not in self._lines:
            forget_first(self._lines)
            text = self.source.files.get(place.path, b"").decode("utf-8-sig", "replace")
            self._lines[place.path] = LINE_END.split(text)
        lines = self._lines[place.path]
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        return line[place.column - 1 : place.end_column - 1 if place.end_line == place.line else None]

    def whereabouts(self, spot: Spot) -> tuple[str, tuple[str | int, ...]]:
        """The file of a spot and the path from its top, list items counted as written."""
        if spot.file is not None:
            return spot.file, spot.path
        node = self.nodes.get(spot.node or "")
        if node is None:
            return "charter.yaml", ("charter",)
        left_out = self.left_out.get(node.ref)
        path = as_written(spot.path, left_out) if left_out else spot.path
        return node.file, (*self.homes.get(node.ref, ()), *path)

    @cached_property
    def kpi_tree(self) -> KpiTree:
        """What drives which KPI in force, and what it drives."""
        from revgov.governance.kpi_tree import tree_of

        return tree_of(self)

    @cached_property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The graph as networkx sees it: a node for each declaration, an edge for each reference, its key the field."""
        from revgov.governance.graph import graph_of

        return graph_of(self)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def __repr__(self) -> str:
        return f"<Governance of {self.charter.organization or self.source.root}: {len(self.nodes)} declarations>"


def forget_first(kept: dict[str, Any]) -> None:
    """Makes room for one more, so that no more than MOST_PLACES are kept."""
    if len(kept) >= MOST_PLACES:
        del kept[next(iter(kept))]


def as_written(path: tuple[Any, ...], left_out: Mapping[tuple[str | int, ...], tuple[int, ...]]) -> tuple[Any, ...]:
    """The path in the text of a path in a declaration from whose lists unreadable items were left out."""
    written: list[Any] = []
    for part in path:
        if isinstance(part, int):
            for gone in left_out.get(tuple(written), ()):
                part += gone <= part
        written.append(part)
    return tuple(written)
