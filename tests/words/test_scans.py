"""The sentences on the scans follow the numbers."""

import numpy as np

from rgcore.words.components import bin_width_scan, n_dependence


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
    for words, name in ((bin_width_scan, "bin_width_scan"), (n_dependence, "n_dependence")):
        assert words.seen({name: minimal_tables[name].iloc[:0]}).startswith("The config names no data set")
