"""Every sampler against enumerated states, Kaufman's torus and the density of states, and its chains among themselves.

A new sampler joins by its card. With these seeds the largest of all deviations is 3.0, of a bound of 4.
What they would notice: against Kaufman at side 8 a bond probability that is 0.5 % too small gives 14 to 28, and 0.2 %
6 to 11; an acceptance of Metropolis that is 1 % too small 7 to 18, and 0.5 % 3 to 9. More in test_planted_bugs.
"""

from functools import cache

import numpy as np
import pytest

from rgcore.ising.drawing.pilot_run import run_pilot

from ...config_values import sampling_settings
from ..chains import IMPOSSIBLE, cold, correlations
from ..checks import (
    BOUND,
    SAMPLERS,
    enumerated,
    errors,
    every_chain,
    kaufman,
    levels,
    lines,
    replicas,
    stays_within,
)

CRITICAL = 2.269185
EXACT = [name for name, sampler in SAMPLERS.items() if sampler.exact]


@cache
def spacing(name):
    """Return updates until chains of side 16 are nearly independent: 1 to 2 for clusters, 8 for Metropolis.

    From the expected autocorrelation time, or that of a pilot run if the card declares no cost.
    """
    card = SAMPLERS[name]
    if card.exact:
        return 1
    if card.cost:
        return max(1, round(card.cost.autocorrelation_time(16 / 3, 1 / CRITICAL) / 1.25))
    rng, start = np.random.default_rng(20241000), cold(64, 16)
    pilot = run_pilot(card, start, 1 / CRITICAL, expected_tau=1.0, max_updates=10_000, rng=rng)
    return max(1, round(pilot.autocorrelation.slowest() / 1.25))


@pytest.mark.parametrize("side", [2, 3, 4])
@pytest.mark.parametrize("name", SAMPLERS)
def test_chains_stay_in_the_enumerated_distribution(name, side):
    rng = np.random.default_rng(20241001)
    assert stays_within(enumerated(SAMPLERS[name].run, "equilibrium", side, 0.35, 3, rng=rng))


@pytest.mark.parametrize("start", ["cold", "random"])
@pytest.mark.parametrize("side", [2, 3, 4])
@pytest.mark.parametrize("name", SAMPLERS)
def test_chains_reach_the_enumerated_distribution_from_any_start(name, side, start):
    rng = np.random.default_rng(20241002)
    assert stays_within(enumerated(SAMPLERS[name].run, start, side, 0.35, 30, rng=rng))


@pytest.mark.parametrize("temperature", [1.8, 2.1, CRITICAL, 2.6, 3.2])
@pytest.mark.parametrize("side", [8, 16])
@pytest.mark.parametrize("name", [name for name in SAMPLERS if name not in EXACT])
def test_energy_and_specific_heat_are_those_of_kaufman(name, side, temperature):
    rng = np.random.default_rng(20241003)
    deviations, relative_error = kaufman(
        SAMPLERS[name].run,
        side,
        temperature,
        shape=(240, 1000) if side == 8 else (120, 500),
        spacing=spacing(name),
        rng=rng,
    )
    assert stays_within(deviations)
    assert relative_error < 1e-3


# The past that exact draws need grows exponentially below T_c, and near it they take milliseconds each: 0.1 % would
# take minutes. The distribution of the small tori is the sharper test of them.
@pytest.mark.parametrize(
    ("side", "temperature"), [(8, CRITICAL), (8, 2.6), (8, 3.2), (8, 5.0), (16, 2.7), (16, 3.2), (16, 5.0)]
)
@pytest.mark.parametrize("name", EXACT)
def test_exact_draws_have_the_energy_and_specific_heat_of_kaufman(name, side, temperature):
    rng = np.random.default_rng(20241004)
    deviations, relative_error = kaufman(
        SAMPLERS[name].run, side, temperature, shape=(8, 512), spacing=2, rng=rng
    )
    assert stays_within(deviations)
    assert relative_error < 1e-2


@pytest.mark.parametrize("side", [5, 7])
@pytest.mark.parametrize("name", SAMPLERS)
def test_odd_sides_are_as_good_as_even_ones(name, side):
    rng = np.random.default_rng(20241005)
    deviations, _ = kaufman(SAMPLERS[name].run, side, 2.5, shape=(10, 1000), spacing=3, rng=rng)
    assert stays_within(deviations)


