"""Verdicts on a data set, its nulls and its exponents follow its tables."""

import numpy as np
import pytest

from rgcore.words.datasets.exponents import exponent_rows
from rgcore.words.datasets.null_exclusion import null_rows
from rgcore.words.datasets.verdicts import dataset_verdicts

from ..example_tables.user_data import own, with_report


@pytest.fixture(scope="module")
def tables(larger_tables):
    return with_report(larger_tables)


def rows_of(tables):
    return null_rows(tables["pca_exclusion"], tables["pca_power"])


def test_nulls_have_a_row_each_with_meaning_and_verdict(tables):
    rows = rows_of(own(tables))
    assert [row["null"] for row in rows] == ["elliptical", "factor GARCH", "Gaussian", "shuffled"]
    assert rows[0] == {
        "null": "elliptical",
        "meaning": "like elliptical",
        "verdict": "excluded in 4 of 4 flows",
        "p": "0.04",
    }
    assert rows[1]["verdict"] == "not excluded; power 20 to 100 %"


def test_the_power_beside_a_verdict_is_that_of_its_own_null(tables):
    power = own(tables)["pca_power"]
    own_share = np.where(power["source"] == "factor_garch", 0.08, 0.9)
    assert rows_of(own(tables, pca_power={"power": own_share}))[1]["verdict"] == "not excluded; power 8 %"
    alone = {**own(tables), "pca_power": power.iloc[:0]}
    assert rows_of(alone)[1]["verdict"] == "not excluded"


@pytest.mark.parametrize("column", ["reproduces_kurtosis", "reproduces_autocorrelation"])
def test_a_null_whose_draws_are_unlike_the_data_has_no_verdict_anywhere(tables, column):
    exclusion = own(tables)["pca_exclusion"]
    like = (exclusion["source"] != "elliptical") | (exclusion["scaling"] == "covariance")
    changed = own(tables, pca_exclusion={column: like})
    assert rows_of(changed)[0]["verdict"].startswith("no verdict: its draws do not")
    verdict = dataset_verdicts(changed)["Which nulls are excluded?"]
    assert "no verdict on elliptical" in verdict
    assert verdict.count("elliptical") == 1


def test_too_few_draws_give_no_verdict_on_any_null(tables):
    changed = own(tables, pca_exclusion={"p_smallest": 0.2, "p_corrected": 0.2, "excluded": False})
    rows = rows_of(changed)
    assert {(row["verdict"], row["p"]) for row in rows} == {("no verdict: 79 draws are needed", "0.2")}


def test_the_verdict_on_nulls_has_the_corrected_p_of_every_group(tables):
    exclusion = own(tables)["pca_exclusion"]
    is_out = exclusion["source"] == "elliptical"
    changed = own(tables, pca_exclusion={"excluded": is_out, "p_corrected": np.where(is_out, 0.04, 0.7)})
    verdict = dataset_verdicts(changed)["Which nulls are excluded?"]
    assert verdict == (
        "In every flow: elliptical (p = 0.04); in none: Gaussian, factor GARCH and shuffled (p = 0.7) (rank test at "
        "the 5 % level, p corrected)."
    )


def test_every_exponent_has_a_row_and_one_that_does_not_exist_the_reason(tables):
    rows = exponent_rows(own(tables))
    assert [row["quantity"].split()[0] for row in rows[:2]] == ["alpha", "alpha"]
    assert rows[0]["value"] == "1.100 ± 0.050"
    assert rows[0]["fitted"] == "ranks 1 to 8; 0.9 to 1.3 over all ranges that are power laws"
    assert len(rows) == 2 + tables["coarse_graining_exponents"]["exponent"].nunique()
    none = exponent_rows(own(tables, pca_spectrum_summary={"has_exponent": False}))[0]
    assert (none["value"], none["law"]) == ("none", "no range of ranks is a power law")
    few = {"has_exponent": False, "alpha_last_rank": 0}
    assert "too few modes" in exponent_rows(own(tables, pca_spectrum_summary=few))[0]["law"]


def test_an_exponent_of_generated_data_has_the_scatter_of_its_model_beside_its_error(tables):
    generated = {"n_realizations": 10, "realization_err": 0.02}
    for changed, scatter in ((generated, "; between 10 realizations of the model ± 0.02"), ({}, "0.010")):
        rows = exponent_rows(own(tables, coarse_graining_exponents=changed))
        assert all(row["value"].endswith(scatter) for row in rows[2:])


def test_a_slope_where_a_power_law_is_excluded_is_said_to_be_none(tables):
    rows = exponent_rows(own(tables, coarse_graining_exponents={"power_law": False}))
    assert {row["law"] for row in rows[2:] if row["value"] != "none"} == {
        "excluded for these clusters: the slope changes over the range"
    }


