"""Another id for a declaration: every form in which it is named, and what must not change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import governance

from revgov.edit.outcome import Outcome, after
from revgov.edit.page import Refused
from revgov.edit.rename import rename
from revgov.edit.sql import Word, column_names, literals
from revgov.governance.governance import Governance


def renamed(
    folder: Path, text: str | dict[str, str], ref: str, new: str, **more: bool
) -> tuple[dict[str, str], Outcome]:
    before = governance(folder, {"raci/all.yaml": text} if isinstance(text, str) else text)
    outcome = rename(before, before.nodes[ref], new, **more)
    return texts(after(before, outcome.drafts)), outcome


def texts(now: Governance) -> dict[str, str]:
    return {path: data.decode() for path, data in now.source.files.items()}


# Each line names the declaration in another way; `*` is the id.
EVERYWHERE = {
    "kpi:won_share": """\
kpis:
  *: {owner: cro}
  won: {drives: *, drivers: "kpi:*", guardrails: ['*', x_*, *_x, kpi:*]}
  velocity:
    formula: max(*, won_shares) * * - previous(*)
risks:
  slow: {indicators: ["kpi:* < 18% for 2 periods", * < 5], affects: [kpi:*]}
decisions:
  targets: {covers: [kpi:*.target, kpi:*, kpi.target], decides: cro}
charter:
  revenue_number: *
  outcomes: [{outcome: *, kpi: *}]
meetings:
  call: {reviews: [*, kpi:*], name: *}
forecasts:
  model: {win_rate: *}
""",
    "role:seller": """\
roles:
  *: {title: *}
  ae: {reports_to: *}
activities:
  a: {raci: {*: A, role:*: R, ae: I}, consulted: [*, ae], informed: role:*}
  b:
    raci: {"*": A}
    responsible:
    - *  # *
    - ae
councils:
  c: {chair: *, members: [role:*]}
initiatives:
  i: {effort: {*: 40%}, change_plan: {sponsor: *}, actions: [{what: *, owner: *}]}
systems:
  s: {provisions: *, deprovisions: {role: *, how: *}}
slas:
  x: {party: *, escalates_to: *}
""",
    "person:ada": """\
people:
  *: {}
roles:
  r: {held_by: [*, {person: *, deputy: true}, person:*]}
quotas:
  q: {of: *, seats: [{person: *}]}
""",
    "stage:won": """\
stages:
  *: {}
  open: {exits: [*, {to: *}], next: [*, {stage: *, converts: 25%}], recycles_to: *, entry: opportunity.stage = won}
""",
    "policy:house": """\
policies:
  *: {statement: x}
  other: {enforced_by: [policy:*, this_rule]}
waivers:
  w: {check: policy:*, for: [policy:*]}
risks:
  r: {controls: [*], indicators: [policy:* fails]}
""",
}
KEPT = ("outcome: *", "name: *", "# *", "title: *", "what: *", "how: *", "x_*", "*_x", "stage = won")


@pytest.mark.parametrize("ref", EVERYWHERE)
def test_it_is_renamed_wherever_it_is_named_and_nowhere_else(tmp_path: Path, ref: str) -> None:
    old = ref.partition(":")[2]
    template = EVERYWHERE[ref]
    for number, kept in enumerate(KEPT):
        template = template.replace(kept, kept.replace("*", f"§{number}§"))
    # In a formula the star is also a sign.
    template = template.replace("won_shares) * *", "won_shares) × *")

    def filled(name: str) -> str:
        text = template.replace("*", name).replace("×", "*")
        for number in range(len(KEPT)):
            text = text.replace(f"§{number}§", old)
        return text

    now, _ = renamed(tmp_path, filled(old), ref, "new_name", keep_was=False)
    assert now["raci/all.yaml"] == filled("new_name")


def test_a_dataset_takes_its_fields_along(tmp_path: Path) -> None:
    text = """\
