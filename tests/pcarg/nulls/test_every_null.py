"""Every null keeps and loses what its card declares, and can be drawn and replayed in any order."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.fft import irfft, rfft

from rgcore.cards import card_names, load_card
from rgcore.pcarg import FlowPlan, moment_flow, null_draws
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.series import temporary_matrix

from .counts import cells, structure

PACKAGE = "rgcore.pcarg.nulls"
NULLS = card_names(PACKAGE)
N_SAMPLES, N_VARIABLES, N_DRAWS = 4000, 30, 3


def market(n_samples=N_SAMPLES, n_variables=N_VARIABLES):
    """Return returns of one common factor and heavy-tailed residuals: correlations 0.5, kurtosis about 4."""
    rng = np.random.default_rng(20260)
    common = rng.standard_normal((n_samples, 1))
    residuals = rng.standard_t(7, (n_samples, n_variables)) * np.sqrt(5 / 7)
    return np.sqrt(0.5) * (common + residuals)


def observed(samples, **settings):
    return observed_data((samples,), structure=structure(len(samples)), **settings)


def example(card, *size):
    """Return returns, or counts under a drive for nulls that need the one or the other."""
    samples = market(*size)
    return cells(*size) if card.drive is not None or card.lacking(observed(samples)) else samples


def draws_of(card, samples, n_draws=N_DRAWS):
    rng = np.random.default_rng(20261)
    null = card.fit(observed(samples), rng=rng)
    return [np.concatenate(list(null.draw(rng=rng))) for _ in range(n_draws)]


def kurtosis_of(samples):
    return moment_flow(samples, [1.0])["kurtosis_median"].iloc[0]


def check_covariance(card, samples, draws):
    found = np.mean([np.corrcoef(each.T) for each in draws], axis=0)
    expected = np.corrcoef(samples.T) if card.keeps_covariance else np.eye(samples.shape[1])
    if card.drive is not None:
        others = ~np.eye(len(found), dtype=bool)
        kept = np.sum(found[others] * np.corrcoef(samples.T)[others]) / np.sum(
            np.corrcoef(samples.T)[others] ** 2
        )
        assert 0.1 < kept < 0.8, kept
        return
    deviation = np.abs(found - expected).max()
    assert deviation < 0.12, (
        deviation
    )  # 5 standard errors, and what 30 variables leave undecided about one factor


def check_series(card, samples, draws):
    def is_a_shift(series, values):
        products = irfft(rfft(series) * rfft(values).conj(), n=len(values))  # of each shift
        norm = values @ values
        return np.allclose([products.max(), series @ series], norm, rtol=1e-9)  # equal, by Cauchy and Schwarz

    centred = samples - samples.mean(axis=0)
    for each in draws:
        kept = [is_a_shift(each[:, i], centred[:, i]) for i in range(samples.shape[1])]
        assert all(kept) if card.keeps_each_series else not any(kept)


def check_kurtosis(card, samples, draws):
    expected = kurtosis_of(samples) if card.kurtosis is None else card.kurtosis
    found = np.exp(np.mean(np.log([kurtosis_of(each) for each in draws])))
    assert abs(found / expected - 1) < 0.12, found


CHECKS = {"covariance": check_covariance, "series": check_series, "kurtosis": check_kurtosis}
FALSE_CLAIMS = {
    "covariance": lambda card: replace(card, drive=None, keeps_covariance=not card.keeps_covariance),
    "series": lambda card: replace(card, keeps_each_series=not card.keeps_each_series),
    "kurtosis": lambda card: replace(card, kurtosis=3.0 if card.kurtosis is None else None),
}


@pytest.fixture(scope="module", params=NULLS)
def drawn(request):
    card = load_card(PACKAGE, request.param)
    samples = example(card)
    return card, samples, draws_of(card, samples)


@pytest.mark.parametrize("check", CHECKS)
def test_draws_have_what_the_card_declares(drawn, check):
    CHECKS[check](*drawn)


@pytest.mark.parametrize("check", CHECKS)
def test_a_card_with_a_false_claim_is_found(drawn, check):
    card, *found = drawn
    with pytest.raises(AssertionError):
        CHECKS[check](FALSE_CLAIMS[check](card), *found)


def test_draws_are_independent_of_the_data_and_of_each_other_but_for_the_drive(drawn):
    card, samples, draws = drawn
    for first, second in [(draws[0], draws[1]), (draws[0], samples), (draws[1], samples)]:
        correlation = np.corrcoef(first.T, second.T)[:N_VARIABLES, N_VARIABLES:]
        largest = np.quantile(np.abs(correlation), 0.99)  # two of 900 shifts may be equal
        assert (largest > 5 / np.sqrt(N_SAMPLES)) == (card.drive is not None)
        assert largest < 0.3


def test_draws_have_the_size_and_the_mean_of_the_data(drawn):
    _, samples, draws = drawn
    for each in draws:
        assert each.shape == samples.shape
        assert np.abs(each.mean(axis=0)).max() < 5 * samples.std(axis=0).max() / np.sqrt(N_SAMPLES)


@pytest.mark.parametrize("source", NULLS)
def test_a_draw_gives_the_same_samples_at_every_iteration(source):
    samples, rng = example(load_card(PACKAGE, source), 300, 9), np.random.default_rng(6)
    draw = fit_null(source, observed(samples), rng=rng).draw(rng=rng)
    first, second = (np.concatenate(list(draw)) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize("source", NULLS)
def test_draws_of_data_in_a_file_are_those_of_data_in_memory(source, monkeypatch):
    """From a file, two of the nine variables, or 300 of the 1000 samples, are read at a time."""
    samples, drawn = example(load_card(PACKAGE, source), 1000, 9), []
    for in_memory in (True, False):
        if not in_memory:
            monkeypatch.setattr(temporary_matrix, "MOST_IN_MEMORY", 4 * 1000 * 2)
            monkeypatch.setattr("rgcore.series.block_length.BLOCK_BYTES", 8 * 9 * 300)
            monkeypatch.setattr(temporary_matrix, "_ROWS_OF_LONG_TILES", 300)
        rng = np.random.default_rng(7)
        null = fit_null(source, observed(samples, in_memory=in_memory), rng=rng)
        drawn.append(np.concatenate(list(null.draw(rng=rng))))
    np.testing.assert_allclose(drawn[0], drawn[1], rtol=1e-12, atol=1e-12)


def test_other_nulls_and_more_draws_change_no_draw():
    samples, plan = observed(cells(400, 9)), FlowPlan(kept=(1.0, 0.5), dropped_tops=(0.0,))

    def table(names, n_draws):
        rngs = {name: np.random.default_rng(NULLS.index(name)) for name in names}
        return null_draws(samples, plan, n_draws, dataset="some", rngs=rngs, report=lambda *_: None)

    backwards = table(NULLS[::-1], 3)
    for name in NULLS:
        alone = table([name], 2)
        same = backwards[(backwards["source"] == name) & (backwards["draw"] <= 2)].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, same)


def test_an_unknown_null_is_refused_by_the_names_there_are():
    with pytest.raises(ValueError, match=f"{', '.join(NULLS)}, got 'phase_randomized'"):
        fit_null("phase_randomized", observed_data((market(30, 3),)), rng=np.random.default_rng(0))


@pytest.mark.parametrize("wrong", ["", "ends with a full stop."])
def test_the_texts_of_a_card_are_phrases(wrong):
    with pytest.raises(ValueError, match="sentence of a null must be a phrase"):
        replace(load_card(PACKAGE, NULLS[0]), sentence=wrong)
