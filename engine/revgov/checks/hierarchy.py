"""Who reports to whom: managers, levels, and which roles belong to RevOps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from revgov.governance.governance import Governance
from revgov.kinds import Council, Role


class Hierarchy:
    """The reporting lines of a governance. A role that reports to something undeclared stands at the top of nothing."""

    def __init__(self, governance: Governance) -> None:
        self.governance = governance
        self.roles: Mapping[str, Role] = {role.id: role for role in governance.every(Role)}
        self.manager: Mapping[str, str] = {
            role.id: boss for role in self.roles.values() if (boss := role.reports_to) in self.roles and boss
        }

    def above(self, role: str) -> Iterator[str]:
        """The managers of a role, nearest first; a cycle ends where it would begin anew."""
        seen = {role}
        while (role := self.manager.get(role, role)) not in seen:
            seen.add(role)
            yield role

    def manages(self, manager: str, role: str) -> bool:
        if role in self._spans and manager in self._spans:
            (first, last, _), (inside, _, _) = self._spans[manager], self._spans[role]
            return first < inside <= last
        return manager in self.above(role)

    def level(self, role: str) -> int:
        """How many managers stand above a role: 0 at the top."""
        return self._spans[role][2] if role in self._spans else sum(1 for _ in self.above(role))

    def top(self, role: str) -> str:
        """The last of the managers above a role, or the role itself."""
        return self._tops[role] if role in self._tops else [role, *self.above(role)][-1]

    @cached_property
    def _spans(self) -> Mapping[str, tuple[int, int, int]]:
        """For each role below a top: its number in a walk through all roles, that of its last report, and its level."""
        below: dict[str, list[str]] = {}
        for role, boss in self.manager.items():
            below.setdefault(boss, []).append(role)
        spans: dict[str, tuple[int, int, int]] = {}
        open_: list[tuple[str, int]] = [(role, 0) for role in self.roles if role not in self.manager]
        order: list[str] = []
        while open_:
            role, level = open_.pop()
            spans[role] = (len(order), len(order), level)
            order.append(role)
            open_.extend((report, level + 1) for report in below.get(role, ()))
        for role in reversed(order):
            if role in self.manager:
                boss = self.manager[role]
                first, last, level = spans[boss]
                spans[boss] = (first, max(last, spans[role][1]), level)
        return spans

    @cached_property
    def _tops(self) -> Mapping[str, str]:
        tops: dict[str, str] = {}
        for role in self._spans:
            tops[role] = tops[self.manager[role]] if role in self.manager else role
        return tops

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """The circles in which roles report to each other, each once, from its first role in the order of the files."""
        found: list[tuple[str, ...]] = []
        done: set[str] = set()
        for start in self.roles:
            path: dict[str, None] = {}
            role: str | None = start
            while role is not None and role not in done and role not in path:
                path[role] = None
                role = self.manager.get(role)
            if role in path:
                way = list(path)
                found.append(tuple(way[way.index(role) :]))
            done.update(path)
        return tuple(found)

    @cached_property
    def roots(self) -> tuple[Role, ...]:
        """The roles of the house that report to nobody."""
        return tuple(role for role in self.roles.values() if role.reports_to is None and not role.external)

    @cached_property
    def head(self) -> Role | None:
        """The head of RevOps: the charter's `head`, or the role known as such."""
        named = self.governance.charter.head
        if named is not None:
            return self.roles.get(named)
        return self.governance.known(Role, "head_of_revops")

    @cached_property
    def revops(self) -> frozenset[str]:
        """The roles of RevOps: those of the head's function, and those that report to the head."""
        head = self.head
        function = (head and head.function) or "revops"
        own = {role.id for role in self.roles.values() if role.function == function}
        if function == "executive":
            own = set()
        if head is not None:
            own |= {head.id} | {role for role in self.manager if self.manages(head.id, role)}
        return frozenset(own)

    def speaker(self, name: str | None) -> Role | None:
        """The role that speaks for a role or a council: the council's chair."""
        id_ = plain(name) or ""
        if id_ in self.roles:
            return self.roles[id_]
        council = self.governance.find(Council, id_)
        chairs = council.chair if council else ()
        return self.roles.get(chairs[0]) if len(chairs) == 1 else None

    def speaks_for_revops(self, name: str) -> bool:
        """Whether a name is a role of RevOps, or a council chaired by one."""
        role = self.speaker(name)
        return role is not None and role.id in self.revops


def plain(name: str | None) -> str | None:
    """The id of a name that may bear its kind, because its field may name roles and councils."""
    return name.rpartition(":")[2] if name else None
