"""The sentences on data sets follow the numbers, whichever way these fall."""

import numpy as np
import pytest

from rgcore.words.components import (
    fig3_pca_gaussian,
    fig6_moment_flow,
    pca_coupling,
    pca_recursion,
    pca_spectrum,
)


def changed(tables, name, **columns):
    return {**tables, name: tables[name].assign(**columns)}


def test_kurtosis_that_falls_rises_or_stays(minimal_tables):
    kept = minimal_tables["pca_flow"]["kept_fraction"]
    for median, word in (
        (5 + kept, "falls from 6 to 5.05"),
        (6 - kept, "rises from 5 to 5.95"),
        (5 + 0 * kept, "stays at 5"),
    ):
        tables = changed(minimal_tables, "pca_flow", kurtosis_median=median, kurtosis_median_err=0.01)
        assert f"median kurtosis {word}" in fig6_moment_flow.seen(tables)


@pytest.mark.parametrize(
    ("median", "verdict", "words"),
    [
        (3.01, "within", "3.010 ± 0.020, within 2 standard errors of the Gaussian value 3, inside"),
        (4.0, "above", "4.000 ± 0.020, above the Gaussian value 3, above"),
        (2.0, "below", "2.000 ± 0.020, below the Gaussian value 3, below"),
        (2.0, "", "2.000 ± 0.020, below the range"),
    ],
)
def test_kurtosis_beside_three_and_the_range_of_the_draws(minimal_tables, median, verdict, words):
    rows = minimal_tables["pca_flow"]
    own = rows["source"] == "data"
    columns = {
        "kurtosis_median": np.where(own, median, 3.0),
        "kurtosis_median_err": 0.02,
        "kurtosis_beside_gaussian": verdict,
        "null_low": rows["null_low"].where(own, 2.5),
        "null_high": rows["null_high"].where(own, 3.5),
    }
    text = fig6_moment_flow.seen(changed(minimal_tables, "pca_flow", **columns))
    assert words in text
    beside = {3.01: "inside", 4.0: "above", 2.0: "below"}[median]
    assert f"{beside} the range of the Gaussian draws (2.5 to 3.5)" in text


def test_nulls_that_are_excluded_and_those_that_are_not(minimal_tables):
    text = fig6_moment_flow.seen(minimal_tables)
    assert "Nulls excluded at the 5 % level (rank test with 99 draws, p corrected for cutoffs, flows" in text
    assert "elliptical with 6.6 degrees of freedom in all 4 flows (p = 0.04)" in text
    assert "factor GARCH with 8 factors and 5.1 degrees of freedom in none of 4 flows (p = 0.7)" in text
    spared = changed(minimal_tables, "pca_exclusion", p_corrected=0.3, excluded=False)
    assert fig6_moment_flow.seen(spared).count("in none of 4 flows (p = 0.3)") == 4


def test_the_power_of_a_test_that_excludes_nothing_stands_beside_it(minimal_tables):
    text = fig6_moment_flow.seen(minimal_tables)
    sentence = (
        "Power: where factor GARCH is not excluded, the same test would exclude it for 100 % of draws of shuffled and "
        "20 % of draws of Gaussian and elliptical in correlation modes and covariance modes; for 100 % of draws of "
        "shuffled and 50 % of draws of Gaussian and elliptical in correlation modes without the largest 10 % and "
        "covariance modes without the largest 10 %."
    )
    assert sentence in text
    assert text.count("Power:") == text.count("in none of 4 flows")
    all_out = changed(minimal_tables, "pca_exclusion", excluded=True)
    assert "Power:" not in fig6_moment_flow.seen(all_out)


def test_a_null_excluded_in_some_flows_is_excluded_for_these_alone(minimal_tables):
    rows = minimal_tables["pca_exclusion"]
    whole = rows["dropped_top"] == 0
    some = {"excluded": ~whole, "p_corrected": np.where(whole, 0.4, 0.04)}
    text = fig6_moment_flow.seen(changed(minimal_tables, "pca_exclusion", **some))
    assert (
        "shuffled with 6.6 degrees of freedom for correlation modes without the largest 10 % and covariance modes "
        "without the largest 10 % (p = 0.04), not for correlation modes and covariance modes (p = 0.4)"
        in text
    )


def test_how_far_the_pair_covariances_of_a_null_deviate_is_reported(minimal_tables):
    text = fig6_moment_flow.seen(changed(minimal_tables, "pca_exclusion", pair_residual=0.146))
    assert (
        "shuffled with 6.6 degrees of freedom and pair covariances that deviate by 15 % in all 4 flows"
        in text
    )


@pytest.mark.parametrize(("clipped", "excluded", "printed"), [(7, True, 4), (0, True, 0), (7, False, 0)])
def test_an_exclusion_by_draws_without_pair_correlations_is_no_evidence(
    minimal_tables, clipped, excluded, printed
):
    lacking = changed(minimal_tables, "pca_exclusion", clipped_pairs=clipped, excluded=excluded)
    words = (
        "its draws lack part of the pair correlations of rare cells, so that this exclusion is no evidence"
    )
    assert fig6_moment_flow.seen(lacking).count(words) == printed


