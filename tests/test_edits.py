"""The commands that edit, on the example company and on what others wrote: they touch what they are about, no more."""

from __future__ import annotations

import datetime
import re
import shutil
from collections import Counter
from difflib import ndiff
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revgov.edit.draft import comparable
from revgov.edit.fixes import fix
from revgov.edit.format import formatted
from revgov.edit.outcome import after
from revgov.edit.rename import rename
from revgov.governance.governance import Edge, Governance
from revgov.kinds.mentions import mentions
from revgov.opening import governance_of, open_workspace
from revgov.text import ReadingCache, read
from tests.commands import ROOT, TODAY, run

KUBERNETES = ROOT.parent / "shared" / "data" / "governance" / "kubernetes"
PARTS = ("charter.yaml", "revgov.yaml", "raci", "kpi_tree", "cadence", "policies")
ALLOWED = ("--reason", "r", "--approved-by", "cro", "--requested-by", "cfo")
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def company_in(folder: Path) -> Path:
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)  # type: ignore[operator]
    return folder


@cache
def company() -> Governance:
    return loaded(ROOT)


@cache
def community() -> Governance:
    if not KUBERNETES.is_dir():
        pytest.skip(f"the test data is not at {KUBERNETES}")
    return loaded(KUBERNETES)


def loaded(root: Path) -> Governance:
    workspace, settings_ = open_workspace(root)
    return governance_of(workspace, settings_, datetime.date.fromisoformat(TODAY), ReadingCache(None))


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def changed_lines(old: bytes, new: bytes) -> tuple[list[str], list[str]]:
    lines = list(ndiff(old.decode().splitlines(), new.decode().splitlines()))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


# --- rename


def there_and_back(before: Governance, ref: str, *, keep_was: bool) -> None:
    node = before.nodes[ref]
    kind, _, id_ = ref.partition(":")
    short, new_id = id_.rpartition(".")[2], f"{id_.rpartition('.')[0]}.zz_new".removeprefix(".")
    outcome = rename(before, node, "zz_new", keep_was=keep_was)
    now = after(before, outcome.drafts)
    new = {ref: f"{kind}:{new_id}"}
    if kind == "dataset":
        new |= {
            one.ref: f"field:zz_new.{one.id.partition('.')[2]}" for one in before if one.ref.startswith(f"field:{id_}.")
        }
    assert set(now.nodes) == {new.get(one, one) for one in before.nodes}
    for one, edges in before.out.items():
        assert set(now.out[new.get(one, one)]) == {Edge(edge.field, new.get(edge.ref, edge.ref)) for edge in edges}
    for draft in outcome.drafts:
        gone, come = changed_lines(draft.old or b"", draft.new)
        assert all(short in line for line in gone)
        assert all("zz_new" in line or line.strip() in (f"was: {short}", f"is: {short}") for line in come)
    back = after(now, rename(now, now.nodes[new[ref]], short, keep_was=keep_was).drafts)
    if keep_was or now.nodes[new[ref]].is_ == node.is_:
        assert back.source.files == before.source.files


@SLOW
@given(draw=st.data(), keep_was=st.booleans())
def test_a_new_id_and_back_gives_the_same_bytes(draw: st.DataObject, keep_was: bool) -> None:
    refs = sorted(set(company().nodes) - {"charter:charter"})
    there_and_back(company(), draw.draw(st.sampled_from(refs)), keep_was=keep_was)


@pytest.mark.parametrize(
    "ref", ["dataset:opportunity", "field:opportunity.amount", "role:cro", "kpi:new_arr", "calendar:company"]
)
def test_what_is_named_most_goes_and_comes_back(ref: str) -> None:
    there_and_back(company(), ref, keep_was=True)


@settings(SLOW, max_examples=5)
@given(draw=st.data())
def test_the_same_of_what_others_wrote(draw: st.DataObject) -> None:
    refs = sorted(set(community().nodes) - {"charter:charter"})
    there_and_back(community(), draw.draw(st.sampled_from(refs)), keep_was=draw.draw(st.booleans()))


# --- fmt


