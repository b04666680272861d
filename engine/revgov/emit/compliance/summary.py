"""The first page: in a few sentences and numbers how things stand, and then the scores."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.emit.compliance.measured import tallies
from revgov.emit.compliance.records import attestations, exceptions
from revgov.emit.compliance.scores import METHOD, Asset, assets, cells, functions, overall
from revgov.emit.declared import days_past, due, owners, party
from revgov.emit.document import Cell, Figure, Figures, Linked, Row, Section, State, Table
from revgov.emit.edition import Edition
from revgov.emit.names import heading, readable
from revgov.emit.plain import slug
from revgov.finding import Severity
from revgov.kinds import BY_NAME, PILLARS, Kpi

FIRST = 8
"""How many findings the first page names."""


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def summary(edition: Edition) -> Section:
    return Section("summary", "Summary", (verdict(edition), Figures(tuple(figures(edition))), first(edition)))


def verdict(edition: Edition) -> str:
    """How things stand, in sentences."""
    score = overall(edition)
    there = [asset for asset in assets(edition) if not asset.missing]
    late = sum(one.late for one in tallies(edition))
    stale = sum(one.state.tone == "bad" for one in attestations(edition))
    ending = sum(one.state.tone != "quiet" for one in exceptions(edition))
    in_place = f"{len(there)} of 10 assets are in place, and {score.percent or 0}% of the {score.total} declarations"
    sentences = [
        f"{in_place} in force are without open errors or warnings.",
        still_open(edition),
        f"{counted(late, 'target or promise is', 'targets and promises are')} not met." if late else "",
        f"{counted(stale, 'sign-off')} no longer {'stands' if stale == 1 else 'stand'}." if stale else "",
        f"{counted(ending, 'waiver')} {'has' if ending == 1 else 'have'} expired or will soon." if ending else "",
    ]
    return " ".join(filter(None, sentences))


def still_open(edition: Edition) -> str:
    errors, warnings, waived = counts(edition)
    notes = len(edition.open) - errors - warnings
    open_ = [
        counted(count, word) for count, word in ((errors, "error"), (warnings, "warning"), (notes, "note")) if count
    ]
    words = f"Open: {' and '.join(filter(None, (', '.join(open_[:-1]), open_[-1])))}" if open_ else "Nothing is open"
    return words + (f"; {counted(waived, 'finding is', 'findings are')} tolerated by waivers." if waived else ".")


def counts(edition: Edition) -> tuple[int, int, int]:
    """Open errors, open warnings, waived findings."""
    errors = sum(finding.severity is Severity.ERROR for finding in edition.open)
    warnings = sum(finding.severity is Severity.WARNING for finding in edition.open)
    return errors, warnings, len(edition.findings) - len(edition.open)


def figures(edition: Edition) -> Iterator[Figure]:
    errors, warnings, waived = counts(edition)
    score = overall(edition)
    signed = list(attestations(edition))
    valid = sum(one.state.tone == "good" for one in signed)
    kpis = edition.governance.every(Kpi)
    owned = sum(bool(owners(edition.governance, kpi)) for kpi in kpis)
    yield Figure("–" if score.percent is None else f"{score.percent}%", "of declarations clean", score.tone)
    yield Figure(str(errors), "open errors" if errors != 1 else "open error", "bad" if errors else "good")
    yield Figure(str(warnings), "open warnings" if warnings != 1 else "open warning", "fair" if warnings else "good")
    yield Figure(str(waived), "findings waived" if waived != 1 else "finding waived", "quiet")
    yield Figure(f"{valid} of {len(signed)}", "sign-offs valid", "good" if signed and valid == len(signed) else "fair")
    tone = "quiet" if not kpis else "good" if owned == len(kpis) else "bad"
    yield Figure(f"{owned} of {len(kpis)}", "KPIs with an owner", tone)
    targets, promises = tallies(edition)
    yield targets.figure("KPI targets met")
    yield promises.figure("promises of service and data kept")
    in_force = (node for nodes in edition.governance.in_force_by_kind.values() for node in nodes)
    late = sum(days_past(edition, due(node)) > 0 for node in in_force)
    yield Figure(str(late), "reviews overdue" if late != 1 else "review overdue", "bad" if late else "good")


def first(edition: Edition) -> Table:
    """The open errors that a reader should ask about first: one of each check, then the rest."""
    errors = [finding for finding in edition.open if finding.severity is Severity.ERROR]
    seen: dict[str, int] = {}
    ranked = []
    for finding in errors:
        seen[finding.check] = seen.get(finding.check, 0) + 1
        ranked.append((seen[finding.check], finding.order, finding))
    rows: list[tuple[Cell, ...]] = []
    for _, _, finding in sorted(ranked)[:FIRST]:
        node = edition.governance.get(finding.node or "")
        who = ", ".join(map(str, owners(edition.governance, node))) if node else ""
        rows.append((finding.message, who or "–", Linked(finding.check, f"#check-{slug(finding.check)}")))
    more = len(errors) - len(rows)
    caption = "What needs attention first" + (f"; {counted(more, 'more error')} below" if more > 0 else "")
    return Table(("Open error", "Owner", "Check"), tuple(rows), caption=caption, empty="No error is open.")


def standing(edition: Edition) -> Section:
    """The scores, with how they are computed."""
    pillars = tuple(named(pillar) for pillar in PILLARS)
    grid: tuple[tuple[Cell, ...], ...] = tuple(
        (named(layer), *(score.shown() for score in row)) for layer, row in cells(edition)
    )
    by_function: tuple[tuple[Cell, ...], ...] = tuple(
        (named(function), score.shown()) for function, score in functions(edition).items()
    )
    return Section(
        "scores",
        "Where the governance stands",
        (METHOD,),
        (
            Section("layers", "By layer and pillar", (Table(("Layer", *pillars), grid, matrix=True),)),
            Section("assets", "The ten assets", (asset_table(edition),)),
            Section(
                "functions",
                "By function",
                (Table(("Function", "Score"), by_function, empty="No function is declared."),),
            ),
        ),
    )


def named(word: str) -> str:
    return heading(word).replace("Performance governance", "Performance and governance")


def asset_table(edition: Edition) -> Table:
    signed: dict[str, list[str]] = {}
    for one in attestations(edition):
        signed.setdefault(asset_of(edition, one.signoff.ref), []).append(one.state.tone)
    rows = tuple(asset_row(edition, asset, signed.get(asset.name, [])) for asset in assets(edition))
    return Table(
        ("Asset", "Present", "Complete", "Most owned by", "Last review", "Sign-offs", "Evidence", "Open findings"), rows
    )


def asset_of(edition: Edition, ref: str) -> str:
    """The asset that a sign-off's declaration belongs to."""
    of = next((edge.ref for edge in edition.governance.out.get(ref, ()) if edge.field == "of"), "")
    kind = BY_NAME.get(of.partition(":")[0])
    return kind.asset if kind else ""


def asset_row(edition: Edition, asset: Asset, tones: list[str]) -> tuple[Cell, ...]:
    present = State(f"no {', '.join(map(readable, asset.missing))}", "bad") if asset.missing else State("yes", "good")
    owner: Cell = "–"
    if asset.owner:
        owner = Row((party(edition.governance, asset.owner).title, f"({asset.owned} of {asset.score.total})"), " ")
    valid = tones.count("good")
    signoffs: Cell = State(f"{valid} of {len(tones)} valid", worst(tones)) if tones else "none"
    evidence = str(asset.evidence) if asset.evidence else State("none", "quiet")
    return asset.title, present, asset.score.shown(), owner, asset.reviewed or "–", signoffs, evidence, str(asset.open)


def worst(tones: list[str]) -> str:
    return next(tone for tone in ("bad", "fair", "good") if tone in tones)
