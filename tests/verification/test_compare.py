"""Planted differences are found in every way of comparing, and honest reruns agree."""

import numpy as np
import pytest

from rgcore.repeatability import drawn, exact
from rgcore.verification.compare import compare
from rgcore.verification.deviations import errors_of_column
from rgcore.verification.ways import way_of

from .made_up import CLASS, faults, part, reference, run

WAYS = ("bits", "tolerance", "errors")


@pytest.fixture(scope="module")
def runs():
    return [part(run(seed)) for seed in (0, 1, 2)]


@pytest.mark.parametrize("way", WAYS)
def test_the_same_run_agrees(runs, way):
    assert not faults(part(run(0)), runs, way)


def test_runs_with_other_seeds_agree_within_standard_errors(runs):
    before = reference(*runs)
    assert not [seed for seed in range(3, 30) if compare(part(run(seed)), before, "errors").faults]


@pytest.mark.parametrize("column", ["energy", "temperature", "n_samples", "verdict"])
def test_the_bits_of_every_column_are_compared(runs, column):
    frame = run(0)
    change = {"verdict": lambda text: "neither", "n_samples": lambda number: number + 1}
    value = frame.loc[3, column]
    frame.loc[3, column] = change.get(column, lambda number: np.nextafter(number, np.inf))(value)
    assert f"other bits in {column}" in faults(part(frame), runs, "bits")


def test_a_change_by_one_bit_is_within_the_tolerance(runs):
    frame = run(0)
    frame["energy"] = np.nextafter(frame["energy"], np.inf)
    assert not faults(part(frame), runs, "tolerance")


def test_numbers_that_the_reference_had_to_round_agree_with_themselves():
    """A standard error that is small beside those of other seeds is stored as a multiple of a larger step."""
    frames = [run(seed) for seed in (0, 1, 2)]
    frames[0].loc[4, "energy_err"] = 1e-7
    before = [part(frame) for frame in frames]
    assert not faults(part(frames[0]), before, "tolerance")
    frames[0].loc[4, "energy_err"] = 1e-5
    assert "in energy_err of row" in faults(part(frames[0]), before, "tolerance")


@pytest.mark.parametrize(("tolerances", "differs"), [(0.5, False), (2.0, True)])
@pytest.mark.parametrize("repeatability", [exact(rtol=1e-6, atol=1e-9), drawn(rtol=1e-4, atol=1e-3)])
def test_a_number_may_deviate_by_one_tolerance(repeatability, tolerances, differs):
    before, frame = [part(run(seed), repeatability) for seed in (0, 1, 2)], run(0)
    size = repeatability.atol + repeatability.rtol * abs(frame.loc[5, "energy"])
    if repeatability.kind == "drawn":
        size += 1e-3 * _errors(before, "energy").iloc[5]
    frame.loc[5, "energy"] += tolerances * size
    assert ("in energy of row" in faults(part(frame, repeatability), before, "tolerance")) == differs


@pytest.mark.parametrize("shift", [-6, 6])
@pytest.mark.parametrize("column", ["energy", "energy_err"])
def test_a_column_that_is_6_standard_errors_off_differs(runs, column, shift):
    frame = run(7)
    errors = _errors(runs, column).to_numpy()
    means = np.mean([run(seed)[column] for seed in (0, 1, 2)], axis=0)
    frame[column] = means * np.exp(shift * errors) if column == "energy_err" else means + shift * errors
    text = faults(part(frame), runs, "errors")
    assert (f"in {column} of row" in text) == (column == "energy")
    frame[column] = (
        means * np.exp(2 * shift * errors) if column == "energy_err" else means + 2 * shift * errors
    )
    assert f"in {column} of row" in faults(part(frame), runs, "errors")


def test_a_single_number_that_is_20_standard_errors_off_differs(runs):
    frame = run(7)
    frame.loc[4, "energy"] += 20 * _errors(runs, "energy").iloc[4]
    assert "in energy of row temperature=1.72727273 source=data" in faults(part(frame), runs, "errors")


@pytest.mark.parametrize(("own", "differs"), [(1.0, True), (10.0, False)])
def test_a_number_with_a_larger_standard_error_of_its_own_counts_with_that_one(runs, own, differs):
    """Of 40 rows, so that one is no outlier of the errors."""
    before = [part(run(seed, 40)) for seed in (0, 1, 2)]
    frame = run(7, 40)
    rows = [4, 9, 14, 19]
    frame.loc[rows, "energy"] += 20 * _errors(before, "energy").iloc[rows].to_numpy()
    frame.loc[rows, "energy_err"] *= own
    assert ("in energy of row" in faults(part(frame), before, "errors")) == differs


@pytest.mark.parametrize("way", WAYS)
def test_a_missing_row_and_a_new_row_differ(runs, way):
    assert "no row temperature=3 source=data" in faults(part(run(0).iloc[:-1]), runs, way)
    frame = run(0)
    frame.loc[len(frame)] = frame.loc[0].to_dict() | {"source": "shuffled"}
    assert "has a row temperature=1 source=shuffled" in faults(part(frame), runs, way)


@pytest.mark.parametrize("way", WAYS)
def test_a_missing_column_and_a_new_column_differ(runs, way):
    assert "has no column time" in faults(part(run(0).drop(columns="time")), runs, way)
    assert "has a column pressure" in faults(part(run(0).assign(pressure=1.0)), runs, way)


@pytest.mark.parametrize("way", WAYS)
def test_what_the_config_decides_is_the_same_with_every_seed(runs, way):
    frame = run(0)
    frame.loc[2, "n_samples"] = 999
    assert "has 999 instead of 1000 in n_samples" in faults(part(frame), runs, way)
    shifted = run(0)
    shifted.loc[2, "energy_exact"] += 1e-5
    assert "in energy_exact of row" in faults(part(shifted), runs, way)


