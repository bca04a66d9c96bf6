"""The sentences on the scans follow the numbers."""

import numpy as np

from rgcore.words.components import bin_width_scan, n_dependence, window_scan


def test_values_at_the_bins_of_the_data_and_at_the_widest_are_given(minimal_tables):
    text = bin_width_scan.seen(minimal_tables)
    assert "variance exponent 1.300 ± 0.013 in the bins of the data and 1.500 ± 0.013 with 4 merged" in text
    assert "kurtosis with the fewest modes kept 9.000 ± 0.090 in the bins of the data" in text


def test_numbers_that_differ_from_the_bins_of_the_data_are_counted(minimal_tables):
    text = bin_width_scan.seen(minimal_tables)
    assert "Of 9 numbers of merged bins, 4 differ by more than 2 standard errors" in text
    same = minimal_tables["bin_width_scan"].assign(beside_original="within")
    text = bin_width_scan.seen({"bin_width_scan": same})
    assert "Of 18 numbers of merged bins, 0 differ" in text


def test_an_exponent_without_a_value_at_the_bins_of_the_data_is_left_out(minimal_tables):
    table = minimal_tables["bin_width_scan"]
    first = (table["measure"] == "variance") & (table["n_bins"] == 1)
    text = bin_width_scan.seen({"bin_width_scan": table.assign(value=table["value"].mask(first))})
    assert "variance exponent" not in text
    assert "silence exponent" in text


def test_widths_tied_to_the_interval_are_named(minimal_tables):
    text = bin_width_scan.seen(minimal_tables)
    assert "mean interspike interval of a cell is 40 bins; widths tied to it, in bins: 4 (4 bins, 0.1" in text


def test_exponents_of_the_smallest_subsets_and_of_all_variables_are_given(minimal_tables):
    text = n_dependence.seen(minimal_tables)
    assert "variance exponent 1.170 ± 0.026 of 32 variables and 1.300 ± 0.026 of 64" in text
    n_subsets = minimal_tables["n_dependence"]["n_subsets"].max()
    assert f"(below all variables, means over {n_subsets} random subsets)." in text


def test_the_collapse_is_given_in_per_cent_and_standard_errors(minimal_tables):
    text = n_dependence.seen(minimal_tables)
    assert "deviates from that of all variables by 7.2 % for 32 variables (1.4 standard errors)." in text
    table = minimal_tables["n_dependence"]
    none = table.assign(value=table["value"].mask(table["measure"] == "collapse_score", np.nan))
    assert "deviates" not in n_dependence.seen({"n_dependence": none})


def test_a_run_without_scans_says_so(minimal_tables):
    scans = {"bin_width_scan": bin_width_scan, "n_dependence": n_dependence, "window_scan": window_scan}
    for name, words in scans.items():
        assert words.seen({name: minimal_tables[name].iloc[:0]}).startswith("The config names no data set")


def test_the_range_of_windows_has_the_places_of_its_ends_and_their_errors(minimal_tables):
    text = window_scan.seen(minimal_tables)
    assert text.startswith("neural_like: 6 windows of 100 samples. The median kurtosis is between ")
    wanted = "5.51 ± 0.30 (samples 300 to 400) and 6.50 ± 0.30 (samples 0 to 100), with standard errors 0.3;"
    assert wanted in text


def test_windows_with_dates_are_named_by_them_and_each_data_set_has_its_sentences(larger_tables):
    text = window_scan.seen(larger_tables)
    assert text.startswith("stock_like: ")
    assert " my_cells: " in text
    assert "5.51 ± 0.30 (2020-10-27 to 2021-02-03) and 6.50 ± 0.30 (2020-01-01 to 2020-04-09)" in text
    assert text.count("windows of 100 samples") == 2


def test_windows_above_three_and_above_gaussian_draws_are_counted(minimal_tables):
    table = minimal_tables["window_scan"]
    start = table["start"]
    kurtosis = table["kurtosis_median"].mask(start == 100, 2.0).mask(start == 200, 3.5)  # of an error of 0.3
    distance = table["jensen_shannon"].mask(start >= 400, table["jensen_shannon_gaussian_high"])
    text = window_scan.seen({"window_scan": table.assign(kurtosis_median=kurtosis, jensen_shannon=distance)})
    assert (
        "above the Gaussian value 3 by more than 2 standard errors in 4 windows and below it by as much in 1."
        in text
    )
    assert text.endswith("it is above the largest of 19 Gaussian draws in 4 windows.")


def test_windows_that_overlap_are_said_to_share_samples(minimal_tables):
    table = minimal_tables["window_scan"]
    assert "sharing" not in window_scan.seen(minimal_tables)
    text = window_scan.seen({"window_scan": table.assign(end=table["start"] + 120)})
    assert "6 windows of 120 samples, each sharing 20 with the next." in text


def test_one_window_has_one_number_and_one_that_is_not_defined_none(minimal_tables):
    table = minimal_tables["window_scan"]
    one = table[table["start"] == 0]
    text = window_scan.seen({"window_scan": one})
    assert (
        "1 window of 100 samples. The median kurtosis is 6.50 ± 0.30 (samples 0 to 100); it is above" in text
    )
    assert "in 1 window and below" in text
    assert "kurtosis is not defined;" in window_scan.seen({"window_scan": one.assign(kurtosis_median=np.nan)})


def test_only_windows_with_modes_of_the_covariance_are_in_the_sentences(minimal_tables):
    table = minimal_tables["window_scan"]
    other = table["scaling"] == "correlation"
    moved = table.assign(kurtosis_median=table["kurtosis_median"].mask(other, 99.0))
    assert window_scan.seen({"window_scan": moved}) == window_scan.seen(minimal_tables)
