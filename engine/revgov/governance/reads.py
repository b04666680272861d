"""What is read of a governance while a question is answered: which fields of which kinds.

A check that was run knows what it looked at, and nobody has to write it down beside the check: while reads are
recorded, every field of every kind is guarded by a wire. The first read of a field trips its wire: it is noted, and
the wire is gone, so that the many reads that follow cost what they always cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from threading import Lock
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
# The wires lie in the models, which all threads share.
RECORDING = Lock()


class Wire:
    """Stands in a model's class for a field, until somebody reads the field of any declaration."""

    def __init__(self, reads: Recorder, model: type[Any], attribute: str) -> None:
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


class Recorder:
    """The reads of one governance, question by question."""

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

    def add_all_of(self, *models: type[Any]) -> None:
        """Notes every field of some kinds: for what asks again and again, and keeps some of the answers."""
        self._seen.update((model.kind, written_name(name)) for model in models for name in model.__fields__)

    def during(self, question: Callable[[], T]) -> tuple[T, frozenset[Read]]:
        """The answer to a question, and what was read for it; of a question within a question both have read that."""
        outer, self._seen = self._seen, set()
        for wire in self._tripped:
            wire.lay()
        self._tripped.clear()
        self._governance.set_aside()
        try:
            answer = question()
        finally:
            seen = frozenset(self._seen)
            self._seen = outer | seen
        return answer, seen

    def end(self) -> None:
        for wire in set(self._wires) - set(self._tripped):
            wire.cut()


@contextmanager
def recorded(governance: Governance) -> Iterator[Recorder]:
    """Records what is read of a governance; another thread that wants to waits."""
    with RECORDING:
        governance.reads = reads = Recorder(governance)
        try:
            yield reads
        finally:
            reads.end()
            governance.reads = None


Made = Callable[["Governance"], T]


def shared(make: Made[T]) -> Made[T]:
    """Lets a function of a governance work once for all that ask; what it returns must not be changed by them."""
    return shared_within("")(make)


def shared_within(family: str) -> Callable[[Made[T]], Made[T]]:
    """The same for the checks of one family: what they share is large, and let go when the last of them has run."""

    def share(make: Made[T]) -> Made[T]:
        name = f"{family}/{make.__module__}.{make.__qualname__}"

        @wraps(make)
        def ask(governance: Governance) -> T:
            return made_once(governance, name, make)

        return ask

    return share


def made_once(governance: Governance, name: str, make: Callable[[Governance], T]) -> T:
    """What was made under a name before, or is made now; while reads are recorded, who asks has read all that it was
    made of, however long ago that was."""
    reads = governance.reads
    value, read = governance.made.get(name, (None, None))
    if name not in governance.made or (reads and read is None):
        value, read = reads.during(partial(make, governance)) if reads else (make(governance), None)
        governance.made[name] = value, read
    if reads:
        reads.add(*read)
    answer: T = value
    return answer


def let_go(governance: Governance, family: str) -> None:
    """Lets go of what the checks of a family shared."""
    for name in [name for name in governance.made if name.startswith(f"{family}/")]:
        del governance.made[name]


class derived(Generic[T]):  # noqa: N801 - read as `@property` is
    """A value that is made of a governance when first asked for, and kept."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, _: type[Any], name: str) -> None:
        self._name = name

    def __get__(self, governance: Any, _: type[Any] | None = None) -> T:
        # Found in `__dict__`, it is not asked for here again until `set_aside`.
        value = governance.__dict__[self._name] = made_once(governance, self._name, self._make)
        return value
