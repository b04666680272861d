"""`revgov rename`: another id for a declaration, everywhere it is named."""

from __future__ import annotations

from collections.abc import Sequence

from revgov.edit.draft import Draft, drafted
from revgov.edit.new_id import expect_readable, references
from revgov.edit.observations import observed
from revgov.edit.outcome import Outcome, after, lapsed, places
from revgov.edit.page import Refused
from revgov.edit.remains import remains
from revgov.edit.rename_steps import found_in, kept, renaming_of
from revgov.edit.same_graph import expect_same
from revgov.edit.step import Append, Insert, Remove, Step
from revgov.governance.governance import Governance
from revgov.kinds import Node


def rename(governance: Governance, node: Node, new: str, *, keep_was: bool = True) -> Outcome:
    """Gives a declaration another id. Raises Refused where that is impossible or would change what a text means.

    `keep_was` adds the old id to `was`, by which calendars find a meeting again and people what they remember.
    """
    refs = references(governance, node, new)
    expect_readable(governance)
    renaming = renaming_of(governance, node, refs, keep_was=keep_was)
    files = {path: data for path, data in governance.source.files.items() if path not in governance.observations.files}
    found = {path: found_in(renaming, path, data) for path, data in files.items()}
    look = dict.fromkeys(sentence for one in found.values() for sentence in one.look)
    drafts = [draft_of(path, files[path], one.steps, look) for path, one in found.items() if one.steps]
    measured = dict(observed(governance, refs))
    drafts += measured
    now = after(governance, drafts)
    look |= dict.fromkeys((*expect_same(governance, now, refs), *lapsed(governance, now)))
    look |= dict.fromkeys(remains(now.source.files, refs))
    counts = {path: one.places for path, one in found.items() if one.places}
    counts |= {draft.path: count for draft, count in measured.items()}
    became = refs[node.ref]
    told = (f"{node.ref} is now {became}: {where}" for where in places(counts))
    return Outcome(tuple(drafts), (*told, *kept(node, now.nodes[became])), tuple(look))


def draft_of(path: str, data: bytes, steps: Sequence[Step], look: dict[str, None]) -> Draft:
    """The file under the new id; where its layout leaves no room for what is kept of the old one, without that."""
    needed = [step for step in steps if not isinstance(step, (Insert, Append, Remove))]
    try:
        return drafted(path, data, steps)
    except Refused:
        draft = drafted(path, data, needed)
    kept = [f"{key}: {value}" for step in steps if isinstance(step, Insert) for key, value in step.entries]
    look[f"in {path} there is no room for {' and '.join(kept) or 'a change of `was`'}; add it by hand"] = None
    return draft