@pytest.mark.parametrize("way", WAYS)
def test_numbers_that_went_missing_differ(runs, way):
    assert faults(part(run(0).assign(time=np.nan)), runs, way)


def test_verdicts_may_flip_here_and_there_but_not_everywhere(runs):
    frame = run(0)
    assert "has neither instead of" in faults(part(frame.assign(verdict="neither")), runs, "tolerance")
    assert "more new values of verdict" in faults(part(frame.assign(verdict="neither")), runs, "errors")
    frame.loc[3, "verdict"] = "neither"
    assert not faults(part(frame), runs, "errors")


@pytest.mark.parametrize("n", [1, 3, 5])
@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("time", np.nan, "time"),
        (
            "constant",
            7.0,
            "has 7 in constant of row temperature=1 source=data, the reference 1000, 1000, 1000",
        ),
        ("verdict", "neither", "more new values of verdict"),
    ],
)
def test_in_a_few_rows_a_column_that_is_new_everywhere_differs(n, column, value, fault):
    frames = [run(seed, n).assign(constant=1000.0, verdict="above") for seed in range(4)]
    before, new = [part(frame) for frame in frames[:3]], frames[3]
    assert not faults(part(new), before, "errors")
    assert fault in faults(part(new.assign(**{column: value})), before, "errors")


@pytest.mark.parametrize("n", [1, 2])
def test_in_one_or_two_rows_a_missing_number_differs(n):
    before, frame = [part(run(seed, n)) for seed in (0, 1, 2)], run(3, n)
    frame.loc[0, "time"] = np.nan
    expected = "has nan instead of a number in time of row temperature=1 source=data"
    assert expected in faults(part(frame), before, "errors")


def test_in_one_row_a_label_that_differs_between_the_runs_may_be_new():
    before = [part(run(seed, 1).assign(verdict=verdict)) for seed, verdict in enumerate("aab")]
    assert not faults(part(run(3, 1).assign(verdict="c")), before, "errors")


@pytest.mark.parametrize(
    ("repeatability", "n_rows"),
    [
        (drawn(summarized=("temperature",)), (12, 11, 12, 11)),
        (drawn(by_place=("temperature",)), (12, 12, 12)),
    ],
)
def test_rows_that_are_summarized_or_matched_by_place_need_not_be_the_same(repeatability, n_rows):
    before = [part(run(seed).iloc[:n], repeatability) for seed, n in enumerate(n_rows)]
    fewer = run(3).iloc[:-1]
    moved = fewer.assign(temperature=fewer["temperature"] + 0.01)
    assert not faults(part(moved, repeatability), before, "errors")
    assert faults(part(moved.assign(energy=-9.0), repeatability), before, "errors")
    assert faults(part(moved, repeatability), before, "tolerance")


def test_more_than_half_of_the_rows_may_not_be_gone_or_new():
    matched = drawn(by_place=("temperature",))
    before = [part(run(seed), matched) for seed in (0, 1, 2)]
    assert not faults(part(run(3).iloc[:6], matched), before, "errors")
    assert "has no row temperature#" in faults(part(run(3).iloc[:5], matched), before, "errors")
    assert "that the reference has not" in faults(part(run(3, 30), matched), before, "errors")


def test_summarized_rows_of_which_all_runs_have_the_same_number_must_be_as_many():
    before = [part(run(seed), drawn(summarized=("temperature",))) for seed in (0, 1, 2)]
    new = part(run(3).iloc[:-1], drawn(summarized=("temperature",)))
    assert "more new values of rows" in faults(new, before, "errors")


def test_a_part_that_the_reference_lacks_differs(runs):
    assert "is not in the reference" in faults(part(run(0), name="other"), runs, "errors")


def test_bits_are_compared_where_the_same_numbers_are_expected():
    for kind in ("exact", "drawn", "sensitive"):
        assert way_of(kind, same_arithmetic=True, same_seed=True) == "bits"
    assert way_of("exact", same_arithmetic=True, same_seed=False) == "bits"
    assert way_of("exact", same_arithmetic=False, same_seed=False) == "tolerance"
    assert way_of("drawn", same_arithmetic=False, same_seed=True) == "tolerance"
    assert way_of("drawn", same_arithmetic=True, same_seed=False) == "errors"
    assert way_of("sensitive", same_arithmetic=False, same_seed=True) == "errors"


def _errors(runs, column):
    numbers = reference(*runs).part("energies").numbers
    by_column = {
        name: group.droplevel("column") for name, group in numbers.groupby(level="column", sort=False)
    }
    return errors_of_column(by_column, column)


def test_scatter_beyond_the_printed_standard_errors_counts():
    honest = [part(run(seed), CLASS) for seed in (0, 1, 2)]
    scattered = [part(run(seed).assign(energy=run(seed)["energy"] + 0.1 * seed), CLASS) for seed in (0, 1, 2)]
    assert _errors(scattered, "energy").min() > 5 * _errors(honest, "energy").max()


def with_share(seed, shares=0.0):
    """Return a run with shares of 12 rows and their 95 % intervals, of width 0.3."""
    low = np.broadcast_to(np.maximum(np.asarray(shares) - 0.15, 0.0), 12)
    return run(seed).assign(share=shares, share_low=low, share_high=low + 0.3)


@pytest.mark.parametrize(("new", "differs"), [(0.25, False), (0.9, True)])
def test_where_no_run_scatters_a_stated_interval_gives_the_scatter(new, differs):
    before = [part(with_share(seed)) for seed in (0, 1, 2)]
    found = faults(part(with_share(3, np.where(np.arange(12) < 8, new, 0.0))), before, "errors")
    assert ("in share of row" in found) == ("in share_low of row" in found) == differs
