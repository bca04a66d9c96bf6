"""Checks of every estimator of coarse-graining, and planted bugs that they find."""

from importlib import import_module

import pytest

from ..planted import planted
from . import checks_of_fits, checks_of_sums
from .planted_bugs import BUGS

CHECKS = checks_of_sums.CHECKS | checks_of_fits.CHECKS


@pytest.mark.parametrize("name", CHECKS)
def test_the_estimator_agrees_with_plain_formulas(name):
    assert CHECKS[name](import_module(f"rgcore.coarse_graining.{name}"))


@pytest.mark.parametrize(
    ("name", "right", "wrong"), [(name, *change) for name, changes in BUGS.items() for change in changes]
)
def test_a_bug_is_found(name, right, wrong):
    assert not CHECKS[name](planted(f"rgcore.coarse_graining.{name}", right, wrong))


def test_every_check_has_bugs_that_it_finds():
    assert set(BUGS) == set(CHECKS)
