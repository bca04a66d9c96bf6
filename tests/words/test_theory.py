"""The sentences on exact transformations and on the momentum shell follow the tables."""

from rgcore.words.theory import (
    cheap_learning,
    fisher_spectra,
    intensive_embedding,
    landau_flow,
    learned_flow,
    mera,
    rbm_fisher,
    tensor_rg,
    vrg_couplings,
    vrg_exactness,
    vrg_exponents,
)


def changed(tables, name, **columns):
    return {**tables, name: tables[name].assign(**columns)}


def test_a_wilson_fisher_point_that_is_physical_or_not(minimal_tables):
    text = landau_flow.seen(minimal_tables)
    assert "Wilson-Fisher point lies at r = -0.167" in text
    assert "nu = 0.583 (1/2 + epsilon/12) or 0.6 (1/(2 - epsilon/3)); to second order" in text
    text = landau_flow.seen(changed(minimal_tables, "landau_fixed_points", physical=[True, False]))
    assert text == "In d = 3 the only physical fixed point is the Gaussian one."


def test_sums_stand_beside_known_values_of_one_component(minimal_tables):
    rows = minimal_tables["landau_exponents"].assign(known=0.63, source="arXiv:1")
    text = landau_flow.seen({**minimal_tables, "landau_exponents": rows})
    words = "nu = 0.6 with a spread of 0.01 among approximants (best known 0.63, arXiv:1)."
    assert text.endswith(f"Padé-Borel sums of the series in d = 3: {words}")
    exact = landau_flow.seen({**minimal_tables, "landau_exponents": rows.assign(source="exact")})
    assert "(exact 0.63)" in exact


def test_the_eigenvalue_of_the_truncated_recursion_is_not_quoted_as_nu(minimal_tables):
    text = landau_flow.seen(changed(minimal_tables, "landau_fixed_points", eigenvalue_thermal=1 / 0.527))
    assert "0.527" not in text


def test_the_trace_condition_obeyed_or_not(minimal_tables):
    assert "2 transformations of 5 obey" in vrg_exactness.seen(minimal_tables)
    text = vrg_exactness.seen(
        changed(minimal_tables, "vrg_exactness", trace_condition_error=0.5, is_rg=False)
    )
    assert "0 transformations of 5 obey the trace condition at every coupling." in text


def test_critical_data_of_tensors_stand_beside_the_error_of_the_free_energy(minimal_tables):
    text = tensor_rg.seen(minimal_tables)
    assert text.startswith(
        "bond-weighted with bond dimension 4 at T_c: relative error of the free energy 0.0016, c = 0.48"
    )
    away = minimal_tables["tensor_rg"].assign(relative_temperature=0.9)
    assert "no critical data" in tensor_rg.seen({**minimal_tables, "tensor_rg": away})


def test_fixed_points_of_learned_spins_stand_without_exponents(larger_tables):
    text = learned_flow.seen(larger_tables)
    assert "majority rule, 16 to 4 spins: at K = 0.4" in text
    assert "trained RBM, 9 to 9 spins: at no K, or at several" in text
    assert "y_t" not in text


def test_starts_that_end_in_another_maximum_are_named(larger_tables):
    flow = larger_tables["learned_flow"]
    trained = flow["starts_at_best"].where(flow["starts_at_best"].isna(), 1.0)
    worst = (flow["n_hidden"] == 9) & (flow["coupling"] == flow["coupling"].max())
    text = learned_flow.seen({**larger_tables, "learned_flow": flow.assign(starts_at_best=trained)})
    assert "Every random start of training ends in the same maximum" in text
    some = flow.assign(starts_at_best=trained.mask(worst, 0.25))
    text = learned_flow.seen({**larger_tables, "learned_flow": some})
    assert "with 9 hidden spins at K = " in text
    assert "25 % of the random starts reach the best." in text


def test_networks_stand_beside_the_model_they_were_trained_on_unless_it_is_unknown(minimal_tables):
    text = learned_flow.seen(minimal_tables)
    assert "(exact 0." in text
    assert "nearest neighbours 0.5, far pairs 0.15 and products of three and more spins 0.1" in text
    assert text.endswith("At each temperature there is 1 training run.")
    unknown = learned_flow.seen(changed(minimal_tables, "network_couplings", coupling_exact=float("nan")))
    assert "exact" not in unknown


