"""However samples come cut into blocks, the analysis gives the same numbers."""

import re
import tracemalloc

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.pcarg.coupling.coupling_table import coupling_table
from rgcore.pcarg.flow.moment_flow import moment_flow

KEPT = [1.0, 0.5, 0.2]


def _samples(n_samples=3000, n_variables=12, seed=1):
    rng = np.random.default_rng(seed)
    return rng.standard_t(6, (n_samples, n_variables)) @ rng.random((n_variables, n_variables))


@pytest.mark.parametrize(
    "cut",
    [
        lambda samples: np.array_split(samples, 7),
        lambda samples: [samples[:1], samples[1:2990], samples[2990:]],
        lambda samples: [np.asfortranarray(block) for block in np.array_split(samples, 3)],
        lambda samples: iter(np.array_split(samples, 50)),
        lambda samples: (row[None] for row in samples),
    ],
    ids=["blocks", "uneven blocks", "other memory order", "iterator", "generator of single samples"],
)
@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_how_samples_come_cut_changes_no_bit(cut, scaling):
    samples = _samples()
    whole = moment_flow(samples, KEPT, scaling=scaling, dropped_top=1)
    cut_up = moment_flow(cut(samples), KEPT, scaling=scaling, dropped_top=1)
    if isinstance(cut(samples), list) and not cut(samples)[0].flags.c_contiguous:
        pd.testing.assert_frame_equal(whole, cut_up, rtol=1e-12)
    else:
        pd.testing.assert_frame_equal(whole, cut_up, check_exact=True)


def test_a_data_frame_is_its_numbers():
    samples = _samples(300)
    pd.testing.assert_frame_equal(
        moment_flow(pd.DataFrame(samples), KEPT), moment_flow(samples, KEPT), rtol=1e-12
    )


@pytest.mark.parametrize("samples", [[1.0, 2.0], np.float64(3), pd.Series([1.0, 2.0])])
def test_what_is_no_matrix_is_refused(samples):
    with pytest.raises(InputError, match="samples must be a matrix of real numbers"):
        moment_flow(samples, [1.0])


@pytest.mark.parametrize("wrong", [lambda x: x + 1j, lambda x: x.astype(str), np.ma.masked_invalid])
def test_a_generator_is_checked_as_an_array_is(wrong):
    with pytest.raises(InputError, match="samples must"):
        moment_flow((wrong(block) for block in [_samples(50)]), [1.0])


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("unit", [1e-82, 1e78])
def test_units_whose_fourth_powers_leave_the_range_are_refused(unit):
    with pytest.raises(InputError, match="variances must be 0 or between"):
        moment_flow(_samples(50) * unit, [1.0])


def test_the_coupling_does_not_depend_on_blocks_either():
    samples = _samples()
    whole, cut_up = (
        coupling_table(given, KEPT, dataset="some") for given in (samples, np.array_split(samples, 9))
    )
    pd.testing.assert_frame_equal(whole, cut_up, check_exact=True)


def test_the_order_of_blocks_of_time_changes_no_moment():
    samples = _samples()
    blocks = np.array_split(samples, 10)
    kurtosis = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75"]
    forward, backward = (moment_flow(each, KEPT)[kurtosis] for each in (blocks, blocks[::-1]))
    np.testing.assert_allclose(forward, backward, rtol=1e-12)


class Changing:
    """Samples that are others when they are asked for the second time."""

    def __init__(self, first, second):
        self.next = iter([first, first, second])  # the first pass looks at the width, then begins anew

    def __iter__(self):
        return iter([next(self.next)])


@pytest.mark.parametrize(
    "change",
    [
        lambda samples: samples[:-1],
        lambda samples: np.concatenate([samples, samples[:1]]),
        lambda samples: samples * 1.000001,
        lambda samples: samples[:, ::-1],
        lambda samples: samples + (np.arange(len(samples)) == 17)[:, None],
        lambda samples: np.where(np.arange(len(samples)) == 17, np.inf, samples.T).T,
    ],
    ids=["fewer", "more", "other unit", "other order of variables", "one sample", "an infinite sample"],
)
def test_samples_that_change_between_the_passes_are_noticed(change):
    samples = _samples()
    with pytest.raises(InputError, match="the samples changed"):
        moment_flow(Changing(samples, change(samples)), KEPT)


@pytest.mark.parametrize(("factor", "unit"), [(0.9, 1.0), (1.1, 1.0), (1.1, 1e-6), (0.9, 1e6)])
def test_the_variable_that_changed_is_named_with_both_variances(factor, unit):
    samples, units = unit * _samples(), np.where(np.arange(12) == 7, factor, 1.0)
    with pytest.raises(InputError, match="the variance of variable 7 was") as refused:
        moment_flow(Changing(samples, samples * units), KEPT)
    first, then = re.search("was (.*) at first, then (.*)", str(refused.value)).groups()
    variance = samples[:, 7].var()
    assert (float(first), float(then)) == pytest.approx((variance, factor**2 * variance), rel=1e-9)


def test_memory_holds_a_batch_and_not_all_samples():
    """200,000 x 40 float64 are 64 MB; what is held at once stays below 25 MB."""

    class Stream:
        def __iter__(self):
            block = np.random.default_rng(3).standard_normal((2000, 40))
            return (block + 0 for _ in range(100))

    moment_flow(np.random.default_rng(4).standard_normal((100, 3)), KEPT)  # compiles, imports
    tracemalloc.start()
    moment_flow(Stream(), KEPT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25e6