@pytest.mark.parametrize(
    ("n_with", "words"),
    [
        (10, "Yes, at every cutoff: alpha = "),
        (2, "Partly, at 2 of 10 cutoffs: alpha = "),
        (
            0,
            "A power law fits a range of the whole spectrum, but at no cutoff of 10 is there an exponent: alpha = ",
        ),
    ],
)
def test_the_verdict_on_alpha_is_yes_only_if_it_exists_at_every_cutoff(tables, n_with, words):
    rows = own(tables)["pca_coupling"]
    changed = own(tables, pca_coupling={"has_exponent": np.arange(len(rows)) < n_with})
    verdict = dataset_verdicts(changed)["Is there a power-law spectrum?"]
    assert verdict.startswith(words)
    assert "modes (0.9 to 1.3 over all ranges that are power laws)" in verdict


def spectrum_verdict(tables, **summary):
    return dataset_verdicts(own(tables, pca_spectrum_summary=summary))["Is there a power-law spectrum?"]


def test_a_spectrum_with_too_few_modes_above_noise_has_no_verdict(tables):
    """Of the covariance modes, the first row, and of the correlation modes, the second."""
    few = {"n_above_edge": 9, "n_reproduced": [2, 1], "n_variables": 39}
    lacking = "1 of 39 correlation modes is resolved from noise, too few."
    none = spectrum_verdict(tables, has_exponent=False, alpha_last_rank=0, **few)
    assert none == f"Not decided: 2 of 39 covariance modes are resolved from noise, too few; {lacking}"
    half = spectrum_verdict(tables, has_exponent=False, alpha_last_rank=[8, 0], **few)
    assert half == f"No: no range of ranks of the covariance modes is a power law; {lacking}"
    one = spectrum_verdict(tables, has_exponent=[True, False], alpha_last_rank=[8, 0], **few)
    assert "alpha = 1.100 ± 0.050 over ranks 1 to 8 of the covariance modes (" in one
    assert one.endswith(f"); {lacking}")


def test_a_spectrum_without_a_power_law_has_none(tables):
    words = spectrum_verdict(tables, has_exponent=False, alpha_last_rank=8)
    assert words == "No: no range of ranks of either spectrum is a power law."


@pytest.mark.parametrize(
    ("good", "with_cubic", "mentioned"), [(False, True, True), (False, False, False), (True, True, False)]
)
def test_the_verdict_on_the_coupling_mentions_vertices_within_perturbation_theory(
    tables, good, with_cubic, mentioned
):
    couplings = {"perturbative": good, "failed_criteria": "none" if good else "skewness"}
    given = own(tables, pca_coupling=couplings, pca_vertices={"perturbative": with_cubic})
    words = dataset_verdicts(given)["Is a coupling defined?"]
    assert (
        "read together, which take skewness into account, meet their criteria at every cutoff." in words
    ) == mentioned
    assert words.startswith("Yes" if good else "No")


def gaussian_at_the_end(tables, **columns):
    flow = own(tables)["pca_flow"]
    few = (flow["source"] == "data") & (flow["n_kept"] == flow["n_kept"].min())
    return own(tables, pca_flow={name: flow[name].mask(few, value) for name, value in columns.items()})


def verdict(tables):
    return dataset_verdicts(tables)["Is what is left after removing modes Gaussian?"]


def test_the_first_verdict_follows_the_null_that_is_excluded_in_the_same_flow(tables):
    near = gaussian_at_the_end(tables, kurtosis_median=3.0, kurtosis_without=2.8)
    assert verdict(near).startswith(
        "At the smallest cutoff it is within 2 standard errors of 3, but the Gaussian"
    )
    spared = {**near, "pca_exclusion": near["pca_exclusion"].assign(excluded=False)}
    assert verdict(spared).startswith("Not distinguished from it, within 2 standard errors of 3:")


@pytest.mark.parametrize(("without", "above"), [(6.5, True), (3.05, False), (2.5, False), (np.nan, False)])
@pytest.mark.parametrize("excluded", [True, False])
def test_a_kurtosis_near_three_whose_error_comes_from_a_few_samples_is_not_gaussian(
    tables, without, above, excluded
):
    changed = gaussian_at_the_end(
        tables,
        kurtosis_median=14.5,
        kurtosis_median_err=7.5,
        kurtosis_without=without,
        kurtosis_without_err=0.1,
    )
    changed["pca_exclusion"] = changed["pca_exclusion"].assign(excluded=excluded)
    assert ("but above without a few of them" in verdict(changed)) == above
    assert ("Gaussian null is excluded in this flow:" in verdict(changed)) == excluded


def test_the_first_verdict_has_the_flow_without_the_most_influential_samples(tables):
    assert verdict(own(tables)).startswith("No: the median kurtosis is")
    assert "Without the 10 samples that contribute most it is" in verdict(own(tables))
    few = gaussian_at_the_end(tables, kurtosis_without=3.0)
    assert verdict(few).startswith("Not with all samples, though within 2 standard errors of 3 without a few")
    no_flow = own(tables, pca_flow={"kurtosis_without": np.nan})
    assert "Without the" not in verdict(no_flow)