def test_approximations_stand_beside_what_was_measured(larger_tables):
    text = vrg_exponents.seen(larger_tables)
    assert (
        "2 approximations with a critical point: the nearest to exact exponents is Migdal Kadanoff (y_t = 0.75,"
        in text
    )
    assert "the largest deviation that of first cumulant (y_t = 0.75, y_h = 1.9)." in text
    assert "Chain decimation has no fixed point at a finite coupling." in text
    assert "Monte Carlo renormalization at its last step: y_t = 0.998 ± 0.010, y_h = 1.871 ± 0.010." in text


def test_exponents_away_from_the_critical_point_do_not_stand_beside_approximations(larger_tables):
    far = changed(larger_tables, "mcrg", exponent_exact=float("nan"))
    assert "Monte Carlo" not in vrg_exponents.seen(far)


def test_the_energy_of_the_chain_stands_beside_what_the_last_sweep_changed(minimal_tables):
    text = mera.seen(minimal_tables)
    assert text.startswith(
        "Bond dimension 2: energy above the exact one by 0.0031 (last sweep: 1e-09), Delta_sigma = 0.13"
    )


def test_couplings_of_the_shortest_range_alone_and_others(minimal_tables):
    text = vrg_couplings.seen(minimal_tables)
    assert (
        "2 transformations of 3 leave nothing but pairs of the shortest range: decimation (range 2) and "
        "decoupled (no coupling)." in text
    )
    assert text.endswith("Largest other coupling of the rest: block spins 0.3 (a pair of range 4).")
    alone = changed(minimal_tables, "vrg_couplings", root_mean_square=0.0)
    assert vrg_couplings.seen(alone).endswith("block spins (no coupling) and decoupled (no coupling).")
    far = minimal_tables["vrg_couplings"].query("range != 2 or transformation != 'block_spins'")
    far = far.assign(root_mean_square=far["root_mean_square"].where(far["n_spins"] == 2, 0.0))
    assert "block spins (range 4)" in vrg_couplings.seen({"vrg_couplings": far})


def test_trained_networks_stand_beside_the_units_of_constructions(minimal_tables):
    text = cheap_learning.seen(minimal_tables)
    assert (
        "In one layer, half of 8 starts are within 10% with 3 units (3) for 2 factors (construction: 4)"
        in text
    )
    worse = changed(minimal_tables, "cheap_learning", reached=0.2)
    assert "with no width tried for 2 factors" in cheap_learning.seen(worse)
    unsure = changed(minimal_tables, "cheap_learning", reached_low=0.4, reached_high=0.9)
    assert "3 units (1 or more) for 2 factors" in cheap_learning.seen(unsure)


def test_exponents_of_fisher_spectra_stand_beside_predicted_ones(minimal_tables):
    text = fisher_spectra.seen(minimal_tables)
    assert "-2.10 ± 0.20 (between axes; levels 1 to 3, predicted -2)" in text
    gone = fisher_spectra.seen(changed(minimal_tables, "fisher_spectra", exponent=float("nan")))
    assert gone == "At T = 1 T_c no direction is resolved at two levels."


def test_stiff_directions_of_networks_stand_with_the_shares_of_couplings(larger_tables):
    text = rbm_fisher.seen(larger_tables)
    assert text.startswith("Enumerated networks (3 training runs per temperature): participation number ")
    assert "First layers of the run (1 training run per temperature)" in text
    assert "0.600 ± 0.012 of K, 0.900 ± 0.018 of h and 0.800 ± 0.016 of K, shuffled sites" in text


def test_networks_are_as_far_off_the_ising_models_as_the_table_has_it(minimal_tables):
    text = intensive_embedding.seen(minimal_tables)
    assert text.startswith(
        "The Ising models span 2 space-like and 2 time-like dimensions. With 1 hidden unit networks lie"
    )
    assert "(mean over 2 training runs)" in text
