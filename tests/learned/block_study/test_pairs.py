"""Networks in pairs: ratios of widths, changes of likelihood, and whether two starts meet."""

import numpy as np
import pandas as pd
import pytest

from rgcore.learned.block_study.pairs import (
    LIKELIHOOD_TOLERANCE,
    WIDTH_TOLERANCE,
    final_runs,
    size_pairs,
    starts_meet,
)
from rgcore.learned.block_study.schemas import BLOCK_SIZE_PAIRS
from rgcore.learned.size_hypotheses.widths import settled, widths_of

SAME = {
    "design": "one", "sharing": "none", "side": 16, "n_hidden": 16, "l1": 0.0, "fields": "zero", "source": "ising",
    "algorithm": "persistent_contrastive_divergence", "start": "random", "n_epochs": 8, "n_samples": 500,
    "learning_rate": 0.1, "correlation_length_exact": np.inf, "correlation_length": 3.0,
    "correlation_length_connected": 2.5, "sites_per_unit": 16.0,
    "localized_fraction": 1.0, "duplicate_fraction": 0.0, "log_likelihood_of_ising": -0.5, "n_localized": 16,
    "likelihood_reliable": True, "converged": True, "temperature": 2.6,
}  # fmt: skip


def networks(widths, **changed):
    """The rows of networks of these widths, one replica each, during training and at its end."""
    return pd.DataFrame(
        SAME | {"replica": replica, "epoch": epoch, "fwhm": width + 8 - epoch} | changed
        for replica, width in enumerate(widths)
        for epoch in (4, 8)
    )


def row_of(pairs, factor):
    (place,) = np.flatnonzero(pairs["factor"] == factor)
    return pairs.iloc[place]


def test_ratios_are_those_of_the_same_replica_and_designs_do_not_matter():
    """The scatter that replicas have in common is not in the error."""
    ratios = np.array([1.5, 1.1, 1.3])
    ising, copy = (
        [2.0, 5.0, 3.0],
        {"source": "gaussian_copy", "design": "two", "log_likelihood_of_ising": -0.53},
    )
    study = pd.concat(
        [networks(ising), networks(ising * ratios, **copy), networks([9.0] * 3, start="wide", **copy)]
    )
    found = size_pairs(study)
    assert set(found) == {column.name for column in BLOCK_SIZE_PAIRS.columns}
    row = found[(found["factor"] == "source")].iloc[0]
    assert (row["source"], row["base"], row["start"], row["n_replicas"]) == (
        "gaussian_copy",
        "ising",
        "random",
        3,
    )
    mean = np.exp(np.log(ratios).mean())
    assert row["width_ratio"] == pytest.approx(mean)
    assert row["width_ratio_err"] == pytest.approx(mean * np.log(ratios).std(ddof=1) / np.sqrt(3))
    assert row["log_likelihood_change"] == pytest.approx(-0.03)
    assert (found["factor"] == "source").sum() == 1  # no Ising network has this start
    of_start = row_of(found, "start")
    assert (of_start["source"], of_start["start"], of_start["n_meeting"]) == ("gaussian_copy", "wide", 0)


@pytest.mark.parametrize(
    ("width", "likelihood", "meets"),
    [
        (4 * np.exp(0.99 * WIDTH_TOLERANCE), -0.5, True),
        (4 * np.exp(-0.99 * WIDTH_TOLERANCE), -0.5, True),
        (4 * np.exp(1.01 * WIDTH_TOLERANCE), -0.5, False),
        (4 * np.exp(-1.01 * WIDTH_TOLERANCE), -0.5, False),
        (4.0, -0.5 - 0.99 * LIKELIHOOD_TOLERANCE, True),
        (4.0, -0.5 + 1.01 * LIKELIHOOD_TOLERANCE, False),
        (np.nan, -0.5, False),
    ],
)
def test_starts_meet_in_width_and_likelihood(width, likelihood, meets):
    study = pd.concat([
        networks([4.0, 4.0]), networks([width], start="wide", log_likelihood_of_ising=likelihood),
        networks([6.0, 6.0], temperature=3.4), networks([6.0], temperature=3.4, start="narrow"),
    ])  # fmt: skip
    runs = final_runs(study)
    met = starts_meet(runs)
    first = (runs["temperature"] == 2.6) & (runs["replica"] == 0)
    assert met[~first].all()  # another replica, another temperature
    assert (met[first] == meets).all()
    assert len(settled(runs)) == len(runs) - 2 * (not meets)
    assert size_pairs(study).set_index("temperature").loc[2.6, "n_meeting"] == meets


def test_networks_without_a_width_meet_in_its_lack_and_unreliable_likelihoods_never():
    none = networks([3.0], localized_fraction=0.4), networks([5.0], start="wide", localized_fraction=0.4)
    assert starts_meet(final_runs(pd.concat(none))).all()
    unknown = networks([3.0]), networks([3.0], start="wide", likelihood_reliable=False)
    assert not starts_meet(final_runs(pd.concat(unknown))).any()
    row = row_of(size_pairs(pd.concat(unknown)), "start")
    assert np.isnan(row["log_likelihood_change"])
    assert (row["n_reliable"], row["n_with_width"]) == (0, 1)


@pytest.mark.parametrize(("n_without", "n_kept"), [(1, 4), (2, 0)])
def test_a_condition_of_which_more_than_a_fifth_of_runs_have_no_width_has_none(n_without, n_kept):
    runs = final_runs(networks([4.0] * 5))
    runs.loc[runs["replica"] < n_without, "localized_fraction"] = 0.1
    found = widths_of(runs)
    assert (len(found.log_width), found.n_not_localized) == (n_kept, 5 - n_kept)
    copy = networks([4.4] * 5, source="gaussian_copy")
    row = row_of(size_pairs(pd.concat([runs, copy])), "source")
    assert np.isnan(row["width_ratio"]) == (n_kept == 0)
    assert row["n_with_width"] == 5 - n_without


@pytest.mark.parametrize("changed", [{"n_samples": 900}, {"learning_rate": 0.2}])
def test_networks_that_differ_in_samples_or_learning_rate_are_no_replicas(changed):
    runs = final_runs(pd.concat([networks([4.0]), networks([4.0], **changed)]))
    assert len(widths_of(runs).conditions) == 2


@pytest.mark.parametrize(
    ("first", "second", "n_converged"), [(True, True, 2), (True, False, 0), (False, True, 0)]
)
def test_a_pair_has_converged_if_both_networks_have(first, second, n_converged):
    both = (
        networks([4.0, 5.0], converged=first),
        networks([4.4, 5.5], converged=second, source="gaussian_copy"),
    )
    assert row_of(size_pairs(pd.concat(both)), "source")["n_converged"] == n_converged


@pytest.mark.parametrize(("change", "n_meeting"), [(0.0039, 1), (-0.0039, 1), (0.0041, 0), (-0.0041, 0)])
def test_networks_meet_unless_one_is_likelier_than_the_other_by_the_tolerance(change, n_meeting):
    wide = networks([4.0], start="wide", log_likelihood_of_ising=-0.5 + change)
    row = row_of(size_pairs(pd.concat([networks([4.0]), wide])), "start")
    assert row["n_meeting"] == n_meeting
