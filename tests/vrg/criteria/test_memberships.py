"""Margins: how far a number is inside a limit, and what a factor of ten changes."""

import re
from pathlib import Path

import numpy as np
import pytest

from rgcore.vrg.criteria.memberships import margin, memberships, set_margins
from rgcore.vrg.criteria.thresholds import CRITERIA, SETS, Criterion

MOST = Criterion(column="x", limit=1e-3, kind="most")
LEAST = Criterion(column="x", limit=1e-3, kind="least")
COUNT = Criterion(column="x", limit=1, kind="count")
INSIDE = {
    "n_removed": 4,
    "trace_error_per_spin": 0.0,
    "bound_gap": 0.0,
    "bound_gain": 1.0,
    "rbm_distance": 0.0,
    "divergence_share": 0.0,
    "information_in_hidden": 1.0,
    "long_range_share": 0.0,
    "thermal_exponent_error": np.nan,
    "magnetic_exponent_error": np.nan,
}


@pytest.mark.parametrize(
    ("value", "criterion", "expected"),
    [
        (1e-4, MOST, 1.0),
        (1e-2, MOST, -1.0),
        (1e-3, MOST, 0.0),
        (0.0, MOST, 3.0),
        (1e3, MOST, -3.0),
        (1e-2, LEAST, 1.0),
        (0.0, LEAST, -3.0),
        (1, COUNT, 3.0),
        (0, COUNT, -3.0),
        (np.nan, MOST, -3.0),
        (np.inf, MOST, -3.0),
    ],
)
def test_margins_are_decades_inside_the_limit(value, criterion, expected):
    assert margin(value, criterion) == pytest.approx(expected, abs=1e-12)


def test_what_cannot_be_measured_passes_only_where_it_is_optional():
    assert margin(np.nan, Criterion(column="x", limit=0.1, kind="most", optional=True)) == 3.0


def test_a_transformation_inside_every_limit_is_in_every_set():
    assert memberships(set_margins(INSIDE)) == dict.fromkeys(SETS, True)


@pytest.mark.parametrize("name", CRITERIA)
def test_each_criterion_alone_excludes_from_its_sets_and_no_other(name):
    criterion = CRITERIA[name]
    outside = {"most": 1e9, "least": 0.0, "count": 0}[criterion.kind]
    found = memberships(set_margins({**INSIDE, criterion.column: outside}))
    assert found == {each: name not in criteria for each, criteria in SETS.items()}


@pytest.mark.parametrize("factor", [0.1, 10.0])
@pytest.mark.parametrize("value", [3e-3, 3e-4, 3e-2, 3e-5])
def test_moving_the_limit_changes_the_membership_if_the_margin_is_below_a_decade(value, factor):
    here = margin(value, MOST)
    moved = margin(value, Criterion(column="x", limit=1e-3 * factor, kind="most"))
    flips = (here >= 0) != (moved >= 0)
    towards = (here >= 0) == (factor < 1)
    assert flips == (towards and abs(here) < 1)


def test_limits_are_those_of_the_page():
    rows = [line for line in Path("docs/criteria.md").read_text().splitlines() if line.startswith("| ")]
    exponents = r"\|y_t - 1\| and \|y_h - 15/8\|"
    words = {
        "n_removed": "spins removed",
        "thermal_exponent_error": exponents,
        "magnetic_exponent_error": exponents,
    }
    for criterion in CRITERIA.values():
        word = words.get(criterion.column, f"`{criterion.column}`,")
        limits = {re.search(r"[0-9.]+", row.split("|")[-2]).group() for row in rows if f" {word}" in row}
        assert [float(limit) for limit in limits] == [criterion.limit], criterion.column


def test_rg_needs_fewer_spins_and_the_trace_condition_and_nothing_else():
    assert SETS["is_rg"] == ("fewer_spins", "trace_condition")
    kept_all = memberships(set_margins({**INSIDE, "n_removed": 0}))
    added = memberships(set_margins({**INSIDE, "n_removed": -9}))
    assert not kept_all["is_rg"]
    assert not added["is_rg"]
