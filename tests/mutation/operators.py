"""Every operator, family by family."""

from __future__ import annotations

from tests.mutation.changes import Operator
from tests.mutation.of_ai import AI
from tests.mutation.of_cadence import CADENCE
from tests.mutation.of_charter import CHARTERS
from tests.mutation.of_coverage import COVERAGE
from tests.mutation.of_data import DATA
from tests.mutation.of_dates import DATES
from tests.mutation.of_forecasts import FORECASTS
from tests.mutation.of_kpis import KPIS
from tests.mutation.of_measurements import MEASUREMENTS
from tests.mutation.of_meetings import MEETINGS
from tests.mutation.of_ownership import OWNERSHIP
from tests.mutation.of_policies import POLICIES
from tests.mutation.of_process import PROCESS
from tests.mutation.of_raci import RACI
from tests.mutation.of_references import REFERENCES
from tests.mutation.of_risk_plans import RISK_PLANS
from tests.mutation.of_risks import RISKS
from tests.mutation.of_roadmap import ROADMAP
from tests.mutation.of_tech import TECH
from tests.mutation.of_text import TEXTS

OPERATORS: tuple[Operator, ...] = (
    *TEXTS,
    *REFERENCES,
    *OWNERSHIP,
    *RACI,
    *CHARTERS,
    *MEETINGS,
    *CADENCE,
    *COVERAGE,
    *KPIS,
    *RISKS,
    *RISK_PLANS,
    *POLICIES,
    *AI,
    *DATA,
    *TECH,
    *PROCESS,
    *ROADMAP,
    *DATES,
    *FORECASTS,
    *MEASUREMENTS,
)
