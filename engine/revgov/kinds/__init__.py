"""Everything that can be declared: one row per section, with its model, its usual home and where it belongs."""

from __future__ import annotations

from typing import NamedTuple

from revgov.kinds.activity import Activity
from revgov.kinds.ai_use import AiUse
from revgov.kinds.calendar import Calendar, Holiday
from revgov.kinds.charter import Charter
from revgov.kinds.council import Council
from revgov.kinds.coverage import CompPlan, Quota, Territory
from revgov.kinds.dashboard import Dashboard
from revgov.kinds.dataset import Dataset, Field
from revgov.kinds.decision import Decision
from revgov.kinds.forecast import Forecast
from revgov.kinds.house_rule import Policy, Waiver
from revgov.kinds.initiative import Initiative
from revgov.kinds.kpi import Kpi
from revgov.kinds.lifecycle import Handoff, Playbook, Sla, Stage
from revgov.kinds.meeting import Meeting
from revgov.kinds.node import Node, Spot, made
from revgov.kinds.person import Person
from revgov.kinds.record import Assessment, Minutes, Recommendation, Signoff
from revgov.kinds.risk import Contingency, Risk
from revgov.kinds.role import Role
from revgov.kinds.stack import Integration, System
from revgov.kinds.term import Term


class Kind(NamedTuple):
    """A section of the language.

    `layer` and `pillar` are the framework's two tags. `owned_by` is the field that says who owns a declaration,
    and `must_be_owned` whether it is a finding when nobody does.
    """

    section: str
    model: type[Node]
    home: str
    asset: str
    layer: str
    pillar: str
    owned_by: str = "owner"
    must_be_owned: bool = False

    @property
    def name(self) -> str:
        return self.model.kind


OWNED = True

# fmt: off
KINDS: tuple[Kind, ...] = (
    Kind("charter", Charter, "charter.yaml", "charter", "strategic", "performance_governance", "head"),
    Kind("councils", Council, "charter.yaml", "charter", "operational", "performance_governance", "chair", OWNED),
    Kind("decisions", Decision, "charter.yaml", "charter", "strategic", "performance_governance", "decides"),
    Kind("people", Person, "raci/", "operating_model", "structural", "people"),
    Kind("roles", Role, "raci/", "operating_model", "structural", "people"),
    Kind("activities", Activity, "raci/", "operating_model", "structural", "people", "accountable"),
    Kind("initiatives", Initiative, "cadence/", "roadmap", "strategic", "performance_governance", "owner", OWNED),
    Kind("kpis", Kpi, "kpi_tree/", "kpi_tree", "operational", "performance_governance", "owner", OWNED),
    Kind("terms", Term, "kpi_tree/", "kpi_tree", "structural", "data"),
    Kind("forecasts", Forecast, "kpi_tree/", "kpi_tree", "operational", "performance_governance"),
    Kind("dashboards", Dashboard, "kpi_tree/", "kpi_tree", "operational", "performance_governance"),
    Kind("datasets", Dataset, "policies/data/", "data_dictionary", "structural", "data", "owner", OWNED),
    Kind("meetings", Meeting, "cadence/", "operating_cadence", "operational", "performance_governance", "owner", OWNED),
    Kind("calendars", Calendar, "cadence/", "operating_cadence", "operational", "performance_governance"),
    Kind("holidays", Holiday, "cadence/", "operating_cadence", "operational", "performance_governance"),
    Kind("stages", Stage, "policies/lifecycle/", "playbook", "structural", "process", "owner", OWNED),
    Kind("handoffs", Handoff, "policies/lifecycle/", "playbook", "structural", "process", "takes"),
    Kind("slas", Sla, "policies/lifecycle/", "playbook", "structural", "process", "party", OWNED),
    Kind("playbooks", Playbook, "policies/lifecycle/", "playbook", "structural", "process"),
    Kind("systems", System, "policies/stack/", "tech_stack", "structural", "technology", "owner", OWNED),
    Kind("integrations", Integration, "policies/stack/", "tech_stack", "structural", "technology", "owner", OWNED),
    Kind("ai_uses", AiUse, "policies/ai/", "ai_catalogue", "structural", "technology", "owner", OWNED),
    Kind("risks", Risk, "policies/risk/", "risk_playbook", "operational", "performance_governance", "owner", OWNED),
    Kind("contingencies", Contingency, "policies/risk/", "risk_playbook", "operational", "performance_governance"),
    Kind("territories", Territory, "policies/coverage/", "coverage", "structural", "process", "owner", OWNED),
    Kind("quotas", Quota, "policies/coverage/", "coverage", "structural", "process"),
    Kind("comp_plans", CompPlan, "policies/coverage/", "coverage", "structural", "people"),
    Kind("policies", Policy, "policies/", "house_rules", "operational", "performance_governance", "owner", OWNED),
    Kind("waivers", Waiver, "policies/", "house_rules", "operational", "performance_governance"),
    Kind("minutes", Minutes, "cadence/records/", "records", "operational", "performance_governance"),
    Kind("recommendations", Recommendation, "cadence/records/", "records", "operational", "performance_governance"),
    Kind("signoffs", Signoff, "cadence/records/", "records", "operational", "performance_governance"),
    Kind("assessments", Assessment, "cadence/records/", "records", "strategic", "performance_governance"),
)
# A dataset's fields are declarations of their own, and stand inside it; whoever owns the dataset owns them.
FIELDS = Kind("fields", Field, "policies/data/", "data_dictionary", "structural", "data")
# fmt: on

SECTIONS: dict[str, Kind] = {kind.section: kind for kind in KINDS}
BY_NAME: dict[str, Kind] = {kind.name: kind for kind in (*KINDS, FIELDS)}
ASSETS: dict[str, str] = {
    "charter": "RevOps charter",
    "operating_model": "Operating model and RACI",
    "roadmap": "Roadmap",
    "kpi_tree": "KPI tree and metrics dictionary",
    "data_dictionary": "Data dictionary and governance",
    "operating_cadence": "Operating cadence",
    "playbook": "RevOps playbook",
    "tech_stack": "Tech stack and integration map",
    "ai_catalogue": "AI use cases and guardrails",
    "risk_playbook": "Risk and contingency playbook",
}
LAYERS = ("strategic", "structural", "operational")
PILLARS = ("people", "process", "data", "technology", "performance_governance")

__all__ = [
    "ASSETS", "BY_NAME", "FIELDS", "KINDS", "LAYERS", "PILLARS", "SECTIONS", "Activity", "AiUse", "Assessment",
    "Calendar",
    "Charter", "CompPlan", "Contingency", "Council", "Dashboard", "Dataset", "Decision", "Field", "Forecast", "Handoff",
    "Holiday", "Initiative", "Integration", "Kind", "Kpi", "Meeting", "Minutes", "Node", "Person", "Playbook", "Policy",
    "Quota", "Recommendation", "Risk", "Role", "Signoff", "Sla", "Spot", "Stage", "System", "Term", "Territory",
    "Waiver", "made",
]  # fmt: skip