datasets:
  opportunity:
    fields: {amount: {}, stage: {}}
    writes: [{system: crm, fields: [amount]}]
kpis:
  arr: {source: {dataset: opportunity, field: amount, where: "stage = 'opportunity'", time: stage}}
stages:
  open: {entry: [opportunity.amount > 0, field:opportunity.stage is set]}
ai_uses:
  a: {inputs: [opportunity.amount, field:opportunity.stage]}
decisions:
  d: {covers: [dataset:opportunity.fields.amount, dataset:opportunity]}
"""
    now, _ = renamed(tmp_path, text, "dataset:opportunity", "deal", keep_was=False)
    wanted = text.replace("opportunity", "deal").replace("'deal'", "'opportunity'")
    assert now["raci/all.yaml"] == wanted
    now, outcome = renamed(tmp_path, text, "field:opportunity.stage", "opportunity.step", keep_was=False)
    wanted = text.replace("stage: {}", "step: {}").replace(".stage", ".step").replace("time: stage", "time: step")
    assert now["raci/all.yaml"] == wanted.replace('where: "stage', 'where: "step')
    assert "kpi:arr (source.where): stage became step in its SQL" in outcome.look


def test_the_first_half_of_a_field_may_change_alone(tmp_path: Path) -> None:
    text = "datasets:\n  deal: {fields: {deal: {}}, writes: [{system: s, fields: deal}]}\n"
    text += "ai_uses:\n  a: {inputs: [deal.deal]}\n"
    now, _ = renamed(tmp_path, text, "field:deal.deal", "x", keep_was=False)
    assert now["raci/all.yaml"] == text.replace("{deal: {}}", "{x: {}}").replace("fields: deal", "fields: x").replace(
        "deal.deal", "deal.x"
    )
    now, _ = renamed(tmp_path, text, "dataset:deal", "x", keep_was=False)
    assert now["raci/all.yaml"] == text.replace("  deal: {fields", "  x: {fields").replace("deal.deal", "x.deal")


# --- what is kept of the old id


def test_the_old_id_becomes_a_former_name_and_a_return_takes_it_out_again(tmp_path: Path) -> None:
    text = "meetings:\n  call: # c\n    name: Call\n    owner: cro\n"
    before = governance(tmp_path, {"cadence/m.yaml": text})
    now = after(before, rename(before, before.nodes["meeting:call"], "talk").drafts)
    assert texts(now)["cadence/m.yaml"] == "meetings:\n  talk: # c\n    name: Call\n    was: call\n    owner: cro\n"
    then = after(now, rename(now, now.nodes["meeting:talk"], "chat").drafts)
    assert "was: [call, talk]" in texts(then)["cadence/m.yaml"]
    back = after(then, rename(then, then.nodes["meeting:chat"], "call").drafts)
    assert texts(back)["cadence/m.yaml"] == text


def test_what_was_known_by_its_id_stays_what_it_is(tmp_path: Path) -> None:
    text = "roles:\n  cro: {title: Boss}\n  ceo: {is: cfo}\n"
    before = governance(tmp_path, {"raci/roles.yaml": text})
    now = after(before, rename(before, before.nodes["role:cro"], "chief", keep_was=False).drafts)
    assert texts(now)["raci/roles.yaml"] == "roles:\n  chief: {title: Boss, is: cro}\n  ceo: {is: cfo}\n"
    other = after(before, rename(before, before.nodes["role:ceo"], "boss", keep_was=False).drafts)
    assert texts(other)["raci/roles.yaml"] == "roles:\n  cro: {title: Boss}\n  boss: {is: cfo}\n"


def test_what_stands_there_besides_and_what_stays_is_told(tmp_path: Path) -> None:
    text = "roles:\n  cro: {title: Boss}\n  ae: {reports_to: cro}\nkpis:\n  a: {owner: cro}\n"
    _, outcome = renamed(
        tmp_path, {"raci/a.yaml": text, "raci/b.yaml": "councils: {c: {chair: cro}}\n"}, "role:cro", "x"
    )
    assert outcome.done == (
        "role:cro is now role:x: 4 places in 2 files: raci/a.yaml (3) and raci/b.yaml (1)",
        "`is: cro` was added: so far the id said that it is the cro which checks look for, and now this does",
        "`was: cro` was added: calendars and people find it again by that",
        "it is still called 'Boss': an id is for the files, the name for people",
    )
    _, outcome = renamed(tmp_path / "b", "kpis:\n  a_b: {}\n", "kpi:a_b", "x", keep_was=False)
    assert outcome.done == ("kpi:a_b is now kpi:x: 1 place in 1 file: raci/all.yaml (1)",)


def test_a_command_that_a_comment_shows_may_name_the_old_id(tmp_path: Path) -> None:
    text = "# Try `revgov rename person:ada_l eve`.\n# ada_l is new, see `revgov show ada_l`.\npeople:\n  ada_l: {}\n"
    _, outcome = renamed(tmp_path, text, "person:ada_l", "x")
    assert outcome.look == ("raci/all.yaml:2 still bears the old id: # ada_l is new, see `revgov show ada_l`.",)


def test_where_nothing_can_be_added_the_rename_is_done_and_the_rest_told(tmp_path: Path) -> None:
    text = "roles:\n  cro: &boss {title: Boss}\n  ceo: *boss\n  ae: {reports_to: cro}\n"
    now, outcome = renamed(tmp_path, text, "role:cro", "chief")
    assert now["raci/all.yaml"] == text.replace("cro", "chief")
    assert outcome.look == ("in raci/all.yaml there is no room for is: cro and was: cro; add it by hand",)
    now, outcome = renamed(tmp_path, text, "role:ceo", "boss", keep_was=False)
    assert now["raci/all.yaml"] == text.replace("ceo", "boss")
    assert outcome.look == ("in raci/all.yaml there is no room for is: ceo; add it by hand",)


# --- SQL


def test_ids_in_sql_are_renamed_where_it_is_sure_and_told_where_not(tmp_path: Path) -> None:
    text = """\
