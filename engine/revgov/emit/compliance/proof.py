"""Sign-offs, waivers and evidence, as an auditor reads them."""

from __future__ import annotations

from revgov.emit.compliance.records import attestations, exceptions, proofs
from revgov.emit.compliance.scores import assets
from revgov.emit.compliance.summary import counted
from revgov.emit.declared import party, titles
from revgov.emit.document import Cell, Code, Lines, Linked, Section, State, Table
from revgov.emit.edition import Edition


def signoffs(edition: Edition) -> Section:
    """Who stands by what, and whether it is still the text they signed."""
    intro = (
        "A sign-off carries a digest of the declaration it was given for. When the declaration changes in substance, "
        "the sign-off is stale and must be given anew."
    )
    rows = tuple(
        (
            one.statement,
            one.signed_by,
            one.signoff.on.isoformat() if one.signoff.on else "–",
            Code((one.signoff.digest or "none")[:16]),
            one.state,
        )
        for one in attestations(edition)
    )
    table = Table(("Statement", "Signed by", "On", "Digest", "Standing"), rows, empty="Nobody has signed anything.")
    missing = tuple(
        (edition.governance.title(finding.node or ""), finding.message)
        for finding in edition.open
        if finding.check == "x-signoff-missing"
    )
    demanded = Table(
        ("Declaration", "What is missing"),
        missing,
        caption="Sign-offs that the charter demands",
        empty="No demanded sign-off was found missing.",
    )
    return Section("sign-offs", "Sign-offs", (intro, table, demanded))


def waivers(edition: Edition) -> Section:
    """The exceptions in force, on whose word and for how long."""
    rows = []
    for one in exceptions(edition):
        waiver = one.waiver
        named = Lines(
            tuple(
                edition.governance.title(edge.ref)
                for edge in edition.governance.out.get(waiver.ref, ())
                if edge.field == "for"
            )
        )
        left = "–" if one.days_left is None else counted(one.days_left, "day") if one.days_left >= 0 else "expired"
        approved = str(party(edition.governance, waiver.approved_by)) if waiver.approved_by else State("nobody", "bad")
        asked = titles(edition.governance, [waiver.requested_by]) if waiver.requested_by else "–"
        expires = waiver.expires.isoformat() if waiver.expires else "–"
        cells: tuple[Cell, ...] = (
            Lines((waiver.title, Code(waiver.check or "no check"))), named, waiver.reason or State("none given", "bad"),
            asked, approved,
            Lines((expires, left)), str(one.covers), one.state,
        )  # fmt: skip
        rows.append(cells)
    columns = ("Waiver", "For", "Reason", "Asked for by", "Approved by", "Ends", "Findings covered", "Standing")
    return Section("waivers", "Waivers", (Table(columns, tuple(rows), empty="No waiver is declared."),))


def evidence(edition: Edition) -> Section:
    """What proves that something is so, and how fresh it is."""
    rows = tuple(
        (
            edition.governance.title(one.node),
            Linked(one.evidence.what, (one.evidence.url or "").lstrip("#")),
            one.evidence.on.isoformat() if one.evidence.on else "–",
            titles(edition.governance, [one.evidence.by]) if one.evidence.by else "–",
            one.state,
        )
        for one in proofs(edition)
    )
    bare = [asset.title for asset in assets(edition) if not asset.evidence and not asset.missing]
    without = f"In place but without any evidence: {', '.join(bare)}." if bare else "Every asset in place has evidence."
    table = Table(("For", "Evidence", "Collected", "By", "Freshness"), rows, empty="No evidence is declared.")
    return Section("evidence", "Evidence", (without, table))
