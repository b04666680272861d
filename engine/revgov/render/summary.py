"""The end of a long report: which asset and whose work is how far from done, and what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from revgov.finding import Finding, Severity
from revgov.render.terminal import fitted, padded, plain, width, wrapped
from revgov.render.text import of_nothing
from revgov.report import Report, Tally

WIDEST = 80
STEPS = 5
ROWS = 10
NAMES = 42
# What other findings follow from, in the order in which it should be mended.
FIRST = ("yaml-", "x-id-duplicate", "schema-", "x-ref-unresolved")


def summary_of(report: Report) -> str:
    """Three parts of at most 80 columns: by asset, by owner, and the few steps that help most."""
    from revgov.kinds import ASSETS

    standing = [finding for finding in report.findings if not finding.waiver]
    assets = [(ASSETS.get(one.name or "", outside(one)), one) for one in report.tallies("asset")]
    owners = [(one.name or "nobody in particular", one) for one in report.tallies("owner")]
    parts = (table("By asset", assets), table("By owner", owners), steps(report, standing))
    return "\n\n".join("\n".join(part) for part in parts)


def outside(tally: Tally) -> str:
    return (tally.name or "the text of files").replace("_", " ").capitalize()


def table(title: str, rows: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """A row for each name with its counts; of many owners the most urgent."""
    room = min(NAMES, max(width(title) - 2, *(width(plain(name)) for name, _ in rows[:ROWS])))
    yield f"{padded(title, room + 2)}  {'errors':>8}{'warnings':>10}{'infos':>7}"
    for name, one in rows[:ROWS]:
        yield f"  {padded(fitted(plain(name), room), room)}  {one.error:>8}{one.warning:>10}{one.info:>7}"
    if len(rows) > ROWS:
        rest = [one for _, one in rows[ROWS:]]
        yield f"  and {len(rest)} more with {counted(sum(one.error for one in rest), Severity.ERROR)} in all"


def steps(report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    """What to do first, most urgent first: what hides other findings, then errors before warnings, many before few."""
    yield "What to do first"
    groups = grouped(findings)
    for number, group in enumerate(groups[:STEPS], start=1):
        lines = [line for sentence in step(report, group) for line in wrapped(sentence, WIDEST - 5)]
        yield f"  {number}. {lines[0]}"
        yield from (f"     {line}" for line in lines[1:])
    if len(groups) > STEPS:
        left = len(groups) - STEPS
        yield f"  Then {left} more check{'s' * (left != 1)}; run this again when these are done."


def grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        # Whatever is wrong with the text, the first thing to do is to mend the text.
        groups.setdefault("yaml-" if finding.check.startswith("yaml-") else finding.check, []).append(finding)
    return sorted(groups.values(), key=urgency)


def urgency(group: Sequence[Finding]) -> tuple[int, int, int, str]:
    check = group[0].check
    before = next((place for place, prefix in enumerate(FIRST) if check.startswith(prefix)), len(FIRST))
    worst = min(finding.severity.rank for finding in group)
    return before, worst, -sum(finding.severity.rank == worst for finding in group), check


def step(report: Report, group: Sequence[Finding]) -> Iterator[str]:
    """One step in words: how much of what, what to do, whose it is and where to begin."""
    check = group[0].check
    remedy = report.remedies.get(check)
    worst = min(group, key=lambda finding: finding.severity.rank)
    others = " and others" if any(finding.check != check for finding in group) else ""
    yield f"{by_severity(group)} {plain(check)}{others}{whose(report, group)}:"
    if worst.severity is Severity.INFO and all(map(of_nothing, group)):
        # A note that something is not there, such as measured values, says itself what to do.
        yield plain(worst.message[:1].upper() + worst.message[1:]) + "."
        return
    yield plain(remedy[:1].upper() + remedy[1:] if remedy else worst.message)
    yield begin(group)


def begin(group: Sequence[Finding]) -> str:
    """Where most of it stands; of what nobody declared, what the first finding says."""
    places = [finding for finding in group if not of_nothing(finding)]
    if not places:
        return f"First: {plain(group[0].message)}."
    files = Counter(finding.place.path for finding in places)
    path = max(files, key=lambda path: files[path])
    first = next(finding for finding in places if finding.place.path == path)
    return (
        f"Begin at {plain(path)}:{first.place.line}{f' ({files[path]} there)' if 1 < files[path] < len(group) else ''}."
    )


def by_severity(group: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in group)
    return ", ".join(counted(counts[severity], severity) for severity in Severity if counts[severity])


def counted(count: int, severity: Severity) -> str:
    word = severity.value if count == 1 or severity is Severity.INFO else f"{severity.value}s"
    return f"{count} {word}"


def whose(report: Report, group: Sequence[Finding]) -> str:
    """Whose work it is: all of it where it is the work of one or two, else whose is the largest part."""
    bearers = (report.bearers.get(finding.fingerprint) for finding in group)
    owners = Counter(bearer.owner for bearer in bearers if bearer is not None and bearer.owner)
    if not owners:
        return ""
    if len(owners) <= 2 and owners.total() == len(group):
        return f", for {' and '.join(plain(owner) for owner, _ in owners.most_common())}"
    first, number = owners.most_common(1)[0]
    return f", {'most' if 2 * number > len(group) else number} of them for {plain(first)}"
