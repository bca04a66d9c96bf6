"""The sentences on data with known answer follow the numbers, whichever way these fall."""

import numpy as np

from rgcore.words.components import pca_ground_truth, pca_ground_truth_coupling


def changed(tables, quantity, **columns):
    rows = tables["pca_ground_truth"].copy()
    chosen = rows["quantity"] == quantity
    for name, value in columns.items():
        rows.loc[chosen, name] = value(rows[chosen]) if callable(value) else value
    return {"pca_ground_truth": rows}


def test_agreement_and_disagreement_are_counted(larger_tables):
    text = pca_ground_truth.seen(larger_tables)
    assert (
        "Kurtosis of free fields compared with 3: 16 of 16 within 2 standard errors (largest deviation 0.50)"
        in text
    )
    text = pca_ground_truth_coupling.seen(larger_tables)
    assert "d = 1, u = 0.1: 4 of 4 within 2 standard errors" in text
    far = pca_ground_truth_coupling.seen(changed(larger_tables, "coupling", deviation=7.0))
    assert "d = 1, u = 0.1: 0 of 4 within 2 standard errors (largest deviation 7.00)" in far


def test_running_is_resolved_from_three_standard_errors_below_constant(larger_tables):
    text = pca_ground_truth_coupling.seen(changed(larger_tables, "running", measured=0.9, measured_err=0.04))
    assert text.count("running not resolved") == 4
    assert (
        "a constant coupling; with 1 mode kept it is 0.900 ± 0.040 of that with the most modes kept (recursion 0.902, "
        "second order 0.902), 2.5 standard errors from constant: running not resolved; d = 2, u = 0.1"
    ) in text
    text = pca_ground_truth_coupling.seen(changed(larger_tables, "running", measured=0.9, measured_err=0.03))
    assert text.count("running resolved") == 4
    text = pca_ground_truth_coupling.seen(changed(larger_tables, "running", measured=1.1, measured_err=0.03))
    assert text.count("running not resolved") == 4


def test_bare_couplings_that_are_recovered_and_that_are_not(larger_tables):
    start = "Loop-corrected estimate of the bare coupling, all modes kept:"
    assert f"{start} within 10 % or 2 standard errors in every field" in pca_ground_truth_coupling.seen(
        larger_tables
    )
    double = changed(
        larger_tables, "coupling", measured=lambda rows: 2 * rows["u"], measured_err=0.01, recovered=False
    )
    text = pca_ground_truth_coupling.seen(double)
    assert f"{start} not within 10 % or 2 standard errors in 8 of 8 fields" in text
    assert "bare u = 0.8 in d = 1 (loop strength 2.4) gives 1.600 ± 0.010" in text
    none = changed(larger_tables, "coupling", measured=np.nan, measured_err=np.nan, recovered=False)
    assert "bare u = 0.1 in d = 1 (loop strength 0.3) gives no number" in pca_ground_truth_coupling.seen(none)


def test_the_lattice_stands_beside_the_rotated_field(larger_tables):
    text = pca_ground_truth_coupling.seen(
        changed(larger_tables, "nonlocality", measured=1.2, measured_err=0.1)
    )
    assert (
        "collective coupling is 1.20 ± 0.10 at u = 0.8 (second order 1.1, 1.20 ± 0.10 on the lattice)" in text
    )


def test_comparisons_without_rows_are_left_out(larger_tables):
    rows = larger_tables["pca_ground_truth"]
    text = pca_ground_truth.seen({"pca_ground_truth": rows[rows["kind"] == "ising"]})
    assert text.startswith("Ising spins: the kurtosis of the softest mode is 3.08 ± 0.15 at T = 2.269")
    assert pca_ground_truth_coupling.seen({"pca_ground_truth": rows[rows["kind"] == "ising"]}) == ""
