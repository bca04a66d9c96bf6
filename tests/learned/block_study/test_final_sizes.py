"""Sizes at the end of training, as words and figures take them."""

import numpy as np
import pandas as pd
import pytest

from rgcore.selection.networks.block_study import final_sizes

SAME = {
    "design": "one", "sharing": "none", "side": 8, "n_hidden": 4, "l1": 0.0, "fields": "zero", "source": "ising",
    "algorithm": "contrastive_divergence", "start": "random",
    "n_epochs": 8, "n_samples": 500, "learning_rate": 0.1, "correlation_length_exact": np.inf,
    "correlation_length_connected": 3.0, "sites_per_unit": 16.0,
    "localized_fraction": 1.0, "duplicate_fraction": 0.0, "pseudo_log_likelihood_of_ising": -0.5,
    "converged": True,
}  # fmt: skip


def history(widths, **changed):
    return pd.DataFrame(
        SAME
        | {"temperature": temperature, "replica": replica, "epoch": epoch, "fwhm": width + 8 - epoch}
        | changed
        for temperature, of_replicas in widths.items()
        for replica, width in enumerate(of_replicas)
        for epoch in (4, 8)
    )


def test_sizes_are_means_over_replicas_at_the_last_epoch_with_their_standard_error():
    widths = {"2.6": [2.0, 3.0, 7.0], "3.4": [1.0, 2.0, np.nan]}
    study = history(widths)
    found = final_sizes(study).set_index("temperature")
    assert found["n_replicas"].tolist() == [3, 3]
    assert found.loc["2.6", "fwhm"] == 4
    assert found.loc["2.6", "fwhm_err"] == pytest.approx(np.std([2, 3, 7], ddof=1) / np.sqrt(3))
    assert np.isnan(found.loc["3.4", ["fwhm", "fwhm_err"]].astype(float)).all()
    assert np.isinf(found["correlation_length_exact"]).all()


def test_a_network_that_two_designs_share_counts_once():
    widths = {"2.6": [2.0, 3.0]}
    both = pd.concat([history(widths), history(widths, design="two")])
    pd.testing.assert_frame_equal(final_sizes(both), final_sizes(history(widths)))
