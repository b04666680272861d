"""Words with one meaning, and short forms that are spelt out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import findings
from tests.unit.checks.marked import found, named

from revgov.finding import Severity


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("terms:\n  mql: {means: One}\nstages:\n  mql: {description: «Two»}\n", "stage:mql"),
        ("terms:\n  a: {name: Win rate, means: One}\nkpis:\n  win_rate: {definition: «Two»}\n", "kpi:win_rate"),
        ("terms:\n  w: {expands: Win-rate, means: One}\nkpis:\n  k: {name: win rate, definition: «Two»}\n", "kpi:k"),
        ("terms:\n  w: {aliases: [k], means: One}\nkpis:\n  k: {definition: «Two»}\n", "kpi:k"),
        ("kpis:\n  a: {name: Win rate, definition: One}\n  b: {name: WIN RATE, definition: «Two»}\n", "kpi:b"),
        ("stages:\n  a: {name: Lead, description: One}\n  b: {name: lead, description: «Two»}\n", "stage:b"),
        ("terms:\n  a: {name: Lead, means: One}\n  b: {name: lead, means: «Two»}\n", "term:b"),
        ("terms:\n  s: {means: One}\nslas:\n  s: {description: «Two»}\n", "sla:s"),
        ("terms:\n  s: {means: One}\nai_uses:\n  s: {description: «Two»}\n", "ai_use:s"),
        ("terms:\n  s: {means: One}\ndatasets:\n  s: {description: «Two»}\n", "dataset:s"),
        (
            "datasets:\n  d: {fields: {f: {name: K, description: «Two»}}}\nkpis:\n  k: {definition: One}\n",
            "field:d.f",
        ),
    ],
)
def test_a_word_with_two_meanings(tmp_path: Path, text: str, node: str) -> None:
    (one,) = found(tmp_path, "x-term-conflict", text)
    assert (one.node, one.severity) == (node, Severity.ERROR)
    assert "is defined in other words than" in one.message
    assert [related.message for related in one.related] == ["the other text"]


@pytest.mark.parametrize(
    "text",
    [
        "terms:\n  mql: {means: One of them.}\nstages:\n  mql: {description: one of  them}\n",
        "terms:\n  mql: {see: stage:mql}\nstages:\n  mql: {description: Two}\n",
        "terms:\n  mql: {means: One}\nstages:\n  mql: {name: Lead}\n",
        "terms:\n  mql: {means: One}\nstages:\n  sal: {description: Two}\n",
        "kpis:\n  expansion: {definition: One}\nstages:\n  expansion: {description: Two}\n",
        "kpis:\n  f: {definition: One}\ndatasets:\n  d: {fields: {f: {description: Two}}}\n",
        "slas:\n  a: {description: One}\nai_uses:\n  a: {description: Two}\n",
        "terms:\n  mql: {means: One}\nstages:\n  mql: {description: Two, until: 2026-01-01}\n",
        "terms:\n  mql: {means: [x]}\nstages:\n  mql: {description: Two}\n",
    ],
)
def test_a_word_with_one_meaning(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "x-term-conflict", text) == []


def test_one_declaration_is_told_of_once(tmp_path: Path) -> None:
    text = "terms:\n  k: {name: Win rate, means: One}\nkpis:\n  k: {name: Win rate, definition: «Two»}\n"
    assert named(found(tmp_path, "x-term-conflict", text)) == [("kpi:k", "definition")]


@pytest.mark.parametrize("term", ["«churn»: {tags: [x]}", "«churn»: {name: Churn}"])
def test_a_term_that_says_nothing(tmp_path: Path, term: str) -> None:
    (one,) = found(tmp_path, "x-term-conflict", f"terms:\n  {term}\n", profile="startup")
    assert (one.node, one.severity) == ("term:churn", Severity.ERROR)
    assert "is not defined; write `means` or `expands`" in one.message


@pytest.mark.parametrize(
    "term", ["means: A", "expands: A", "description: A", "see: term:churn", "meens: A", "until: 2026-01-01"]
)
def test_a_term_that_says_something(tmp_path: Path, term: str) -> None:
    assert found(tmp_path, "x-term-conflict", f"terms:\n  churn: {{{term}}}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "charter:\n  mission: We grow «NRR»\n",
        "terms:\n  a: {means: As of the «NRR» report}\n",
        "stages:\n  a: {description: 'Before (the) «NRR».'}\n",
        "kpis:\n  a: {name: Monthly «NRR»}\n",
        "kpis:\n  a: {definition: Share of all «NRR»s, includes: More NRR}\n",
        "kpis:\n  a: {excludes: «NRR»2027}\n",
        "kpis:\n  a: {name: «NRR»}\n",
        "slas:\n  a: {on_breach: Tell the «NRR» group}\n",
        "ai_uses:\n  a: {purpose: Predict «NRR»}\n",
        "datasets:\n  d: {fields: {f: {description: Part of «NRR»}}}\n",
        "kpis:\n  a: {name: Rate, definition: A «NRR»:LTV ratio}\nterms: {ltv: {expands: Value}}\n",
        "roles:\n  nrr: {title: NRR}\nkpis:\n  a: {definition: By the «NRR»}\n",
    ],
)
def test_a_short_form_that_nothing_spells_out(tmp_path: Path, text: str) -> None:
    (one,) = found(tmp_path, "x-term-conflict", text)
    assert one.message == "'NRR' is spelt out nowhere; declare it under `terms`, with `expands`"


USED = "kpis:\n  a: {definition: Share of NRR}\n"


@pytest.mark.parametrize(
    "text",
    [
        USED + "terms:\n  nrr: {expands: Net revenue retention}\n",
        USED + "terms:\n  retention: {means: Kept, aliases: [NRR]}\n",
        USED + "terms:\n  retention: {name: NRR, means: Kept}\n",
        USED + "roles:\n  nrr: {title: Net revenue runner}\n",
        USED + "  nrr: {definition: What is kept}\n",
        USED + "  b: {definition: Net revenue retention (NRR)}\n",
        USED + "  b: {definition: 'NRR (net revenue-retention)'}\n",
        "kpis:\n  a: {definition: WHAT IS KEPT OF NRR}\n",
        "kpis:\n  a: {definition: 'A, B2B, Q3, R2D2, x.NRR, NRR_2, NRRs2b, nrr, Nrr, ABCDEFGH'}\n",
        "kpis:\n  a: {definition: 'In USD, NOT the CEO, II, TBD, API'}\n",
        "kpis:\n  a: {definition: Share of NRR, until: 2026-01-01}\n",
        USED + "termss:\n  nrr: {expands: Net revenue retention}\n",
    ],
)
def test_a_short_form_that_is_known_or_none(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "x-term-conflict", text) == []


def test_of_a_short_form_it_is_told_once(tmp_path: Path) -> None:
    text = "kpis:\n  a: {definition: Share of «NRR», includes: NRR}\n  b: {definition: NRR and «GRR»}\n"
    assert named(found(tmp_path, "x-term-conflict", text)) == [("kpi:a", "definition"), ("kpi:b", "definition")]


def test_what_everybody_knows_is_a_parameter(tmp_path: Path) -> None:
    files = {"raci/all.yaml": USED, "revgov.yaml": "checks: {x-term-conflict: {understood: [NRR]}}\n"}
    assert findings(tmp_path, files, "x-term-conflict") == []
