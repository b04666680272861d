"""The baseline: what stood when a company began is left out, and it only ever becomes shorter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.render.reports import UNRESOLVED, WAIVED, report

from revgov.baseline import (
    BaselineError,
    Entry,
    Rewritten,
    knows,
    recalled,
    remember,
    rewritten,
    text_of,
    without,
)
from revgov.finding import Finding, Severity
from revgov.report import Known

OTHER = WAIVED._replace(waiver=None)
FIRST, _ = rewritten(report(UNRESOLVED, OTHER), None)


def test_the_first_writing_takes_up_everything_that_stands() -> None:
    baseline, did = rewritten(report(UNRESOLVED, OTHER), None)
    assert set(baseline) == {UNRESOLVED.fingerprint, OTHER.fingerprint}
    assert did == Rewritten(kept=0, added=2, dropped=0, refused=0)


def test_a_waived_finding_is_not_taken_up() -> None:
    baseline, _ = rewritten(report(UNRESOLVED, WAIVED), None)
    assert set(baseline) == {UNRESOLVED.fingerprint}


@pytest.mark.parametrize("check", ["yaml-syntax", "schema-unreadable", "engine-fault", "x-id-duplicate"])
def test_what_nobody_may_live_with_is_neither_taken_up_nor_known(check: str) -> None:
    fault = UNRESOLVED._replace(check=check)
    assert rewritten(report(fault), None)[0] == {}
    smuggled = {fault.fingerprint: Entry(check, Severity.ERROR, None, "written by hand")}
    assert not knows(smuggled, fault)
    assert without(report(fault), smuggled, "b.json").findings == (fault,)


def test_a_baseline_that_is_there_drops_what_is_mended_and_refuses_what_is_new() -> None:
    after, did = rewritten(report(OTHER), {UNRESOLVED.fingerprint: FIRST[UNRESOLVED.fingerprint]})
    assert (after, did) == ({}, Rewritten(kept=0, added=0, dropped=1, refused=1))


def test_an_empty_baseline_is_one_that_is_there() -> None:
    after, did = rewritten(report(OTHER), {})
    assert (after, did.refused) == ({}, 1)


def test_force_adds_what_is_new() -> None:
    after, did = rewritten(report(UNRESOLVED, OTHER), {OTHER.fingerprint: FIRST[OTHER.fingerprint]}, force=True)
    assert (set(after), did) == (set(FIRST), Rewritten(kept=1, added=1, dropped=0, refused=0))


def test_what_it_knows_is_neither_shown_nor_counted() -> None:
    left = without(report(UNRESOLVED, OTHER), {OTHER.fingerprint: FIRST[OTHER.fingerprint]}, "b.json")
    assert left.findings == (UNRESOLVED,)
    assert left.known == Known("b.json", findings=1, fixed=0)
    assert left.summary["warning"] == 0


def test_a_finding_that_moved_is_still_known() -> None:
    moved = UNRESOLVED._replace(place=UNRESOLVED.place._replace(line=99), message="said otherwise")
    assert knows(FIRST, moved)


WORSE = OTHER._replace(severity=Severity.ERROR)
MILDER = OTHER._replace(severity=Severity.INFO)


def test_what_has_become_worse_shows_again_and_what_is_milder_does_not() -> None:
    assert OTHER.severity is Severity.WARNING
    assert without(report(WORSE), FIRST, "b.json").findings == (WORSE,)
    assert without(report(MILDER), FIRST, "b.json").findings == ()


def test_what_has_become_worse_is_only_added_by_force() -> None:
    after, did = rewritten(report(UNRESOLVED, WORSE), FIRST)
    assert (after, did.refused) == (FIRST, 1)
    after, did = rewritten(report(UNRESOLVED, WORSE), FIRST, force=True)
    assert knows(after, WORSE)


def test_what_has_become_milder_may_not_become_worse_again() -> None:
    after, _ = rewritten(report(UNRESOLVED, MILDER), FIRST)
    assert knows(after, MILDER)
    assert not knows(after, OTHER)


@pytest.mark.parametrize("forged", [{"check": "x-nothing"}, {"node": "kpi:another"}], ids=str)
def test_an_entry_that_says_something_else_knows_nothing_until_it_is_written_anew(forged: dict[str, str]) -> None:
    entry = FIRST[OTHER.fingerprint]._replace(**forged)
    assert without(report(OTHER), {OTHER.fingerprint: entry}, "b.json").findings == (OTHER,)
    assert rewritten(report(OTHER), {OTHER.fingerprint: entry})[0] == {OTHER.fingerprint: FIRST[OTHER.fingerprint]}


def test_an_entry_without_its_severity_is_none(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    entry = {"check": OTHER.check, "node": OTHER.node, "message": OTHER.message}
    file.write_text(json.dumps({"version": 1, "findings": {OTHER.fingerprint: entry}}), encoding="utf-8")
    with pytest.raises(BaselineError, match="is no baseline"):
        recalled(file)


def test_a_link_to_nothing_is_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "baseline.json"
    link.symlink_to(tmp_path / "nowhere.json")
    with pytest.raises(BaselineError, match="ordinary file"):
        recalled(link)


def test_entries_that_match_nothing_are_told() -> None:
    known = without(report(OTHER), FIRST, "b.json").known
    assert known == Known("b.json", findings=1, fixed=1)


def test_an_entry_whose_finding_is_waived_by_now_is_not_needed_any_more() -> None:
    left = without(report(WAIVED), FIRST, "b.json")
    assert (left.findings, left.known) == ((WAIVED,), Known("b.json", findings=0, fixed=2))
    assert rewritten(report(WAIVED), FIRST)[0] == {}


@pytest.mark.parametrize("families", [["raci"], ["raci-*"], ["raci-no-responsible"]], ids=str)
def test_of_checks_that_did_not_run_nobody_says_that_they_are_mended(families: list[str]) -> None:
    known = without(report(), FIRST, "b.json", families).known
    assert known == Known("b.json", findings=0, fixed=1)


def test_it_reads_well_in_a_diff_and_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    remember(file, FIRST)
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[:3] == ["{", ' "version": 1,', ' "findings": {']
    assert [line.partition('"check": ')[2].partition(",")[0] for line in lines[3:5]] == [
        '"raci-no-responsible"',
        '"x-ref-unresolved"',
    ]
    assert "'vp_sale' is not declared" in lines[4]
    assert recalled(file) == FIRST
    assert json.loads(text_of({})) == {"version": 1, "findings": {}}


def test_nothing_in_it_hides_from_a_reader() -> None:
    hidden = UNRESOLVED._replace(message="a\u202eb\nc")
    shown = text_of(rewritten(report(hidden), None)[0])
    assert "\u202e" not in shown
    assert len(shown.splitlines()) == 6
    assert json.loads(shown)["findings"][hidden.fingerprint]["message"] == hidden.message


def test_where_there_is_none_there_is_none(tmp_path: Path) -> None:
    assert recalled(tmp_path / "none.json") is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"version": 1}', '{"version": 1, "findings": []}', '{"version": 1, "findings": {"a": "b"}}',
     '{"version": 1, "findings": {"a": {"check": 1, "node": null, "message": ""}}}', "[" * 100_000,
     '{"version": true, "findings": {}}', '{"version": 0, "findings": {}}', '{"version": 1.0, "findings": {}}',
     '{"version": 1, "findings": {"a": {"check": "", "severity": "bad", "node": null, "message": ""}}}',
     '{"version": 1, "findings": {"a": {"check": "", "severity": "off", "node": null, "message": ""}}}'],
)  # fmt: skip
def test_what_is_no_baseline_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match="is no baseline, or a merge has left its marks in it"):
        recalled(file)


def test_a_baseline_of_a_later_version_is_not_guessed_at(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text('{"version": 2, "findings": {}}', encoding="utf-8")
    with pytest.raises(BaselineError, match="of a later version of revgov"):
        recalled(file)


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot be written: No such file or directory"):
        remember(tmp_path / "none" / "baseline.json", FIRST)


def test_order_of_findings_does_not_matter() -> None:
    def text(*findings: Finding) -> str:
        return text_of(rewritten(report(*findings), None)[0])

    assert text(UNRESOLVED, OTHER) == text(OTHER, UNRESOLVED)
