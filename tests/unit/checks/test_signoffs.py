"""Who signed what, under which text, and who had written it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from tests.repository import CHARTER, TODAY, governance, write

from revgov.checks.run import findings_of
from revgov.finding import Finding
from revgov.governance.signature import signature
from revgov.opening import governance_of, open_workspace
from revgov.text import ReadingCache
from revgov.workspace import Authored

SIGNED, AUTHOR = "x-signoff-missing", "x-self-approval"
ROLES = """roles:
  ceo: {title: CEO, held_by: [zoe]}
  cro: {title: CRO, reports_to: ceo, held_by: [{person: ada, since: 2024-01-01}, {person: bob, deputy: true}]}
  cfo: {title: CFO, reports_to: ceo, held_by: [{person: eve, until: 2026-06-30}]}
people:
  zoe: {}
  ada: {name: Ada, email: Ada@Acme.example, github: adak}
  bob: {name: Bob, email: bob@acme.example}
  eve: {name: Eve}
councils: {board: {chair: cro}}
"""
OLDER = "a: {of: comp_plan:p, by: cro, person: ada, on: 2025-06-01, digest: 000000000000}"
PLAN = "comp_plans: {p: {name: Plan, approved_by: cro}}\n"


def company(folder: Path, text: str, ref: str, signoffs: str, attested: str = "[comp_plan]") -> dict[str, str]:
    """A repository in which `{d}` of the sign-offs is the digest of a declaration as it stands."""
    files = {"charter.yaml": f"{CHARTER}  attested: {attested}\n", "raci/r.yaml": ROLES, "policies/p.yaml": text}
    digest = signature(governance(folder, files).nodes[ref])
    files["cadence/s.yaml"] = signoffs.replace("{d}", digest)
    return files


def told(folder: Path, files: dict[str, str], check: str = SIGNED) -> list[tuple[str | None, str]]:
    found = findings_of(governance(folder, files), select=[check])
    assert "engine-fault" not in {one.check for one in found}
    return [(one.node, one.message) for one in found]


@pytest.mark.parametrize(
    ("signoffs", "node", "said"),
    [
        ("", "comp_plan:p", "nobody has signed the comp plan 'Plan'; CRO must: `revgov signoff comp_plan:p --by cro`"),
        ("signoffs: {s: {of: comp_plan:p, by: cro, on: 2026-01-01, digest: 000000000000}}", "comp_plan:p",
         "was changed since it was signed on 2026-01-01; CRO must sign anew"),
        ("signoffs: {s: {of: comp_plan:p, by: cro, on: 2026-11-25, digest: '{d}'}}", "comp_plan:p", "nobody has"),
        ("signoffs: {s: {of: comp_plan:p, by: cro, digest: '{d}'}}", "signoff:s", "has no date"),
        ("signoffs: {s: {of: comp_plan:p, on: 2026-01-01, digest: '{d}'}}", "signoff:s", "names no role"),
        ("signoffs: {s: {of: comp_plan:p, by: cfo, on: 2026-01-01, digest: '{d}'}}", "signoff:s",
         "CFO signed the comp plan 'Plan', but CRO must"),
        ("signoffs: {s: {of: comp_plan:p, by: cro, person: eve, on: 2026-01-01, digest: '{d}'}}", "signoff:s",
         "Eve did not hold cro on 2026-01-01"),
        ("signoffs: {s: {of: comp_plan:p, by: cro, person: ada, on: 2023-12-31, digest: '{d}'}}", "signoff:s",
         "Ada did not hold cro on 2023-12-31"),
    ],
)  # fmt: skip
def test_a_signature_that_is_none(tmp_path: Path, signoffs: str, node: str, said: str) -> None:
    found = told(tmp_path, company(tmp_path, PLAN, "comp_plan:p", signoffs))
    assert [one for one, _ in found] == [node]
    assert said in found[0][1]


@pytest.mark.parametrize(
    "signoffs",
    [
        "signoffs: {s: {of: comp_plan:p, by: cro, person: ada, on: 2026-01-01, digest: '{d}'}}",
        "signoffs: {s: {of: comp_plan:p, by: cro, on: 2026-11-24, digest: 'sha256:{d}'}}",
        "signoffs: {s: {of: comp_plan:p, by: cro, person: bob, on: 2026-01-01, digest: '{d}'}}",
        "signoffs: {s: {of: comp_plan:p, by: ceo, person: zoe, on: 2026-01-01, digest: '{d}'}}",
        # A role names those who hold it now: whoever held it before may be gone from it.
        "signoffs: {s: {of: comp_plan:p, by: cro, person: eve, on: 2023-01-01, digest: '{d}'}}",
        "signoffs: {s: {of: comp_plan:p, by: ceo, person: eve, on: 2026-01-01, digest: '{d}'}}",
        # What is wrong with a name is told by whoever looks after names.
        "signoffs: {s: {of: comp_plan:p, by: cr, on: 2026-01-01, digest: '{d}'}}",
        # An older signature under another text does no harm.
        f"signoffs: {{{OLDER}, s: {{of: comp_plan:p, by: cro, on: 2026-01-01, digest: '{{d}}'}}}}",
    ],
)
def test_a_signature_that_holds(tmp_path: Path, signoffs: str) -> None:
    assert told(tmp_path, company(tmp_path, PLAN, "comp_plan:p", signoffs)) == []


@pytest.mark.parametrize(
    ("text", "attested", "nodes"),
    [
        ("ai_uses: {a: {status: Live}, b: {status: pilot}, c: {}}", "[ai_use]", ["ai_use:a"]),
        ("risks: {r: {treatment: {acceptance: {approved_by: cfo}}}, q: {treatment: mitigate}}", "[ai_use]", ["risk:r"]),
        ("risks: {r: {dismissed: {on: 2026-01-01}, treatment: {acceptance: {approved_by: cfo}}}}", "[ai_use]", []),
        ("risks: {r: {treatment: {acceptance: {approved_by: cfo, expires: 2026-11-23}}}}", "[ai_use]", []),
        ("risks: {r: {treatment: {acceptance: {approved_by: cfo, expires: 2026-11-24}}}}", "[ai_use]", ["risk:r"]),
        ("policies: {h: {}, g: {until: 2026-01-01}}", "[policy]", ["policy:h"]),
        ("policies: {h: {}}", "[ai_use]", []),
        ("policies: {h: {}}", "[]", ["charter:charter", "policy:h"]),
        ("policies: {h: {severity: [x]}}", "[policy]", []),
    ],
)
def test_what_has_to_be_signed(tmp_path: Path, text: str, attested: str, nodes: list[str]) -> None:
    files = {"charter.yaml": f"{CHARTER}  attested: {attested}\n", "raci/r.yaml": ROLES, "policies/p.yaml": text}
    assert [node for node, _ in told(tmp_path, files)] == nodes


def test_whoever_decides_about_the_kind_must_sign(tmp_path: Path) -> None:
    text = "policies: {h: {}}\ndecisions: {d: {decides: council:board, covers: [policy, 'policy:g.owner']}}\n"
    files = company(
        tmp_path, text, "policy:h", "signoffs: {s: {of: policy:h, by: cfo, on: 2026-01-01, digest: '{d}'}}", "[policy]"
    )
    assert ["but CRO must" in said for _, said in told(tmp_path, files)] == [True]


def test_a_misspelt_signature_is_told_by_whoever_looks_after_names(tmp_path: Path) -> None:
    plans = "comp_plans: {seller_plan: {approved_by: cro}}\n"
    signoffs = "signoffs: {s: {of: comp_plan:seler_plan, by: cro, on: 2026-01-01, digest: '{d}'}}"
    assert told(tmp_path, company(tmp_path, plans, "comp_plan:seller_plan", signoffs)) == []


def test_where_a_file_cannot_be_read_nothing_is_called_missing(tmp_path: Path) -> None:
    files = company(tmp_path, PLAN, "comp_plan:p", "")
    assert told(tmp_path, {**files, "cadence/s.yaml": "signoffs: {s: ["}) == []


def authors(folder: Path, changes: list[tuple[str, str]], signoffs: str) -> list[Finding]:
    files = company(folder, PLAN, "comp_plan:p", signoffs)
    workspace, settings = open_workspace(write(folder, files))
    history = {"policies/p.yaml": tuple(Authored(mail, datetime.date.fromisoformat(on)) for mail, on in changes)}
    whole = governance_of(workspace._replace(history=history), settings, TODAY, ReadingCache(None))
    return findings_of(whole, select=[AUTHOR])


BY_ADA = "signoffs: {s: {of: comp_plan:p, by: cro, person: ada, on: 2026-03-01, digest: '{d}'}}"


@pytest.mark.parametrize(
    ("changes", "signoffs"),
    [
        ([("ada@acme.example", "2026-03-01")], BY_ADA),
        ([("adak@users.noreply.github.com", "2026-02-01")], BY_ADA),
        ([("1234+adak@users.noreply.github.com", "2026-02-01")], BY_ADA),
        # Who wrote what was signed before, or changes the file later, did not write what is signed now.
        ([("bob@acme.example", "2026-04-01"), ("ada@acme.example", "2026-02-01")], BY_ADA),
        (
            [("ada@acme.example", "2026-02-01"), ("bob@acme.example", "2025-06-01")],
            BY_ADA.replace("{s:", f"{{{OLDER}, s:"),
        ),
        # Of two older signatures the later one counts.
        (
            [("ada@acme.example", "2026-02-01"), ("bob@acme.example", "2025-06-01")],
            BY_ADA.replace("{s:", f"{{{OLDER}, b: {OLDER[3:].replace('2025-06', '2025-01')}, s:"),
        ),
    ],
)
def test_who_signs_alone_what_they_wrote_alone(tmp_path: Path, changes: list[tuple[str, str]], signoffs: str) -> None:
    found = authors(tmp_path, changes, signoffs)
    assert [(one.node, one.field) for one in found] == [("signoff:s", "person")]
    assert "Ada alone changed policies/p.yaml before signing 'Plan'" in found[0].message


@pytest.mark.parametrize(
    ("changes", "signoffs"),
    [
        ([], BY_ADA),
        ([("bob@acme.example", "2026-02-01")], BY_ADA),
        ([("somebody@else.example", "2026-02-01")], BY_ADA),
        ([("ada@acme.example", "2026-02-01"), ("bob@acme.example", "2026-01-01")], BY_ADA),
        ([("ada@acme.example", "2026-02-01"), ("somebody@else.example", "2026-01-01")], BY_ADA),
        ([("ada@acme.example", "2026-03-02")], BY_ADA),
        ([("ada@acme.example", "2026-02-01")], BY_ADA.replace("person: ada, ", "")),
        ([("ada@acme.example", "2026-02-01")], BY_ADA.replace("'{d}'", "000000000000")),
        ([("ada@acme.example", "2026-02-01")],
         BY_ADA.replace("{s:", "{b: {of: comp_plan:p, by: ceo, person: zoe, on: 2026-03-02, digest: '{d}'}, s:")),
    ],
)  # fmt: skip
def test_who_does_not(tmp_path: Path, changes: list[tuple[str, str]], signoffs: str) -> None:
    assert authors(tmp_path, changes, signoffs) == []