def test_a_null_that_does_not_reproduce_the_kurtosis_excludes_nothing(minimal_tables):
    rows = minimal_tables["pca_exclusion"]
    failed = changed(minimal_tables, "pca_exclusion", reproduces_kurtosis=rows["source"] != "elliptical")
    text = fig6_moment_flow.seen(failed)
    assert (
        "elliptical with 6.6 degrees of freedom: its draws do not reproduce the kurtosis of these data"
        in text
    )
    assert "elliptical with 6.6 degrees of freedom in all" not in text
    assert "range of the elliptical draws" in fig6_moment_flow.seen(minimal_tables)
    assert "range of the elliptical draws" not in text


def test_a_null_that_loses_autocorrelation_of_the_data_excludes_nothing(minimal_tables):
    rows = minimal_tables["pca_exclusion"]
    lost = {"reproduces_autocorrelation": rows["source"] != "elliptical"}
    failed = changed(minimal_tables, "pca_exclusion", residual_time=4.2, null_residual_time=0.51, **lost)
    text = fig6_moment_flow.seen(failed)
    assert (
        "elliptical with 6.6 degrees of freedom: beyond the drive these data have an autocorrelation time of 4.2 "
        "samples, its draws of 0.51, so that p is too small and they exclude nothing"
    ) in text
    assert "elliptical with 6.6 degrees of freedom in all" not in text


def test_the_flow_that_a_change_is_about_is_named(minimal_tables):
    assert "neural_like (covariance modes, none removed): the median" in fig6_moment_flow.seen(minimal_tables)
    flow = minimal_tables["pca_flow"]
    dropped = minimal_tables | {"pca_flow": flow[flow["dropped_top"] > 0]}
    assert "neural_like (covariance modes, largest 10 % removed): the" in fig6_moment_flow.seen(dropped)


def test_standard_deviations_of_draws_are_not_printed(minimal_tables):
    assert "standard deviations" not in fig6_moment_flow.seen(minimal_tables)


def test_too_few_draws_to_exclude_a_null_are_reported(minimal_tables):
    few = changed(
        minimal_tables, "pca_exclusion", n_draws=19, p_smallest=0.2, p_corrected=0.2, excluded=False
    )
    text = fig6_moment_flow.seen(few)
    assert "19 draws of each of 4 nulls are too few to exclude any at the 5 % level" in text
    assert "p cannot be below 0.2, 79 draws are needed." in text
    lost = {"reproduces_autocorrelation": few["pca_exclusion"]["source"] != "shuffled"}
    unlike = changed(few, "pca_exclusion", residual_time=7.0, null_residual_time=1.5, **lost)
    assert fig6_moment_flow.seen(unlike).count("autocorrelation time of 7 samples, its draws of 1.5") == 1


def test_a_coupling_beside_the_fixed_point(minimal_tables):
    columns = {"g": 0.09, "g_err": 0.01, "g_fixed_point": 0.08}
    text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", **columns))
    assert "With 0.05 of the covariance modes kept g = 0.090 ± 0.010 to first order; alpha = 1.2" in text
    assert "over the ranks 1 to 3 (white noise: 8)" in text
    assert "g* = 0.08, 1.0 standard errors of g away" in text


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"has_exponent": False}, "No comparison with a fixed point: no cutoff lies"),
        (
            {"perturbative": False},
            "An exponent alpha exists at 4 of 10 cutoffs, all outside perturbation theory",
        ),
    ],
)
def test_without_an_exponent_or_perturbation_theory_there_is_no_g_and_no_fixed_point(
    minimal_tables, columns, words
):
    text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", **columns))
    assert words in text
    assert "g*" not in text
    assert "g =" not in text


def test_a_coupling_that_is_not_defined_is_reported(minimal_tables):
    text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", g=np.nan))
    assert "neural_like: no coupling is defined at any fraction kept." in text


def test_where_perturbation_theory_is_consistent_and_which_criteria_fail(minimal_tables):
    text = pca_coupling.seen(minimal_tables)
    start = "neural_like, covariance modes: first-order perturbation theory is self-consistent"
    assert (
        f"{start} with 0.05 and 0.1 of the modes kept (criteria that fail: second order at 3 of 5)." in text
    )
    assert "differs from its value" not in text
    good = changed(minimal_tables, "pca_coupling", failed_criteria="none", perturbative=True)
    assert f"{start} at every cutoff. The first-order u differs" in pca_coupling.seen(good)
    none = changed(minimal_tables, "pca_coupling", perturbative=False)
    assert f"{start} at none of 5 cutoffs" in pca_coupling.seen(none)


def test_the_symmetry_that_the_reading_assumes_is_stated_and_no_sign_of_g(minimal_tables):
    text = pca_coupling.seen(minimal_tables)
    assert "assumes phi -> -phi symmetry (no cubic vertex), which skewed data" in text
    assert "negative" not in text


