"""The sentences on detection follow the numbers, whichever way these fall."""

import numpy as np

from rgcore.words.components import canonical_dimension, detection_power


def with_gain(tables, test, low, power):
    rows = tables["detection_power"].copy()
    chosen = rows["test"] == test
    rows.loc[chosen, ["gain_over_largest", "gain_over_largest_low", "gain_over_largest_high"]] = (
        low + 0.1,
        low,
        low + 0.2,
    )
    rows.loc[chosen, "power"] = power
    return {"detection_power": rows}


def test_a_dimension_that_gains_and_one_that_does_not(larger_tables):
    text = detection_power.seen(larger_tables)
    assert "single (1 direction), strength 0.8, 100 variables, 200 samples, " in text
    assert text.count("For no test by dim(u_4) is the 95 % interval of its gain over the largest") == 2
    text = detection_power.seen(with_gain(larger_tables, "quartic_bulk", 0.1, 0.1))
    assert (
        "95 % interval: dim(u_4) of the bulk 0.2 (0.1 to 0.3). Among these, above the second moment in "
        "these draws: none." in text
    )
    text = detection_power.seen(with_gain(larger_tables, "quartic_bulk", 0.1, 0.99))
    assert "above the second moment in these draws: dim(u_4) of the bulk." in text


def test_false_alarms_are_named_for_noise_that_is_not_white(larger_tables):
    text = detection_power.seen(larger_tables)
    assert (
        "False alarms in noise of kind Student t with thresholds of white noise: the largest eigenvalue 0.9"
        in text
    )
    assert "of kind Gaussian" not in text


def test_scales_beside_the_noise_are_counted_and_those_without_a_dimension_are_not(larger_tables):
    text = canonical_dimension.seen(larger_tables)
    assert "modes below the edge of the noise: dim(u_4) is 0.873 ± 0.080 at 5 % of the modes" in text
    assert "of 5 scales, 5 above, 0 within, 0 below that of the noise" in text
    rows = larger_tables["canonical_dimension"]
    few = rows.assign(quartic=rows["quartic"].where(rows["kept_fraction"] > 0.05, np.nan))
    text = canonical_dimension.seen({"canonical_dimension": few})
    assert "of 4 scales, 4 above" in text
    assert "at 5 %" not in text
