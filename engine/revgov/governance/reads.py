"""What is read of a governance while a question is answered: which fields of which kinds.

A check that was run knows what it looked at, and nobody has to write it down beside the check: while reads are
recorded, every field of every kind is guarded by a wire. The first read of a field trips its wire: it is noted, and
the wire is gone, so that the many reads that follow cost what they always cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from revgov.kinds import BY_NAME
from revgov.kinds.node import written_name

if TYPE_CHECKING:
    from revgov.governance.governance import Governance

T = TypeVar("T")
Read = tuple[str, str]
"""A kind and a field of it, as it is written in YAML."""

REFERENCES: Read = ("", "references")
"""What every declaration refers to: read as one."""

ABSENT = object()


class Wire:
    """Stands in a model's class for a field, until somebody reads the field of any declaration."""

    def __init__(self, reads: Reads, model: type[Any], attribute: str) -> None:
        self.reads = reads
        self.model = model
        self.attribute = attribute
        self.before = vars(model).get(attribute, ABSENT)

    def __get__(self, node: Any, _: type[Any] | None = None) -> Any:
        self.cut()
        self.reads.trip(self)
        return getattr(self.model if node is None else node, self.attribute)

    def __set__(self, node: Any, value: object) -> None:
        """Makes it come before what a declaration holds itself; declarations are frozen."""
        raise AttributeError(self.attribute)

    def lay(self) -> None:
        setattr(self.model, self.attribute, self)

    def cut(self) -> None:
        if self.before is ABSENT:
            delattr(self.model, self.attribute)
        else:
            setattr(self.model, self.attribute, self.before)


class Reads:
    """The reads of one governance, question by question. Only one at a time may be open in a program."""

    def __init__(self, governance: Governance) -> None:
        self._governance = governance
        self._wires = [Wire(self, kind.model, name) for kind in BY_NAME.values() for name in kind.model.__fields__]
        self._tripped = list(self._wires)
        self._seen: set[Read] = set()

    def trip(self, wire: Wire) -> None:
        self._tripped.append(wire)
        self._seen.add((wire.model.kind, written_name(wire.attribute)))

    def add(self, *read: Read) -> None:
        """Notes what was read by other ways."""
        self._seen.update(read)

    def during(self, question: Callable[[], T]) -> tuple[T, frozenset[Read]]:
        """The answer to a question, and what was read for it; of a question within a question both have read that."""
        outer, self._seen = self._seen, set()
        for wire in self._tripped:
            wire.lay()
        self._tripped.clear()
        self._governance.set_aside()
        answer = question()
        seen = frozenset(self._seen)
        self._seen = outer | seen
        return answer, seen

    def end(self) -> None:
        for wire in set(self._wires) - set(self._tripped):
            wire.cut()


@contextmanager
def recorded(governance: Governance) -> Iterator[Reads]:
    """Records what is read of a governance."""
    governance.reads = reads = Reads(governance)
    try:
        yield reads
    finally:
        reads.end()
        governance.reads = None


class derived(Generic[T]):  # noqa: N801 - read as `@property` is
    """A value that is made of a governance when first asked for, and kept.

    While reads are recorded, whoever asks for it has read all that it was made of, however long ago that was.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, governance: Any, _: type[Any] | None = None) -> T:
        reads = governance.reads
        kept = governance.made.get(self._name)
        if kept is None or (reads and kept[1] is None):
            make = partial(self._make, governance)
            kept = governance.made[self._name] = reads.during(make) if reads else (make(), None)
        if reads:
            reads.add(*kept[1])
        # Found there, it is never asked for here again.
        governance.__dict__[self._name] = kept[0]
        value: T = kept[0]
        return value
