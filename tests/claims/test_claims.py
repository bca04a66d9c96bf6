"""The ledger of claims: each has what it needs, and its verdict turns when the numbers do."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.claims.claim import (
    DEPENDS,
    NOT_IN_THIS_RUN,
    NOT_REPRODUCED,
    OPEN,
    REPRODUCED,
    VERDICTS,
    NotInThisRunError,
    rows,
)
from rgcore.claims.claims_table import all_claims, claims_table, in_order_of_essay, tables_of_claims
from rgcore.claims.schemas import CLAIMS
from rgcore.pipeline.subjects import tables as tables_of_subjects
from rgcore.report.catalogue import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"
ALL = {one.name: one for one in all_claims()}


@pytest.fixture(scope="module")
def tables(larger_tables):
    """The tables of all claims, made up; empty where there are none."""
    schemas = {table.name: table.schema for table in tables_of_subjects()}
    empty = {name: schemas[name].arrow().empty_table().to_pandas() for name in tables_of_claims()}
    return {name: larger_tables.get(name, empty[name]).reindex(columns=empty[name].columns) for name in empty}


@pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))
def test_a_claim_is_computed_from_tables_and_shown_somewhere(one):
    schemas = {table.name: table.schema for table in tables_of_subjects()}
    assert one.tables
    assert set(one.tables) <= set(schemas) - {"claims"}
    assert one.figure in {"", *CATALOGUE}
    assert (DOCS / one.page).is_file()
    assert one.kind in ("claim", "question", "slip")
    assert one.sentence[0].isupper()
    assert one.sentence.endswith(".")
    assert all((one.place, one.criterion, one.overturned_by))


def test_names_are_unique_and_every_kind_is_there():
    assert len(ALL) == len(all_claims())
    assert {one.kind for one in ALL.values()} == {"claim", "question", "slip"}


def test_the_table_has_a_row_per_claim_with_a_known_verdict(tables):
    table = claims_table(tables)
    assert list(table.columns) == CLAIMS.names
    assert list(table["claim"]) == list(ALL)
    assert set(table["verdict"]) <= set(VERDICTS)
    assert table["answer"].str.endswith(".").all()


def test_claims_follow_the_sections_of_the_essay_and_its_open_questions_come_first_in_theirs(tables):
    table = in_order_of_essay(claims_table(tables).sort_values("claim"))
    assert list(table["claim"]) == list(ALL)
    places = table.set_index("claim")["place"]
    questions = list(table.loc[table["kind"] == "question", "claim"])
    assert questions[0] == "width_against_correlation_length"
    assert questions.index("kurtosis_localizes") < questions.index("interaction_told_from_drive")
    sections = [float(number) for number in places.str.extract(r"section (\d+(?:\.\d+)?)")[0].dropna()]
    assert sections == sorted(sections)
    listed = list(places)
    assert listed.index("section 2.3") < listed.index("equations 11 to 13") < listed.index("section 3.2")
    assert listed.index("section 4, Figure 6a") < listed.index("equation 21") < listed.index("section 4.1")


def test_a_run_without_the_rows_says_so(tables):
    empty = {name: frame.iloc[:0] for name, frame in tables.items()}
    assert set(claims_table(empty)["verdict"]) == {NOT_IN_THIS_RUN}
    with pytest.raises(NotInThisRunError, match="side = 8"):
        rows(pd.DataFrame({"side": [4]}), side=8)


def test_the_tables_of_claims_are_those_they_name():
    assert set(tables_of_claims()) == {table for one in ALL.values() for table in one.tables}


def finding(name, **tables):
    return ALL[name].judge({table: pd.DataFrame(frame) for table, frame in tables.items()})


def verdict(name, **tables):
    return finding(name, **tables).verdict


@pytest.mark.parametrize(("value", "expected"), [(2.2695, REPRODUCED), (2.2702, NOT_REPRODUCED)])
def test_the_critical_temperature_counts_within_two_standard_errors(value, expected):
    row = {"quantity": ["critical_temperature"], "quoted": True, "value": value, "value_err": 4e-4}
    found = verdict("critical_temperature", finite_size_scaling=row | {"value_exact": 2.269185})
    assert found == expected


def test_the_coupling_of_the_source_is_not_that_of_the_lattice():
    row = {"quantity": ["critical_temperature"], "quoted": True, "value": 2.2695, "value_err": 4e-4}
    row |= {"value_exact": 2.269185}
    assert verdict("source_critical_coupling", finite_size_scaling=row) == NOT_REPRODUCED
    of_source = row | {"value": 1 / 0.4352}
    assert verdict("source_critical_coupling", finite_size_scaling=of_source) == REPRODUCED
    unsure = row | {"value_err": 0.1}
    assert verdict("source_critical_coupling", finite_size_scaling=unsure) == DEPENDS


@pytest.mark.parametrize(("exponent", "expected"), [(1.86, NOT_REPRODUCED), (1.8755, REPRODUCED)])
def test_the_exponent_of_all_operators_counts(exponent, expected):
    table = {"sector": "odd", "blocking_step": [1, 2, 2], "n_operators": [4, 1, 4]}
    table |= {"exponent": [1.7, 1.7, exponent], "exponent_err": 5e-4, "exponent_exact": 1.875}
    assert verdict("block_spin_magnetic_exponent", mcrg=table) == expected


def example(transformation, **changes):
    row = {"is_rbm": True, "n_visible": 8, "n_hidden": 4, "trace_condition_error": 0.0}
    row |= {"effective_coupling": 0.1, "effective_coupling_exact": 0.1, "free_energy_difference": 0.0}
    return pd.DataFrame([{"transformation": transformation} | row | changes])


def test_one_counterexample_refutes_that_dF_decides():
    name = "vanishing_free_energy_difference"
    assert verdict(name, vrg_exactness=example("decimation")) == REPRODUCED
    assert verdict(name, vrg_exactness=example("decoupled", trace_condition_error=5.0)) == NOT_REPRODUCED
    approximate = example("majority", trace_condition_error=5.0, free_energy_difference=0.1)
    assert verdict(name, vrg_exactness=approximate) == REPRODUCED


def test_an_exact_network_that_removes_nothing_refutes_block_spins():
    name = "exact_network_is_block_spin"
    assert verdict(name, vrg_exactness=example("decimating_rbm")) == REPRODUCED
    assert verdict(name, vrg_exactness=example("bonds", n_hidden=8)) == NOT_REPRODUCED


def test_a_wrong_coupling_of_the_decimating_network_is_seen():
    wrong = example("decimating_rbm", effective_coupling=0.1 + 1e-6)
    assert verdict("decimating_network", vrg_exactness=wrong) == NOT_REPRODUCED


def widths(power, source="ising", scatter=0.01, longest=5.0):
    lengths = {2.0: 1.5, 2.5: longest, 3.4: 2.0}
    rng = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "source": source,
            "sharing": "none",
            "temperature": temperature,
            "n_hidden": 64,
            "sites_per_unit": 4.0,
            "replica": replica,
            "epoch": epoch,
            "n_epochs": 9,
            "correlation_length": 12.0,
            "correlation_length_connected": length,
            "localized_fraction": 0.9,
            "fwhm": 2 * length**power * np.exp(scatter * rng.standard_normal()) * (1 if epoch == 9 else 7),
        }
        for temperature, length in lengths.items()
        for replica in range(3)
        for epoch in (3, 9)
    )


@pytest.mark.parametrize(
    ("power", "scatter", "expected"),
    [(1.0, 0.01, REPRODUCED), (0.03, 0.01, NOT_REPRODUCED), (0.4, 0.01, DEPENDS), (1.0, 3.0, DEPENDS)],
)
def test_the_power_of_the_width_in_the_correlation_length_decides(power, scatter, expected):
    table = pd.DataFrame(widths(power, scatter=scatter))
    assert verdict("width_against_correlation_length", block_size_study=table) == expected


def test_correlation_lengths_that_hardly_differ_decide_nothing_about_the_width():
    table = pd.DataFrame(widths(0.03, longest=2.5))
    assert verdict("width_against_correlation_length", block_size_study=table) == DEPENDS


@pytest.mark.parametrize("none", [{"fwhm": np.nan}, {"localized_fraction": 0.4}])
def test_a_study_without_a_localized_width_answers_nothing(none):
    table = widths(1.0).assign(**none)
    for name in ("width_against_correlation_length", "width_of_gaussian_copies"):
        with pytest.raises(NotInThisRunError, match="a localized width"):
            verdict(name, block_size_study=pd.concat([table, table.assign(source="gaussian_copy")]))


@pytest.mark.parametrize(
    ("negative", "gaussian", "answer"),
    [
        (
            (0.5, 0.7),
            (0.1, 0.2),
            "Localized fraction 0.60 ± 0.10 at excess kurtosis -1.9, 0.150 ± 0.050 at 0.",
        ),
        (
            (0.5, 0.7),
            (0, 0),
            "Localized fraction 0.60 ± 0.10 at excess kurtosis -1.9; at 0 no field localizes.",
        ),
        ((0, 0), (0.1, 0.2), "No field localizes at excess kurtosis -1.9, at 0 a fraction of 0.150 ± 0.050."),
        ((0, 0), (0, 0), "No field localizes at excess kurtosis -1.9, nor at 0."),
    ],
)
def test_where_no_field_localizes_that_is_said_in_words(negative, gaussian, answer):
    table = switch([-1.9, -1.9, 0.0, 0.0], negative + gaussian)
    assert finding("kurtosis_localizes", kurtosis_switch=table).answer == answer


def test_one_run_of_each_kurtosis_shows_nothing():
    found = finding("kurtosis_localizes", kurtosis_switch=switch([-1.9, 0.0], [0.9, 0.1]))
    assert (found.verdict, found.value) == (DEPENDS, pytest.approx(0.8))


def switch(excess_kurtosis, localized_fraction, source="pointwise"):
    columns = {"excess_kurtosis": excess_kurtosis, "localized_fraction": localized_fraction}
    return pd.DataFrame({"l1": 0.0, "source": source, **columns})


def test_controls_of_the_kurtosis_do_not_count():
    controls = switch([-1.9, -1.9, -2.5], [0.0, 0.1, 0.0], source="phase_randomized")
    table = pd.concat([switch([-1.9, -1.9, 0.0, 0.0], [0.9, 1.0, 0.0, 0.1]), controls])
    found = finding("kurtosis_localizes", kurtosis_switch=table)
    assert (found.verdict, found.value) == (REPRODUCED, pytest.approx(0.9))


@pytest.mark.parametrize(("factor", "expected"), [(1.02, NOT_REPRODUCED), (1.4, DEPENDS)])
def test_copies_of_the_same_width_speak_for_correlations(factor, expected):
    copies = widths(0.1, source="gaussian_copy")
    copies["fwhm"] *= factor
    table = pd.concat([widths(0.1), copies])
    assert verdict("width_of_gaussian_copies", block_size_study=table) == expected


def test_one_run_on_a_copy_shows_nothing_alike():
    ising, copies = (widths(0.1, source=source) for source in ("ising", "gaussian_copy"))
    only = (copies["temperature"] == 3.4) & (copies["replica"] == 0)
    found = finding("width_of_gaussian_copies", block_size_study=pd.concat([ising, copies[only]]))
    assert (found.verdict, found.value) == (DEPENDS, pytest.approx(1))
    assert "1 training run; not shown to be alike" in found.answer


def test_widths_of_few_localized_fields_do_not_count():
    copies = widths(0.1, source="gaussian_copy")
    hot = copies["temperature"] == 3.4
    copies.loc[~hot, ["fwhm", "localized_fraction"]] = 99.0, 0.4
    found = finding("width_of_gaussian_copies", block_size_study=pd.concat([widths(0.1), copies]))
    assert found.verdict == NOT_REPRODUCED
    assert "at T = 3.4, where" in found.answer


def flow(dataset, few, every):
    return {
        "dataset": dataset,
        "source": "data",
        "scaling": "covariance",
        "dropped_top": 0.0,
        "n_kept": [5, 100],
        "kept_fraction": [0.05, 1.0],
        "kurtosis_median": [few, every],
        "kurtosis_median_err": 0.1,
    }


def test_a_kurtosis_that_falls_has_not_remained_unchanged():
    assert verdict("neurons_remain_unchanged", pca_flow=flow("neural_like", 14, 250)) == NOT_REPRODUCED
    assert verdict("neurons_remain_unchanged", pca_flow=flow("neural_like", 14, 16)) == REPRODUCED


def test_stocks_are_gaussian_where_their_kurtosis_is_three():
    assert verdict("stocks_become_gaussian", pca_flow=flow("stock_like", 4.1, 5.1)) == NOT_REPRODUCED
    assert verdict("stocks_become_gaussian", pca_flow=flow("stock_like", 3.1, 5.1)) == REPRODUCED


@pytest.mark.parametrize(
    ("excluded", "expected"),
    [([True] * 2, REPRODUCED), ([True, False], DEPENDS), ([False] * 2, NOT_REPRODUCED)],
)
def test_every_flow_counts_for_an_exclusion(excluded, expected):
    table = {"dataset": "neural_like", "source": "dichotomized", "excluded": excluded, "p_corrected": 0.1}
    table |= {"pair_residual": 0.13}
    enough = {"p_smallest": 0.05, "level": 0.05, "draws_needed": 79}
    assert verdict("flow_beyond_pair_correlations", pca_exclusion=table | enough) == expected
    few = enough | {"p_smallest": 0.5}
    assert verdict("flow_beyond_pair_correlations", pca_exclusion=table | few) == OPEN


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([(0.55, 0.9), (0.1, 0.9)], REPRODUCED),
        ([(0.3, 0.7), (0.2, 0.79)], NOT_REPRODUCED),
        ([(0.3, 0.7), (0.1, 0.93)], OPEN),
        ([(np.nan, np.nan)] * 2, OPEN),
    ],
)
def test_a_bench_whose_intervals_contain_chance_and_a_useful_score_decides_nothing(intervals, expected):
    scores = pd.DataFrame(intervals, columns=["auc_low", "auc_high"])
    scores = scores.assign(auc=0.6, score="combined", bins="both", question=["interacting", "critical"])
    assert verdict("interaction_told_from_drive", bench_scores=scores) == expected


@pytest.mark.parametrize(
    ("spaces", "exponents", "expected"), [(20, 20, REPRODUCED), (18, 20, DEPENDS), (20, 18, DEPENDS)]
)
def test_components_are_plane_waves_where_both_modes_and_exponents_are(spaces, exponents, expected):
    table = pd.DataFrame({"quantity": ["subspace_weight"] * 20 + ["alpha"] * 20, "measured": 0.9})
    agrees = [place < spaces for place in range(20)] + [place < exponents for place in range(20)]
    table = table.assign(kind="free", expected_from="sampling noise", agrees=agrees)
    assert verdict("components_are_a_momentum_shell", pca_ground_truth=table) == expected


def test_two_fixed_points_and_the_sign_of_the_second_are_slips():
    table = pd.DataFrame({"alpha": [1.9, 1.9], "kind": ["gaussian", "wilson_fisher"], "g": [0.0, 0.0104]})
    assert verdict("one_fixed_point", pca_fixed_points=table) == NOT_REPRODUCED
    assert verdict("one_fixed_point", pca_fixed_points=table[1:]) == REPRODUCED
    assert verdict("sign_of_the_fixed_point", pca_fixed_points=table) == NOT_REPRODUCED
    assert verdict("sign_of_the_fixed_point", pca_fixed_points=table.assign(g=-0.0104)) == REPRODUCED


def test_flows_that_end_where_training_put_them_do_not_reach_the_critical_point():
    table = {"is_last": True, "passing": "samples", "training_set": ["cold", "hot"]}
    exact = {"critical_temperature": [2.269]}
    ends = {"energy_temperature": [2.07, 3.9]}
    assert verdict("flow_to_criticality", rbm_flow=table | ends, ising_exact=exact) == NOT_REPRODUCED
    ends = {"energy_temperature": [2.25, 2.29]}
    assert verdict("flow_to_criticality", rbm_flow=table | ends, ising_exact=exact) == REPRODUCED


@pytest.mark.parametrize(
    ("n_units", "factor", "expected"),
    [(8, 1.02, REPRODUCED), (7, 1.02, DEPENDS), (8, 1.2, NOT_REPRODUCED), (8, 0.5, NOT_REPRODUCED)],
)
def test_products_need_as_many_units_as_are_claimed(n_units, factor, expected):
    table = {"source": ["construction", "construction", "training", "training"], "architecture": "one_layer"}
    table |= {"n_factors": 3, "n_units": [8, 8, n_units - 1, n_units], "n_units_constructed": 8}
    table |= {"scale": [0.5, 0.1, 0.0, 0.0], "error": [0.5, 0.01 * factor, 0.2, 0.05], "tolerance": 0.1}
    table |= {"error_expected": [0.25, 0.01, float("nan"), float("nan")], "n_starts": 8}
    table |= {"reached": [float("nan"), float("nan"), 0.375, 1.0], "reached_low": [0.0, 0.0, 0.09, 0.63]}
    table |= {"reached_high": [float("nan"), float("nan"), 0.76, 1.0]}
    assert verdict("products_need_many_units", cheap_learning=table) == expected


@pytest.mark.parametrize(
    ("temperatures", "coupling", "expected"),
    [
        ([1.0, 2.3, 4.0], 0.9, REPRODUCED),
        ([1.0, 2.3, 4.0], 0.5, DEPENDS),
        ([1.0, 4.0, 2.3], 0.9, DEPENDS),
        ([1.0, 4.0, 2.3], 0.61, NOT_REPRODUCED),
    ],
)
def test_stiff_directions_peak_at_the_critical_point_and_hold_the_coupling_or_not(
    temperatures, coupling, expected
):
    table = {"kind": "first_layer", "source": "ising", "temperature": temperatures}
    table |= {"participation": [1.0, 9.0, 2.0], "share_coupling": coupling, "share_shuffled": 0.6}
    table |= {"share_coupling_err": 0.01, "share_shuffled_err": 0.01, "share_field": 1.0}
    exact = {"critical_temperature": [2.269]}
    assert verdict("stiff_directions_of_training", rbm_fisher=table, ising_exact=exact) == expected
