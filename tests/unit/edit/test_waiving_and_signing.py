"""Waivers and signatures: written as they must be, refused to whoever may not have them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import TODAY, governance

from revgov.checks.run import findings_of
from revgov.edit.outcome import Outcome, after
from revgov.edit.page import Refused
from revgov.edit.signoff import signoff
from revgov.edit.waive import Terms, waive
from revgov.governance.governance import Governance
from revgov.governance.signature import holds, signature
from revgov.kinds import Signoff

PEOPLE = """\
people:
  ada: {}
  ben: {until: 2026-06-30}
  cem: {}
  dan: {}
roles:
  cro: {held_by: [ada]}
  cfo: {held_by: [cem, dan]}
  late: {held_by: [ada], until: 2026-06-30}
  empty: {held_by: [ben]}
kpis:
  arr: {name: ARR}
  nrr: {owner: cro, target: [x]}
"""
TERMS = Terms("the owner\n  is on her way", "cfo", "cro", datetime.date(2027, 1, 31))


@pytest.fixture
def company(tmp_path: Path) -> Governance:
    return governance(tmp_path, {"raci/people.yaml": PEOPLE})


def text(outcome: Outcome) -> str:
    (draft,) = outcome.drafts
    return draft.new.decode()


def test_a_waiver_is_written_and_covers_the_finding(company: Governance) -> None:
    outcome = waive(company, "x-owner-missing", "arr", TERMS)
    assert text(outcome) == (
        'waivers:\n  x_owner_missing_arr:\n    check: x-owner-missing\n    for: ["kpi:arr"]\n'
        "    reason: the owner is on her way\n    requested_by: cfo\n    approved_by: cro\n    expires: 2027-01-31\n"
    )
    covered = [one.node for one in findings_of(after(company, outcome.drafts)) if one.waiver == "x_owner_missing_arr"]
    assert covered == ["kpi:arr"]


def test_a_fingerprint_names_the_finding_and_a_second_waiver_another_id(company: Governance) -> None:
    (finding,) = (one for one in findings_of(company) if (one.check, one.node) == ("x-owner-missing", "kpi:arr"))
    outcome = waive(company, finding.fingerprint[:8], None, TERMS)
    expired = TERMS._replace(expires=datetime.date(2026, 12, 1))
    assert waive(company, finding.fingerprint, None, expired).look == (
        "the waiver 'x_owner_missing_arr' expires on 2026-12-01: decide what comes after it",
    )
    now = after(company, outcome.drafts)
    with pytest.raises(Refused, match="the waiver 'x_owner_missing_arr' covers this already"):
        waive(now, "x-owner-missing", "kpi:arr", TERMS)


@pytest.mark.parametrize("place", ["raci/people.yaml:12", "./raci/people.yaml:12:3", "raci/people.yaml:12:3:"])
def test_a_place_names_the_finding_that_check_prints_there(company: Governance, place: str) -> None:
    assert waive(company, "x-owner-missing", place, TERMS) == waive(company, "x-owner-missing", "arr", TERMS)


def test_a_place_where_a_check_finds_several_declarations_names_none(tmp_path: Path) -> None:
    kpis = "kpis: {one: {name: One}, two: {name: Two}}\n"
    both = governance(tmp_path, {"raci/people.yaml": PEOPLE, "kpi_tree/k.yaml": kpis})
    with pytest.raises(Refused, match="about kpi:one and kpi:two there; name the one that is meant"):
        waive(both, "x-owner-missing", "kpi_tree/k.yaml:1", TERMS)
    assert "kpi:two" in text(waive(both, "x-owner-missing", "kpi_tree/k.yaml:1:26", TERMS))


def test_a_waiver_that_covers_several_findings_says_so(tmp_path: Path) -> None:
    rows = "activities:\n  a: {name: A, raci: {cfo: A, x_role: R, y_role: R}}\n"
    lost = governance(tmp_path, {"raci/people.yaml": PEOPLE, "raci/a.yaml": rows})
    (done,) = waive(lost, "x-ref-unresolved", "activity:a", TERMS).done
    assert done.endswith(": x-ref-unresolved on activity:a, which covers 2 findings")


def test_an_id_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    old = "waivers:\n  x_owner_missing_arr: {check: x-owner-missing, expires: 2026-01-01}\n"
    before = governance(tmp_path, {"raci/people.yaml": PEOPLE, "policies/waivers.yaml": old})
    outcome = waive(before, "x-owner-missing", "arr", TERMS)
    assert text(outcome).startswith(old + "  x_owner_missing_arr_2:\n    check: x-owner-missing\n")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (TERMS._replace(reason=" "), "lacks a reason"),
        (TERMS._replace(expires=datetime.date(2026, 11, 23)), "expired on 2026-11-23"),
        (TERMS._replace(expires=datetime.date(2027, 11, 25)), "more than 12 months ahead"),
        (TERMS._replace(approved_by="cfo"), "cfo asked for this waiver"),
        (TERMS._replace(approved_by="chief"), "'chief' is not declared"),
        (TERMS._replace(requested_by="cro", approved_by="ada"), "ada"),
        (TERMS._replace(reason="a \x07 bell"), "would say something else"),
    ],
)
def test_a_waiver_that_would_not_hold_is_refused(company: Governance, terms: Terms, said: str) -> None:
    with pytest.raises(Refused, match=said):
        waive(company, "x-owner-missing", "arr", terms)


@pytest.mark.parametrize(
    ("check", "ref", "said"),
    [
        ("yaml-syntax", "arr", "nobody can waive yaml-syntax"),
        ("engine-fault", "arr", "nobody can waive engine-fault"),
        ("x-waiver-invalid", "arr", "nobody can waive x-waiver-invalid"),
        ("x-owner-missing", "nrr", "finds nothing about kpi:nrr"),
        ("x-owner-missing", "no_such", "is not declared"),
        ("x-owner-missing", "no_such", "name a declaration, or the place as `revgov check` prints it"),
        ("x-owner-missing", None, "x-owner-missing alone may be about much: name a declaration, or the place as"),
        ("ab", None, "no finding has the fingerprint ab, so there is nothing to waive; write 6 digits of it at least"),
        ("abcdef", None, "no finding has the fingerprint abcdef, so there is nothing to waive$"),
        ("x-owner-mising", "arr", r"there is no check 'x-owner-mising'; did you mean x-owner-missing\?"),
        ("x-owner-mising", None, r"there is no check 'x-owner-mising'; did you mean x-owner-missing\?"),
        ("qqq", "arr", "there is no check 'qqq'; `revgov explain` lists them"),
        ("policy:qqq", "arr", "there is no check 'policy:qqq'"),
        ("kpi:arr", "x-owner-missing", "the check comes first: revgov waive x-owner-missing kpi:arr"),
        (
            "kpi-no-leading",
            "arr",
            "kpi-no-leading finds nothing about kpi:arr, .*; what is found there is .*x-owner-mis",
        ),
        (
            "x-owner-missing",
            "cro",
            "finds nothing about role:cro, so there is nothing to waive; it does at raci/people",
        ),
        ("raci-letter-conflict", "role:cfo", "so there is nothing to waive, nor anywhere else"),
        ("x-owner-missing", "raci/people.yaml:1", "finds nothing at raci/people.yaml:1, so"),
        ("x-owner-missing", "raci/people.yaml:12:4", "finds nothing at raci/people.yaml:12:4, so"),
        ("x-owner-missing", "raci/peple.yaml:12", "there is no file raci/peple.yaml; write the place as"),
        ("x-owner-missing", "raci/people.yaml:" + "9" * 5000, "name a declaration, or the place as"),
    ],
)
def test_what_cannot_be_waived_is_refused(company: Governance, check: str, ref: str | None, said: str) -> None:
    with pytest.raises(Refused, match=said):
        waive(company, check, ref, TERMS)


def test_a_fault_of_the_text_cannot_be_waived_by_its_fingerprint(tmp_path: Path) -> None:
    before = governance(tmp_path, {"raci/people.yaml": PEOPLE, "raci/x.yaml": "a: ["})
    (fault,) = (one for one in findings_of(before) if one.check == "yaml-syntax")
    with pytest.raises(Refused, match="nobody can waive yaml-syntax"):
        waive(before, fault.fingerprint, None, TERMS)


@pytest.mark.parametrize(
    "file",
    [
        "waivers.yaml",
        "../w.yaml",
        "/tmp/w.yaml",
        "policies/w.txt",
        "policies/.w.yaml",
        "docs/w.yaml",
        "policies/../policies/w.yaml",
        "policies//w.yaml",
    ],
)
def test_what_would_never_be_read_is_not_written(company: Governance, file: str) -> None:
    with pytest.raises(Refused, match=r"would not be read|no path below the root"):
        waive(company, "x-owner-missing", "arr", TERMS, file)


def test_a_link_is_not_taken_for_a_file(tmp_path: Path) -> None:
    before = governance(tmp_path, {"raci/people.yaml": PEOPLE})
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "waivers.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(Refused, match=r"'policies/waivers\.yaml' is there and was not read"):
        waive(before, "x-owner-missing", "arr", TERMS)


# --- signatures


def test_a_signature_holds_until_the_text_says_something_else(company: Governance) -> None:
    node = company.nodes["kpi:arr"]
    outcome = signoff(company, node, "cro")
    digest = signature(node)
    assert text(outcome) == (
        f'signoffs:\n  arr_2026_11_24: {{of: "kpi:arr", by: cro, person: ada, on: 2026-11-24, digest: "{digest}"}}\n'
    )
    assert outcome.done[1] == f"kpi:arr (ARR), as it stands at raci/people.yaml:12, digest {digest}"
    now = after(company, outcome.drafts)
    signed = now.find(Signoff, "arr_2026_11_24")
    assert signed is not None
    assert holds(signed, node)
    with pytest.raises(
        Refused, match=r"cro has signed kpi:arr as it stands already \('arr_2026_11_24', on 2026-11-24\)"
    ):
        signoff(now, node, "role:cro")
    both = after(now, signoff(now, node, "cfo", "cem").drafts)
    assert [one.id for one in both.all(Signoff)] == ["arr_2026_11_24", "arr_2026_11_24_cfo"]


@pytest.mark.parametrize(
    ("ref", "by", "person", "on", "said"),
    [
        ("kpi:arr", "cfo", None, None, "is held by cem and dan; say with --person who signs"),
        ("kpi:arr", "cro", "cem", None, "cem does not hold role:cro on 2026-11-24; ada can sign"),
        ("kpi:arr", "late", None, None, "role:late is not in force on 2026-11-24"),
        ("kpi:arr", "empty", None, None, "nobody holds role:empty"),
        ("kpi:arr", "arr", None, None, "this question is about role"),
        ("kpi:arr", "cro", "nobody", None, "'nobody' is not declared"),
        ("kpi:arr", "cro", None, TODAY + datetime.timedelta(1), "is still to come"),
        ("kpi:nrr", "cro", None, None, "kpi:nrr cannot be read whole"),
    ],
)
def test_who_may_not_sign_is_refused(
    company: Governance, ref: str, by: str, person: str | None, on: datetime.date | None, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        signoff(company, company.nodes[ref], by, person, on)


STAND_INS = """\
people: {ada: {}, cem: {}, eve: {leaves: [2026-11-01..2026-11-30]}}
roles:
  coo: {held_by: [ada, {person: cem, deputy: true}]}
  cdo: {held_by: [eve, {person: cem, deputy: true}]}
