"""A small company for the tests of what is published: one declaration of each kind that artefacts speak of."""

from __future__ import annotations

import json
from pathlib import Path

from tests.repository import governance

from revgov.emit.build import edition_of
from revgov.emit.edition import Edition

CHARTER = """\
charter:
  organization: {text}
  timezone: UTC
  stage: startup
  head: lead
  mission: {text}
  functions: [sales]
  owns: [forecasting]
  risk_scale:
    {{likelihood: 5, impact: [tiny, small, middling, large, huge], levels: {{low: 1..4, medium: 5..9, high: 10..25}}}}
  appetite: {{default: {{level: medium, authority: lead}}}}
  evidence: [{{what: {text}, url: {text}, on: 2026-11-01, by: lead, valid: 1 year}}]
"""
REST = """\
people:
  ann: {{name: {text}}}
roles:
  lead: {{title: {text}, function: sales, held_by: [ann]}}
  chief: {{title: Chief}}
activities:
  work: {{name: {text}, area: forecasting, raci: {{lead: A/R}}}}
decisions:
  choose: {{name: {text}, decides: lead, covers: [kpi]}}
kpis:
  won:
    name: {text}
    definition: {text}
    owner: lead
    unit: count
    source: {{dataset: deal, field: stage, where: {text}}}
    drives: rate
    includes: {text}
  rate: {{name: {text}, key: true, owner: lead, formula: "won / nullif(closed, 0)", target: {{words: {text}}}}}
  closed: {{name: {text}, owner: lead, source: {{dataset: deal, field: stage}}}}
terms:
  word: {{name: {text}, means: {text}, expands: {text}}}
datasets:
  deal: {{name: {text}, owner: lead, system: crm, fields: {{stage: {{type: text}}}}}}
systems:
  crm: {{name: {text}, owner: lead}}
risks:
  miss:
    name: {text}
    owner: lead
    cause: {text}
    event: {text}
    effect: {text}
    category: {text}
    inherent: {{likelihood: 4, impact: large}}
    residual: {{likelihood: 2, impact: large}}
    controls: [check:raci-no-responsible, meeting:call]
    affects: [kpi:rate]
    treatment:
      decision: {text}
      actions: [{{what: {text}, owner: lead, due: 2026-11-01}}]
      acceptance: {{approved_by: lead, reason: {text}, expires: 2026-12-01}}
    review: {{every: 1 month, last: 2026-09-30}}
contingencies:
  plan: {{name: {text}, for: [risk:miss]}}
meetings:
  call: {{name: {text}, purpose: {text}, owner: lead, reviews: [kpi:rate]}}
waivers:
  spared:
    name: {text}
    check: raci-no-accountable
    for: [activity:work]
    reason: {text}
    approved_by: chief
    expires: 2026-12-24
signoffs:
  signed: {{of: charter, by: lead, person: ann, on: 2026-11-01, description: {text}, digest: {digest}}}
"""


def files(text: str = "x", digest: str = "00000000000000") -> dict[str, str]:
    """The company's files with one text wherever people write freely. JSON's strings are YAML's."""
    quoted = json.dumps(text, ensure_ascii=False)
    return {
        "charter.yaml": CHARTER.format(text=quoted),
        "policies/all.yaml": REST.format(text=quoted, digest=json.dumps(digest, ensure_ascii=False)),
    }


def edition(folder: Path, text: str = "x", digest: str = "00000000000000") -> Edition:
    return edition_of(governance(folder, files(text, digest)))
