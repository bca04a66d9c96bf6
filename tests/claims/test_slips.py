"""Verdicts on slips of the essay, on Figure 5, and answers in words turn when the numbers do."""

import pandas as pd
import pytest

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, REPRODUCED
from rgcore.claims.data_sets import dataset_words

from .judged import ALL, finding


@pytest.mark.parametrize("figure", ["Figure 2", "Figure 3", "Figure 4", "Figure 5", "Figure 6a", "Figure 6b"])
def test_every_figure_that_is_computed_has_a_claim(figure):
    assert any(one.place.endswith(figure) for one in ALL.values())


@pytest.mark.parametrize(("gain", "expected"), [(4.0, NOT_REPRODUCED), (0.1, REPRODUCED)])
def test_a_stack_is_no_deep_boltzmann_machine_if_likelihoods_differ(gain, expected):
    table = {"model": ["dbm", "dbm", "dbn"], "gain_over_dbn_reliable": True}
    table |= {"gain_over_dbn": [0.1, gain, 99.0], "gain_over_dbn_err": 0.1}
    table = pd.DataFrame(table)
    unreliable = table.assign(gain_over_dbn_reliable=False, gain_over_dbn=99.0 if gain < 1 else 0.0)
    found = finding("stack_is_deep_boltzmann_machine", rbm_likelihood=pd.concat([unreliable, table]))
    assert found.verdict == expected


@pytest.mark.parametrize(
    ("couplings", "expected"),
    [([0.01, 0.3], NOT_REPRODUCED), ([0.0, 0.3], NOT_REPRODUCED), ([-1e-12, 1e-15], REPRODUCED)],
)
def test_a_coupling_that_decimation_leaves_speaks_against_integrals_over_kept_modes(couplings, expected):
    table = {"transformation": ["decimation", "decimation", "decoupled"]}
    found = finding("kept_modes_integrated", vrg_exactness=table | {"effective_coupling": [*couplings, 0.0]})
    assert (found.verdict, found.value) == (expected, min(couplings))


@pytest.mark.parametrize(
    ("errors", "expected"), [([30, 0.6], DEPENDS), ([30, 3], NOT_REPRODUCED), ([1, 0.6], REPRODUCED)]
)
def test_skewness_beyond_its_error_speaks_against_symmetry(errors, expected):
    table = {"dataset": ["neural_like", "stock_like"], "skewness_in_errors": errors}
    assert finding("no_cubic_term", pca_vertices=table).verdict == expected


@pytest.mark.parametrize(("error", "expected"), [(1.0, NOT_REPRODUCED), (3.0, REPRODUCED)])
def test_a_largest_variance_that_is_finite_is_a_mass(error, expected):
    table = {"dataset": "my_cells", "scaling": "correlation", "rank": [1, 2], "eigenvalue": [4.0, 1.0]}
    table = pd.DataFrame(table | {"eigenvalue_err": error})
    covariances = table.assign(scaling="covariance", eigenvalue=[1e9, 1.0])
    found = finding("no_mass_term", pca_spectrum=pd.concat([covariances, table]))
    assert (found.verdict, found.value) == (expected, 0.25)


def test_the_factor_that_is_missing_is_the_number_of_modes():
    table = {"dataset": "my_cells", "scaling": ["correlation"] * 3 + ["covariance"]}
    found = finding("modes_of_a_shell", pca_spectrum=table)
    assert (found.verdict, found.value) == (NOT_REPRODUCED, 3)


@pytest.mark.parametrize(
    ("measured", "expected"), [(0.9, NOT_REPRODUCED), (0.21, REPRODUCED), (0.0, REPRODUCED)]
)
def test_components_that_lie_in_small_momenta_discard_the_same_end(measured, expected):
    table = {"kind": "free", "quantity": "subspace_weight", "expected_from": "no relation", "expected": [0.2]}
    table |= {"measured": measured, "measured_err": 0.02}
    assert finding("opposite_ends_discarded", pca_ground_truth=table).verdict == expected


def margins(*rows):
    columns = ["rg_margin", "variational_margin", "rbm_margin", "good_margin"]
    return pd.DataFrame(rows, columns=columns).assign(
        transformation=[f"example_{place}" for place in range(len(rows))], sensitivity=1.0
    )


