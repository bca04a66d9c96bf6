"""The sentences on the Ising model follow the numbers, whichever way these fall."""

from rgcore.words.ising import finite_size_scaling, ising_thermodynamics, mcrg


def changed(tables, name, **columns):
    return {**tables, name: tables[name].assign(**columns)}


def test_energies_at_their_exact_values_and_far_from_them(larger_tables):
    rows = larger_tables["ising_thermodynamics"]
    good = changed(larger_tables, "ising_thermodynamics", energy=rows["energy_exact"])
    bad = changed(larger_tables, "ising_thermodynamics", energy=rows["energy_exact"] + 5 * rows["energy_err"])
    start = "compared with the exact values: energy,"
    for tables, words in (
        (good, "18 of 18 within 2 standard errors (largest deviation 0.00)"),
        (bad, "0 of 18 within 2 standard errors (largest deviation 5.00)"),
    ):
        assert f"{start} {words}" in ising_thermodynamics.seen(tables)


def test_the_critical_temperature_is_that_of_the_table(minimal_tables):
    text = ising_thermodynamics.seen(changed(minimal_tables, "ising_exact", critical_temperature=2.5))
    assert "the exact T_c is 2.5 J/k_B" in text


def test_exponents_close_to_exact_and_far_from_it(larger_tables):
    rows = larger_tables["mcrg"]
    exact = changed(larger_tables, "mcrg", exponent=rows["exponent_exact"])
    text = mcrg.seen(exact)
    assert "With 4 operators, y_t = 1.000 ± 0.010 at step 1, 1.000 ± 0.010 at step 2" in text
    assert "(exact 1.875); the last step differs from the exact value by 0.0 standard errors" in text
    assert "neither the bias of few blocking steps nor that of few operators" in text
    far = mcrg.seen(changed(larger_tables, "mcrg", exponent=rows["exponent_exact"] - 0.09))
    assert "(exact 1); the last step differs from the exact value by 9.0 standard errors" in far
    assert "One operator at the first step gives 1.785 ± 0.010." in far


def test_exponents_far_from_the_critical_temperature_are_not_compared_with_exact_ones(larger_tables):
    text = mcrg.seen(changed(larger_tables, "mcrg", temperature=50.0, exponent_exact=float("nan")))
    assert "exact value" not in text
    assert "(exact" not in text
    assert "At T = 50 J/k_B the correlation length of the Ising model is below the side of" in text


def test_the_critical_point_at_its_exact_value_and_away_from_it(larger_tables):
    rows = larger_tables["finite_size_scaling"]
    exact = changed(larger_tables, "finite_size_scaling", value=rows["value_exact"])
    text = finite_size_scaling.seen(exact)
    assert (
        "Sides 8, 16, 32, 64 and 128 together give T_c = 2.2692 ± 0.0091 J/k_B (exact 2.269185; deviation 0 %"
        in text
    )
    assert "gamma/nu = 1.7500 ± 0.0070 (exact 1.75; deviation 0 %, 0.0 standard errors)" in text
    far = finite_size_scaling.seen(
        changed(larger_tables, "finite_size_scaling", value=1.02 * rows["value_exact"])
    )
    assert "nu = 1.0200 ± 0.0040 (exact 1; deviation 2 %, 5.0 standard errors)" in far
    assert "logarithmic derivatives" in far


def test_the_input_of_the_extrapolation_is_stated_beside_results_without_it(larger_tables):
    text = finite_size_scaling.seen(larger_tables)
    assert "nu = 1 and omega = 7/4" in text
    assert (
        "From the two largest sides alone, without extrapolation: T_c = 2.2687 ± 0.0091 J/k_B, nu =" in text
    )
