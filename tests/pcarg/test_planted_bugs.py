"""Checks of the estimators of principal-component renormalization, and planted bugs that they find."""

from importlib import import_module

import pytest

from ..planted import planted
from . import (
    checks_of_coupling_tables,
    checks_of_couplings,
    checks_of_draws,
    checks_of_exclusion,
    checks_of_factors,
    checks_of_flows,
    checks_of_modes,
    checks_of_noise,
    checks_of_nulls,
    checks_of_observed_data,
    checks_of_recursions,
    checks_of_samples,
    checks_of_spectra,
    checks_of_thresholds,
    checks_of_vertices,
)
from .planted_bugs import couplings, draws, flows, nulls, spectra

BUGS = couplings.BUGS | draws.BUGS | flows.BUGS | nulls.BUGS | spectra.BUGS

CHECKS = (
    checks_of_spectra.CHECKS
    | checks_of_noise.CHECKS
    | checks_of_couplings.CHECKS
    | checks_of_samples.CHECKS
    | checks_of_nulls.CHECKS
    | checks_of_flows.CHECKS
    | checks_of_recursions.CHECKS
    | checks_of_exclusion.CHECKS
    | checks_of_draws.CHECKS
    | checks_of_factors.CHECKS
    | checks_of_thresholds.CHECKS
    | checks_of_vertices.CHECKS
    | checks_of_coupling_tables.CHECKS
    | checks_of_modes.CHECKS
    | checks_of_observed_data.CHECKS
)


@pytest.mark.parametrize("name", CHECKS)
def test_the_estimator_agrees_with_plain_formulas(name):
    assert CHECKS[name](import_module(f"rgcore.pcarg.{name}"))


@pytest.mark.parametrize(
    ("name", "right", "wrong"), [(name, *change) for name, changes in BUGS.items() for change in changes]
)
def test_a_bug_is_found(name, right, wrong):
    assert not CHECKS[name](planted(f"rgcore.pcarg.{name}", right, wrong))


def test_every_check_has_bugs_that_it_finds():
    assert set(BUGS) == set(CHECKS)
