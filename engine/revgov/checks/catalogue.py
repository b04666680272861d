"""Every check there is."""

from __future__ import annotations

from revgov.checks import raci
from revgov.checks.registry import catalogue

CATALOGUE = catalogue(raci)
