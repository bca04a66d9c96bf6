"""Exact draws: what a sweep of the heat bath does, that no start matters, and that a past can be too long.

That the draws have the right distribution is tested with the other samplers. Prolonging a past by fresh random
numbers, the classical mistake, biases them by less than a part in 512 here, since that many chains must agree together:
no test of the distribution would show it, but the present then depends on the past that is tried first.
"""

import sys

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.ising import coupling_from_the_past, energy, magnetization
from rgcore.ising.samplers._bit_kernels import spins_of_words
from rgcore.ising.samplers._coupling_from_the_past_kernels import coupled_sweeps
from rgcore.ising.samplers.binary_digits import binary_digits

from ..chains import IMPOSSIBLE
from ..checks import BOUND, STARTS, differing_presents
from ..enumerated import enumerated_states, excess, state_numbers

MODULE = sys.modules[
    "rgcore.ising.samplers.coupling_from_the_past"
]  # the function hides the module of its name
COUPLING = 0.4


def draw(n_chains, side, coupling, seed, *, n_records=1, past=1, start="cold"):
    rng = np.random.default_rng(seed)
    chains = STARTS[start](n_chains, side, coupling, rng=np.random.default_rng(seed))
    return coupling_from_the_past(chains, coupling, n_records, past, rng=rng)


def distribution_after_heat_bath(number, side, coupling):
    """Return the probabilities (2**side**2,) of all states one sweep of the heat bath after state ``number``."""
    states, _ = enumerated_states(side, coupling)
    energies, all_states = energy(states), np.arange(len(states))
    probabilities = (all_states == number).astype(float)
    for site in range(side**2):
        flipped = all_states ^ (1 << (side**2 - 1 - site))
        moved = probabilities / (1 + np.exp(coupling * (energies[flipped] - energies)))
        probabilities = probabilities - moved + moved[flipped]
    return probabilities


@pytest.mark.parametrize("which", ["upper", "lower"])
@pytest.mark.parametrize("side", [2, 3])
def test_one_sweep_has_the_exact_distribution_of_the_heat_bath(side, which):
    width = 10_000
    words = {"upper": np.full((side, side, width), 2**64 - 1, np.uint64)}
    words["lower"] = np.zeros_like(words["upper"])
    digits = np.stack([binary_digits(1 / (1 + np.exp(-2 * COUPLING * (2 * n - 4)))) for n in range(5)])
    stream = np.random.default_rng(20241201).integers(0, 2**64, size=2, dtype=np.uint64)
    coupled_sweeps(words["upper"], words["lower"], digits, 1, stream)
    spins = np.empty((64 * width, side, side), np.int8)
    spins_of_words(words[which], spins)
    number = 2 ** (side**2) - 1 if which == "upper" else 0
    counts = np.bincount(state_numbers(spins), minlength=2 ** (side**2))
    assert abs(excess(counts, distribution_after_heat_bath(number, side, COUPLING) * len(spins))) < BOUND


def test_the_present_does_not_depend_on_the_past_that_is_tried_first():
    assert differing_presents() == 0


def test_the_start_does_not_matter():
    cold, random = (
        draw(700, 5, COUPLING, 20241203, n_records=2, start=start) for start in ("cold", "random")
    )
    assert (cold[0] == random[0]).all()
    assert cold[1] == random[1]


def test_successive_records_are_independent():
    records, _ = draw(2000, 4, COUPLING, 20241204, n_records=2)
    for observable in (energy, magnetization):
        first, second = observable(records)
        assert abs(np.corrcoef(first, second)[0, 1]) < BOUND / np.sqrt(len(first))


def test_touched_counts_the_spins_of_both_chains_in_every_past():
    _, touched = draw(512, 2, 1e-3, 20241205, past=16)
    assert touched == 2 * 16 * 512 * 4  # one past was enough


def test_both_signs_are_drawn_alike():
    records, _ = draw(4000, 4, 0.6, 20241206, past=64)
    signs = np.sign(magnetization(records))
    assert abs(signs.sum()) < BOUND * np.sqrt(np.count_nonzero(signs))


def test_a_past_that_is_too_long_is_refused_in_one_sentence(monkeypatch):
    monkeypatch.setattr(MODULE, "LONGEST_PAST", 64)
    with pytest.raises(
        InputError,
        match=r"^ising.algorithm must be another one for side 12 at temperature 2: .* more than 64 sweeps there$",
    ):
        draw(64, 12, 0.5, 20241207, past=16)


@pytest.mark.parametrize(("start", "coupling", "message"), IMPOSSIBLE)
def test_impossible_chains_are_refused(start, coupling, message):
    with pytest.raises(ValueError, match=message):
        coupling_from_the_past(start, coupling, 1, 1, rng=np.random.default_rng(0))
