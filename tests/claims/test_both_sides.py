"""Claims that no other file turns over: tables on either side of each threshold, beside rows that must not count."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, OPEN, REPRODUCED

from .judged import ALL, verdict

CRITICAL = pd.DataFrame({"critical_temperature": [2.269]})


def test_every_claim_is_judged_in_some_test():
    tests = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in ALL if f'"{name}"' not in tests] == []


@pytest.mark.parametrize(
    ("ratios", "expected"),
    [
        ([0.91, 1.09], REPRODUCED),
        ([0.89, 1.09], DEPENDS),
        ([0.91, 1.11], DEPENDS),
        ([0.89, 1.11], NOT_REPRODUCED),
    ],
)
def test_a_network_contains_the_coupling_within_ten_per_cent_of_it(ratios, expected):
    table = pd.DataFrame(
        {"coupling": 0.4 * np.array(ratios), "coupling_exact": 0.4, "shape": "nearest_neighbour"}
    )
    others = table.assign(shape="third_neighbour", coupling=0.4 * (2 - np.array(ratios[::-1])) * 3)
    assert verdict("network_contains_the_coupling", network_couplings=pd.concat([others, table])) == expected


def scaling_dimensions(**deviations):
    """The rows of one bond dimension: deviations are within 0.01 but for those given."""
    names = ("delta_sigma", "delta_epsilon", "central_charge")
    return {f"{name}_deviation": deviations.get(name, -0.009) for name in names} | dict.fromkeys(names, 0.1)


@pytest.mark.parametrize(
    ("deviations", "expected"),
    [
        ({}, REPRODUCED),
        ({"delta_sigma": -0.011}, DEPENDS),
        ({"delta_epsilon": -0.011}, DEPENDS),
        ({"central_charge": 0.011}, DEPENDS),
    ],
)
def test_tensors_have_all_three_numbers_where_the_free_energy_is_best(deviations, expected):
    place = {"method": "TRG", "bond_dimension": 16, "relative_temperature": 1.0, "relative_error": 1e-8}
    worse = place | {"relative_error": 1e-6} | scaling_dimensions(delta_sigma=0.5)
    elsewhere = (
        place | {"relative_temperature": 1.1, "relative_error": 1e-12} | scaling_dimensions(delta_sigma=0.5)
    )
    table = pd.DataFrame([worse, place | scaling_dimensions(**deviations), elsewhere])
    assert verdict("tensors_have_scaling_dimensions", tensor_rg=table) == expected


@pytest.mark.parametrize(
    ("deviations", "expected"),
    [({}, REPRODUCED), ({"delta_sigma": -0.011}, DEPENDS), ({"delta_epsilon": -0.011}, DEPENDS)],
)
def test_mera_has_both_dimensions_where_the_energy_is_lowest(deviations, expected):
    rows = [
        {"bond_dimension": 2, "energy_deviation": 1e-4} | scaling_dimensions(delta_sigma=0.5),
        {"bond_dimension": 4, "energy_deviation": 1e-6} | scaling_dimensions(**deviations),
        {"bond_dimension": 3, "energy_deviation": 1e-5} | scaling_dimensions(delta_sigma=0.5),
    ]
    assert verdict("mera_has_scaling_dimensions", mera=pd.DataFrame(rows)) == expected


@pytest.mark.parametrize(
    ("variances", "expected"),
    [([4.19, 0.81], REPRODUCED), ([4.21, 1.0], NOT_REPRODUCED), ([4.0, 0.79], NOT_REPRODUCED)],
)
def test_both_axes_of_a_cloud_have_their_variance(variances, expected):
    table = {"kind": ["component"] * 2 + ["sample"], "variance": [*variances, 9.0], "variance_err": 0.1}
    assert verdict("axes_of_a_cloud", pca_gaussian=table | {"variance_exact": [4.0, 1.0, 1.0]}) == expected


@pytest.mark.parametrize(
    ("perturbative", "expected"),
    [([True, True], REPRODUCED), ([False, True], DEPENDS), ([False, False], NOT_REPRODUCED)],
)
def test_a_coupling_is_small_where_perturbation_theory_applies_everywhere(perturbative, expected):
    table = {"dataset": ["my_cells", "my_prices"], "perturbative": perturbative, "g": 0.1}
    assert verdict("coupling_is_small", pca_coupling=table) == expected


@pytest.mark.parametrize(
    ("alphas", "expected"),
    [
        ([1.19, 0.81], REPRODUCED),
        ([1.21, 0.81], DEPENDS),
        ([1.21, 0.79], NOT_REPRODUCED),
        ([], OPEN),
    ],
)
def test_spectra_with_an_exponent_have_that_of_a_sloppy_one_within_two_errors(alphas, expected):
    table = pd.DataFrame({"alpha": [*alphas, 1.0, 3.0], "alpha_err": 0.1, "dataset": "my_cells"})
    table = table.assign(scaling="correlation", has_exponent=np.arange(len(table)) < len(alphas))
    assert verdict("exponent_of_the_spectrum", pca_spectrum_summary=table) == expected


@pytest.mark.parametrize(
    ("agrees", "recovered", "expected"),
    [
        ([True, False], [False, True], REPRODUCED),
        ([True, False], [True, False], DEPENDS),
        ([False, False], [False, False], NOT_REPRODUCED),
    ],
)
def test_a_coupling_is_recovered_within_its_error_or_ten_per_cent(agrees, recovered, expected):
    place = {"kind": "phi4", "quantity": "coupling", "expected_from": "bare", "loop_strength": [0.1, 0.2]}
    table = pd.DataFrame(place | {"agrees": agrees, "recovered": recovered})
    flipped = table.assign(agrees=not any(agrees), recovered=not any(agrees))
    others = [
        flipped.assign(kind="free"),
        flipped.assign(quantity="alpha"),
        flipped.assign(expected_from="flow"),
    ]
    assert verdict("known_coupling_recovered", pca_ground_truth=pd.concat([table, *others])) == expected


@pytest.mark.parametrize(
    ("alpha", "expected"),
    [(0.91, REPRODUCED), (1.09, REPRODUCED), (0.89, NOT_REPRODUCED), (1.11, NOT_REPRODUCED)],
)
def test_a_sloppy_model_has_the_exponent_one_within_a_tenth(alpha, expected):
    table = {"source": ["data", "model", "model"], "name": ["exponentials", "random", "exponentials"]}
    table |= {"alpha_of_all": [2 - alpha + 0.5, 2 - alpha + 0.5, alpha], "alpha_of_half": 0.5}
    table |= {"n_eigenvalues": 8, "decades_per_mode": 1.5}
    assert verdict("sloppy_models_have_alpha_one", sloppy_alpha=table) == expected


@pytest.mark.parametrize(
    ("exponent", "error", "expected"),
    [
        (0.9951, 1e-4, REPRODUCED),  # within half a per cent
        (1.0049, 1e-4, REPRODUCED),
        (0.9949, 1e-4, NOT_REPRODUCED),
        (1.0051, 1e-4, NOT_REPRODUCED),
        (0.981, 0.01, REPRODUCED),  # within two standard errors
        (1.021, 0.01, NOT_REPRODUCED),
    ],
)
def test_the_thermal_exponent_is_that_of_the_second_step_at_the_critical_point(exponent, error, expected):
    critical = pd.DataFrame({"blocking_step": [1, 2, 2, 3], "exponent": [2.0, 2.0, exponent, 2.0]})
    critical = critical.assign(n_operators=[6, 1, 6, 6], exponent_exact=1.0)
    elsewhere = critical.assign(exponent=2.0, exponent_exact=np.nan)
    table = pd.concat([elsewhere, critical]).assign(exponent_err=error)
    table = pd.concat(
        [table.assign(sector="odd", exponent=1.0 + (expected == REPRODUCED)), table.assign(sector="even")]
    )
    assert verdict("block_spin_thermal_exponent", mcrg=table) == expected


def fixed_points(**changes):
    table = {
        "dimension": [2.0, 3.0, 3.9, 4.0, 5.0],
        "r": [-0.2, -0.1, -0.1 / 6, 0.0, 0.1],
        "kind": "wilson_fisher",
    }
    table |= {"u": [0.4, 0.3, 0.02, 0.0, -0.2], "n_relevant": [1, 1, 1, 1, 2], "n_components": 1}
    table |= {"physical": [True, True, True, False, False]}
    table = pd.DataFrame(table).assign(**changes)
    wrong = table.assign(u=-1.0, n_relevant=2, r=1.0, physical=True)
    return pd.concat([wrong.assign(n_components=2), wrong.assign(kind="gaussian"), table])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, REPRODUCED),
        ({"u": [0.4, -0.3, 0.02, 0.0, -0.2]}, NOT_REPRODUCED),
        ({"n_relevant": [1, 2, 1, 1, 2]}, NOT_REPRODUCED),
        ({"physical": [True, True, True, False, True]}, NOT_REPRODUCED),
        ({"dimension": 4.0}, NOT_REPRODUCED),
    ],
)
def test_a_second_fixed_point_lies_below_four_dimensions_alone(changes, expected):
    assert verdict("second_fixed_point", landau_fixed_points=fixed_points(**changes)) == expected


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (0.981, REPRODUCED),
        (1.019, REPRODUCED),
        (1.021, NOT_REPRODUCED),
        (0.979, NOT_REPRODUCED),
        (-1, NOT_REPRODUCED),
    ],
)
def test_the_hamiltonian_is_right_if_r_is_that_of_first_order_near_four_dimensions(factor, expected):
    table = fixed_points(r=[9.0, 9.0, -factor * 0.1 / 6, 9.0, 9.0])
    assert verdict("hamiltonian_of_the_shell", landau_fixed_points=table) == expected


@pytest.mark.parametrize("name", ["exponent_nu", "exponent_eta"])
@pytest.mark.parametrize(
    ("factor", "expected"), [(0.991, REPRODUCED), (1.009, REPRODUCED), (0.989, DEPENDS), (1.011, DEPENDS)]
)
def test_an_exponent_of_three_dimensions_is_that_of_the_highest_order(name, factor, expected):
    table = pd.DataFrame({"order": [1, 2, 6, 7], "known": 0.6, "spread": 0.01, "n_components": 1})
    table = table.assign(value=0.6 * np.array([0.5, 0.5, factor, 0.5]), dimension=3.0, exponent=name[9:])
    table = table.assign(method=["partial_sum", "pade_borel", "pade_borel", "partial_sum"])
    wrong = table.assign(value=0.6 * (2 - factor + 0.1), order=9)
    others = [wrong.assign(dimension=2.0), wrong.assign(n_components=2), wrong.assign(exponent="gamma")]
    assert verdict(name, landau_exponents=pd.concat([*others, table])) == expected


@pytest.mark.parametrize(
    ("divergences", "expected"),
    [([0.001, 0.0099], REPRODUCED), ([0.001, 0.0101], DEPENDS), ([0.02, 0.0101], NOT_REPRODUCED)],
)
def test_a_distribution_is_learned_where_the_first_layer_diverges_little(divergences, expected):
    table = pd.DataFrame({"n_layers": 1, "reliable": True, "divergence_per_site": divergences})
    flipped = table.assign(divergence_per_site=0.5 if min(divergences) < 0.01 else 0.001)
    table = pd.concat([table, flipped.assign(n_layers=2), flipped.assign(reliable=False)])
    assert verdict("distribution_learned", rbm_likelihood=table, ising_exact=CRITICAL) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["below"] * 2, REPRODUCED), (["below", "within"], DEPENDS), (["above", "within"], NOT_REPRODUCED)],
)
def test_a_network_rebuilds_configurations_if_its_errors_are_below_those_of_blocks(words, expected):
    table = pd.DataFrame({"code": "network", "decoder": "linear", "beside_blocks": words})
    flipped = table.assign(beside_blocks="above" if words[0] == "below" else "below")
    table = pd.concat([table, flipped.assign(decoder="own"), flipped.assign(code="blocks")])
    assert verdict("reconstruction_beside_blocks", reconstruction_codes=table) == expected
