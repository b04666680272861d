"""The compliance report: how far the governance is what the framework asks for, and on whose word the rest stands."""

from __future__ import annotations

from collections.abc import Iterator

from revgov.emit.compliance.report import report
from revgov.emit.compliance.values import values
from revgov.emit.edition import Edition, File, json_bytes
from revgov.emit.markdown import document
from revgov.emit.page import page


def compliance(edition: Edition) -> Iterator[File]:
    """`reports/compliance` as a page to read and print, as Markdown, and as JSON for other programs."""
    whole = report(edition)
    yield "reports/compliance.html", page(whole)
    yield "reports/compliance.md", document(whole)
    yield "reports/compliance.json", json_bytes(values(edition))
