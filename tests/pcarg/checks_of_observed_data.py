"""Checks of the data that nulls are fitted to, of shifts in time, and of the tables of draws.

Each takes the module and returns whether it is right.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from rgcore.cards import load_card
from rgcore.pcarg.flow.flow_plan import FlowPlan
from rgcore.pcarg.flow.moment_flow import flow_table
from rgcore.pcarg.nulls.exclusion.residual_time import residual_time
from rgcore.pcarg.nulls.kept_draws import DrawProgress
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.structure import Structure
from rgcore.series.moments import sample_moments

from ..by_hand import same
from .checks_of_draws import centred, even, joined
from .checks_of_modes import alike, answer

QUARTILES = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75"]


def observations(module):
    """5,000 samples come in batches of 4,096; the moments that are given are used, whatever they are."""
    samples, structure = np.random.default_rng(1).normal(size=(5000, 2)) + 3, Structure(trial_length=50)
    own = sample_moments((samples,))
    given = replace(own, mean=np.array([1.0, 2.0]))
    found = answer(module.observed_data, (samples[:1000], samples[1000:]), given, structure=structure)
    return (
        found is not None
        and same(joined(found.columns), samples - [1, 2])
        and found.moments is given
        and found.structure is structure
        and same(joined(module.observed_data((samples[:60],)).columns), centred(samples[:60]))
        and answer(module.observed_data, (samples[:4999],), own) is None
        and answer(module.observed_data, (samples,), own, structure=Structure(trial_length=49)) is None
    )


def structure(module):
    """Bins of nearly equal numbers, one per value if these are few, without gaps where values are equal."""
    places = np.array([4, 0, 7, 2, 8, 6, 1, 3, 5])
    of_few = module.covariate_bins(np.array([3.0, 1.0, 3.0, 7.0]), 3)
    of_ties = module.covariate_bins(np.array([0.0] * 6 + [1.0, 2.0, 3.0, 4.0]), 4)
    order, starts = module.grouped_samples(np.array([2, 0, 1, 0, 2, 2]))
    return (
        module.covariate_bins(places / 2, 4).tolist() == np.minimum(places // 2, 3).tolist()
        and of_few.tolist() == [1, 0, 1, 2]
        and of_ties.tolist() == [0] * 7 + [1] * 3
        and order.tolist() == [1, 3, 2, 0, 4, 5]
        and starts.tolist() == [0, 2, 3, 6]
        and answer(module.covariate_bins, np.ones(5), 3) is None
        and _lengths(module)
    )


def _lengths(module):
    """Trials and covariate must be those of so many samples."""
    right = [(12, {"trial_length": 4}), (12, {"bins": np.zeros(12, dtype=int)}), (12, {"trial_length": 6})]
    wrong = [(13, {"trial_length": 4}), (12, {"trial_length": 12}), (12, {"trial_length": 5})]
    wrong += [(12, {"bins": np.zeros(number, dtype=int)}) for number in (11, 13)]

    def fits(n_samples, settings):
        return answer(lambda: module.Structure(**settings).check(n_samples) or True) is not None

    return all(fits(*each) for each in right) and not any(fits(*each) for each in wrong)


def shuffled(module):
    """All shifts of five samples come up alike, and those of three variables have nothing to do with each other."""
    samples = np.random.default_rng(2).normal(size=(5, 3))
    null = module.CARD.fit(observed_data((samples,)), rng=np.random.default_rng(3))
    rng, shifts, values = np.random.default_rng(4), [], centred(samples)
    for _ in range(160):
        draw = joined(null.draw(rng=rng))
        places = [np.abs(draw[:, v] - values[0, v]).argmin() for v in range(3)]
        if not all(same(np.roll(values[:, v], place), draw[:, v]) for v, place in enumerate(places)):
            return False
        shifts.append(places)
    shifts = np.array(shifts)
    pairs = [(shifts[:, v] - shifts[:, v - 1]) % 5 for v in range(3)]
    return (
        all(even(np.bincount(each, minlength=5), [32] * 5) for each in [*shifts.T, *pairs])
        and module.CARD.keeps_each_series
        and not module.CARD.keeps_covariance
    )


class Memory:
    """A checkpoint that keeps the state after every draw."""

    def __init__(self, kept=None):
        self.kept, self.states, self.at_ends = kept, [], []

    def restore(self):
        return self.kept

    def offer(self, arrays, *, at_epoch_end):
        self.kept = arrays()
        self.states.append(self.kept)
        self.at_ends.append(at_epoch_end)


def kept_draws(module):
    """After two of three draws another object goes on with the tables, the number and the generator."""
    memory, reported, rng, other = Memory(), [], np.random.default_rng(5), np.random.default_rng(6)
    progress = module.DrawProgress(lambda *counts: reported.append(counts), memory)
    tables = [pd.DataFrame({"draw": [number] * 2, "value": rng.random(2)}) for number in (1, 2, 3)]
    first = module.KeptDraws(progress, 3)
    for table in tables[:2]:
        rng.random()
        first.add(table, rng)
    again = module.KeptDraws(progress, 3)
    n_before = again.done
    again.go_on(other)
    again.add(tables[2], other)
    return (
        (first.done, n_before, again.done) == (2, 2, 3)
        and other.random() == rng.random()
        and again.table().equals(pd.concat(tables, ignore_index=True))
        and reported == [(1, 3), (2, 3), (3, 3)]
        and memory.at_ends == [True] * 3
    )


def draws(module):
    return _means(module) and _usable(module) and _resumed(module)


def _means(module):
    """Of four draws of one null and three of another, at two cutoffs: geometric means, and the range of medians."""
    rng = np.random.default_rng(7)
    sets = [("first", 5, 4), ("first", 2, 4), ("second", 5, 3), ("second", 2, 3)]
    tables, rows = [], []
    for source, n_kept, n_draws in sets:
        values, times = np.exp(rng.normal(1.1, 0.3, (n_draws, 3))), rng.uniform(0.5, 2, n_draws)
        keys = {"dataset": "set", "source": source, "scaling": "covariance", "dropped_top": 0.0}
        keys |= {"n_kept": n_kept, "kept_fraction": n_kept / 5}
        tables.append(pd.DataFrame(values, columns=QUARTILES).assign(**keys, correlation_time=times))
        means, scatter = values.prod(axis=0) ** (1 / n_draws), np.log(values[:, 1]).std(ddof=1)
        row = keys | dict(zip(QUARTILES, means, strict=True)) | {"correlation_time": times.mean()}
        row |= {"kurtosis_median_err": means[1] * scatter, "n_draws": n_draws}
        beyond = int(np.fix((means[1] - 3) / (2 * means[1] * scatter)).clip(-1, 1))
        row["kurtosis_beside_gaussian"] = ("within", "above", "below")[beyond]
        row |= {"n_blocks": 0, "few_blocks": False, "n_influential": 0}  # what data alone have
        row |= dict.fromkeys(["influential_share", "kurtosis_without", "kurtosis_without_err"], np.nan)
        rows.append(row | {"null_low": values[:, 1].min(), "null_high": values[:, 1].max()})
    return alike(module.null_flow(pd.concat(tables, ignore_index=True)), pd.DataFrame(rows))


def _usable(module):
    names = ["given_covariate", "shuffled"]
    usable, (reason,) = module.usable_nulls(observed(bins=None), names)
    return (
        usable == ["shuffled"]
        and reason.startswith("null given_covariate is left out: it needs a covariate")
        and module.usable_nulls(observed(), names) == (names, [])
        and answer(module.usable_nulls, observed(bins=None), names[:1]) is None
    )


BINS = np.random.default_rng(8).integers(0, 3, 120)
PLAN = FlowPlan(kept=(1.0, 1), dropped_tops=(0,))
SOURCES = ("shuffled", "given_covariate")


def observed(bins=BINS):
    """Return 120 skewed samples of three variables with a covariate."""
    samples = np.random.default_rng(9).exponential(size=(120, 3)) + 0.5 * BINS[:, None]
    return observed_data((samples,), structure=Structure(bins=bins))


@cache
def expected_draws():
    """Return two draws of each of two nulls, each through a flow of its own."""
    data, tables = observed(), []
    for number, source in enumerate(SOURCES):
        rng = np.random.default_rng(number)
        null = load_card("rgcore.pcarg.nulls", source).fit(data, rng=rng)
        for draw in (1, 2):
            drawn = null.draw(rng=rng)
            flow = flow_table(drawn, sample_moments(drawn), PLAN.settings(), n_blocks=2)
            driven = source == "given_covariate"
            tables.append(
                flow.drop(columns=["kurtosis_median_err", "n_blocks"]).assign(
                    dataset="set",
                    source=source,
                    draw=draw,
                    residual_time=residual_time(data.columns, BINS) if driven else np.nan,
                    null_residual_time=residual_time(drawn, BINS) if driven else np.nan,
                )
            )
    return pd.concat(tables, ignore_index=True)


def _resumed(module):
    """Draws that go on after the first or after the third are those of one go."""
    memory, reported = Memory(), []

    def drawn(kept):
        rngs = {source: np.random.default_rng(number) for number, source in enumerate(SOURCES)}
        progress = DrawProgress(lambda *counts: reported.append(counts), kept)
        return module.resumable_draws(observed(), PLAN, 2, dataset="set", rngs=rngs, progress=progress)

    return (
        alike(drawn(memory), expected_draws())
        and reported == [(done, 4) for done in (1, 2, 3, 4)]
        and alike(drawn(Memory(memory.states[2])), expected_draws())
        and alike(drawn(Memory(memory.states[0])), expected_draws())
    )


CHECKS = {
    "nulls.observed_data": observations,
    "nulls.structure": structure,
    "nulls.shuffled": shuffled,
    "nulls.kept_draws": kept_draws,
    "nulls.draws": draws,
}
