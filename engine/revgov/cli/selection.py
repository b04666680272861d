"""What `--select` may name: checks, families of checks, and house rules."""

from __future__ import annotations

from revgov.cli.options import Mistake, complain, opened
from revgov.report import Report


def verify(select: tuple[str, ...], report: Report) -> None:
    """A check that does not exist finds nothing, which must not look like a clean repository."""
    found = {finding.check for finding in report.findings}
    unseen = [word for word in select if word not in found and not word.startswith("policy:")]
    if not unseen:
        return
    from revgov.checks.catalogue import CATALOGUE
    from revgov.checks.faults import FAULTS

    ids = {*CATALOGUE, *FAULTS}
    families = {id_.partition("-")[0] for id_ in ids}
    for word in unseen:
        if word not in ids and word.removesuffix("-*") not in families:
            from difflib import get_close_matches

            close = get_close_matches(word, sorted(ids | families), n=1)
            raise Mistake(
                f"--select: '{word}' is no check and no family{f'; did you mean {close[0]}?' if close else ''}"
            )


def verify_policies(words: list[str], directory: str, as_of: str | None) -> None:
    """The same of house rules, which this version reads but does not run."""
    if not words:
        return
    from revgov.governance.questions.named import UnknownName, named

    governance = opened(directory, as_of)
    for word in words:
        try:
            named(governance, word, ("policy",))
        except UnknownName as error:
            raise Mistake(f"--select: {error}") from None
    complain(f"house rules are not run in this version, so nothing is found by {', '.join(words)}")
