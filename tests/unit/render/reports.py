"""A report that has one of everything."""

from __future__ import annotations

from revgov.finding import Edit, Finding, Fix, Place, Related, Severity
from revgov.report import Bearer, Report

FILES = {
    "raci/forecast.yaml": b"activities:\n  submit_forecast:\n    accountable: vp_sale\n",
    "raci/roles.yaml": b"roles:\n  vp_sales:\n    title: VP Sales\n",
}
AT = Place("raci/forecast.yaml", 3, 18, 3, 25)
UNRESOLVED = Finding(
    check="x-ref-unresolved",
    severity=Severity.ERROR,
    node="activity:submit_forecast",
    field="accountable",
    message="role 'vp_sale' is not declared; did you mean 'vp_sales'?",
    place=AT,
    related=(Related("'vp_sales' is declared here", Place("raci/roles.yaml", 2, 3, 2, 11)),),
    fix=Fix("Use 'vp_sales'", (Edit(AT, "vp_sales"),)),
    fingerprint="0" * 32,
)
WAIVED = Finding(
    check="raci-no-responsible",
    severity=Severity.WARNING,
    node="activity:submit_forecast",
    field=None,
    message="nobody is responsible for submit_forecast",
    place=Place("raci/forecast.yaml", 2, 3, 2, 18),
    fingerprint="1" * 32,
    waiver="until_spring",
)


BEARERS = {UNRESOLVED.fingerprint: Bearer("operating_model", "vp_sales"), WAIVED.fingerprint: Bearer("operating_model")}


def report(*findings: Finding) -> Report:
    bearers = {one.fingerprint: BEARERS[one.fingerprint] for one in findings if one.fingerprint in BEARERS}
    return Report("2026-11-24", "a" * 40, "scale_up", 2, 2, findings, "0.1.0", bearers=bearers)
