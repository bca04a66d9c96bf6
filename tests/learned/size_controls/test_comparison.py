"""Controls beside the networks of the study: who is compared with whom, and the verdicts."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from rgcore.learned.size_controls.comparison import compare_with_networks
from rgcore.learned.size_controls.schemas import BLOCK_SIZE_CONTROLS
from rgcore.selection.networks.size_controls import of_networks

TEMPERATURES, REPLICAS = (2.3, 2.6, 3.4), range(5)
PLACE = {
    "design": "thin",
    "side": 16,
    "n_hidden": 64,
    "l1": 0.002,
    "fields": "zero",
    "algorithm": "persistent_contrastive_divergence",
    "start": "random",
}


def rows(name, width, scatter=0.01, seed=1):
    """Return rows of one control; ``width`` is a function of temperature."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(product(TEMPERATURES, REPLICAS), columns=["temperature", "replica"])
    widths = frame["temperature"].map(width) * np.exp(scatter * rng.standard_normal(len(frame)))
    return frame.assign(
        **PLACE,
        control=name,
        n_fields=64,
        converged=1.0,
        fwhm=widths,
        fwhm_of_all=widths,
        participation_ratio=widths**2,
        localized_fraction=0.9,
        correlation_length=30.0,
        correlation_length_connected=4 / (frame["temperature"] - 2.0) + 0.01 * frame["replica"],
    )


def study(width, **changed):
    one = rows("none", width, seed=2).drop(columns=["control", "n_fields", "fwhm_of_all", "converged"])
    one = one.assign(source="ising", sharing="none", epoch=80, n_epochs=80, **changed)
    other = one.assign(start="wide", fwhm=55.0)
    copy = one.assign(source="gaussian_copy", fwhm=77.0)
    return pd.concat([one.assign(fwhm=99.0, epoch=40), one, copy, other])


@pytest.fixture(scope="module")
def table():
    controls = pd.concat(
        [
            rows("same", lambda t: 2.0, seed=3),
            rows("wider", lambda t: 3.0, seed=4),
            rows("narrower", lambda t: 1.0, seed=5),
            rows("grows", lambda t: 4 / (t - 2.0) ** 0.5, seed=6),
            rows("extended", lambda t: np.nan),
            rows("block", lambda t: 2.47, scatter=0.0),
        ]
    )
    return compare_with_networks(controls, study(lambda t: 2.0)).set_index(["control", "temperature"])


def test_the_table_has_its_columns_and_the_networks_as_rows_of_their_own(table):
    assert set(table.reset_index().columns) == set(BLOCK_SIZE_CONTROLS.names)
    networks = table[table["start"] == "random"].loc["trained_network"]
    assert networks["fwhm"].to_numpy() == pytest.approx(2.0, rel=0.03)
    assert networks["n_fields"].tolist() == [64] * 3
    assert networks["ratio"].isna().all()
    assert (table.loc["trained_network", "role"] == "reference").all()
    of_others = table[table.index.get_level_values("control") != "trained_network"]
    assert (of_others["role"] == "control").all()


def test_networks_of_another_start_are_rows_of_their_own_and_compared_with_nothing(table):
    other = table[table["start"] == "wide"]
    assert other.index.get_level_values("control").unique().tolist() == ["trained_network"]
    assert other["fwhm"].tolist() == [55.0] * 3
    assert (table["n_replicas"] == 5).all()


def test_only_networks_with_controls_are_drawn(table):
    (kind,) = of_networks(table.reset_index())
    assert set(kind["start"]) == {"random"}
    assert len(kind) == (table["start"] == "random").sum()


def test_controls_are_beside_the_networks_of_their_own_temperature(table):
    assert (table.loc["same", "beside_network"] == "within").all()
    assert (table.loc["wider", "beside_network"] == "above").all()
    assert (table.loc["narrower", "beside_network"] == "below").all()
    assert (table.loc["extended", "beside_network"] == "").all()
    assert table.loc[("grows", 2.3), "ratio"] == pytest.approx(2 / np.sqrt(0.3), rel=0.03)
    block = table.loc[("block", 2.6)]
    assert block["ratio"] == pytest.approx(2.47 / 2, rel=0.03)
    assert (block["fwhm_err"], block["beside_network"]) == (0, "above")


def test_only_what_grows_follows_the_temperature(table):
    follows = table.groupby("control")["follows_temperature"].first().to_dict()
    assert follows.pop("grows") == "yes"
    assert follows.pop("extended") == ""
    assert set(follows.values()) == {"no"}
    assert table.loc[("grows", 2.3), "exponent"] == pytest.approx(0.5, abs=0.02)


def test_p_values_are_corrected_for_all_tests_of_the_table(table):
    plain = table["ratio_p_value"].dropna()
    assert len(plain) == 15
    smallest = plain[plain > 0].idxmin()
    n_zero = (plain == 0).sum()
    assert table.loc[smallest, "ratio_p_corrected"] == pytest.approx((15 - n_zero) * plain[smallest])


def test_means_and_errors_are_over_replicas(table):
    wider = rows("wider", lambda t: 3.0, seed=4)
    at = wider[wider["temperature"] == 2.6]["fwhm"]
    assert table.loc[("wider", 2.6), "fwhm"] == pytest.approx(at.mean())
    assert table.loc[("wider", 2.6), "fwhm_err"] == pytest.approx(at.std() / np.sqrt(5))
    assert (table["n_replicas"] == 5).all()


def test_a_replica_without_a_width_leaves_no_mean_of_the_others():
    """The mean of those that have one would be a selection; the localized fraction is that of all."""
    control = rows("same", lambda t: 2.0)
    control.loc[(control["temperature"] == 2.6) & (control["replica"] == 3), "fwhm"] = np.nan
    table = compare_with_networks(control, study(lambda t: 2.0)).set_index(["control", "temperature"])
    missing, other = table.loc[("same", 2.6)], table.loc[("same", 3.4)]
    assert missing[["fwhm", "fwhm_err", "ratio", "ratio_p_value"]].isna().all()
    assert missing["localized_fraction"] == pytest.approx(0.9)
    assert other[["fwhm", "fwhm_err", "ratio", "ratio_p_value"]].notna().all()
    assert missing["n_temperatures"] == 2


def test_ratios_are_those_of_one_replica_in_whatever_order_the_networks_come():
    """What replicas have in common, here a factor of 3, is not in the interval of a ratio."""
    networks = study(lambda t: 2.0)
    networks["fwhm"] *= 3.0 ** networks["replica"]
    control = rows("wider", lambda t: 2.6, seed=4)
    control["fwhm"] *= 3.0 ** control["replica"]
    found = compare_with_networks(control, networks.iloc[::-1]).set_index(["control", "temperature"])
    row = found.loc[("wider", 2.6)]
    assert row["ratio"] == pytest.approx(1.3, rel=0.03)
    assert 1 < row["ratio_high"] / row["ratio_low"] < 1.1
