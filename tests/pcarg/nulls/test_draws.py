"""Tables of the flows of draws."""

import numpy as np
import pandas as pd
import pytest

from rgcore.cards import card_names
from rgcore.errors import InputError
from rgcore.pcarg import FlowPlan, data_flow, null_draws, null_flow
from rgcore.pcarg.flow.schemas import PCA_FLOW
from rgcore.pcarg.nulls.draws import resumable_draws, usable_nulls
from rgcore.pcarg.nulls.kept_draws import DrawProgress
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.schemas import PCA_NULLS

ALL_NULLS = card_names("rgcore.pcarg.nulls")
NULLS = ("elliptical", "factor_garch", "gaussian", "shuffled")  # of any data
PLAN = FlowPlan(kept=(1.0, 0.5, 0.25, 0.1), dropped_tops=(0.0, 0.1))


def _skewed(n_samples):
    rng = np.random.default_rng(1)
    return np.exp(rng.standard_normal((n_samples, 1)) + 0.5 * rng.standard_normal((n_samples, 10)))


def _draws(samples, n_draws, sources=NULLS, report=lambda *_: None):
    rngs = {source: np.random.default_rng(number) for number, source in enumerate(sources)}
    return null_draws((samples,), PLAN, n_draws, dataset="some", rngs=rngs, report=report)


def test_draws_and_their_means_have_every_row_once():
    draws = _draws(_skewed(200), 3)
    assert set(draws.columns) == set(PCA_NULLS.names)
    assert not draws.duplicated(list(PCA_NULLS.keys)).any()
    flow = pd.concat([data_flow((_skewed(200),), PLAN, dataset="some"), null_flow(draws)])
    assert set(flow.columns) == set(PCA_FLOW.names)
    assert not flow.duplicated(list(PCA_FLOW.keys)).any()
    assert set(flow["source"]) == {"data", *NULLS}
    of_data, of_nulls = (
        ["influential_share", "kurtosis_without", "kurtosis_without_err"],
        ["null_low", "null_high"],
    )
    assert not flow.drop(columns=[*of_data, *of_nulls]).isna().any(axis=None)
    assert (flow[of_data].notna().all(axis=1) == (flow["source"] == "data")).all()


def test_the_row_of_a_null_is_mean_and_range_of_its_draws():
    draws = _draws(_skewed(200), 4, ["shuffled"])
    own = draws.query("scaling == 'correlation' and dropped_top == 0.1 and n_kept == 2")["kurtosis_median"]
    row = null_flow(draws).query("scaling == 'correlation' and dropped_top == 0.1 and n_kept == 2").iloc[0]
    assert row["kurtosis_median"] == pytest.approx(np.exp(np.log(own).mean()))
    scatter = np.log(own).std(ddof=1)
    assert row["kurtosis_median_err"] == pytest.approx(row["kurtosis_median"] * scatter)
    z = (row["kurtosis_median"] - 3) / row["kurtosis_median_err"]
    assert row["kurtosis_beside_gaussian"] == ("above" if z > 2 else "below" if z < -2 else "within")
    assert (row["null_low"], row["null_high"], row["n_draws"]) == (own.min(), own.max(), 4)


def test_every_draw_is_reported():
    reported = []
    _draws(_skewed(60), 2, ["shuffled", "gaussian"], report=lambda *counts: reported.append(counts))
    assert reported == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_nulls_that_the_data_lack_something_for_are_left_out_with_the_reason():
    usable, left_out = usable_nulls(observed_data((_skewed(60),)), ALL_NULLS)
    assert set(usable) == set(NULLS)
    reasons = dict(each.removeprefix("null ").split(" is left out: it needs ") for each in left_out)
    assert set(reasons) == set(ALL_NULLS) - set(NULLS)
    assert reasons["dichotomized"] == "samples that are whole numbers, and variable 1 is not"
    assert reasons["trial_shuffled"].startswith("trials")
    assert reasons["given_covariate"].startswith("a covariate")


def test_a_null_that_the_data_lack_something_for_is_refused():
    with pytest.raises(InputError, match="null dichotomized is left out: it needs samples that are whole"):
        _draws(_skewed(60), 2, ["shuffled", "dichotomized"])
    with pytest.raises(InputError, match="there must be a null for these data, but null given_rate"):
        usable_nulls(observed_data((_skewed(60),)), ["given_rate"])


class Stop(Exception):
    """Stands in for the end of the process."""


class StopsAfter:
    """A checkpoint that keeps the state after so many draws, and stops there once."""

    def __init__(self, n_draws):
        self.left, self.kept = n_draws, None

    def restore(self):
        return self.kept

    def offer(self, arrays, *, at_epoch_end):
        assert at_epoch_end
        self.left -= 1
        if self.left == 0:
            self.kept = arrays()
            raise Stop


@pytest.mark.parametrize("n_before", [1, 2, 5, 6])
def test_draws_that_were_interrupted_go_on_in_the_same_bits(n_before):
    data = observed_data((_skewed(60),))
    checkpoint, reported, sources = StopsAfter(n_before), [], ("elliptical", "gaussian", "shuffled")

    def draw():
        rngs = {source: np.random.default_rng(number) for number, source in enumerate(sources)}
        progress = DrawProgress(lambda *counts: reported.append(counts), checkpoint)
        return resumable_draws(data, PLAN, 2, dataset="some", rngs=rngs, progress=progress)

    with pytest.raises(Stop):
        draw()
    pd.testing.assert_frame_equal(draw(), _draws(_skewed(60), 2, sources), check_exact=True)
    assert reported == [(done, 6) for done in range(1, 7)]