@pytest.mark.parametrize(
    ("name", "temperature"),
    [(name, t) for name in SAMPLERS for t in (2.1, CRITICAL, 3.0) if not (name in EXACT and t < CRITICAL)],
)
def test_energies_follow_the_density_of_states(name, temperature):
    n_chains = 4096 if name in EXACT else 15_000
    rng, n_updates = np.random.default_rng(20241006), 40 * spacing(name)
    found = levels(SAMPLERS[name].run, 8, temperature, n_chains=n_chains, n_updates=n_updates, rng=rng)
    assert stays_within(found)


@pytest.mark.parametrize("name", SAMPLERS)
def test_the_mean_over_chains_varies_as_that_of_independent_ones(name):
    assert stays_within(replicas(SAMPLERS[name].run, rng=np.random.default_rng(20241007)))


@pytest.mark.parametrize("name", SAMPLERS)
def test_equal_chains_part(name):
    start, rng = np.ones((1500, 8, 8), np.int8), np.random.default_rng(20241008)
    records, _ = SAMPLERS[name].run(start, 0.25, 2, 50, rng=rng)
    again, _ = SAMPLERS[name].run(start, 0.25, 1, 50, rng=rng)
    states = np.concatenate([records, again]).reshape(-1, 64) > 0
    assert len(np.unique(np.packbits(states, axis=1), axis=0)) == 4500


@pytest.mark.parametrize("n_chains", [1, 63, 65, 1000])
@pytest.mark.parametrize("name", SAMPLERS)
def test_every_chain_of_any_number_is_right(name, n_chains):
    assert stays_within(every_chain(SAMPLERS[name].run, n_chains, rng=np.random.default_rng(20241009)))


@pytest.mark.parametrize(("side", "n_chains"), [(8, 8000), (66, 600)])
@pytest.mark.parametrize("name", SAMPLERS)
def test_bonds_of_every_row_and_column_carry_their_part_of_the_exact_energy(name, side, n_chains):
    rng = np.random.default_rng(20240605)
    assert stays_within(lines(SAMPLERS[name].run, side, n_chains, spacing(name), rng=rng))


@pytest.mark.parametrize("name", SAMPLERS)
def test_chains_near_each_other_are_independent(name):
    records, _ = SAMPLERS[name].run(cold(100_000, 3), 0.35, 1, 12, rng=np.random.default_rng(20240606))
    assert (correlations(records[0]) < BOUND).all()


@pytest.mark.parametrize(("start", "coupling", "message"), IMPOSSIBLE)
@pytest.mark.parametrize("name", SAMPLERS)
def test_impossible_chains_are_refused(name, start, coupling, message):
    with pytest.raises(ValueError, match=message):
        SAMPLERS[name].run(start, coupling, 1, 1, rng=np.random.default_rng(0))


@pytest.mark.parametrize("name", SAMPLERS)
def test_the_start_is_left_untouched_and_the_generator_moves_on(name):
    start, rng = cold(3, 4), np.random.default_rng(12)
    start.flags.writeable = False
    first, second = (SAMPLERS[name].run(start, 0.3, 5, 2, rng=rng)[0] for _ in range(2))
    assert (start == 1).all()
    assert (first != second).any()
    assert (SAMPLERS[name].run(start, 0.3, 5, 2, rng=np.random.default_rng(12))[0] == first).all()


@pytest.mark.parametrize("name", SAMPLERS)
def test_records_are_all_chains_after_each_number_of_steps(name):
    start = np.ones((5, 6, 6), np.int8)
    records, touched = SAMPLERS[name].run(start, 0.3, 4, 3, rng=np.random.default_rng(1))
    assert records.shape == (4, 5, 6, 6)
    assert records.dtype == np.int8
    assert set(np.unique(records)) == {-1, 1}
    assert isinstance(touched, int)
    assert (start == 1).all()
    again, _ = SAMPLERS[name].run(start, 0.3, 4, 3, rng=np.random.default_rng(1))
    assert (records == again).all()


@pytest.mark.parametrize(
    ("algorithm", "temperature"),
    [*((name, 2.4) for name in SAMPLERS), ("automatic", 2.6), ("automatic", 20.0)],
)
def test_errors_are_what_estimates_scatter_by(algorithm, temperature):
    settings = sampling_settings(n_samples=1000, algorithm=algorithm)
    assert stays_within(errors(settings, temperature, rng=np.random.default_rng(20241010)))