@pytest.mark.parametrize("governed", [company, community])
def test_form_changes_no_meaning_no_comment_and_nothing_the_second_time(governed: object) -> None:
    before: Governance = governed()  # type: ignore[operator]
    moved = 0
    for path, whole in before.source.files.items():
        if path in before.observations.files:
            continue
        data = out_of_order(whole)
        new, left = formatted(path, data)
        moved += new != data
        assert formatted(path, new) == (new, left)
        assert comparable(read(new).values) == comparable(read(data).values)
        assert comments(new) == comments(data)
    assert moved


def out_of_order(data: bytes) -> bytes:
    """A file in which each owner stands above the line before it, where that is a field of one line too."""
    return re.sub(rb"(?m)^( +)(\w+: [^\n>|]+\n)\1(owner: [^\n]+\n)", rb"\1\3\1\2", data)


def test_the_example_is_in_canonical_form() -> None:
    assert {path: formatted(path, data) for path, data in texts_of(company()).items()} == {
        path: (data, []) for path, data in texts_of(company()).items()
    }


def texts_of(governance: Governance) -> dict[str, bytes]:
    measured = governance.observations.files
    return {path: data for path, data in governance.source.files.items() if path not in measured}


def comments(data: bytes) -> Counter[str]:
    return Counter(line.strip() for line in data.decode().splitlines() if line.strip().startswith("#"))


# --- fix


@SLOW
@given(draw=st.data())
def test_slips_are_mended_where_they_are_and_twice_is_once(draw: st.DataObject) -> None:
    before = company()
    refs = st.sampled_from([node.ref for node in before if any(mentions(node))])
    node = before.nodes[draw.draw(refs)]
    mention = draw.draw(st.sampled_from(list(mentions(node))))
    spot = node.at(*mention.path, word=mention.word, key=mention.key)
    place = before.place(spot)
    lines = before.source.files[place.path].decode().splitlines(keepends=True)
    line = lines[place.line - 1]
    at = draw.draw(st.integers(place.column - 1, max(place.column - 1, place.end_column - 2)))
    lines[place.line - 1] = line[:at] + line[at + 1 :]
    data = "".join(lines).encode()
    from revgov.edit.draft import Draft

    damaged = after(before, [Draft(place.path, before.source.files[place.path], data)])
    mended = fix(damaged, ("x-ref-unresolved", "schema"))
    again = fix(mended.governance, ("x-ref-unresolved", "schema"))
    assert again.outcome.drafts == again.outcome.done == ()
    for draft in mended.outcome.drafts:
        assert draft.path == place.path
        gone, come = changed_lines(draft.old or b"", draft.new)
        assert len(gone) == len(come) == 1
        assert gone == [lines[place.line - 1].rstrip("\n")]


# --- the commands


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return company_in(tmp_path)


def test_rename_says_what_it_did_and_what_to_look_at(root: Path) -> None:
    before = state(root)
    shown = run("rename", "kpi:new_arr", "new_revenue", "--diff", cwd=root)
    assert shown.code == 0
    assert "+  new_revenue:\n" in shown.stdout
    assert state(root) == before
    ran = run("rename", "kpi:new_arr", "new_revenue", cwd=root / "raci")
    assert ran.code == 0, ran.stderr
    first, *rest = ran.stdout.splitlines()
    assert first.startswith("kpi:new_arr is now kpi:new_revenue: ")
    assert any("lapses: what was signed has changed" in line for line in rest)
    assert run("rename", "new_revenue", "new_arr", cwd=root).code == 0
    assert state(root) == before


