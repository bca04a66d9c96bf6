"""The sentences on couplings and information follow the tables."""

import numpy as np

from rgcore.selection.networks.map_couplings import coupling_curves, critical_information
from rgcore.words.networks import learned_couplings

KEY = ("exact_rbm", "deterministic", "2.269185")


def test_fixed_points_are_given_with_intervals_and_missing_ones_are_counted(larger_tables):
    text = learned_couplings.seen(larger_tables)
    alone, of_four = (f"K = {k} (0.439 to 0.443), y_t = 0.95 (0.8 to 1.1)" for k in (0.441, 0.442))
    assert f"majority rule: {alone} and {of_four}" in text
    assert "exact RBM, T = 2.27, sampled: at no K in 2 of 2 replicas;" in text
    assert text.endswith("There are 2 replicas.")


def test_shares_of_information_are_means_over_replicas_with_their_error(larger_tables):
    text = learned_couplings.seen(larger_tables)
    assert "with 3 rows between block and surroundings" in text
    assert "majority rule 0.9;" in text
    assert "exact RBM, T = 2.27, sign 0.9045 ± 0.0045" in text
    shares = critical_information(larger_tables["map_information"])
    assert shares["map"].tolist()[0] == "best_filter"
    assert shares["share_of_best_block"].is_monotonic_decreasing


def test_curves_are_the_change_of_the_coupling_replica_by_replica_at_equal_sides(larger_tables):
    table = larger_tables["learned_couplings"]
    table = table.assign(nearest_neighbour_alone_before=table["nearest_neighbour_alone_before"] + 0.003)
    for step in (1, 2):
        curve = coupling_curves(table, step)[KEY].set_index("coupling")
        rows = table[(table[["map", "hidden", "trained_at"]] == list(KEY)).all(axis=1)]
        rows = rows[(rows["coupling"] == 0.5) & (rows["step"] == step)].set_index("replica")
        change = rows["nearest_neighbour_alone"] - rows["nearest_neighbour_alone_before"]
        assert np.isclose(curve.loc[0.5, "change"], change.mean())
        assert np.isclose(curve.loc[0.5, "change_err"], change.std(ddof=1) / np.sqrt(2))
        assert np.isclose(curve.loc[0.5, "after"], rows["nearest_neighbour_alone"].mean())
        assert np.isclose(curve.loc[0.5, "before"], rows["nearest_neighbour_alone_before"].mean())