def test_the_vertices_are_stated_with_standard_errors_and_the_criterion_of_an_expansion(minimal_tables):
    text = pca_coupling.seen(minimal_tables)
    assert "u is above 0 by 2 standard errors at 5 of 5 cutoffs, below at 0" in text
    assert (
        "w = -20.0 ± 2.0 variable^-3 and u = 900 ± 90 variable^-4, where u without a cubic vertex is -300 ± 30"
        in text
    )
    assert "out of place at 5 of them. The larger of the one-loop terms is 30 times the variance" in text
    assert (
        "an expansion in the vertices is not justified (objections: skewness, cubic loop, quartic loop)"
        in text
    )
    assert "reproduce the moments of 0 of 4 smaller cutoffs" in text
    weak = changed(minimal_tables, "pca_vertices", perturbative=True, quartic_loop=0.1, cubic_loop=0.2)
    assert "is 0.2 times the variance there: an expansion in the vertices is justified" in pca_coupling.seen(
        weak
    )


def test_a_coupling_that_is_constant_and_one_that_is_not(minimal_tables):
    for agrees, n_agreeing in ((True, 4), (False, 0)):
        columns = {"agrees_with_recursion": agrees, "perturbative": True}
        text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", **columns))
        assert (
            f"less than 2 standard errors at {n_agreeing} of 4 smaller cutoffs; at the smallest it is 0.68 times"
            in text
        )


def test_the_stable_point_and_the_data_beside_it(minimal_tables):
    text = pca_recursion.seen(minimal_tables)
    assert "At alpha = 1 the stable point is at r = -0.25, g = 0.0625 (leading order 0.111)" in text
    assert "neural_like: at the 2 of 2 cutoffs with an exponent where first-order" in text
    above = {"pca_recursion": minimal_tables["pca_recursion"].assign(alpha=2.5)}
    assert "has g < 0 and bounds its basin" in pca_recursion.seen({**minimal_tables, **above})
    for agrees, n_agreeing in ((True, 2), (False, 0)):
        text = pca_recursion.seen(changed(minimal_tables, "pca_coupling", agrees_with_fixed_point=agrees))
        assert f"within 2 standard errors at {n_agreeing}." in text
    for far in ({"alpha": 7.0}, {"has_exponent": False}):
        text = pca_recursion.seen(changed(minimal_tables, "pca_coupling", **far))
        assert "neural_like: no cutoff with an exponent." in text
    large = changed(minimal_tables, "pca_coupling", perturbative=False)
    assert "its marks are open and are not compared with the fixed point" in pca_recursion.seen(large)


def test_spectra_above_and_below_the_edge(minimal_tables):
    text = pca_spectrum.seen(minimal_tables)
    assert (
        "covariance: 7 of 60 eigenvalues are above the Marchenko-Pastur edge (60 % of the variance; the largest is 6.75"
        in text
    )
    assert "poor fit" not in text
    assert (
        "Over the ranks 1 to 8, alpha = 1.100 ± 0.050 (other ranges that count as power laws: 0.9 to 1.3)"
        in text
    )
    text = pca_spectrum.seen(changed(minimal_tables, "pca_spectrum_summary", n_above_edge=0, mp_upper=100.0))
    assert (
        "0 of 60 eigenvalues are above the Marchenko-Pastur edge (60 % of the variance; the largest is 0.081"
        in text
    )


def test_a_spectrum_without_an_exponent_has_no_number_for_one(minimal_tables):
    few = changed(minimal_tables, "pca_spectrum_summary", alpha_last_rank=0, alpha=np.nan, n_reproduced=1)
    text = pca_spectrum.seen(few)
    assert "1 mode is resolved from noise, too few for an exponent" in text
    assert "1 is reproduced in left-out blocks of time" in text
    columns = {"alpha_distance": 0.2, "mp_misfit": 0.1, "has_exponent": False, "mp_fits": False}
    text = pca_spectrum.seen(changed(minimal_tables, "pca_spectrum_summary", **columns))
    assert "is a power law (smallest Kolmogorov-Smirnov distance 0.2): no exponent." in text
    assert "alpha" not in text
    assert "(poor fit, Kolmogorov-Smirnov distance 0.1: its edge is uncertain)" in text


def test_how_far_cross_validation_moves_the_flow(minimal_tables):
    text = pca_spectrum.seen(minimal_tables)
    assert (
        "less than its standard error at 8 of 12 cutoffs; the largest change is -2 standard errors (8 to 7.8)"
        in text
    )
    still = changed(minimal_tables, "pca_flow_cleaned", kurtosis_shift=np.nan)
    assert "Cross-validated" not in pca_spectrum.seen(still)


def test_variances_beside_the_exact_ones(minimal_tables):
    assert "2 of 2 within 2 standard errors" in fig3_pca_gaussian.seen(minimal_tables)
    rows = minimal_tables["pca_gaussian"]
    far = changed(minimal_tables, "pca_gaussian", variance=rows["variance_exact"] + 9 * rows["variance_err"])
    assert "0 of 2 within 2 standard errors (largest deviation 9.00)" in fig3_pca_gaussian.seen(far)
