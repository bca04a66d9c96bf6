"""The figure draws the hypotheses that were fitted."""

import numpy as np
import pandas as pd
import pytest

from rgcore.learned.size_hypotheses.covariates import COVARIATES, covariates_named
from rgcore.learned.size_hypotheses.fit import Fit, mean_function
from rgcore.learned.size_hypotheses.hypothesis_table import CONSTANTS, parameter_columns
from rgcore.learned.size_hypotheses.widths import final_runs, widths_of
from rgcore.selection.networks.size_hypotheses import (
    HYPOTHESIS_NAMES,
    best_hypothesis,
    kinds_shown,
    widths_of_hypothesis,
)

from .planted import BY_NAME, PLANTED, study, widths


@pytest.mark.parametrize("length", ["measured", "infinite"])
@pytest.mark.parametrize("name", PLANTED)
def test_the_curve_of_a_hypothesis_has_the_widths_of_the_fit(name, length):
    given = widths(("tiling", (0.0,)), rng=np.random.default_rng(1), side=[16, 32], n_epochs=[300, 1000])
    conditions = given.conditions.assign(fields="free", algorithm="contrastive_divergence", start="wide")
    values = np.array([*PLANTED[name], -0.2, 0.1, 0.05, 0.15, -0.25, -0.3, np.log(0.1), np.log(0.1)])
    covariates = covariates_named(COVARIATES, conditions)
    hypothesis = BY_NAME[name]
    n = len(values)
    fit = Fit(hypothesis, length, values, np.eye(n - 2), 0.0, COVARIATES, (), np.empty(0), n, n - 2)
    expected = mean_function(hypothesis, length, conditions, covariates)(values)
    columns = {"hypothesis": name, "length": length} | parameter_columns(fit) | CONSTANTS
    row = pd.Series(columns, dtype=object)
    for (_, condition), log_width in zip(conditions.iterrows(), expected, strict=True):
        names = ["log_sites", "log_measured", "log_infinite"]
        sites, measured, infinite = np.exp(condition[names].to_numpy(float))
        place = {"side": condition["side"], "sites_per_unit": sites, "correlation_length_connected": measured}
        exact = np.inf if infinite == condition["side"] / 2 else infinite
        frame = pd.DataFrame([place | {"correlation_length_exact": exact}])
        assert np.log(widths_of_hypothesis(row, condition, frame)) == pytest.approx([log_width])


def test_every_hypothesis_has_a_name_in_words():
    assert list(HYPOTHESIS_NAMES) == list(BY_NAME)


def test_points_are_geometric_means_over_runs_of_the_commonest_setting():
    rng = np.random.default_rng(2)
    table = study(("tiling", (0.0,)), rng=rng, l1=[0.0, 1e-3, 1e-3, 2e-3]).drop_duplicates(
        ["side", "temperature", "n_hidden", "l1", "replica"]
    )
    extra = study(("tiling", (0.0,)), rng=rng, n_hidden=[1024], l1=[2e-3])
    unlocalized = extra.assign(localized_fraction=0.2)
    row = {"source": "ising", "sharing": "none", "weight": 1.0, "hypothesis": "tiling"} | CONSTANTS
    hypotheses = pd.DataFrame([row])
    (kind,) = kinds_shown(pd.concat([table, unlocalized]), hypotheses)
    assert kind.setting["l1"] == 2e-3
    assert set(kind.widths.loc[~kind.widths["has_width"], "n_hidden"]) == {1024}
    row = kind.widths.iloc[0]
    same = table[
        (table["l1"] == 2e-3)
        & (table["n_hidden"] == row["n_hidden"])
        & (table["temperature"] == row["temperature"])
    ]
    logs = np.log(same["fwhm"])
    assert np.log(row["width"]) == pytest.approx(logs.mean())
    assert np.log(row["width_high"] / row["width"]) == pytest.approx(logs.std(ddof=1))


def test_points_have_the_start_and_the_share_of_localized_runs_of_the_fits():
    table = study(("tiling", (0.0,)), rng=np.random.default_rng(2))
    one = (table["n_hidden"] == 16) & (table["temperature"] == 2.4)
    table["localized_fraction"] = table["localized_fraction"].mask(one & (table["replica"] == 0), 0.4)
    wide = pd.concat([table.assign(start="wide", fwhm=9.0), table.assign(start="wide", fwhm=9.0, l1=0.0)])
    row = {"source": "ising", "sharing": "none", "weight": 1.0, "hypothesis": "tiling"} | CONSTANTS
    (kind,) = kinds_shown(pd.concat([wide, table]), pd.DataFrame([row]))
    assert kind.setting["start"] == "random"
    without = kind.widths[~kind.widths["has_width"]]
    assert without[["n_hidden", "temperature"]].to_numpy().tolist() == [[16, 2.4]]
    given = widths_of(final_runs(table))
    assert len(given.conditions) == kind.widths["has_width"].sum()


def test_without_weights_no_hypothesis_is_drawn():
    hypotheses = pd.DataFrame({"hypothesis": ["constant", "tiling"], "weight": [0.3, 0.7]})
    assert best_hypothesis(hypotheses)["hypothesis"] == "tiling"
    assert best_hypothesis(hypotheses.assign(weight=np.nan)) is None