def test_fix_mends_and_tells_what_is_left(root: Path) -> None:
    file = root / "kpi_tree" / "sales.yaml"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"owner: vp_sales", b"owner: vp_sale", 1).replace(b"unit: count", b"unit: cnt x", 1))
    shown = run("fix", "--diff", "--as-of", TODAY, cwd=root)
    assert shown.code == 1
    assert "+    owner: vp_sales\n" in shown.stdout
    ran = run("fix", "--as-of", TODAY, cwd=root)
    assert ran.code == 1
    assert "Use 'vp_sales' (x-ref-unresolved)" in ran.stdout
    assert "mended 1 place in 1 file: kpi_tree/sales.yaml (1)\nleft: 1 error" in ran.stdout
    assert ran.stdout.endswith("\n  schema-unreadable (1)\n  `revgov check` shows them\n")
    ran = run("fix", "--as-of", TODAY, "--select", "schema", "--select", "kpi", cwd=root)
    assert ran.stdout.endswith("\n  schema-unreadable (1)\n  `revgov check --select schema --select kpi` shows them\n")
    assert file.read_bytes() == whole.replace(b"unit: count", b"unit: cnt x", 1)
    file.write_bytes(whole)
    ran = run("fix", "--as-of", TODAY, cwd=root)
    assert ran.code == 0
    assert ran.stdout.startswith("nothing mends itself: ")
    assert len(ran.stdout.splitlines()) == 1
    assert run("fix", "--select", "no-such", cwd=root).code == 2


def test_fmt_checks_shows_and_writes(root: Path) -> None:
    canonical = state(root)
    assert run("fmt", "--check", cwd=root) == ("", "", 0)
    file = root / "kpi_tree" / "sales.yaml"
    file.write_bytes(out_of_order(file.read_bytes()))
    before = state(root)
    assert before != canonical
    assert run("fmt", "--check", cwd=root) == ("kpi_tree/sales.yaml would change\n", "", 1)
    assert run("fmt", "--check", "--diff", cwd=root).code == 1
    assert run("fmt", "--diff", cwd=root).code == 0
    assert state(root) == before
    assert run("fmt", cwd=root).code == 0
    assert run("fmt", "--check", cwd=root) == ("", "", 0)
    assert state(root) == canonical
    assert run("check", "--as-of", TODAY, "--no-cache", cwd=root).code == 0


def test_waive_and_signoff_add_lines_and_change_none(root: Path) -> None:
    file = root / "kpi_tree" / "sales.yaml"
    file.write_bytes(file.read_bytes().replace(b"    owner: vp_sales\n", b"", 1))
    before = state(root)
    asked = ("--reason", "A search: \x1b[31mred", "--approved-by", "cro", "--requested-by", "revops_manager")
    waived = ("waive", "x-owner-missing", "kpi:won_deals", *asked, "--expires", "2027-01-31", "--as-of", TODAY)
    assert "control character" in (refused := run(*waived, cwd=root)).stderr or refused.code == 2
    assert "\x1b" not in refused.stderr
    asked = ("--reason", "A search: soon over", *asked[2:])
    waived = ("waive", "x-owner-missing", "kpi:won_deals", *asked, "--expires", "2027-01-31", "--as-of", TODAY)
    assert run(*waived, cwd=root).code == 0
    assert run("signoff", "kpi:new_arr", "--by", "cro", "--as-of", TODAY, cwd=root).code == 0
    now = state(root)
    assert {path for path in now if now[path] != before.get(path)} == {
        "policies/waivers.yaml",
        "cadence/records/signoffs.yaml",
    }
    for path in ("policies/waivers.yaml", "cadence/records/signoffs.yaml"):
        assert now[path].startswith(before[path])
    assert run("check", "--as-of", TODAY, "--no-cache", "--select", "x-owner-missing", cwd=root).code == 0
    assert run(*waived, cwd=root).code == 2


@pytest.mark.parametrize(
    "asked",
    [
        ("rename", "kpi:no_such", "x"),
        ("rename", "kpi:new_arr", "win_rate"),
        ("rename", "kpi:new_arr", "\x1b[2Jx"),
        ("waive", "yaml-syntax", *ALLOWED, "--expires", "2027-01-01"),
        ("waive", "x-owner-missing", *ALLOWED, "--expires", "soon"),
        ("signoff", "kpi:new_arr", "--by", "win_rate"),
        ("signoff", "kpi:new_arr", "--by", "cro", "--on", "20260101"),
        ("signoff", "kpi:new_arr", "--by", "cro", "--file", "../x.yaml"),
    ],
)
def test_what_is_refused_changes_nothing_and_says_why(root: Path, asked: tuple[str, ...]) -> None:
    before = state(root)
    ran = run(*asked, cwd=root)
    assert ran.code == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith("revgov: ")
    assert "\x1b" not in ran.stderr
    assert state(root) == before
