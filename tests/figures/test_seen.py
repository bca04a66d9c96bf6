"""The sentences say what the numbers say, whichever way these fall."""

import numpy as np
import pytest

from rgcore.figures import (
    block_size_vs_temperature,
    dbn_training,
    fig3_pca_gaussian,
    fig4_receptive_fields,
    fig6_moment_flow,
    finite_size_scaling,
    ising_thermodynamics,
    landau_flow,
    mcrg,
    pca_coupling,
    pca_recursion,
    pca_spectrum,
    vrg_exactness,
)
from rgcore.words.wording import agreement, change, listing, number, span, with_error


def changed(tables, name, **columns):
    return {**tables, name: tables[name].assign(**columns)}


def test_energies_at_their_exact_values_and_far_from_them(larger_tables):
    rows = larger_tables["ising_thermodynamics"]
    good = changed(larger_tables, "ising_thermodynamics", energy=rows["energy_exact"])
    bad = changed(larger_tables, "ising_thermodynamics", energy=rows["energy_exact"] + 5 * rows["energy_err"])
    assert "energy, 18 of 18 within 2 standard errors (the farthest 0.00 away)" in ising_thermodynamics.seen(
        good
    )
    assert "energy, 0 of 18 within 2 standard errors (the farthest 5.00 away)" in ising_thermodynamics.seen(
        bad
    )


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
    ("median", "words"),
    [
        (3.01, "within 2 standard errors of the Gaussian 3"),
        (4.0, "above the Gaussian 3"),
        (2.0, "below the Gaussian 3"),
    ],
)
def test_kurtosis_beside_the_gaussian_and_the_nulls(minimal_tables, median, words):
    rows = minimal_tables["pca_flow"]
    values = np.where(rows["source"] == "data", median, 3.0)
    text = fig6_moment_flow.seen(
        changed(minimal_tables, "pca_flow", kurtosis_median=values, kurtosis_median_err=0.02)
    )
    assert words in text
    beside = {3.01: "level with", 4.0: "above", 2.0: "below"}[median]
    assert f"{beside} the gaussian null (3)" in text


def test_nulls_that_are_excluded_and_those_that_are_not(minimal_tables):
    text = fig6_moment_flow.seen(minimal_tables)
    assert "exclude the nulls shuffled, gaussian and elliptical at the 5 % level and not factor_garch" in text
    assert (
        "elliptical with 6.6 degrees of freedom 0.04, the data 30 standard deviations of the draws above"
        in text
    )
    assert "factor_garch with 8 factors 0.7, the data 1.2 standard deviations of the draws below" in text
    spared = changed(minimal_tables, "pca_exclusion", p_corrected=0.3, excluded=False)
    assert (
        "exclude none of the nulls shuffled, gaussian, elliptical and factor_garch"
        in fig6_moment_flow.seen(spared)
    )


def test_too_few_draws_to_exclude_a_null_are_said(minimal_tables):
    few = changed(
        minimal_tables, "pca_exclusion", n_draws=19, p_smallest=0.2, p_corrected=0.2, excluded=False
    )
    text = fig6_moment_flow.seen(few)
    assert "19 draws of each of 4 nulls are too few to exclude any at the 5 % level" in text
    assert "p cannot be below 0.2, 79 draws are needed" in text


def test_a_coupling_with_the_fixed_point_s_sign_or_the_other(minimal_tables):
    texts = [
        pca_coupling.seen(changed(minimal_tables, "pca_coupling", g=g, g_err=0.01, g_fixed_point=0.08))
        for g in (0.09, -0.5)
    ]
    assert "g = 0.090 ± 0.010, below 1/6 in size" in texts[0]
    assert "1 standard errors of g away" in texts[0]
    assert "above 1/6 in size" in texts[1]
    assert "of the opposite sign" in texts[1]


@pytest.mark.parametrize(
    ("alpha", "words"),
    [(2.3, "above 2, so that the Gaussian"), (2.1, "not resolved from 2"), (1.9, "not resolved from 2")],
)
def test_an_exponent_at_2_is_not_taken_for_one_above_or_below(minimal_tables, alpha, words):
    text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", alpha=alpha, alpha_err=0.1))
    assert f"alpha = {alpha:.2f} ± 0.10 over the modes 1 to 3 (white noise: 8), {words}" in text


def test_a_coupling_that_is_not_defined_is_said_so(minimal_tables):
    text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", g=np.nan))
    assert text == "neural_like: no coupling is defined at any fraction kept."