ALONE = [[3 if row == column else -3 for column in range(4)] for row in range(4)]


@pytest.mark.parametrize(
    ("rows", "expected", "words"),
    [
        (
            [[3] * 4, *ALONE],
            REPRODUCED,
            "In all four: example 0. Each of the 12 ordered pairs of sets has an",
        ),
        (ALONE, DEPENDS, "In all four: none. Each of the 12"),
        (
            [[3] * 4, *ALONE[1:]],
            DEPENDS,
            "None is in RG but not in variational RG, nor in RG but not in RBM, nor",
        ),
        ([[3] * 4], NOT_REPRODUCED, "In all four: example 0. None is in RG but not in variational RG"),
    ],
)
def test_four_sets_overlap_if_one_is_in_all_and_each_two_have_one_in_the_first_alone(rows, expected, words):
    found = finding("four_sets_overlap", vrg_criteria=margins(*rows))
    assert found.verdict == expected
    assert words in found.answer


def test_a_generated_set_is_named_so():
    assert dataset_words("neural_like", "covariance") == "neural-like (synthetic, covariance)"
    assert dataset_words("stock_like") == "stock-like (synthetic)"
    assert dataset_words("my_cells") == "my cells"


@pytest.mark.parametrize(
    ("verdicts", "expected", "answer"),
    [
        (["passes", "open"], DEPENDS, "Of 2 exponents 1 agrees with the exact one; 1 is open."),
        (["fails", "fails"], NOT_REPRODUCED, "Of 2 exponents none agrees with the exact one; 2 do not."),
        (
            ["fails", "undefined"],
            NOT_REPRODUCED,
            "Of 2 exponents none agrees with the exact one; 1 does not; 1 is undefined.",
        ),
        (["passes", "passes"], REPRODUCED, "Of 2 exponents 2 agree with the exact one."),
    ],
)
def test_exponents_are_counted_in_words(verdicts, expected, answer):
    table = {"source": "ising", "sharing": "translations", "training_temperature": 2.3, "temperature": 2.3}
    found = finding(
        "learned_map_is_renormalization", learned_map_tests=table | {"blocking_step": 1, "verdict": verdicts}
    )
    assert (found.verdict, found.answer) == (expected, answer)


@pytest.mark.parametrize(
    ("coupling", "answer"),
    [
        ([0.1, 0.2], "In none of 2 networks; neighbours have 0.25 to 0.5 of K."),
        ([0.4, 0.2], "In 1 of 2 networks; neighbours have 0.5 to 1 of K."),
    ],
)
def test_networks_with_the_coupling_are_counted_in_words(coupling, answer):
    table = {"shape": "nearest_neighbour", "coupling": coupling, "coupling_exact": 0.4}
    assert finding("network_contains_the_coupling", network_couplings=table).answer == answer


def test_a_fraction_of_one_is_that_of_all_runs():
    table = {"l1": 0.0, "source": "pointwise", "excess_kurtosis": [-1.9, -1.9, 0.0, 0.0]}
    found = finding(
        "kurtosis_localizes", kurtosis_switch=table | {"localized_fraction": [1.0, 1.0, 0.1, 0.2]}
    )
    assert found.answer.startswith("Localized fraction 1 in all 2 runs at excess kurtosis -1.9, 0.150 ")


def test_maps_learned_near_the_critical_point_are_judged_at_their_last_step():
    table = pd.DataFrame(
        {"source": "ising", "sharing": "translations", "temperature": 2.3, "verdict": "passes"}, [0]
    )
    table = table.assign(training_temperature=2.3, blocking_step=2)
    wrong = table.assign(verdict="fails")
    others = [wrong.assign(training_temperature=3.0), wrong.assign(blocking_step=1)]
    others += [wrong.assign(source="gaussian_copy"), wrong.assign(sharing="none")]
    found = finding("learned_map_is_renormalization", learned_map_tests=pd.concat([*others, table]))
    assert (found.verdict, found.value, found.reference) == (REPRODUCED, 1, 1)
