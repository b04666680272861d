"""Formulas of KPIs: parsed into a tree, never evaluated as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, NoReturn, TypeVar

from revgov.kinds.values.value import Unreadable, text, value

T = TypeVar("T")
TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign>[-+*/(),]))")
# How many arguments each function takes: at least, at most.
FUNCTIONS = {"min": (2, 99), "max": (2, 99), "coalesce": (2, 2), "nullif": (2, 2), "previous": (1, 1)}
LONGEST, DEEPEST = 4000, 60


class Term(NamedTuple):
    """A node of the tree: `op` is a sign, a function, `number`, `name` or `negative`."""

    op: str
    parts: tuple[Term, ...] = ()
    name: str = ""
    number: float = 0.0
    at: int = 0

    def walk(self) -> Iterator[Term]:
        """This node and all below it, left to right. A sum of a thousand terms is a thousand levels deep."""
        waiting = [self]
        while waiting:
            term = waiting.pop()
            yield term
            waiting.extend(reversed(term.parts))

    def fold(self, combine: Callable[[Term, list[T]], T]) -> T:
        """The value of this node, made by `combine` from each node and the values of its parts, from the leaves up."""
        order, waiting = [], [self]
        while waiting:
            term = waiting.pop()
            order.append(term)
            waiting.extend(term.parts)
        values: list[T] = []
        for term in reversed(order):
            first = len(values) - len(term.parts)
            values[first:] = [combine(term, values[first:])]
        return values[0]


class Name(NamedTuple):
    """A KPI in a formula, and where its name starts in the text, in code points."""

    id: str
    at: int


@value("won_deals / nullif(closed_deals, 0)")
class Formula(NamedTuple):
    """The text of a formula and its tree."""

    written: str
    tree: Term

    @classmethod
    def read(cls, raw: object) -> Formula:
        # Offsets count in the text as it stands, so surrounding blanks stay.
        text(raw, "won_deals / nullif(closed_deals, 0)")
        written = str(raw)
        if len(written) > LONGEST:
            raise Unreadable(f"the formula has {len(written)} characters; at most {LONGEST} can be read")
        return cls(written, Parser(written).whole())

    @property
    def names(self) -> tuple[Name, ...]:
        """Every mention of a KPI, in the order written."""
        return tuple(Name(term.name, term.at) for term in self.tree.walk() if term.op == "name")

    @property
    def divisors(self) -> tuple[Term, ...]:
        """What is divided by, from left to right."""
        return tuple(term.parts[1] for term in self.tree.walk() if term.op == "/")

    def __str__(self) -> str:
        return self.written


class Parser:
    """Reads `sum := product (+|- product)*`, `product := factor (*|/ factor)*` from left to right."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.tokens = list(tokens(written))
        self.next = 0
        self.depth = 0

    def whole(self) -> Term:
        if len(self.tokens) == 1:
            raise Unreadable("the formula is empty; write names of KPIs with + - * /")
        tree = self.sum()
        if self.tokens[self.next].kind != "end":
            self.fail()
        return tree

    def sum(self) -> Term:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"the formula is nested more than {DEEPEST} levels deep", self.tokens[self.next].at)
        left = self.product()
        while (sign := self.take("+", "-")) is not None:
            left = Term(sign.text, (left, self.product()), at=sign.at)
        self.depth -= 1
        return left

    def product(self) -> Term:
        left = self.factor()
        while (sign := self.take("*", "/")) is not None:
            left = Term(sign.text, (left, self.factor()), at=sign.at)
        return left

    def factor(self) -> Term:
        token = self.tokens[self.next]
        if minus := self.take("-"):
            return Term("negative", (self.atom(),), at=minus.at)
        return self.atom() if token.kind != "end" else self.fail()

    def atom(self) -> Term:
        token = self.tokens[self.next]
        if self.take("("):
            inner = self.sum()
            self.expect(")")
            return inner
        self.next += 1
        if token.kind == "number":
            return Term("number", number=float(token.text), at=token.at)
        if token.kind != "name":
            self.next -= 1
            self.fail()
        return self.call(token) if self.take("(") else Term("name", name=token.text, at=token.at)

    def call(self, function: Token) -> Term:
        if function.text not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            raise Unreadable(f"'{function.text}' is no function of formulas; there are {known}", function.at)
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        self.expect(")")
        least, most = FUNCTIONS[function.text]
        if not least <= len(arguments) <= most:
            wanted = f"{least}" if least == most else f"at least {least}"
            raise Unreadable(f"{function.text}() takes {wanted} values, not {len(arguments)}", function.at)
        return Term(function.text, tuple(arguments), at=function.at)

    def take(self, *signs: str) -> Token | None:
        token = self.tokens[self.next]
        if token.kind == "sign" and token.text in signs:
            self.next += 1
            return token
        return None

    def expect(self, sign: str) -> None:
        if self.take(sign) is None:
            self.fail()

    def fail(self) -> NoReturn:
        token = self.tokens[self.next]
        if token.kind == "end":
            raise Unreadable("the formula ends too early", max(0, len(self.written) - 1))
        raise Unreadable(f"'{token.text}' cannot stand here in a formula", token.at)


class Token(NamedTuple):
    kind: str
    text: str
    at: int


def tokens(written: str) -> Iterator[Token]:
    end, stop = 0, len(written.rstrip())
    while end < stop:
        match = TOKEN.match(written, end)
        if not match or match.lastgroup is None:
            at = end + len(written[end:]) - len(written[end:].lstrip())
            raise Unreadable(f"'{written[at]}' means nothing in a formula", at)
        yield Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup))
        end = match.end()
    yield Token("end", "", stop)