def test_where_an_expansion_is_legitimate_and_what_speaks_against_it(minimal_tables):
    text = pca_coupling.seen(minimal_tables)
    assert (
        "neural_like by covariance: an expansion in the coupling is legitimate with 0.05 and 0.1 of the"
        in text
    )
    assert "Objections: second order (at 3 of 5) and sign (at 5 of 5)." in text
    clean = {"objections": "none", "perturbative": True}
    good = pca_coupling.seen(changed(minimal_tables, "pca_coupling", **clean))
    assert "legitimate at every cutoff. The u read" in good
    assert "legitimate at none of the 5 cutoffs" in pca_coupling.seen(
        changed(minimal_tables, "pca_coupling", perturbative=False)
    )


def test_a_coupling_that_follows_the_recursion_and_one_that_does_not(minimal_tables):
    for deviation, met in ((1.9, 4), (-2.1, 0)):
        text = pca_coupling.seen(changed(minimal_tables, "pca_coupling", recursion_deviation=deviation))
        assert (
            f"within 2 errors at {met} of 4 smaller cutoffs (at the smallest it is 0.68 times that)" in text
        )


def test_the_stable_point_and_the_data_beside_it(minimal_tables):
    text = pca_recursion.seen(minimal_tables)
    assert "At alpha = 1 the stable point is at r = -0.25, g = 0.0625 (leading order 0.111)" in text
    assert "neural_like, 5 cutoffs with alpha between 0 and 4: g is negative by 2 errors at 4" in text
    above = {"pca_recursion": minimal_tables["pca_recursion"].assign(alpha=2.5)}
    assert "At alpha = 2.5 the Gaussian point is stable, and the one at" in pca_recursion.seen(
        {**minimal_tables, **above}
    )
    met = changed(minimal_tables, "pca_coupling", g=minimal_tables["pca_coupling"]["g_fixed_point"])
    assert (
        "of the 5 with alpha below 2 g meets the stable fixed point within 2 errors at 5"
        in pca_recursion.seen(met)
    )
    far = changed(minimal_tables, "pca_coupling", alpha=7.0)
    assert "neural_like has no point with alpha between 0 and 4." in pca_recursion.seen(far)


def test_spectra_above_and_below_the_edge(minimal_tables):
    text = pca_spectrum.seen(minimal_tables)
    assert (
        "covariance: 7 of 60 eigenvalues are above the edge (60 % of the variance; the largest 6.75" in text
    )
    assert "no good fit" not in text
    assert (
        "Over the ranks 1 to 8, alpha = 1.100 ± 0.050 (other straight ranges: 0.9 to 1.3); cleaned 1.050 ± 0.060"
        in text
    )
    text = pca_spectrum.seen(changed(minimal_tables, "pca_spectrum_summary", n_above_edge=0, mp_upper=100.0))
    assert "0 of 60 eigenvalues are above the edge (60 % of the variance; the largest 0.081 times" in text


def test_a_spectrum_without_an_exponent_or_a_power_law_or_white_noise(minimal_tables):
    few = changed(minimal_tables, "pca_spectrum_summary", alpha_last_rank=0, alpha=np.nan, n_reproduced=1)
    assert "With 1 mode resolved from noise there is no exponent" in pca_spectrum.seen(few)
    bent = changed(minimal_tables, "pca_spectrum_summary", alpha_distance=0.2, mp_misfit=0.1)
    assert "1.100 ± 0.050 (no power law: distance 0.2)" in pca_spectrum.seen(bent)
    assert "(no good fit: 10 % of the bulk out of place)" in pca_spectrum.seen(bent)


def test_how_far_cleaning_moves_the_flow(minimal_tables):
    text = pca_spectrum.seen(minimal_tables)
    assert "less than its standard error at 8 of 12 cutoffs; most, -2 errors (from 8 to 7.8), with 60" in text
    still = changed(minimal_tables, "pca_flow_cleaned", kurtosis_median_err=np.nan)
    assert "Cleaned" not in pca_spectrum.seen(still)


def test_training_that_improves_and_that_does_not(minimal_tables):
    assert "error falls from" in dbn_training.seen(minimal_tables)
    epochs = minimal_tables["dbn_training"]["epoch"]
    assert "error rises from 1 to 20" in dbn_training.seen(
        changed(minimal_tables, "dbn_training", reconstruction_error=epochs.astype(float))
    )


