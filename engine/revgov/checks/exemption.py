"""Need a KPI have no target yet, because what is normal is still being measured?"""

from __future__ import annotations

import datetime

from revgov.kinds import Kpi


def exempt(kpi: Kpi, as_of: datetime.date) -> bool:
    """Whether the benchmark of a KPI is being measured on a day; the day an exemption ends on is its last."""
    return kpi.benchmarking is not None and kpi.benchmarking.until >= as_of
