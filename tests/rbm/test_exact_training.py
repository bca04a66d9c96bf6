import numpy as np

from rgcore.exact.enumeration import kl_divergence, law, spin_states
from rgcore.rbm.exact_training import fit_exactly
from rgcore.rbm.likelihood import log_likelihood
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training import random_rbm
from rgcore.rbm.units import unit_functions


def ring_law(n_spins, coupling):
    states = spin_states(n_spins).astype(int)
    return states, law(coupling * (states * np.roll(states, 1, axis=1)).sum(axis=1))


def test_four_hidden_units_learn_a_ring_of_eight_spins(rbm):
    # decimation: each second spin summed out leaves four; a machine of four hidden units can hold the ring
    states, target = ring_law(8, 0.5)
    settings = TrainingSettings(n_epochs=1, batch_size=1, learning_rate=1, weight_scale=0.3, units=rbm.units)
    visible = unit_functions(rbm.units).from_spins(states)
    start = random_rbm(8, 4, settings, rng=np.random.default_rng(7))
    trained = fit_exactly(start, visible, target, n_iterations=600)
    before, after = (kl_divergence(target, np.exp(log_likelihood(m, visible))) for m in (start, trained))
    assert before > 0.3
    assert after < 1e-3