kpis:
  won: {}
policies:
  rule:
    applies_to: kpi
    fails_when: |
      ref <> 'kpi:won' -- 'kpi:won_x'
      and id in ('a', 'won') and capability = 'won'
    examples:
      - given: {kpis: {won: {}, other: {}}}
        fails: [kpi:other, kpi:won]
  plain:
    query: select 1
"""
    now, outcome = renamed(tmp_path, text, "kpi:won", "wins", keep_was=False)
    changed = text.replace("won: {}", "wins: {}").replace("'kpi:won'", "'kpi:wins'")
    changed = changed.replace("('a', 'won')", "('a', 'wins')").replace("kpi:won]", "kpi:wins]")
    assert now["raci/all.yaml"] == changed
    assert outcome.look[:4] == (
        "policy:rule (fails_when): 'kpi:won' became 'kpi:wins' in its SQL",
        "policy:rule (fails_when): 'won' became 'wins' in its SQL",
        "policy:rule (fails_when) compares something with 'won', which was left as it is: is it the same?",
        "policy:rule (examples): the id was changed where it is declared and where it fails; look at the rest",
    )


def test_quoted_words_are_ids_only_where_ids_are_compared() -> None:
    new = {"role:cro": "role:x"}
    sure = ["owner = 'cro'", "o.Owner<>'cro'", "approved_by in ('a', 'cro')", "select * from role where id = 'cro'"]
    unsure = ["name = 'cro'", "id = 'cro'", "'cro'", "list_contains(required, 'cro')"]
    assert [word.new for text in sure for word in literals(text, new, None)] == ["'x'"] * 4
    assert [word.new for text in unsure for word in literals(text, new, None)] == [None] * 4
    assert list(literals("'role:crow' 'xrole:cro' \"cro\" cro 'it''s cro'", new, "role")) == []


def test_columns_are_renamed_outside_quotes() -> None:
    text = "stage = 'stage' and x.stage > 1 and stages = stage"
    assert list(column_names(text, "stage", "step")) == [Word(0, "stage", "step"), Word(45, "stage", "step")]


# --- measured values


def test_measured_values_keep_what_they_measure(tmp_path: Path) -> None:
    csv = 'of,on,value\r\n"kpi:kpi",2026-01-01,1%\r\nkpi ,2026-01-02,2%\r\nkpi:other,2026-01-01,"kpi, kpi"\r\n'
    files = {
        "revgov.yaml": "observations: [o.csv]\n",
        "o.csv": csv,
        "kpi_tree/k.yaml": "kpis:\n  kpi: {}\n  other: {}\n",
    }
    tmp_path.joinpath("o.csv").write_bytes(csv.encode())
    before = governance(tmp_path, {path: text for path, text in files.items() if path != "o.csv"})
    outcome = rename(before, before.nodes["kpi:kpi"], "x")
    assert after(before, outcome.drafts).faults.defects == before.faults.defects
    assert texts(after(before, outcome.drafts))["o.csv"] == csv.replace('"kpi:kpi"', '"kpi:x"').replace("kpi ,", "x ,")
    assert outcome.done[0] == "kpi:kpi is now kpi:x: 3 places in 2 files: o.csv (2) and kpi_tree/k.yaml (1)"


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ('"kpi:rate\n",2026-01-01,1%\n', '"kpi:x\n",2026-01-01,1%\n'),
        ('"\r\n rate \r\n",2026-01-01,1%\r\n', '"\r\n x \r\n",2026-01-01,1%\r\n'),
        ('"rate\r",2026-01-01,1%\r', '"x\r",2026-01-01,1%\r'),
        # A former id is not as long as the one that takes its place.
        ("kpi:old_rate,2026-01-01,1%\n", "kpi:x,2026-01-01,1%\n"),
        ('"kpi:r",2026-01-01,1%\n', '"kpi:x",2026-01-01,1%\n'),
        ('kpi:rate,2026-01-01,1%,"rate\rrate, rate"\r\nrate,2026-01-02,1%', None),
    ],
)
@pytest.mark.parametrize("head", ["of,on,value,source\n", "\ufeffof,on,value,source\r\n"])
def test_an_id_is_found_however_the_record_is_laid_out(
    tmp_path: Path, record: str, wanted: str | None, head: str
) -> None:
    wanted = wanted or 'kpi:x,2026-01-01,1%,"rate\rrate, rate"\r\nx,2026-01-02,1%'
    tmp_path.joinpath("o.csv").write_bytes((head + record).encode())
    files = {
        "revgov.yaml": "observations: [o.csv]\n",
        "kpi_tree/k.yaml": "kpis:\n  rate: {was: [old_rate, r]}\n",
    }
    before = governance(tmp_path, files)
    assert before.faults.defects == ()
    assert before.observations.all
    outcome = rename(before, before.nodes["kpi:rate"], "x")
    assert after(before, outcome.drafts).source.files["o.csv"] == (head + wanted).encode()


def test_the_column_that_says_what_was_measured_may_stand_anywhere(tmp_path: Path) -> None:
    csv = 'source,on,of,value\n"a ""rate"", ",2026-01-01,rate,1%\n'
    files = {"revgov.yaml": "observations: [o.csv]\n", "o.csv": csv, "kpi_tree/k.yaml": "kpis:\n  rate: {}\n"}
    now, _ = renamed(tmp_path, files, "kpi:rate", "x")
    assert now["o.csv"] == csv.replace(",rate,", ",x,")


# --- what is refused, and what is told


@pytest.mark.parametrize(
    ("ref", "new", "said"),
    [
        ("role:cro", "ceo", "role:ceo is declared already, at raci/all.yaml:4"),
        ("role:cro", "Cro", "is no id"),
        ("role:cro", "role:cro", "is called so already"),
        ("role:cro", "person:x", "stays of the kind role"),
        ("charter:charter", "x", "bears no id"),
        ("field:d.f", "e.f", "stays a field of d"),
        ("role:cro", "sam", r"activity:a names 'cro' in `serves` by its plain id.*write role:cro"),
        ("kpi:two", "three", "is declared twice, again at raci/more.yaml:2"),
    ],
)
def test_some_renames_are_refused(tmp_path: Path, ref: str, new: str, said: str) -> None:
    text = (
        "people:\n  sam: {}\nroles:\n  ceo: {}\n  cro: {}\nactivities:\n  a: {serves: [cro]}\n  b: {serves: [sam]}\n"
        "datasets:\n  d: {fields: {f: {}}}\nkpis:\n  two: {}\n"
    )
    with pytest.raises(Refused, match=said):
        renamed(tmp_path, {"raci/all.yaml": text, "raci/more.yaml": "kpis:\n  two: {}\n"}, ref, new)


def test_a_plain_id_that_would_become_ambiguous_refuses(tmp_path: Path) -> None:
    text = "people:\n  sam: {}\nroles:\n  cro: {}\nactivities:\n  b: {serves: [sam]}\n"
    with pytest.raises(Refused, match=r"activity:b names 'sam' in `serves` by its plain id, .*; write person:sam"):
        renamed(tmp_path, text, "role:cro", "sam")


def test_a_file_that_cannot_be_read_may_hold_the_id(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"raci/bad\.yaml:2 may hold the id and cannot be read"):
        renamed(tmp_path, {"raci/all.yaml": "roles:\n  cro: {}\n", "raci/bad.yaml": "a: [\n"}, "role:cro", "x")


def test_what_named_nothing_before_is_told_when_it_names_something_now(tmp_path: Path) -> None:
    text = "roles:\n  cro: {}\n  ae: {reports_to: chief}\n"
    _, outcome = renamed(tmp_path, text, "role:cro", "chief")
    assert outcome.look == ("role:ae (reports_to) names role:chief now; before, what is written there named nothing",)


def test_second_declarations_and_unreadable_fields_are_not_forgotten(tmp_path: Path) -> None:
    text = "roles:\n  cro: {}\nkpis:\n  a: {owner: cro}\n"
    more = {"kpi_tree/more.yaml": "kpis:\n  a: {owner: cro}\n  b: {owner: cro, target: [x]}\n"}
    now, outcome = renamed(tmp_path, {"raci/all.yaml": text, **more}, "role:cro", "x")
    assert now["kpi_tree/more.yaml"] == "kpis:\n  a: {owner: x}\n  b: {owner: x, target: [x]}\n"
    assert any("kpi:b (target) in kpi_tree/more.yaml cannot be read" in sentence for sentence in outcome.look)


def test_comments_and_signatures_that_speak_of_the_old_id_are_told(tmp_path: Path) -> None:
    text = "# vp_sales decides\nroles:\n  vp_sales: {}\npolicies:\n  p: {owner: vp_sales}\n"
    before = governance(tmp_path, {"raci/all.yaml": text})
    from revgov.edit.signoff import signoff

    people = "people:\n  sam: {}\nroles:\n  ceo: {held_by: [sam]}\n"
    before = governance(tmp_path, {"raci/people.yaml": people})
    signed = after(before, signoff(before, before.nodes["policy:p"], "ceo").drafts)
    look = rename(signed, signed.nodes["role:vp_sales"], "head_of_sales").look
    assert look == (
        "the sign-off 'p_2026_11_24' of policy:p lapses: what was signed has changed, have it signed again",
        "raci/all.yaml:1 still bears the old id: # vp_sales decides",
    )
