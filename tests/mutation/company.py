"""The example company, and mutants of it: the same files with one declaration changed."""

from __future__ import annotations

import copy
import datetime
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from revgov.checks.last import Last, run_from
from revgov.checks.rules import rules_of
from revgov.checks.run import settled
from revgov.checks.standing import standing_of
from revgov.finding import Finding
from revgov.governance.governance import Governance
from revgov.governance.outline import outline_of
from revgov.governance.texts import home_of
from revgov.kinds import BY_NAME
from revgov.opening import governance_of, open_workspace
from revgov.settings import Settings
from revgov.text import ReadingCache, read
from revgov.workspace import SourceFile, Workspace

ROOT = Path(__file__).parent.parent.parent
TODAY = datetime.date(2026, 11, 24)
Raw = dict[str, Any]
# Whoever wrote every file, long ago: who wrote this repository is nobody of the company.
AUTHOR = "joel@northwind-metrics.example"
WRITTEN = (AUTHOR, datetime.date(2026, 1, 5))
# What two runs are compared by: check, declaration and field of a finding.
Key = tuple[str, str | None, str | None]


class NothingToChange(Exception):
    """The declaration holds nothing that the operator could change."""


class Company(NamedTuple):
    """The example company as it is: its files, what they declare, and what the checks say of it."""

    workspace: Workspace
    settings: Settings
    values: dict[str, Raw]
    whole: Governance
    known: Counter[Key]
    last: Last
    cache: Path

    def findings(self, files: Iterable[SourceFile]) -> list[Finding]:
        """What the checks say of these files instead of the company's own: those that the difference concerns, for
        there are thousands of mutants. (That this is the same as asking all of them has a test of its own.)"""
        workspace = self.workspace._replace(files=tuple(sorted(files)))
        governance, now = run_from(workspace, self.settings, TODAY, ReadingCache(self.cache), self.last)
        return told(governance, now)

    def in_force(self, kind: str) -> tuple[Any, ...]:
        """The declarations of a kind that are in force."""
        return self.whole.in_force_by_kind[kind]


def opened(cache: Path) -> Company:
    """The company at the root of this repository. Readings of its files are kept in a folder."""
    workspace, settings = open_workspace(ROOT)
    workspace = workspace._replace(history={file.path: (WRITTEN,) for file in workspace.files})
    readings = ReadingCache(cache)
    whole = governance_of(workspace, settings, TODAY, readings)
    readings.close()
    values = {file.path: read(file.data).values for file in workspace.files}
    digests = {file.path: file.digest for file in workspace.files}
    last = Last(digests, outline_of(whole), standing_of(whole), {})
    return Company(workspace, settings, values, whole, keys(told(whole, last)), last, cache)


def told(governance: Governance, last: Last) -> list[Finding]:
    """The findings of a run."""
    found = [one.finding for one in last.standing.told]
    return settled(governance, rules_of(governance), found, select=(), waive=True)


def keys(findings: Iterable[Finding]) -> Counter[Key]:
    return Counter((finding.check, finding.node, finding.field) for finding in findings)


def source_file(path: str, text: str) -> SourceFile:
    data = text.encode()
    return SourceFile(path, data, hashlib.sha256(data).hexdigest())


def dumped(values: Raw) -> str:
    return yaml.dump(values, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000)


class Mutant:
    """The company while one declaration of it, `ref`, is changed.

    What `was` returns is the company's own and only for reading; what `raw` returns is the mutant's own, to be changed.
    """

    def __init__(self, company: Company, ref: str, operator: str) -> None:
        self.company = company
        self.whole = company.whole
        self.ref = ref
        self.kind, _, self.id = ref.partition(":")
        # Of the operator and the declaration alone: whatever else runs, the same mutant comes out.
        self.random = random.Random(f"{operator}:{ref}")
        self.values: dict[str, Raw] = {}
        self.texts: dict[str, str] = {}
        self.own: set[str] = set()

    @property
    def file(self) -> str:
        return self.whole.nodes[self.ref].file

    @cached_property
    def node(self) -> Any:
        """The declaration as the engine understands it before the change."""
        return self.whole.nodes[self.ref]

    def was(self, ref: str = "") -> Raw:
        """A declaration as it is written in the company's files."""
        node = self.whole.nodes[ref or self.ref]
        found: Any = self.company.values[node.file]
        for part in home_of(self.whole.nodes[node.ref]):
            found = found[part]
        if not isinstance(found, dict):
            raise NothingToChange
        return found

    def raw(self, ref: str = "") -> Raw:
        """A declaration to be changed; only what lies on the way to it is copied."""
        ref = ref or self.ref
        holder = self.section(ref)
        last = home_of(self.whole.nodes[ref])[-1]
        if ref not in self.own:
            self.own.add(ref)
            holder[last] = copy.deepcopy(self.was(ref))
        changed: Raw = holder[last]
        return changed

    def section(self, ref: str = "") -> Raw:
        """What holds a declaration in its file, id by id; of the charter the whole file."""
        node = self.whole.nodes[ref or self.ref]
        holder = self.document(node.file)
        for part in home_of(self.whole.nodes[node.ref])[:-1]:
            holder[part] = dict(holder[part])
            holder = holder[part]
        return holder

    def document(self, path: str) -> Raw:
        """All sections of a file."""
        if path not in self.values:
            self.values[path] = dict(self.company.values.get(path, {}))
        return self.values[path]

    def text(self) -> str:
        """The text of the declaration's file as it is written."""
        return next(file.data.decode() for file in self.company.workspace.files if file.path == self.file)

    def add(self, kind: str, id_: str, raw: Raw, path: str = "policies/zz_added.yaml") -> str:
        """Declares something more, in a file of its own."""
        section = BY_NAME[kind].section
        self.document(path).setdefault(section, {})[id_] = raw
        return f"{kind}:{id_}"

    def files(self) -> Iterator[SourceFile]:
        """The company's files, with what was changed."""
        written = {**{path: dumped(values) for path, values in self.values.items()}, **self.texts}
        for file in self.company.workspace.files:
            yield source_file(file.path, written.pop(file.path)) if file.path in written else file
        yield from (source_file(path, text) for path, text in written.items())

    def news(self) -> list[Finding]:
        """The findings that the change brings, compared with those of the company as it is."""
        left = Counter(self.company.known)
        found = []
        for finding in self.company.findings(self.files()):
            key = (finding.check, finding.node, finding.field)
            left[key] -= 1
            if left[key] < 0 and finding.waiver is None:
                found.append(finding)
        return found