kpis: {arr: {}}
"""


@pytest.mark.parametrize(
    ("by", "person", "said"),
    [
        ("coo", "cem", "cem is only a deputy in role:coo, and signs while its holder is away, which is not so on"),
        ("cdo", "eve", "eve is on leave on 2026-11-24 and cannot sign for role:cdo; cem can sign"),
        ("ada", None, "'person:ada' is a person; this question is about role; did you mean role:coo, held by person:"),
    ],
)
def test_who_does_not_act_in_a_role_is_told_why(tmp_path: Path, by: str, person: str | None, said: str) -> None:
    before = governance(tmp_path, {"raci/people.yaml": STAND_INS})
    with pytest.raises(Refused, match=said):
        signoff(before, before.nodes["kpi:arr"], by, person)
    assert "person: cem" in text(signoff(before, before.nodes["kpi:arr"], "cdo", "cem"))


def test_the_day_of_the_signature_decides_who_may_sign(company: Governance) -> None:
    outcome = signoff(company, company.nodes["kpi:arr"], "empty", "ben", datetime.date(2026, 6, 30))
    assert 'arr_2026_06_30: {of: "kpi:arr", by: empty, person: ben, on: 2026-06-30' in text(outcome)


def test_what_is_declared_twice_is_not_signed(tmp_path: Path) -> None:
    before = governance(tmp_path, {"raci/people.yaml": PEOPLE, "kpi_tree/k.yaml": "kpis:\n  arr: {}\n"})
    with pytest.raises(Refused, match="declared twice"):
        signoff(before, before.nodes["kpi:arr"], "cro")
