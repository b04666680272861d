"""Scores: the share of declarations without open error or warning, by layer and pillar, by asset and by function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from revgov.emit.document import State
from revgov.emit.edition import Edition
from revgov.finding import Finding, Severity
from revgov.governance.governance import Governance
from revgov.governance.ownership import function_of, owners_of
from revgov.kinds import ASSETS, BY_NAME, LAYERS, PILLARS, SECTIONS, Node

METHOD = (
    "A score is the share of the declarations in force that bear no open error and no open warning; a waived finding "
    "is not open. Layer and pillar are those of the kind of declaration, unless it names another pillar."
)
GOOD, FAIR = 100, 80


class Score(NamedTuple):
    """How many declarations there are, and how many of them are clean."""

    clean: int
    total: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that only the faultless is 100; None where nothing is declared."""
        return self.clean * 100 // self.total if self.total else None

    @property
    def tone(self) -> str:
        if self.percent is None:
            return "quiet"
        return "good" if self.percent >= GOOD else "fair" if self.percent >= FAIR else "bad"

    def shown(self) -> State:
        if self.percent is None:
            return State("nothing declared", "quiet")
        return State(f"{self.percent}% ({self.clean}\u00a0of\u00a0{self.total})", self.tone)


class Asset(NamedTuple):
    """One of the ten assets: which sections are missing, its score, who owns most of it, and what is open."""

    name: str
    title: str
    missing: tuple[str, ...]
    score: Score
    owner: str | None
    owned: int
    reviewed: str | None
    open: int
    evidence: int


def tainted(findings: Iterable[Finding]) -> frozenset[str]:
    """The declarations that bear an error or a warning."""
    return frozenset(
        finding.node for finding in findings if finding.node and finding.severity.rank <= Severity.WARNING.rank
    )


def scores(edition: Edition, key: Callable[[Node], str | None]) -> Mapping[str, Score]:
    """The score of each group of declarations; `key` names the group of one."""
    bad = tainted(edition.open)
    total: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    for node in filter(edition.governance.in_force, edition.governance):
        group = key(node)
        if group is not None:
            total[group] += 1
            clean[group] += node.ref not in bad
    return {group: Score(clean[group], total[group]) for group in sorted(total)}


def overall(edition: Edition) -> Score:
    return scores(edition, lambda node: "all").get("all", Score(0, 0))


def cell_of(node: Node) -> str:
    """The layer and the pillar of a declaration."""
    kind = BY_NAME[node.kind]
    return f"{kind.layer} {node.pillar if node.pillar in PILLARS else kind.pillar}"


def cells(edition: Edition) -> Iterator[tuple[str, tuple[Score, ...]]]:
    """Each layer with its score in each pillar: fifteen cells."""
    found = scores(edition, cell_of)
    for layer in LAYERS:
        yield layer, tuple(found.get(f"{layer} {pillar}", Score(0, 0)) for pillar in PILLARS)


def functions(edition: Edition) -> Mapping[str, Score]:
    """The score of each function; every function of the charter is there."""
    none = {function: Score(0, 0) for function in edition.governance.charter.functions}
    return none | dict(scores(edition, partial(function_of, edition.governance)))


def assets(edition: Edition) -> Iterator[Asset]:
    """The ten assets, in the framework's order."""
    governance = edition.governance
    found = scores(edition, lambda node: BY_NAME[node.kind].asset)
    waiting = Counter(asset_of(finding) for finding in edition.open)
    for name, title in ASSETS.items():
        nodes = [node for node in governance if BY_NAME[node.kind].asset == name and governance.in_force(node)]
        owned = Counter(owner for node in nodes for owner in owners_of(governance, node)[:1])
        owner, count = max(owned.items(), key=lambda one: (one[1], one[0]), default=(None, 0))
        reviews = (node.review.last for node in nodes if node.review and node.review.last)
        latest = max(reviews, default=None)
        yield Asset(
            name, title, missing(governance, name), found.get(name, Score(0, 0)), owner, count,
            latest.isoformat() if latest else None, waiting[name], sum(len(node.evidence) for node in nodes),
        )  # fmt: skip


def asset_of(finding: Finding) -> str | None:
    """The asset that a finding is about; None for the text itself."""
    kind = BY_NAME.get((finding.node or "").partition(":")[0])
    return kind.asset if kind else None


def missing(governance: Governance, asset: str) -> tuple[str, ...]:
    """The sections that the profile asks for and that declare too little."""
    wanted = governance.profile.assets.get(asset, {})
    return tuple(
        section for section, least in sorted(wanted.items())
        if section in SECTIONS and len(governance.in_force_by_kind[SECTIONS[section].name]) < least
    )  # fmt: skip
