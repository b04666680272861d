"""What an edit comes to: new texts of files, and what the person who asked has to know about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from revgov.edit.draft import Draft
from revgov.governance.governance import Governance
from revgov.governance.load import governance_of
from revgov.governance.questions.named import listed
from revgov.governance.signature import holds
from revgov.kinds import Signoff
from revgov.text import ReadingCache
from revgov.workspace import SourceFile, Workspace

MOST = 12
"""More files than these nobody reads one by one."""


class Outcome(NamedTuple):
    """`drafts` are the files to be written; `done` says what was done, `look` what a person should look at."""

    drafts: tuple[Draft, ...]
    done: tuple[str, ...]
    look: tuple[str, ...] = ()


def after(governance: Governance, drafts: Iterable[Draft]) -> Governance:
    """The governance as it will be read once the drafts are written."""
    files = {**governance.source.files, **{draft.path: draft.new for draft in drafts}}
    sources = [SourceFile(path, files[path], sha256(files[path]).hexdigest()) for path in sorted(files)]
    measured = governance.observations.files
    workspace = Workspace(
        Path(governance.source.root),
        tuple(source for source in sources if source.path not in measured),
        governance.source.commit,
        governance.source.committed_at,
        observations=tuple(source for source in sources if source.path in measured),
        history=governance.history,
    )
    return governance_of(workspace, governance.settings, governance.as_of, ReadingCache(None))


def places(counts: Mapping[str, int]) -> Iterator[str]:
    """How much is changed and where, most of it first: a sentence, or none where nothing is. `counts` is by file."""
    most = sorted(counts, key=lambda path: (-counts[path], path))
    if most:
        told = [f"{path} ({counts[path]})" for path in most[:MOST]]
        if len(most) > MOST:
            told.append(counted(len(most) - MOST, "more file"))
        total = f"{counted(sum(counts.values()), 'place')} in {counted(len(most), 'file')}"
        yield f"{total}: {listed(told)}"


def counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def lapsed(before: Governance, now: Governance) -> Sequence[str]:
    """The sign-offs that held and hold no more, because what was signed has changed: a sentence about each."""
    standing = signed(before)
    still = {signoff for signoff, _ in signed(now)}
    return [
        f"the sign-off '{signoff}' of {of} lapses: what was signed has changed, have it signed again"
        for signoff, of in standing
        if signoff not in still
    ]


def signed(governance: Governance) -> list[tuple[str, str]]:
    """The ids of sign-offs that hold, each with the declaration that is signed."""
    found = []
    for signoff in governance.all(Signoff):
        for edge in governance.out.get(signoff.ref, ()):
            node = governance.get(edge.ref)
            if edge.field == "of" and node is not None and holds(signoff, node):
                found.append((signoff.id, edge.ref))
    return found
