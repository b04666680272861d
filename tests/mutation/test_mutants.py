"""The mutation run: every operator on every eligible declaration of the example company.

A mutant passes where the named check reports the changed declaration and no check outside the operator's row reports
anything new. All that is new is compared with what the checks say of the company as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import batched
from multiprocessing import get_context
from pathlib import Path

import pytest

from revgov.checks.catalogue import CATALOGUE
from revgov.checks.faults import FAULTS
from revgov.text import read
from tests.mutation.changes import TEXT, Operator
from tests.mutation.company import Company, dumped, keys, opened, source_file
from tests.mutation.operators import OPERATORS
from tests.mutation.verdicts import Verdict, judge, mutants, open_company