def test_blocks_with_and_without_a_width(larger_tables):
    assert "largest at T = 2.45 J/k_B" in block_size_vs_temperature.seen(larger_tables)
    nothing = changed(larger_tables, "block_size", block_size=np.nan, localized_fraction=0.0)
    text = block_size_vs_temperature.seen(nothing)
    assert "localized fraction is 0 and no width is defined" in text


def test_units_localized_or_not(minimal_tables):
    assert "12 of 16 units are localized" in fig4_receptive_fields.seen(minimal_tables)
    nothing = changed(minimal_tables, "receptive_fields", localized=False)
    assert "0 of 16 units are localized" in fig4_receptive_fields.seen(nothing)


def test_a_wilson_fisher_point_that_is_physical_or_not(minimal_tables):
    assert "Wilson-Fisher point lies at r = -0.167" in landau_flow.seen(minimal_tables)
    text = landau_flow.seen(changed(minimal_tables, "landau_fixed_points", physical=[True, False]))
    assert text == "In d = 3 the only physical fixed point is the Gaussian one."


def test_exponents_close_to_exact_and_far_from_it(larger_tables):
    rows = larger_tables["mcrg"]
    exact = changed(larger_tables, "mcrg", exponent=rows["exponent_exact"])
    text = mcrg.seen(exact)
    assert "With 4 operators, y_t = 1.000 ± 0.010 at step 1, 1.000 ± 0.010 at step 2" in text
    assert "where exact is 1.875: 0 standard errors away at the last step" in text
    far = changed(larger_tables, "mcrg", exponent=rows["exponent_exact"] - 0.09)
    assert "where exact is 1: 9 standard errors away" in mcrg.seen(far)
    assert "One operator at the first step gives 1.785 ± 0.010." in mcrg.seen(far)


def test_the_trace_condition_obeyed_or_not(minimal_tables):
    assert "2 transformations of 5 obey" in vrg_exactness.seen(minimal_tables)
    text = vrg_exactness.seen(changed(minimal_tables, "vrg_exactness", trace_condition_error=0.5))
    assert "0 transformations of 5 obey the trace condition at every coupling." in text


def test_variances_beside_the_exact_ones(minimal_tables):
    assert "2 of 2 within 2 standard errors" in fig3_pca_gaussian.seen(minimal_tables)
    rows = minimal_tables["pca_gaussian"]
    far = changed(minimal_tables, "pca_gaussian", variance=rows["variance_exact"] + 9 * rows["variance_err"])
    assert "0 of 2 within 2 standard errors (the farthest 9.00 away)" in fig3_pca_gaussian.seen(far)


def test_words_for_numbers():
    assert number(np.nan) == "no number"
    assert with_error(1.2345, 0.021) == "1.234 ± 0.021"
    assert with_error(1.2345, np.nan) == "1.23"
    assert span([1.0, np.inf, 2.0], "nats") == "between 1 and 2 nats"
    assert span([np.nan]) == "not defined"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert change(1.0, 1.0) == "stays at 1"
    assert agreement(np.array([np.nan])) == "no point with a known error"


def test_a_width_of_too_few_units_has_no_interval(larger_tables):
    sizes = larger_tables["block_size"].assign(block_size_low=np.nan, block_size_high=np.nan, n_units=2)
    said = block_size_vs_temperature.seen({**larger_tables, "block_size": sizes})
    assert "2 localized units, too few for an interval" in said
    assert "no number" not in said


def test_the_critical_point_at_its_exact_value_and_away_from_it(larger_tables):
    rows = larger_tables["finite_size_scaling"]
    exact = changed(larger_tables, "finite_size_scaling", value=rows["value_exact"])
    text = finite_size_scaling.seen(exact)
    assert (
        "Sides 8, 16, 32, 64 and 128 together give T_c = 2.2692 ± 0.0091 J/k_B (exact 2.269185, 0 %" in text
    )
    assert "gamma/nu = 1.7500 ± 0.0070 (exact 1.75, 0 % or 0 standard errors away)" in text
    far = changed(larger_tables, "finite_size_scaling", value=1.02 * rows["value_exact"])
    assert "nu = 1.0200 ± 0.0040 (exact 1, 2 % or 5 standard errors away)" in finite_size_scaling.seen(far)
    assert "From logarithmic derivatives" in finite_size_scaling.seen(far)
